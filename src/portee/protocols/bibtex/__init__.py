"""BibTeX, the format of bibliographies in LaTeX, in UTF-8 as BibLaTeX and Zotero read it."""

from portee.protocols.bibtex.writing import write

__all__ = ["write"]
