"""Replay: what each morning knows, and what is taken for granted."""

from __future__ import annotations

from datetime import date

from kvarbo.core.facts_yaml import facts_file_from_yaml
from kvarbo.core.ladder.loading import load_named
from kvarbo.core.ladder.replay import Assume, facts_on, replay

HEMMA = load_named("hemma")
LATE = """
bills:
  - {month: 2026-11, kind: rent, due: 2026-10-30, amount: 8412}
"""
EACH_DAY = LATE + "known_through: each_day\n"
FIRST, LAST = date(2026, 10, 30), date(2026, 11, 29)


def lines(text: str, assume: Assume = Assume.DONE, *, waiting: bool = False) -> list[tuple[int, str, str]]:
    read = facts_file_from_yaml(text)
    played = replay(policy=HEMMA, read=read, from_day=FIRST, to_day=LAST, assume=assume, waiting=waiting)
    return [(line.on.day, line.suggested.step, line.suggested.state) for line in played]


def test_a_morning_knows_what_was_booked_through_yesterday() -> None:
    text = EACH_DAY + "payments:\n  - {booked: 2026-11-05, amount: 8412}\n"
    read = facts_file_from_yaml(text)
    assert facts_on(read, date(2026, 11, 5)).payments == ()
    assert len(facts_on(read, date(2026, 11, 6)).payments) == 1
    assert facts_on(read, date(2026, 11, 6)).known_through == date(2026, 11, 5)


def test_with_a_stated_day_the_play_has_hindsight_and_keeps_the_rules_days() -> None:
    text = LATE + "known_through: 2026-11-30\n"
    assert lines(text)[:4] == [
        (2, "notify", "now"),
        (2, "call", "now"),
        (6, "call", "now"),
        (6, "collection_file", "now"),
    ]


def test_done_never_asks_twice() -> None:
    told = [step for _, step, _ in lines(EACH_DAY)]
    assert told == [
        "notify",
        "call",
        "call",
        "collection_file",
        "visit",
        "cooperation_meeting",
        "joint_meeting",
        "to_kronofogden",
    ]


def test_an_event_of_the_day_says_how_the_step_went() -> None:
    events = "events:\n  - {date: 2026-11-18, kind: contact, channel: visit, reached: true, outcome: talked}\n"
    told = lines(EACH_DAY + events)
    assert (18, "visit", "now") in told
    assert "to_kronofogden" not in [step for _, step, _ in told]


def test_a_pause_holds_from_its_own_day() -> None:
    told = lines(EACH_DAY + "events:\n  - {date: 2026-11-06, kind: pause, until: 2026-11-10}\n")
    assert (6, "call", "now") not in told
    assert (11, "call", "now") in told


def test_what_waits_is_told_once_for_each_reason() -> None:
    told = [line for line in lines(EACH_DAY, Assume.NOTHING, waiting=True) if line[1] == "notify"]
    assert told == [(2, "notify", "waiting"), (4, "notify", "now"), (5, "notify", "now")]


def test_what_the_law_holds_is_told_even_when_waiting_steps_are_not_asked_for() -> None:
    assert lines(EACH_DAY)[-1] == (27, "to_kronofogden", "waiting")


def test_payments_said_to_be_unknown_let_nothing_reach_the_tenant() -> None:
    assert lines(LATE + "known_through: null\n") == []
    waiting = lines(LATE + "known_through: null\n", waiting=True)
    assert {state for _, _, state in waiting} == {"waiting"}
    assert "to_kronofogden" in [step for _, step, _ in waiting]
