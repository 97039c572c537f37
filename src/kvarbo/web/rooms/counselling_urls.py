"""The budget and debt counsellor's room: its pages and its navigation; of its own so far only a front page."""

from django.urls import include, path

from kvarbo.ground.units.roles import RoleName
from kvarbo.web.rooms import front, ground_urls

COUNSEL = (RoleName.COUNSELLOR.value, RoleName.MANAGER.value, RoleName.PROTECTED_HANDLER.value)
# Address name, label, and the roles that are shown it: the daily work, and what is behind "Rummet".
NAVIGATION: list[tuple[str, str, tuple[str, ...]]] = [
    ("papers", "Papper", COUNSEL),
    ("consents_here", "Samtycken", (RoleName.COUNSELLOR.value, RoleName.MANAGER.value)),
]
OF_THE_ROOM: list[tuple[str, str, tuple[str, ...]]] = [
    ("counterparts", "Motparter", (RoleName.MANAGER.value,)),
    *ground_urls.OF_THE_ROOM,
]
urlpatterns = [
    path("", front.front, name="front"),
    path("", include("kvarbo.doors.post.urls")),
    path("", include("kvarbo.doors.consent.urls")),
    path("", include("kvarbo.web.rooms.ground_urls")),
]

handler403 = "kvarbo.web.errors.not_allowed"
handler404 = "kvarbo.web.errors.not_found"
handler500 = "kvarbo.web.errors.failed"
