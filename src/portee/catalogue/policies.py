"""Who may do what with the catalogue: pure rules on an actor, without the database."""

from portee.kernel.actor import RoleKind

CATALOGUING_ROLES = (RoleKind.LIBRARIAN, RoleKind.NETWORK_MANAGER)
"""Roles that look after the sources of their establishments: settings, imports, reports."""
