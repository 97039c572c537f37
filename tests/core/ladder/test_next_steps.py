"""Next steps: what waits, what replaces what, what a payment does, and that every suggestion explains itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvarbo.core.calendar import is_arbetsdag, last_weekday_before_month
from kvarbo.core.facts import Bill, BillKind, Event, EventKind, Facts, Lease, LeaseKind, Payment, PersonFacts, Role
from kvarbo.core.ladder.loading import LANDLORDS, load_named, policy_from_yaml
from kvarbo.core.ladder.next_steps import SuggestedStep, next_steps
from kvarbo.core.ladder.open_months import cover_day
from kvarbo.core.ladder.policy import CONTACT_STEPS, INSIDE_STEPS, Policy, PolicyNotInForce
from kvarbo.core.ladder.repeated import repeated_late

HEMMA = load_named("hemma")
TEXT = (LANDLORDS / "hemma.yaml").read_text(encoding="utf-8")
DUE = date(2026, 10, 30)
NOVEMBER = Bill("nov", date(2026, 11, 1), BillKind.RENT, DUE, 841200)
LATE = Facts(Lease(), (), (NOVEMBER,), known_through=date(2026, 12, 31))
DAY_7 = date(2026, 11, 6)


def changed(*changes: tuple[str, str]) -> Policy:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return policy_from_yaml(text, where="eget.yaml")


def suggested(facts: Facts, on: date, policy: Policy = HEMMA) -> tuple[SuggestedStep, ...]:
    return next_steps(policy=policy, facts=facts, on=on).value


def steps(facts: Facts, on: date, policy: Policy = HEMMA) -> list[tuple[str, str]]:
    return [(item.step, item.state) for item in suggested(facts, on, policy)]


def contact(on: date, channel: str = "call", **facts: object) -> Event:
    return Event(on, EventKind.CONTACT, channel=channel, **facts)  # type: ignore[arg-type]


def test_a_suggestion_tells_rule_version_quote_facts_dates_and_law() -> None:
    item = suggested(LATE, DAY_7)[1]
    assert (item.rule, item.step, item.due_on, item.amount) == ("dag-7-inkasso", "collection_file", DAY_7, 841200)
    told = [(step.text[:60], step.source) for step in item.why]
    assert told == [
        (
            "Lämna ärendet till inkasso. Gå igenom listan först: den som ",
            "Hemmas månad, version 1, i kraft från mån 1 januari 2018, regel dag-7-inkasso",
        ),
        ("Källan: ”Ärendet skickas till inkasso. Samtidigt hänvisas ku", "Hemmas månad, Tidslinjen, dag 7"),
        ("Hyran för november 2026 förföll fre 30 oktober 2026: 8 412 k", "fakta"),
        ("Dag 7 efter förfallodagen är fre 6 november 2026.", "almanackan"),
        ("Betalningar är kända till och med tors 31 december 2026.", "fakta"),
        ("Hyresrätten kan vara förverkad först när hyran är mer än en ", "lagen"),
    ]


def test_a_contact_that_replaces_earlier_ones_says_so() -> None:
    call = suggested(LATE, DAY_7)[0]
    assert "Ersätter det som inte hanns med: sms eller e-post (dag 2) och samtal (dag 2)." in [s.text for s in call.why]


def test_done_contacts_are_not_told_as_replaced() -> None:
    done = replace(LATE, events=(contact(date(2026, 11, 2), reached=False), contact(date(2026, 11, 2), "sms")))
    call = suggested(done, DAY_7)[0]
    assert not any("Ersätter" in step.text for step in call.why)
    assert any(step.text.startswith("2 kontakter sedan förfallodagen.") for step in call.why)


def test_a_call_before_the_rules_day_does_not_carry_it_out() -> None:
    assert steps(replace(LATE, events=(contact(date(2026, 11, 5), reached=False),)), DAY_7)[0] == ("call", "now")


def test_having_talked_is_enough_for_call_and_message_but_not_for_the_visit() -> None:
    talked = replace(LATE, events=(contact(date(2026, 11, 18), incoming=True, reached=True),))
    assert ("visit", "now") in steps(talked, date(2026, 11, 18))
    talked = replace(LATE, events=(contact(date(2026, 11, 2), "visit", reached=True),))
    assert steps(talked, date(2026, 11, 2)) == []


def test_what_has_not_happened_yet_is_not_known() -> None:
    tomorrow = replace(LATE, events=(contact(date(2026, 11, 7), reached=True),))
    assert suggested(tomorrow, DAY_7) == suggested(LATE, DAY_7)


def test_a_rule_that_says_same_day_does_not_wait_for_an_arbetsdag() -> None:
    policy = changed(("on_non_working_day: later", "on_non_working_day: same"))
    sunday = date(2026, 11, 1)
    assert steps(LATE, sunday, policy) == [("notify", "now")]
    assert steps(LATE, sunday) == []


def test_a_rule_that_says_earlier_is_asked_for_the_working_day_before() -> None:
    start = TEXT.index("  - key: dag-24-samverkansmote")
    earlier = TEXT[:start] + TEXT[start:].replace("on_non_working_day: later", "on_non_working_day: earlier", 1)
    policy = policy_from_yaml(earlier.replace("day: 24", "day: 23"), where="eget.yaml")
    meeting = [item for item in suggested(LATE, date(2026, 11, 20), policy) if item.step == "cooperation_meeting"]
    assert [item.due_on for item in meeting] == [date(2026, 11, 20)]


def test_a_letter_for_those_not_reached_can_be_asked_for() -> None:
    policy = changed(
        (
            "step: call\n    channels: [call]\n    when: [all_unpaid]",
            "step: letter\n    channels: [letter]\n    when: [not_reached]",
        )
    )
    assert ("letter", "now") in steps(LATE, DAY_7, policy)
    reached = replace(LATE, events=(contact(date(2026, 11, 4), reached=True),))
    assert "letter" not in [step for step, _ in steps(reached, DAY_7, policy)]


def test_a_rule_can_be_for_a_group() -> None:
    policy = changed(
        ("channels: [call]\n    when: [all_unpaid]", "channels: [call]\n    when: [group]\n    groups: [old]")
    )
    assert [item.rule for item in suggested(LATE, DAY_7, policy)][:2] == ["dag-2-notis", "dag-2-samtal"]
    old = replace(LATE, people=(PersonFacts(Role.TENANT, date(1940, 1, 1)),))
    call = suggested(old, DAY_7, policy)[0]
    assert call.rule == "dag-7-samtal"
    assert "En hyresgäst är 65 år eller äldre." in [step.text for step in call.why]


def test_counted_arbetsdagar_skip_weekends_and_holidays() -> None:
    policy = changed(("    day: 19", "    day: 5\n    counted_in: arbetsdagar"))
    visit = [item for item in suggested(LATE, date(2026, 11, 6), policy) if item.step == "visit"]
    assert [item.due_on for item in visit] == [date(2026, 11, 6)]
    assert "Arbetsdag 5 efter förfallodagen är fre 6 november 2026." in [step.text for step in visit[0].why]


def test_an_agreement_without_a_day_runs_as_long_as_the_policy_says() -> None:
    agreed = replace(LATE, events=(contact(date(2026, 11, 4), reached=True, outcome="agreement"),))
    assert {state for _, state in steps(agreed, date(2026, 11, 11))} == {"waiting"}
    assert suggested(agreed, date(2026, 11, 11))[0].waiting_on == "promise"
    assert {state for _, state in steps(agreed, date(2026, 11, 12))} == {"now"}


def test_a_broken_promise_is_told_among_the_reasons() -> None:
    promised = replace(LATE, events=(Event(date(2026, 11, 3), EventKind.PROMISE, until=date(2026, 11, 5)),))
    texts = [step.text for step in suggested(promised, DAY_7)[0].why]
    assert "Löftet eller överenskommelsen till tors 5 november 2026 gav ingen full betalning." in texts


def test_a_pause_for_another_month_holds_nothing() -> None:
    other = replace(LATE, events=(Event(date(2026, 11, 3), EventKind.PAUSE, month=date(2026, 9, 1)),))
    assert steps(other, DAY_7) == steps(LATE, DAY_7)


def test_the_law_holds_kronofogden_until_the_demands_time_is_out() -> None:
    demand = Event(date(2026, 11, 18), EventKind.STEP_DONE, step="collection_demand", reached=False)
    notice = Event(date(2026, 11, 24), EventKind.STEP_DONE, step="social_board_notice")

    def last(*events: Event, on: date) -> SuggestedStep:
        return suggested(replace(LATE, events=events), on)[-1]

    missing = last(on=date(2026, 11, 27))
    assert (missing.step, missing.state, missing.waiting_on) == ("to_kronofogden", "waiting", "law")
    assert str(missing.waiting_for).endswith("Det är inte antecknat: inkassokrav.")
    running = last(demand, notice, on=date(2026, 11, 27))
    assert str(running.waiting_for).endswith("Tiden går ut lör 28 november 2026.")
    assert str(last(demand, on=date(2026, 11, 30)).waiting_for).endswith(
        "Det är inte antecknat: meddelande till socialnämnden."
    )
    assert last(demand, notice, on=date(2026, 11, 30)).state == "now"


def test_two_open_months_give_one_call_for_both() -> None:
    december = Bill("dec", date(2026, 12, 1), BillKind.RENT, date(2026, 11, 30), 841200)
    calls = [
        item for item in suggested(replace(LATE, bills=(NOVEMBER, december)), date(2026, 12, 7)) if item.step == "call"
    ]
    assert len(calls) == 1
    visits = [i for i in suggested(replace(LATE, bills=(NOVEMBER, december)), date(2026, 12, 28)) if i.step == "visit"]
    assert [(visit.month, visit.amount) for visit in visits] == [(date(2026, 11, 1), 2 * 841200)]
    assert visits[0].why[-1].text == "Gäller också hyran för december 2026: 8 412 kr."
    files = [
        i
        for i in suggested(replace(LATE, bills=(NOVEMBER, december)), date(2026, 12, 28))
        if i.step == "collection_file"
    ]
    assert [item.month.month for item in files] == [11, 12]


def test_a_policy_is_not_asked_before_it_is_in_force() -> None:
    with pytest.raises(PolicyNotInForce, match="gäller från mån 1 januari 2018"):
        next_steps(policy=HEMMA, facts=LATE, on=date(2017, 12, 31))


def test_repeated_lateness_tells_which_months() -> None:
    bills = [NOVEMBER] + [
        Bill(f"b{m}", date(2026, m, 1), BillKind.RENT, date(2026, m, 1) - timedelta(days=1), 800000) for m in (3, 4)
    ]
    facts = replace(LATE, bills=tuple(bills))
    finding = repeated_late(policy=HEMMA, facts=facts, on=DAY_7)
    assert finding.value == (date(2026, 3, 1), date(2026, 4, 1), date(2026, 11, 1))
    assert finding.steps[-1].text == "Upprepat är minst 3 sena månader på 12."
    assert repeated_late(policy=HEMMA, facts=LATE, on=DAY_7).value == ()


@pytest.mark.parametrize("kind", [kind for kind in LeaseKind if kind is not LeaseKind.DWELLING])
def test_only_dwellings_are_followed(kind: LeaseKind) -> None:
    assert steps(replace(LATE, lease=Lease(kind=kind)), date(2026, 11, 27)) == []


MONTHS = [date(2026 + n // 12, n % 12 + 1, 1) for n in range(24)]


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_over_24_months_nobody_is_contacted_whose_money_was_sent_in_time(month: date) -> None:
    """The money is ordered on the last day and booked up to two bank days later; the file is read every morning."""
    due = last_weekday_before_month(month).reading_a
    bill = Bill("a", month, BillKind.RENT, due, 841200)
    arrives = cover_day(due, 2)
    payment = Payment("b", arrives, 841200, due, bill_id="a")
    on = due
    while on < due + timedelta(days=32):
        yesterday = on - timedelta(days=1)
        known = (payment,) if arrives <= yesterday else ()
        facts = Facts(Lease(), (), (bill,), known, known_through=yesterday)
        assert [item for item in suggested(facts, on) if item.state == "now"] == []
        on += timedelta(days=1)


DAYS = st.dates(date(2026, 10, 20), date(2027, 1, 10))
EVENTS = st.builds(
    Event,
    date=DAYS,
    kind=st.sampled_from([EventKind.CONTACT, EventKind.STEP_DONE]),
    step=st.sampled_from([None, "visit", "collection_file", "cooperation_meeting"]),
    channel=st.sampled_from(["call", "sms", "visit", None]),
    reached=st.sampled_from([True, False, None]),
)


@st.composite
def some_facts(draw: st.DrawFn) -> Facts:
    paid = draw(st.integers(0, 900000))
    payments = (Payment("b", draw(DAYS), paid, bill_id="nov"),) if paid else ()
    known = draw(st.one_of(st.none(), DAYS))
    return replace(LATE, payments=payments, events=tuple(draw(st.lists(EVENTS, max_size=5))), known_through=known)


@settings(max_examples=150)
@given(some_facts(), DAYS)
def test_whatever_the_facts_the_promises_of_the_ladder_hold(facts: Facts, on: date) -> None:
    found = suggested(facts, on)
    covered = facts.known_through is not None and facts.known_through >= cover_day(DUE, 2)
    for item in found:
        assert item.due_on <= on
        assert item.amount > 0
        if item.state == "now":
            assert is_arbetsdag(on)
            assert covered or item.step in INSIDE_STEPS
    contacts = [item.rule for item in found if item.step in CONTACT_STEPS]
    assert len({next(r.day for r in HEMMA.rules if r.key == key) for key in contacts}) <= 1
    assert suggested(facts, on) == found


@settings(max_examples=100)
@given(some_facts(), DAYS)
def test_paying_everything_takes_the_lease_off_at_once(facts: Facts, on: date) -> None:
    paid = replace(facts, payments=(*facts.payments, Payment("allt", on, 841200, bill_id="nov")))
    assert suggested(paid, on) == ()
