"""The ways to the pages of debt collection, as a manager walks them: an agency first, then rows, files and matters."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.browser.visitor import Visitor

STATUSES = "Ärende;Referens;Status;Statusdatum\nA-1;okänd;Betald;2026-11-06\n"


def empty_review(visitor: Visitor) -> None:
    visitor.open_room("inkasso/underlag/")


def agency_with_errors(visitor: Visitor) -> None:
    visitor.open_room("inkasso/bolag/?exempel=exempelinkasso")
    visitor.page.get_by_role("button", name="Spara bolaget").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def agency_written_in(visitor: Visitor) -> None:
    visitor.open_room("inkasso/bolag/?exempel=exempelinkasso")
    visitor.page.fill("#id_name", "Exempelinkasso")
    visitor.page.fill("#id_organisation_number", "556036-0793")
    mapping = visitor.page.input_value("#id_mapping_text").replace("reference: ocr", "reference: lease_number")
    visitor.page.fill("#id_mapping_text", mapping)
    visitor.page.get_by_role("button", name="Spara bolaget").click()
    visitor.page.get_by_text("Inkassobolaget är sparat.").wait_for()


def review(visitor: Visitor) -> None:
    agency_written_in(visitor)
    visitor.open_room("inkasso/underlag/")


def left_out(visitor: Visitor) -> None:
    review(visitor)
    visitor.page.get_by_label("Beslut om Maria Johansson").select_option("agreed")
    visitor.page.get_by_role("button", name="Spara besluten").click()
    visitor.page.get_by_text("En rad är borttagen.").wait_for()


def file_made(visitor: Visitor) -> None:
    """A row of Kent Bergström's: what an agency's file cannot spell (Małgorzata Wiśniewska) is taken off it."""
    review(visitor)
    choices = visitor.page.get_by_label("Beslut om Kent Bergström")
    if choices.count():
        choices.first.select_option("send")
        visitor.page.get_by_role("button", name="Spara besluten").click()
        visitor.page.get_by_text("Filen är gjord med").wait_for()


def file_fetched(visitor: Visitor) -> None:
    file_made(visitor)
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="Hämta exempelinkasso").first.click()
    assert download.value.suggested_filename.startswith("exempelinkasso-2026-11-")


def matters(visitor: Visitor) -> None:
    """The list; the looks before may have sent something already."""
    visitor.open_room("inkasso/")
    if not visitor.page.locator("tbody th a").count():
        file_made(visitor)
        visitor.open_room("inkasso/")


def matter(visitor: Visitor) -> None:
    matters(visitor)
    visitor.page.locator("tbody th a").first.click()
    visitor.page.get_by_role("heading", name="Ärende hos inkassobolaget").wait_for()


def everything_open(visitor: Visitor) -> None:
    matter(visitor)
    visitor.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def _typed_in(visitor: Visitor, summary: str, prefix: str, **said: str) -> None:
    matter(visitor)
    visitor.page.locator("summary", has_text=summary).click()
    form = visitor.page.locator("details[open] form").first
    form.locator(f"#{prefix}_matter").select_option(index=1)
    for name, value in said.items():
        field = form.locator(f"#{prefix}_{name}")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    form.get_by_role("button", name="Spara").click()


def status_typed_in(visitor: Visitor) -> None:
    _typed_in(visitor, "Läge", "statusform", status="plan", status_date="2026-11-06")
    visitor.page.get_by_text("Sparat.").wait_for()


def status_without_a_day(visitor: Visitor) -> None:
    _typed_in(visitor, "Läge", "statusform", status="plan")
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def payment_typed_in(visitor: Visitor) -> None:
    _typed_in(visitor, "Betalning till", "paymentform", amount="100", paid="2026-11-06")
    visitor.page.get_by_text("Sparat.").wait_for()


def payment_taken_back(visitor: Visitor) -> None:
    payment_typed_in(visitor)
    visitor.page.get_by_role("button", name="Ta tillbaka, den var fel").first.click()
    visitor.page.get_by_text("Betalningen är tillbakatagen").wait_for()


def paper_typed_in(visitor: Visitor) -> None:
    _typed_in(visitor, "Handling som", "paperform", kind="form_1", served="2026-11-06")
    visitor.page.get_by_text("Återvinningsfristen har inte börjat räknas").first.wait_for()


def proposal_typed_in(visitor: Visitor) -> None:
    _typed_in(visitor, "Förslag från", "proposalform", kind="plan", day="2026-11-06")
    visitor.page.get_by_role("heading", name="Förslag från bolaget").wait_for()


def decided(visitor: Visitor) -> None:
    proposal_typed_in(visitor)
    summary = visitor.page.locator("summary", has_text="Besluta")
    if summary.count():
        summary.first.click()
        visitor.page.get_by_label("Ja", exact=True).first.check()
        visitor.page.locator("input[name=reason]").first.fill("Rimlig plan")
        visitor.page.get_by_role("button", name="Spara beslutet").first.click()
    visitor.page.get_by_text("Beslut: ja.").first.wait_for()


def begun_by_hand(visitor: Visitor) -> None:
    agency_written_in(visitor)
    visitor.open_room("?district=&group=ring")
    visitor.page.locator("a[href*='/ring/']").last.click()
    visitor.open(visitor.page.url.split("ring/")[0] + "inkasso/")
    visitor.page.locator("summary", has_text="Ett ärende som redan är lämnat").click()
    visitor.page.locator("#begin_month").select_option(index=1)
    visitor.page.locator("#begin_agency").select_option(index=1)
    visitor.page.fill("#begin_sent", "2026-11-05")
    visitor.page.locator("details[open] form").first.get_by_role("button", name="Spara").click()
    visitor.page.get_by_text("Sparat.").wait_for()


def file_left(visitor: Visitor) -> None:
    agency_written_in(visitor)
    visitor.open_room("inkasso/filer/")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lägen.csv"
        path.write_text(STATUSES, encoding="utf-8")
        visitor.page.set_input_files("input[type=file]", path)
        visitor.page.get_by_role("button", name="Läs filen").click()
        visitor.page.get_by_text("Rader som kan läsas in: 0.").first.wait_for()
    visitor.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def file_read_in(visitor: Visitor) -> None:
    file_left(visitor)
    visitor.page.get_by_role("button", name="Läs in filen").first.click()
    visitor.page.get_by_text("Filen är inläst").first.wait_for()


def file_discarded(visitor: Visitor) -> None:
    file_left(visitor)
    visitor.page.get_by_role("button", name="Ta bort filen").first.click()
    visitor.page.get_by_text("Borttagen").first.wait_for()
