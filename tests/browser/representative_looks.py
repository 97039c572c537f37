"""The ways to who speaks for whom in a matter, who pays the rent, and who has been told that they may stay."""

from __future__ import annotations

from kvarbo.web.demo.staff import YUSUF
from tests.browser.social_looks import new_matter
from tests.browser.visitor import Visitor

WRITE, RIGHTS = "Skriv in en företrädare", "Skriv att någon har fått veta sin rätt"


def _unfold(visitor: Visitor, summary: str) -> None:
    visitor.page.locator("summary", has_text=summary).first.click()


def nobody(visitor: Visitor) -> None:
    new_matter(visitor)
    visitor.page.get_by_role("link", name="Företrädare och betalare").click()
    visitor.page.get_by_text("Ingen företrädare är inskriven.").wait_for()


def _saved(visitor: Visitor, summary: str, then: str) -> None:
    visitor.page.get_by_role("button", name=f"Spara {summary}").first.click()
    visitor.page.get_by_text(then).first.wait_for()


def with_errors(visitor: Visitor) -> None:
    nobody(visitor)
    _unfold(visitor, WRITE)
    visitor.page.get_by_label("Vem företräds?").select_option(index=1)
    visitor.page.get_by_label("Vad för företrädare?").select_option("trustee")
    visitor.page.get_by_label("Företrädarens namn").fill("Bo Åkesson")
    _saved(visitor, WRITE, "Skriv vilket beslut eller vilken fullmakt det bygger på, med dag.")


def written_in(visitor: Visitor) -> None:
    with_errors(visitor)
    visitor.page.get_by_label("Förvalta egendom").check()
    visitor.page.get_by_label("Beslut eller fullmakt, med dag").fill("Tingsrättens beslut 2026-03-02")
    visitor.page.get_by_label("Telefon").fill("070-174 06 90")
    _saved(visitor, WRITE, "Förvaltare: Bo Åkesson")


def ended(visitor: Visitor) -> None:
    written_in(visitor)
    _unfold(visitor, "Skriv att uppdraget har upphört")
    _saved(visitor, "Skriv att uppdraget har upphört", "Upphörde")


def payer(visitor: Visitor) -> None:
    nobody(visitor)
    _unfold(visitor, "Skriv in vem som betalar")
    visitor.page.get_by_label("Vem betalar hyran?").select_option("board")
    _saved(visitor, "Skriv in vem som betalar", "Det är inskrivet.")


def partner_told(visitor: Visitor) -> None:
    new_matter(visitor)
    _unfold(visitor, "En person till")
    visitor.page.get_by_label("Namn", exact=True).fill("Zoë Çelik")
    visitor.page.get_by_label("Del i ärendet").select_option("partner")
    visitor.page.get_by_role("button", name="Skriv in personen").click()
    visitor.page.get_by_text("Personen är inskriven.").wait_for()
    visitor.page.get_by_role("link", name="Företrädare och betalare").click()
    visitor.page.get_by_text("Har inte fått veta det.").wait_for()
    _unfold(visitor, RIGHTS)
    visitor.page.get_by_label("Vem fick veta?").select_option(index=1)
    visitor.page.get_by_label("Hur fick personen veta det?").select_option("call")
    _saved(visitor, RIGHTS, "I telefon")


REPRESENTATIVE_LOOKS = (
    ("nobody represents", "representatives", nobody, YUSUF),
    ("a representative with errors", "representative_write", with_errors, YUSUF),
    ("a representative", "representative_write", written_in, YUSUF),
    ("a representative whose duty has ended", "representative_end", ended, YUSUF),
    ("who pays the rent", "rent_payer", payer, YUSUF),
    ("a partner told of a right", "rights_told", partner_told, YUSUF),
)
