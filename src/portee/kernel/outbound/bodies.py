"""Reads a body without ever holding more than its bound, compressed or not."""

import zlib
from collections.abc import Iterable, Iterator

from portee.kernel.outbound.errors import AnswerRefused

_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32


def read_body(chunks: Iterable[bytes], *, encoding: str, max_bytes: int) -> bytes:
    """The whole body, decompressed.

    Raises AnswerRefused when it passes `max_bytes` (a few kilobytes can unfold to gigabytes) or is broken.
    """
    if encoding in {"", "identity"}:
        parts: Iterable[bytes] = chunks
    elif encoding in {"gzip", "x-gzip", "deflate"}:
        parts = _unfold(chunks, max_bytes)
    else:
        raise AnswerRefused("encoding")
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > max_bytes:
            raise AnswerRefused("too_large")
    return bytes(body)


def _unfold(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    """Decompress piece by piece; no piece is larger than what the bound still allows by one byte."""
    decoder = zlib.decompressobj(_GZIP_OR_ZLIB)
    is_empty = True
    try:
        for chunk in chunks:
            is_empty = False
            rest = chunk
            while rest:
                yield decoder.decompress(rest, max_bytes + 1)
                if decoder.eof and decoder.unused_data:
                    rest, decoder = decoder.unused_data, zlib.decompressobj(_GZIP_OR_ZLIB)
                else:
                    rest = decoder.unconsumed_tail
    except zlib.error:
        raise AnswerRefused("broken_compression") from None
    if not (decoder.eof or is_empty):
        raise AnswerRefused("cut_short")
