"""Jobs that stopped too often: why, and again or never."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.kernel.errors import DomainError
from portee.kernel.jobs import dead_letters, discard_job, queue_state, retry_job
from portee.portal.staff.reach import looks_after_machinery
from portee.ui.backoffice.screen import Screen, ScreenView


class JobListView(ScreenView):
    """The jobs to review, the latest first, and the length of the queue."""

    template_name = "portal/staff/jobs.html"
    page_title = gettext_lazy("Jobs to review")
    header_icon = "warning"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the jobs and the queue."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "jobs": dead_letters(), "queue": queue_state(now=clock.now())}


class JobDecisionView(ScreenView):
    """POST only: run the job again, or give it up."""

    http_method_names = ("post",)
    decide: Any = None
    said: Any = ""

    def post(self, request: HttpRequest, job_id: UUID) -> HttpResponse:
        """Apply the decision; a job that no longer waits says so."""
        try:
            self.decide(job_id)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, str(self.said))
        return redirect(reverse("travaux:index"))


class JobScreen(Screen):
    """`/gestion/travaux/`."""

    name = "travaux"
    menu_label = gettext_lazy("Jobs to review")
    menu_order = 900
    icon = "warning"

    def allows(self, actor: Actor) -> bool:
        """Managers of the whole network."""
        return looks_after_machinery(actor)

    def get_urlpatterns(self) -> list[Any]:
        """The list and its two decisions."""
        retry = self.view(
            JobDecisionView, decide=retry_job, said=gettext_lazy("The job will run again.")
        )
        discard = self.view(
            JobDecisionView, decide=discard_job, said=gettext_lazy("The job is given up.")
        )
        return [
            path("", self.view(JobListView), name="index"),
            path("<uuid:job_id>/relancer/", retry, name="retry"),
            path("<uuid:job_id>/abandonner/", discard, name="discard"),
        ]
