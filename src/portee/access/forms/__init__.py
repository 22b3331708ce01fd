"""What readers fill in on the pages of offers."""
