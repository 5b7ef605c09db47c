"""All addresses: each feature brings its own; the bench page exists in a demo alone."""

from __future__ import annotations

from django.apps import apps
from django.urls import include, path

urlpatterns = [
    path("", include("kiosk.console.urls")),
    path("", include("kiosk.staff.urls")),
    path("", include("kiosk.queues.urls")),
    path("", include("kiosk.desks.urls")),
    path("", include("kiosk.notices.urls")),
    path("", include("kiosk.ratings.urls")),
    path("announcements/", include("kiosk.announcements.urls")),
    path("signs/", include("kiosk.sign_page.urls")),
    path("subtitle/", include("kiosk.announcements.subtitle_urls")),
    path("help/", include("kiosk.help.urls")),
    path("colleagues/", include("kiosk.colleagues.urls")),
    path("slips/", include("kiosk.outbox.urls")),
    path("devices/", include("kiosk.health.urls")),
    path("content/", include("kiosk.guide.urls")),
    path("tokens/", include("kiosk.api.urls")),
]
if apps.is_installed("kiosk.bench_page"):
    urlpatterns += [path("bench/", include("kiosk.bench_page.urls"))]
