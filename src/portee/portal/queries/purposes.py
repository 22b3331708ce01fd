"""What personal data the site keeps, why and for how long: the list that the public page is made from.

Each context will declare its own purposes when it keeps data; until then the portal declares those that exist.
Sources: RGPD art. 6 and 13; CNIL, recommendation of 14/10/2021 on logs; Act 78-17, art. 82 (cookies).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Purpose:
    """One use of personal data, in words that the person concerned can read."""

    code: str
    title: Promise
    data: Promise
    reason: Promise
    legal_basis: Promise
    duration: Promise


_PUBLIC_TASK = _("The public service task of libraries and conservatoires.")

PURPOSES: Sequence[Purpose] = (
    Purpose(
        code="account",
        title=_("Your account"),
        data=_(
            "Your e-mail address, the name you want to be called by, and your password, "
            "which is stored scrambled: nobody can read it."
        ),
        reason=_("To let you in, and nobody else in your place."),
        legal_basis=_PUBLIC_TASK,
        duration=_("As long as your account exists. You can ask for it to be deleted at any time."),
    ),
    Purpose(
        code="roles",
        title=_("Your tie to an establishment"),
        data=_(
            "Which establishment you belong to, what you may do there (reader, pupil, librarian…), "
            "from when and until when."
        ),
        reason=_("To open what your establishment opens to you."),
        legal_basis=_PUBLIC_TASK,
        duration=_("As long as your account exists."),
    ),
    Purpose(
        code="registration",
        title=_("Your request for registration"),
        data=_(
            "The name, the year of birth, the commune and the e-mail address of the person to be registered; for "
            "whoever may be under fifteen, the e-mail address of a parent or guardian; what was asked and answered."
        ),
        reason=_("So that your establishment decides, and writes to you."),
        legal_basis=_PUBLIC_TASK,
        duration=_(
            "A week while you have not sent it; thirty days once it is refused, handed over or left without an "
            "answer; once accepted, as long as your account, with the proof of consent."
        ),
    ),
    Purpose(
        code="membership",
        title=_("Your registration at an establishment"),
        data=_(
            "Where you are registered, from when and until when, and whether you were reminded."
        ),
        reason=_("To open what your establishment pays for, and to tell you before it ends."),
        legal_basis=_PUBLIC_TASK,
        duration=_("Your account is deleted one year after the end of your last registration."),
    ),
    Purpose(
        code="registration-limits",
        title=_("The limits of the registration form"),
        data=_(
            "For one hour, a count of the requests sent from the address of your device, and a count of the messages "
            "sent to a mailbox, which is kept scrambled."
        ),
        reason=_("So that nobody floods a mailbox or an establishment."),
        legal_basis=_("The legitimate interest of keeping the site safe."),
        duration=_("One hour."),
    ),
    Purpose(
        code="permissions",
        title=_("The trail of changes"),
        data=_(
            "The number of your account, the role given or taken away, or what you changed on the home page, by whom "
            "and when. "
            "Neither your name nor your e-mail address."
        ),
        reason=_("To know who could do what, and to answer for it."),
        legal_basis=_("The legitimate interest of keeping the site safe."),
        duration=_(
            "As long as this site exists: nothing in it names you once your account is deleted."
        ),
    ),
    Purpose(
        code="messages",
        title=_("The messages we send you"),
        data=_(
            "Your e-mail address and the text of the message, "
            "for instance to choose a new password."
        ),
        reason=_("To answer what you asked for."),
        legal_basis=_PUBLIC_TASK,
        duration=_(
            "Until the message has left; then only its date remains. "
            "A message that cannot leave is deleted after thirty days."
        ),
    ),
    Purpose(
        code="launches",
        title=_("The on-line resources you open"),
        data=_(
            "Which resource, on which day, at which establishment. What does not open to you is not noted. What a "
            "platform receives is said on the page of each resource."
        ),
        reason=_("To keep within what your library pays for, and to count what is of use."),
        legal_basis=_PUBLIC_TASK,
        duration=_(
            "Four months, then the link with you is cut: the counts stay, without anything that names you."
        ),
    ),
    Purpose(
        code="error-reports",
        title=_("The errors you report"),
        data=_(
            "What you write, the resource it is about and the day. We ask neither who you are nor how to reach you; "
            "for one hour, a scrambled form of the address of your device counts how many reports it sends."
        ),
        reason=_("To correct the description of resources."),
        legal_basis=_PUBLIC_TASK,
        duration=_("Until somebody has dealt with it, then one year."),
    ),
    Purpose(
        code="logs",
        title=_("Technical logs"),
        data=_(
            "The date, the kind of page asked for and how long it took. "
            "Neither your name, nor your e-mail address, nor the words you searched for."
        ),
        reason=_("To mend failures and to notice attacks."),
        legal_basis=_("The legitimate interest of keeping the site safe."),
        duration=_("Six months."),
    ),
    Purpose(
        code="session",
        title=_("The cookie of your session"),
        data=_(
            "A random number that recognises your browser while you are signed in. Visitors do not receive it."
        ),
        reason=_("So that you need not sign in again on every page."),
        legal_basis=_("Strictly necessary to the service you ask for: no consent is needed."),
        duration=_("Until you sign out, two weeks at most."),
    ),
    Purpose(
        code="open-sessions",
        title=_("Where you are signed in"),
        data=_(
            "For each device, the name of its browser and of its system, since when it is signed in, and when it was "
            "last seen, to the hour. Neither its address nor its place."
        ),
        reason=_("So that you recognise your devices, and sign out those that are not yours."),
        legal_basis=_("The legitimate interest of keeping the site safe."),
        duration=_("Until you sign out, or fourteen days after your last visit."),
    ),
    Purpose(
        code="failed-sign-ins",
        title=_("Wrong passwords"),
        data=_(
            "A count, under scrambled names, of the wrong passwords of an account, a device or an address."
        ),
        reason=_("So that nobody guesses your password."),
        legal_basis=_("The legitimate interest of keeping the site safe."),
        duration=_("One day after the last one."),
    ),
    Purpose(
        code="second-factor",
        title=_("Your passkeys and your second step"),
        data=_(
            "The public half of your passkeys and the name you gave them; the secret of your application and of your "
            "recovery codes, stored sealed; when each was last used. Your fingerprint and your face never reach us."
        ),
        reason=_("To let you in, and nobody else in your place."),
        legal_basis=_("The legitimate interest of keeping the site safe."),
        duration=_("Until you remove them, or your account is deleted."),
    ),
    Purpose(
        code="device",
        title=_("The cookie of your device"),
        data=_(
            "A signed mark saying that somebody has already signed in from this browser, readable by us alone. "
            "Visitors do not receive it."
        ),
        reason=_("So that nobody locks you out by typing wrong passwords in your place."),
        legal_basis=_("Strictly necessary to the service you ask for: no consent is needed."),
        duration=_("Six months after your last sign-in."),
    ),
    Purpose(
        code="lists",
        title=_("Your lists"),
        data=_(
            "The numbers of the documents you put in a list, the name of the list and your notes. They stay in your "
            "browser. The numbers alone reach us, without anything that says who you are, when you open the page of "
            "your list or a shared list."
        ),
        reason=_("To find again, order, print and share what you chose."),
        legal_basis=_("Strictly necessary to the service you ask for: no consent is needed."),
        duration=_("Until you delete them. We keep no copy, and cannot give them back."),
    ),
    Purpose(
        code="comfort",
        title=_("The cookie of your reading comfort"),
        data=_("Your choices of colours, text size and spacing. Nothing that says who you are."),
        reason=_("To show the pages as you asked."),
        legal_basis=_("Strictly necessary to the service you ask for: no consent is needed."),
        duration=_("One year after your last choice. It exists only if you have made one."),
    ),
)
