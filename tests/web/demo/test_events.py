"""What the staff of Kvarnbyhem have done when the town is opened on a day."""

from __future__ import annotations

from datetime import date

import pytest

from kvarbo.core.calendar import is_arbetsdag
from kvarbo.web.demo.events import DemoEvent, events_of, notify_day
from kvarbo.web.demo.staff import KARIN, LANDLORD_ROOM, STAFF
from kvarbo.web.demo.stages import Stage, stage_date
from kvarbo.web.demo.town import Town, build_town

LATEST = date(2026, 11, 1)


@pytest.fixture(scope="module")
def town() -> Town:
    return build_town(today=stage_date(Stage.DAY_28), homes=900, months=4)


@pytest.fixture(scope="module")
def events(town: Town) -> tuple[DemoEvent, ...]:
    return events_of(town)


def this_month(events: tuple[DemoEvent, ...]) -> list[DemoEvent]:
    return [event for event in events if event.month == LATEST]


def test_before_day_2_nothing_of_the_latest_month_is_done(town: Town) -> None:
    assert this_month(events_of(town.on(stage_date(Stage.DAY_2)))) == []


def test_by_day_7_messages_are_sent_and_nobody_has_been_called_by_us(town: Town) -> None:
    done = this_month(events_of(town.on(stage_date(Stage.DAY_7))))
    assert {(event.date, event.step) for event in done if event.kind == "contact" and not event.incoming} == {
        (date(2026, 11, 3), "notify")
    }


def test_by_day_28_every_step_of_the_month_has_been_taken(events: tuple[DemoEvent, ...]) -> None:
    steps = {event.step for event in this_month(events)}
    assert steps == {"", "notify", "call", "visit", "cooperation_meeting"}
    assert {event.kind for event in events} == {"contact", "promise", "pause"}
    assert {event.reached for event in events} == {True, False, None}


def test_an_earlier_stage_is_the_beginning_of_a_later_one(town: Town, events: tuple[DemoEvent, ...]) -> None:
    for stage in Stage:
        day = stage_date(stage)
        assert events_of(town.on(day)) == tuple(event for event in events if event.date < day)


def test_nobody_is_contacted_after_a_payment_in_time(town: Town, events: tuple[DemoEvent, ...]) -> None:
    accounts = {lease.number: town.account(lease) for lease in town.leases}
    assert events
    assert all(accounts[event.lease_number].is_late(event.month) for event in events)


def test_the_message_waits_until_payments_are_known_past_the_due_date() -> None:
    assert notify_day(date(2026, 10, 30)) == date(2026, 11, 3)
    assert notify_day(date(2026, 8, 31)) == date(2026, 9, 2)


def test_work_is_done_on_working_days_by_people_of_the_landlord(events: tuple[DemoEvent, ...]) -> None:
    staff = {member.email for member in STAFF if member.room == LANDLORD_ROOM}
    assert all(is_arbetsdag(event.date) for event in events)
    assert {event.staff_email for event in events} - staff == set()
    assert len({event.staff_email for event in events}) == 4


def test_promises_and_pauses_end_after_they_are_given(events: tuple[DemoEvent, ...]) -> None:
    resting = [event for event in events if event.kind != "contact"]
    assert resting
    assert all(event.until is not None and event.until > event.date for event in resting)
    assert all(event.reason for event in events if event.kind == "pause")


def test_only_the_named_handler_meets_a_protected_person_and_no_message_goes_out(
    town: Town, events: tuple[DemoEvent, ...]
) -> None:
    protected = {lease.number for lease in town.leases if lease.protected}
    theirs = [event for event in events if event.lease_number in protected]
    assert theirs
    assert {event.staff_email for event in theirs} == {KARIN.email}
    assert {event.channel for event in theirs} - {"letter", "call", ""} == set()


def test_staff_have_addresses_that_go_nowhere_and_a_room_each() -> None:
    assert len({member.email for member in STAFF}) == 10
    assert all(member.email.endswith("@kvarnby.example") for member in STAFF)
    assert [member.name for member in STAFF if not member.room] == ["Nils Ek"]
