"""The social services' room: its pages and its navigation."""

from django.urls import include, path

from kvarbo.ground.units.roles import RoleName
from kvarbo.web.rooms import front

# Address name, label, and the roles that see it in the navigation.
NAVIGATION: list[tuple[str, str, tuple[str, ...]]] = [
    ("exports", "Uttag", (RoleName.MANAGER.value,)),
    ("log_review", "Loggranskning", (RoleName.AUDITOR.value,)),
    ("extracts", "Logguppgift", (RoleName.AUDITOR.value,)),
]
urlpatterns = [
    path("", front.front, name="front"),
    path("", include("kvarbo.ground.urls")),
]

handler403 = "kvarbo.web.errors.not_allowed"
handler404 = "kvarbo.web.errors.not_found"
handler500 = "kvarbo.web.errors.failed"
