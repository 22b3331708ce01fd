"""The programs of an installation as processes: stopping them, serving the web, supervising them all."""
