"""Logs: one JSON object per line on the standard error, without personal data.

`get_logger` is the door. What may be written is decided in `formatting`; the line of each request in `middleware`.
"""

from portee.kernel.logs.context import get_logger

__all__ = ["get_logger"]
