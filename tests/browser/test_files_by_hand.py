"""Bad files dropped by hand in the browser: each gets a clear page, and nothing of it is read in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kvarbo.web.demo.staff import KARIN
from tests.browser import files_at_hand
from tests.browser.files_at_hand import ROW
from tests.browser.looks import drop
from tests.browser.visitor import Visitor


def counts(visitor: Visitor) -> str:
    """How much there is to do, group by group: what a half-read file would change."""
    visitor.open_room("?district=&group=")
    return visitor.page.locator("nav[aria-label='Hoppa till']").inner_text()


BAD: list[tuple[Callable[[Path], Path], str]] = [
    (files_at_hand.old_excel, r"\.xls"),
    (files_at_hand.with_password, "lösenord"),
    (files_at_hand.far_cell, "XFD1048576"),
    (files_at_hand.cut_off, r"skadad|avbruten|går inte att öppna|gick inte att"),
    (files_at_hand.bomb, r"stor|packa|skadad|går inte"),
    (files_at_hand.a_picture_called_csv, r"text|bild|CSV|csv"),
]


@pytest.mark.parametrize(("make", "says"), BAD, ids=[make.__name__ for make, _ in BAD])
def test_a_file_that_cannot_be_read_says_so_and_changes_nothing(
    visitor: Visitor, tmp_path: Path, make: Callable[[Path], Path], says: str
) -> None:
    visitor.come_in(KARIN)
    before = counts(visitor)
    drop(visitor, make(tmp_path))
    told = visitor.page.inner_text("main")
    assert re.search(says, told, re.IGNORECASE), told
    assert visitor.page.get_by_role("button", name="Läs in filen").count() == 0
    assert counts(visitor) == before


def test_an_empty_file_is_not_even_taken(visitor: Visitor, tmp_path: Path) -> None:
    visitor.come_in(KARIN)
    visitor.open_room("filer/")
    visitor.page.set_input_files("input[type=file]", files_at_hand.empty(tmp_path))
    visitor.page.get_by_role("button", name="Läs filen").click()
    assert "Filen är tom. Ta ut listan igen och välj den." in visitor.text()
    assert visitor.path().endswith("/filer/")


def test_a_day_that_has_not_been_is_refused_beside_its_field(visitor: Visitor, tmp_path: Path) -> None:
    visitor.come_in(KARIN)
    visitor.open_room("filer/")
    visitor.page.set_input_files("input[type=file]", files_at_hand.csv_list(tmp_path, ROW))
    visitor.page.fill("input[name=known_through]", "2099-01-01")
    visitor.page.get_by_role("button", name="Läs filen").click()
    assert "Dagen ligger i framtiden." in visitor.text()


def test_yesterdays_list_after_todays_is_read_as_history_and_says_so(visitor: Visitor, tmp_path: Path) -> None:
    visitor.come_in(KARIN)
    drop(visitor, files_at_hand.csv_list(tmp_path, ROW), through="2026-11-05")
    visitor.page.get_by_role("button", name="Läs in filen").click()
    visitor.page.get_by_text("Filen är inläst").wait_for(timeout=60_000)
    drop(visitor, files_at_hand.csv_list(tmp_path, ROW), through="2026-11-04")
    told = visitor.page.inner_text("main")
    assert "Den läses som historik" in told
    assert not re.search(r"\d{4}-\d\d-\d\d", told), "the days are written in words"


def test_names_of_every_kind_are_shown_and_never_break_the_page(visitor: Visitor, tmp_path: Path) -> None:
    names = ("L" + "å" * 197 + "ng", "😀 Glad Åsa", "שלום עולם", "=1+1", "<script>alert(1)</script>")
    rows = [("88" + str(place), *ROW[1:3], name, *ROW[4:6], "88" + str(place), *ROW[7:])
            for place, name in enumerate(names)]  # fmt: skip
    visitor.come_in(KARIN)
    drop(visitor, files_at_hand.csv_list(tmp_path, *rows))
    visitor.must_be_clean()
    assert "5" in visitor.page.locator("tr", has_text="Nya avtal").inner_text()
    visitor.page.get_by_role("button", name="Läs in filen").click()
    visitor.page.get_by_text("Filen är inläst").wait_for(timeout=60_000)
    visitor.open_room("?district=&group=ring")
    shown = visitor.text()
    assert [name for name in names if name not in shown] == []
    visitor.must_be_clean()


def test_a_date_out_of_this_world_is_told_by_row_and_column(visitor: Visitor, tmp_path: Path) -> None:
    far = (*ROW[:7], "1899-12-31", *ROW[8:])
    visitor.come_in(KARIN)
    drop(visitor, files_at_hand.csv_list(tmp_path, far, (*ROW[:7], "2099-01-01", *ROW[8:])))
    told = visitor.page.inner_text("main")
    assert "Ingen rad i listan kunde läsas" in told
    assert "Förfallodag" in told
    assert "1899" in told
