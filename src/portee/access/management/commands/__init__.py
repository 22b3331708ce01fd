"""The commands of people, one per file."""
