"""A counsellor's room: its front page and its papers."""

from django.urls import include, path

from kvarbo.ground.units.roles import RoleName
from kvarbo.web.rooms import front

COUNSEL = (RoleName.COUNSELLOR.value, RoleName.MANAGER.value, RoleName.PROTECTED_HANDLER.value)
NAVIGATION: list[tuple[str, str, tuple[str, ...]]] = [("papers", "Papper", COUNSEL)]
urlpatterns = [path("", front.front, name="front"), path("", include("kvarbo.doors.post.urls"))]

handler403 = "kvarbo.web.errors.not_allowed"
handler404 = "kvarbo.web.errors.not_found"
handler500 = "kvarbo.web.errors.failed"
