"""Räkna fristen: both days, what is missing, the reasons and the weeks; without login, and nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import settings as drawn
from hypothesis import strategies as st

from kvarbo.web.calculator import forms, pages
from kvarbo.web.calculator.answer import Events, Home, count
from kvarbo.web.calculator.strip import LONGEST, weeks
from tests.web.test_english import catalogue

ADDRESS = "/rakna-fristen/"
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.fixture
def page() -> Iterator[Client]:
    """Nobody in particular, without any database to write in."""
    with translation.override("sv"):
        yield Client()


def text_of(content: bytes) -> str:
    words = re.sub(r"<[^>]+>", " ", content.decode())
    return re.sub(r"\s+", " ", words.replace("\u00a0", " "))


def answer(page: Client, **known: str) -> str:
    response = page.get(ADDRESS, known, headers={"accept-language": "sv"})
    assert response.status_code == 200
    return text_of(response.content)


def test_the_empty_page_asks_and_answers_nothing(page: Client) -> None:
    shown = answer(page)
    assert "Det du vet" in shown
    assert "Svaret" not in shown
    assert "Något behöver rättas" not in shown


def test_both_events_on_the_third_of_december_give_the_safe_day_and_the_laws_last_day(page: Client) -> None:
    shown = answer(page, kind="dwelling", served="2026-12-03", posted="2026-12-03")
    assert "Betala senast ons 23 december 2026" in shown
    assert "Lagens sista dag är mån 28 december 2026." in shown
    assert "Beslut om avhysning kan komma tidigast tors 31 december 2026" in shown
    assert "(den som vill avhysa räknar med mån 4 januari 2027)" in shown
    assert "JB 12:44 första stycket 1" in shown


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("2026-12-20", "3 dagar kvar"),
        ("2026-12-24", "Den säkra dagen har gått, men lagens sista dag har inte gjort det. Betala i dag."),
        ("2026-12-29", "Alla dagar i svaret har gått. Betala och hör av dig"),
    ],
)
def test_how_many_days_are_left_is_told_and_what_to_do_when_they_have_passed(
    page: Client, settings, on: str, says: str
) -> None:
    settings.KVARBO_TODAY = on
    assert says in answer(page, kind="dwelling", served="2026-12-03", received="2026-12-03")


def test_the_last_day_counted_from_the_earliest_may_pass_before_the_landlords(page: Client, settings) -> None:
    settings.KVARBO_TODAY = "2026-11-08"
    said = answer(page, kind="dwelling", served="2026-10-13", posted="2026-10-15", received="2026-10-20")
    assert "Lagens sista dag har gått, räknat från det tidigaste som kan räknas. Betala genast" in said


def test_a_registered_letter_counts_when_posted_and_the_landlord_waits_for_its_arrival(page: Client) -> None:
    shown = answer(page, kind="dwelling", served="2026-10-13", posted="2026-10-15", received="2026-10-19")
    assert "Betala senast tors 5 november 2026" in shown
    assert "Hyresvärden väntar till och med mån 9 november 2026" in shown
    assert "Beslut om avhysning kan komma tidigast mån 9 november 2026" in shown
    assert "Så räknar den som vill avhysa" in shown


def test_one_event_alone_gives_a_bound_and_says_what_is_missing(page: Client) -> None:
    shown = answer(page, kind="dwelling", served="2026-10-13")
    assert "Fristen går minst till och med tis 3 november 2026" in shown
    assert "Dagen då meddelandet lämnades till socialnämnden." in shown
    assert "Betala senast" not in shown


def test_only_the_boards_paper_says_that_the_service_is_missing(page: Client) -> None:
    shown = answer(page, kind="dwelling", door="2026-10-13")
    assert "Dagen då underrättelsen om återvinning delgavs." in shown


def test_premises_have_two_weeks_from_service_and_the_board_plays_no_part(page: Client) -> None:
    shown = answer(page, kind="premises", served="2026-10-13", posted="2026-10-15")
    assert "Betala senast tis 27 oktober 2026" in shown
    assert "spelar meddelandet till socialnämnden ingen roll" in shown


def test_a_tenant_owned_flat_is_counted_by_its_own_act(page: Client) -> None:
    shown = answer(page, kind="tenant_owned", served="2026-10-13", posted="2026-10-15", repeated="on")
    assert "Betala senast tors 5 november 2026" in shown
    assert "Föreningen väntar till och med" in shown
    assert "BRL 7:23 tredje stycket" in shown


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"kind": "dwelling", "served": "2026-13-13"}, "Datumet går inte att läsa. Skriv år, månad och dag"),
        ({"kind": "dwelling", "served": "13 oktober"}, "Datumet går inte att läsa."),
        ({"kind": "dwelling", "served": "1899-01-01"}, "Året 1899 ligger utanför almanackan."),
        ({"kind": "dwelling", "served": "9999-12-31"}, "Året 9999 ligger utanför almanackan."),
        ({"kind": "villa", "served": "2026-10-13"}, "Valet finns inte. Välj hyreslägenhet"),
        ({"served": "2026-10-13"}, "Välj hyreslägenhet, lokal eller bostadsrätt."),
        ({"kind": "dwelling"}, "Ange minst en dag."),
        ({"kind": "dwelling", "served": "1991-05-05", "posted": "1991-05-05"}, "jb.12_44.recovery_weeks saknas"),
    ],
)
def test_what_cannot_be_counted_is_said_in_swedish(page: Client, known: dict[str, str], said: str) -> None:
    shown = answer(page, **known)
    assert said in shown
    assert "Svaret" not in shown


def test_nothing_is_stored_and_nobody_is_asked_to_log_in(page: Client) -> None:
    response = page.get(ADDRESS, {"kind": "dwelling", "served": "2026-10-13"})
    assert response.status_code == 200
    assert dict(response.cookies) == {}
    assert response.headers["Cache-Control"] == "no-store"
    assert page.post(ADDRESS, {"served": "2026-10-13"}).status_code == 405


def test_the_address_holds_only_days_and_choices() -> None:
    assert set(forms.RecoveryForm.base_fields) == {"kind", "served", "posted", "received", "door", "repeated"}


def test_what_is_written_is_never_markup(page: Client) -> None:
    response = page.get(ADDRESS, {"kind": "<script>", "served": '"><script>alert(1)</script>'})
    assert b"<script>alert" not in response.content


def test_the_strip_marks_the_days_and_says_them_in_words(page: Client) -> None:
    response = page.get(ADDRESS, {"kind": "dwelling", "served": "2026-12-03", "posted": "2026-12-03"})
    rows = re.findall(r"<tr><th scope=\"row\">(\d+)</th>", response.content.decode())
    assert rows == ["49", "50", "51", "52", "53", "1"]
    assert ": Betala senast</span>" in response.content.decode()


def test_days_far_apart_are_told_in_the_list_and_not_drawn(page: Client) -> None:
    shown = answer(page, kind="dwelling", served="2026-01-13", posted="2026-10-15")
    assert "Dagarna i ordning" in shown
    assert "Veckorna" not in shown


@given(DAYS, st.integers(-30, 30), st.integers(0, 10), st.sampled_from([Home.DWELLING, Home.TENANT_OWNED]))
@drawn(deadline=None)
def test_the_days_always_come_in_the_order_that_protects(served: date, apart: int, post: int, home: Home) -> None:
    posted = served + timedelta(days=apart)
    clock = count(Events(home, served=served, posted=posted, received=posted + timedelta(days=post)))
    assert None not in (clock.pay_by, clock.legal_end, clock.waits_through, clock.decision_from, clock.decision_gate)
    assert clock.pay_by <= clock.legal_end <= clock.waits_through
    assert clock.legal_end < clock.decision_from <= clock.decision_gate
    assert clock.waits_through < clock.decision_gate
    half = count(Events(home, served=served))
    assert half.pay_by is None
    assert half.not_before is not None
    assert half.not_before <= clock.pay_by


@given(DAYS, st.integers(0, 120))
@drawn(deadline=None)
def test_the_strip_holds_whole_weeks_and_every_mark(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    drawn = weeks({first: ["a"], last: ["b"]}, (first, last))
    if not drawn:
        assert length > 7 * (LONGEST - 1)
        return
    days = [cell.day for week in drawn for cell in week.cells]
    assert days == [days[0] + timedelta(days=number) for number in range(7 * len(drawn))]
    assert days[0].weekday() == 0
    assert {cell.day for week in drawn for cell in week.cells if cell.marks} == {first, last}


@pytest.mark.parametrize("module", [forms, pages])
def test_every_sentence_of_the_page_has_an_english_one(module: object) -> None:
    source = Path(str(module.__file__)).read_text(encoding="utf-8")  # type: ignore[attr-defined]
    calls = re.findall(r"\b_\(\s*((?:\"[^\"]*\"\s*)+)\)", source)
    said = ["".join(re.findall(r'"([^"]*)"', call)) for call in calls]
    assert len(said) > 5
    known = catalogue()
    assert [sentence for sentence in said if not known.get(sentence, ("", ""))[1]] == []
