"""The pages of the network, one noun per file."""
