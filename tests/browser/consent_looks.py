"""The ways to the pages of consents: the room's list, one home's consents, the form to print, given and taken back."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.browser.visitor import Visitor

PDF = b"%PDF-1.7 undertecknad"


def here(visitor: Visitor) -> None:
    visitor.open_room("samtycken/")
    visitor.page.locator("tbody th a").first.wait_for()


def blank(visitor: Visitor) -> None:
    visitor.open_room("samtycken/blankett/")


def consents(visitor: Visitor) -> None:
    here(visitor)
    visitor.page.get_by_role("table", name="Går snart ut").locator("tbody th a").first.click()
    visitor.page.get_by_role("heading", name="Samtycken som gäller").wait_for()


def everything_unfolded(visitor: Visitor) -> None:
    consents(visitor)
    visitor.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def form(visitor: Visitor) -> None:
    consents(visitor)
    visitor.page.get_by_role("link", name="Blankett att skriva ut").click()
    visitor.page.get_by_role("heading", name="Du kan ångra dig").first.wait_for()


def form_in_english(visitor: Visitor) -> None:
    form(visitor)
    visitor.page.get_by_role("link", name="In English").click()
    visitor.page.get_by_role("heading", name="You can change your mind").first.wait_for()


def _unfold_new(visitor: Visitor) -> None:
    consents(visitor)
    visitor.page.locator("summary", has_text="Skriv in ett samtycke").click()


def give_left_empty(visitor: Visitor) -> None:
    _unfold_new(visitor)
    visitor.page.get_by_role("button", name="Spara samtycket").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def given(visitor: Visitor) -> None:
    """A written consent with its signed form."""
    _unfold_new(visitor)
    visitor.page.locator("input[name=person]").first.check()
    visitor.page.get_by_label("Hyresgästen själv", exact=True).check()
    visitor.page.locator("input[name=receivers]").first.check()
    visitor.page.locator("input[name=facts]").first.check()
    visitor.page.fill("#give_purpose", "För att få hjälp med skulden.")
    visitor.page.get_by_label("Skriftligt, på blanketten").check()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blankett.pdf"
        path.write_bytes(PDF)
        visitor.page.set_input_files("#give_file", path)
        visitor.page.get_by_role("button", name="Spara samtycket").click()
        visitor.page.get_by_text("Samtycket är sparat.").wait_for()


def file_fetched(visitor: Visitor) -> None:
    given(visitor)
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Hämta den undertecknade blanketten").first.click()
    assert download.value.suggested_filename == "samtycke.pdf"


def withdrawn(visitor: Visitor) -> None:
    given(visitor)
    box = visitor.page.locator("article", has=visitor.page.get_by_role("link", name="Hämta den under")).first
    box.locator("summary").click()
    box.locator("input[name=withdrawn_by]").fill("Hyresgästen")
    box.get_by_label("Samtal i telefon").check()
    box.get_by_role("button", name="Ta tillbaka").click()
    visitor.page.get_by_text("Samtycket är tillbakataget och gäller inte från nu.").wait_for()


def withdrawn_by_nobody(visitor: Visitor) -> None:
    consents(visitor)
    visitor.page.locator("summary", has_text="Ta tillbaka samtycket").first.click()
    visitor.page.get_by_role("button", name="Ta tillbaka").first.click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def told(visitor: Visitor) -> None:
    withdrawn(visitor)
    visitor.page.get_by_role("button", name="Mottagaren är underrättad").first.click()
    visitor.page.get_by_text("Det är antecknat att mottagaren är underrättad.").wait_for()
