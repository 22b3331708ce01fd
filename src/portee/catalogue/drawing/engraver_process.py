"""A child that engraves incipits: a code a line in, a drawing a line out, until its parent is gone.

Started as `python -m portee.catalogue.drawing.engraver_process`. It knows no database and no setting. The engraver is a
library in C++ that reads what anybody may have written: here it may crash, hang or swell without harm to the server.
"""

import json
import os
import signal
import sys
from typing import Any, Final

MEMORY_BYTES: Final = 1024**3
"""Address space; drawing takes a third of it, most of it mapped and never read."""
PAGE_WIDTH: Final = 850
"""In units of the engraver: two bars or so a line, which a telephone can show."""


def engraver() -> Any:
    """The engraver, set for lines of music without header, footer or margin."""
    import verovio  # noqa: PLC0415  it is absent where it has no wheel

    verovio.enableLog(verovio.LOG_OFF)
    toolkit = verovio.toolkit()
    toolkit.setOptions(
        {
            "inputFrom": "pae",
            "pageWidth": PAGE_WIDTH,
            "adjustPageHeight": True,
            "header": "none",
            "footer": "none",
            "breaks": "auto",
            "scale": 50,
            "pageMarginTop": 20,
            "pageMarginBottom": 20,
            "pageMarginLeft": 10,
            "pageMarginRight": 10,
            "svgViewBox": True,
            "svgRemoveXlink": True,
            "xmlIdSeed": 1,
        }
    )
    return toolkit


def draw(toolkit: Any, code: str) -> str:
    """The first page of a code; an incipit has no second one."""
    return str(toolkit.renderToSVG(1)) if toolkit.loadData(code) else ""


def _limit_memory() -> None:
    """Let the child fail rather than the machine. Windows has no such limit."""
    try:
        import resource  # noqa: PLC0415  absent on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer until the parent closes the pipe."""
    # Ctrl+C reaches the whole group of processes; the parent decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    # What the engraver prints must not mingle with the answers.
    target = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    toolkit = engraver()
    for line in sys.stdin:
        try:
            target.write(json.dumps(draw(toolkit, json.loads(line))) + "\n")
            target.flush()
        except BrokenPipeError:
            return


if __name__ == "__main__":
    main()
