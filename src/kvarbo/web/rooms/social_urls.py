"""Pages of this kind of room; so far only its front page."""

from django.urls import path

from kvarbo.web.rooms import front

urlpatterns = [path("", front.front, name="front")]

handler403 = "kvarbo.web.errors.not_allowed"
handler404 = "kvarbo.web.errors.not_found"
handler500 = "kvarbo.web.errors.failed"
