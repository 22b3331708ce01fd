"""What the columns of a table, or local fields, may mean, by the names people read."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portee.protocols.records import Target

Name = str | Promise

NAMES: Final[dict[Target, Name]] = {
    Target.IDENTIFIER: _("Number of the row in its list"),
    Target.TITLE: _("Title"),
    Target.SUBTITLE: _("Rest of the title"),
    Target.PART_NUMBER: _("Number of the part"),
    Target.COMPOSER: _("Composer"),
    Target.AUTHOR: _("Author"),
    Target.ARRANGER: _("Arranger"),
    Target.LYRICIST: _("Author of the words"),
    Target.PERFORMER: _("Performer"),
    Target.ILLUSTRATOR: _("Illustrator"),
    Target.TRANSLATOR: _("Translator"),
    Target.CONTRIBUTOR: _("Another contributor"),
    Target.TYPE: _("Type of document"),
    Target.LEVEL: _("Level"),
    Target.DISCIPLINE: _("Discipline"),
    Target.AUDIENCE: _("Audience"),
    Target.GENRE: _("Genre or form"),
    Target.INSTRUMENT: _("Instrument, voice or forces"),
    Target.KEY: pgettext_lazy("music", "Key"),
    Target.LANGUAGE: _("Language"),
    Target.COUNTRY: _("Country"),
    Target.SUBJECT: _("Subject"),
    Target.CLASSIFICATION: _("Class number"),
    Target.PUBLISHER: _("Publisher"),
    Target.PUBLICATION_PLACE: _("Place of publication"),
    Target.DATE: _("Date of publication"),
    Target.EDITION: _("Edition statement"),
    Target.EXTENT: _("Extent"),
    Target.DURATION: _("Duration"),
    Target.RIGHTS: _("Rights"),
    Target.URL: _("Web address"),
    Target.NOTE: _("Note"),
    Target.SUMMARY: _("Summary"),
    Target.CONTENTS: _("Contents"),
    Target.PERFORMERS: _("Performers, as a sentence"),
    Target.SERIES: _("Series"),
    Target.PART_OF: _("Title of the whole"),
    Target.HAS_PART: _("Title of a part"),
    Target.RELATED: _("Related resource"),
    Target.ISBN: "ISBN",
    Target.ISSN: "ISSN",
    Target.ISMN: "ISMN",
    Target.EAN: "EAN",
    Target.ISRC: "ISRC",
    Target.ARK: "ARK",
    Target.DOI: "DOI",
    Target.PUBLISHER_NUMBER: _("Publisher’s number"),
    Target.PLATE_NUMBER: _("Plate number"),
    Target.LOCAL: _("Local number"),
    Target.ESTABLISHMENT: _("Code of the establishment"),
    Target.COLLECTION: _("Collection"),
    Target.LOCATION: _("Location"),
    Target.CALL_NUMBER: _("Call number"),
    Target.BARCODE: _("Bar code"),
    Target.ITEM_TYPE: _("Category of the copy"),
    Target.ITEM_NOTE: _("Note on the copy"),
    Target.HOLDINGS: _("Holdings statement"),
    Target.LOAN: _("Conditions of loan"),
    Target.AVAILABILITY: _("Availability"),
    Target.IGNORE: _("Left aside"),
}
"""Every target, in the order of a form: what a document is called first, its copies last."""


def target_choices() -> list[tuple[str, Name]]:
    """The choices of a list, the empty one first."""
    return [("", _("Not used")), *((target.value, name) for target, name in NAMES.items())]
