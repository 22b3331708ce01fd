"""What people type about the network: validated here, saved by services."""
