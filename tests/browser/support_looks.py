"""The ways to the pages of support and plan."""

from __future__ import annotations

from kvarbo.web.demo.staff import INGRID, YUSUF
from tests.browser import social_looks
from tests.browser.visitor import Visitor

GOAL, OFFER, CAUSES, WORD = (
    "Sätt ett mål", "Skriv in ett stöd", "Skriv in orsaker", "Skriv om planen är överenskommen",
)  # fmt: skip


def _support(visitor: Visitor) -> None:
    visitor.page.locator("main").get_by_role("link", name="Stöd och plan", exact=True).click()
    visitor.page.get_by_role("heading", name="Stöd och plan", exact=True).wait_for()


def whole(visitor: Visitor) -> None:
    """Everything unfolded, so that axe reads every form."""
    social_looks.matter(visitor)
    _support(visitor)
    visitor.page.get_by_text("Överenskommen med").wait_for()
    visitor.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")


def as_it_opens(visitor: Visitor) -> None:
    social_looks.matter(visitor)
    _support(visitor)


def only_opened(visitor: Visitor) -> None:
    social_looks.new_matter(visitor)
    _support(visitor)
    visitor.page.get_by_text("Ärendet är bara aktualiserat.").wait_for()


def plan(visitor: Visitor) -> None:
    as_it_opens(visitor)
    visitor.page.get_by_role("link", name="Planen att skriva ut").click()
    visitor.page.get_by_role("heading", name="Din plan").wait_for()


def no_plan(visitor: Visitor) -> None:
    only_opened(visitor)
    visitor.open(visitor.path() + "plan/")
    visitor.page.get_by_text("Det finns ingen plan ännu").wait_for()


def _unfold(visitor: Visitor, summary: str) -> None:
    visitor.page.locator("summary", has_text=summary).first.click()


def _saved(visitor: Visitor, summary: str, then: str) -> None:
    visitor.page.get_by_role("button", name=f"Spara {summary}").first.click()
    visitor.page.get_by_text(then).first.wait_for()


def causes(visitor: Visitor) -> None:
    only_opened(visitor)
    _unfold(visitor, CAUSES)
    visitor.page.get_by_label("Sjukdom", exact=True).check()
    visitor.page.get_by_label("Hyran är ofta sen").check()
    visitor.page.get_by_label("Vem säger det?").select_option("person")
    _saved(visitor, CAUSES, "Orsakerna är inskrivna.")


def cause_struck(visitor: Visitor) -> None:
    causes(visitor)
    visitor.page.get_by_role("button", name="Stryk Sjukdom").click()
    visitor.page.get_by_text("Orsaken är struken.").wait_for()


def budget(visitor: Visitor) -> None:
    only_opened(visitor)
    _unfold(visitor, "Skriv in budgeten")
    visitor.page.get_by_label("Lön efter skatt").fill("18 450,50")
    visitor.page.get_by_label("Hyra", exact=True).fill("8420")
    _saved(visitor, "Skriv in budgeten", "Budgeten är inskriven.")


def budget_with_errors(visitor: Visitor) -> None:
    only_opened(visitor)
    _unfold(visitor, "Skriv in budgeten")
    visitor.page.get_by_label("Lön efter skatt").fill("lite")
    _saved(visitor, "Skriv in budgeten", "Beloppet går inte att läsa.")


def support_refused(visitor: Visitor) -> None:
    """It would begin while the matter is only opened."""
    only_opened(visitor)
    _unfold(visitor, OFFER)
    day = visitor.page.locator("#offer_offered_on").input_value()
    visitor.page.get_by_label("Vilket stöd?").select_option("prevention_team")
    visitor.page.get_by_label("Varför?", exact=True).fill("Posten blir liggande.")
    visitor.page.locator("#offer_owner").select_option(label="Yusuf Ali")
    visitor.page.locator("#offer_begun_on").fill(day)
    _saved(visitor, OFFER, "Stödet får inte börja ännu.")


def support_ended(visitor: Visitor) -> None:
    as_it_opens(visitor)
    row = visitor.page.locator("tr", has_text="Kontroll att hyran är betald")
    row.locator("summary").click()
    row.get_by_label("Dagen då det slutade").fill(row.get_by_label("Dagen då det började").input_value())
    row.get_by_label("Hur slutade det?").select_option("not_needed")
    row.get_by_role("button", name="Spara").click()
    visitor.page.get_by_text("Stödet är ändrat.").wait_for()


def goal_with_errors(visitor: Visitor) -> None:
    as_it_opens(visitor)
    _unfold(visitor, GOAL)
    visitor.page.locator("#goal_text").fill("Ringa hyresvärden")
    visitor.page.locator("#goal_owner").select_option("organisation")
    visitor.page.get_by_label("Klart senast").fill("2026-01-01")
    _saved(visitor, GOAL, "Dagen har varit.")


def goal_settled(visitor: Visitor) -> None:
    as_it_opens(visitor)
    row = visitor.page.locator("tr", has_text="autogiro")
    row.locator("summary").click()
    row.get_by_label("Hur gick det?").select_option("met")
    row.get_by_role("button", name="Spara").click()
    visitor.page.get_by_text("Det är inskrivet hur det gick.").wait_for()


def word_with_errors(visitor: Visitor) -> None:
    as_it_opens(visitor)
    _unfold(visitor, WORD)
    visitor.page.get_by_label("Är planen överenskommen?").select_option("no")
    _saved(visitor, WORD, "Skriv varför planen inte är överenskommen.")


SUPPORT_LOOKS = (
    ("support and plan", "support", whole, INGRID),
    ("support and plan, only opened", "support", only_opened, YUSUF),
    ("a plan to print", "support_plan", plan, INGRID),
    ("no plan to print", "support_plan", no_plan, YUSUF),
    ("causes of a debt", "support_causes", causes, YUSUF),
    ("a cause struck", "support_cause_strike", cause_struck, YUSUF),
    ("a budget with what is unknown", "support_budget", budget, YUSUF),
    ("a budget with errors", "support_budget", budget_with_errors, YUSUF),
    ("support that may not begin", "support_offer", support_refused, YUSUF),
    ("support that has ended", "support_change", support_ended, INGRID),
    ("a goal with errors", "support_goal", goal_with_errors, INGRID),
    ("a goal settled", "support_result", goal_settled, INGRID),
    ("a word on the plan, with errors", "support_word", word_with_errors, INGRID),
)
