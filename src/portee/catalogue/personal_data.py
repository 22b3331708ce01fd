"""What the catalogue keeps of people: the words of those who report an error, and nothing that says who they are."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from portee.catalogue.models import ErrorReport
from portee.catalogue.services.error_report import KEPT
from portee.kernel.personal_data import (
    Declaration,
    Erased,
    LegalBasis,
    Purpose,
    declare,
    exempt,
    register_purpose,
    register_rule,
    rule_of_rows,
)

_DOCUMENTS: Final = "a description of documents as published by its source"
_EXEMPT: Final = {
    "catalogue.ImportRun": "a file of descriptions and what came of reading it",
    "catalogue.IndexState": "how far the index is",
    "catalogue.Item": "a physical copy and where it stands, never who has it",
    "catalogue.MatchDecision": "which records describe one resource, without who decided",
    "catalogue.Record": _DOCUMENTS,
    "catalogue.RecordVersion": _DOCUMENTS,
    "catalogue.RemapRun": "a sheet tried on descriptions",
    "catalogue.Resource": _DOCUMENTS,
    "catalogue.RunRemark": "what could not be read in a description",
    "catalogue.Source": "where descriptions come from, and on what terms",
    "catalogue.UnmappedValue": "codes of descriptions",
}


def register_personal_data() -> None:
    """Declare the reports of errors; exempt what describes documents."""
    register_purpose(
        Purpose(
            code="error-reports",
            title=_("The errors you report"),
            data=_(
                "What you write, the resource it is about and the day. We ask neither who you are nor how to reach "
                "you; for one hour, a scrambled form of the address of your device counts how many reports it sends."
            ),
            reason=_("To correct the description of resources."),
            basis=LegalBasis.PUBLIC_TASK,
            kept=_("Until somebody has dealt with it, then one year."),
            recipients=_("The librarians who look after the description."),
            stays=_("Nothing in them says who wrote them."),
            order=75,
        )
    )
    declare(
        Declaration(
            model="catalogue.ErrorReport",
            purpose="error-reports",
            fields=("message", "resource", "reported_at"),
            erased=Erased.BY_TIME,
            note="nobody can say who wrote a report; the form asks readers to name nobody",
        )
    )
    register_rule(
        rule_of_rows(
            code="catalogue.error-reports",
            what=_("An error report, once somebody dealt with it"),
            delay=KEPT,
            purpose="error-reports",
            due=lambda at: ErrorReport.objects.filter(settled_at__lt=at - KEPT),
        )
    )
    for model, reason in _EXEMPT.items():
        exempt(model, reason=reason)
