"""Pages of every kind of room: who works here, what needs two people, protected people, nödöppning and the log."""

from django.urls import include, path

from kvarbo.ground.units.roles import CASE_ROLES, RoleName

MANAGES = (RoleName.MANAGER.value, RoleName.ADMINISTRATOR.value)
HANDLES = (RoleName.MANAGER.value, RoleName.PROTECTED_HANDLER.value)
OF_THE_ROOM: list[tuple[str, str, tuple[str, ...]]] = [
    ("standing_in", "Frånvaro och ersättare", tuple(sorted(CASE_ROLES))),
    ("members", "Medarbetare", MANAGES),
    ("requests", "Två personer", (*MANAGES, RoleName.PROTECTED_HANDLER.value)),
    ("protected", "Skyddade", HANDLES),
    ("log_review", "Loggranskning", (RoleName.AUDITOR.value,)),
    ("extracts", "Logguppgift", (RoleName.AUDITOR.value,)),
    ("openings", "Nödöppningar", (RoleName.MANAGER.value, RoleName.AUDITOR.value)),
    ("exports", "Uttag", (RoleName.MANAGER.value,)),
]
urlpatterns = [
    path("", include("kvarbo.ground.units.urls")),
    path("", include("kvarbo.ground.standing_in.urls")),
    path("", include("kvarbo.ground.four_eyes.urls")),
    path("", include("kvarbo.ground.protection.urls")),
    path("", include("kvarbo.ground.break_glass.urls")),
    path("", include("kvarbo.ground.log_review.urls")),
    path("", include("kvarbo.ground.extracts.urls")),
    path("", include("kvarbo.ground.exports.urls")),
]
