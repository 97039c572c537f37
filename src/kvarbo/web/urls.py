"""The house's pages: start, login. Rooms have their own addresses, see ``web/rooms``."""

from django.conf import settings
from django.urls import include, path

from kvarbo.web import delivery, pages

urlpatterns = [
    path("", pages.start, name="start"),
    path("halsa/", pages.health, name="health"),
    path("rakna-fristen/", include("kvarbo.web.calculator.urls")),
    path("leverans/<slug:room>/<uuid:handing>/<str:token>/", delivery.report, name="delivery_report"),
    path("konto/", include("allauth.urls")),
]
if settings.KVARBO_DAYS_PLAYED is not None:  # the demo alone: nowhere else does anybody move the day
    urlpatterns += [path("nasta-dag/", pages.next_day, name="next_day")]

handler403 = "kvarbo.web.errors.not_allowed"
handler404 = "kvarbo.web.errors.not_found"
handler500 = "kvarbo.web.errors.failed"
