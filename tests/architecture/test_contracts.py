"""The contracts of `.importlinter` hold, and the two of our own can be broken."""

from configparser import ConfigParser
from pathlib import Path

import grimp
import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture import source
from tests.architecture.contracts import DoorsContract, ReservedContract


def contract_options(name: str) -> dict[str, list[str] | str]:
    """The options of one contract of `.importlinter`, as import-linter hands them over."""
    drawn = ConfigParser()
    drawn.read(source.ROOT / ".importlinter")
    section = drawn[f"importlinter:contract:{name}"]
    return {
        key: [line for line in value.splitlines() if line] if "\n" in value else value
        for key, value in section.items()
        if key not in {"type", "name"}
    }


def graph_of(*imports: tuple[str, str]) -> grimp.ImportGraph:
    """A graph of the house with these imports and no other."""
    graph = grimp.ImportGraph()
    for importer, imported in imports:
        for module in (importer, imported):
            parts = module.split(".")
            for end in range(1, len(parts) + 1):
                graph.add_module(".".join(parts[:end]))
        graph.add_import(
            importer=importer, imported=imported, line_number=1, line_contents="import"
        )
    return graph


def test_every_contract_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(source.ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


def test_no_contract_has_an_exception_list() -> None:
    drawn = source.text_of(source.ROOT / ".importlinter")
    assert "ignore_imports" not in drawn
    assert "allow_indirect_imports" not in drawn


DOORS = [
    ("portee.portal.queries.home", "portee.network.api", True),
    ("portee.portal.handlers", "portee.network.events", True),
    ("portee.people.models.role", "portee.network.models", True),
    ("portee.people.models.role", "portee.people.models.account", True),
    ("portee.people.views.account", "portee.kernel.clock", True),
    ("portee.people.staff.role", "portee.ui.backoffice.panels", True),
    ("portee.people.services.role", "portee.network.models", False),
    ("portee.portal.views.home", "portee.network.queries.opening", False),
    ("portee.portal.views.home", "portee.network.services.hours", False),
    ("portee.people.tasks", "portee.kernel.models.job_run", False),
]


@pytest.mark.parametrize(("importer", "imported", "is_open"), DOORS)
def test_a_context_is_entered_by_its_door_only(importer: str, imported: str, is_open: bool) -> None:
    contract = DoorsContract("doors", {}, contract_options("doors"))
    assert contract.check(graph_of((importer, imported)), verbose=False).kept is is_open


RESERVED = [
    ("wagtail", "portee.ui.backoffice.views.home", "wagtail.admin", True),
    ("wagtail", "portee.people.staff.role", "wagtail", True),
    ("wagtail", "portee.people.views.account", "wagtail", False),
    ("wagtail", "portee.staffing.views", "wagtail", False),
    ("staff", "portee.people.apps", "portee.people.staff.role", True),
    ("staff", "portee.people.views.account", "portee.people.staff.role", False),
    ("outbound", "portee.kernel.outbound.client", "httpx", True),
    ("outbound", "portee.network.adapters.survey", "httpx", False),
]


@pytest.mark.parametrize(("name", "importer", "imported", "is_allowed"), RESERVED)
def test_a_reserved_package_is_refused_elsewhere(
    name: str,
    importer: str,
    imported: str,
    is_allowed: bool,
) -> None:
    contract = ReservedContract(name, {}, contract_options(name))
    assert contract.check(graph_of((importer, imported)), verbose=False).kept is is_allowed


def test_the_drawing_has_a_place_for_each_context() -> None:
    drawn = str(contract_options("layers")["layers"])
    for path in Path(source.CONTEXTS_FOLDER).iterdir():
        if (path / "__init__.py").is_file():
            assert path.name in drawn
