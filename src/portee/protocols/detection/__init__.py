"""Which format a file of records has, told by what is in it.

detect(head) -> Format
"""

from portee.protocols.detection.content import HEAD_BYTES, detect

__all__ = ["HEAD_BYTES", "detect"]
