"""The social services' room: its pages and its navigation."""

from django.urls import include, path

from kvarbo.ground.units.roles import RoleName
from kvarbo.web.rooms import front

CASEWORK = (RoleName.CASEWORKER.value, RoleName.MANAGER.value, RoleName.PROTECTED_HANDLER.value)

# Address name, label, and the roles that see it in the navigation.
NAVIGATION: list[tuple[str, str, tuple[str, ...]]] = [
    ("papers", "Papper", CASEWORK),
    ("consents_here", "Samtycken", CASEWORK),
]
urlpatterns = [
    path("", front.front, name="front"),
    path("", include("kvarbo.doors.post.urls")),
    path("", include("kvarbo.doors.consent.urls")),
]

handler403 = "kvarbo.web.errors.not_allowed"
handler404 = "kvarbo.web.errors.not_found"
handler500 = "kvarbo.web.errors.failed"
