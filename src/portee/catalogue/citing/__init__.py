"""How a resource is cited: as a reference, and in five styles."""

from portee.catalogue.citing.reference import reference_of
from portee.catalogue.citing.styles import STYLES, Citation, Style, citations

__all__ = ["STYLES", "Citation", "Style", "citations", "reference_of"]
