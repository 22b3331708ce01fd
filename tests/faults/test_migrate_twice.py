"""An installation is created by two processes at once, and created again."""

import pytest

from tests.faults.installation import Installation

pytestmark = pytest.mark.fault


def test_two_processes_that_create_an_installation_at_once_both_succeed(
    empty_installation: Installation,
) -> None:
    first, second = (empty_installation.start("migrate") for _ in range(2))
    codes = {first.process.wait(timeout=200), second.process.wait(timeout=200)}
    assert codes == {0}, first.said() + second.said()
    (count,) = empty_installation.rows("SELECT count(*) FROM django_migrations")
    names = empty_installation.rows("SELECT DISTINCT app, name FROM django_migrations")
    assert count[0] == len(names)
    assert empty_installation.rows("SELECT count(*) FROM kernel_cache") == [(0,)]
    again = empty_installation.start("migrate")
    assert again.process.wait(timeout=100) == 0
    assert len(again.said().strip().splitlines()) == 1, again.said()
