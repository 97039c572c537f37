"""A reference rate that nobody has written in is unknown; one that is written in counts, and can be withdrawn."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kvarbo.core.law.interest.late_interest import late_interest
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.house.actions import let_in, make_account
from kvarbo.landlord.rates import queries
from kvarbo.landlord.rates.models import OwnRate
from tests.landlord.letters.conftest import Writing
from tests.landlord.outreach.conftest import DUE, ON, RENT, Landlord

HALF_YEAR = date(2026, 7, 1)


class Rates:
    """The page, as a manager meets it."""

    def __init__(self, landlord: Landlord) -> None:
        self.landlord = landlord
        self.url = landlord.url("referensranta/")

    def page(self) -> str:
        return _plain(self.landlord.client("per").get(self.url))

    def keep(self, rate: str = "2,5", **said: str) -> str:
        form = {"do": "keep", "start": str(HALF_YEAR), "form_key": uuid.uuid4().hex, "source": "SFS 2026:999"}
        return self.send({**form, "rate": rate, **said})

    def withdraw(self, why: str, start: date = HALF_YEAR) -> str:
        return self.send({"do": "withdraw", "start": str(start), "why": why})

    def send(self, form: dict[str, str]) -> str:
        answer = self.landlord.client("per").post(self.url, form, follow=True)
        return _plain(answer)


def _plain(answer: Any) -> str:
    return str(answer.content.decode().replace("\u00a0", " "))


@pytest.fixture
def rates(landlord: Landlord) -> Rates:
    """The page of a room that has a manager."""
    landlord.accounts["per"] = make_account(email="per@kvarnbyhem.example", name="Per Åkerlund", password=None)
    let_in(account=landlord.accounts["per"], room=landlord.room)
    with recorded("test"):
        take_in_member(account_id=landlord.accounts["per"].pk, name="Per Åkerlund", roles=["manager"], unit=None)
    return Rates(landlord)


def test_a_demand_can_be_made_when_the_rate_is_written_in_and_counts_with_it(
    landlord: Landlord, writing: Writing, rates: Rates
) -> None:
    lease = landlord.lease()
    assert "En chef skriver in den under Referensränta." in writing.form(lease, "collection_demand").content.decode()
    tenant = landlord.client("anna").get(landlord.url(f"hyresgast/{lease.id}/")).content.decode()
    assert "Okänd: en referensränta är inte inlagd." in tenant
    assert "Referensräntan är inskriven." in rates.keep("2,5 %")
    begun = writing.form(lease, "collection_demand").context["form"]
    expected = late_interest(capital=RENT, due_date=DUE, paid=ON, added_rates=queries.added_rates()).value
    assert {one.rate for one in expected.periods} == {Decimal("10.5")}
    assert expected.interest == round(RENT * Decimal("10.5") / 100 * (ON - DUE).days / 365)
    kronor, _, ore = begun["v_interest"].value().partition(",")
    assert int(kronor) * 100 + int(ore or 0) == expected.interest
    tenant = landlord.client("anna").get(landlord.url(f"hyresgast/{lease.id}/")).content.decode()
    assert "Okänd: en referensränta" not in tenant


def test_the_rate_stands_with_its_source_and_who_looked_it_up(rates: Rates) -> None:
    assert "Halvåret från 1 juli 2026" in rates.page()
    page = rates.keep()
    for said in ("2,5", "SFS 2026:999", "Per Åkerlund", "SFS 2025:1582", "Ni har alla räntor som är bestämda."):
        assert said in page
    (row,) = queries.own_rates()
    assert (row.start, row.rate, row.signed_on) == (HALF_YEAR, Decimal("2.50"), ON)
    assert TrailRow.objects.filter(act="reference_rate.kept").count() == 1


@pytest.mark.parametrize(
    ("rate", "said", "why"),
    [
        ("", {}, "Skriv räntan i procent, till exempel 2,5."),
        ("två", {}, "Skriv räntan i procent, till exempel 2,5."),
        ("NaN", {}, "Skriv räntan i procent, till exempel 2,5."),
        ("2,25", {}, "hela och halva procent"),
        ("-0,5", {}, "hela och halva procent"),
        ("26", {}, "utan lagens tillägg på 8 procentenheter"),
        ("2,5", {"source": " "}, "Skriv var räntan står"),
        ("2,5", {"start": "2027-01-01"}, "är redan inskriven"),
        ("2,5", {"start": "2026-01-01"}, "är redan inskriven"),
    ],
)
def test_what_cannot_be_a_reference_rate_is_refused(rates: Rates, rate: str, said: dict[str, str], why: str) -> None:
    assert why in rates.keep(rate, **said)
    assert not OwnRate.objects.exists()


def test_a_half_year_that_has_not_come_has_no_rate_yet(rates: Rates, settings: Any) -> None:
    rates.keep()
    assert "är inte bestämd än" in rates.keep("3", start="2027-01-01")
    settings.KVARBO_TODAY = "2026-12-02"
    assert "Referensräntan är inskriven." in rates.keep("3", start="2027-01-01")
    assert [(one.start, one.to) for one in queries.added_rates()] == [
        (HALF_YEAR, date(2027, 1, 1)), (date(2027, 1, 1), date(2027, 7, 1)),
    ]  # fmt: skip


def test_the_same_form_twice_is_one_rate_and_another_is_refused(rates: Rates) -> None:
    rates.keep(form_key="nyckel")
    rates.keep(form_key="nyckel")
    assert "är redan inskriven" in rates.keep("3")
    assert [row.rate for row in OwnRate.objects.all()] == [Decimal("2.50")]


def test_a_wrong_rate_is_withdrawn_with_why_and_stands_as_such(rates: Rates) -> None:
    rates.keep("7,5")
    assert "Skriv varför räntan tas tillbaka." in rates.withdraw(" ")
    assert "Bara den senaste räntan" in rates.withdraw("Fel", start=date(2026, 1, 1))
    page = rates.withdraw("Tillägget var med")
    assert "7,5 procent. Tillbakatagen 9 nov 2026 av Per Åkerlund: Tillägget var med" in page
    assert queries.added_rates() == ()
    rates.keep("2")
    assert [one.rate for one in queries.added_rates()] == [Decimal("2.00")]
    assert OwnRate.objects.count() == 2


def test_when_kvarbo_holds_the_half_year_itself_its_own_value_counts(
    rates: Rates, monkeypatch: pytest.MonkeyPatch
) -> None:
    rates.keep()
    monkeypatch.setattr(queries, "known_by_kvarbo_until", lambda: date(2027, 1, 1))
    assert queries.added_rates() == ()
    assert queries.first_unknown() == date(2027, 1, 1)


def test_only_a_manager_writes_rates(landlord: Landlord, rates: Rates) -> None:
    assert landlord.client("anna").get(rates.url).status_code == 403
