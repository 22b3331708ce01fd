"""The back-office toolkit: Wagtail's admin as the shell, our roles as the only truth about who may do what.

Contexts enter by these names alone; README.md shows how. Knows no context itself.
"""
