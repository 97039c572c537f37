"""The pages of plans: filled in, seen, agreed as seen; part by part; and the list."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest

from kvarbo.landlord.plans.models import PaymentPlan
from kvarbo.landlord.plans.words import PlanEnd
from kvarbo.landlord.rent.models import Lease
from tests.landlord.plans.conftest import MONTH, ON, RENT, Planning

NBSP = "\u00a0"


def text_of(answer: Any) -> str:
    return html.unescape(re.sub(r"\s+", " ", answer.content.decode().replace(NBSP, " ")))


class Pages:
    """A home's plan pages as somebody opens them."""

    def __init__(self, planning: Planning, lease: Lease, who: str = "anna") -> None:
        self.planning, self.lease = planning, lease
        self.client, self.url = planning.landlord.client(who), planning.landlord.url(f"hyresgast/{lease.id}/plan/")

    def form(self, **said: Any) -> dict[str, Any]:
        return {
            "months": [MONTH.isoformat()], "number": "3", "first": "2026-11-30", "kept_by": "agency",
            "agreed_with": [str(self.planning.tenant(self.lease))], "agreed": ON.isoformat(), "reason": "",
            "form_key": "nyckel", "do": "preview", **said,
        }  # fmt: skip

    def send(self, **said: Any) -> str:
        return text_of(self.client.post(f"{self.url}ny/", self.form(**said), follow=True))

    def agree(self, **said: Any) -> str:
        """See it, and then agree what was seen."""
        page = self.send(**said)
        found = re.search(r'name="seen" value="(\w+)"', page)
        assert found, page
        return self.send(**{**said, "do": "agree", "seen": found[1]})


@pytest.fixture
def pages(planning: Planning) -> Pages:
    return Pages(planning, planning.landlord.lease())


def test_the_page_tells_whether_the_policy_gives_a_plan_with_every_reason(pages: Pages) -> None:
    page = text_of(pages.client.get(pages.url))
    assert "Ger arbetssättet en plan?" in page
    assert "Det går inte att svara på." in page
    assert "Det är inte känt om de senaste 12 hyrorna kom i tid." in page
    assert "Ni kan avtala en plan ändå. Det bestämmer en människa." in page


def test_a_plan_is_seen_before_it_is_agreed_and_nothing_is_kept_by_looking(pages: Pages) -> None:
    page = pages.send()
    assert "Planen är på <strong>8 450 kr</strong>." in page
    for part in ("30 november 2026", "31 december 2026", "31 januari 2027"):
        assert part in page
    assert "2 816,66 kr" in page
    assert "2 816,68 kr" in page
    assert not PaymentPlan.objects.exists()


def test_what_was_seen_is_agreed_and_shown_part_by_part(pages: Pages) -> None:
    assert "Planen är avtalad." in pages.agree()
    page = text_of(pages.client.get(pages.url))
    assert "Plan om hyran för november 2026" in page
    assert "<strong>Följs</strong>" in page
    assert page.count("Ska komma") == 3
    tenant = text_of(pages.client.get(pages.planning.landlord.url(f"hyresgast/{pages.lease.id}/")))
    assert "Avbetalningsplan om november 2026: 8 450 kr i 3 delar, hålls av inkassobolaget." in tenant


def test_money_that_comes_between_seeing_and_agreeing_is_shown_before_anything_is_agreed(pages: Pages) -> None:
    page = pages.send()
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found
    pages.planning.pay(pages.lease, ON, 100_000)
    page = pages.send(do="agree", seen=found[1])
    assert "Något har ändrats sedan du såg planen." in page
    assert "Planen är på <strong>7 450 kr</strong>." in page
    assert not PaymentPlan.objects.exists()


def test_nothing_is_agreed_that_nobody_has_seen(pages: Pages) -> None:
    assert "Något har ändrats sedan du såg planen." in pages.send(do="agree")
    assert not PaymentPlan.objects.exists()


def test_the_same_click_twice_is_one_plan(pages: Pages) -> None:
    pages.agree()
    assert "Plan om hyran för november 2026" in pages.send(do="agree", seen="x")
    assert PaymentPlan.objects.count() == 1


def test_own_parts_are_written_day_and_amount_and_may_be_less_than_all(pages: Pages) -> None:
    page = pages.send(number="", parts="2026-11-30; 3000\n2026-12-15; 2000,50")
    assert "Planen är på <strong>5 000,50 kr</strong>." in page
    assert "Av hyrorna i planen är 8 450 kr obetalt, så en del är inte med." in page


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"number": ""}, "Skriv hur många delar, eller skriv egna delar."),
        ({"number": "tre"}, "Skriv antalet delar med siffror"),
        ({"number": "99"}, "En plan har högst 36 delar."),
        ({"parts": "2026-11-30; 3000"}, "Skriv antal lika delar eller egna delar, inte båda."),
        ({"number": "", "parts": "i morgon; 3000"}, "Rad 1: i morgon är ingen dag."),
        ({"number": "", "parts": "2026-11-30"}, "Rad 1: det ska stå 2 uppgifter med semikolon emellan."),
        ({"first": ""}, "Skriv dagen för den första delen."),
        ({"months": []}, "Välj vilken hyra planen gäller."),
        ({"months": ["1; DROP"]}, "Valet finns inte."),
        ({"agreed_with": []}, "Välj vem ni har kommit överens med."),
        ({"kept_by": ""}, "Välj vem."),
        ({"first": "2026-11-01"}, "före dagen då ni kom överens"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(pages: Pages, said: dict[str, Any], why: str) -> None:
    page = pages.send(**said)
    assert "Något behöver rättas" in page
    assert why in page
    assert "Det här avtalas" not in page


def test_a_plan_against_the_policy_asks_for_why_on_the_page(pages: Pages) -> None:
    page = pages.send(kept_by="landlord")
    assert "Planen går utanför arbetssättet. Skriv varför ni avtalar den ändå." in page
    assert "Det kan ni bestämma, men skriv varför" in pages.agree(kept_by="landlord")
    assert "Planen är avtalad." in pages.agree(kept_by="landlord", reason="Hyresgästen betalar direkt hos oss.")
    page = text_of(pages.client.get(pages.url))
    assert "Utanför arbetssättet</dt><dd>Hyresgästen betalar direkt hos oss." in page


def test_two_people_of_the_lease_can_have_agreed(pages: Pages) -> None:
    both = [str(pages.planning.tenant(pages.lease)), str(pages.planning.partner(pages.lease))]
    pages.agree(agreed_with=both)
    assert "Åsa Öberg, Bo Öberg</dd>" in text_of(pages.client.get(pages.url))


def test_each_part_tells_how_it_came(pages: Pages) -> None:
    pages.planning.agree(pages.lease)
    pages.planning.pay(pages.lease, date(2026, 11, 27), 281_666)
    pages.planning.day(date(2027, 1, 2))
    page = text_of(pages.client.get(pages.url))
    assert "Kom i tid" in page
    assert "Dagen har varit. Vi väntar till och med 3 jan 2027." in page
    pages.planning.day(date(2027, 1, 18))
    page = text_of(pages.client.get(pages.url))
    assert "<strong>Bruten: en del har inte kommit</strong>" in page
    assert "Kom inte</td>" in page
    pages.planning.pay(pages.lease, date(2027, 1, 18), 281_666)
    page = text_of(pages.client.get(pages.url))
    assert "Kom för sent" in page
    assert "<strong>Följs</strong>" in page


def test_the_list_has_what_is_broken_first_and_what_is_paid_under_done(planning: Planning) -> None:
    homes = {key: planning.landlord.lease(key, name=f"Åsa {key}") for key in ("Klar", "Bruten", "Hel")}
    for key, lease in homes.items():
        planning.agree(lease, form_key=key)
    planning.pay(homes["Klar"], date(2026, 11, 20), RENT)
    planning.pay(homes["Hel"], date(2026, 11, 20), 281_666)
    planning.day(date(2026, 12, 14))
    planning.landlord.assess(on=date(2026, 12, 14))
    client = planning.landlord.client("anna")
    page = text_of(client.get(planning.landlord.url("planer/")))
    assert re.findall(r"Åsa \w+", page) == ["Åsa Bruten", "Åsa Hel"]
    assert "Bruten: en del har inte kommit" in page
    assert "Besluta om betalningsföreläggande" in page or "Underlag till inkasso" in page
    done = text_of(client.get(planning.landlord.url("planer/?avslutade=1")))
    assert re.findall(r"Åsa \w+", done) == ["Åsa Klar"]
    assert "Betald i sin helhet" in done


def test_a_plan_is_ended_with_why_and_stands_among_the_ended(pages: Pages) -> None:
    pages.agree()
    made = PaymentPlan.objects.get()
    empty = text_of(pages.client.post(f"{pages.url}avsluta/", {"plan": str(made.pk)}))
    assert "Välj varför." in empty
    page = text_of(
        pages.client.post(f"{pages.url}avsluta/", {"plan": str(made.pk), "why": "not_followed"}, follow=True)
    )
    assert "Planen är avslutad." in page
    assert "avslutad 9 nov 2026: Delarna har inte kommit (Anna)" in page
    again = text_of(pages.client.post(f"{pages.url}avsluta/", {"plan": str(made.pk), "why": "wish"}))
    assert "Planen är redan avslutad." in again
    listed = text_of(pages.client.get(pages.planning.landlord.url("planer/?avslutade=1")))
    assert "9 nov 2026: Delarna har inte kommit" in listed


def test_the_form_begins_with_what_is_due_and_in_no_plan(pages: Pages) -> None:
    october = date(2026, 10, 1)
    pages.planning.landlord.bill(pages.lease, month=october, due=date(2026, 9, 30))
    pages.planning.landlord.bill(pages.lease, month=date(2026, 12, 1), due=date(2026, 11, 30))
    pages.planning.agree(pages.lease)
    form = pages.client.get(f"{pages.url}ny/").context["form"]
    assert [value for value, _ in form.fields["months"].choices] == ["2026-10-01", "2026-11-01", "2026-12-01"]
    assert form.initial["months"] == ["2026-10-01"]
    assert "Det finns redan en plan om november 2026. Avsluta den först" in pages.send(form_key="ny")


def test_a_home_that_owes_nothing_has_nothing_to_put_in_a_plan(planning: Planning) -> None:
    pages = Pages(planning, planning.landlord.lease(paid=True))
    assert "Inget är obetalt, så det finns inget att lägga i en plan." in text_of(pages.client.get(f"{pages.url}ny/"))


def test_a_protected_home_is_masked_in_the_list_and_nowhere_for_others(planning: Planning) -> None:
    lease = planning.landlord.lease(protected=True, name="Kanariefågel")
    planning.agree(lease)
    client = planning.landlord.client("anna")
    assert "Kanariefågel" not in text_of(client.get(planning.landlord.url("planer/")))
    assert client.get(planning.landlord.url(f"hyresgast/{lease.id}/plan/")).status_code == 404
    mine = planning.landlord.client("hanna")
    assert "Kanariefågel" in text_of(mine.get(planning.landlord.url(f"hyresgast/{lease.id}/plan/")))


def test_a_caretaker_agrees_no_plans(pages: Pages) -> None:
    karl = pages.planning.landlord.client("karl")
    assert karl.get(pages.url).status_code == 403
    assert "Avbetalningsplan</a>" not in text_of(karl.get(pages.planning.landlord.url(f"hyresgast/{pages.lease.id}/")))


def test_a_wrong_plan_is_told_in_the_history_as_wrong(pages: Pages) -> None:
    made = pages.planning.agree(pages.lease)
    pages.planning.end(pages.lease, made, PlanEnd.WRONG)
    page = text_of(pages.client.get(pages.planning.landlord.url(f"hyresgast/{pages.lease.id}/")))
    assert "Planen avslutades: Planen skrevs in fel och ska inte räknas." in page
