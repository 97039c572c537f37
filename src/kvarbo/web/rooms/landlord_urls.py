"""A landlord's room: its pages and its navigation."""

from django.urls import include, path

from kvarbo.ground.units.roles import RoleName
from kvarbo.web.rooms import ground_urls

OFFICE = (RoleName.RENT_OFFICER.value, RoleName.MANAGER.value)
OUT = (*OFFICE, RoleName.CARETAKER.value, RoleName.PROTECTED_HANDLER.value)
# Address name, label, and the roles that are shown it: the daily work, and what is behind "Rummet".
NAVIGATION: list[tuple[str, str, tuple[str, ...]]] = [
    ("today", "Idag", OUT),
    ("they_called", "De ringde oss", OUT),
    ("files", "Filer", OFFICE),
    ("payments", "Inbetalningar", OFFICE),
    ("collection", "Inkasso", (*OFFICE, RoleName.PROTECTED_HANDLER.value)),
    ("outbox", "Utskick", OFFICE),
    ("plans", "Planer", (*OFFICE, RoleName.PROTECTED_HANDLER.value)),
    ("decisions", "Beslut och uppsägningar", (*OFFICE, RoleName.PROTECTED_HANDLER.value)),
    ("papers", "Papper", (*OFFICE, RoleName.PROTECTED_HANDLER.value)),
    ("consents_here", "Samtycken", OUT),
]
OF_THE_ROOM: list[tuple[str, str, tuple[str, ...]]] = [
    ("ways", "Vårt arbetssätt", OUT),
    ("chances", "Samma chans", OFFICE),
    ("about", "Rummets uppgifter", (RoleName.MANAGER.value,)),
    ("counterparts", "Motparter", (RoleName.MANAGER.value,)),
    ("early_signal", "Tidig signal", (RoleName.MANAGER.value,)),
    ("reference_rates", "Referensränta", (RoleName.MANAGER.value,)),
    ("letter_wordings", "Brevmallar", (RoleName.MANAGER.value,)),
    *ground_urls.OF_THE_ROOM,
]
urlpatterns = [
    path("", include("kvarbo.landlord.outreach.urls")),
    path("", include("kvarbo.landlord.rent.urls")),
    path("", include("kvarbo.landlord.rent.payments.urls")),
    path("", include("kvarbo.landlord.collection.urls")),
    path("", include("kvarbo.landlord.messages.urls")),
    path("", include("kvarbo.landlord.bundles.urls")),
    path("", include("kvarbo.landlord.notices.urls")),
    path("", include("kvarbo.landlord.plans.urls")),
    path("", include("kvarbo.landlord.about.urls")),
    path("", include("kvarbo.landlord.rates.urls")),
    path("", include("kvarbo.landlord.ways.urls")),
    path("", include("kvarbo.landlord.same_chance.urls")),
    path("", include("kvarbo.doors.post.urls")),
    path("", include("kvarbo.doors.post.early_urls")),
    path("", include("kvarbo.doors.consent.urls")),
    path("", include("kvarbo.ground.attachments.urls")),
    path("", include("kvarbo.ground.letters.urls")),
    path("", include("kvarbo.web.rooms.ground_urls")),
]

handler403 = "kvarbo.web.errors.not_allowed"
handler404 = "kvarbo.web.errors.not_found"
handler500 = "kvarbo.web.errors.failed"
