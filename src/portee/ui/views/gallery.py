"""The live gallery of components, for those who build pages: `/composants/`, in debug only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portee.ui.specimens import gallery_context


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state. It does not exist outside debug."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "ui/gallery/page.html", gallery_context())
