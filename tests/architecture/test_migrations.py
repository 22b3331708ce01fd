"""Migrations are a straight line, up to date, and can be undone."""

from collections.abc import Iterable

from django.apps import apps
from django.db import migrations
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ProjectState
from django.utils import translation


def own_labels() -> set[str]:
    """The labels of our contexts."""
    return {app.label for app in apps.get_app_configs() if app.name.startswith("portee.")}


def loader() -> MigrationLoader:
    """Every migration, read from files: no database is asked."""
    return MigrationLoader(None, ignore_no_migrations=True)


def missing_migrations(before: ProjectState, after: ProjectState) -> list[str]:
    """Give what `makemigrations` would write to go from one state to the other."""
    questioner = MigrationQuestioner(specified_apps=own_labels(), dry_run=True)
    detector = MigrationAutodetector(before, after, questioner)
    # Labels are compared as written in the source, not as the reader's language says them.
    with translation.override(None):
        changes = detector.changes(graph=loader().graph, trim_to_apps=own_labels())
    return [
        f"{label}: {operation.describe()}"
        for label, found in changes.items()
        if label in own_labels()
        for migration in found
        for operation in migration.operations
    ]


def one_way(operations: Iterable[Operation]) -> list[str]:
    """Give the operations that cannot be undone."""
    return [operation.describe() for operation in operations if not operation.reversible]


def test_the_tables_are_those_of_the_migrations() -> None:
    written = loader().project_state()
    assert missing_migrations(written, ProjectState.from_apps(apps)) == []


def test_the_migrations_of_a_context_are_one_straight_line() -> None:
    graph = loader().graph
    for label in sorted(own_labels()):
        assert len(graph.leaf_nodes(label)) <= 1, label
        for node in graph.nodes:
            if node[0] == label:
                parents = [p.key for p in graph.node_map[node].parents if p.key[0] == label]
                assert len(parents) <= 1, node


def test_every_migration_can_be_undone() -> None:
    found = {
        key: one_way(migration.operations)
        for key, migration in loader().disk_migrations.items()
        if key[0] in own_labels()
    }
    assert found
    assert {key: ways for key, ways in found.items() if ways} == {}


def test_a_forgotten_migration_is_seen() -> None:
    complete = loader().project_state()
    shorter = complete.clone()
    shorter.remove_field("network", "establishment", "name")
    assert missing_migrations(shorter, complete) == ["network: Add field name to establishment"]


def test_a_one_way_migration_is_seen() -> None:
    assert one_way([migrations.RunPython(lambda _apps, _editor: None)]) == ["Raw Python operation"]
