"""A language that nobody speaks: every source string longer by half and full of accents.

Written as the English catalogue of a folder that comes before all others, so the pages under /en/ show it.
"""

import re
from pathlib import Path

import polib

from tests.browser.installation import ROOT

GROWTH = 0.4
"""What a text gains in an average translation, by the rule of thumb of quality testing."""
SETTINGS = "tests.browser.pseudo_settings"
FOLDER_VARIABLE = "PSEUDO_LOCALE_FOLDER"

KEPT = re.compile(r"(%\(\w+\)[-#0 +]*\d*[sdif]|%[sdif%]|\{\w*\}|<[^>]+>|&\w+;|https?://\S+|\n)")
"""What must come through unchanged: placeholders, tags, entities, addresses."""
ACCENTS = str.maketrans("aceinouyAEINOU", "àçéîñôûÿÀÉÎÑÔÛ")
FILLING = "ŵœñ "


def pseudo(text: str) -> str:
    """Give a text its accents and its extra length, within brackets that show where it is cut."""
    parts = [part if KEPT.fullmatch(part) else part.translate(ACCENTS) for part in KEPT.split(text)]
    extra = round(len(text) * GROWTH)
    filling = (FILLING * (extra // len(FILLING) + 1))[:extra].strip()
    if not text.strip():
        return text
    ending = "\n" if text.endswith("\n") else ""
    return f"[{''.join(parts).strip(chr(10))} {filling}]{ending}"


def write_catalogue(folder: Path) -> int:
    """Write the compiled catalogue of the invented language from those of all contexts; give its size."""
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    seen: set[tuple[str, str | None]] = set()
    for source in sorted((ROOT / "src" / "portee").glob("*/locale/fr/LC_MESSAGES/django.po")):
        for entry in polib.pofile(str(source)):
            if entry.obsolete or (entry.msgid, entry.msgctxt) in seen:
                continue
            seen.add((entry.msgid, entry.msgctxt))
            catalogue.append(_translated(entry))
    target = folder / "en" / "LC_MESSAGES"
    target.mkdir(parents=True)
    catalogue.save_as_mofile(str(target / "django.mo"))
    return len(catalogue)


def _translated(entry: polib.POEntry) -> polib.POEntry:
    if entry.msgid_plural:
        return polib.POEntry(
            msgid=entry.msgid,
            msgid_plural=entry.msgid_plural,
            msgctxt=entry.msgctxt,
            msgstr_plural={0: pseudo(entry.msgid), 1: pseudo(entry.msgid_plural)},
        )
    return polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, msgstr=pseudo(entry.msgid))
