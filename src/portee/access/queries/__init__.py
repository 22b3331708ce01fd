"""What pages show of offers, in a known number of SQL queries."""
