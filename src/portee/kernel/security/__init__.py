"""Fences at the entrance: well-formed requests, trusted proxies, headers, cross-site requests of visitors."""
