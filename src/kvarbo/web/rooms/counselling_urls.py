"""Pages of this kind of room; so far only its front page."""

from django.urls import include, path

from kvarbo.web.rooms import front

urlpatterns = [path("", front.front, name="front"), path("", include("kvarbo.web.rooms.ground_urls"))]

handler403 = "kvarbo.web.errors.not_allowed"
handler404 = "kvarbo.web.errors.not_found"
handler500 = "kvarbo.web.errors.failed"
