"""The design system and the back-office toolkit. Knows no context: it draws what it is given."""
