"""The pages of the portal, one noun per file."""
