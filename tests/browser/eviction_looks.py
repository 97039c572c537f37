"""The ways to the pages of eviction times in a matter."""

from __future__ import annotations

from tests.browser import social_looks
from tests.browser.visitor import Visitor


def _times(visitor: Visitor) -> None:
    visitor.page.locator("main").get_by_role("link", name="Avhysning", exact=True).click()
    visitor.page.get_by_role("heading", name="Avhysning", exact=True).wait_for()


def no_time(visitor: Visitor) -> None:
    social_looks.new_matter(visitor)
    _times(visitor)


def a_time(visitor: Visitor) -> None:
    """The one that came to the town five days ago."""
    social_looks.my_matters(visitor)
    visitor.page.get_by_role("link", name="Emil Sandgren").click()
    visitor.page.get_by_text("Människor i ärendet").wait_for()
    _times(visitor)


def the_days_list(visitor: Visitor) -> None:
    a_time(visitor)
    visitor.page.get_by_role("link", name="Dagens lista att skriva ut").click()
    visitor.page.get_by_role("heading", name="På plats").wait_for()


def _opened(visitor: Visitor, summary: str) -> None:
    a_time(visitor)
    visitor.page.locator("summary", has_text=summary).first.click()


def _saved(visitor: Visitor, summary: str, then: str) -> None:
    visitor.page.get_by_role("button", name=f"Spara {summary}").first.click()
    visitor.page.get_by_text(then).first.wait_for()


RESPITE, REPLY = "Skriv in en begäran om anstånd", "Skriv in Kronofogdens svar"
ATTENDS, OUTCOME = "Skriv in vem som är med", "Skriv in hur det gick"


def respite_with_errors(visitor: Visitor) -> None:
    _opened(visitor, RESPITE)
    for box in visitor.page.locator("input[name=grounds]:checked").all():
        box.uncheck()
    _saved(visitor, RESPITE, "Kryssa i minst ett skäl för anstånd.")


def respite_asked(visitor: Visitor) -> None:
    _opened(visitor, RESPITE)
    visitor.page.get_by_label("Sociala skäl, till exempel sjukdom").check()
    _saved(visitor, RESPITE, "Begäran om anstånd är inskriven.")


def respite_answered(visitor: Visitor) -> None:
    _opened(visitor, REPLY)
    visitor.page.get_by_label("Kronofogdens svar", exact=True).select_option("refused")
    _saved(visitor, REPLY, "Kronofogdens svar är inskrivet.")


def nobody_attends(visitor: Visitor) -> None:
    _opened(visitor, ATTENDS)
    visitor.page.get_by_label("Är socialtjänsten med?").select_option("no")
    _saved(visitor, ATTENDS, "Skriv varför ingen är med.")


def thing_ready(visitor: Visitor) -> None:
    a_time(visitor)
    visitor.page.get_by_role("button", name="Klart Nycklarna").click()
    visitor.page.get_by_text("Listan är ändrad.").wait_for()


def outcome_with_errors(visitor: Visitor) -> None:
    _opened(visitor, OUTCOME)
    visitor.page.get_by_label("Hur gick det?").select_option("carried_out")
    visitor.page.get_by_label("Vilken dag blev det klart?").fill("2026-01-01")
    _saved(visitor, OUTCOME, "En avhysning genomförs inte före sin dag.")
