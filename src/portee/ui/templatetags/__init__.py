"""The tags of the design system."""
