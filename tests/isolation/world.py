"""A small town in which everything that must not be seen carries a canary: a mark that tells whose it is.

Every lease has a mark of its own (``zq012zq``) in each name, address, number and e-mail, and its own telephone
number; so whatever leaves Kvarbo can be asked whose data it holds.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.utils import timezone

from kvarbo.core.ladder.loading import LANDLORDS
from kvarbo.ground.break_glass.models import BreakGlass, OpenedPerson
from kvarbo.ground.exports.models import Export
from kvarbo.ground.extracts.models import ExtractRequest
from kvarbo.ground.four_eyes.models import FourEyesRequest
from kvarbo.ground.log_review.models import LogItem, LogJudgement, LogOpening
from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.ground.protection.actions import bar, protected_by_file
from kvarbo.ground.protection.models import ProtectedHandler
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import GRANT, assign, take_in_member
from kvarbo.ground.units.models import Assignment, Member
from kvarbo.ground.units.queries import AtWork, member_at_work
from kvarbo.house.actions import let_in, make_account, open_room
from kvarbo.house.models import Account, Room
from kvarbo.house.rooms import enter
from kvarbo.landlord.collection.mapping import shipped_text
from kvarbo.landlord.collection.models import (
    Agency,
    AgencyFile,
    AgencyPayment,
    CollectionFile,
    LeftOut,
    Matter,
    Paper,
    Proposal,
    Report,
)
from kvarbo.landlord.collection.sending import path_of
from kvarbo.landlord.notices.models import DecisionFact, LeaseDecision
from kvarbo.landlord.outreach.actions import follow_policy
from kvarbo.landlord.outreach.assessment import assess
from kvarbo.landlord.outreach.models import Claim, Contact, Deferral, Pause, Promise, Suggestion
from kvarbo.landlord.rent.models import Bill, Import, Lease, LeaseTenant, LedgerState, ProtectedAddress
from kvarbo.landlord.rent.payments.models import IncomingPayment, Placement, PossibleLease
from kvarbo.social.casework.models import MatterPerson
from tests.isolation import (
    bundle_world,
    consent_world,
    message_world,
    paper_world,
    plan_world,
    social_world,
    ways_world,
)
from tests.isolation.reference import ACTORS, LEASES, PROTECTED, Actor, Relation, may_open

ON = date(2026, 11, 9)  # a Monday, ten days after the rent for November fell due
EACH = 2  # leases of each relation
MARK = re.compile(r"zq(\d{3})zq", re.IGNORECASE)
PHONE = re.compile(r"70\D{0,3}174\D{0,3}0\D?6\D{0,3}(\d)\D?(\d)")
FIRST_PHONE = 5  # 070-174 06 05 … 99 are numbers set aside for such use
HOME_OF = {"landlord": "kvarnbyhem", "social": "kvarnby-social", "counselling": "kvarnby-radgivning"}
NEIGHBOURS = "granngarden"
FILE_OUT = {
    False: uuid.UUID(int=0xF117E0),
    True: uuid.UUID(int=0xF117E1),
}  # files sent, by whether people are protected
LOG_ITEM, EXPORT, EXTRACT, REQUEST = (uuid.UUID(int=number) for number in (0x1091, 0xE0E0, 0xE1E1, 0xE2E2))
OFFICE_ONLY = frozenset({801, 802})  # marks of file names
NO_ONE = frozenset({803, 901, 903})  # another room's file; cells that may tell of those whom nobody asking may open


@dataclass
class World:
    """What was built: ids by relation, whose mark is whose, and a way to ask as each actor."""

    leases: dict[Relation, list[UUID]] = field(default_factory=dict)
    matters: dict[Relation, list[UUID]] = field(default_factory=dict)  # the social services' subjects
    kind_of: dict[UUID, str] = field(default_factory=dict)  # the kind of room a subject is in
    attachments: dict[UUID, UUID] = field(default_factory=dict)  # by subject
    letters: dict[UUID, UUID] = field(default_factory=dict)  # a letter that is kept, by subject
    unplaced: dict[str, dict[Relation, list[UUID]]] = field(default_factory=dict)  # papers, by kind of room
    sent: dict[UUID, UUID] = field(default_factory=dict)  # a paper sent, by subject
    received: dict[UUID, UUID] = field(default_factory=dict)  # a paper that came in, by subject
    register_numbers: dict[UUID, str] = field(default_factory=dict)  # of the papers that came in
    files: dict[Relation, list[UUID]] = field(default_factory=dict)
    suggestions: dict[UUID, UUID] = field(default_factory=dict)  # by lease
    payments: dict[UUID, UUID] = field(
        default_factory=dict
    )  # by lease: one that is placed there, by turns one that waits
    by_message: dict[UUID, UUID] = field(default_factory=dict)  # suggestions of a text message, by lease
    to_agency: dict[UUID, UUID] = field(default_factory=dict)  # suggestions of the collection file, by lease
    marks: dict[int, tuple[Relation, UUID]] = field(default_factory=dict)
    times: dict[UUID, UUID] = field(default_factory=dict)  # the paper that told an eviction time, by matter
    terminations: dict[UUID, UUID] = field(default_factory=dict)  # the paper that told of one, by matter
    told_of: dict[UUID, tuple[int, int]] = field(default_factory=dict)  # proposal and payment, by lease
    reviews: dict[UUID, int] = field(default_factory=dict)  # the review that an addendum waits for, by lease
    to_tell: dict[UUID, int] = field(default_factory=dict)  # receivers to tell of a withdrawn consent, by subject
    people: dict[UUID, UUID] = field(default_factory=dict)  # by subject
    children: dict[UUID, UUID] = field(default_factory=dict)  # a child in a matter
    everybody_on: dict[UUID, list[UUID]] = field(default_factory=dict)  # all its people, by subject
    references: dict[UUID, str] = field(default_factory=dict)  # what the landlord calls them, by lease
    phones: dict[int, int] = field(default_factory=dict)  # last two digits → mark
    accounts: dict[str, Account] = field(default_factory=dict)
    members: dict[tuple[str, str], UUID] = field(default_factory=dict)  # by room and actor
    clients: dict[str, Client] = field(default_factory=dict)

    def subjects(self, kind: str) -> dict[Relation, list[UUID]]:
        """Leases or matters by relation: what a room of this kind works with, and papers that belong to none."""
        return {**(self.matters if kind == "social" else self.leases), **self.unplaced.get(kind, {})}

    def id_for(self, names: str | None, relation: Relation, which: int, kind: str = "landlord") -> UUID:
        """The id to put into an address or a field, in a room of this kind."""
        subjects = self.subjects(kind)
        if relation is Relation.NOWHERE:
            return uuid.UUID(int=0x4C0FFEE0_0000_4000_8000_000000000000 + which)
        if relation is Relation.OTHER_KIND:
            own = subjects[Relation.OWN_DISTRICT][which % EACH]
            return own if names == "file" else self.people[own]
        if names == "payment":
            return self.payments[self.leases[relation][which % EACH]]
        if names == "file":
            found = self.files[relation]
            return found[which % len(found)]
        subject = subjects[relation][which % EACH]
        beside = {
            "attachment": self.attachments,
            "letter": self.letters,
            "sent_paper": self.sent,
            "received_paper": self.received,
        }
        return beside[names].get(subject, subject) if names in beside else subject

    def next_phone(self) -> int:
        """The last two digits of a number that nobody has yet."""
        return FIRST_PHONE + len(self.phones)

    @property
    def ids(self) -> set[str]:
        """Every id in the town that could be told."""
        several = (*self.leases.values(), *self.matters.values(), *self.files.values())
        rows = (*self.suggestions.values(), *self.payments.values(), *self.attachments.values(), *self.letters.values())
        rows += (*self.sent.values(), *self.received.values())
        return {str(one) for some in several for one in some} | {str(one) for one in rows}

    def mark_of(self, subject: UUID) -> int:
        """The canary's number of a lease or a matter."""
        return next(mark for mark, (_, owner) in self.marks.items() if owner == subject)

    def marks_open_to(self, actor: Actor, kind: str) -> set[int]:
        """Whose data this member may see in a room of this kind."""
        return {
            mark
            for mark, (relation, owner) in self.marks.items()
            if self.kind_of[owner] == kind and may_open(actor, relation, kind)
        }

    def marks_in(self, text: str) -> set[int]:
        """Whose data stands in a text."""
        numbers = {int(found) for found in MARK.findall(text)}
        phones = {int(tens + ones) for tens, ones in PHONE.findall(text)}
        return numbers | {self.phones[number] for number in phones if number in self.phones}


def build() -> World:
    """Fill the rooms one has copies of; the same every time but for its ids. Whoever asks needs ``clients`` beside."""
    world = World()
    rooms = {room.slug: room for room in Room.objects.all()}
    rooms["kvarnby-radgivning"] = open_room(
        slug="kvarnby-radgivning", name="Rådgivningen i Kvarnby", kind="counselling", login_requirement="password"
    )
    social_world.open_units(rooms[HOME_OF["social"]])
    _accounts(world, rooms)
    mark = 0
    for slug, relations in ((HOME_OF["landlord"], _home_relations()), (NEIGHBOURS, (Relation.ANOTHER_ROOM,))):
        with enter(rooms[slug]) as entered, transaction.atomic(using=entered.alias):
            for relation in relations:
                for _ in range(EACH):
                    mark += 1
                    _lease(world, relation, mark)
            _files(world, slug)
            _town_hall(world)
    social_world.fill(world, rooms[HOME_OF["social"]], mark)
    for room in Room.objects.exclude(kind="counselling"):
        with enter(room):
            paper_world.fill(world)
            consent_world.fill(world)
    for first, (kind, slug) in zip(range(701, 800, 10), HOME_OF.items(), strict=False):
        with enter(rooms[slug]):
            paper_world.fill_unplaced(world, kind, first)
    with enter(rooms[HOME_OF["counselling"]]):
        consent_world.fill_orphan()
    for kind in ("landlord", "social"):
        with enter(rooms[HOME_OF[kind]]):
            _assignments(world, kind)
            _handlers_and_bars(world, kind)
    for slug in HOME_OF.values():
        with enter(rooms[slug]):
            reviewed(world, slug)
    return world


def clients(world: World) -> dict[str, Client]:
    """A way to ask as each actor, logged in where they have an account."""
    return {actor.name: _client(world, actor) for actor in ACTORS}


def _home_relations() -> Iterable[Relation]:
    return (
        relation
        for relation in LEASES
        if relation not in (Relation.ANOTHER_ROOM, Relation.NOWHERE, Relation.OTHER_KIND)
    )


def _lease(world: World, relation: Relation, mark: int) -> None:
    sign, hidden = f"zq{mark:03d}zq", relation in PROTECTED
    import_no = 99 if relation is Relation.UNFINISHED else 0
    district = "Norra" if relation is not Relation.OTHER_DISTRICT else "Södra"
    if relation in (Relation.ASSIGNED, Relation.NO_LONGER_ASSIGNED, Relation.BY_BREAK_GLASS):
        district = "Södra"
    where = {"number": f"{sign}-77", "address": f"{sign}gränd 3", "flat": f"{sign}1101", "district": district}
    lease = Lease.objects.create(
        source_key=sign, kind="dwelling", rent=845_000, is_protected=hidden, import_no=import_no,
        **({} if hidden else where),
    )  # fmt: skip
    if hidden:
        ProtectedAddress.objects.create(lease=lease, **where)
    world.marks[mark] = (relation, lease.id)
    world.kind_of[lease.id] = "landlord"
    social_world.attach(world, lease.id, sign)
    world.leases.setdefault(relation, []).append(lease.id)
    person = _person(world, lease, mark, hidden=hidden, place=1, import_no=import_no)
    world.people[lease.id] = person.id
    if relation is Relation.PROTECTED_CO_TENANT:
        _person(world, lease, mark, hidden=False, place=2, import_no=import_no)
    if relation is Relation.PROTECTED_TWO_HANDLERS:
        _person(world, lease, mark, hidden=True, place=2, import_no=import_no)
    if relation is Relation.BY_BREAK_GLASS:
        world.references[lease.id] = sign
    Bill.objects.create(
        lease=lease, key="2026-11 rent", month=date(2026, 11, 1), kind="rent", due_date=date(2026, 10, 30),
        amount=845_000, import_no=import_no,
    )  # fmt: skip
    _worked_with(lease, person)
    plan_world.planned(world, lease, person)
    _payment(world, lease, mark)


def _payment(world: World, lease: Lease, mark: int) -> None:
    """Money that a person has placed on every second lease, and that waits for a person on the others."""
    sign, waits = f"zq{mark:03d}zq", mark % EACH == 0
    kept = IncomingPayment.objects.create(
        key=sign, booked_date=date(2026, 11, 5), amount=100, open_amount=100 if waits else 0, reference=f"ref {sign}",
        text=f"hyra {sign}", payer_name=f"Åsa {sign}", is_protected=lease.is_protected, import_no=lease.import_no,
    )  # fmt: skip
    world.payments[lease.id] = kept.id
    if waits:
        PossibleLease.objects.create(incoming=kept, lease=lease, reasons=["Avsändaren heter som en hyresgäst."])
    else:
        Placement.objects.create(
            incoming=kept, lease=lease, amount=100, why="Placerad.", by=uuid.uuid4(), by_name="Anna"
        )


def _person(world: World, lease: Lease, mark: int, *, hidden: bool, place: int, import_no: int) -> Person:
    sign, phone = f"zq{mark:03d}zq", world.next_phone()
    world.phones[phone] = mark
    who = {
        "name": f"Åsa {sign}",
        "identity": sign,
        "phone": f"070-174 06 {phone:02d}",
        "email": f"{sign}@exempel.example",
        "birth_date": date(1980, 1, 1),
    }
    said = {} if hidden else {**who, "language": f"språk {sign}"}
    person = Person.objects.create(source_key=f"{sign} {place}", is_protected=hidden, import_no=import_no, **said)
    if hidden:
        ProtectedDetails.objects.create(person=person, **who)
    LeaseTenant.objects.create(lease=lease, person=person, role="tenant", place=place, import_no=import_no)
    return person


def _worked_with(lease: Lease, person: Person) -> None:
    """Something in every table that tells of a lease, so that there is something that could leak."""
    Contact.objects.create(
        lease=lease, person=person, contact_date=date(2026, 11, 2), channel="sms", outcome="sent", by=uuid.uuid4(),
        by_name="Anna", form_key=uuid.uuid4().hex,
    )  # fmt: skip
    message_world.wrote_to(lease, person)
    Promise.objects.create(lease=lease, given_date=date(2026, 9, 1), until_date=date(2026, 9, 5), by=uuid.uuid4())
    Deferral.objects.create(
        lease=lease, granted_date=date(2026, 9, 6), until_date=date(2026, 9, 12), reason="help", by=uuid.uuid4(),
        by_name="Anna",
    )  # fmt: skip
    Claim.objects.create(lease=lease, claimed_date=date(2026, 11, 6), by=uuid.uuid4(), by_name="Anna")
    decided(lease, person)
    if lease.source_key.endswith("1zq"):
        Pause.objects.create(
            lease=lease, from_date=date(2026, 9, 1), until_date=date(2026, 9, 9), reason="agreed", by=uuid.uuid4()
        )


def decided(lease: Lease, person: Person) -> None:
    """A decision with a service in it, whose every word tells whose it is."""
    who = {"by": uuid.uuid4(), "by_name": "Anna"}
    made = LeaseDecision.objects.create(
        lease=lease, route="termination", decided_date=date(2026, 11, 8), months=["2026-11-01"],
        form_key=uuid.uuid4().hex, tenants=[str(person.id)], reason=f"skäl {lease.source_key}", **who,
    )  # fmt: skip
    DecisionFact.objects.create(decision=made, kind="decided", fact_date=date(2026, 11, 8), **who)
    DecisionFact.objects.create(
        decision=made, kind="served", fact_date=date(2026, 11, 8), person=person, way="ordinary", proof="witness",
        text=f"vittne {lease.source_key}", **who,
    )  # fmt: skip


def _files(world: World, slug: str) -> None:
    home = slug == HOME_OF["landlord"]
    sign, cell = (801, 901) if home else (803, 903)
    waiting = Import.objects.create(
        file_name=f"zq{sign}zq.csv", stored_as="waiting", sha256="0" * 64, size=1, kind="open_items", state="read",
        mapping={"tenant_1_name": "Namn"}, received_by="Anna", known_through=date(2026, 11, 8),
        summary={
            "header": ["Namn"], "samples": [[f"zq{cell}zq"]], "proposed": {}, "counts": {"leases_new": 1},
            "error_count": 1,
        },
        errors=[{"line": 2, "column": "Namn", "value": f"zq{cell}zq", "message": f"zq{cell}zq går inte att läsa"}],
    )  # fmt: skip
    if not home:
        world.files[Relation.ANOTHER_ROOM] = [waiting.id]
        return
    read_in = Import.objects.create(
        file_name="zq802zq.csv", stored_as="read_in", sha256="1" * 64, size=1, kind="ledger", state="applied",
        received_by="Anna", known_through=date(2026, 11, 8), summary={"counts": {"bills_new": 3}},
    )  # fmt: skip
    world.files |= {Relation.FILE_WAITING: [waiting.id], Relation.FILE_READ_IN: [read_in.id]}


def _town_hall(world: World) -> None:
    """Hemma's month in force, and today's list worked out."""
    LedgerState.objects.filter(pk=1).update(known_through=date(2026, 11, 8))
    _collected(world)
    with recorded("test"):
        text = (LANDLORDS / "hemma.yaml").read_text(encoding="utf-8")
        follow_policy(text=text, valid_from=date(2026, 1, 1), by="test")
        assess(on=ON)
    to_agency = Suggestion.objects.filter(step="collection_file", month=date(2026, 11, 1))
    world.to_agency |= {row.lease_id: row.id for row in to_agency}
    world.suggestions |= {row.lease_id: row.id for row in Suggestion.objects.order_by("-id")}
    message_world.ready_to_write(world)
    bundle_world.in_a_bundle(world)
    ways_world.with_ways(world)


def reviewed(world: World, slug: str) -> None:
    """Something to review, an extract that waits for a second person, and a file that waits for a yes."""
    subject = world.leases[Relation.OWN_DISTRICT][0] if slug == HOME_OF["landlord"] else uuid.uuid4()
    person = world.people[subject] if subject in world.people else uuid.uuid4()
    then = datetime(2026, 11, 3, 22, 0, tzinfo=UTC)
    somebody = world.members[slug, "officer"]
    LogItem.objects.create(
        id=LOG_ITEM, month=date(2026, 11, 1), rule="repeated", actor=str(somebody), subject=subject, seqs=[1],
        count=6, first_at=then, last_at=then, key="repeated", picked_at=then,
    )  # fmt: skip
    ExtractRequest.objects.create(
        id=EXTRACT, person=person, from_date=date(2026, 10, 1), through_date=date(2026, 11, 8), asked_at=then,
        reason="Begäran zq812zq", identity_check="in_person", needs_two=True, asked_by=somebody,
        asked_by_name="Officer",
    )  # fmt: skip
    Export.objects.create(
        id=EXPORT, what="collection_file", about=str(uuid.uuid4()), count=300, state="waiting", member_id=somebody,
        member_name="Officer", asked_at=then, day=date(2026, 11, 3), reason="Till revisorn om zq813zq",
    )  # fmt: skip
    about_log = {"item_id": LOG_ITEM, "by": uuid.uuid4(), "by_name": "Anna", "at": then}
    LogOpening.objects.create(reason="Frågan gäller zq811zq", **about_log)
    LogJudgement.objects.create(judgement="asked", note="Frågat om zq811zq", **about_log)
    FourEyesRequest.objects.create(
        id=REQUEST, kind=GRANT, payload={"member": str(somebody), "role": "auditor", "told": "Loggranskare"},
        reason="Vikarie för zq815zq", asked_by_id=world.members[slug, "manager"], gains_id=somebody,
        asked_on=ON, until=ON + timedelta(days=14),
    )  # fmt: skip


def matter_of(lease: UUID) -> UUID:
    """The id of a home's matter, so that a form can name it."""
    return uuid.uuid5(lease, "matter")


def _file_out(agency: Agency, leases: Iterable[Lease], hidden: bool) -> CollectionFile:
    """A file that was sent: its content tells of these homes."""
    content = "".join(f"{lease.source_key}gränd 3\r\n" for lease in leases).encode()
    file = CollectionFile.objects.create(
        id=FILE_OUT[hidden], agency=agency, made_date=date(2026, 10, 7), file_name="exempelinkasso-2026-10-07.csv",
        sha256=hashlib.sha256(content).hexdigest(), size=len(content), rows=1, holds_protected=hidden,
        form_key=f"form {hidden}", by=uuid.uuid4(), by_name="Anna",
    )  # fmt: skip
    path_of(file).parent.mkdir(parents=True, exist_ok=True)
    path_of(file).write_bytes(content)
    return file


def _collected(world: World) -> None:
    """An agency, a matter of October of every home, and all that an agency can have told of it."""
    text = shipped_text("exempelinkasso").replace("encoding: cp1252", "encoding: utf-8")
    agency = Agency.objects.create(
        id=uuid.UUID(int=0xA9E0), key="exempelinkasso", name="Exempelinkasso", organisation_number="5560360793",
        bankgiro="58056201", mapping_text=text, by_name="Maria",
    )  # fmt: skip
    here = Lease.objects.order_by("pk")
    files = {
        hidden: _file_out(agency, here.filter(is_protected=hidden, import_no=0), hidden) for hidden in (False, True)
    }
    for lease in here:
        october = {"month": date(2026, 10, 1), "due_date": date(2026, 9, 30), "amount": 845_000}
        Bill.objects.create(lease=lease, key="2026-10 rent", kind="rent", import_no=lease.import_no, **october)
        matter = Matter.objects.create(
            id=matter_of(lease.pk), lease=lease, month=date(2026, 10, 1), agency=agency, sent_date=date(2026, 10, 7),
            capital_rent=845_000, by_name="Anna", file=files.get(lease.is_protected),
        )  # fmt: skip
        sign = lease.source_key
        told = {
            "lease": lease, "matter": matter, "learnt_date": date(2026, 11, 6), "told_in": "hand", "by_name": "Anna",
            "text": f"anteckning {sign}",
        }  # fmt: skip
        Report.objects.create(status="demand_sent", status_date=date(2026, 11, 5), **told)
        Paper.objects.create(kind="form_1", posted_date=date(2026, 11, 5), **told)
        proposal = Proposal.objects.create(kind="order_to_pay", proposed_date=date(2026, 11, 5), **told)
        paid = AgencyPayment.objects.create(amount=100, paid_date=date(2026, 11, 5), key=f"agency:{sign}", **told)
        world.told_of[lease.pk] = (proposal.pk, paid.pk)
        LeftOut.objects.create(
            lease=lease, month=date(2026, 10, 1), left_out_date=date(2026, 10, 6), reason="other",
            text=f"anteckning {sign}", by=uuid.uuid4(), by_name="Anna",
        )  # fmt: skip
    AgencyFile.objects.create(
        id=uuid.UUID(int=0xF11E), agency=agency, file_name="zq801zq.csv", sha256="0" * 64, kind="statuses",
        state="read", received_by="Anna", counts={"rows": 1, "faults": 1},
        errors=[{"line": 3, "column": "Status", "text": "Ordet är inte beskrivet."}],
    )  # fmt: skip


def _handlers_and_bars(world: World, kind: str) -> None:
    """Who is named for whom, who is barred, and who has opened what for an hour."""
    slug, subjects = HOME_OF[kind], world.subjects(kind)
    several = [subject for found in subjects.values() for subject in found]
    world.everybody_on |= {subject: people_of(subject, kind) for subject in several}
    everybody = {actor.name: world.members[slug, actor.name] for actor in ACTORS if actor.is_member}
    with recorded("test"):
        handler = take_in_member(account_id=uuid.uuid4(), name="En Annan", roles=["protected_handler"])
        protected_by_file(Person.objects.filter(is_protected=True).order_by("source_key").values_list("pk", flat=True))
        for subject in (*subjects[Relation.PROTECTED_NOT_NAMED], *subjects[Relation.PROTECTED_TWO_HANDLERS]):
            named = ProtectedHandler.objects.filter(person_id=people_of(subject, kind)[-1])
            named.exclude(member=handler).delete()
        for subject in subjects[Relation.BARRED]:
            for member in everybody.values():
                bar(member_id=member, person_id=world.people[subject], by=_who(member))
    for actor in ACTORS:
        if actor.has_broken_glass and may_open(actor, Relation.BY_BREAK_GLASS, kind):
            for subject in subjects[Relation.BY_BREAK_GLASS]:
                _break_glass(everybody[actor.name], subject, world)
            for subject in subjects[Relation.OTHER_DISTRICT]:
                _break_glass(everybody[actor.name], subject, world, hours_left=-1)


def people_of(subject: UUID, kind: str) -> list[UUID]:
    """Who stands on a lease or in a matter, in the order they were written in."""
    tied = (
        LeaseTenant.objects.filter(lease_id=subject).order_by("place")
        if kind == "landlord"
        else MatterPerson.objects.filter(matter_id=subject).order_by("pk")
    )
    return list(tied.values_list("person_id", flat=True))


def _break_glass(member: UUID, subject: UUID, world: World, *, hours_left: int = 12) -> None:
    """A nödöppning of today, or one that has run out; two at once are more than anybody can open by the page."""
    now = timezone.now()
    glass = BreakGlass.objects.create(
        member_id=member, subject_id=subject, reason="Vatten rinner ner hos zq814zq.", opened_on=ON,
        opened_at=now - timedelta(hours=2), until=now + timedelta(hours=hours_left), review_by=ON + timedelta(days=1),
    )  # fmt: skip
    OpenedPerson.objects.create(break_glass=glass, person_id=world.people[subject])


def _who(member: UUID) -> AtWork:
    found = member_at_work(member)
    assert found is not None
    return found


def _accounts(world: World, rooms: dict[str, Any]) -> None:
    """Everybody has an account; members work in every room but the neighbours', so that roles meet each kind."""
    for actor in ACTORS:
        if actor.stands == "anonymous":
            continue
        account = make_account(email=f"{actor.name}@exempel.example", name=actor.name, password=None)
        world.accounts[actor.name] = account
        slugs = [NEIGHBOURS] if actor.stands == "neighbour" else list(HOME_OF.values())
        for slug in slugs:
            _take_in(world, actor, account, rooms[slug])
    Account.objects.filter(email="closed@exempel.example").update(is_active=False)


def _take_in(world: World, actor: Actor, account: Account, room: Any) -> None:
    if actor.stands != "without_entry":
        let_in(account=account, room=room)
    if actor.stands == "not_taken_in":
        return
    with enter(room), recorded("test"):
        member = take_in_member(
            account_id=account.pk, name=actor.name.title(), roles=sorted(actor.roles), unit=actor.district
        )
        world.members[room.slug, actor.name] = member.id
        if actor.stands == "deactivated":
            Member.objects.filter(pk=member.pk).update(is_active=False)


def _assignments(world: World, kind: str) -> None:
    subjects = world.subjects(kind)
    with recorded("test"):
        for actor in ACTORS:
            member = world.members.get((HOME_OF[kind], actor.name))
            if member is None:
                continue
            for subject in subjects[Relation.NO_LONGER_ASSIGNED]:
                assign(member_id=member, matter_id=subject, on=date(2026, 1, 1))
                Assignment.objects.filter(matter_id=subject).update(valid_to=date(2026, 6, 1))
            if actor.assigned:
                for relation in (Relation.ASSIGNED, Relation.PROTECTED_ASSIGNED):
                    for subject in subjects[relation]:
                        assign(member_id=member, matter_id=subject, on=date(2026, 1, 1))


def _client(world: World, actor: Actor) -> Client:
    client = Client(raise_request_exception=False)
    if actor.name in world.accounts:
        client.force_login(world.accounts[actor.name], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
