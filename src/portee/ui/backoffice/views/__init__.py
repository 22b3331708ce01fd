"""The pages of the back office itself, and the scoped forms of Wagtail's generic views."""
