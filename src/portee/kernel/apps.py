"""Django's registration of the kernel."""

from django.apps import AppConfig

from portee.kernel.health.checks import register_check
from portee.kernel.logs.context import configure


class KernelConfig(AppConfig):
    """The kernel: what every context may use."""

    name = "portee.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Keep personal data out of the logs, and tell `/sante/ready` how the background work goes."""
        from portee.kernel.health import worker  # noqa: PLC0415 - it needs the tables of the jobs.

        configure()
        register_check("queue", worker.check_queue)
        register_check("worker", worker.check_worker)
