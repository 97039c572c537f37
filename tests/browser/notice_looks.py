"""The ways to the pages of decisions, as an officer and a manager walk them from the page of a home that owes."""

from __future__ import annotations

import re

from kvarbo.web.demo.cast import HOME_KEPT, HOME_LOST
from tests.browser.visitor import Visitor

ALREADY = re.compile(
    f"Inget|Kent Bergström|{HOME_KEPT}|{HOME_LOST}"
)  # with no agency's matter, or decided about before today


def _owing(visitor: Visitor) -> str:
    """The address of a home on Idag that has rent unpaid, and about which the town has decided nothing."""
    visitor.open_room("?district=&group=ring")
    calls = visitor.page.locator("tr").filter(has_not_text=ALREADY).locator("a[href*='/ring/']")
    return str(calls.first.get_attribute("href")).split("ring/")[0]


def decide(visitor: Visitor) -> None:
    visitor.open(_owing(visitor))
    visitor.page.get_by_role("link", name="Besluta", exact=True).click()
    visitor.page.get_by_role("heading", name="Besluta", exact=True).wait_for()


def decide_left_empty(visitor: Visitor) -> None:
    decide(visitor)
    visitor.page.get_by_role("button", name="Besluta").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def nothing_decided(visitor: Visitor) -> None:
    visitor.open(_owing(visitor) + "beslut/")
    visitor.page.get_by_text("Inget är beslutat om det här avtalet.").wait_for()


def decided(visitor: Visitor, route: str = "Betalningsföreläggande med avhysning", home: str = "") -> None:
    """A decision about a home; the one that the looks before have made, when they have."""
    home = home or _owing(visitor)
    visitor.open(home + "beslut/")
    if visitor.page.get_by_role("link", name="Besluta", exact=True).count():
        visitor.open(home + "besluta/")
        visitor.page.get_by_label(route).check()
        visitor.page.fill("[name=demand_last_day]", "2026-11-05")
        visitor.page.fill("[name=reason]", "Ingen har svarat på fyra försök.")
        visitor.page.get_by_role("button", name="Besluta").click()
        visitor.page.get_by_text("Beslutet är fattat.").wait_for()


def _long_overdue(visitor: Visitor) -> str:
    """The address of a home whose rent is months late: the law lets no notice be prepared on the seventh day."""
    visitor.open_room("inkasso/")
    row = visitor.page.locator("tbody tr").filter(has_not_text=ALREADY).filter(has_text="kr").first
    return str(row.locator("a").first.get_attribute("href")).split("inkasso/")[0]


def termination(visitor: Visitor) -> None:
    decided(visitor, "Egen uppsägning för obetald hyra", _long_overdue(visitor))


def decisions(visitor: Visitor) -> None:
    decided(visitor)
    visitor.open_room("beslut/")


def decisions_ended(visitor: Visitor) -> None:
    visitor.open_room("beslut/?avslutade=1")


def days_running(visitor: Visitor) -> None:
    """The town's own decision: served on the second of November, so three weeks end on the twenty-third."""
    visitor.open_room("beslut/")
    visitor.page.get_by_role("link", name="Kent Bergström").first.click()
    visitor.page.get_by_text("23 november 2026").first.wait_for()


def decision(visitor: Visitor) -> None:
    decided(visitor)
    visitor.page.get_by_role("heading", name="Dagarna som räknas").wait_for()


def everything_open(visitor: Visitor) -> None:
    decision(visitor)
    visitor.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def open_form(visitor: Visitor, summary: str) -> None:
    visitor.page.locator("summary").get_by_text(summary, exact=True).first.click()


def save(visitor: Visitor) -> None:
    visitor.page.locator("details[open] form").first.get_by_role("button", name="Spara").click()


def verdict_written_in(visitor: Visitor) -> None:
    decided(visitor)
    open_form(visitor, "Utslag eller dom")
    save(visitor)
    visitor.page.get_by_text("Sparat.").wait_for()


def fact_with_errors(visitor: Visitor) -> None:
    decided(visitor)
    open_form(visitor, "Delgivning")
    save(visitor)
    visitor.page.get_by_text("Något behöver rättas").first.wait_for()


def prepare(visitor: Visitor) -> None:
    """An underlag about a home whose rent is late enough."""
    termination(visitor)
    visitor.page.locator("summary", has_text="Skriv underlaget").click()
    visitor.page.fill("#prepare_missing", "Besök: ingen öppnade")
    visitor.page.select_option("#prepare_children", "none")
    visitor.page.fill("#prepare_said", "Väntar på lön")
    visitor.page.select_option("#prepare_spouse", "none")
    visitor.page.get_by_role("button", name="Spara underlaget").click()
    visitor.page.get_by_text("Underlaget är skrivet. En annan person").first.wait_for()


def asked(visitor: Visitor) -> None:
    prepare(visitor)
    visitor.page.locator("summary", has_text="Fråga en annan person").click()
    visitor.page.fill("#ask_text", "Ingen har svarat.")
    visitor.page.get_by_role("button", name="Fråga", exact=True).click()
    visitor.page.get_by_text("Frågan är ställd.").wait_for()


def paper_with_errors(visitor: Visitor) -> None:
    decided(visitor)
    open_form(visitor, "Formulär enligt förordning (1978:314)")
    visitor.page.get_by_role("button", name="Hämta formuläret").click()
    visitor.page.get_by_text("Något behöver rättas").first.wait_for()
