"""A landlord cannot tell whom the social services know: not by a word, a number, an order, a file or an hour.

Two landlords do the same day by day. The social services know half of the one's tenants, and do everything a room of
theirs can do about them; of the other's they know nobody. Every day all that each landlord can see is laid side by
side. What the social services themselves choose to write in a paper is theirs to answer for, and not tried here.
"""

from __future__ import annotations

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
from kvarbo.doors.post.models import Receipt, ReceivedPaper, SentPaper
from kvarbo.ground import clock
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
    KNOWN,
    SOCIAL,
    UNKNOWN,
    Landlord,
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
    """Play the days, looking at both rooms each morning and evening, and at all of them every week; how much was compared."""
    compared = 0
    for day in range(days):
        settings.KVARBO_TODAY = (FIRST_DAY + timedelta(days=day)).isoformat()
        _before_noon(world, day)
        compared += must_look_alike(world, Look.MORNING)
        _after_noon(world, day)
        compared += must_look_alike(world, Look.WEEKLY if day % 7 == 6 or day == days - 1 else Look.EVENING)
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
