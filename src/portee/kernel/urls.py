"""The addresses for machines; the same in every language."""

from django.urls import path

from portee.kernel.health import views

app_name = "kernel"
urlpatterns = [
    path("sante/live", views.live, name="health_live"),
    path("sante/ready", views.ready, name="health_ready"),
    path("metrics", views.metrics, name="metrics"),
]
