"""The ways to the pages of terminations, the board's undertaking, and who may sign it."""

from __future__ import annotations

from tests.browser import social_looks
from tests.browser.visitor import Visitor

KNOWN, GIVEN = "Skriv in det som är känt", "Skriv in åtagandet"


def _rent(visitor: Visitor) -> None:
    visitor.page.locator("main").get_by_role("link", name="Hyran och fristen", exact=True).click()
    visitor.page.get_by_role("heading", name="Hyran och fristen", exact=True).wait_for()


def no_termination(visitor: Visitor) -> None:
    social_looks.new_matter(visitor)
    _rent(visitor)


def a_termination(visitor: Visitor) -> None:
    """The one that came to the town some days ago, whose last day nobody has told yet."""
    social_looks.matter(visitor)
    _rent(visitor)


def _saved(visitor: Visitor, summary: str, then: str) -> None:
    visitor.page.get_by_role("button", name=f"Spara {summary}").first.click()
    visitor.page.get_by_text(then).first.wait_for()


def _today(visitor: Visitor) -> str:
    """The town's own day, which the form proposes for the decision."""
    return visitor.page.locator("input[name=decided_on]").first.input_value()


def served(visitor: Visitor) -> None:
    a_termination(visitor)
    visitor.page.locator("summary", has_text=KNOWN).first.click()
    visitor.page.get_by_label("Dagen då hyresgästen delgavs uppsägningen").fill(_today(visitor))
    visitor.page.get_by_label("Obetald hyra i kronor").fill("7420")
    _saved(visitor, KNOWN, "Uppgifterna är sparade.")


def undertaking_with_errors(visitor: Visitor) -> None:
    a_termination(visitor)
    visitor.page.locator("summary", has_text=GIVEN).first.click()
    visitor.page.get_by_label("Vilka månaders hyra").fill("oktober")
    visitor.page.get_by_label("Vem har skrivit under?").select_option(index=1)
    visitor.page.get_by_label("Hur lämnas det?").select_option("letter")
    _saved(visitor, GIVEN, "är ingen månad")


def undertaking_given(visitor: Visitor) -> None:
    served(visitor)
    visitor.page.locator("summary", has_text=GIVEN).first.click()
    visitor.page.get_by_label("Belopp i kronor", exact=True).fill("7420")
    visitor.page.get_by_label("Vilka månaders hyra").fill("2026-09, 2026-10")
    visitor.page.get_by_label("Vem har skrivit under?").select_option(index=1)
    visitor.page.get_by_label("Hur lämnas det?").select_option("registered")
    visitor.page.get_by_label("Nummer på det rekommenderade brevet").fill("RR 3 SE")
    visitor.page.get_by_label("Dagen då det postades eller lämnades").fill(_today(visitor))
    _saved(visitor, GIVEN, "Åtagandet är inskrivet.")


def rights(visitor: Visitor) -> None:
    visitor.open(social_looks.HERE + "ratt-att-skriva-under/")
    visitor.page.get_by_role("heading", name="Skriv in en rätt").wait_for()


def rights_with_errors(visitor: Visitor) -> None:
    rights(visitor)
    visitor.page.get_by_role("button", name="Skriv in", exact=True).click()
    visitor.page.get_by_text("Fyll i namn, titel och beslut.").first.wait_for()


def right_ended(visitor: Visitor) -> None:
    """One that is written in for it, so that the one who signs in other looks keeps theirs."""
    rights(visitor)
    for label, words in {"Namn": "Bo Ek", "Titel": "socialsekreterare", "Beslut som ger rätten": "Punkt 9"}.items():
        visitor.page.get_by_label(label).fill(words)
    visitor.page.get_by_role("button", name="Skriv in", exact=True).click()
    visitor.page.get_by_text("Rätten är inskriven.").wait_for()
    visitor.page.get_by_role("button", name="Avsluta Bo Ek").last.click()
    visitor.page.get_by_text("Rätten är avslutad.").wait_for()
