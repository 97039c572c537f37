"""The social services' room: its pages and its navigation."""

from django.urls import include, path

from kvarbo.web.rooms import front

# Address name, label, and the roles that see it in the navigation.
NAVIGATION: list[tuple[str, str, tuple[str, ...]]] = []
urlpatterns = [path("", front.front, name="front"), path("", include("kvarbo.web.rooms.ground_urls"))]

handler403 = "kvarbo.web.errors.not_allowed"
handler404 = "kvarbo.web.errors.not_found"
handler500 = "kvarbo.web.errors.failed"
