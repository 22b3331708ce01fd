"""The generated documents as rows that Wagtail's search knows how to index."""

from typing import ClassVar

from django.db import models
from modelsearch import index

from benchmarks.support.search.documents import SIZES_OF_FACETS
from portee.catalogue.search.port import Field
from portee.catalogue.search.port.document import BOOSTS

TEXTS = (Field.TITLE, Field.CONTRIBUTOR, Field.SUBJECT, Field.NOTE, Field.PUBLISHER)


class Notice(index.Indexed, models.Model):  # type: ignore[misc]  # modelsearch ships no types
    """One document. It counts facets on plain columns only: of several values the first is kept."""

    title = models.TextField()
    contributor = models.TextField()
    subject = models.TextField()
    note = models.TextField()
    publisher = models.TextField()
    access_class = models.IntegerField()
    discipline = models.CharField(max_length=20, default="")
    type = models.CharField(max_length=20, default="")
    level = models.CharField(max_length=20, default="")
    instrument = models.CharField(max_length=20, default="")
    audience = models.CharField(max_length=20, default="")
    language = models.CharField(max_length=20, default="")
    establishment = models.CharField(max_length=20, default="")

    search_fields: ClassVar = [
        *(index.SearchField(field.value, boost=BOOSTS.get(field, 0.5)) for field in TEXTS),
        *(index.FilterField(facet.value) for facet in SIZES_OF_FACETS),
        index.FilterField("access_class"),
    ]

    class Meta:
        app_label = "notices"

    def __str__(self) -> str:
        return self.title
