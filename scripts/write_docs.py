"""Writes the pages of `docs/` that are drawn from the code: the context map, the references of the environment and of
the vocabularies, the register of processing.

Run by `make docs`; tests/architecture fails when a page no longer says what the code does.
"""

import ast
import os
import sys
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from functools import cache
from importlib import import_module
from pathlib import Path

import django
import grimp
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "portee"
GENERATED = "<!-- Written by `make docs` from the code: changes made by hand are lost. -->"


def environment_reference() -> str:
    """The table of every environment variable, French first."""
    variables = import_module("config.env").VARIABLES
    lines = [
        GENERATED,
        "# Variables d’environnement",
        "",
        "Toutes sont lues dans `config/env.py` et nulle part ailleurs. Une valeur illisible arrête le démarrage,",
        "avec une phrase par variable ; `portee doctor` dit la même chose et davantage. Un secret n’est jamais",
        "affiché.",
        "",
        "| Variable | Par défaut | Ce qu’elle règle | In English |",
        "|---|---|---|---|",
    ]
    for variable in variables:
        default = f"`{variable.shown_default}`" if variable.shown_default else ""
        secret = " (secret)" if variable.is_secret else ""
        cells = [f"`{variable.name}`{secret}", default, variable.french, variable.english]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def vocabulary_reference() -> str:
    """The vocabularies of the catalogue, from their files."""
    page: str = import_module("portee.catalogue.vocabularies.reference").reference()
    return f"{GENERATED}\n{page}"


def processing_register() -> str:
    """The register of processing (RGPD, art. 30), French first."""
    page: str = import_module("scripts.processing_register").reference()
    return f"{GENERATED}\n{page}"


def context_map() -> str:
    """The contexts from the top of the house to the bottom: arrows, tables, events and who listens."""
    names = _contexts_from_top_to_bottom()
    arrows = _arrows(names)
    lines = [
        GENERATED,
        "# Context map",
        "",
        "Arrows are imports, always downwards; dotted ones are events, which travel upwards after commit. What each",
        "context owns and refuses to own is in its `README.md`; the contexts to come are in `.importlinter`.",
        "",
        "```mermaid",
        "flowchart TD",
        *(f"    {name}" for name in names),
        *(f"    {upper} --> {lower}" for upper, lower in arrows),
        *(f"    {told} -.-> {listener}" for told, listener in _told(names)),
        "```",
    ]
    for name in names:
        lines += ["", *_described(name, below=[lower for upper, lower in arrows if upper == name])]
    return "\n".join(lines) + "\n"


def _described(name: str, *, below: list[str]) -> Iterator[str]:
    """The paragraph of one context."""
    purpose = ast.get_docstring(_tree(PACKAGE / name / "__init__.py")) or ""
    yield f"## {name}"
    yield ""
    yield " ".join(purpose.split("\n\n")[0].split())
    yield ""
    yield f"- uses: {', '.join(below) or 'nothing of the house'}"
    yield f"- tables: {', '.join(_tables(name)) or 'none'}"
    for event in _events(name):
        listeners = [other for other in _contexts_from_top_to_bottom() if event in _heard_by(other)]
        yield f"- tells: {event}, heard by {', '.join(listeners) or 'nobody yet'}"


def _contexts_from_top_to_bottom() -> list[str]:
    """The contexts that exist, in the order of the layers of `.importlinter`."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter")
    drawn = contracts["importlinter:contract:layers"]["layers"].replace("|", " ").split()
    names = [name.strip("()") for name in drawn]
    return [name for name in names if (PACKAGE / name / "__init__.py").is_file()]


def _arrows(names: list[str]) -> list[tuple[str, str]]:
    """Which context imports which, by at least one direct import."""
    graph = grimp.build_graph("portee", cache_dir=None)
    found = {
        (module.split(".")[1], imported.split(".")[1])
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if module.count(".") and imported.count(".")
    }
    return [
        (upper, lower)
        for upper in names
        for lower in names
        if upper != lower and (upper, lower) in found
    ]


def _told(names: list[str]) -> list[tuple[str, str]]:
    """Which context listens to an event of which."""
    return [
        (name, listener)
        for name in names
        for listener in names
        if listener != name and _heard_by(listener) & set(_events(name))
    ]


def _tables(name: str) -> list[str]:
    if not apps.is_installed(f"portee.{name}"):
        return []
    return sorted(model.__name__ for model in apps.get_app_config(name).get_models())


def _events(name: str) -> list[str]:
    """The events a context's door declares."""
    path = PACKAGE / name / "events.py"
    if name == "kernel" or not path.is_file():
        return []
    return [node.name for node in _tree(path).body if isinstance(node, ast.ClassDef)]


@cache
def _heard_by(name: str) -> frozenset[str]:
    """The events a context subscribes to; all its code is read for it."""
    return frozenset(
        ast.unparse(node.args[0]).split(".")[-1]
        for path in (PACKAGE / name).rglob("*.py")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call)
        and node.args
        and ast.unparse(node.func).split(".")[-1] == "subscribe"
    )


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


PAGES: dict[Path, Callable[[], str]] = {
    ROOT / "docs" / "reference" / "environment.md": environment_reference,
    ROOT / "docs" / "reference" / "vocabularies.md": vocabulary_reference,
    ROOT / "docs" / "reference" / "processing-register.md": processing_register,
    ROOT / "docs" / "context-map.md": context_map,
}


def main() -> None:
    """Write every page again."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.test")
    django.setup()
    for path, write in PAGES.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write(), encoding="utf-8")


if __name__ == "__main__":
    main()
