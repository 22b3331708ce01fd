"""Django's registration of the kernel."""

from django.apps import AppConfig

from portee.kernel.health.checks import register_check
from portee.kernel.logs.context import configure


class KernelConfig(AppConfig):
    """The kernel: what every context may use."""

    name = "portee.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Keep personal data out of the logs, declare what is kept, tell `/sante/ready` how the work goes."""
        # These need the tables of the jobs.
        from portee.kernel.health import worker  # noqa: PLC0415
        from portee.kernel.housekeeping import register_rules  # noqa: PLC0415
        from portee.kernel.personal_data.own import register_own  # noqa: PLC0415

        configure()
        register_own()
        register_rules()
        register_check("queue", worker.check_queue)
        register_check("worker", worker.check_worker)
