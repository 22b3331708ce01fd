"""Why people keeps personal data, in words for the person concerned.

Sources: RGPD art. 6 and 13; CNIL, deliberation 99-027 (NS-009), still the reference for borrowers.
"""

from django.utils.translation import gettext_lazy as _

from portee.kernel.personal_data import LegalBasis, Purpose, register_purpose
from portee.people.personal_data.sign_in_purposes import SIGN_IN

_STAFF = _("The librarians of your establishment, and the managers of the network above it.")
_MANAGERS = _("The managers of the whole network.")


def register_purposes() -> None:
    """Tell every purpose of people."""
    for purpose in (*_ACCOUNT, *_REGISTRATION, *SIGN_IN, *_SAFETY):
        register_purpose(purpose)


_ACCOUNT = (
    Purpose(
        code="account",
        title=_("Your account"),
        data=_(
            "Your e-mail address, the name you want to be called by, and your password, "
            "which is stored scrambled: nobody can read it."
        ),
        reason=_("To let you in, and nobody else in your place."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("As long as your account exists. You can erase it yourself at any time."),
        recipients=_STAFF,
        order=10,
    ),
    Purpose(
        code="roles",
        title=_("Your tie to an establishment"),
        data=_(
            "Which establishment you belong to, what you may do there (reader, pupil, librarian…), "
            "from when and until when."
        ),
        reason=_("To open what your establishment opens to you."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("As long as your account exists."),
        recipients=_STAFF,
        order=20,
    ),
    Purpose(
        code="address-change",
        title=_("A change of address under way"),
        data=_("The new e-mail address that you asked to sign in with."),
        reason=_("To check that its mailbox is yours before it opens your account."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("Until you confirm it."),
        recipients=_("Nobody."),
        order=22,
    ),
    Purpose(
        code="activation",
        title=_("The code of a printed sheet"),
        data=_("A scrambled form of the code that was printed for you, and its last day."),
        reason=_("To let you choose a password when you receive no mail."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("Until you have chosen a password, thirty days at most."),
        recipients=_("Nobody."),
        order=24,
    ),
    Purpose(
        code="back-office-settings",
        title=_("The settings of the back office"),
        data=_("For staff: which hints were put away, how menus are shown."),
        reason=_("To find one’s back office as one left it."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("As long as your account exists."),
        recipients=_("Nobody."),
        order=26,
    ),
)
_REGISTRATION = (
    Purpose(
        code="registration",
        title=_("Your request for registration"),
        data=_(
            "The name, the year of birth, the commune and the e-mail address of the person to be registered; for "
            "whoever may be under fifteen, the e-mail address of a parent or guardian; what was asked and answered."
        ),
        reason=_("So that your establishment decides, and writes to you."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("Once accepted, as long as your account, with the proof of consent."),
        recipients=_STAFF,
        order=30,
    ),
    Purpose(
        code="membership",
        title=_("Your registration at an establishment"),
        data=_(
            "Where you are registered, from when and until when, and whether you were reminded."
        ),
        reason=_("To open what your establishment pays for, and to tell you before it ends."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("As long as your account exists."),
        recipients=_STAFF,
        order=40,
    ),
    Purpose(
        code="guardian",
        title=_("Who answers for a child"),
        data=_(
            "That an account is a child’s, another one that of the parent or guardian who consented, when, and whether "
            "the consent was withdrawn; the year of birth of the child."
        ),
        reason=_("So that a parent consents, sees the registration, and withdraws the consent."),
        basis=LegalBasis.OBLIGATION,
        kept=_("Until the young person is of age, or until one of the two accounts is erased."),
        recipients=_("The child and the parent or guardian."),
        order=41,
    ),
    Purpose(
        code="proof",
        title=_("The proof joined to your request"),
        data=_(
            "The file that your establishment asks for, drawn again without what the camera wrote."
        ),
        reason=_("To check what your establishment must check before it decides."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("Until the decision."),
        recipients=_("Those who decide your request."),
        order=42,
    ),
    Purpose(
        code="reader-card",
        title=_("Your card"),
        data=_(
            "What your establishment, by its lists or its own system, says of you: card number, year of birth, "
            "commune, class, and the e-mail address of a parent or guardian. The code of your card is passed on to its "
            "system and kept nowhere."
        ),
        reason=_(
            "To recognise you when you sign in with your card and from one list to the next, and to know who is a "
            "child."
        ),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("As long as your account exists."),
        recipients=_STAFF,
        order=44,
    ),
    Purpose(
        code="reader-list",
        title=_("The lists that establishments send"),
        data=_("Each line of the file, and what it changed; who sent it."),
        reason=_("To show what a list would change before it is applied, and to print the sheets."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("Thirty days after the file was sent."),
        recipients=_STAFF,
        order=46,
    ),
)
_SAFETY = (
    Purpose(
        code="registration-limits",
        title=_("The limits of our forms"),
        data=_(
            "For one hour, a count of what is sent from the address of your device, and a count of the messages "
            "sent to a mailbox, which is kept scrambled."
        ),
        reason=_("So that nobody floods a mailbox or an establishment, nor tries passwords."),
        basis=LegalBasis.INTEREST,
        kept=_("One hour."),
        recipients=_("Nobody."),
        stays=_("Nothing says whose they are; they end by themselves."),
        order=50,
    ),
    Purpose(
        code="permissions",
        title=_("The trail of changes"),
        data=_(
            "The number of your account, the role given or taken away, what you changed for everybody, what was "
            "downloaded or exported, by whom and when. Neither your name nor your e-mail address."
        ),
        reason=_("To know who could do what, and to answer for it."),
        basis=LegalBasis.INTEREST,
        kept=_("As long as this site exists."),
        recipients=_MANAGERS,
        stays=_(
            "Its lines stay, sealed to one another, with a number that leads to nobody once your account is gone."
        ),
        order=70,
    ),
    Purpose(
        code="session",
        title=_("The cookie of your session"),
        data=_(
            "A random number that recognises your browser while you are signed in. Visitors do not receive it."
        ),
        reason=_("So that you need not sign in again on every page."),
        basis=LegalBasis.NECESSARY,
        kept=_("Until you sign out, two weeks at most."),
        recipients=_("Nobody."),
        order=90,
    ),
)
