"""The pages that compose the doors of other contexts: home, help, legal pages, search."""
