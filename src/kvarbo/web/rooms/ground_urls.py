"""Pages that every kind of room has: who works here, what needs two people, protected people and nödöppning."""

from django.urls import include, path

from kvarbo.ground.units.roles import RoleName

MANAGES = (RoleName.MANAGER.value, RoleName.ADMINISTRATOR.value)
HANDLES = (RoleName.MANAGER.value, RoleName.PROTECTED_HANDLER.value)
NAVIGATION: list[tuple[str, str, tuple[str, ...]]] = [
    ("protected", "Skyddade", HANDLES),
    ("openings", "Nödöppningar", (RoleName.MANAGER.value, RoleName.AUDITOR.value)),
    ("members", "Medarbetare", MANAGES),
    ("requests", "Två personer", (*MANAGES, RoleName.PROTECTED_HANDLER.value)),
]
urlpatterns = [
    path("", include("kvarbo.ground.units.urls")),
    path("", include("kvarbo.ground.four_eyes.urls")),
    path("", include("kvarbo.ground.protection.urls")),
    path("", include("kvarbo.ground.break_glass.urls")),
]
