"""Brevslagen: every letter that Kvarbo can write, who receives it, and what it must be told.

The words stand in ``texts/<kind>.yaml``, one part for each language, and can be read by anybody. Examples that every
kind is shown and tested with stand in ``examples.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kvarbo.ground.letters import variables as v
from kvarbo.ground.letters.words import Language


class LetterKind(StrEnum):
    """Brevslag."""

    FRIENDLY_REMINDER = "friendly_reminder"
    CALL_ME = "call_me"
    OFFER_OF_TALK = "offer_of_talk"
    LETTERBOX_NOTE = "letterbox_note"
    CALL_TO_MEETING = "call_to_meeting"
    PAYMENT_PLAN = "payment_plan"
    BROKEN_PLAN = "broken_plan"
    WARNING_1 = "warning_1"
    WARNING_2 = "warning_2"
    WARNING_3 = "warning_3"
    THREE_LATE_RENTS = "three_late_rents"
    NEW_TENANT = "new_tenant"
    FIRST_HOME = "first_home"
    COLLECTION_DEMAND = "collection_demand"
    CONTACT_LETTER = "contact_letter"
    VISIT_LETTER = "visit_letter"
    HOME_VISIT_LETTER = "home_visit_letter"
    DID_NOT_COME = "did_not_come"
    EVICTION_DATE = "eviction_date"
    AFTER_EVICTION = "after_eviction"
    TO_PARENTS = "to_parents"
    TO_SMALL_CHILD = "to_small_child"
    TO_SCHOOL_CHILD = "to_school_child"
    TO_TEENAGER = "to_teenager"
    CONSENT_FORM = "consent_form"
    EVICTION_CONFIRMED = "eviction_confirmed"
    CONFIRMATION_COPY = "confirmation_copy"
    UNDERTAKING = "undertaking"


class Audience(StrEnum):
    """Mottagare: who a kind of letter is written to."""

    TENANT = "tenant"
    PARENT = "parent"
    CHILD = "child"
    AUTHORITY = "authority"
    LANDLORD = "landlord"


class Layout(StrEnum):
    """Uppställning: for a window envelope, a folded note in a letterbox, or a sheet that is handed over."""

    WINDOW = "window"
    NOTE = "note"
    SHEET = "sheet"


ALL = (Language.SWEDISH, Language.ENGLISH, Language.EASY)
SWEDISH_ONLY = (Language.SWEDISH,)
LANDLORD, SOCIAL, COUNSELLING = "landlord", "social", "counselling"


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a kind before anybody is named.

    ``title`` becomes metadata and names nobody. ``law`` is what makes it statutory, or empty. A ``discreet`` letter
    says nothing of a debt to whoever opens it. ``version`` goes up with every change of its words or layout.
    """

    kind: LetterKind
    title: str
    audience: Audience
    rooms: tuple[str, ...]
    variables: type
    law: str = ""
    discreet: bool = False
    layout: Layout = Layout.WINDOW
    languages: tuple[Language, ...] = ALL
    version: int = 2

    @property
    def is_statutory(self) -> bool:
        """Whether the law says what the letter must hold."""
        return bool(self.law)


_K, _A = LetterKind, Audience
WARNING = "JB 12:46 första stycket 2 och andra stycket"
_BOTH = (LANDLORD, SOCIAL)

KINDS: dict[LetterKind, About] = {
    about.kind: about
    for about in (
        About(_K.FRIENDLY_REMINDER, "Vänlig påminnelse om hyran", _A.TENANT, (LANDLORD,), v.LateRent),
        About(_K.CALL_ME, "Ring mig om din hyra", _A.TENANT, (LANDLORD,), v.Answer, discreet=True),
        About(_K.OFFER_OF_TALK, "Erbjudande om ett samtal", _A.TENANT, _BOTH, v.Answer, discreet=True),
        About(
            *(_K.LETTERBOX_NOTE, "Lapp i brevlådan", _A.TENANT, _BOTH, v.LetterboxNote),
            discreet=True,
            layout=Layout.NOTE,
        ),
        About(_K.CALL_TO_MEETING, "Tid för ett möte", _A.TENANT, (LANDLORD,), v.Meeting),
        About(_K.PAYMENT_PLAN, "Avbetalningsplan", _A.TENANT, (LANDLORD,), v.PaymentPlan),
        About(_K.BROKEN_PLAN, "En delbetalning har inte kommit", _A.TENANT, (LANDLORD,), v.BrokenPlan),
        About(_K.WARNING_1, "Rättelseanmaning 1 om sena hyror", _A.TENANT, (LANDLORD,), v.Warning, WARNING),
        About(_K.WARNING_2, "Rättelseanmaning 2 om sena hyror", _A.TENANT, (LANDLORD,), v.Warning, WARNING),
        About(_K.WARNING_3, "Rättelseanmaning 3 om sena hyror", _A.TENANT, (LANDLORD,), v.Warning, WARNING),
        About(_K.THREE_LATE_RENTS, "Tillsägelse efter tre sena hyror", _A.TENANT, (LANDLORD,), v.Warning, WARNING),
        About(_K.NEW_TENANT, "Välkommen som hyresgäst", _A.TENANT, (LANDLORD,), v.NewTenant, discreet=True),
        About(_K.FIRST_HOME, "Välkommen till ditt första hem", _A.TENANT, (LANDLORD,), v.NewTenant, discreet=True),
        About(
            *(_K.COLLECTION_DEMAND, "Inkassokrav", _A.TENANT, (LANDLORD,), v.CollectionDemand),
            law="inkassolagen (1974:182) 5 §",
        ),
        About(_K.CONTACT_LETTER, "Kontaktbrev", _A.TENANT, (SOCIAL,), v.PaperAboutYou, discreet=True),
        About(_K.VISIT_LETTER, "Tid för besök hos oss", _A.TENANT, (SOCIAL,), v.Meeting, discreet=True),
        About(_K.HOME_VISIT_LETTER, "Hembesök", _A.TENANT, (SOCIAL,), v.HomeVisit, discreet=True),
        About(_K.DID_NOT_COME, "Vi sågs inte", _A.TENANT, (SOCIAL,), v.MissedVisit, discreet=True),
        About(_K.EVICTION_DATE, "Dag för vräkning, och tid hos oss", _A.TENANT, (SOCIAL,), v.EvictionDate),
        About(_K.AFTER_EVICTION, "Efter vräkningen", _A.TENANT, (SOCIAL,), v.AfterEviction),
        About(_K.TO_PARENTS, "Att berätta för barnen", _A.PARENT, _BOTH, v.ToFamily),
        About(_K.TO_SMALL_CHILD, "Till barn 4–6 år", _A.CHILD, (SOCIAL,), v.ToFamily, layout=Layout.SHEET),
        About(_K.TO_SCHOOL_CHILD, "Till barn 7–12 år", _A.CHILD, (SOCIAL,), v.ToFamily, layout=Layout.SHEET),
        About(_K.TO_TEENAGER, "Till barn 13–17 år", _A.CHILD, (SOCIAL,), v.ToFamily, layout=Layout.SHEET),
        About(
            *(_K.CONSENT_FORM, "Samtycke", _A.TENANT, (SOCIAL,), v.ConsentForm),
            law="OSL 10:1 och 12:2",
            layout=Layout.SHEET,
        ),
        About(
            *(_K.EVICTION_CONFIRMED, "Bekräftelse till Kronofogden", _A.AUTHORITY, (SOCIAL,), v.EvictionConfirmed),
            law="socialtjänstförordningen (2025:468) 11:3",
            languages=SWEDISH_ONLY,
        ),
        About(
            *(_K.CONFIRMATION_COPY, "Kopia: bekräftelse till Kronofogden", _A.TENANT, (SOCIAL,), v.ConfirmationCopy),
            law="socialtjänstförordningen (2025:468) 11:3",
        ),
        About(
            *(_K.UNDERTAKING, "Åtagande att betala hyra", _A.LANDLORD, (SOCIAL,), v.Undertaking),
            law="JB 12:44 fjärde stycket 1",
            languages=SWEDISH_ONLY,
        ),
    )
}


def kinds_of(room: str) -> tuple[About, ...]:
    """The kinds that a room of this kind ("landlord", "social") writes, in their order."""
    return tuple(about for about in KINDS.values() if room in about.rooms)
