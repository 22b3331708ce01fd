"""What the pages and the door read: frozen values, a pinned number of SQL queries."""
