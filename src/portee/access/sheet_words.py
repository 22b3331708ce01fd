"""What sheets are about, in words: the facts that leave, and what is wrong with a sheet."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portee.access.sheets.dry_run import Way
from portee.access.sheets.fact import Fact
from portee.access.sheets.reading import Fault, SheetError

FACTS: Final[dict[Fact, Promise]] = {
    Fact.IDENTIFIER: gettext_lazy("Identifier made for this platform"),
    Fact.TARGET: gettext_lazy("Address to arrive at"),
    Fact.ESTABLISHMENT: gettext_lazy("Code of the establishment"),
    Fact.ESTABLISHMENT_NAME: gettext_lazy("Name of the establishment"),
    Fact.NAME: gettext_lazy("Name"),
    Fact.EMAIL: gettext_lazy("E-mail address"),
    Fact.BIRTH_YEAR: gettext_lazy("Year of birth"),
    Fact.COMMUNE: gettext_lazy("Commune"),
    Fact.LANGUAGE: gettext_lazy("Language"),
}


def fact_label(fact: Fact) -> str:
    """What a fact is called."""
    return str(FACTS[fact])


WAYS: Final[dict[Way, Promise]] = {
    Way.ADDRESS: gettext_lazy("The browser goes to"),
    Way.FORM: gettext_lazy("It sends this form"),
    Way.REFERRER: gettext_lazy("It says that it comes from"),
    Way.CAS_1: gettext_lazy("The machine of the supplier is answered (CAS 1)"),
    Way.CAS_2: gettext_lazy("The machine of the supplier is answered (CAS 2)"),
    Way.CAS_3: gettext_lazy("The machine of the supplier is answered (CAS 3)"),
    Way.CAS_LOGOUT: gettext_lazy("When the reader leaves, it is told"),
    Way.OIDC_TOKEN: gettext_lazy("The machine of the supplier receives this token, signed"),
    Way.SAML_RESPONSE: gettext_lazy("This form holds, signed"),
    Way.SAML_LOGOUT: gettext_lazy("When the reader leaves, it receives this message, signed"),
    Way.OIDC_LOGOUT: gettext_lazy("When the reader leaves, it receives this token, signed"),
}


def way_label(way: Way) -> str:
    """By which way something leaves."""
    return str(WAYS[way])


FAULTS: Final[dict[Fault, Promise]] = {
    Fault.METHOD: gettext_lazy("nobody can be handed over by the method “%(word)s” yet."),
    Fault.MISSING: gettext_lazy("“%(word)s” is missing."),
    Fault.UNKNOWN: gettext_lazy("“%(word)s” is no field of this method."),
    Fault.VALUE: gettext_lazy("this value cannot be: %(word)s."),
    Fault.ADDRESS: gettext_lazy("“%(word)s” is no whole address, or is open to doubt."),
    Fault.UNSAFE: gettext_lazy("“%(word)s” does not begin with https."),
    Fault.HOST: gettext_lazy("“%(word)s” is not among the hosts of the supplier."),
    Fault.ONE_OF: gettext_lazy("give exactly one of “fact”, “text” and “moment”."),
    Fault.TWICE: gettext_lazy("“%(word)s” is sent twice."),
    Fault.ORDER: gettext_lazy("“%(word)s” is signed and is no field."),
    Fault.REQUIRED: gettext_lazy("“%(word)s” is sent and is not signed."),
    Fault.CERTIFICATE: gettext_lazy("this is no certificate of an RSA key of 2048 bits at least."),
    Fault.WHOLE: gettext_lazy(
        "an address to answer at is compared whole, never by what is below it."
    ),
}


def fault_sentence(error: SheetError) -> str:
    """What is wrong, and where."""
    said = str(FAULTS[error.fault]) % {"word": error.word}
    if not error.place:
        return _("In the sheet: %(said)s") % {"said": said}
    return _("At %(place)s: %(said)s") % {"place": error.place, "said": said}
