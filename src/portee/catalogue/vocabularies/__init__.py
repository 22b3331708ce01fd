"""Our vocabularies and how what records say is brought to them: pure code and data, without Django.

Each vocabulary is a file of `data/`, whose head names its source and licence; `classify` maps a whole description.
"""

from portee.catalogue.vocabularies.classification import Classification, classify, evidence
from portee.catalogue.vocabularies.vocabulary import NAMES, Entry, Vocabulary, vocabulary

__all__ = ["NAMES", "Classification", "Entry", "Vocabulary", "classify", "evidence", "vocabulary"]
