"""A landlord cannot tell whom the social services know: not by a word, a number, an order, a file or an hour.

Two landlords do the same day by day. The social services know half of the one's tenants, and do everything a room of
theirs can do about them; of the other's they know nobody. Every day all that each landlord can see is laid side by
side. What the social services themselves choose to write in a paper is theirs to answer for, and not tried here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from kvarbo.doors.papers.canonical import paper_from
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.post import courier, queries, slips
from kvarbo.doors.post.courier import carry_all
from kvarbo.doors.post.models import ReceivedPaper, SentPaper
from kvarbo.doors.post.register import next_number
from kvarbo.ground import clock
from kvarbo.house.queries import room_called
from kvarbo.house.rooms import enter
from kvarbo.social.casework.models import MatterEvent, MatterEventKind, MatterPerson
from tests.journeys.known_acts import (
    KNOWN_HOMES,
    NOTICED,
    act,
    answer_questions,
    answer_the_post,
    hand_over_notice,
    recall_latest,
    take_consents,
)
from tests.journeys.landlords_view import Look, SeenDifference, must_look_alike
from tests.journeys.two_landlords import (
    FIRST_DAY,
    SOCIAL,
    World,
    read_list,
    two_landlords,
)


@pytest.fixture
def world(rooms: dict[str, Any], tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    """The two landlords, known to the social services as organisations, on the first day."""
    settings.KVARBO_TODAY = FIRST_DAY.isoformat()
    return two_landlords(rooms, tmp_path, lambda played: monkeypatch.setattr(clock, "datetime", played))


def play(world: World, settings: Any, days: int) -> int:
    """Play the days, looking at both rooms twice a day and at everything now and then; how much was compared."""
    compared = 0
    for day in range(days):
        settings.KVARBO_TODAY = (FIRST_DAY + timedelta(days=day)).isoformat()
        _before_noon(world, day)
        compared += must_look_alike(world, Look.MORNING)
        _after_noon(world, day)
        compared += must_look_alike(world, Look.WHOLE if day % 15 == 14 or day == days - 1 else Look.EVENING)
    return compared


def _before_noon(world: World, day: int) -> None:
    """The landlords read their lists, answer, hand over; the courier goes; the social services act."""
    for landlord in world.landlords:
        world.hour = 7
        if day % 7 in (0, 3):
            read_list(world, landlord)
            take_consents(world, landlord)
        answer_questions(world, landlord)
        world.hour = 8
        if day % 2 == 1:
            hand_over_notice(world, landlord, NOTICED[day // 2 % len(NOTICED)])
        if day % 11 == 10:
            recall_latest(world, landlord)
    world.hour = 9
    carry_all()
    world.hour = 10
    for home in KNOWN_HOMES:
        act(world, home, day)


def _after_noon(world: World, day: int) -> None:
    """The social services see to their post, the same whoever it is about: a phrase to each, then questions."""
    for hour, asking in ((12, False), (14, True)):
        world.hour = hour
        answer_the_post(world, asking=asking)
        world.hour = hour + 1
        carry_all()


@pytest.mark.parametrize("days", [14, pytest.param(90, marks=pytest.mark.proof)])
def test_whom_the_social_services_know_makes_no_difference_to_the_landlord(
    world: World, settings: Any, days: int
) -> None:
    compared = play(world, settings, days)
    with enter(world.rooms[SOCIAL]):
        done = set(MatterEvent.objects.values_list("kind", flat=True))
        known = set(MatterPerson.objects.values_list("person__name", flat=True))
    assert done == set(MatterEventKind.values)
    assert len(done) == 12
    assert {"Hodan Warsame", "Kent Bergström"} <= known
    assert not {"Kent Bergstrøm", "Nils Ek", "Nils Ed"} & known
    for kind in (PaperKind.NOTICE_UNPAID_RENT, PaperKind.QUESTION, PaperKind.ANSWER, PaperKind.OUTCOME_PHRASE):
        assert world.done[kind.value] >= days // 20
    assert compared > 10 * days
    print(f"{days} days, {compared} comparisons, {dict(sorted(world.done.items()))}")


def test_the_post_asks_the_database_the_same_whoever_a_paper_is_about(world: World, settings: Any) -> None:
    """So that not even how long it takes to receive a paper depends on whom it is about."""
    for landlord in world.landlords:
        read_list(world, landlord)
    for home in KNOWN_HOMES:
        act(world, home, 0)
    with enter(world.rooms[SOCIAL]):
        next_number()  # the year's first paper makes the row of its numbers, whoever it is about
    asked = []
    for landlord in world.landlords:
        hand_over_notice(world, landlord, 3)  # known, and protected, at the social services: the one landlord's only
        with enter(world.rooms[SOCIAL]) as room:
            connection = connections[room.alias]
        with CaptureQueriesContext(connection) as told:
            carry_all()
        asked.append([_shape(query["sql"]) for query in told.captured_queries])
    assert len(asked[0]) > 5
    assert asked[0] == asked[1]


def _shape(sql: str) -> str:
    """What is asked, without the names, ids and texts that are asked with."""
    return re.sub(r"'(?:[^']|'')*'|\b\d+\b|s\d+_x\d+|_sync_\d+|[0-9a-f]{32}", "?", sql.partition(" VALUES ")[0])


# --- planted differences: each is seen ---


def is_known(name: str) -> bool:
    """What no paper may be treated by: whether the social services have the person in a matter."""
    with enter(room_called(SOCIAL)):
        return MatterPerson.objects.filter(person__name=name).exists()


def name_in(paper: ReceivedPaper | SentPaper) -> str:
    return str(paper_from(bytes(paper.canonical or b"")).content["residents"][0]["name"])


def a_receipt_that_says_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The unit that has the matter signs the receipt."""
    real = slips.send_receipt

    def told(received: ReceivedPaper, sender: Any) -> None:
        known = received.kind == PaperKind.NOTICE_UNPAID_RENT and is_known(name_in(received))
        with monkeypatch.context() as meanwhile:
            if known:
                named = replace(slips.ourselves(), name="Socialnämnden i Kvarnby, Boendeenheten")
                meanwhile.setattr(slips, "ourselves", lambda: named)
            real(received, sender)

    monkeypatch.setattr(slips, "send_receipt", told)


def a_receipt_that_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A caseworker is asked first, so the receipt goes with a later courier."""
    real = courier._waiting_in

    def waiting(room: Any, *, at_once: bool) -> list[Any]:
        found = real(room, at_once=at_once)
        if room.slug != SOCIAL or clock.now().hour > 9:
            return found
        with enter(room):
            papers = SentPaper.objects.filter(pk__in=found, kind=PaperKind.RECEIPT)
            about = {one.pk: ReceivedPaper.objects.get(paper_id=one.answers) for one in papers}
            names = {
                pk: name_in(paper) for pk, paper in about.items() if paper.kind == PaperKind.NOTICE_UNPAID_RENT
            }  # fmt: skip
        return [pk for pk in found if not (pk in names and is_known(names[pk]))]

    monkeypatch.setattr(courier, "_waiting_in", waiting)


def a_list_in_an_order_of_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers about those whom somebody already works with come first."""
    real = queries.papers_sent

    def listed(*said: Any, **how: Any) -> queries.Listed:
        found = real(*said, **how)
        return replace(found, rows=tuple(sorted(found.rows, key=lambda row: not is_known(str(row.who[0])))))

    monkeypatch.setattr(queries, "papers_sent", listed)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)  # what is tried is the comparing, not the database
@pytest.mark.parametrize(
    ("plant", "seen_in"),
    [
        (a_receipt_that_says_more, r"table doors\.Receipt"),
        (a_receipt_that_waits, r"at 10, papper/\?visa=ut"),
        (a_list_in_an_order_of_theirs, r"papper/\?visa=ut"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_planted_difference_is_seen(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch, plant: Callable[[pytest.MonkeyPatch], None],
    seen_in: str,
) -> None:  # fmt: skip
    plant(monkeypatch)
    with pytest.raises(SeenDifference, match=seen_in):
        play(world, settings, 6)
