"""What an establishment received last: the portal's part of its page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portee.catalogue.api import FacetName, Sort, establishment_value
from portee.network.api import EstablishmentSummary
from portee.portal.language import reader_language
from portee.portal.queries.search_question import SearchQuestion
from portee.portal.queries.shelves import FilledShelf, ShelfOfSearch, read_shelves


def read_arrivals(establishment: EstablishmentSummary) -> FilledShelf | None:
    """Its latest documents, those of the establishments below it too; None when it has none, or nobody knows.

    Three SQL queries, none without documents; the names of establishments once a minute.
    """
    value = establishment_value(establishment.code)
    if not value:
        return None
    question = SearchQuestion(chosen={FacetName.ESTABLISHMENT: (value,)}, sort=Sort.ADDED)
    shelf = ShelfOfSearch("arrivals", _("Latest arrivals"), question)
    filled = read_shelves([shelf], language=reader_language(), path=reverse("portal:search"))
    return filled[0] if filled else None
