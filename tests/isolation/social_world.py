"""Matters full of canaries in the social services' room, and in another municipality's beside it."""

from __future__ import annotations

import hashlib
import uuid
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kvarbo.core.checklist.loading import text_of_way
from kvarbo.doors.post.models import ReceivedPaper
from kvarbo.ground.attachments import storage
from kvarbo.ground.attachments.models import Attachment
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.models import KeptLetter
from kvarbo.ground.letters.queries import FOLDER as LETTERS
from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.ground.units.models import Unit
from kvarbo.house.actions import open_room
from kvarbo.house.rooms import enter
from kvarbo.social.casework.models import (
    Matter,
    MatterEvent,
    MatterPerson,
    MatterSource,
    ProtectedMatterAddress,
)
from kvarbo.social.checklist.models import ChecklistInForce, ChecklistMark, MatterPhase
from kvarbo.social.children.models import (
    ChildFact,
    ChildrensUnit,
    Handover,
    SealedNote,
    UnitAlong,
    UnitDecision,
)
from kvarbo.social.closing.models import FollowUpAssessment, RentAfter
from kvarbo.social.contacts.models import ContactDetail, Visit
from kvarbo.social.evictions.models import Attendance, DayCheck, EvictionOutcome, Respite, RespiteReply
from kvarbo.social.inbox.models import NoticeFacts, Standpoint
from kvarbo.social.notes.models import CarriedEntry, CarriedOver, MatterNote, RecordSetting
from kvarbo.social.representatives.models import MatterRepresentative, RentPayer, RightsTold
from kvarbo.social.support.models import Budget, BudgetPost, CauseTold, PlanGoal, PlanWord, Support
from kvarbo.social.undertakings.models import BoardUndertaking, SigningRight, TerminationFacts
from tests.isolation.reference import MATTERS, PROTECTED, UNIT_OF, UNREACHABLE, Relation

if TYPE_CHECKING:
    from tests.isolation.world import World

ANOTHER_BOARD = "grannby-social"
ON = date(2026, 11, 9)  # the day of the world
UNITS = {"Norra": uuid.UUID(int=0xE01), "Södra": uuid.UUID(int=0xE02)}
SIGNING = uuid.UUID(int=0x516)  # the right to sign, so that a form can name it
NOBODYS_LETTERS = "Kanariezz"


def letters(mark: int) -> str:
    """The mark as a name: a name that is searched for holds no digit."""
    return f"Kanarie{chr(97 + mark // 26)}{chr(97 + mark % 26)}"


def open_units(room: Any) -> None:
    """The units, with ids that a form can name."""
    with enter(room):
        for name, identity in UNITS.items():
            Unit.objects.create(id=identity, name=name)
        ChildrensUnit.objects.create(unit_id=UNITS["Södra"], valid_from=date(2026, 6, 1), by_name="Eva")
        RecordSetting.objects.create(
            valid_from=date(2026, 6, 1), record="external", thin_after=7, decided_by="Nämnden", by=uuid.uuid4(),
            decided_on=date(2026, 5, 1), by_name="Eva", at=datetime(2026, 5, 1, 9, tzinfo=UTC),
        )  # fmt: skip
        ChecklistInForce.objects.create(
            name="Göteborg", text=text_of_way("goteborg"), valid_from=date(2026, 6, 1), by_name="Eva"
        )


def fill(world: World, room: Any, mark: int) -> None:
    """Matters of every relation, and in another board's room two more; ``mark`` is the last that is taken."""
    elsewhere = open_room(slug=ANOTHER_BOARD, name="Grannby", kind="social", login_requirement="password")
    open_units(elsewhere)
    here = [relation for relation in MATTERS if relation not in UNREACHABLE]
    for where, relations in ((room, here), (elsewhere, [Relation.ANOTHER_ROOM])):
        with enter(where):
            for relation in relations:
                for _ in range(2):
                    mark += 1
                    _matter(world, relation, mark)


def _matter(world: World, relation: Relation, mark: int) -> None:
    sign, hidden = f"zq{mark:03d}zq", relation in PROTECTED
    closed = date(2026, 10, 30) if relation is Relation.NO_LONGER_ASSIGNED else None
    matter = Matter.objects.create(
        number=f"{sign}-77", outside_reference=f"akt {sign}", unit_id=UNITS[UNIT_OF.get(relation, "Norra")],
        origin="landlord_notice", opened_on=date(2026, 10, 5), closed_on=closed, is_protected=hidden,
        address="" if hidden else f"{sign}gränd 3",
    )  # fmt: skip
    if hidden:
        ProtectedMatterAddress.objects.create(matter=matter, address=f"{sign}gränd 3")
    world.marks[mark] = (relation, matter.id)
    world.kind_of[matter.id] = "social"
    world.matters.setdefault(relation, []).append(matter.id)
    child_hidden = relation is Relation.PROTECTED_CO_TENANT  # the adult is in no register of protected people
    first = _person(world, matter, mark, "co_leaseholder", hidden=hidden and not child_hidden)
    if child_hidden or relation is Relation.PROTECTED_TWO_HANDLERS:
        _person(world, matter, mark, "child", hidden=True)
    world.people[matter.id] = first.id
    MatterSource.objects.create(
        matter=matter, origin="kronofogden", source_date=date(2026, 10, 6), by_name=f"Ann {sign}"
    )
    visited = MatterEvent.objects.create(
        matter=matter, kind="visited", event_date=date(2026, 10, 7), reached=False, text=f"anteckning {sign}",
        by=uuid.uuid4(), by_name="Anna",
    )  # fmt: skip
    by = {"by": uuid.uuid4(), "by_name": "Anna"}
    ChecklistMark.objects.create(
        matter=matter, checklist="hot-om-avhysning", step="hyresnamnden", kind="skipped", text=f"överhoppat {sign}",
        mark_date=date(2026, 10, 8), **by,
    )  # fmt: skip
    MatterPhase.objects.create(
        matter=matter,
        phase="preliminary",
        ground="other_reason",
        from_date=date(2026, 10, 9),
        text=f"skäl {sign}",
        **by,
    )
    _children(world, matter, mark)
    ContactDetail.objects.create(event=visited, matter=matter, channel="home_visit", person=first)
    MatterEvent.objects.create(
        pk=talk_of(mark), matter=matter, kind="asked_landlord", event_date=date(2026, 10, 8), text=f"hyresvärd {sign}",
        **by,
    )  # fmt: skip
    Visit.objects.create(
        id=visit_of(matter.id), matter=matter, visit_date=ON, clock=time(9), back_by=time(10), place="home",
        lead_id=uuid.uuid4(), alone_reason=f"ensam {sign}", announced_by="sms", announced_date=date(2026, 10, 8), **by,
    )  # fmt: skip
    _eviction_times(world, matter, sign)
    _notes(matter, sign)
    _planned(matter, first, sign)
    attach(world, matter.id, sign)


def _eviction_times(world: World, matter: Matter, sign: str) -> None:
    """A time that is over and one that is to come, each told by a paper, with what was prepared for them."""
    at = {"by": uuid.uuid4(), "by_name": "Anna", "at": datetime(2026, 10, 12, 9, tzinfo=UTC)}
    for which, day in (("gammal", date(2026, 10, 20)), ("ny", date(2026, 12, 1))):
        paper = uuid.uuid5(uuid.NAMESPACE_OID, f"{sign} {which}")
        NoticeFacts.objects.create(paper_id=paper, sender="kronofogden", event="eviction_time", eviction_date=day, **at)
        Standpoint.objects.create(
            paper_id=paper, kind="running", reason="Hör hit.", matter=matter, on_date=date(2026, 10, 12),
            form_key=f"{sign} {which}", **at,
        )  # fmt: skip
        row: dict[str, Any] = {"matter": matter, "paper_id": paper, "form_key": f"{sign} {which}", **at}
        Respite.objects.create(asked_on=date(2026, 10, 13), grounds=["social"], text=f"anstånd {sign}", **row)
        Attendance.objects.create(attends=True, who=f"Ann {sign}", **row)
        DayCheck.objects.create(item="animals", state="ready", text=f"hunden {sign}", **row)
        if which == "gammal":
            RespiteReply.objects.create(answer="granted", answered_on=date(2026, 10, 14), until=day, **row)
            EvictionOutcome.objects.create(end="postponed", on_date=day, text=f"utfall {sign}", **row)
    world.times[matter.id] = paper
    _termination(world, matter, sign, row)


def _termination(world: World, matter: Matter, sign: str, row: dict[str, Any]) -> None:
    """A termination that came by letter, with what is known of it and the board's undertaking."""
    paper = uuid.uuid5(uuid.NAMESPACE_OID, f"{sign} hyran")
    at = {"by": row["by"], "by_name": row["by_name"], "at": row["at"]}
    ReceivedPaper.objects.create(
        id=paper, kind="notice_unpaid_rent", plain="rent", checked="by_hand", from_name=f"Värd {sign}",
        came_by="letter", received_date=date(2026, 10, 12), subject_id=matter.id, taken_in_at=at["at"], by_name="Anna",
        answers=uuid.uuid4(), holds_protected=matter.is_protected,
    )  # fmt: skip
    NoticeFacts.objects.create(paper_id=paper, sender="landlord", debt=900_000, **at)
    Standpoint.objects.create(
        paper_id=paper, kind="running", reason="Hör hit.", matter=matter, on_date=date(2026, 10, 12),
        form_key=f"{sign} hyran", **at,
    )  # fmt: skip
    whole = {**row, "paper_id": paper, "form_key": f"{sign} hyran"}
    TerminationFacts.objects.create(tenant_served=date(2026, 11, 2), rent=900_000, **whole)
    right, _ = SigningRight.objects.get_or_create(
        id=SIGNING, defaults={"name": "Eva Ek", "title": "chef", "delegation": "4.2", "valid_from": date(2026, 1, 1)}
    )
    BoardUndertaking.objects.create(
        amount=900_000, months=["2026-10"], decided_on=date(2026, 11, 4), signed_by=right, sent_how="registered",
        registered_number=f"RR {sign}", sent_on=date(2026, 11, 4), **whole,
    )  # fmt: skip
    world.terminations[matter.id] = paper


def _notes(matter: Matter, sign: str) -> None:
    """A note of today that is not carried over, and an old one that is and may be thinned."""
    row = {"matter": matter, "record": "external", "by": uuid.uuid4(), "by_name": f"Anna {sign}"}
    at = datetime(2026, 10, 9, 9, tzinfo=UTC)
    MatterNote.objects.create(
        id=note_of(matter.id), note_date=ON, kind="call", text=f"samtal {sign}", form_key="a", at=at, **row
    )
    old = MatterNote.objects.create(
        id=old_note_of(matter.id), note_date=date(2026, 10, 9), kind="note", text=f"gammal {sign}", form_key="b", at=at,
        **row,
    )  # fmt: skip
    marking = CarriedOver.objects.create(
        id=marking_of(matter.id), matter=matter, day=old.note_date, at=at, by=row["by"], by_name=row["by_name"],
        form_key="a",
    )  # fmt: skip
    CarriedEntry.objects.create(carried=marking, matter=matter, note=old)


def note_of(matter: UUID) -> UUID:
    """The note of today in a matter."""
    return uuid.uuid5(matter, "note")


def old_note_of(matter: UUID) -> UUID:
    """The note in a matter that is carried over."""
    return uuid.uuid5(matter, "old note")


def marking_of(matter: UUID) -> UUID:
    """The day of a matter that is marked as carried over."""
    return uuid.uuid5(matter, "marking")


def planned_of(matter: UUID) -> dict[str, str]:
    """The cause, the support, the goal and the representative of a matter, as forms name them."""
    return {name: str(uuid.uuid5(matter, name)) for name in ("cause", "support", "goal", "representative")}


def _planned(matter: Matter, person: Person, sign: str) -> None:
    """An inquiry, and what was told and planned in it: a cause, a budget, support, a goal and the person's word."""
    by = {"by": uuid.uuid4(), "by_name": f"Anna {sign}"}
    on, known = date(2026, 10, 12), planned_of(matter.id)
    MatterPhase.objects.create(matter=matter, phase="adult_inquiry", ground="wanted", from_date=on, **by)
    row: dict[str, Any] = {"matter": matter, "form_key": sign, "at": datetime(2026, 10, 12, 9, tzinfo=UTC), **by}
    who = {"owner_kind": "organisation", "organisation": f"Omsorgen {sign}"}
    CauseTold.objects.create(id=known["cause"], cause="illness", said_by="person", said_on=on, struck_on=None, **row)
    budget = Budget.objects.create(told_on=on, **row)
    BudgetPost.objects.create(budget=budget, kind="rent", amount=742_000)
    Support.objects.create(
        id=known["support"], kind="housing_support", why=f"stöd {sign}", offered_on=on, begun_on=on, **who, **row
    )
    PlanGoal.objects.create(id=known["goal"], text=f"mål {sign}", due=date(2026, 11, 20), **who, **row)
    FollowUpAssessment.objects.create(
        matter=matter, outcome="debt_paid", text=f"uppföljning {sign}", member_id=uuid.uuid4(), due=date(2026, 11, 2),
        at=row["at"], **by,
    )  # fmt: skip
    RentAfter.objects.create(month=date(2026, 11, 1), state="in_time", source="person", **row)
    MatterRepresentative.objects.create(
        id=known["representative"], person=person, kind="trustee", name=f"Bo {sign}", phone=f"{sign}",
        scopes=["property"], basis=f"beslut {sign}", **row,
    )  # fmt: skip
    RentPayer.objects.create(kind="other", name=f"betalare {sign}", from_date=on, **row)
    RightsTold.objects.create(person=person, on_date=on, how="call", **row)
    PlanWord.objects.create(agreed=True, person=person, on_date=on, text=f"ord {sign}", **row)


def visit_of(matter: UUID) -> UUID:
    """The visit that is planned in a matter."""
    return uuid.uuid5(matter, "visit")


def talk_of(mark: int) -> int:
    """The event of a matter's talk with its landlord."""
    return 90_000 + mark * 10  # apart, since SQLite numbers what comes next from the highest


def _children(world: World, matter: Matter, mark: int) -> None:
    """What is written of a child in every matter. Each was handed over to itself, so that its canary is one.

    The sealed note holds a canary of its own: nobody in the world both works in the matter's unit and is assigned.
    """
    sign, by = f"zq{mark:03d}zq", {"by": uuid.uuid4(), "by_name": "Anna"}
    if mark_is_of_an_own_child(world, matter):
        child = _person(world, matter, mark, "child", hidden=False)
        Person.objects.filter(pk=child.pk).update(identity="")  # a number that holds no canary could not be written in
        world.children[matter.id] = child.id
    on = date(2026, 10, 8)
    ChildFact.objects.create(
        matter=matter, step="family_meeting", fact_date=on, text=f"möte {sign}", form_key="a", **by
    )
    handover = Handover.objects.create(
        matter=matter, child_matter=matter, unit_id=UNITS["Södra"], kind="internal", ground="known_to_the_board",
        known_on=on, handed_on=on, why_you=f"varför {sign}", form_key="a", **by,
    )  # fmt: skip
    UnitDecision.objects.create(
        handover=handover, kind="not_opened", decided_on=on, reason=f"skäl {sign}", form_key="a", **by
    )
    SealedNote.objects.create(matter=matter, kind="own", text="förseglat zq816zq", note_date=on, form_key="a", **by)
    UnitAlong.objects.create(matter=matter, where="eviction", along_on=on, need=f"behov {sign}", form_key="a", **by)


def mark_is_of_an_own_child(world: World, matter: Matter) -> bool:
    """A child of one's own stands in the matters of one's own unit; elsewhere the people are as they were."""
    return matter.id in world.matters.get(Relation.OWN_DISTRICT, ())


def _person(world: World, matter: Matter, mark: int, part: str, *, hidden: bool) -> Person:
    sign, phone = f"zq{mark:03d}zq", world.next_phone()
    world.phones[phone] = mark
    who = {
        "name": f"Åsa {letters(mark)} {sign}", "identity": sign, "phone": f"070-174 06 {phone:02d}",
        "email": f"{sign}@exempel.example", "birth_date": date(1980, 1, 1),
    }  # fmt: skip
    seen = {} if hidden else {**who, "language": f"språk {sign}"}
    person = Person.objects.create(source_key=f"matter:{sign} {part}", is_protected=hidden, **seen)
    if hidden:
        ProtectedDetails.objects.create(person=person, **who)
    MatterPerson.objects.create(matter=matter, person=person, part=part)
    return person


def attach(world: World, subject: UUID, sign: str) -> None:
    """A file with a subject: its name and its content tell whose it is."""
    content = f"Bilaga om {sign}\n".encode()
    kept = Attachment.objects.create(
        id=storage.store(content), subject_id=subject, kind="scanned_notice", original_name=f"{sign}.txt",
        file_type="text", size=len(content), sha256=hashlib.sha256(content).hexdigest(), kept_date=date(2026, 10, 8),
        kept_by=uuid.uuid4(), kept_by_name="Anna",
    )  # fmt: skip
    world.attachments[subject] = kept.id
    kept_letter(world, subject, sign)


def kept_letter(world: World, subject: UUID, sign: str) -> None:
    """A letter that was made: to read again it is the bytes that were kept, whatever they are."""
    content = f"Brev till {sign}\n".encode()
    kept = KeptLetter.objects.create(
        id=storage.store(content, within=LETTERS), subject_id=subject, form_key=uuid.uuid4(), version=1, language="sv",
        kind=LetterKind.CALL_ME.value, variables={"reply_by": "2026-10-20", "hours": ""}, sender={}, pages=1,
        size=len(content), sha256=hashlib.sha256(content).hexdigest(), made_date=date(2026, 10, 8),
        made_by=uuid.uuid4(), made_by_name="Anna",
    )  # fmt: skip
    world.letters[subject] = kept.id
