"""Commands that compose several contexts."""
