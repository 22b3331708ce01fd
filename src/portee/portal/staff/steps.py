"""The first steps that belong to the portal and to the machinery, and the button that puts the whole list away."""

from datetime import date
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from portee.kernel import clock
from portee.kernel.actor import Actor
from portee.portal.models import HomeBlock, PortalState
from portee.portal.organisation import current_organisation
from portee.portal.services.portal_state import close_steps
from portee.portal.staff.home_page import HomeScreen
from portee.portal.staff.reach import looks_after_machinery
from portee.ui.backoffice.screen import Screen, ScreenView
from portee.ui.backoffice.steps import Host, Step

_LEGAL: Final = (
    ("publisher", "PORTEE_PUBLISHER"),
    ("publication_director", "PORTEE_PUBLICATION_DIRECTOR"),
    ("hosting", "PORTEE_HOSTING"),
    ("contact_email", "PORTEE_CONTACT_EMAIL"),
    ("dpo_contact", "PORTEE_DPO_CONTACT"),
)
"""What the law asks a site to say of who runs it, and the setting that says it."""


def look_at_home(actor: Actor, on: date) -> Step | None:
    """The home page was composed, or somebody said that it suits the network."""
    del on
    if not HomeScreen().allows(actor):
        return None
    return Step(
        label=_("Look at the home page, and compose it"),
        is_done=PortalState.objects.exclude(home_agreed_at=None).exists()
        or HomeBlock.objects.exists(),
        url=reverse("accueil:index"),
        guide="composer-l-accueil",
        detail=_("Its blocks are those of the first day."),
    )


def fill_in_legal_notice(actor: Actor, on: date) -> Step | None:
    """The settings that the legal notice and the page on personal data read."""
    del on
    if not looks_after_machinery(actor):
        return None
    organisation = current_organisation()
    missing = [name for field, name in _LEGAL if not getattr(organisation, field)]
    return Step(
        label=_("Say who publishes the site: the legal notice"),
        is_done=not missing,
        url=reverse("portal:legal_notice"),
        guide="installer-portee",
        detail=_("Settings still empty: %(names)s") % {"names": ", ".join(missing)},
    )


def send_mail(actor: Actor, on: date) -> Step | None:
    """Mail leaves by a server rather than on the screen of whoever started the site."""
    del on
    if not looks_after_machinery(actor):
        return None
    return Step(
        label=_("Let mail leave: invitations and passwords travel by it"),
        is_done=not settings.EMAIL_URL.startswith(("console:", "file:")),
        url=reverse("courriels:index"),
        guide="installer-portee",
        detail=_("The setting PORTEE_EMAIL_URL names no mail server yet."),
    )


class ClosingView(ScreenView):
    """POST only: the list is put away, for everybody and for good."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Put it away."""
        del kwargs
        close_steps(at=clock.now())
        messages.success(
            request,
            _("The first steps are put away. The guide keeps them, under “Install Portée”."),
        )
        return redirect(reverse("wagtailadmin_home"))


class StepsScreen(Screen):
    """`/gestion/premiers-pas/`: an address without a page of its own, so without a place in the menu."""

    name = "premiers-pas"
    add_to_admin_menu = False

    def allows(self, actor: Actor) -> bool:
        """Managers of the whole network."""
        return looks_after_machinery(actor)

    def get_urlpatterns(self) -> list[Any]:
        """One address."""
        return [path("ranger/", self.view(ClosingView), name="close")]


def _is_closed() -> bool:
    return PortalState.objects.exclude(steps_closed_at=None).exists()


def _guide_url(slug: str) -> str:
    return reverse("portal:guide_page", args=[slug])


HOST: Final = Host(
    is_closed=_is_closed,
    may_close=looks_after_machinery,
    close_url=lambda: reverse("premiers-pas:close"),
    guide_url=_guide_url,
)
