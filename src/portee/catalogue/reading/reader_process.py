"""A child of the importing process that only reads: bytes in, outcomes out, until its parent is gone.

Started as `python -m portee.catalogue.reading.reader_process`. It knows no database and no setting. A parent that is
killed closes the pipe, which ends the child too.
"""

import gc
import signal
import sys
from typing import Final

import msgspec

from portee.catalogue.reading.exchange import Answer, Task, read_frame, write_frame
from portee.catalogue.reading.preparation import prepare
from portee.protocols.records import MappingSheet

_decode_task: Final = msgspec.msgpack.Decoder(Task).decode
_decode_sheet: Final = msgspec.json.Decoder(MappingSheet).decode


def answer_to(task: Task) -> Answer:
    """Read every content of a task."""
    sheet = _decode_sheet(task.sheet)
    return tuple(
        prepare(content, format_name=task.format_name, sheet=sheet) for content in task.contents
    )


def main() -> None:
    """Answer until the parent closes the pipe."""
    # Ctrl+C reaches the whole group of processes; the parent decides what becomes of the run.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a task makes dies with it: looking for cycles once after each costs less than in its midst.
    gc.freeze()
    gc.disable()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while (frame := read_frame(source)) is not None:
        try:
            write_frame(target, answer_to(_decode_task(frame)))
            gc.collect()
        except BrokenPipeError:
            return


if __name__ == "__main__":
    main()
