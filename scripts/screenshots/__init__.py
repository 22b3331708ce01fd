"""Takes pictures of the site with the system's Chromium: a contact sheet for eyes, and the figures of the guide."""
