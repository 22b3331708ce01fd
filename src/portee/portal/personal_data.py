"""What the portal lets a visitor keep in their own browser; and why its tables hold nothing of anybody."""

from django.utils.translation import gettext_lazy as _

from portee.kernel.personal_data import LegalBasis, Purpose, exempt, register_purpose


def register_personal_data() -> None:
    """Tell of a visitor's lists; exempt the blocks of the home page."""
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
    exempt("portal.HomeBlock", reason="what the network publishes on its home page")
