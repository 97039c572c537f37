"""The ways to the pages of plans and addenda, as an officer walks them from the page of a home that owes."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.visitor import Visitor


def _owing(visitor: Visitor) -> str:
    """The address of a home on Idag that is to be called and has never had a plan.

    Homes that have waited equally long stand in no order of their own, so that a place in the list says nothing:
    another town has another home there, perhaps one whose plan was broken.
    """
    visitor.open_room("?district=&group=ring")
    calls = visitor.page.locator("a[href*='/ring/']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    for home in (call.split("ring/")[0] for call in reversed(calls)):
        visitor.open(f"{home}plan/")
        if visitor.page.get_by_text("Ingen plan är avtalad.").is_visible():
            return str(home)
    raise AssertionError("every home that is to be called has had a plan")


def nothing_agreed(visitor: Visitor) -> None:
    visitor.open(_owing(visitor))
    visitor.page.get_by_role("link", name="Avbetalningsplan", exact=True).click()
    visitor.page.get_by_text("Ingen plan är avtalad.").wait_for()
    visitor.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def to_fill_in(visitor: Visitor) -> None:
    visitor.open(_owing(visitor) + "plan/ny/")


def left_empty(visitor: Visitor) -> None:
    to_fill_in(visitor)
    visitor.page.get_by_role("button", name="Visa planen").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def seen(visitor: Visitor) -> None:
    to_fill_in(visitor)
    visitor.page.fill("[name=number]", "3")
    visitor.page.fill("[name=first]", "2026-11-30")
    visitor.page.locator("[name=kept_by]").first.check()
    for box in visitor.page.locator("[name=agreed_with]").all():
        box.check()
    visitor.page.fill("[name=reason]", "Löst vid mötet.")
    visitor.page.get_by_role("button", name="Visa planen").click()
    visitor.page.get_by_role("heading", name="Det här avtalas").wait_for()
    visitor.page.locator("#avtalas-del summary").first.click()


def agreed(visitor: Visitor) -> None:
    seen(visitor)
    visitor.page.get_by_role("button", name="Avtala planen").click()
    visitor.page.get_by_text("Planen är avtalad.").wait_for()


def tenant_with_plan(visitor: Visitor) -> None:
    agreed(visitor)
    visitor.page.get_by_role("link", name="Tillbaka till hyresgästen").click()
    visitor.page.get_by_text("Avbetalningsplan:").wait_for()


def listed(visitor: Visitor) -> None:
    agreed(visitor)
    visitor.open_room("planer/")


def _end(visitor: Visitor) -> None:
    agreed(visitor)
    visitor.page.locator("summary", has_text="Avsluta planen").click()


def ended_without_why(visitor: Visitor) -> None:
    _end(visitor)
    visitor.page.get_by_role("button", name="Avsluta planen").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def ended(visitor: Visitor) -> None:
    _end(visitor)
    visitor.page.get_by_label("Planen skrevs in fel").check()
    visitor.page.get_by_role("button", name="Avsluta planen").click()
    visitor.page.get_by_text("Planen är avslutad.").wait_for()
    visitor.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def ended_ones(visitor: Visitor) -> None:
    ended(visitor)
    visitor.open_room("planer/?avslutade=1")


def addendum(visitor: Visitor) -> None:
    """A home with an addendum that is soon to be reviewed."""
    visitor.open(_owing(visitor) + "tillagg/")
    visitor.page.fill("[name=from_date]", "2026-10-01")
    for box in visitor.page.locator("[name=agreed_with]").all():
        box.check()
    visitor.page.get_by_label("Vet inte").check()
    visitor.page.fill("[name=review]", "2026-11-20")
    visitor.page.get_by_role("button", name="Spara tillägget").click()
    visitor.page.get_by_text("Tillägget är inskrivet.").wait_for()


def addendum_left_empty(visitor: Visitor) -> None:
    addendum(visitor)
    visitor.page.get_by_role("button", name="Spara omprövningen").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def addendum_reviewed(visitor: Visitor) -> None:
    addendum(visitor)
    visitor.page.get_by_label("Det vanliga avtalet gäller igen").check()
    visitor.page.get_by_role("button", name="Spara omprövningen").click()
    visitor.page.get_by_text("Omprövningen är inskriven.").wait_for()


WAYS: dict[str, tuple[str, Callable[[Visitor], None]]] = {
    "a home without a plan": ("plan", nothing_agreed),
    "a plan to fill in": ("plan_new", to_fill_in),
    "a plan left empty": ("plan_new", left_empty),
    "a plan seen": ("plan_new", seen),
    "a plan agreed": ("plan", agreed),
    "hyresgäst with a plan": ("tenant", tenant_with_plan),
    "planer": ("plans", listed),
    "a plan ended without why": ("plan_end", ended_without_why),
    "a plan ended": ("plan_end", ended),
    "planer, ended ones": ("plans", ended_ones),
    "an addendum": ("addendum", addendum),
    "an addendum, its review left empty": ("addendum", addendum_left_empty),
    "an addendum reviewed": ("addendum", addendum_reviewed),
}
