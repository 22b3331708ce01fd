"""The pages that machines ask for: is the process alive, can it serve, how much does it do."""

import hmac
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portee.kernel import clock
from portee.kernel.health.checks import State, overall_state, run_checks
from portee.kernel.health.metrics import exposition


@never_cache
@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """Say that this process answers; touches neither the database nor the disk."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Say whether readers can be served: 200 (`ok` or `degraded`) or 503 (`failed`), with each finding."""
    findings = run_checks(now=clock.now())
    state = overall_state(findings)
    status = HTTPStatus.SERVICE_UNAVAILABLE if state is State.FAILED else HTTPStatus.OK
    body = {
        "status": state,
        "checks": {name: {"state": f.state, **f.facts} for name, f in findings.items()},
    }
    return JsonResponse(body, status=status)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give Prometheus the figures of all processes of this server to whoever holds the token.

    Raises Http404 to anybody else: without the token the page does not exist.
    """
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    given = request.headers.get("Authorization", "").encode()
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given, expected):
        raise Http404
    return exposition(request)
