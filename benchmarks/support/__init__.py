"""What benchmarks share: a throw-away installation that is served, and clients that ask it for pages."""
