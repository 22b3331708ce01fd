"""The web server: gunicorn with threads, set up by our own settings and nothing else."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import get_resolver
from django.utils.module_loading import import_string
from gunicorn.app.base import BaseApplication

from portee.kernel.health.metrics import forget_process
from portee.kernel.logs.gunicorn import PrivateLogger
from portee.kernel.processes.fork import leave_no_connection_open
from portee.kernel.processes.stop import die_with_supervisor


class WebServer(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """Serves the WSGI application on one address until SIGTERM, then lets requests in hand finish.

    The application is loaded before the workers are forked: one that dies is replaced in a few milliseconds.
    """

    def __init__(
        self, *, host: str, port: int, workers: int, threads: int, graceful_seconds: int
    ) -> None:
        self._options: dict[str, Any] = {
            "bind": [f"{host}:{port}"],
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "preload_app": True,
            "graceful_timeout": graceful_seconds,
            "timeout": 60,
            "keepalive": 5,
            "pre_fork": _close_connections,
            "post_fork": _die_with_server,
            "child_exit": _forget_worker,
            "worker_tmp_dir": _memory_folder(),
            "control_socket_disable": True,
            "logger_class": PrivateLogger,
            "errorlog": "-",
            "loglevel": "warning",
            "proc_name": "portee",
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn; GUNICORN_CMD_ARGS and configuration files are not read."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application with its whole address book, imported only when the server starts.

        Without the second, each new worker would spend its first second importing every view.
        """
        application = import_string(settings.WSGI_APPLICATION)
        _ = get_resolver().url_patterns
        return application


def _close_connections(_arbiter: object, _worker: object) -> None:
    leave_no_connection_open()


def _die_with_server(arbiter: Any, _worker: object) -> None:
    """A worker that nobody watches over leaves at once, and with it the port."""
    die_with_supervisor(arbiter.pid)


def _forget_worker(_arbiter: object, worker: Any) -> None:
    """Drop what a dead worker said of the present from the figures."""
    forget_process(worker.pid)


def _memory_folder() -> str | None:
    """A folder in memory for the workers' signs of life: on a slow disk, a late one would kill a worker."""
    folder = Path("/dev/shm")  # noqa: S108  not a temporary file, but the name of the memory file system
    return str(folder) if folder.is_dir() else None
