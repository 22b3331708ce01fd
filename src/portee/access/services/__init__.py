"""The verbs of access, one noun per file."""
