"""The one cookie that the design system may lay, told in the register of personal data."""

from django.utils.translation import gettext_lazy as _

from portee.kernel.personal_data import LegalBasis, Purpose, register_purpose


def register_personal_data() -> None:
    """Tell of the cookie of reading comfort."""
    register_purpose(
        Purpose(
            code="comfort",
            title=_("The cookie of your reading comfort"),
            data=_(
                "Your choices of colours, text size and spacing. Nothing that says who you are."
            ),
            reason=_("To show the pages as you asked."),
            basis=LegalBasis.NECESSARY,
            kept=_("One year after your last choice. It exists only if you have made one."),
            recipients=_("Nobody."),
            stays=_("It is in your browser: erase it there."),
            order=110,
        )
    )
