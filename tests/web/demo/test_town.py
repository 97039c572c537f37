"""The made-up town keeps what its docstring promises."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kvarbo.core.identity.numbers import check
from kvarbo.web.demo.accounts import Account
from kvarbo.web.demo.cast import CAST
from kvarbo.web.demo.leases import DemoLease, ObjectKind
from kvarbo.web.demo.people import AgeBand, Person
from kvarbo.web.demo.places import STREETS_BY_DISTRICT
from kvarbo.web.demo.published import FIRST_PHONE, LAST_PHONE, names_by_language, published_numbers
from kvarbo.web.demo.stages import Stage, latest_month, stage_date
from kvarbo.web.demo.town import CannotBuildTown, Town, build_town

DAY_7 = date(2026, 11, 6)


@pytest.fixture(scope="module")
def town() -> Town:
    return build_town(today=DAY_7)


@pytest.fixture(scope="module")
def homes(town: Town) -> list[DemoLease]:
    return [lease for lease in town.homes_let() if lease.is_active(DAY_7)]


@pytest.fixture(scope="module")
def home_accounts(town: Town) -> list[Account]:
    return [town.account(lease) for lease in town.homes_let()]


def people_of(town: Town) -> set[Person]:
    return {tenant for lease in town.leases if lease.kind is not ObjectKind.PREMISES for tenant in lease.tenants}


def late_share(accounts: list[Account], month: date) -> float:
    billed = [account for account in accounts if account.lease.months((month,))]
    return sum(account.is_late(month) for account in billed) / len(billed)


def test_every_month_about_three_in_a_hundred_homes_are_late(town: Town, home_accounts: list[Account]) -> None:
    shares = {month: late_share(home_accounts, month) for month in town.months}
    assert {month: share for month, share in shares.items() if not 0.02 <= share <= 0.045} == {}
    assert 0.025 <= sum(shares.values()) / len(shares) <= 0.035


def test_the_share_who_are_late_does_not_hang_on_one_seed() -> None:
    town = build_town(today=DAY_7, seed=2026, months=6)
    accounts = [town.account(lease) for lease in town.homes_let()]
    assert 0.02 <= sum(late_share(accounts, month) for month in town.months) / 6 <= 0.045


def test_the_town_has_its_homes_and_what_is_let_beside_them(town: Town, homes: list[DemoLease]) -> None:
    kinds = Counter(lease.kind for lease in town.leases if lease.kind is not ObjectKind.HOME)
    assert kinds == {ObjectKind.GARAGE: 252, ObjectKind.PARKING: 144, ObjectKind.STORAGE: 72, ObjectKind.PREMISES: 22}
    assert 1780 <= len(homes) <= 1801


def test_about_five_people_have_protected_data_and_one_of_them_is_late_now(
    town: Town, home_accounts: list[Account]
) -> None:
    assert 4 <= len({person for person in people_of(town) if person.protected}) <= 7
    assert any(account.lease.protected and account.is_late(town.months[-1]) for account in home_accounts)


def test_households_come_in_the_shares_that_are_stated(homes: list[DemoLease]) -> None:
    ages = [2026 - int(home.tenants[0].number[:4]) for home in homes if home.tenants[0].number]
    assert 0.21 <= sum(bool(home.children) for home in homes) / len(homes) <= 0.29
    assert 0.10 <= sum(age <= 25 for age in ages) / len(ages) <= 0.16
    assert 0.13 <= sum(age >= 65 for age in ages) / len(ages) <= 0.19
    assert 0.2 <= sum(len(home.tenants) == 2 for home in homes) / len(homes) <= 0.36
    assert 0.09 <= sum(home.language != "" for home in homes) / len(homes) <= 0.15
    assert sum(home.first_home for home in homes) > 50
    assert {None, 0, 1, 2, 3} <= {home.children for home in homes}


def test_at_least_two_languages_stand_beside_swedish(homes: list[DemoLease]) -> None:
    assert len({home.language for home in homes} - {""}) >= 5


def test_some_tenants_have_two_leases_and_some_two_homes(town: Town, homes: list[DemoLease]) -> None:
    number = Counter(lease.tenants[0] for lease in town.leases if lease.end is None)
    assert sum(count >= 2 for count in number.values()) > 200
    first_tenants = Counter(home.tenants[0] for home in homes)
    assert 1 <= sum(count == 2 for count in first_tenants.values()) <= 30


def test_no_two_people_share_a_number(town: Town) -> None:
    numbers = Counter(person.number for person in people_of(town) if person.number)
    assert {number: count for number, count in numbers.items() if count > 1} == {}


def test_every_number_is_a_published_test_number(town: Town) -> None:
    published = published_numbers()
    known = {n for year in published.personnummer.values() for n in year} | set(published.samordningsnummer)
    assert {person.number for person in people_of(town)} - known == {""}


def test_every_number_passes_our_own_check(town: Town) -> None:
    checked = {check(person.number_as_printed, on=DAY_7) for person in people_of(town) if person.number}
    assert {found.input for found in checked if not found.valid} == set()


def test_some_have_a_samordningsnummer_also_with_month_00_and_day_60(town: Town) -> None:
    numbers = {person.number for person in people_of(town) if person.number[6:8] >= "60"}
    assert len(numbers) >= 8
    assert any(number[4:6] == "00" for number in numbers)
    assert any(number[6:8] == "60" for number in numbers)


def test_names_are_of_many_kinds(town: Town) -> None:
    names = " ".join(person.name for person in people_of(town))
    assert all(wanted in names for wanted in ("O'Neill", "Åke-Örjan", "Łukasz", "Ş", "é", "von Essén", "Þ"))


def test_phones_are_those_set_aside_for_fiction_and_mail_goes_nowhere(town: Town) -> None:
    people = people_of(town)
    phones = {int(person.phone.removeprefix("070-")) for person in people if person.phone}
    assert min(phones) >= FIRST_PHONE
    assert max(phones) <= LAST_PHONE
    assert all(re.fullmatch(r"[a-z.]+@exempel\.example", person.email) for person in people if person.email)
    assert any(not person.phone for person in people)


def test_numbers_fit_the_ages_of_their_group() -> None:
    years = [list(band.birth_years(2026)) for band in AgeBand]
    assert len({year for band in years for year in band}) == sum(map(len, years))
    assert years[0] == list(range(2001, 2009))


def test_tenants_on_one_lease_are_two_people(town: Town) -> None:
    assert all(len(set(lease.tenants)) == len(lease.tenants) for lease in town.leases)


def test_a_home_has_one_tenancy_at_a_time(town: Town) -> None:
    by_flat: dict[str, list[DemoLease]] = {}
    for lease in town.homes_let():
        by_flat.setdefault(lease.number[:-3], []).append(lease)
    changed = [sorted(leases, key=lambda lease: lease.start) for leases in by_flat.values() if len(leases) > 1]
    changed = [pair for pair in changed if pair[0].end is not None]
    assert len(changed) > 100
    assert all(first.end is not None and first.end < second.start for first, second in changed)


def test_lease_numbers_and_bill_numbers_are_unique(town: Town, home_accounts: list[Account]) -> None:
    assert len({lease.number for lease in town.leases}) == len(town.leases)
    numbers = [bill.number for account in home_accounts for bill in account.bills]
    assert len(set(numbers)) == len(numbers)


def test_the_whole_cast_lives_in_town(town: Town) -> None:
    names = {tenant.name for lease in town.leases for tenant in lease.tenants}
    assert {name for role in CAST for name, _, _ in role.people} - names == set()


def test_a_town_too_small_for_the_cast_is_still_a_town() -> None:
    town = build_town(today=DAY_7, homes=1, months=1)
    assert next(account.lease.kind for account in town.accounts()) is ObjectKind.HOME
    assert all(len(account.bills) <= 2 for account in town.accounts())


def test_the_same_seed_builds_the_same_town_and_another_seed_another() -> None:
    first, again = (build_town(today=DAY_7, homes=250, months=3) for _ in range(2))
    assert first == again
    assert first.leases != build_town(today=DAY_7, homes=250, months=3, seed=13).leases


def test_another_day_shows_the_same_people_and_payments(town: Town) -> None:
    later = build_town(today=date(2026, 11, 27))
    assert later == town.on(date(2026, 11, 27))
    assert later.leases == town.leases


def test_the_stages_are_days_after_the_due_date() -> None:
    days = {stage: stage_date(stage) for stage in Stage}
    month, story = list(days.values())[:5], list(days.values())[5:]
    assert month == [date(2026, 11, day) for day in (1, 6, 18, 23, 27)]
    assert {latest_month(day) for day in month} == {date(2026, 11, 1)}
    assert story == [
        date(2026, 11, 30), date(2026, 12, 14), date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 13),
        date(2027, 2, 15),
    ]  # fmt: skip


def test_a_rent_is_the_latest_from_the_day_after_its_due_date() -> None:
    assert latest_month(date(2026, 10, 30)) == date(2026, 10, 1)
    assert latest_month(date(2026, 10, 31)) == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"homes": 0}, "Antalet lägenheter måste vara mellan 1 och 200000, inte 0."),
        ({"months": 121}, "Antalet månader måste vara mellan 1 och 120, inte 121."),
        ({"anchor_month": date(2060, 1, 1)}, "Inga publicerade testnummer finns för åldern 18-25 år 2060."),
    ],
)
def test_a_town_that_cannot_be_built_says_why(asked: dict[str, int], says: str) -> None:
    with pytest.raises(CannotBuildTown, match=re.escape(says)):
        build_town(today=DAY_7, **asked)


def test_streets_and_names_are_many_enough() -> None:
    assert len({street for streets in STREETS_BY_DISTRICT.values() for street in streets}) == 24
    assert len(names_by_language()["svenska"].surnames) == 100


@pytest.mark.material
@pytest.mark.skipif("KVARBO_MATERIAL" not in os.environ, reason="KVARBO_MATERIAL names no folder")
def test_the_numbers_are_in_the_tax_agencys_own_list_and_kvarnby_is_no_municipality() -> None:
    material = Path(os.environ["KVARBO_MATERIAL"])
    official = set(json.loads((material / "ids" / "test_personnummer.json").read_text()))
    ours = {number for year in published_numbers().personnummer.values() for number in year}
    assert ours - official == set()
    assert ";Kvarnby;" not in (material / "geo" / "kommuner.csv").read_text(encoding="utf-8")
