"""What `benchmarks/search.py` compares: one set of generated documents and queries, and the engines that take them."""
