"""Programs that another one brings along when it is started by hand, without `portee up`."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from portee.kernel.pace import Pace
from portee.kernel.processes.fork import start_copy
from portee.kernel.processes.program import companions_of
from portee.kernel.processes.stop import StopSignal, die_with_supervisor
from portee.kernel.processes.supervisor import Supervisor


@contextmanager
def companions_kept(name: str, *, pace: Pace, say: Callable[[str], None]) -> Iterator[None]:
    """Keep what goes with the program of this name running until the end of the block.

    A copy of this process keeps them: a program that has threads may start no copy any more, and one that crashed is
    to be started again. The copy and what it keeps leave with this process, even by kill -9.
    """
    keeper = start_copy(partial(_keep, name, os.getpid(), pace, say), name="companions")
    try:
        yield
    finally:
        keeper.terminate()
        keeper.join(timeout=pace.stop + 5)
        if keeper.is_alive():
            keeper.kill()
            keeper.join()


def _keep(name: str, started_by: int, pace: Pace, say: Callable[[str], None]) -> None:
    stop = StopSignal()
    stop.install()
    die_with_supervisor(started_by)
    Supervisor(companions_of(name), pace=pace, stop=stop, say=say).run_in_background()
