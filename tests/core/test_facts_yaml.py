"""Facts in YAML: everything the tracker of a lease may say, and a clear sentence for everything else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core.facts import (
    Bill,
    BillKind,
    BillLine,
    Event,
    EventKind,
    Facts,
    Lease,
    LeaseKind,
    Payment,
    PersonFacts,
    Role,
)
from kvarbo.core.facts_yaml import PaymentsKnown, facts_file_from_yaml, facts_from_yaml
from kvarbo.core.swedish import money
from kvarbo.core.yaml_fields import YamlRefused, ore

WHOLE = """
lease:
  {start: 2020-03-01, end: null, kind: dwelling, rent: "8 412,50", due: vardag, first_lease: false, autogiro: true}
people:
  - {role: tenant, born: 1990-10-10, registered: true, protected: true}
  - {role: child, born: null}
bills:
  - month: 2026-11
    kind: rent
    due: 2026-10-30
    amount: 8412.50
    lines:
      - {kind: rent, amount: 8300}
      - {kind: insurance, amount: 112.5}
  - {month: 2026-11, kind: rent, due: 2026-10-30, amount: −500, id: kredit}
payments:
  - {booked: 2026-11-03, order_received: 2026-10-30, amount: 8412, reference: 2026-11-rent}
  - {booked: 2026-11-09, amount: 100, bill: kredit, cause_unknown: true, id: x}
events:
  - {date: 2026-11-06, kind: contact, channel: call, reached: true, outcome: agreement, until: 2026-11-25}
  - {date: 2026-11-06, kind: step_done, step: collection_file, month: 2026-11}
  - {date: 2026-11-07, kind: contact, channel: call, incoming: true}
known_through: 2026-11-09
"""


def test_everything_that_can_be_said_is_read() -> None:
    november = date(2026, 11, 1)
    lines = (BillLine(BillKind.RENT, 830000), BillLine(BillKind.INSURANCE, 11250))
    assert facts_from_yaml(WHOLE) == Facts(
        lease=Lease(LeaseKind.DWELLING, date(2020, 3, 1), None, 841250, "vardag", False, True),
        people=(PersonFacts(Role.TENANT, date(1990, 10, 10), True, True), PersonFacts(Role.CHILD)),
        bills=(
            Bill("2026-11-rent", november, BillKind.RENT, date(2026, 10, 30), 841250, lines),
            Bill("kredit", november, BillKind.RENT, date(2026, 10, 30), -50000),
        ),
        payments=(
            Payment("betalning-1", date(2026, 11, 3), 841200, date(2026, 10, 30), "2026-11-rent"),
            Payment("x", date(2026, 11, 9), 10000, bill_id="kredit", cause_unknown=True),
        ),
        events=(
            Event(
                date(2026, 11, 6),
                EventKind.CONTACT,
                channel="call",
                reached=True,
                outcome="agreement",
                until=date(2026, 11, 25),
            ),
            Event(date(2026, 11, 6), EventKind.STEP_DONE, step="collection_file", month=november),
            Event(date(2026, 11, 7), EventKind.CONTACT, channel="call", incoming=True),
        ),
        known_through=date(2026, 11, 9),
    )


def test_two_bills_of_a_kind_in_a_month_get_names_of_their_own() -> None:
    text = "bills:\n" + "  - {month: 2026-11, kind: rent, due: 2026-10-30, amount: 1}\n" * 2
    assert [bill.id for bill in facts_from_yaml(text).bills] == ["2026-11-rent", "2026-11-rent-2"]


def test_how_far_payments_are_known_is_said_or_unknown() -> None:
    assert facts_file_from_yaml("known_through: each_day").payments_known is PaymentsKnown.EACH_DAY
    assert facts_file_from_yaml("known_through: 2026-11-09").payments_known is PaymentsKnown.THROUGH_A_DAY
    assert facts_file_from_yaml("known_through: null").payments_known is PaymentsKnown.UNKNOWN
    assert facts_file_from_yaml("lease: {}").payments_known is PaymentsKnown.UNSTATED
    assert facts_file_from_yaml("lease: {kind: garage}").facts.known_through is None


REFUSED = [
    ("lease: {start: 2020-03-01", "f.yaml, rad 1: filen är inte giltig YAML"),
    ("", "f.yaml: här saknas innehåll"),
    ("- lease", "f.yaml: här ska stå nycklar med värden, inte en lista."),
    ("leese: {}", "f.yaml: nyckeln ”leese” är okänd. Här kan stå: lease, people, bills"),
    ("lease: {kind: villa}", "f.yaml, lease.kind: ”villa” finns inte. Välj något av: dwelling, premises"),
    ("lease: {rent: mycket}", "f.yaml, lease.rent: ”mycket” är inget belopp i kronor."),
    ("lease: {rent: 8412.123}", "f.yaml, lease.rent: ”8412.123” är inget belopp i kronor."),
    ("lease: {rent: 8.412}", "f.yaml, lease.rent: ”8.412” är inget belopp i kronor."),
    ("lease: {rent: true}", "f.yaml, lease.rent: ”true” är inget belopp i kronor."),
    ("lease: {start: 2026-02-30}", "f.yaml: ett värde går inte att läsa"),
    ('lease: {start: "2026-02-30"}', "f.yaml, lease.start: ”2026-02-30” finns inte i almanackan."),
    ("lease: {start: i fjol}", "f.yaml, lease.start: ”i fjol” är inget datum. Skriv till exempel 2026-11-02."),
    ("lease: {start: 2026-11-02 10:00:00}", "f.yaml, lease.start: ”2026-11-02 10:00:00” är inget datum."),
    ("lease: {start: 2026-11-02, end: 2026-11-01}", "f.yaml, lease.end: hyresavtalet slutar 2026-11-01, före"),
    ("lease: {autogiro: ja}", "f.yaml, lease.autogiro: skriv true, false eller null (okänt), inte ”ja”."),
    ("lease:\n  rent: 1\n  rent: 2", "f.yaml, rad 3: nyckeln ”rent” står två gånger. Ta bort den ena."),
    ("lease: null", "f.yaml, lease: här saknas innehåll."),
    ("people: {role: tenant}", "f.yaml, people: här ska stå en lista där varje rad börjar med streck"),
    ("people:\n  - {role: granne}", "f.yaml, people[1].role: ”granne” finns inte."),
    ("bills:\n  - {kind: rent}", "f.yaml, bills[1].month: uppgiften saknas. Lägg till den."),
    ("bills:\n  - {month: 2026-13}", "f.yaml, bills[1].month: ”2026-13” är ingen månad."),
    ("bills:\n  - {month: 2026-11-15}", "f.yaml, bills[1].month: ”2026-11-15” är ingen månad."),
    (
        "bills:\n  - {month: 2026-11, due: 2026-10-30, amount: 10, lines: [{kind: rent, amount: 9}]}",
        "f.yaml, bills[1].lines: raderna blir 9 kr men avin är på 10 kr. Rätta det ena.",
    ),
    (
        "bills:\n" + "  - {id: a, month: 2026-11, due: 2026-10-30, amount: 1}\n" * 2,
        "f.yaml, bills[2].id: ”a” finns redan på en annan avi.",
    ),
    (
        "payments:\n  - {booked: 2026-11-02, order_received: 2026-11-03, amount: 1}",
        "f.yaml, payments[1].order_received: banken kan inte få ordern efter bokföringen 2026-11-02.",
    ),
    ("payments:\n  - {booked: 2026-11-02, amount: 1, payed: 2}", "f.yaml, payments[1]: nyckeln ”payed” är okänd."),
    (
        "events:\n  - {on: 2026-11-02, kind: contact}",
        "f.yaml, events[1]: en nyckel är skriven ”on”, ”yes” eller ”true”, som YAML läser som ja. "
        "Skriv datum under nyckeln date.",
    ),
    ("events:\n  - {date: 2026-11-02, kind: step_done}", "f.yaml, events[1].step: händelsen ”step_done” måste säga"),
    ("events:\n  - {date: 2026-11-02, kind: contact, step: hota}", "f.yaml, events[1].step: ”hota” finns inte."),
    ("events:\n  - {date: 2026-11-02, kind: promise}", "f.yaml, events[1].until: ett betalningslöfte måste ha en dag."),
    (
        "events:\n  - {date: 2026-11-02, kind: pause, until: 2026-11-01}",
        "f.yaml, events[1].until: slutdagen 2026-11-01 ligger före händelsen 2026-11-02.",
    ),
    ("known_through: each_day", "f.yaml, known_through: ”each_day” går bara när en period spelas upp."),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSED, ids=[sentence[8:48] for _, sentence in REFUSED])
def test_what_cannot_be_meant_is_refused_with_place_and_remedy(text: str, sentence: str) -> None:
    with pytest.raises(YamlRefused) as refused:
        facts_from_yaml(text, where="f.yaml")
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (8412, 841200),
        (8412.5, 841250),
        (0.07, 7),
        ("8 412,50", 841250),
        ("8\u00a0412", 841200),
        ("−500", -50000),
        ("-0,05", -5),
        ("1.234,50", None),
        ("1 23", None),
        ("", None),
        ("kr", None),
        (1e30, None),
        (float("nan"), None),
        (None, None),
        ([], None),
    ],
)
def test_kronor_become_ore_or_nothing(written: object, read: int | None) -> None:
    assert ore(written) == read


@given(st.integers(-(10**10), 10**10))
def test_an_amount_as_the_screen_shows_it_can_be_written_back(amount: int) -> None:
    assert ore(money(amount).removesuffix(" kr")) == amount
