"""A landlord's room: its pages and its navigation."""

from kvarbo.ground.units.roles import RoleName

OFFICE = (RoleName.RENT_OFFICER.value, RoleName.MANAGER.value)
NAVIGATION: list[tuple[str, str, tuple[str, ...]]] = []
urlpatterns: list = []

handler403 = "kvarbo.web.errors.not_allowed"
handler404 = "kvarbo.web.errors.not_found"
handler500 = "kvarbo.web.errors.failed"
