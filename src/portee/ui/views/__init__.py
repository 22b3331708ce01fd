"""Pages that belong to the design system itself."""
