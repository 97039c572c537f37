"""The pages of the same chance: asked for, read, narrowed, a reason written, taken out as Excel and on paper."""

from __future__ import annotations

import html
import io
import re
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from kvarbo.ground.exports.models import Export
from kvarbo.landlord.same_chance.models import ChanceReport
from tests.doors.papers.pdf_text import words_in
from tests.landlord.same_chance.conftest import FROM, TO, Chances


def text_of(answer: Any) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.content.decode().replace("\u00a0", " "))
    return html.unescape(re.sub(r"\s+", " ", words))


def report_of(chances: Chances, who: str = "per", **narrowed: str) -> str:
    report = ChanceReport.objects.get()
    client = chances.working.client(who)
    return text_of(client.get(chances.working.url("samma-chans/rapport/"), {"rapport": str(report.pk), **narrowed}))


def test_a_report_is_asked_for_and_waits_with_its_progress(chances: Chances) -> None:
    client = chances.working.client("anna")
    asked = {"step": "collection_file", "from_day": FROM.isoformat(), "to_day": TO.isoformat(), "form_key": "k"}
    answer = client.post(chances.working.url("samma-chans/"), asked, follow=True)
    assert "Rapporten väntar på sin tur." in text_of(answer)
    assert ChanceReport.objects.get().by_name == "Anna"


def test_a_period_turned_around_is_said_at_its_field_and_what_was_written_stays(chances: Chances) -> None:
    client = chances.working.client("anna")
    asked = {"step": "collection_file", "from_day": TO.isoformat(), "to_day": FROM.isoformat(), "form_key": "k"}
    page = text_of(client.post(chances.working.url("samma-chans/"), asked))
    assert "Perioden slutar före den börjar." in page
    assert not ChanceReport.objects.exists()


def test_the_report_tells_each_measure_with_why_and_each_group(chances: Chances) -> None:
    chances.whole("ung", name="Åke-Örjan O'Neill", born=date(2004, 1, 1))
    chances.filed(chances.home("b", name="Siv Ek", address="Kvarngränd 2"))
    chances.report()
    page = report_of(chances)
    assert "Steget togs 2 gånger." in page
    assert "Åke-Örjan O'Neill" in page
    assert "Saknas utan skäl" in page
    assert "Arbetssättet bad om det från och med tis 7 april 2026" in page
    assert "Unga" in page


def test_rows_are_narrowed_by_group_by_outcome_and_by_the_goal(chances: Chances) -> None:
    chances.whole("ung", name="Ulla Ung", born=date(2004, 1, 1))
    chances.filed(chances.home("b", name="Siv Ek", address="Kvarngränd 2", born=date(1980, 1, 1)))
    chances.report()
    young, missing = report_of(chances, grupp="young"), report_of(chances, lage="missing")
    assert "Ulla Ung" in young
    assert "Siv Ek" not in young
    assert "Siv Ek" in missing
    assert "Ulla Ung" not in missing
    few = report_of(chances, minst="2", under="1")
    assert "Siv Ek" in few
    assert "Ulla Ung" not in few
    assert "1 av 2" in few


@pytest.mark.parametrize("said", ["tre", "-1", "99", "1e3"])
def test_a_goal_that_is_no_number_is_said_and_asks_for_nothing(chances: Chances, said: str) -> None:
    chances.whole("a")
    chances.report()
    page = report_of(chances, minst=said, under="1")
    assert "Skriv ett tal, 0 till 20." in page
    assert "Åsa Öberg" in page


def test_a_protected_home_is_counted_but_not_named(chances: Chances) -> None:
    chances.whole("skyddad", protected=True)
    chances.report()
    page = report_of(chances, "anna")
    assert "Steget togs en gång." in page
    assert "En gång gäller ett hem som inte går att öppna för dig." in page
    assert "Gjord" in page
    assert "Kvarngränd" not in page


def test_a_reason_is_written_on_the_page_and_shown_with_name_and_day(chances: Chances) -> None:
    home = chances.home("a")
    chances.filed(home)
    chances.report()
    client, url = chances.working.client("anna"), chances.working.url("samma-chans/skal/")
    row = chances.row(home).pk
    said = text_of(client.post(url, {"row": row, "rule": "dag-7-samtal", "reason": "no_time"}, follow=True))
    assert "Skälet är sparat" in said
    assert "Skäl, skrivet 10 nov av Anna: Vi hann inte." in said or "av Anna: Vi hann inte." in said
    assert "Saknas, skäl skrivet i efterhand" in said
    without = text_of(client.post(url, {"row": row, "rule": "dag-7-samtal"}, follow=True))
    assert "Välj ett skäl." in without


def test_the_excel_file_has_every_row_by_number_and_nobodys_name(chances: Chances) -> None:
    chances.whole("a")
    chances.filed(chances.home("b", address="Kvarngränd 2"))
    report = chances.report()
    client, url = chances.working.client("per"), chances.working.url("samma-chans/hamta/")
    answer = client.post(url, {"rapport": str(report.pk), "form": "excel", "reason": "Chefsmöte"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:3] == ["Avtal", "Hyra", "Steget togs"]
    assert len(rows) == 1 + 6
    assert {row[0] for row in rows[1:]} == {"N-a", "N-b"}
    assert "Åsa" not in str(rows)
    assert (Export.objects.get().what, Export.objects.get().count) == ("same_chance", 2)


def test_the_paper_has_the_sums_and_what_was_not_given(chances: Chances) -> None:
    chances.filed(chances.home("a"))
    report = chances.report()
    client, url = chances.working.client("per"), chances.working.url("samma-chans/hamta/")
    answer = client.post(url, {"rapport": str(report.pk), "form": "papper"})
    assert answer["Content-Type"] == "application/pdf"
    words = re.sub(r"\s+", " ", words_in(answer.content))
    assert "Alla fick samma chans" in words
    assert "Saknas utan skäl" in words
    assert "Samtal, dag 7" in words
    assert "Åsa" not in words


@pytest.mark.parametrize("asked", ["", "inte-ett-id", "00000000-0000-0000-0000-000000000000"])
def test_a_report_that_is_gone_says_so(chances: Chances, asked: str) -> None:
    client = chances.working.client("per")
    url = chances.working.url("samma-chans/rapport/")
    assert "Rapporten finns inte längre." in text_of(client.get(url, {"rapport": asked}, follow=True))
    fetched = client.post(chances.working.url("samma-chans/hamta/"), {"rapport": asked}, follow=True)
    assert "Rapporten finns inte längre" in text_of(fetched)
