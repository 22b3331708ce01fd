"""The guard of every address under the back office, without a network."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from portee.ui.backoffice.entrance import OPEN_NAMES, PUBLIC_NAMES, guard


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.path)


def test_every_address_is_guarded_once_however_often_the_guard_is_put() -> None:
    patterns = [path("a/", page, name="a"), path("b/", include(([path("", page)], "b")))]
    guarded = guard(patterns, own_namespaces=[])
    first = guarded[0].callback
    assert first.is_guarded
    assert guarded[1].url_patterns[0].callback.is_guarded
    assert guard(guarded, own_namespaces=[])[0].callback is first


def test_no_view_behind_the_guard_waives_the_check_of_origin() -> None:
    def machine(request: HttpRequest) -> HttpResponse:
        return page(request)

    machine.csrf_exempt = True  # type: ignore[attr-defined]
    (guarded,) = guard([path("a/", machine, name="a")], own_namespaces=[])
    assert guarded.callback.csrf_exempt is False


def test_an_address_is_open_or_public_never_both() -> None:
    assert not OPEN_NAMES & PUBLIC_NAMES
