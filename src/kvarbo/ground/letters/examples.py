"""Exempel: one letter of each kind about made-up people; shown by ``kvarbo letter`` and set in the tests."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from kvarbo.ground.letters import variables as v
from kvarbo.ground.letters.kinds import KINDS, SOCIAL, Audience, LetterKind
from kvarbo.ground.letters.letter import LetterToSet, Recipient, Sender
from kvarbo.ground.letters.variables import Month, Ore
from kvarbo.ground.letters.words import Language

ON = date(2026, 12, 10)
LANDLORD_SENDER = Sender(
    name="Kvarnby Bostäder",
    address=("Torggatan 4", "123 45 Kvarnby"),
    contact="Eva Lind",
    phone="070-174 06 05",
    title="Hyreshandläggare",
    email="eva.lind@kvarnby.example",
)
SOCIAL_SENDER = Sender(
    name="Kvarnby kommun, socialtjänsten",
    address=("Rådhusgatan 1", "123 46 Kvarnby"),
    contact="Omar Berg",
    phone="070-174 06 06",
    title="Socialsekreterare",
    email="omar.berg@kvarnby.example",
)
TENANT = Recipient("Åke Ek", ("Ängsvägen 3 lgh 1102", "123 47 Kvarnby"))
AUTHORITY = Recipient("Kronofogden", ("Box 1000", "123 48 Kvarnby"))
LANDLORD_RECIPIENT = Recipient("Kvarnby Bostäder", ("Torggatan 4", "123 45 Kvarnby"))
PAY_TO, REFERENCE = "bankgiro 160-9908", "655969"
HOURS = "vardagar klockan 8–16"

_LATE = v.LateRent(
    Month(date(2026, 12, 1)), Ore(841200), date(2026, 11, 30), PAY_TO, REFERENCE, reply_by=date(2026, 12, 14)
)
_MEETING = v.Meeting(date(2026, 12, 16), "14.00", "Torggatan 4, rum 2", "Någon från socialtjänsten, om du vill det")
_VISIT = v.Meeting(date(2026, 12, 16), "10.00", "Rådhusgatan 1, receptionen")
_WARNING = v.Warning(
    late=(
        v.LateMonth(Month(date(2026, 9, 1)), date(2026, 8, 31), date(2026, 9, 14)),
        v.LateMonth(Month(date(2026, 10, 1)), date(2026, 9, 30), date(2026, 10, 19)),
        v.LateMonth(Month(date(2026, 12, 1)), date(2026, 11, 30)),
    ),
    reply_by=date(2026, 12, 17),
    day=date(2026, 12, 18),
    clock="14.00",
    place="Torggatan 4, rum 2",
)
_NEW = v.NewTenant(
    "Ängsvägen 3, lägenhet 1102", date(2027, 1, 1), Ore(841200), date(2026, 12, 30), PAY_TO, REFERENCE, HOURS
)
_DEMAND = v.CollectionDemand(
    lines=(v.ClaimLine("hyra december 2026", date(2026, 11, 30), Ore(841200)),),
    interest_lines=(v.InterestLine(Ore(841200), "10 %", date(2026, 12, 1), date(2026, 12, 10), Ore(2305)),),
    capital=Ore(841200),
    interest=Ore(2305),
    costs=Ore(18000),
    to_pay=Ore(861505),
    respond_by=date(2026, 12, 21),
    pay_to=PAY_TO,
    reference=REFERENCE,
)
_FAMILY = v.ToFamily(date(2026, 12, 22), date(2026, 12, 15), "15.30", "Rådhusgatan 1")
_K = LetterKind

VARIABLES: dict[LetterKind, Any] = {
    _K.FRIENDLY_REMINDER: _LATE,
    _K.CALL_ME: v.Answer(date(2026, 12, 14), HOURS),
    _K.OFFER_OF_TALK: v.Answer(date(2026, 12, 16), HOURS),
    _K.LETTERBOX_NOTE: v.LetterboxNote(date(2026, 12, 10), HOURS),
    _K.CALL_TO_MEETING: _MEETING,
    _K.PAYMENT_PLAN: v.PaymentPlan(
        Ore(841200),
        tuple(v.Instalment(date(2027, at, 25), Ore(part)) for at, part in ((1, 286100), (2, 286100), (3, 286000))),
        *(PAY_TO, REFERENCE, Ore(17000)),
    ),
    _K.BROKEN_PLAN: v.BrokenPlan(date(2027, 1, 25), Ore(286100), date(2027, 2, 3), PAY_TO, REFERENCE),
    _K.WARNING_1: v.Warning(_WARNING.late, _WARNING.reply_by),
    _K.WARNING_2: _WARNING,
    _K.WARNING_3: _WARNING,
    _K.THREE_LATE_RENTS: v.Warning(_WARNING.late, _WARNING.reply_by),
    _K.NEW_TENANT: _NEW,
    _K.FIRST_HOME: _NEW,
    _K.COLLECTION_DEMAND: _DEMAND,
    _K.CONTACT_LETTER: v.PaperAboutYou("din hyresvärd", date(2026, 12, 8), date(2026, 12, 16), HOURS),
    _K.VISIT_LETTER: _VISIT,
    _K.HOME_VISIT_LETTER: v.HomeVisit(date(2026, 12, 16), "10.00", "Omar Berg och en kollega"),
    _K.DID_NOT_COME: v.MissedVisit(date(2026, 12, 9), False, date(2026, 12, 16), "10.00", "Rådhusgatan 1"),
    _K.EVICTION_DATE: v.EvictionDate(date(2026, 12, 22), "9.00", date(2026, 12, 14), "13.00", "Rådhusgatan 1"),
    _K.AFTER_EVICTION: v.AfterEviction(
        date(2026, 12, 8), date(2027, 3, 8), date(2026, 12, 14), "13.00", "Rådhusgatan 1"
    ),
    _K.TO_PARENTS: _FAMILY,
    _K.TO_SMALL_CHILD: _FAMILY,
    _K.TO_SCHOOL_CHILD: _FAMILY,
    _K.TO_TEENAGER: _FAMILY,
    _K.CONSENT_FORM: v.ConsentForm(
        person="Åke Ek",
        receivers=("Kvarnby Bostäder",),
        told=("att jag har kontakt med socialtjänsten", "om och när hyran kommer att betalas"),
        fetched=("hur stor hyresskulden är",),
        purpose="att jag ska kunna bo kvar",
        until=date(2027, 3, 10),
    ),
    _K.EVICTION_CONFIRMED: v.EvictionConfirmed(
        *("T 1234-26", "Åke Ek", "Ängsvägen 3 lgh 1102, Kvarnby", date(2026, 12, 10), date(2026, 12, 22), "9.00")
    ),
    _K.CONFIRMATION_COPY: v.ConfirmationCopy(date(2026, 12, 10), date(2026, 12, 22), "9.00"),
    _K.UNDERTAKING: v.Undertaking(
        tenant="Åke Ek",
        home="Ängsvägen 3 lgh 1102, Kvarnby",
        months=(v.UndertakenMonth(Month(date(2026, 12, 1)), Ore(841200)),),
        total=Ore(841200),
        decision_number="SN 2026/118",
        decided=date(2026, 12, 10),
        signed_by="Karin Holm",
        title="Enhetschef",
        pay_by=date(2026, 12, 17),
    ),
}


ENGLISH = {
    HOURS: "weekdays 8 am to 4 pm",
    "Torggatan 4, rum 2": "Torggatan 4, room 2",
    "Någon från socialtjänsten, om du vill det": "Somebody from the social services, if you want that",
    "Rådhusgatan 1, receptionen": "Rådhusgatan 1, the reception",
    "Ängsvägen 3, lägenhet 1102": "Ängsvägen 3, flat 1102",
    "hyra december 2026": "rent for December 2026",
    "din hyresvärd": "your landlord",
    "Omar Berg och en kollega": "Omar Berg and a colleague",
    "att jag har kontakt med socialtjänsten": "that I am in contact with the social services",
    "om och när hyran kommer att betalas": "if and when the rent will be paid",
    "hur stor hyresskulden är": "how much rent is owed",
    "att jag ska kunna bo kvar": "I can stay in my home",
    "Hyreshandläggare": "Rent officer",
    "Socialsekreterare": "Social worker",
}


def _in_english(value: Any) -> Any:
    """What the one who writes would have filled in for an English letter: names and addresses stay as they are."""
    if isinstance(value, str):
        return ENGLISH.get(value, value)
    if isinstance(value, tuple):
        return tuple(_in_english(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _in_english(getattr(value, one.name)) for one in fields(value)})
    return value


def example(kind: LetterKind, language: Language = Language.SWEDISH) -> LetterToSet:
    """The example of a kind: from a landlord or the social services, to whom that kind is written."""
    about = KINDS[kind]
    sender = SOCIAL_SENDER if about.rooms[0] == SOCIAL else LANDLORD_SENDER
    recipient = {Audience.AUTHORITY: AUTHORITY, Audience.LANDLORD: LANDLORD_RECIPIENT}.get(about.audience, TENANT)
    variables = VARIABLES[kind]
    if language is Language.ENGLISH:
        variables, sender = _in_english(variables), _in_english(sender)
    return LetterToSet(kind, variables, language, sender, recipient, ON)
