"""Read models of the portal's pages: frozen dataclasses, no HTML but the rendered guide."""
