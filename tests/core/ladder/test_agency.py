"""The debt collector in the ladder: an old word holds, a new one lets go, and a good payer is reminded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core.facts import (
    AgencyReport,
    AgencyStatus,
    Bill,
    BillKind,
    CollectionMatter,
    Event,
    EventKind,
    Facts,
    Lease,
)
from kvarbo.core.facts_yaml import facts_from_yaml
from kvarbo.core.ladder.agency import STATUS_WORDS, latest_report
from kvarbo.core.ladder.holds import WaitingOn
from kvarbo.core.ladder.loading import LANDLORDS, load_named, policy_from_yaml
from kvarbo.core.ladder.next_steps import next_steps
from kvarbo.core.ladder.policy import INSIDE_STEPS, Collector
from kvarbo.core.yaml_fields import YamlRefused

HEMMA = load_named("hemma")
TEXT = (LANDLORDS / "hemma.yaml").read_text(encoding="utf-8")
DUE, MONTH, SENT = date(2026, 10, 30), date(2026, 11, 1), date(2026, 11, 6)
BILL = Bill("nov", MONTH, BillKind.RENT, DUE, 841200)


def facts(*reports: AgencyReport, events: tuple[Event, ...] = ()) -> Facts:
    matter = CollectionMatter(MONTH, SENT, reports)
    return Facts(Lease(), (), (BILL,), events=events, known_through=date(2026, 12, 31), collection=(matter,))


def refusal(old: str, new: str) -> str:
    assert old in TEXT
    with pytest.raises(YamlRefused) as refused:
        policy_from_yaml(TEXT.replace(old, new, 1), where="eget.yaml")
    return str(refused.value)


@given(age=st.integers(0, 40))
def test_what_leaves_the_house_waits_exactly_when_the_status_is_older_than_the_limit(age: int) -> None:
    on = date(2026, 11, 30)
    report = AgencyReport(max(on - timedelta(days=age), SENT), AgencyStatus.FILED)
    found = next_steps(policy=HEMMA, facts=facts(report), on=on).value
    old = (on - report.date).days > 7
    for step in found:
        outside = step.step not in {inside.value for inside in INSIDE_STEPS}
        assert (step.waiting_on == WaitingOn.AGENCY) == (old and outside)


@pytest.mark.parametrize(
    "order", list(permutations([(9, "demand_sent", 17), (16, "plan", 16), (12, "partly_paid", 18)]))
)
def test_the_latest_status_is_the_one_of_the_latest_day_in_whatever_order_they_came(
    order: tuple[tuple[int, str, int], ...],
) -> None:
    reports = [
        AgencyReport(date(2026, 11, day), AgencyStatus(status), date(2026, 11, known)) for day, status, known in order
    ]
    found = latest_report(CollectionMatter(MONTH, SENT, tuple(reports)), date(2026, 11, 30))
    assert found is not None
    assert found.status is AgencyStatus.PLAN


def test_a_report_is_not_known_before_it_was_learnt() -> None:
    matter = CollectionMatter(MONTH, SENT, (AgencyReport(date(2026, 11, 9), AgencyStatus.PAID, date(2026, 11, 17)),))
    assert latest_report(matter, date(2026, 11, 16)) is None
    assert latest_report(matter, date(2026, 11, 17)) is not None


def test_own_collection_asks_for_no_status() -> None:
    start = TEXT.index("  status_at_most_days_old:")
    end = TEXT.index("  good_payer:")
    own = policy_from_yaml((TEXT[:start] + TEXT[end:]).replace("who: agency", "who: own", 1), where="eget.yaml")
    assert own.collection is not None
    assert (own.collection.who, own.collection.status_days) == (Collector.OWN, None)
    found = next_steps(policy=own, facts=facts(), on=date(2026, 11, 30)).value
    assert [step.waiting_on for step in found if step.waiting_on == WaitingOn.AGENCY] == []


def test_a_policy_may_say_nothing_of_collection() -> None:
    silent = replace(HEMMA, collection=None)
    found = next_steps(policy=silent, facts=facts(), on=date(2026, 11, 30)).value
    assert [step for step in found if step.waiting_on == WaitingOn.AGENCY] == []


def test_leaving_out_is_not_a_demand_that_lets_a_later_step_go() -> None:
    removed = Event(SENT, EventKind.REMOVED, step="collection_demand", month=MONTH)
    found = next_steps(policy=HEMMA, facts=replace(facts(events=(removed,)), collection=()), on=date(2026, 12, 11))
    harsh = next(step for step in found.value if step.step == "to_kronofogden")
    assert harsh.waiting_on == WaitingOn.LAW


REFUSALS = [
    (("who: agency", "who: nobody"), "eget.yaml, collection.who: ”nobody” finns inte. Välj något av: agency, own."),
    (("  who: agency\n", ""), "eget.yaml, collection.who: uppgiften saknas."),
    (("who: agency", "who: own"), "den som sköter inkasso själv vet alltid läget."),
    (("    days: 7\n    why: >-\n      Den som redan", "    days: 0\n    why: >-\n      Den som redan"), "minst 1"),
    (("    months: 24\n", ""), "eget.yaml, collection.good_payer.months: uppgiften saknas."),
    (("channels: [letter, email]\n    text", "channels: []\n    text"), "en påminnelse måste säga hur den skickas."),
    (("    step: collection_file", "    step: collection_demand"), "men ingen regel har steget collection_file."),
    (("  good_payer:", "  nice_payer:"), "eget.yaml, collection: nyckeln ”nice_payer” är okänd."),
]


@pytest.mark.parametrize(("change", "sentence"), REFUSALS, ids=[sentence[:40] for _, sentence in REFUSALS])
def test_what_cannot_be_meant_of_collection_is_refused(change: tuple[str, str], sentence: str) -> None:
    assert sentence in refusal(*change)


FACTS = """
lease: {kind: dwelling}
bills: [{month: 2026-11, kind: rent, due: 2026-10-30, amount: 8412}]
collection: [{month: 2026-11, sent: 2026-11-06, reports: [REPORT]}]
events: [EVENT]
"""


@pytest.mark.parametrize(
    ("report", "event", "sentence"),
    [
        ("{date: 2026-11-05, status: plan}", "", "ligger före dagen då ärendet lämnades, 2026-11-06."),
        ("{date: 2026-11-09, status: plan, known: 2026-11-08}", "", "kan inte vara känt före sin egen dag 2026-11-09."),
        ("{date: 2026-11-09, status: gone}", "", "”gone” finns inte. Välj något av: demand_sent"),
        (
            "",
            "{date: 2026-11-06, kind: removed, step: visit, outcome: avtalat}",
            "vilket steg som uteblir och för vilken hyresmånad.",
        ),
    ],
)
def test_facts_of_collection_that_cannot_be_are_refused(report: str, event: str, sentence: str) -> None:
    with pytest.raises(YamlRefused) as refused:
        facts_from_yaml(FACTS.replace("REPORT", report).replace("EVENT", event))
    assert sentence in str(refused.value)


def test_every_status_has_its_words() -> None:
    assert set(STATUS_WORDS) == set(AgencyStatus)
