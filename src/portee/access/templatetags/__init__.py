"""What the templates of access load."""
