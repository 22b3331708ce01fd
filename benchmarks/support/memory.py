"""How much memory a program and its children hold, looked at while it runs. Linux only."""

import subprocess
import threading
import time
from pathlib import Path

LOOK_SECONDS = 0.1


def run_watched(command: list[str], *, environment: dict[str, str]) -> tuple[str, int, float]:
    """Run a program to its end: what it printed, the most memory it held with its children in bytes, its seconds."""
    began_at = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    peak = 0
    over = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not over.wait(LOOK_SECONDS):
            peak = max(peak, held_bytes(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    printed, _ = process.communicate()
    over.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {process.returncode}")
    return printed, peak, time.perf_counter() - began_at


def held_bytes(pid: int) -> int:
    """The private and shared memory of a process and of its children, each shared page divided among its holders."""
    total = _proportional_bytes(pid)
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return total
    return total + sum(held_bytes(int(child)) for child in children)


def _proportional_bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
