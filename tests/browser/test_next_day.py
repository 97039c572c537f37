"""Spela nästa dag in the browser: one press on the first page, and everybody's room stands on the next day."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from kvarbo.web.demo.staff import INGRID, KARIN, SOCIAL_ROOM
from tests.browser.later import sit_down
from tests.browser.serving import copy_of, served
from tests.browser.visitor import Visitor


def test_one_press_takes_both_rooms_to_the_next_day_and_tells_what_happened(
    town: Path, tmp_path: Path, browser: Browser
) -> None:
    folder = copy_of(town, tmp_path / "var")
    with served(folder) as site, Visitor.at(site, browser) as visitor:
        visitor.open("/")
        assert "I staden är det fre 6 november 2026." in visitor.text()
        assert "Det här hände" not in visitor.text()
        visitor.must_be_clean()
        visitor.page.get_by_role("button", name="Spela nästa dag").click()
        visitor.page.get_by_role("heading", name="Det här hände lör 7 november 2026").wait_for(timeout=90_000)
        told = visitor.text()
        assert "I staden är det lör 7 november 2026." in told
        assert "Nattens körning" in told
        visitor.must_be_clean()
        visitor.come_in(KARIN)
        visitor.open_room("")
        assert "Betalningar kända till och med fre 6 november 2026." in visitor.text()
        visitor.open_room("planer/")
        assert "Dennis Holm" in visitor.text()
        visitor.must_be_clean()
        sit_down(visitor, INGRID)
        visitor.open(f"/r/{SOCIAL_ROOM}/")
        assert "Stefan Holmgren" in visitor.text()
        visitor.page.get_by_role("link", name="Stefan Holmgren").first.click()
        visitor.page.get_by_role("link", name="Hyran och fristen").first.click()
        assert "ons 11 november 2026" in visitor.text()
        assert "4 dagar kvar" in visitor.text()
        visitor.must_be_clean()
        visitor.open(f"/r/{SOCIAL_ROOM}/")
        visitor.page.get_by_role("link", name="Fatima Rahimi").first.click()
        visitor.page.get_by_role("link", name="Hyran och fristen").first.click()
        twice = visitor.page.get_by_role("heading", name="Uppsägning för obetald hyra: Fastighets AB Linden")
        assert len({one.inner_text() for one in twice.all()}) == 2  # she has been told of twice, on different days
        visitor.must_be_clean()
        visitor.must_have_met_no_errors()
