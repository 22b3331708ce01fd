"""The formats a file may have, by the names people give them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormatChoice(models.TextChoices):
    """`protocols.description.Format` with names to show; a test holds that both have the same values."""

    UNIMARC = "unimarc", _("UNIMARC (ISO 2709)")
    UNIMARCXML = "unimarcxml", _("UNIMARC in XML")
    MARC21 = "marc21", _("MARC21 (ISO 2709)")
    MARCXML = "marcxml", _("MARC21 in XML")
    OAI_DC = "oai_dc", _("Dublin Core")
    MODS = "mods", _("MODS")
    EAD = "ead", _("EAD")
    KBART = "kbart", _("KBART")
    CSV = "csv", _("Table (CSV)")
    XLSX = "xlsx", _("Table (XLSX)")
