"""The social services' room: its pages and its navigation."""

from django.urls import include, path

from kvarbo.ground.units.roles import RoleName
from kvarbo.web.rooms import ground_urls

CASEWORK = (RoleName.CASEWORKER.value, RoleName.MANAGER.value, RoleName.PROTECTED_HANDLER.value)

# Address name, label, and the roles that are shown it: the daily work, and what is behind "Rummet".
NAVIGATION: list[tuple[str, str, tuple[str, ...]]] = [
    ("inbox", "Inkorg", CASEWORK),
    ("front", "Mina ärenden", CASEWORK),
    ("visit_round", "Dagens runda", CASEWORK),
    ("to_childrens_unit", "Till barnenheten", CASEWORK),
    ("not_in_record", "Inte fört till akten", CASEWORK),
    ("matter_new", "Nytt ärende", CASEWORK),
    ("matter_search", "Sök", CASEWORK),
    ("papers", "Papper", CASEWORK),
    ("consents_here", "Samtycken", CASEWORK),
]
OF_THE_ROOM: list[tuple[str, str, tuple[str, ...]]] = [
    ("counterparts", "Motparter", (RoleName.MANAGER.value,)),
    ("family_meaning", "Barnfamilj och barnenhet", (RoleName.MANAGER.value,)),
    ("letter_wordings", "Brevmallar", (RoleName.MANAGER.value,)),
    ("signing_rights", "Rätt att skriva under", (RoleName.MANAGER.value,)),
    ("record_setting", "Var akten förs", (RoleName.MANAGER.value,)),
    *ground_urls.OF_THE_ROOM,
]
urlpatterns = [
    path("", include("kvarbo.social.casework.urls")),
    path("", include("kvarbo.social.inbox.urls")),
    path("", include("kvarbo.social.checklist.urls")),
    path("", include("kvarbo.social.contacts.urls")),
    path("", include("kvarbo.social.evictions.urls")),
    path("", include("kvarbo.social.undertakings.urls")),
    path("", include("kvarbo.social.children.urls")),
    path("", include("kvarbo.social.notes.urls")),
    path("", include("kvarbo.social.support.urls")),
    path("", include("kvarbo.social.closing.urls")),
    path("", include("kvarbo.social.representatives.urls")),
    path("", include("kvarbo.doors.post.urls")),
    path("", include("kvarbo.doors.consent.urls")),
    path("", include("kvarbo.ground.attachments.urls")),
    path("", include("kvarbo.ground.letters.urls")),
    path("", include("kvarbo.web.rooms.ground_urls")),
]

handler403 = "kvarbo.web.errors.not_allowed"
handler404 = "kvarbo.web.errors.not_found"
handler500 = "kvarbo.web.errors.failed"
