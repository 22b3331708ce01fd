"""« Why did Mrs X not get in? »: every rule of the decision, with its answer, for one reader and one offer."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portee.access import policies
from portee.access.forms.why import WhyForm
from portee.access.policies import READERS_OF_FIGURES
from portee.access.queries.trace import read_trace
from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.people.api import find_account, read_reader
from portee.ui.backoffice.screen import Screen, ScreenView


class WhyView(ScreenView):
    """One question at a time, by the address that the person signs in with; nothing is kept of it."""

    template_name = "access/staff/why.html"
    page_title = _("Why does it not open?")
    http_method_names = ("get", "head", "post", "options")

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Ask. By POST, so that no address or log names the reader."""
        return self.get(*args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and the trace of what it asks."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = WhyForm(self.request.POST or None)
        context["form"] = form
        if self.request.method == "POST" and form.is_valid():
            context["trace"] = self._trace(form)
        return context

    def _trace(self, form: WhyForm) -> Any:
        account = find_account(email=form.cleaned_data["who"])
        if account is None:
            form.add_error("who", _("Nobody signs in with that."))
            return None
        paths = tuple(tie.path for tie in read_reader(account.id).ties)
        if not policies.may_ask_why(self.actor, node_paths=paths):
            # Not even whether the account exists elsewhere.
            form.add_error("who", _("Nobody signs in with that."))
            return None
        return read_trace(offer=form.cleaned_data["offer"], account_id=account.id, at=clock.now())


class WhyScreen(Screen):
    """`/gestion/pourquoi/`."""

    name = "pourquoi"
    menu_label = _("Why refused?")
    menu_order = 158
    icon = "help"
    url_prefix = "pourquoi"

    def allows(self, actor: Actor) -> bool:
        """Whoever works in a library."""
        return bool(actor.nodes(*READERS_OF_FIGURES))

    def get_urlpatterns(self) -> list[Any]:
        """One page."""
        return [path("", self.view(WhyView), name="index")]
