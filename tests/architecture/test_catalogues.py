"""The French of each context: complete, sure, up to date, and of one voice.

The source strings are the English site; `fr` is its translation. Each context keeps its own catalogue
(docs/adr/0017), so the same words must not be said in two ways by two of them.
"""

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import PoFileError, read_po

from tests.architecture import source

PLACEHOLDER = re.compile(
    r"%\(\w+\)[sdif]|%[sdif]|{\w*}|</?(?:a|abbr|b|br|code|em|i|kbd|li|p|q|span|strong|ul)\b[^>]*>"
)
NO_BREAK = re.compile(r"[^\u00a0\u202f\s][;!?:»](?=\s|$)|«(?![\u00a0\u202f])|[ ][;!?:»](?=\s|$)")
WORDED = frozenset({".py", ".html", ".txt"})

Key = tuple[str, str, str]
"""What gettext finds an entry by: its context, its source string, the plural of it."""

needs_gettext = pytest.mark.skipif(
    shutil.which("msgfmt") is None, reason="GNU gettext is not installed"
)


def catalogues() -> list[Path]:
    """Every catalogue of the project."""
    return source.files(".po")


def speaking_rooms(root: Path) -> list[Path]:
    """The Django applications under a folder that have words for readers: each keeps a catalogue."""
    applications = sorted(path.parent for path in root.rglob("apps.py"))
    return [
        folder
        for folder in applications
        if any(_speaks(p) for p in _own_files(folder, applications))
    ]


def _own_files(folder: Path, applications: list[Path]) -> Iterator[Path]:
    """The files of an application, without those of another one that lives inside it."""
    inside = [other for other in applications if other != folder and other.is_relative_to(folder)]
    for path in folder.rglob("*"):
        if path.suffix in WORDED and not any(path.is_relative_to(other) for other in inside):
            yield path


def _speaks(path: Path) -> bool:
    return bool(re.search(r"gettext|{%\s*(?:blocktranslate|translate)", source.text_of(path)))


def key_of(entry: polib.POEntry) -> Key:
    """What gettext finds an entry by."""
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def forms_of(entry: polib.POEntry) -> list[str]:
    """The French of an entry: one form, or one for each number."""
    if entry.msgid_plural:
        return [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)]
    return [entry.msgstr]


def flaws(path: Path) -> Iterator[str]:
    """Give what is missing, unsure, left over or broken in one catalogue."""
    for entry in polib.pofile(str(path)):
        place = f"{source.shown(path)}: {entry.msgid[:60]!r}"
        if entry.obsolete:
            yield f"{place}: obsolete"
        elif entry.fuzzy:
            yield f"{place}: fuzzy"
        elif not all(forms_of(entry)):
            yield f"{place}: not translated"
        else:
            yield from (f"{place}: {flaw}" for flaw in flaws_of_the_words(entry))


def flaws_of_the_words(entry: polib.POEntry) -> Iterator[str]:
    """Give what is wrong inside a translation: its placeholders, its apostrophes, its spaces."""
    sources = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
    wanted = set().union(*(PLACEHOLDER.findall(text) for text in sources))
    # The singular may say « un » and drop the number; the last form has every placeholder.
    if set(PLACEHOLDER.findall(forms_of(entry)[-1])) != wanted:
        yield "placeholders differ"
    for text in forms_of(entry):
        words = PLACEHOLDER.sub("x", text)
        if "'" in words:
            yield "straight apostrophe"
        if any(not _is_part_of_a_figure(words, match) for match in NO_BREAK.finditer(words)):
            yield "no no-break space at a French double sign"


def _is_part_of_a_figure(words: str, match: re.Match[str]) -> bool:
    """Whether the sign belongs to an address, an hour or a code rather than to a sentence."""
    return bool(re.search(r"(?:https?|mailto|embedded|file):$|\d:\d", words[: match.end() + 1]))


def refused_by_the_compiler(path: Path) -> list[str]:
    """Give what keeps a catalogue from being compiled: lines that are none, placeholders of other types."""
    try:
        with path.open(encoding="utf-8") as file:
            catalogue = read_po(file, abort_invalid=True)
    except PoFileError as error:
        return [f"{source.shown(path)}: {error}"]
    return [
        f"{source.shown(path)}: {str(message.id)[:60]!r}: {error}"
        for message, errors in catalogue.check()
        for error in errors
    ]


def two_voices(paths: Iterable[Path]) -> list[str]:
    """Give the source strings that two catalogues translate in two ways without saying why (a context)."""
    said: dict[Key, dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in paths:
        for entry in polib.pofile(str(path)):
            if not entry.obsolete and not entry.msgctxt:
                said[key_of(entry)][tuple(forms_of(entry))].append(source.shown(path))
    return [
        f"{key[1]!r}: {dict(voices)}" for key, voices in sorted(said.items()) if len(voices) > 1
    ]


def extracted(root: Path, *, workshop: Path) -> dict[str, set[Key]]:
    """The source strings of each application under a folder as they are now, found in a copy of it.

    `makemessages` puts each string into the nearest `locale` folder above the file that says it.
    """
    copy = workshop / "copy"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("__pycache__", "locale", "static"))
    rooms = speaking_rooms(copy)
    for room in rooms:
        (room / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "fr"]
    options = ["--no-location", "--no-wrap", "--verbosity", "0"]
    subprocess.run([*command, *options], cwd=copy, check=True, capture_output=True)
    return {
        str(room.relative_to(copy)): keys_of(room / "locale" / "fr" / "LC_MESSAGES" / "django.po")
        for room in rooms
    }


def keys_of(catalogue: Path) -> set[Key]:
    """What a catalogue speaks of; nothing when there is none."""
    if not catalogue.is_file():
        return set()
    return {key_of(entry) for entry in polib.pofile(str(catalogue)) if not entry.obsolete}


def test_every_catalogue_is_complete_sure_and_well_typed() -> None:
    assert [flaw for path in catalogues() for flaw in flaws(path)] == []


def test_every_catalogue_can_be_compiled() -> None:
    assert [error for path in catalogues() for error in refused_by_the_compiler(path)] == []


def test_no_word_is_translated_in_two_ways() -> None:
    assert two_voices(catalogues()) == []


@needs_gettext
def test_each_catalogue_has_the_words_of_its_room_and_no_other(tmp_path: Path) -> None:
    root = source.CONTEXTS_FOLDER
    differing = {}
    for room, now in extracted(root, workshop=tmp_path).items():
        written = keys_of(root / room / "locale" / "fr" / "LC_MESSAGES" / "django.po")
        if now != written:
            differing[room] = {"missing": now - written, "left over": written - now}
    assert differing == {}, "make messages brings catalogues up to date"


def write_catalogue(path: Path, *entries: polib.POEntry) -> Path:
    catalogue = polib.POFile()
    catalogue.extend(entries)
    catalogue.save(str(path))
    return path


@pytest.mark.parametrize(
    ("entry", "flaw"),
    [
        (polib.POEntry(msgid="Help", msgstr=""), "not translated"),
        (polib.POEntry(msgid="Help", msgstr="Aide", flags=["fuzzy"]), "fuzzy"),
        (polib.POEntry(msgid="Help", msgstr="Aide", obsolete=True), "obsolete"),
        (polib.POEntry(msgid="%(n)s pages", msgstr="pages"), "placeholders differ"),
        (polib.POEntry(msgid="The help", msgstr="L'aide"), "straight apostrophe"),
        (polib.POEntry(msgid="Help:", msgstr="Aide :"), "no no-break space"),
        (polib.POEntry(msgid="Help?", msgstr="Aide?"), "no no-break space"),
        (polib.POEntry(msgid="“Help”", msgstr="« Aide »"), "no no-break space"),
        (
            polib.POEntry(msgid="A", msgid_plural="B", msgstr_plural={0: "a", 1: ""}),
            "not translated",
        ),
    ],
)
def test_a_flaw_is_seen(tmp_path: Path, entry: polib.POEntry, flaw: str) -> None:
    found = list(flaws(write_catalogue(tmp_path / "django.po", entry)))
    assert len(found) == 1
    assert flaw in found[0]


def test_good_french_passes(tmp_path: Path) -> None:
    entries = [
        polib.POEntry(msgid="“Help”: %(n)s?", msgstr="«\u00a0L’aide\u00a0»\u00a0: %(n)s\u00a0?"),
        polib.POEntry(
            msgid="1 page",
            msgid_plural="%(n)s pages",
            msgstr_plural={0: "Une page", 1: "%(n)s pages"},
        ),
        polib.POEntry(msgid="See %(url)s at 9:00", msgstr="Voir %(url)s à 9:00"),
    ]
    assert list(flaws(write_catalogue(tmp_path / "django.po", *entries))) == []


def test_what_the_compiler_refuses_is_seen(tmp_path: Path) -> None:
    torn = tmp_path / "torn.po"
    torn.write_text('msgid "A"\nmsgstr "a"\nmsgnothing\n')
    assert len(refused_by_the_compiler(torn)) == 1
    entry = polib.POEntry(msgid="%(n)d pages", msgstr="%(n)s pages", flags=["python-format"])
    mistyped = write_catalogue(tmp_path / "mistyped.po", entry)
    assert len(refused_by_the_compiler(mistyped)) == 1


def test_two_voices_are_heard(tmp_path: Path) -> None:
    one = write_catalogue(tmp_path / "a.po", polib.POEntry(msgid="Loan", msgstr="Prêt"))
    two = write_catalogue(tmp_path / "b.po", polib.POEntry(msgid="Loan", msgstr="Emprunt"))
    assert len(two_voices([one, two])) == 1
    three = write_catalogue(
        tmp_path / "c.po", polib.POEntry(msgid="Loan", msgstr="Emprunt", msgctxt="by the reader")
    )
    assert two_voices([one, three]) == []


@needs_gettext
def test_a_new_word_is_found_in_the_room_that_says_it(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for room, word in {"below": "Low", "above": "High", "above/inside": "Deep", "mute": ""}.items():
        (root / room).mkdir(parents=True)
        (root / room / "apps.py").touch()
        said = f'from django.utils.translation import gettext as _\n_("{word}")\n' if word else ""
        (root / room / "views.py").write_text(said)
    found = extracted(root, workshop=tmp_path)
    words = {room: {key[1] for key in keys if key[1]} for room, keys in found.items()}
    assert words == {"below": {"Low"}, "above": {"High"}, "above/inside": {"Deep"}}
