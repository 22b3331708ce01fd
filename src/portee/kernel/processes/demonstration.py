"""The demonstration accounts to show at start: a file that only `portee demo` writes in the data folder.

It holds a list of {"email", "password", "label"}. A real installation has no such file.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILE_NAME: Final = "demo-accounts.json"


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """An account anybody may sign in with, on a demonstration network."""

    email: str
    password: str
    label: str


def read_demonstration_accounts(data_dir: Path) -> tuple[DemonstrationAccount, ...]:
    """The accounts of the demonstration network; none when this installation is not one, or the file is spoilt."""
    try:
        entries = json.loads((data_dir / FILE_NAME).read_text(encoding="utf-8"))
        return tuple(
            DemonstrationAccount(str(one["email"]), str(one["password"]), str(one["label"]))
            for one in entries
        )
    except (OSError, ValueError, TypeError, KeyError):
        return ()
