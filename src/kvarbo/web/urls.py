"""The house's pages: start, login. Rooms have their own addresses, see ``web/rooms``."""

from django.urls import include, path

from kvarbo.web import pages

urlpatterns = [
    path("", pages.start, name="start"),
    path("halsa/", pages.health, name="health"),
    path("rakna-fristen/", include("kvarbo.web.calculator.urls")),
    path("konto/", include("allauth.urls")),
]

handler403 = "kvarbo.web.errors.not_allowed"
handler404 = "kvarbo.web.errors.not_found"
handler500 = "kvarbo.web.errors.failed"
