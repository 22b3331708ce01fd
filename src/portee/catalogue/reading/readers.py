"""Who reads the records of an import: this process, or children that work while it writes."""

import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Final, Protocol, TypeVar

import msgspec

from portee.catalogue.reading.exchange import Answer, Task, read_frame, write_frame
from portee.catalogue.reading.preparation import Outcome, Refusal
from portee.catalogue.reading.reader_process import answer_to

C = TypeVar("C")

_decode_answer: Final = msgspec.msgpack.Decoder(Answer).decode


class Readers(Protocol):
    """Turns tasks into answers; `ahead` is how many tasks are worth handing in before asking for an answer."""

    ahead: int

    def submit(self, task: Task) -> "Future[Answer]":
        """Hand a task in."""
        ...

    def close(self) -> None:
        """End whatever was started."""
        ...


class ReadersHere:
    """Reads in this process, when asked."""

    ahead = 0

    def submit(self, task: Task) -> "Future[Answer]":
        """Read at once."""
        done: Future[Answer] = Future()
        done.set_result(answer_to(task))
        return done

    def close(self) -> None:
        """Nothing was started."""


class ReaderProcesses:
    """Reads in `count` children, each served by a thread that only waits for its pipe.

    A child that dies of a record is replaced, and the record it died of is refused alone.
    """

    def __init__(self, count: int) -> None:
        self.ahead = count + 1
        self._free: SimpleQueue[_Child] = SimpleQueue()
        self._children = [_Child() for _ in range(count)]
        for child in self._children:
            self._free.put(child)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="reader")

    def submit(self, task: Task) -> "Future[Answer]":
        """Have the next free child read."""
        return self._threads.submit(self._read, task)

    def close(self) -> None:
        """Close the pipes: the children end by themselves."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for child in self._children:
            child.end()

    def _read(self, task: Task) -> Answer:
        child = self._free.get()
        try:
            answer = child.ask(task)
            return answer if answer is not None else tuple(_one_by_one(child, task))
        finally:
            self._free.put(child)


class _Child:
    """One process that reads."""

    def __init__(self) -> None:
        self._process = self._start()

    def ask(self, task: Task) -> Answer | None:
        """The answer; None when the child died, and another one stands ready."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None  # noqa: S101, PT018  both are pipes
        try:
            write_frame(stdin, task)
            frame = read_frame(stdout)
        except (BrokenPipeError, ValueError):
            frame = None
        if frame is None:
            self.end()
            self._process = self._start()
            return None
        return _decode_answer(frame)

    def end(self) -> None:
        """Let go of the child; one that does not end is killed."""
        process = self._process
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    @staticmethod
    def _start() -> "subprocess.Popen[bytes]":
        module = "portee.catalogue.reading.reader_process"
        return subprocess.Popen(  # noqa: S603  our own module, by our own interpreter
            [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )


def _one_by_one(child: _Child, task: Task) -> Iterator[Outcome]:
    """Read a task that killed a child, record by record."""
    for content in task.contents:
        answer = child.ask(msgspec.structs.replace(task, contents=(content,)))
        yield answer[0] if answer else Refusal(("reader-ended", "", ()), "")


def in_order(
    readers: Readers, tasks: Iterator[tuple[C, Task]]
) -> Generator[tuple[C, Answer], None, None]:
    """Each task's companion with its answer, in order, some tasks being read ahead."""
    waiting: deque[tuple[C, Future[Answer]]] = deque()
    for companion, task in tasks:
        waiting.append((companion, readers.submit(task)))
        if len(waiting) > readers.ahead:
            first, answer = waiting.popleft()
            yield first, answer.result()
    while waiting:
        first, answer = waiting.popleft()
        yield first, answer.result()
