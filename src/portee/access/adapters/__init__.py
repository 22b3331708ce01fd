"""What access reaches of programs that are not its own."""
