"""Accounts and the roles they hold at establishments."""
