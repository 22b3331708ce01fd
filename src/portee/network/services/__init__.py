"""What can be done to the network, one noun per file."""
