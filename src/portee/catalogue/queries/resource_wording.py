"""What a resource is, in one plain sentence: form, for which instruments or readers, level, duration, language."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portee.catalogue.vocabularies import Classification, vocabulary

Words = str | Promise

MOST_INSTRUMENTS: Final = 4
"""Instruments named in the sentence; the sheet names all."""
MOST_READERS: Final = 2
PLAYED: Final = frozenset({"score", "music-recording"})
"""Families of types of which « for cello and piano » is said."""
WORDLESS: Final = frozenset({"score", "music-recording", "image", "map", "object", "game"})
"""Families of types that one chooses without minding a language."""
_UNSAID: Final = frozenset({"zxx", "und", "mis", "mul"})

# « For adults » is not said: what libraries code so is whatever is not for children, scores of pupils among them.
_READERS: Final[dict[str, Words]] = {
    "general": gettext_lazy("for everyone"),
    "specialist": gettext_lazy("for specialists"),
    "students": gettext_lazy("for students"),
    "young-people": gettext_lazy("for young people"),
    "early-childhood": gettext_lazy("for babies and toddlers (0–3)"),
    "preschool": gettext_lazy("for nursery school (3–5)"),
    "primary": gettext_lazy("for children (6–8)"),
    "preteens": gettext_lazy("for preteens (9–12)"),
    "teenagers": gettext_lazy("for teenagers (13+)"),
    "print-disabled": gettext_lazy("for people who cannot read print"),
}


def sentence(
    classification: Classification, *, durations_seconds: Sequence[int], language: str
) -> str:
    """« Partition pour violoncelle et piano, 2e cycle, 12 minutes »; the type alone when nothing else is known."""
    families = families_of(classification.type)
    form = vocabulary("type").label(classification.type, language)
    if classification.instruments and PLAYED & families:
        form = _("%(form)s for %(forces)s") % {
            "form": form,
            "forces": forces(classification.instruments, language=language),
        }
    readers = _readers(classification.audiences)
    if readers and not classification.levels and not classification.instruments:
        form, readers = f"{form} {readers[0]}", readers[1:]
    parts = [form, *_levels(classification.levels, language), *readers]
    if len(durations_seconds) == 1:
        parts.append(duration(durations_seconds[0]))
    spoken = [code for code in classification.languages if code not in _UNSAID]
    if len(spoken) == 1 and spoken[0] != language and not WORDLESS & families:
        label = vocabulary("language").label(spoken[0], language)
        parts.append(_("in %(language)s") % {"language": inside(label, language)})
    return ", ".join(filter(None, parts))


def families_of(kind: str) -> frozenset[str]:
    """A type of document and the families it belongs to."""
    return frozenset({kind, *vocabulary("type").ancestors(kind)})


def forces(instruments: Sequence[tuple[str, int | None]], *, language: str) -> str:
    """« 2 flûtes, violoncelle et piano », the first of them when there are many."""
    named = [instrument(code, count, language=language) for code, count in instruments]
    if len(named) <= MOST_INSTRUMENTS + 1:
        return listed(named)
    rest = len(named) - MOST_INSTRUMENTS
    others = ngettext("%(count)d other part", "%(count)d other parts", rest) % {"count": rest}
    return listed([*named[:MOST_INSTRUMENTS], others])


def instrument(code: str, count: int | None, *, language: str) -> str:
    """An instrument inside a sentence, with how many when there are several."""
    label = inside(vocabulary("instrument").label(code, language), language)
    if not count or count == 1:
        return label
    plural = _plural(label)
    return f"{count} {plural}" if plural else f"{label} ({count})"


def listed(words: Sequence[str]) -> str:
    """« a, b et c »."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def duration(seconds: int) -> str:
    """« 45 secondes », « 12 minutes », « 1 h 05 »; nothing for a duration that is none."""
    if seconds <= 0:
        return ""
    if seconds < 60:
        return ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}
    minutes = round(seconds / 60)
    if minutes < 60:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours, rest = divmod(minutes, 60)
    # No-break spaces: a duration is one word.
    return f"{hours}\u00a0h" if not rest else f"{hours}\u00a0h\u00a0{rest:02d}"


def inside(label: str, language: str) -> str:
    """A label as it stands inside a sentence: without its capital, unless English or an acronym keeps it."""
    keeps = language[:2] != "fr" and label[:1].isupper() and _is_proper(label)
    return label if keeps or label[1:2].isupper() else label[:1].lower() + label[1:]


def _is_proper(label: str) -> bool:
    """Whether English writes it with a capital: names of languages do."""
    return vocabulary("language").from_words(label) != ""


def _levels(codes: Iterable[str], language: str) -> list[str]:
    labels = [inside(vocabulary("level").label(code, language), language) for code in codes]
    return [listed(labels)] if labels else []


def _readers(codes: Sequence[str]) -> list[str]:
    """Who it is for, the families left out of which a member is named."""
    words = vocabulary("audience")
    wide = {above for code in codes for above in words.ancestors(code)}
    return [str(_READERS[code]) for code in codes if code in _READERS and code not in wide][
        :MOST_READERS
    ]


def _plural(label: str) -> str:
    """The plural of one plain word; nothing when a rule of thumb would be wrong."""
    if " " in label or "-" in label:
        return ""
    if label.endswith(("s", "x", "z")):
        return label
    if label.endswith(("al", "au", "eu", "ou")):
        return ""
    return f"{label}s"
