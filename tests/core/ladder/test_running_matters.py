"""A new version holds for rents that fall due from its first day; what fell due before goes on as it began."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kvarbo.core.facts import Bill, BillKind, Event, EventKind, Facts, LadderStep, Lease
from kvarbo.core.ladder.loading import load_named
from kvarbo.core.ladder.next_steps import SuggestedStep, next_steps

HEMMA = replace(load_named("hemma"), valid_from=date(2026, 1, 1))
NEW = replace(load_named("timrabo"), valid_from=date(2026, 11, 1), earlier=(HEMMA,))
OCTOBER = Bill("o", date(2026, 10, 1), BillKind.RENT, date(2026, 9, 30), 800_000)
NOVEMBER = Bill("n", date(2026, 11, 1), BillKind.RENT, date(2026, 10, 30), 800_000)
DECEMBER = Bill("d", date(2026, 12, 1), BillKind.RENT, date(2026, 11, 30), 800_000)


def facts(*bills: Bill, events: tuple[Event, ...] = ()) -> Facts:
    return Facts(Lease(start=date(2015, 4, 1)), (), bills, (), events, date(2027, 1, 31))


def asked(known: Facts, on: date) -> tuple[SuggestedStep, ...]:
    return next_steps(policy=NEW, facts=known, on=on).value


def versions(steps: tuple[SuggestedStep, ...]) -> set[str]:
    return {step.why[0].source.split(",")[0] for step in steps}


def test_a_rent_that_fell_due_before_goes_on_under_the_version_of_its_day() -> None:
    on = date(2026, 11, 20)
    alone = next_steps(policy=HEMMA, facts=facts(NOVEMBER), on=on)
    now = next_steps(policy=NEW, facts=facts(NOVEMBER), on=on)
    assert now.value == alone.value != ()
    assert any("går vidare enligt Hemmas månad, version 1." in step.text for step in now.steps)


def test_a_rent_that_falls_due_later_is_asked_about_by_the_new_version_alone() -> None:
    on = date(2026, 12, 14)
    alone = next_steps(policy=replace(NEW, earlier=()), facts=facts(DECEMBER), on=on)
    now = next_steps(policy=NEW, facts=facts(DECEMBER), on=on)
    assert now == alone
    assert alone.value


def test_a_home_with_one_of_each_has_both_and_one_call_for_both() -> None:
    steps = asked(facts(NOVEMBER, DECEMBER), date(2026, 12, 14))
    assert len(versions(steps)) == 2
    kinds = [step.step for step in steps if step.step in ("call", "visit", "cooperation_meeting", "joint_meeting")]
    assert len(kinds) == len(set(kinds))


def test_before_the_first_version_the_first_one_holds() -> None:
    old = replace(HEMMA, valid_from=date(2026, 10, 15))
    both = replace(NEW, earlier=(old,))
    assert both.held_on(date(2026, 9, 30)) is old
    assert both.held_on(date(2026, 10, 31)) is old
    assert both.held_on(date(2026, 11, 1)) is both


def test_what_was_done_under_the_old_version_stands() -> None:
    done = Event(date(2026, 11, 9), EventKind.CONTACT, step=LadderStep.VISIT, channel="visit", reached=False)
    before = asked(facts(OCTOBER), date(2026, 11, 2))
    after = asked(facts(OCTOBER, events=(done,)), date(2026, 11, 10))
    assert "visit" in {step.step for step in before}
    assert "visit" not in {step.step for step in after}
