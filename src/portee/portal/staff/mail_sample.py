"""Every kind of message, in both languages, as text and as HTML at the width of a telephone, with made-up values."""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import path
from django.utils.translation import gettext_lazy as _

from portee.kernel.actor import Actor
from portee.kernel.mail.samples import mail_kinds, sample_of
from portee.ui.backoffice.screen import Screen, ScreenView


class KindListView(ScreenView):
    """The kinds of messages."""

    template_name = "portal/staff/mail_kinds.html"
    page_title = _("Messages we send")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the kinds."""
        return {**super().get_context_data(**kwargs), "kinds": mail_kinds()}


class KindView(ScreenView):
    """One kind, in each language."""

    template_name = "portal/staff/mail_kind.html"
    header_icon = "mail"

    def get_page_title(self) -> str:
        """What the message is."""
        return str(self._kind().title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a sample in each language."""
        kind = self._kind()
        samples = [(label, sample_of(kind, language=code)) for code, label in settings.LANGUAGES]
        return {**super().get_context_data(**kwargs), "samples": samples}

    def _kind(self) -> Any:
        for kind in mail_kinds():
            if kind.code == self.kwargs["code"]:
                return kind
        raise Http404


class MailSampleScreen(Screen):
    """`/gestion/messages/`."""

    name = "messages"
    menu_label = _("Messages we send")
    menu_order = 905
    icon = "mail"

    def allows(self, actor: Actor) -> bool:
        """All staff: whoever answers readers must know what they were written."""
        return actor.is_staff

    def get_urlpatterns(self) -> list[Any]:
        """The list, and a page a kind."""
        return [
            path("", self.view(KindListView), name="index"),
            path("<slug:code>/", self.view(KindView), name="sample"),
        ]
