"""Papers full of canaries in a room: one sent and one that came in about every lease or matter."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kvarbo.doors.organisations.models import Counterpart
from kvarbo.doors.papers.canonical import canonical
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.papers.paper import Organisation, Paper
from kvarbo.doors.papers.signing import sign
from kvarbo.doors.post.models import ReceivedPaper
from kvarbo.doors.post.register import next_number, note_people
from kvarbo.doors.post.sending import Decision, put_in_the_post
from kvarbo.ground import clock
from tests.isolation.reference import PROTECTED, UNPLACED, Relation

if TYPE_CHECKING:
    from tests.isolation.world import World

OTHER = uuid.UUID(int=0xC0DE)  # the counterpart's id, so that a form can name it
PHONE = "08-12 34 56"


def fill(world: World) -> None:
    """Papers about every subject of the room one stands in."""
    here = subjects_here(world)
    if not here:
        return
    other = Counterpart.objects.create(
        id=OTHER, name="Socialnämnden", party="social_board", transport="handed_over", public_key="0" * 64
    )
    for subject in here:
        relation, sign_of = canary_of(world, subject)
        hidden = relation in PROTECTED
        paper = _paper(sign_of, hidden)
        decision = Decision(subject, [], uuid.uuid4(), "Anna", holds_protected=hidden)
        world.sent[subject] = put_in_the_post(paper, decision, counterpart=other, transport="handed_over").pk
        world.received[subject] = _came(_paper(sign_of, hidden), other, subject, hidden)
        _numbered(world, world.received[subject])
        if world.kind_of[subject] == "social":
            _mended(world.received[subject], sign_of, hidden)


def fill_unplaced(world: World, kind: str, mark: int) -> None:
    """Papers that came in and belong nowhere yet; in a counsellor's room no others do."""
    said = {"name": "Socialnämnden", "party": "social_board", "transport": "handed_over", "public_key": "0" * 64}
    other, _ = Counterpart.objects.get_or_create(id=OTHER, defaults=said)
    here = world.unplaced.setdefault(kind, {})
    for relation in UNPLACED:
        for _ in range(2):
            hidden = relation is Relation.PAPER_UNPLACED_PROTECTED
            came = _came(_paper(f"zq{mark:03d}zq", hidden), other, None, hidden)
            here.setdefault(relation, []).append(came)
            _numbered(world, came)
            world.marks[mark], world.kind_of[came] = (relation, came), kind
            mark += 1


def subjects_here(world: World) -> list[UUID]:
    """The leases or matters of the room one stands in that carry canaries."""
    from kvarbo.house.rooms import current

    if current().kind == "landlord":
        from kvarbo.landlord.rent.models import Lease as Kept
    else:
        from kvarbo.social.casework.models import Matter as Kept  # type: ignore[assignment]
    return [one for one in Kept.objects.values_list("pk", flat=True) if one in world.kind_of]


def canary_of(world: World, subject: UUID) -> tuple[Any, str]:
    """How a subject stands to the room, and its mark."""
    mark, relation = next((mark, relation) for mark, (relation, owner) in world.marks.items() if owner == subject)
    return relation, f"zq{mark:03d}zq"


def _paper(sign_of: str, hidden: bool) -> Paper:
    """A notice whose every word about the home tells whose it is."""
    address = {"street": f"{sign_of}gränd 3", "postcode": "850 00", "town": "Kvarnby"}
    where = {"address_protected": True} if hidden else {"address": address}
    content = {
        "form": "formulär 3 i förordning (1978:314)",
        "landlord": {
            "name": "Kvarnbyhem AB",
            "address": {"street": "Torget 1", "postcode": "850 00", "town": "Kvarnby"},
            "phone": PHONE,
        },
        "residents": [{"name": f"Åsa {sign_of}", **where}],
        "unpaid": [{"month": "2026-11", "due": "2026-10-30", "amount": 845_000}],
        "total": 845_000,
        "interest": 0,
        "how_to_pay": "Bankgiro 160-9908",
    }
    return Paper(
        uuid.uuid4(), PaperKind.NOTICE_UNPAID_RENT, 1, Organisation("Kvarnbyhem AB", "private_landlord"),
        Organisation("Socialnämnden", "social_board"), date(2026, 11, 6), "JB 12:44", None, None, content,
    )  # fmt: skip


def _came(paper: Paper, other: Counterpart, subject: UUID | None, hidden: bool) -> UUID:
    signed = sign(paper)
    made = ReceivedPaper.objects.create(
        paper_id=paper.id, kind=str(paper.kind), plain="rent", counterpart=other, from_name=other.name,
        canonical=canonical(paper), signature=signed.signature_hex, public_key=signed.public_key_hex, checked="good",
        came_by="room", door_date=date(2026, 11, 6), subject_id=subject, taken_in_at=clock.now(), by_name="Kvarbo",
        holds_protected=hidden, told={"about_name": paper.content["residents"][0]["name"]},
        register_number=next_number(),
    )  # fmt: skip
    name = paper.content["residents"][0]["name"]
    note_people(made, [(name, ""), (searched_as(name), "")])
    return made.pk


def _numbered(world: World, paper: UUID) -> None:
    world.register_numbers[paper] = str(ReceivedPaper.objects.get(pk=paper).register_number)


def searched_as(sign_of: str) -> str:
    """The mark in a text as a name that is searched for, which holds no digit."""
    from tests.isolation.social_world import letters

    return letters(int(sign_of.split("zq")[1]))


def _mended(paper: UUID, sign_of: str, hidden: bool) -> None:
    """What stood there before somebody mended it; no address beside somebody protected."""
    from kvarbo.social.inbox.models import NoticeMended

    before = {"debt": 100_000} if hidden else {"debt": 100_000, "address": f"{sign_of}gränd 9"}
    NoticeMended.objects.create(
        paper_id=paper, before=before, at=clock.now(), by=uuid.uuid4(), by_name=f"Anna {sign_of}"
    )
