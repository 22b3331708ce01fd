"""The commands of access, one per file."""
