"""The network's colours, as a stylesheet of their own: the security policy allows no inline style."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portee.ui.theme import ThemeRefused, network_theme


@require_safe
@cache_control(public=True, max_age=300)
def theme(_request: HttpRequest) -> HttpResponse:
    """Serve the theme; nothing is served for a network without one, or whose theme was refused."""
    try:
        found = network_theme()
    except ThemeRefused as error:
        raise Http404(str(error)) from error
    if found is None:
        raise Http404
    return HttpResponse(found.stylesheet(), content_type="text/css; charset=utf-8")
