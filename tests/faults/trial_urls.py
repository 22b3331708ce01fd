"""The addresses of the site, and three more that only fault tests know: to write, to be slow, to send a mail."""

import time

from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from config.urls import urlpatterns as site_patterns
from portee.kernel import clock
from portee.kernel.models import ScheduledSlot


@csrf_exempt
def write(_request: HttpRequest, key: str) -> HttpResponse:
    """Write two rows in one transaction, and say so once it is committed."""
    with transaction.atomic():
        ScheduledSlot.objects.create(name="first half", slot=key, queued_at=clock.now())
        ScheduledSlot.objects.create(name="second half", slot=key, queued_at=clock.now())
    return HttpResponse(key)


@csrf_exempt
def write_slowly(request: HttpRequest, key: str) -> HttpResponse:
    """Take two seconds, then write."""
    time.sleep(2)
    return write(request, key)


def read(_request: HttpRequest) -> HttpResponse:
    """Read the database without writing to it."""
    return HttpResponse(str(ScheduledSlot.objects.filter(name="first half").count()))


@csrf_exempt
def write_a_mail(_request: HttpRequest, key: str) -> HttpResponse:
    """Send a mail as any page would."""
    send_mail(f"Sujet {key}", "Texte", "reseau@exemple.fr", ["lectrice@exemple.fr"])
    return HttpResponse(key)


urlpatterns = [
    path("essai/ecrire/<key>", write),
    path("essai/lentement/<key>", write_slowly),
    path("essai/lire", read),
    path("essai/courriel/<key>", write_a_mail),
    *site_patterns,
]
