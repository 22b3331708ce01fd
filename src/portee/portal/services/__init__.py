"""What staff can do to the portal's own tables, one noun per file."""
