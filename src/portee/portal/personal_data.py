"""What the portal lets a visitor keep in their own browser, and somebody with an account in it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portee.kernel.personal_data import (
    Declaration,
    Erased,
    LegalBasis,
    Person,
    Purpose,
    declare,
    exempt,
    register_purpose,
)


def register_personal_data() -> None:
    """Tell of lists and searches that are kept; exempt the blocks of the home page."""
    register_purpose(
        Purpose(
            code="lists",
            title=_("Your lists"),
            data=_(
                "The numbers of the documents you put in a list, the name of the list and your notes. They stay in "
                "your browser. The numbers alone reach us, without anything that says who you are, when you open the "
                "page of your list or a shared list."
            ),
            reason=_("To find again, order, print and share what you chose."),
            basis=LegalBasis.NECESSARY,
            kept=_("Until you delete them. We keep no copy, and cannot give them back."),
            recipients=_("Those to whom you give the link."),
            stays=_("They are in your browser: erase them there."),
            order=100,
        )
    )
    register_purpose(
        Purpose(
            code="kept",
            title=_("The lists and searches of your account"),
            data=_(
                "The name of each list, the numbers of its documents and your notes; the words and filters of each "
                "search you keep, and whether a message tells you of what is new in it."
            ),
            reason=_("To find them again on any device, and to be told of what arrives."),
            basis=LegalBasis.NECESSARY,
            kept=_("Until you forget them, or until your account is deleted."),
            recipients=_("Nobody, but those to whom you give the link of a list."),
            order=46,
        )
    )
    declare(
        Declaration(
            model="portal.SavedList",
            purpose="kept",
            fields=("name", "entries", "changed_at"),
            owned_by=_of_account,
            erased=Erased.WITH_ACCOUNT,
        ),
        Declaration(
            model="portal.SavedSearch",
            purpose="kept",
            fields=("name", "question", "is_alerted", "told_until", "created_at"),
            owned_by=_of_account,
            erased=Erased.WITH_ACCOUNT,
        ),
    )
    exempt("portal.HomeBlock", reason="what the network publishes on its home page")


def _of_account(person: Person) -> Q:
    return Q(account_id=person.account_id)
