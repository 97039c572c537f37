"""1+1-tillägg: written in, reviewed in time, ended, and never drafted here."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.plans.models import Addendum, AddendumReview
from kvarbo.landlord.rent.models import Lease
from tests.landlord.plans.conftest import ON, Planning
from tests.landlord.plans.test_pages import text_of


class AddendumPages:
    """A home's page of addenda."""

    def __init__(self, planning: Planning, lease: Lease) -> None:
        self.planning, self.lease = planning, lease
        self.client = planning.landlord.client("anna")
        self.url = planning.landlord.url(f"hyresgast/{lease.id}/tillagg/")

    def write_in(self, **said: Any) -> str:
        form = {
            "from_date": "2026-12-01", "agreed_with": [str(self.planning.tenant(self.lease))], "spouse": "unknown",
            "review": "2027-12-01", "form_key": "nyckel", "do": "write", **said,
        }  # fmt: skip
        return text_of(self.client.post(self.url, form, follow=True))

    def review(self, **said: Any) -> str:
        form = {"review": AddendumReview.objects.get(done_date=None).pk, "outcome": "goes_on", "again": "", **said}
        return text_of(self.client.post(self.url, {"do": "review", **form}, follow=True))


@pytest.fixture
def addenda(planning: Planning) -> AddendumPages:
    return AddendumPages(planning, planning.landlord.lease())


def test_an_addendum_is_written_in_with_what_the_spouse_has_said(addenda: AddendumPages) -> None:
    assert "Fråga, och välj svaret." in addenda.write_in(spouse="")
    page = addenda.write_in()
    assert "Tillägget är inskrivet." in page
    assert "Make, maka eller sambo har godtagit det</dt><dd>Vet inte" in page
    assert "Omprövas <strong>onsdag 1 december 2027" in page or "1 december 2027" in page
    assert "Det är inte känt om det binder make, maka eller sambo. Fråga." in page
    assert "(JB 12:45 a andra stycket)" in page
    events = known_facts([addenda.lease.id])[addenda.lease.id].events
    assert [(event.date, event.step) for event in events] == [(date(2026, 12, 1), "monthly_lease")]


@pytest.mark.parametrize(
    ("spouse", "told"),
    [
        ("yes", "Make, maka eller sambo har godtagit det."),
        ("no", "Det binder inte make, maka eller sambo, som inte har godtagit det."),
        ("nobody", "Det finns ingen make, maka eller sambo att fråga."),
    ],
)
def test_whom_it_binds_is_told_by_the_law(addenda: AddendumPages, spouse: str, told: str) -> None:
    assert told in addenda.write_in(spouse=spouse)
    addenda.lease.start_date = date(2026, 12, 31)
    addenda.lease.save()
    assert "<strong>Hyresnämnden måste godkänna det.</strong>" in text_of(addenda.client.get(addenda.url))


def test_the_page_offers_no_text_of_an_addendum(addenda: AddendumPages) -> None:
    page = text_of(addenda.client.get(addenda.url))
    assert "Ni skriver det själva, på papper." in page
    assert "textarea" not in page


def test_a_review_that_is_due_is_listed_and_its_outcome_written_in(addenda: AddendumPages) -> None:
    addenda.write_in(from_date="2026-10-01", review="2026-11-20")
    listed = text_of(addenda.client.get(addenda.planning.landlord.url("planer/")))
    assert "1+1-tillägg att ompröva" in listed
    assert "20 november 2026" in listed
    assert "Skriv när tillägget omprövas nästa gång." in addenda.review()
    assert "Skriv en dag som kommer, inom tre år." in addenda.review(again="2026-11-09")
    assert "Omprövningen är inskriven." in addenda.review(again="2027-05-01")
    assert "1+1-tillägg att ompröva" not in text_of(addenda.client.get(addenda.planning.landlord.url("planer/")))
    assert "Det vanliga avtalet gäller igen" in addenda.review(outcome="ordinary")
    assert Addendum.objects.get().ended_date == ON
    assert not AddendumReview.objects.filter(done_date=None).exists()


def test_a_review_is_written_in_once(addenda: AddendumPages) -> None:
    addenda.write_in()
    first = AddendumReview.objects.get()
    addenda.review(again="2028-01-01")
    assert "redan inskriven" in addenda.review(review=first.pk, again="2028-01-01")
    assert AddendumReview.objects.count() == 2


def test_a_review_of_another_home_is_not_written_in_from_here(addenda: AddendumPages) -> None:
    addenda.write_in()
    other = AddendumPages(addenda.planning, addenda.planning.landlord.lease("2"))
    assert "redan inskriven" in other.review(outcome="moves")
    assert AddendumReview.objects.get().done_date is None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"agreed_with": []}, "Välj vem ni har kommit överens med."),
        ({"review": "2026-12-01"}, "Omprövningen ska vara efter"),
        ({"review": "2099-12-01"}, "Dagen ligger långt bort."),
        ({"from_date": "1999-12-01"}, "Dagen ligger långt bort."),
        ({"from_date": "snart"}, "Datumet går inte att läsa."),
    ],
)
def test_what_cannot_be_an_addendum_is_refused(addenda: AddendumPages, said: dict[str, Any], why: str) -> None:
    assert why in addenda.write_in(**said)
    assert not Addendum.objects.exists()


def test_a_home_has_one_running_addendum(addenda: AddendumPages) -> None:
    addenda.write_in()
    addenda.write_in()
    assert "Det finns redan ett tillägg som gäller." in addenda.write_in(form_key="ny")
    assert Addendum.objects.count() == 1
