"""Every worked example once more, through the database: rows give the same facts, and the facts the same steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kvarbo.core.facts import Event, Facts
from kvarbo.core.ladder.cases import LadderCase, Question, load_case
from kvarbo.core.ladder.loading import LANDLORDS, load_named
from kvarbo.core.ladder.next_steps import next_steps
from kvarbo.core.ladder.replay import facts_on
from kvarbo.core.ladder.words import TAG_WORDS
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.queries import at_work
from kvarbo.house.actions import let_in, make_account
from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach.actions import assess, follow_policy, pause
from kvarbo.landlord.outreach.models import Suggestion
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.models import Lease
from tests.journeys.facts_as_rows import write

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "ladders"
CASES = {f"{path.parent.name}/{path.stem}": load_case(path) for path in sorted(FOLDER.rglob("*.yaml"))}
# What a file may say and the pages never let in. Each is tried below.
PAGES_REFUSE = {
    "hemma/19-paus-utan-slut": "a pause is refused without its last day",
    "hemma/30-dag-28-okant-om-nadd": "a contact is refused without how it went",
}
FOLLOWED = [pytest.param(case, id=name) for name, case in CASES.items() if name not in PAGES_REFUSE]


@pytest.fixture
def room(rooms: dict[str, Any]) -> Any:
    with enter(rooms["kvarnbyhem"]):
        yield rooms["kvarnbyhem"]


def follow(policy: str) -> None:
    text = (LANDLORDS / f"{policy}.yaml").read_text(encoding="utf-8")
    with recorded("test"):
        follow_policy(text=text, valid_from=date(2020, 1, 1), by="test")


def facts_of(case: LadderCase, question: Question) -> Facts:
    read = case.facts_for(question)
    return facts_on(read, question.day) if case.read.payments_known == "each_day" else read.facts


def in_order(told: Facts) -> Facts:
    """Events of one day have no order of their own, and neither have payments."""
    return replace(
        told,
        events=tuple(sorted(told.events, key=_event_order)),
        payments=tuple(sorted(told.payments, key=lambda payment: payment.id)),
        bills=tuple(sorted(told.bills, key=lambda bill: bill.id)),
    )


def _event_order(event: Event) -> tuple[Any, ...]:
    return event.date, event.kind.value, event.step or "", event.channel or ""


def steps_of(told: Facts, question: Question, policy: str) -> set[tuple[Any, ...]]:
    """The steps of the case's own facts."""
    found = next_steps(policy=load_named(policy), facts=told, on=question.day).value
    return {
        (
            *(step.rule, step.step, step.state, step.month, step.channel or "", step.amount, step.due_on),
            tuple(TAG_WORDS[first.tag] for first in step.who_first),
        )
        for step in found
    }


def rows_of(lease: Any) -> set[tuple[Any, ...]]:
    return {
        (
            *(row.rule, row.step, "waiting" if row.waiting_for else "now"),
            *(row.month, row.channel, row.amount, row.due_on),
            tuple(first["tag"] for first in row.who_first),
        )
        for row in Suggestion.objects.filter(lease_id=lease)
    }


@pytest.mark.parametrize("case", FOLLOWED)
def test_rows_in_the_tables_give_the_facts_of_the_case_and_the_same_steps(room: Any, case: LadderCase) -> None:
    follow(case.policy)
    for question in case.questions:
        told = facts_of(case, question)
        lease, expected = write(told)
        built = known_facts([lease])[lease]
        assert in_order(built) == in_order(expected)
        with recorded("test"):
            assess(on=question.day, leases=[lease])
        assert rows_of(lease) == steps_of(told, question, case.policy)
        now = Suggestion.objects.filter(lease_id=lease, waiting_for="")
        assert sorted(now.values_list("step", flat=True)) == sorted(question.now)
        Lease.objects.filter(pk=lease).delete()


def test_what_the_pages_never_let_in_is_refused(rooms: dict[str, Any]) -> None:
    account = make_account(email="anna@kvarnbyhem.example", name="Anna", password=None)
    let_in(account=account, room=rooms["kvarnbyhem"])
    with enter(rooms["kvarnbyhem"]), recorded("test"):
        take_in_member(account_id=account.pk, name="Anna", roles=["rent_officer"], unit=None)
        anna = at_work(account_id=account.pk)
        lease, _ = write(facts_of(CASES["hemma/01-sa-gar-manaden"], CASES["hemma/01-sa-gar-manaden"].questions[0]))
        kept = Lease.objects.get(pk=lease)
        with pytest.raises(CannotDo, match="Välj varför"):
            pause(lease=kept, on=date(2026, 11, 5), by=anna, until=date(2026, 11, 20), reason="utreds")
        assert set(PAGES_REFUSE) <= set(CASES)
