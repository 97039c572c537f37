"""The social services' room: its pages and its navigation."""

from django.urls import include, path

from kvarbo.ground.units.roles import RoleName
from kvarbo.web.rooms import front

# Address name, label, and the roles that see it in the navigation.
AT_WORK = (RoleName.CASEWORKER.value, RoleName.MANAGER.value, RoleName.PROTECTED_HANDLER.value)
NAVIGATION: list[tuple[str, str, tuple[str, ...]]] = [("consents_here", "Samtycken", AT_WORK)]
urlpatterns = [
    path("", front.front, name="front"),
    path("", include("kvarbo.doors.consent.urls")),
]

handler403 = "kvarbo.web.errors.not_allowed"
handler404 = "kvarbo.web.errors.not_found"
handler500 = "kvarbo.web.errors.failed"
