"""What leaves beside the pages: what a command prints, what work in the background writes, what a receipt tells; and
that whatever is hidden can be anything at all without a list showing it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat

from kvarbo.doors.organisations.models import Counterpart
from kvarbo.doors.papers.canonical import paper_from
from kvarbo.doors.papers.envelope import to_file
from kvarbo.doors.papers.signing import own_public_key, sign
from kvarbo.doors.post import receiving, slips
from kvarbo.doors.post.models import ReceivedPaper, SentPaper
from kvarbo.doors.post.words import CameBy
from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.ground.trail import verifying
from kvarbo.ground.trail.recorder import recorded
from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach import assessment
from kvarbo.landlord.rent.models import Lease, ProtectedAddress
from kvarbo.social.casework.models import Matter, ProtectedMatterAddress
from kvarbo.web.command_line import main
from tests.isolation import paper_world
from tests.isolation.cells import Cell, Route, routes
from tests.isolation.more_leaks import ordered_by_what_is_masked
from tests.isolation.oracles import Harness, undone
from tests.isolation.reference import ACTORS, Actor, Relation
from tests.isolation.test_planted_leaks import cells_of, first_told
from tests.isolation.world import HOME_OF, ON, World

LISTS = {"subjects", "leases"}  # payments mask whoever pays under a hidden name, so there the name must tell


@pytest.fixture(scope="module")
def harness(world: World) -> Harness:
    """What is asked here is taken back, also what reading has noted."""
    return Harness(world, undo_reads=True)


# --- what is hidden can be anything ---


def lists(only: str = "") -> Iterator[tuple[Route, Actor]]:
    """Every list that shows people, or one of them, as each who may open it."""
    for route in routes():
        page = route.page
        if only and route.name != only:
            continue
        if page and page.names in LISTS and "GET" in page.methods and route.kind in ("landlord", "social"):
            yield from ((route, actor) for actor in ACTORS if actor.is_member and actor.roles & page.roles)


def looks(harness: Harness, route: Route, actor: Actor) -> tuple[Any, ...]:
    return harness._looks(*harness.ask(Cell(route, "GET", actor, Relation.NOWHERE)))


def change_hidden(harness: Harness, actor: Actor, kind: str) -> None:
    """Give whoever this member may not open other names, addresses and birth dates, in another order."""
    world = harness.world
    opened = {world.marks[mark][1] for mark in world.marks_open_to(actor, kind)}
    hidden = [one for some in world.subjects(kind).values() for one in some if one not in opened]
    people = [person for subject in hidden for person in world.everybody_on.get(subject, ())]
    for first, some in (("Aa ", people[::2]), ("Öö ", people[1::2])):
        other = {"name": Concat(Value(first), F("identity")), "birth_date": date(1950, 1, 1), "phone": "", "email": ""}
        Person.objects.filter(pk__in=some, is_protected=False).update(**other, language="")
        ProtectedDetails.objects.filter(person_id__in=some).update(**other)
    if kind == "landlord":
        Lease.objects.filter(pk__in=hidden, is_protected=False).update(address="Ögatan 9", flat="9", number="Ö9")
        ProtectedAddress.objects.filter(lease_id__in=hidden).update(address="Ögatan 9", flat="9", number="Ö9")
    else:
        Matter.objects.filter(pk__in=hidden).update(number=Concat(Value("Ö"), F("number")), outside_reference="Ö")
        Matter.objects.filter(pk__in=hidden, is_protected=False).update(address="Ögatan 9")
        ProtectedMatterAddress.objects.filter(matter_id__in=hidden).update(address="Ögatan 9")


def telling_lists(harness: Harness, only: str = "") -> list[str]:
    """The lists that look otherwise when nothing but what is hidden has changed."""
    found = []
    for route, actor in lists(only):
        before = looks(harness, route, actor)
        with enter(harness.rooms[HOME_OF[route.kind]]) as entered, undone(entered.alias):
            change_hidden(harness, actor, route.kind)
            after = looks(harness, route, actor)
        if before != after:
            found.append(f"{route} as {actor.name}")
    return found


def test_no_list_changes_when_only_what_is_hidden_does(harness: Harness) -> None:
    assert telling_lists(harness) == []


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_list_in_the_order_of_hidden_names_is_found(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    ordered_by_what_is_masked(monkeypatch, harness)
    assert "landlord:today as officer" in telling_lists(harness, "today")


# --- commands ---

COMMANDS = (["trail", "verify"], ["trail", "verify", "--json"], ["trail", "anchor"])


def told_by_commands(harness: Harness, capfd: pytest.CaptureFixture[str]) -> set[int]:
    """Whose canaries the commands about a room print."""
    capfd.readouterr()
    for command in COMMANDS:
        for slug in HOME_OF.values():
            main([*command[:2], slug, *command[2:]])
    return harness.world.marks_in("".join(capfd.readouterr()))


def test_no_command_about_a_room_prints_anything_of_anybody(
    harness: Harness, capfd: pytest.CaptureFixture[str]
) -> None:
    assert told_by_commands(harness, capfd) == set()


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_command_that_names_somebody_is_found(
    harness: Harness, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = verifying.verify

    def naming(*said: Any) -> Any:
        for person in Person.objects.all()[:1]:
            print(person.name)
        return real(*said)

    monkeypatch.setattr(verifying, "verify", naming)
    assert told_by_commands(harness, capfd)


# --- work in the background ---


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_work_that_writes_a_protected_name_where_it_is_not_protected_is_found(
    harness: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The morning's list is worked out by nobody's rights, so nothing it writes may hold a name."""
    real = assessment._row

    def naming(lease: UUID, *said: Any) -> Any:
        row = list(real(lease, *said))
        tenants = ProtectedDetails.objects.filter(person__lease_tenants__lease_id=lease)
        row[10] = ", ".join(tenants.values_list("name", flat=True))
        return tuple(row)

    monkeypatch.setattr(assessment, "_row", naming)
    with enter(harness.rooms[HOME_OF["landlord"]]) as entered, undone(entered.alias):
        with recorded("test"):
            assessment.assess(on=ON)
        found = first_told(harness, cells_of("today"), "(protected) is in the answer")
    assert found is not None


# --- receipts ---


def receipt_for(harness: Harness, name: str) -> dict[str, Any]:
    """What the social services answer a notice about somebody with, but for what names the notice itself."""
    with enter(harness.rooms[HOME_OF["social"]]):
        here = slips.ourselves()
    with enter(harness.rooms[HOME_OF["landlord"]]):
        signed = sign(replace(paper_world._paper(name, hidden=False), receiver=here))
        key = own_public_key()
    with enter(harness.rooms[HOME_OF["social"]]) as entered, undone(entered.alias), recorded("test"):
        Counterpart.objects.filter(pk=paper_world.OTHER).update(public_key=key, party="private_landlord")
        kept = receiving.take_in(to_file(signed), came_by=CameBy.FILE)
        assert kept is not None
        assert kept.checked == "good", kept.why_held
        receipt = paper_from(bytes(SentPaper.objects.get(kind="receipt").canonical))
        return {**receipt.content, "paper": "", "ground": receipt.ground, "kind": str(receipt.kind)}


def test_a_receipt_is_the_same_whether_the_person_is_known_or_not(harness: Harness) -> None:
    known = f"zq{harness.world.mark_of(harness.world.matters[Relation.OWN_DISTRICT][0]):03d}zq"
    assert receipt_for(harness, known) == receipt_for(harness, "zq999zq")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_receipt_that_differs_is_found(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    real = slips._slip

    def telling(kind: Any, to: Any, *, content: dict[str, Any], **said: Any) -> None:
        name = ReceivedPaper.objects.latest("taken_in_at").told["about_name"]
        if Person.objects.filter(name__contains=name[-7:]).exists():
            content |= {"received": "2026-11-10"}
        real(kind, to, content=content, **said)

    monkeypatch.setattr(slips, "_slip", telling)
    known = f"zq{harness.world.mark_of(harness.world.matters[Relation.OWN_DISTRICT][0]):03d}zq"
    assert receipt_for(harness, known) != receipt_for(harness, "zq999zq")
