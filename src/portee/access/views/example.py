"""Looking at offers as an example member of one's establishment does: begun, and ended."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portee.access.forms.example import ExampleForm
from portee.access.policies import READERS_OF_FIGURES
from portee.access.viewer import KEY, viewer_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def example(request: HttpRequest) -> HttpResponse:
    """Choose an example member; `end` puts it away."""
    actor = request.actor  # type: ignore[attr-defined] # Put there by a middleware.
    if not actor.nodes(*READERS_OF_FIGURES):
        raise PermissionDenied
    if request.method == "POST" and "end" in request.POST:
        request.session.pop(KEY, None)
        return redirect("access:offer_list")
    form = ExampleForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        request.session[KEY] = {
            "establishment": form.cleaned_data["establishment"],
            "kind": form.cleaned_data["kind"],
        }
        return redirect("access:offer_list")
    context = {"form": form, "viewer": viewer_of(request)}
    return render(request, "access/example/choose.html", context)
