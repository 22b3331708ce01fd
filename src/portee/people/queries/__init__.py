"""Read models of people's pages: frozen dataclasses, a pinned number of queries."""
