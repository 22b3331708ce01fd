"""Every template is rendered by something, and none carries what the content security policy forbids."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs

from tests.architecture import source

SUFFIXES = (".html", ".txt", ".xml", ".svg", ".webmanifest")
NAMED = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")
ADDED = re.compile(r"""["']([\w/-]+)["']\|add:[\w.]+\|add:["']([\w.-]+)["']""")
FORM = re.compile(r"<form\b[^>]*\bmethod=[\"']?post\b.*?</form>", re.IGNORECASE | re.DOTALL)
FORBIDDEN = {
    "inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "inline script": re.compile(
        r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*type=\"application/(?:ld\+)?json\")"
        r"|\son[a-z]+\s*=\s*[\"']|javascript:",
        re.IGNORECASE,
    ),
    "another host": re.compile(r"(?:src|srcset)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
}
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.DOTALL)


def name_of(path: Path) -> str:
    """The name a template is rendered by: its path below the `templates` folder."""
    parts = path.parts
    return "/".join(parts[parts.index("templates") + 1 :])


def own_templates() -> dict[str, Path]:
    """Every template of ours, text and HTML, by name."""
    return {
        name_of(path): path
        for path in source.tracked_files()
        if path.suffix in SUFFIXES and "templates" in path.parts
    }


def strings_of(paths: Iterable[Path]) -> tuple[set[str], set[str]]:
    """The plain strings of Python files, and the patterns their f-strings of template names make."""
    plain: set[str] = set()
    patterns: set[str] = set()
    for path in paths:
        for node in ast.walk(source.tree_of(path)):
            if isinstance(node, ast.JoinedStr):
                pattern = "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "*"
                    for part in node.values
                )
                if pattern.endswith(SUFFIXES):
                    patterns.add(pattern)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
    return plain, patterns


def patterns_of(paths: Iterable[Path]) -> set[str]:
    """The patterns that templates themselves make: `"ui/gallery/"|add:name|add:".html"`."""
    return {
        f"{head}*{tail}" for path in paths for head, tail in ADDED.findall(source.text_of(path))
    }


def unreached(
    named: dict[str, Path], *, plain: set[str], patterns: set[str], foreign: set[str]
) -> set[str]:
    """Give the templates that nothing renders.

    One is reached when Python names it, when a pattern with a string of Python in the place of the star makes
    its name, when it replaces another package's (`foreign`), or when a reached one extends or includes it.
    """
    made = [re.compile(re.escape(pattern).replace(r"\*", "(.+)")) for pattern in patterns]

    def is_made(name: str) -> bool:
        fits = (pattern.fullmatch(name) for pattern in made)
        return any(plain.issuperset(match.groups()) for match in fits if match)

    waiting = {name for name in named if name in plain | foreign or is_made(name)}
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= (set(NAMED.findall(source.text_of(named[name]))) & named.keys()) - reached
    return named.keys() - reached


def foreign_templates(names: Iterable[str]) -> set[str]:
    """Those of the names that another installed package has too: ours takes its place."""
    found = set()
    for name in names:
        top = name.split("/", maxsplit=1)[0]
        if top not in source.contexts() and _is_elsewhere(name):
            found.add(name)
    return found


def _is_elsewhere(name: str) -> bool:
    folders = (Path(folder) for folder in get_app_template_dirs("templates"))
    return any(
        (folder / name).is_file()
        for folder in folders
        if not folder.is_relative_to(source.ROOT / "src")
    )


def forbidden_in(paths: Iterable[Path]) -> Iterator[str]:
    """Give what the content security policy forbids, with its place."""
    for path in paths:
        text = COMMENT.sub("", source.text_of(path))
        for what, pattern in FORBIDDEN.items():
            for match in pattern.finditer(text):
                yield f"{source.shown(path)}: {what}: {match.group().strip()}"


def unguarded_forms(paths: Iterable[Path]) -> list[str]:
    """Give the templates that post a form without Django's token."""
    return [
        source.shown(path)
        for path in paths
        for form in FORM.findall(COMMENT.sub("", source.text_of(path)))
        if "{% csrf_token %}" not in form
    ]


def test_every_template_is_rendered_by_something() -> None:
    named = own_templates()
    code = [*source.files(".py", under="src"), *source.files(".py", under="config")]
    plain, patterns = strings_of(code)
    patterns |= patterns_of(named.values())
    left = unreached(named, plain=plain, patterns=patterns, foreign=foreign_templates(named))
    assert left == set()


@pytest.mark.parametrize("name", sorted(own_templates()))
def test_every_template_can_be_parsed(name: str) -> None:
    get_template(name)


def test_every_template_that_is_named_exists() -> None:
    missing = []
    for path in own_templates().values():
        for name in NAMED.findall(source.text_of(path)):
            try:
                get_template(name)
            except TemplateDoesNotExist:
                missing.append(f"{source.shown(path)}: {name}")
    assert missing == []


def test_no_template_carries_inline_style_or_script_or_another_host() -> None:
    assert list(forbidden_in(source.templates())) == []


def test_every_posted_form_carries_its_token() -> None:
    assert unguarded_forms(source.templates()) == []


def test_an_unused_template_is_seen(tmp_path: Path) -> None:
    named = {}
    for name, text in {
        "x/page.html": '{% extends "x/base.html" %}{% include "x/_part.html" %}',
        "x/base.html": "",
        "x/_part.html": "",
        "x/parts/chip.html": "",
        "x/parts/lost.html": "",
        "x/lost.html": '{% include "x/parts/lost.html" %}',
    }.items():
        named[name] = tmp_path / name
        named[name].parent.mkdir(parents=True, exist_ok=True)
        named[name].write_text(text)
    plain, patterns = {"x/page.html", "chip"}, {"x/parts/*.html"}
    left = unreached(named, plain=plain, patterns=patterns, foreign=set())
    assert left == {"x/lost.html", "x/parts/lost.html"}


def test_a_name_put_together_by_a_template_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("""{% with t="x/parts/"|add:name|add:".html" %}{% include t %}{% endwith %}""")
    assert patterns_of([path]) == {"x/parts/*.html"}


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        '<a href="javascript:void(0)">',
        '<button onclick="go()">',
        '<img src="https://example.org/x.png">',
        '<script src="//example.org/x.js"></script>',
    ],
)
def test_what_the_policy_forbids_is_seen(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(text)
    assert len(list(forbidden_in([path]))) >= 1


def test_served_scripts_data_blocks_and_comments_pass(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        """{# <p style="x"> #}<script src="{% static 'x.js' %}" defer></script>"""
        """<script type="application/json">{}</script><p data-style="x" class="on">"""
    )
    assert list(forbidden_in([path])) == []


def test_a_posted_form_without_token_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        '<form method="post">{% csrf_token %}</form><form method="get"></form>\n'
        '<form action="x" method="POST"><input></form>'
    )
    assert unguarded_forms([path]) == ["page.html"]
