"""Mail servers that behave badly, and one that behaves well, on a loopback port."""

import socketserver
import threading
from types import TracebackType
from typing import Any, ClassVar


class _Handler(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs to hand over a message (RFC 5321)."""

    server: "MailServer"

    def handle(self) -> None:
        if self.server.behaviour == "silent":
            self.server.closing.wait(timeout=30)
            return
        self._say("220 ready")
        while line := self.rfile.readline().strip():
            verb = line.split()[0].upper()
            if verb == b"RCPT" and self.server.behaviour == "refusing":
                self._say("550 no such reader: lectrice@exemple.fr")
            elif verb == b"DATA":
                self._receive()
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _receive(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        self.server.received.append(b"".join(lines))
        self._say("250 taken")

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """A mail server for one test: `good`, `refusing` every reader, or `silent` once somebody is connected."""

    allow_reuse_address = True
    daemon_threads = True
    behaviours: ClassVar[frozenset[str]] = frozenset({"good", "refusing", "silent"})

    def __init__(self, *, port: int, behaviour: str) -> None:
        assert behaviour in self.behaviours
        self.behaviour = behaviour
        self.received: list[bytes] = []
        self.closing = threading.Event()
        super().__init__(("127.0.0.1", port), _Handler)

    def __enter__(self) -> "MailServer":
        threading.Thread(target=self.serve_forever, args=[0.05], daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a client hangs up: this is what slow servers bring about."""
