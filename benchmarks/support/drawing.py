"""What a page costs in the process that draws it: SQL statements, and milliseconds of its processor."""

import json
import os
import sys
import time

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

DRAWINGS = 100
"""Other work on the machine only adds to a drawing: the least of so many hardly depends on it."""


def cost_of(path: str, *, cookie: str, drawings: int = DRAWINGS) -> tuple[int, float]:
    """Statements of the second drawing (the first fills what a process keeps for ever), and the least milliseconds."""
    client = Client(
        headers={"Host": "127.0.0.1", "Cookie": cookie} if cookie else {"Host": "127.0.0.1"}
    )
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path}: answer {answer.status_code}")
    return len(captured), min(_drawing_seconds(client, path) for _ in range(drawings)) * 1000


def _drawing_seconds(client: Client, path: str) -> float:
    begun = time.thread_time()
    client.get(path)
    return time.thread_time() - begun


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    plan = json.loads(sys.argv[1])
    times = int(sys.argv[2]) if len(sys.argv) > 2 else DRAWINGS
    print(json.dumps([cost_of(path, cookie=cookie, drawings=times) for path, cookie in plan]))
