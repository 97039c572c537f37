"""Papper i Kvarnby: the rooms know each other, a notice has come in, a question waits, and a signal was stopped."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID, uuid5

from kvarbo.core.law.secrecy.vocabulary import Party
from kvarbo.doors.organisations.actions import keep_counterpart, say_who_we_are
from kvarbo.doors.papers.kinds import PaperKind, about
from kvarbo.doors.papers.signing import own_public_key
from kvarbo.doors.post import actions, beginnings
from kvarbo.doors.post.courier import carry_all
from kvarbo.doors.post.hand_over import Chosen, hand_over, note_stopped, seen
from kvarbo.doors.post.queries import counterpart_called, papers_received, received_paper
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.ground.subjects import Subject, subject
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.queries import room_called
from kvarbo.house.rooms import enter
from kvarbo.landlord.rent.queries import leases_by_key, leases_to_assess
from kvarbo.social.casework.actions import open_matter
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.casework.search import find
from kvarbo.web.demo.staff import COUNSELLING_ROOM, LANDLORD_ROOM, SOCIAL_ROOM
from kvarbo.web.demo.standing import standing

ORGANISATIONS = {
    LANDLORD_ROOM: ("Kvarnbyhem AB", Party.MUNICIPAL_LANDLORD, "556036-0793", "Torget 1\n850 00 Kvarnby"),
    SOCIAL_ROOM: ("Socialnämnden i Kvarnby", Party.SOCIAL_BOARD, "212000-0142", "Stadshuset\n850 00 Kvarnby"),
    COUNSELLING_ROOM: ("Budget- och skuldrådgivningen i Kvarnby", Party.BUDGET_COUNSELLING, "", ""),
}
KRONOFOGDEN = {
    "name": "Kronofogden", "party": Party.KRONOFOGDEN.value, "organisation_number": "202100-2742",
    "transport": "registered", "place": "Kronofogden",
}  # fmt: skip
ON_THEIR_WAY = UUID(int=0xDE30)  # what the numbers of the town's papers are made from
LANDLORDS_PHONE = "070-1740693"
CASEWORKERS_PHONE = "070-1740694"


def know_each_other() -> None:
    """Write each room in at the others, with the keys read aloud."""
    keys = {}
    for slug in ORGANISATIONS:
        with enter(room_called(slug)):
            keys[slug] = own_public_key()
    for slug, (name, party, number, address) in ORGANISATIONS.items():
        with enter(room_called(slug)), recorded("system:demo"):
            say_who_we_are(name=name, party=party.value, organisation_number=number, address=address)
            for other, (its_name, its_party, its_number, _) in ORGANISATIONS.items():
                if other != slug:
                    keep_counterpart(
                        name=its_name, party=its_party.value, organisation_number=its_number, transport="room",
                        place=other, public_key=keys[other],
                    )  # fmt: skip
            keep_counterpart(**KRONOFOGDEN)


def papers_on_their_way(*, on: date, landlord: AtWork, caseworker: AtWork, but_not: Collection[str] = ()) -> int:
    """A notice that has arrived, a letter by hand, and an early signal that was stopped; how many papers went.

    ``but_not``: numbers of leases that have papers of their own.
    """
    with standing(LANDLORD_ROOM, landlord):
        homes = {
            lease.pk: lease
            for number, lease in leases_by_key().items()
            if not lease.is_protected and number not in but_not
        }
        owing = sorted((pk for pk in leases_to_assess(on=on) if pk in homes), key=lambda pk: homes[pk].source_key)
        late = list(islice(filter(None, (notice_of(landlord, pk, on=on) for pk in owing)), 3))
        for place, (found, content) in enumerate(late[:2]):
            hand_over_paper(found, PaperKind.NOTICE_UNPAID_RENT, content, place, on=on, by=landlord)
        if len(late) > 2:
            _stopped(late[2][0], place=9, on=on, by=landlord)
    carry_all(at_once=True)
    with standing(SOCIAL_ROOM, caseworker):
        if late:
            _question(late[0][1]["residents"][0]["name"], on=on, by=caseworker)
        actions.register_by_hand(
            {
                "plain": "rent", "kind": "notice_unpaid_rent", "from_name": "Fastighets AB Linden",
                "about_name": "Åke-Örjan Lindqvist", "about_identity": "", "came_by": "registered", "posted": on,
                "received": on, "registered_number": "RR 000 000 001 SE", "kept_where": "Pärm 3",
                "form_key": "demo-paper",
            },
            counterpart=None, on=on, by=caseworker,
        )  # fmt: skip
    carry_all(at_once=True)
    return min(len(late), 2)


def notice_of(by: AtWork, lease: UUID, *, on: date) -> tuple[Subject, dict[str, Any]] | None:
    """A home with its notice as the form would begin, where a rent is unpaid."""
    found = subject(by, lease)
    known = beginnings.beginning(by, found, PaperKind.NOTICE_UNPAID_RENT, on=on)
    if found is None or not known["unpaid"]:
        return None
    street = {"street": str(found.where), "postcode": "850 00", "town": "Kvarnby"}
    content = {
        "form": "formulär 3 i förordning (1978:314)",
        "landlord": {**known["landlord"], "phone": LANDLORDS_PHONE},
        "residents": [{"name": str(person.name), "address": street} for person in found.people],
        "unpaid": known["unpaid"],
        "total": sum(row["amount"] for row in known["unpaid"]),
        "interest": 0,
        "how_to_pay": "Bankgiro 160-9908",
    }
    return found, content


def _question(name: str, *, on: date, by: AtWork) -> None:
    """The board's first question to the landlord that sent a notice, about the matter they have or open on it."""
    known = [row.matter for row in find(by, name, on=on).rows if row.matter.closed_on is None]
    matter = (
        known[0]
        if known
        else open_matter(people=[NewPerson(name, "leaseholder")], origin="landlord_notice", on=on, by=by)
    )
    found = subject(by, matter.pk)
    came = (received_paper(by, row.id) for row in papers_received(by).rows)
    about_them = [paper for paper, _ in filter(None, came) if name in bytes(paper.canonical or b"").decode()]
    if found is None or not about_them:
        return
    actions.place(about_them[0], subject_id=matter.pk)
    content = {
        "residents": [{"name": name}], "questions": ["debt_settled", "repeatedly_late"], "caseworker": by.name,
        "phone": CASEWORKERS_PHONE,
    }  # fmt: skip
    chosen = _chosen(found, PaperKind.QUESTION, 20, to=LANDLORD_ROOM)
    hand_over(chosen, content, fingerprint=seen(chosen, content, on=on).fingerprint, by=by, on=on)


def _chosen(found: Subject, kind: PaperKind, place: int, *, to: str = SOCIAL_ROOM) -> Chosen:
    other = counterpart_called(ORGANISATIONS[to][0])
    people = found.people if about(kind).names_people else ()
    return Chosen(found, other, kind, people, other.transport, uuid5(ON_THEIR_WAY, str(place)))


def hand_over_paper(
    found: Subject, kind: PaperKind, content: Any, place: int, *, on: date, by: AtWork, to: str = SOCIAL_ROOM
) -> None:
    """Hand over a paper as its page does: what is seen is what goes."""
    chosen = _chosen(found, kind, place, to=to)
    hand_over(chosen, content, fingerprint=seen(chosen, content, on=on).fingerprint, by=by, on=on)


def _stopped(found: Subject, *, place: int, on: date, by: AtWork) -> None:
    """An early signal that somebody tried to hand over: no harm test is written, so nothing went."""
    street = {"street": str(found.where), "postcode": "850 00", "town": "Kvarnby"}
    people = [{"name": str(person.name), "address": street} for person in found.people]
    chosen, content = _chosen(found, PaperKind.EARLY_SIGNAL, place), {"residents": people, "about": ["arrears"]}
    try:
        hand_over_paper(found, PaperKind.EARLY_SIGNAL, content, place, on=on, by=by)
    except CannotDo:
        note_stopped(chosen, seen(chosen, content, on=on).answer.ground)
