"""What people can do to accounts and roles, one noun per file."""
