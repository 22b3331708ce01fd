"""When two records describe one resource, and what the resource then says: pure rules, no database."""
