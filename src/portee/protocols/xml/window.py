"""The stretch of a stream that is still needed, addressed by its place in the whole stream."""

from typing import BinaryIO

from portee.protocols.xml.charset import Charset

CHUNK_BYTES = 64 * 1024


class Window:
    """Bytes `start` to `end` of a stream, both counted from its first byte; it grows at one end and forgets at the
    other.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._bytes = bytearray()
        self.start = 0
        self.end = 0
        self.is_over = False

    def grow(self) -> bool:
        """Take in one more chunk; False at the end of the stream."""
        chunk = b"" if self.is_over else self._stream.read(CHUNK_BYTES)
        if not chunk:
            self.is_over = True
            return False
        self._bytes += chunk
        self.end += len(chunk)
        return True

    def slice(self, first: int, last: int) -> bytes:
        """Give the bytes from place `first` to before `last`, as far as they are still here."""
        return bytes(self._bytes[max(0, first - self.start) : max(0, last - self.start)])

    def forget_before(self, place: int) -> None:
        """Let go of what lies before a place."""
        if (count := min(place, self.end) - self.start) > 0:
            del self._bytes[:count]
            self.start += count

    def find(self, text: str, charset: Charset, first: int) -> int:
        """Give the place of the first such ASCII text from place `first` on; -1: none."""
        sought = charset.encode(text)
        index = self._bytes.find(sought, max(0, first - self.start))
        while index != -1 and (index + self.start - first) % charset.unit_bytes:
            index = self._bytes.find(sought, index + 1)
        return -1 if index == -1 else index + self.start
