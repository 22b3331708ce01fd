"""Fault 19: the cache of pages lost, poisoned, out of room, or asked for by everybody at once."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from portee.kernel.page_cache import cached_for_visitors, purge
from portee.kernel.page_cache.middleware import PageCacheMiddleware
from portee.kernel.page_cache.store import PageStore, current_store

pytestmark = pytest.mark.fault


HOLD_THE_LOCK = """
import fcntl, sys, time
file = open(sys.argv[1], "ab")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


@cached_for_visitors(seconds=60)
def slow_page(request: HttpRequest) -> HttpResponse:
    time.sleep(0.2)
    return HttpResponse("a page")


urlpatterns = [path("page/", slow_page, name="slow_page")]


class Server:
    """One process: the middleware before a view that counts how often it is drawn."""

    def __init__(self) -> None:
        self.drawn = 0
        self._lock = threading.Lock()
        self._middleware = PageCacheMiddleware(self._draw)

    def _draw(self, request: HttpRequest) -> HttpResponse:
        with self._lock:
            self.drawn += 1
        return slow_page(request)

    def ask(self, **headers: str) -> HttpResponse:
        response = self._middleware(RequestFactory(headers=headers).get("/page/"))
        assert isinstance(response, HttpResponse)
        return response


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(PAGE_CACHE_ENABLED=True, DATA_DIR=tmp_path, ROOT_URLCONF=__name__):
        yield tmp_path


def kept_files(data_folder: Path) -> list[Path]:
    return [file for file in (data_folder / "cache" / "pages").glob("*/*") if file.is_file()]


def test_fifty_visitors_at_once_cost_one_drawing() -> None:
    server = Server()
    with ThreadPoolExecutor(50) as pool:
        bodies = [answer.content for answer in pool.map(lambda _: server.ask(), range(50))]
    assert bodies == [b"a page"] * 50
    assert server.drawn == 1


def test_two_processes_share_one_drawing() -> None:
    one, other = Server(), Server()
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda number: (one, other)[number % 2].ask(), range(20)))
    assert one.drawn + other.drawn == 1


def test_a_lost_cache_is_drawn_again_once(data_folder: Path) -> None:
    server = Server()
    server.ask()
    shutil.rmtree(data_folder / "cache")
    assert [server.ask().content for _ in range(3)] == [b"a page"] * 3
    assert server.drawn == 2


def test_a_restart_with_an_empty_cache_serves_the_page() -> None:
    Server().ask()
    shutil.rmtree(current_store().folder)
    restarted = Server()
    assert restarted.ask().content == b"a page"
    assert restarted.ask().content == b"a page"
    assert restarted.drawn == 1


def test_a_generation_token_written_over_with_garbage_is_replaced(data_folder: Path) -> None:
    server = Server()
    server.ask()
    (data_folder / "cache" / "generation").write_text("garbage")
    server.ask()
    server.ask()
    assert server.drawn == 2


def test_a_restart_finds_the_pages_kept_before_it() -> None:
    Server().ask()
    restarted = Server()
    assert restarted.ask().content == b"a page"
    assert restarted.drawn == 0


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda raw: b"",
        lambda raw: raw.replace(b"a page", b"a trap"),
        lambda raw: b"0" * 64 + raw[64:],
        lambda raw: b"\x00" * 4096,
    ],
    ids=["cut", "empty", "poisoned", "seal forged", "zeroes"],
)
def test_a_damaged_page_is_drawn_again(data_folder: Path, damage: Callable[[bytes], bytes]) -> None:
    Server().ask()
    (kept,) = kept_files(data_folder)
    kept.write_bytes(damage(kept.read_bytes()))
    restarted = Server()
    assert restarted.ask().content == b"a page"
    assert restarted.drawn == 1


def test_a_page_put_in_the_place_of_another_is_not_served(data_folder: Path) -> None:
    server = Server()
    server.ask()
    (kept,) = kept_files(data_folder)
    store = current_store()
    elsewhere = store._path("http\ntestserver\n/other/\n\n")
    elsewhere.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(kept, elsewhere)
    assert store.read("http\ntestserver\n/other/\n\n") is None


def test_a_folder_that_cannot_be_made_leaves_the_site_correct(data_folder: Path) -> None:
    (data_folder / "cache").write_text("a file stands where the folder should be")
    server = Server()
    assert [server.ask().content for _ in range(2)] == [b"a page"] * 2
    assert server.drawn == 2


def test_a_purge_that_cannot_be_written_stops_serving_kept_pages(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server()
    server.ask()

    def full_disk(path: Path, *content: object, **options: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    monkeypatch.setattr(Path, "write_text", full_disk)
    purge()
    server.ask()
    server.ask()
    assert server.drawn == 3


def test_a_purge_reaches_the_other_processes_at_once() -> None:
    here, there = Server(), Server()
    here.ask()
    there.ask()
    purge()
    here.ask()
    there.ask()
    assert here.drawn + there.drawn == 2


def test_a_page_drawn_during_a_purge_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server()
    with ThreadPoolExecutor(1) as pool:
        drawing = pool.submit(server.ask)
        while server.drawn == 0:
            time.sleep(0.01)
        purge()
        drawing.result()
    server.ask()
    assert server.drawn == 2


def test_a_process_killed_while_drawing_leaves_no_lock(data_folder: Path) -> None:
    Server().ask()
    lock = current_store().lock_path("http\ntestserver\n/page/\n\n")
    lock.parent.mkdir(parents=True, exist_ok=True)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            HOLD_THE_LOCK,
            str(lock),
        ],
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    purge()
    server = Server()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(server.ask)
        time.sleep(0.2)
        assert server.drawn == 0
        os.kill(holder.pid, 9)
        assert waiting.result(timeout=5).content == b"a page"
    holder.wait()
    holder.stdout.close()


def test_the_cache_stays_within_its_bounds(data_folder: Path) -> None:
    server = Server()
    server.ask()
    (kept,) = kept_files(data_folder)
    for number in range(30):
        copy = kept.with_name(f"{number:062d}")
        copy.write_bytes(kept.read_bytes())
        os.utime(copy, (number, number))
    store = PageStore(data_folder / "cache", max_files=10)
    store.sweep()
    assert len(kept_files(data_folder)) == 10
    assert kept in kept_files(data_folder)
