"""One writer of the catalogue at a time."""

from django.db.models import F

from portee.catalogue.models import CatalogueState


def raise_generation() -> None:
    """Wait for whoever is writing the catalogue, then be the one who does until the present transaction ends."""
    raised = CatalogueState.objects.filter(pk=1).update(generation=F("generation") + 1)
    if not raised:
        CatalogueState.objects.get_or_create(pk=1, defaults={"generation": 1})


def current_generation() -> int:
    """How often the catalogue has changed."""
    found = CatalogueState.objects.filter(pk=1).values_list("generation", flat=True).first()
    return found or 0
