"""Many rows at once: what the two databases do fastest, behind one set of functions."""
