"""Who comes first, and that nothing unknown is guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kvarbo.core.facts import Bill, BillKind, Facts, Lease, Payment, PersonFacts, Role
from kvarbo.core.ladder.loading import load_named
from kvarbo.core.ladder.policy import Tag
from kvarbo.core.ladder.who_first import WhoFirst, age_on, contact_order, who_first

HEMMA = load_named("hemma")
ON = date(2026, 11, 6)
DUES = [
    date(2026, 4, 30),
    date(2026, 5, 29),
    date(2026, 6, 30),
    date(2026, 7, 31),
    date(2026, 8, 31),
    date(2026, 9, 30),
]


def tags(facts: Facts) -> tuple[str, ...]:
    return tuple(item.tag.value for item in who_first(policy=HEMMA, facts=facts, on=ON).value)


def home(*people: PersonFacts, **lease: object) -> Facts:
    return Facts(Lease(**lease), people, known_through=date(2026, 11, 5))  # type: ignore[arg-type]


def months(*late_days: int | None) -> Facts:
    """One earlier month per given value: paid so many days after its due date, None = unpaid; November is unpaid."""
    bills = [Bill("nov", date(2026, 11, 1), BillKind.RENT, date(2026, 10, 30), 800000)]
    payments = []
    for index, days in enumerate(late_days):
        due = DUES[len(DUES) - len(late_days) + index]
        bills.append(Bill(f"m{index}", due, BillKind.RENT, due, 800000))
        if days is not None:
            booked = date.fromordinal(due.toordinal() + days)
            payments.append(Payment(f"b{index}", booked, 800000, booked, bill_id=f"m{index}"))
    return replace(home(), bills=tuple(bills), payments=tuple(payments))


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2008, 11, 7), ()),  # seventeen until tomorrow: no tenant's tag, and a tenant is not a child of the home
        (date(2008, 11, 6), ("young",)),
        (date(2000, 11, 7), ("young",)),
        (date(2000, 11, 6), ()),
        (date(1961, 11, 7), ()),
        (date(1961, 11, 6), ("old",)),
        (None, ()),
    ],
)
def test_young_is_18_to_25_and_old_is_65_on_the_day(born: date | None, expected: tuple[str, ...]) -> None:
    assert tags(home(PersonFacts(Role.TENANT, born))) == expected


def test_a_child_is_under_18_and_a_grown_child_is_not() -> None:
    assert tags(home(PersonFacts(Role.CHILD, date(2008, 11, 7)))) == ("children",)
    assert tags(home(PersonFacts(Role.CHILD, date(2008, 11, 6)))) == ()


def test_only_tenants_are_young_or_old() -> None:
    assert tags(home(PersonFacts(Role.SPOUSE, date(1950, 1, 1)), PersonFacts(Role.CHILD, date(2005, 1, 1)))) == ()
    assert tags(home(PersonFacts(Role.CO_TENANT, date(1950, 1, 1)))) == ("old",)


def test_an_unknown_birth_date_is_said_and_gives_no_tag() -> None:
    finding = who_first(policy=HEMMA, facts=home(PersonFacts(Role.CHILD), PersonFacts(Role.TENANT)), on=ON)
    assert finding.value == ()
    assert [step.text for step in finding.steps][:2] == [
        "Ett barns födelsedag är okänd; åldern gissas inte.",
        "En hyresgästs födelsedag är okänd; åldern gissas inte.",
    ]


def test_newly_moved_in_is_under_six_months() -> None:
    assert tags(home(start=date(2026, 5, 7))) == ("newly_moved_in",)
    assert tags(home(start=date(2026, 5, 6))) == ()
    assert tags(home(start=date(2026, 12, 1))) == ()


def test_the_first_lease_must_be_known_to_be_so() -> None:
    assert tags(home(first_lease=True)) == ("first_lease",)
    assert tags(home(first_lease=None)) == ()


def test_first_time_late_needs_a_known_month_and_no_late_one() -> None:
    assert tags(months()) == ()
    assert tags(months(0)) == ("first_time_late",)
    assert tags(months(0, 5)) == ()
    assert tags(months(None, 0)) == ()


def test_breaking_the_own_pattern_needs_six_months_in_time() -> None:
    assert tags(months(0, 0, 0, 0, 0)) == ("first_time_late",)
    assert tags(months(0, 0, 0, 0, 0, 0)) == ("first_time_late", "breaks_own_pattern")
    assert tags(months(9, 0, 0, 0, 0, 0)) == ()


def test_what_vanished_from_a_list_is_not_known_to_be_in_time() -> None:
    facts = months(3)
    vanished = replace(facts.payments[0], cause_unknown=True, order_received=None)
    assert tags(replace(facts, payments=(vanished,))) == ()


def test_every_tag_tells_its_aim_and_source() -> None:
    assert [
        (step.text, step.source) for step in who_first(policy=HEMMA, facts=home(first_lease=True), on=ON).steps
    ] == [
        ("Inflyttningsdagen är okänd.", "fakta"),
        (
            "Det är hyresgästens första egna kontrakt. Det första egna hemmet är svårast att sköta.",
            "Hemmas månad, Mimer berättar",
        ),
    ]


def test_the_list_is_ordered_by_group_and_then_oldest_contact() -> None:
    order = (Tag.CHILDREN, Tag.YOUNG)
    young = (WhoFirst(Tag.YOUNG, ""),)
    children = (WhoFirst(Tag.OLD, ""), WhoFirst(Tag.CHILDREN, ""))
    keys = {
        "barn, talat i går": contact_order(rule_tags=order, tags=children, last_contact=date(2026, 11, 5)),
        "ung, aldrig talat": contact_order(rule_tags=order, tags=young, last_contact=None),
        "ung, talat i maj": contact_order(rule_tags=order, tags=young, last_contact=date(2026, 5, 1)),
        "ingen grupp": contact_order(rule_tags=order, tags=(), last_contact=None),
    }
    assert sorted(keys, key=keys.__getitem__) == list(keys)


def test_a_leap_day_child_grows_older_in_march() -> None:
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


def test_who_owes_several_months_breaks_no_pattern_and_is_not_late_for_the_first_time():
    due = [date(2026, month, 28) for month in range(1, 10)]
    bills = tuple(Bill(f"b{day.month}", date(2026, day.month + 1, 1), BillKind.RENT, day, 500_000) for day in due)
    payments = tuple(Payment(f"p{day.month}", day, 500_000, bill_id=f"b{day.month}") for day in due[:7])
    told = Facts(Lease(), bills=bills, payments=payments, known_through=date(2026, 10, 8))
    tags = {first.tag for first in who_first(policy=load_named("hemma"), facts=told, on=date(2026, 10, 9)).value}
    assert Tag.BREAKS_OWN_PATTERN not in tags
    assert Tag.FIRST_TIME_LATE not in tags
    one_open = Facts(Lease(), bills=bills[:8], payments=payments, known_through=date(2026, 9, 8))
    tags = {first.tag for first in who_first(policy=load_named("hemma"), facts=one_open, on=date(2026, 9, 9)).value}
    assert Tag.BREAKS_OWN_PATTERN in tags
