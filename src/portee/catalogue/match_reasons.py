"""Why a record stands in its resource, as a sentence."""

from django.utils.translation import gettext as _

from portee.catalogue.matching.confirming import MatchReason


def reason_sentence(reason: MatchReason) -> str:
    """The reason in the reader's language."""
    if reason.code == "decision":
        return _("Somebody decided that it describes the same thing as record %(key)s.") % {
            "key": reason.values[0]
        }
    scheme, value, key, likeness = reason.values
    facts = {"scheme": scheme.upper(), "value": value, "key": key, "likeness": likeness}
    if reason.code == "identifier-title-date":
        return (
            _(
                "Same %(scheme)s (%(value)s) as record %(key)s, titles alike at %(likeness)s %%, dates that agree."
            )
            % facts
        )
    return (
        _(
            "Same %(scheme)s (%(value)s) as record %(key)s, titles alike at %(likeness)s %%, a date unknown."
        )
        % facts
    )
