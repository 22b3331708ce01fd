"""A reader system on loopback, in two tongues: SIP2 by the frame, LDAP by the message. It does what a script says."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from socket import SHUT_RDWR, create_server, socket

from pyasn1.codec.ber import decoder, encoder
from pyasn1_modules import rfc2251

from portee.kernel.outbound import StreamAddress, StreamClient
from portee.kernel.outbound.circuit import Circuits
from portee.people.adapters.ldap import LdapDirectory
from portee.people.adapters.sip2 import Sip2Directory
from portee.protocols.ldap import read_sheet
from portee.protocols.sip2 import read_dialect
from tests.people.directories.readers import SECRET, Reader, reader_of

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TIMEOUT = timedelta(seconds=1.5)
BASE = "ou=lecteurs,dc=example,dc=org"

Script = Callable[[socket], None]


class Ils:
    """A server on loopback: each connection is given to the script, whatever it does with it."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._socket = create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.connections = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self.connections += 1
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(10)
            self._script(connection)

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(SHUT_RDWR)
        self._socket.close()


@contextmanager
def ils(script: Script) -> Iterator[Ils]:
    server = Ils(script)
    try:
        yield server
    finally:
        server.close()


def address_of(port: int) -> StreamAddress:
    return StreamAddress("127.0.0.1", port, is_encrypted=False)


def client_for(port: int, monotonic: Callable[[], float] = lambda: 0.0) -> StreamClient:
    return StreamClient(
        private_hosts=frozenset({f"127.0.0.1:{port}"}), circuits=Circuits(monotonic=monotonic)
    )


def sip2_at(
    port: int,
    *,
    sheet: str = 'charset = "utf-8"\nexpiry_field = "PA"\nsame_card = false',
    client: StreamClient | None = None,
    timeout: timedelta = TIMEOUT,
) -> Sip2Directory:
    return Sip2Directory(
        address=address_of(port),
        dialect=read_dialect(f'institution_id = "BMVR"\n{sheet}'),
        user="portee",
        password="mot-de-passe",
        timeout=timeout,
        client=client or client_for(port),
    )


def ldap_at(
    port: int, *, client: StreamClient | None = None, timeout: timedelta = TIMEOUT
) -> LdapDirectory:
    return LdapDirectory(
        address=address_of(port),
        sheet=read_sheet(
            f'base = "{BASE}"\nexpiry_attribute = "employeeType"\nexpiry_format = "%Y%m%d"\n'
            'blocked_attribute = "title"\nblocked_values = ["perdue"]'
        ),
        user="cn=portee,dc=example,dc=org",
        password="mot-de-passe",
        timeout=timeout,
        client=client or client_for(port),
    )


def frames(connection: socket) -> Iterator[str]:
    """The frames that come, without their line ends."""
    received = b""
    while piece := connection.recv(4096):
        received += piece
        while b"\r" in received:
            frame, received = received.split(b"\r", 1)
            yield frame.decode().strip()


def seal(text: str, sequence: str, charset: str = "utf-8") -> bytes:
    content = f"{text}AY{sequence}AZ".encode(charset)
    return content + f"{(0x10000 - sum(content) % 0x10000) % 0x10000:04X}\r\n".encode()


def patron_text(reader: Reader | None, *, card: str, is_right: bool) -> str:
    head = f"64{'    Y         ' if reader and reader.is_lost else ' ' * 14}00220261122    093000"
    if reader is None:
        return f"{head}{'0000' * 6}AOBMVR|AA{card}|AE|BLN|CQN|"
    named = f"AOBMVR|AA{reader.card}|AE{reader.name}|BLY|CQ{'Y' if is_right else 'N'}|"
    email = f"BE{reader.email}|" if reader.email else ""
    return f"{head}{'0000' * 6}{named}{email}PA{reader.expiry}|"


def speak_sip2(connection: socket) -> None:
    """A system that does everything right."""
    for frame in frames(connection):
        sequence = frame[frame.rindex("AY") + 2]
        if frame.startswith("93"):
            connection.sendall(seal("941", sequence))
            continue
        fields = {part[:2]: part[2:] for part in frame[33:].split("|")}
        fields["AO"] = frame[33:].split("|")[0][2:]
        reader = reader_of(fields["AA"])
        text = patron_text(reader, card=fields["AA"], is_right=fields["AD"] == SECRET)
        connection.sendall(seal(text, sequence))


def speak_ldap(connection: socket) -> None:
    """A directory that does everything right."""
    while content := connection.recv(65536):
        message, _ = decoder.decode(content, asn1Spec=rfc2251.LDAPMessage())
        operation = message["protocolOp"]
        number = int(message["messageID"])
        if operation.getName() == "bindRequest":
            connection.sendall(ldap_bound(number, _bind_code(operation["bindRequest"])))
            continue
        asked = operation["searchRequest"]["filter"]["equalityMatch"]["assertionValue"]
        if reader := reader_of(bytes(asked).decode()):
            connection.sendall(ldap_entry(number, reader))
        connection.sendall(ldap_done(number))


def _bind_code(request: Mapping[str, object]) -> int:
    name, password = bytes(request["name"]).decode(), bytes(request["authentication"]["simple"])  # type: ignore[index, call-overload]
    right = "mot-de-passe" if name.startswith("cn=portee") else SECRET
    return 0 if password.decode() == right else 49


def ldap_written(number: int, name: str, operation: object) -> bytes:
    message = rfc2251.LDAPMessage()
    message["messageID"] = number
    message["protocolOp"][name] = operation
    return bytes(encoder.encode(message))


def ldap_bound(number: int, code: int) -> bytes:
    response = rfc2251.BindResponse()
    response["resultCode"], response["matchedDN"], response["errorMessage"] = code, "", ""
    return ldap_written(number, "bindResponse", response)


def ldap_done(number: int, code: int = 0) -> bytes:
    done = rfc2251.SearchResultDone()
    done["resultCode"], done["matchedDN"], done["errorMessage"] = code, "", ""
    return ldap_written(number, "searchResDone", done)


def ldap_entry(number: int, reader: Reader, name: str | None = None) -> bytes:
    entry = rfc2251.SearchResultEntry()
    entry["objectName"] = (f"uid={reader.card},{BASE}" if name is None else name).encode()
    facts = {
        "uid": (reader.card, *reader.old_cards),
        "cn": (reader.name,),
        "mail": (reader.email,) if reader.email else (),
        "employeeType": (reader.expiry,),
        "title": ("perdue",) if reader.is_lost else (),
    }
    for at, (kind, values) in enumerate((k, v) for k, v in facts.items() if v):
        entry["attributes"][at]["type"] = kind
        for place, value in enumerate(values):
            entry["attributes"][at]["vals"][place] = value.encode()
    return ldap_written(number, "searchResEntry", entry)
