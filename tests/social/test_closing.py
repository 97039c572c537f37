"""A matter is closed with a written assessment of follow-up; afterwards it is due, and the rent is told by month."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kvarbo.ground.trail.recorder import recorded
from kvarbo.social.casework import actions as casework
from kvarbo.social.casework.models import Matter, MatterEvent
from kvarbo.social.closing.models import FollowUpAssessment, RentAfter
from kvarbo.social.closing.queries import months_after
from tests.social.conftest import ON
from tests.social.test_checklist_consent import given, taken_back
from tests.social.test_inbox import day

DUE = ON + timedelta(days=30)
NO = {"reason": "home_kept", "outcome": "debt_paid", "follow_up": "no", "assessment": "Allt är löst, säger hon."}


def yes(office, **changed):
    return {**NO, "follow_up": "yes", "assessment": "Ringa om hyran.", "wanted": "on",
            "member": str(office.at_work("bo").id), "due": DUE.isoformat(), **changed}  # fmt: skip


def close(office, matter, **form):
    return office.client("anna").post(office.url(f"arende/{matter.id}/avsluta/"), form)


def send(office, matter, where, who="anna", **form):
    return office.client(who).post(office.url(f"arende/{matter.id}/uppfoljning/{where}/"), {"form_key": "ett", **form})


def page(office, matter, where="uppfoljning/", who="anna") -> str:
    return office.get(who, f"arende/{matter.id}/{where}").content.decode().replace("\xa0", " ")


@pytest.fixture
def closed(office):
    """A matter closed today, to be followed up in thirty days."""
    matter = office.matter()
    assert close(office, matter, **yes(office)).status_code == 302
    return office, matter


def test_closing_without_a_follow_up_says_why_and_the_matter_tells_it(office):
    matter = office.matter()
    assert close(office, matter, **NO).status_code == 302
    assert Matter.objects.get(pk=matter.pk).closed_on == ON
    assert "Ingen uppföljning: Allt är löst, säger hon." in page(office, matter, "")
    html = page(office, matter)
    assert "Ingen uppföljning." in html
    assert "Skulden är betald" in html


def test_closing_with_a_follow_up_says_who_and_when(closed):
    html = page(*closed)
    for words in ("Bo hör av sig ons 9 december 2026.", "Ringa om hyran."):
        assert words in html
    assert "Följ upp ons 9 december 2026." in page(*closed, "")
    assert MatterEvent.objects.filter(kind="assessed", text__startswith="Uppföljning ons 9 december").exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"reason": ""}, "Välj varför ärendet avslutas."),
        ({"outcome": ""}, "Välj hur det blev."),
        ({"follow_up": ""}, "Välj om ni ska följa upp."),
        ({"assessment": ""}, "Skriv vad ni ska göra, eller varför ingen uppföljning behövs."),
        ({"wanted": ""}, "Uppföljning görs bara om den enskilde vill."),
        ({"member": ""}, "Välj vem som följer upp."),
        ({"due": ON.isoformat()}, "Den ska vara senare än i dag."),
        ({"due": ""}, "Skriv vilken dag ni hör av er igen."),
    ],
)
def test_what_is_missing_is_told_and_the_matter_stays_open(office, change, says):
    matter = office.matter()
    answer = close(office, matter, **yes(office, **change))
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert Matter.objects.get(pk=matter.pk).closed_on is None
    assert not FollowUpAssessment.objects.exists()


def test_a_follow_up_whose_day_has_come_stands_on_the_first_page_of_the_unit_and_of_no_other(closed, settings):
    office, matter = closed
    due = f"Följ upp ärende {matter.number}, senast"
    day(settings, DUE - timedelta(days=1))
    assert due not in office.get("anna").content.decode()
    day(settings, DUE)
    html = office.get("anna").content.decode()
    assert due in html
    assert 'role="alert"' not in html
    assert due not in office.get("cilla").content.decode()


def test_a_follow_up_that_was_made_waits_no_more_or_again_on_a_new_day(closed, settings):
    office, matter = closed
    day(settings, DUE)
    again = DUE + timedelta(days=30)
    form = {"done_on": DUE.isoformat(), "text": "Hyran är betald.", "again_on": again.isoformat()}
    assert send(office, matter, "gjord", **form).status_code == 302
    html = page(office, matter)
    assert "Gjord ons 9 december 2026:" in html
    assert "Bo hör av sig fre 8 januari 2027." in html
    day(settings, again)
    assert send(office, matter, "gjord", done_on=again.isoformat(), text="Allt är bra.").status_code == 302
    assert "Följ upp ärende" not in office.get("anna").content.decode()
    assert (
        "Det finns ingen uppföljning att göra."
        in send(office, matter, "gjord", done_on=again.isoformat(), text="Igen").content.decode()
    )


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"text": ""}, "Skriv kort hur det går."),
        ({"done_on": "2026-11-10"}, "Dagen har inte varit ännu."),
        ({"done_on": "2026-11-08"}, "Skriv den dagen eller en senare."),
        ({"again_on": "2026-11-09"}, "Välj en senare dag, eller lämna tomt."),
    ],
)
def test_a_follow_up_that_cannot_be_kept_says_why(closed, form, says):
    answer = send(*closed, "gjord", **{"done_on": ON.isoformat(), "text": "Hej", **form})
    assert says in answer.content.decode()
    assert FollowUpAssessment.objects.get().done_on is None


def test_an_open_matter_has_nothing_to_follow_up_and_is_reopened_as_before(closed):
    office, matter = closed
    by = office.at_work("anna")
    with recorded(str(by.id)):
        casework.reopen(matter=matter, reason="asked_again", on=ON, by=by)
    html = page(office, matter)
    assert "Ärendet är öppet." in html
    assert 'name="month"' not in html
    assert (
        "Det finns ingen uppföljning att göra."
        in send(office, matter, "gjord", done_on=ON.isoformat(), text="Hej").content.decode()
    )
    assert close(office, matter, **NO).status_code == 302
    assert FollowUpAssessment.objects.count() == 2


# --- the rent of the months after ---


def test_the_six_months_after_a_closing_go_over_the_end_of_the_year():
    assert months_after(date(2026, 11, 30)) == [
        date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1), date(2027, 4, 1), date(2027, 5, 1),
    ]  # fmt: skip
    assert months_after(date(2026, 12, 31))[0] == date(2027, 1, 1)


def rent(office, matter, **changed):
    form = {"month": "2026-12-01", "state": "in_time", "source": "person", **changed}
    return send(office, matter, "hyran", **form)


def test_the_rent_is_told_month_by_month_on_the_persons_word(closed, settings):
    office, matter = closed
    assert "Den första månaden efter avslutet har inte börjat." in page(office, matter)
    day(settings, date(2027, 1, 4))
    for _ in range(2):
        assert rent(office, matter).status_code == 302
    html = page(office, matter)
    for words in ("december 2026", "Betald i tid", "Den enskilde", "januari 2027", "Inte inskriven"):
        assert words in html
    assert RentAfter.objects.count() == 1
    assert rent(office, matter, form_key="två", state="late").status_code == 302
    assert "Betald sent" in page(office, matter)


def test_the_landlords_word_is_refused_without_a_consent_and_after_it_was_taken_back(closed, settings):
    """What the landlord says of the rent goes by consent alone, and ends with it."""
    office, matter = closed
    day(settings, date(2026, 12, 2))
    refused = rent(office, matter, source="landlord", state="unpaid").content.decode()
    assert "Hyresvärdens ord får inte skrivas in utan samtycke. Inget samtycke att hämta in det" in refused
    consent = given(office, matter)
    assert rent(office, matter, source="landlord", state="unpaid").status_code == 302
    assert RentAfter.objects.get().source == "landlord"
    late = rent(office, matter, form_key="två", source="landlord", state="late").content.decode()
    assert "Samtycket omfattar inte den här uppgiften." in late
    taken_back(office, matter, consent)
    again = rent(office, matter, form_key="tre", source="landlord", state="unpaid").content.decode()
    assert "Samtycket togs tillbaka" in again
    assert RentAfter.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"month": "2026-11-01"}, "Valet finns inte."),
        ({"month": "2027-02-01"}, "Valet finns inte."),
        ({"month": ""}, "Välj en månad."),
        ({"state": ""}, "Välj hur hyran betalades."),
        ({"source": "granne"}, "Valet finns inte."),
    ],
)
def test_rent_that_cannot_be_kept_says_why(closed, settings, change, says):
    day(settings, date(2027, 1, 4))
    assert says in rent(*closed, **change).content.decode()
    assert not RentAfter.objects.exists()


def test_another_units_caseworker_finds_neither_the_page_nor_the_forms(closed):
    office, matter = closed
    assert office.get("cilla", f"arende/{matter.id}/uppfoljning/").status_code == 404
    for where in ("gjord", "hyran"):
        assert send(office, matter, where, who="cilla").status_code == 404
