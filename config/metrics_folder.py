"""Where the processes of one web server add up their figures for `/metrics`.

`prometheus_client` chooses between one process and several when it is imported; so `portee serve`, and `portee up`,
whose programs are copies of itself, prepare the folder before Django loads anything (portee.cli). No other command
leaves files there.
"""

import shutil

from config import env

FOLDER = env.DATA_DIR / "metrics"


def prepare_metrics_folder() -> None:
    """Start from an empty folder: a server that starts again counts from zero, as Prometheus expects.

    A data folder that cannot be written costs the sum over processes, not the site.
    """
    shutil.rmtree(FOLDER, ignore_errors=True)
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    env.share_metrics_in(FOLDER)


def prepare_program_metrics(name: str) -> None:
    """Let a program that is a copy of its supervisor count from zero, apart from the others.

    prometheus_client looks for its folder again in each copy.
    """
    if not env.are_metrics_shared():
        return
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    env.share_metrics_in(folder)
