"""The data folder, the secrets, and what `make setup` builds."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _

from portee.kernel.doctor.diagnosis import Diagnosis, Severity

FREE_BYTES_NEEDED = 64 * 1024**2
FREE_BYTES_WANTED = 1024**3


def examine_files(_now: datetime) -> Iterator[Diagnosis]:
    """What is wrong on the disk."""
    folder = Path(settings.DATA_DIR)
    if not folder.is_dir() or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield Diagnosis(
            "data_dir",
            Severity.ERROR,
            _("The data folder %(folder)s is missing or cannot be written.") % {"folder": folder},
            _(
                "Create it, and give it to the account that runs Portée: chown -R <account> %(folder)s"
            )
            % {"folder": folder},
        )
        return
    yield from _examine_room(folder)
    yield from _examine_secrets(folder / "secrets")
    yield from _examine_build()


def _examine_room(folder: Path) -> Iterator[Diagnosis]:
    free_bytes = shutil.disk_usage(folder).free
    if free_bytes < FREE_BYTES_WANTED:
        yield Diagnosis(
            "disk_space",
            Severity.ERROR if free_bytes < FREE_BYTES_NEEDED else Severity.WARNING,
            _("Only %(mebibytes)d MiB are left on the disk of the data folder.")
            % {"mebibytes": free_bytes // 1024**2},
            _("Free some room, or move PORTEE_DATA_DIR to a larger disk."),
        )


def _examine_secrets(folder: Path) -> Iterator[Diagnosis]:
    for path in sorted(folder.glob("[!.]*")) if folder.is_dir() else []:
        if path.stat().st_mode & 0o077:
            yield Diagnosis(
                "secret_rights",
                Severity.ERROR,
                _("The secret %(path)s can be read by other accounts of the machine.")
                % {"path": path},
                _("Close it: chmod 600 %(path)s") % {"path": path},
            )


def _examine_build() -> Iterator[Diagnosis]:
    # What is served under a prefix, a pair here, is kept with the sources and never built.
    built = [folder for folder in settings.STATICFILES_DIRS if isinstance(folder, Path)]
    if not all(folder.is_dir() and any(folder.rglob("*.css")) for folder in built):
        yield Diagnosis(
            "front_end",
            Severity.ERROR,
            _("The style sheets and scripts of the site are not built."),
            _("Build them: make setup"),
        )
    uncompiled = [path for path in source_catalogues() if not path.with_suffix(".mo").is_file()]
    if uncompiled:
        yield Diagnosis(
            "translations",
            Severity.ERROR,
            _("%(count)d translation files are not compiled: pages mix two languages.")
            % {"count": len(uncompiled)},
            _("Compile them: make setup"),
        )


def source_catalogues() -> list[Path]:
    """The translations of every context, as people write them."""
    return [
        catalogue
        for context in apps.get_app_configs()
        for catalogue in Path(context.path).glob("locale/*/LC_MESSAGES/*.po")
        if context.name.startswith("portee.")
    ]
