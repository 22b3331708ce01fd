"""Why signing in leaves personal data behind, in words for the person concerned."""

from django.utils.translation import gettext_lazy as _

from portee.kernel.personal_data import LegalBasis, Purpose

SIGN_IN = (
    Purpose(
        code="open-sessions",
        title=_("Where you are signed in"),
        data=_(
            "For each device, the name of its browser and of its system, since when it is signed in, and when it was "
            "last seen, to the hour. Neither its address nor its place."
        ),
        reason=_("So that you recognise your devices, and sign out those that are not yours."),
        basis=LegalBasis.INTEREST,
        kept=_("Until you sign out, or fourteen days after your last visit."),
        recipients=_("Nobody."),
        order=60,
    ),
    Purpose(
        code="sign-in-link",
        title=_("The link you receive to sign in"),
        data=_("A scrambled form of the last link that was sent to you, and until when it works."),
        reason=_("To let you in without a password, once."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("Fifteen minutes."),
        recipients=_("Nobody."),
        order=61,
    ),
    Purpose(
        code="failed-sign-ins",
        title=_("Wrong passwords"),
        data=_(
            "A count, under scrambled names, of the wrong passwords of an account, a card, a device or an address."
        ),
        reason=_("So that nobody guesses your password."),
        basis=LegalBasis.INTEREST,
        kept=_("One day after the last one."),
        recipients=_("Nobody."),
        stays=_("Nothing says whose they are; they end by themselves."),
        order=62,
    ),
    Purpose(
        code="second-factor",
        title=_("Your passkeys and your second step"),
        data=_(
            "The public half of your passkeys and the name you gave them; the secret of your application and of your "
            "recovery codes, stored sealed; when each was last used. Your fingerprint and your face never reach us."
        ),
        reason=_("To let you in, and nobody else in your place."),
        basis=LegalBasis.INTEREST,
        kept=_("Until you remove them, or your account is deleted."),
        recipients=_("Nobody."),
        order=63,
    ),
    Purpose(
        code="outside-identity",
        title=_("The sign-in of another site"),
        data=_(
            "Where FranceConnect, ProConnect or the site of your town signs you in: which one, the identifier by which "
            "it knows you, since when. It also says your name and your e-mail address, which are used to open an "
            "account if you have none, and are not kept beside it."
        ),
        reason=_("To recognise you when you sign in there."),
        basis=LegalBasis.PUBLIC_TASK,
        kept=_("Until you remove it, or your account is deleted."),
        recipients=_("Nobody. The other site knows that you sign in here, not what you do here."),
        order=64,
    ),
    Purpose(
        code="journey",
        title=_("The cookie of a sign-in by another site"),
        data=_(
            "A sealed random number, laid when you choose to sign in by another site. Visitors do not receive it."
        ),
        reason=_("So that only the browser that left for the other site comes back signed in."),
        basis=LegalBasis.NECESSARY,
        kept=_("Until you are back, ten minutes at most."),
        recipients=_("Nobody."),
        order=91,
    ),
    Purpose(
        code="device",
        title=_("The cookie of your device"),
        data=_(
            "A signed mark saying that somebody has already signed in from this browser, readable by us alone. "
            "Visitors do not receive it."
        ),
        reason=_("So that nobody locks you out by typing wrong passwords in your place."),
        basis=LegalBasis.NECESSARY,
        kept=_("Six months after your last sign-in."),
        recipients=_("Nobody."),
        order=92,
    ),
)
