"""Writes the register of processing from what the code declares (kernel/personal_data): French first, then English."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation

from portee.kernel.personal_data import Erased, Purpose, declarations, purposes, rules_of
from portee.kernel.personal_data.register import exemptions

WORDS = {
    "fr": {
        "title": "Registre des traitements",
        "intro": (
            "Ce que le logiciel conserve des personnes, tel qu’il le déclare lui-même (RGPD, art. 30). Le réseau y "
            "ajoute ses coordonnées, celles de son délégué à la protection des données et ce qu’il fait hors de Portée."
        ),
        "data": "Données",
        "reason": "Finalité",
        "basis": "Base légale",
        "recipients": "Destinataires",
        "kept": "Durée",
        "after": "supprimé après {delay}",
        "at once": "supprimé la nuit suivante",
        "stays": "Après effacement du compte",
        "tables": "Tables",
        "handed": "remis à la personne : {names}",
        "withheld": "jamais remis : {names}",
    },
    "en": {
        "title": "Register of processing",
        "intro": (
            "What the software keeps of people, as it declares itself (GDPR, art. 30). The network adds its contacts, "
            "those of its data protection officer, and what it does outside Portée."
        ),
        "data": "Data",
        "reason": "Purpose",
        "basis": "Legal basis",
        "recipients": "Recipients",
        "kept": "Kept",
        "after": "deleted after {delay}",
        "at once": "deleted the next night",
        "stays": "Once the account is erased",
        "tables": "Tables",
        "handed": "handed to the person: {names}",
        "withheld": "never handed out: {names}",
    },
}
ERASED = {
    "fr": {
        Erased.WITH_ACCOUNT: "effacé avec le compte",
        Erased.APART: "effacé avec le compte, à part",
        Erased.NAMELESS: "reste, sans nom",
        Erased.BY_TIME: "effacé par sa seule durée",
    },
    "en": {
        Erased.WITH_ACCOUNT: "erased with the account",
        Erased.APART: "erased with the account, apart",
        Erased.NAMELESS: "stays, nameless",
        Erased.BY_TIME: "erased by time alone",
    },
}


def reference() -> str:
    """The page, in every language of the site, then the tables said to hold nothing of anybody."""
    lines: list[str] = []
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            lines += _in_language(language)
    lines += ["# Tables that hold nothing of anybody", ""]
    lines += [f"- `{name}`: {reason}" for name, reason in sorted(exemptions().items())]
    return "\n".join(lines) + "\n"


def _in_language(language: str) -> Iterator[str]:
    words = WORDS[language]
    yield f"# {words['title']}"
    yield ""
    yield words["intro"]
    yield ""
    for purpose in purposes():
        yield from _told(purpose, language)


def _told(purpose: Purpose, language: str) -> Iterator[str]:
    words = WORDS[language]
    colon = " :" if language == "fr" else ":"
    yield f"## {purpose.title}"
    yield ""
    for name in ("data", "reason"):
        yield f"- **{words[name]}**{colon} {getattr(purpose, name)}"
    yield f"- **{words['basis']}**{colon} {purpose.basis.label}"
    yield f"- **{words['recipients']}**{colon} {purpose.recipients}"
    yield f"- **{words['kept']}**{colon} {purpose.kept}"
    for rule in rules_of(purpose.code):
        delay = rule.delay_text
        when = words["after"].format(delay=delay) if delay else words["at once"]
        yield f"  - {rule.what}{colon} {when} (`{rule.code}`)"
    if purpose.stays:
        yield f"- **{words['stays']}**{colon} {purpose.stays}"
    yield from _tables(purpose, language)
    yield ""


def _tables(purpose: Purpose, language: str) -> Iterator[str]:
    words = WORDS[language]
    found = declarations(purpose=purpose.code)
    if not found:
        return
    colon = " :" if language == "fr" else ":"
    yield f"- **{words['tables']}**{colon}"
    for one in found:
        said = [ERASED[language][one.erased]]
        for key, names in (("handed", one.handed_out), ("withheld", one.withheld)):
            if names and one.owned_by is not None:
                said.append(words[key].format(names=", ".join(names)))
        yield f"  - `{one.model}`{colon} {' ; '.join(said) if language == 'fr' else '; '.join(said)}"
