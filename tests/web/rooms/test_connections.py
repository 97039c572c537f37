"""One thread keeps only so many rooms' connections, and never closes one in the middle of something."""

from __future__ import annotations

import pytest
from django.db import connections, transaction

from kvarbo.ground.people.models import Person
from kvarbo.house import rooms as house_rooms
from kvarbo.house.rooms import enter

SLUGS = ("kvarnbyhem", "granngarden", "kvarnby-social")


@pytest.fixture(autouse=True)
def two_at_most(monkeypatch):
    monkeypatch.setattr(house_rooms, "OPEN_ROOMS_PER_THREAD", {"sqlite": 2, "postgresql": 2})
    house_rooms._opened.__dict__.clear()


def opened() -> set[str]:
    return {slug for slug in SLUGS if connections[f"room:{slug}"].connection is not None}


def visit(rooms, slug: str) -> None:
    with enter(rooms[slug]):
        Person.objects.count()


def test_the_room_not_used_for_longest_is_closed_first(rooms):
    for slug in ("kvarnbyhem", "granngarden", "kvarnbyhem", "kvarnby-social"):
        visit(rooms, slug)
    assert opened() == {"kvarnbyhem", "kvarnby-social"}
    visit(rooms, "granngarden")
    assert opened() == {"kvarnby-social", "granngarden"}


def test_a_room_in_the_middle_of_a_transaction_stays_open(rooms):
    with enter(rooms["kvarnbyhem"]) as room, transaction.atomic(using=room.alias):
        Person.objects.create(source_key="1")
        visit(rooms, "granngarden")
        visit(rooms, "kvarnby-social")
        assert Person.objects.count() == 1
    visit(rooms, "kvarnbyhem")
    assert len(opened()) <= 2
    with enter(rooms["kvarnbyhem"]):
        assert Person.objects.count() == 1


def test_a_closed_room_opens_again_when_it_is_entered(rooms):
    for _ in range(3):
        for slug in SLUGS:
            visit(rooms, slug)
    assert len(opened()) == 2
