"""The pages of people, one noun per file."""
