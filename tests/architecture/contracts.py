"""The contracts of the house that import-linter does not bring: doors and reserved packages.

Both look at direct imports only, and say so: a door exists precisely so that what lies behind it is reached
through it. What may lie behind whom is the layers' contract, which follows chains of any length.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

Import = tuple[str, str]


def room(module: str, *, context: str) -> str:
    """The room of a module in its context: `portee.people.models.role` in `portee.people` is in `models`."""
    return module.removeprefix(context).lstrip(".").split(".", maxsplit=1)[0]


def belongs(module: str, package: str) -> bool:
    """Whether the module is the package, or lies in it."""
    return module == package or module.startswith(f"{package}.")


class _DirectImportsContract(Contract):
    """A contract broken by single imports, each shown with its file and line."""

    def forbidden_imports(self, graph: ImportGraph) -> Iterator[Import]:
        """Give each import (importer, imported) that breaks the contract."""
        raise NotImplementedError

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect the forbidden imports with the lines they stand on."""
        broken = [
            f"{importer}:{detail['line_number']}: {detail['line_contents']}"
            for importer, imported in sorted(self.forbidden_imports(graph))
            for detail in graph.get_import_details(importer=importer, imported=imported)
        ]
        return ContractCheck(kept=not broken, metadata={"imports": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each forbidden import on its own line."""
        for line in check.metadata["imports"]:
            output.print_error(line)
        output.new_line()


class DoorsContract(_DirectImportsContract):
    """A context is entered by its doors only.

    - `doors`: rooms that any other context may import.
    - `foreign_keys`: pairs `importing room -> imported room`, for the tables that point at another context's.
    - `toolkits`: packages with no domain of their own, made to be used: every module of theirs is open,
      except the rooms of `closed`.
    """

    root = fields.StringField()
    doors = fields.SetField(subfield=fields.StringField())
    foreign_keys = fields.SetField(subfield=fields.StringField())
    toolkits = fields.SetField(subfield=fields.StringField())
    closed = fields.SetField(subfield=fields.StringField())

    def forbidden_imports(self, graph: ImportGraph) -> Iterator[Import]:
        """Give each import that enters another context elsewhere than by a door."""
        contexts = sorted(graph.find_children(str(self.root)))
        for module in sorted(graph.modules):
            own = next((context for context in contexts if belongs(module, context)), None)
            if own is None:
                continue
            for imported in graph.find_modules_directly_imported_by(module):
                other = next((context for context in contexts if belongs(imported, context)), own)
                if other != own and not self._is_open(module, imported, own=own, other=other):
                    yield module, imported

    def _is_open(self, module: str, imported: str, *, own: str, other: str) -> bool:
        entered = room(imported, context=other)
        if other in self._set("toolkits"):
            return entered not in self._set("closed")
        pair = f"{room(module, context=own)} -> {entered}"
        return entered in self._set("doors") or pair in self._set("foreign_keys")

    def _set(self, name: str) -> set[str]:
        values: set[str] = getattr(self, name)
        return values


class ReservedContract(_DirectImportsContract):
    """Some packages are imported by the modules of `reserved_to` (shell patterns) and by no other."""

    packages = fields.SetField(subfield=fields.StringField())
    reserved_to = fields.SetField(subfield=fields.StringField())

    def forbidden_imports(self, graph: ImportGraph) -> Iterator[Import]:
        """Give each import of a reserved package by a module that has no right to it."""
        # A field of a contract holds, once parsed, its value.
        patterns = cast("set[str]", self.reserved_to)
        packages = cast("set[str]", self.packages)
        for module in sorted(graph.modules):
            if any(fnmatchcase(module, pattern) for pattern in patterns):
                continue
            for imported in graph.find_modules_directly_imported_by(module):
                inside = any(belongs(module, package) for package in packages)
                if not inside and any(belongs(imported, package) for package in packages):
                    yield module, imported
