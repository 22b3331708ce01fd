"""The answer to somebody who may enter the back office but not this screen."""

from django.http import HttpRequest
from django.template.response import TemplateResponse


def refusal(request: HttpRequest) -> TemplateResponse:
    """A page, status 403, that says so and leads back to what the person may do."""
    return TemplateResponse(request, "backoffice/refused.html", status=403)
