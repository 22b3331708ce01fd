"""One script per promise of speed: each starts its own server and prints ratios to a peer of the same run."""
