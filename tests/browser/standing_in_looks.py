"""The ways to Frånvaro och ersättare, and to the list of a colleague whose day one takes over."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.visitor import Visitor

PATH = "/r/socialtjansten/"


def opened(visitor: Visitor) -> None:
    visitor.open(f"{PATH}ersattare/")


def left_empty(visitor: Visitor) -> None:
    opened(visitor)
    visitor.page.get_by_text("Skriv in frånvaro").click()
    visitor.page.get_by_role("button", name="Spara frånvaron").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def written(visitor: Visitor) -> None:
    opened(visitor)
    page = visitor.page
    page.get_by_text("Skriv in frånvaro").click()
    page.get_by_label("Ersätts av").select_option(index=1)
    page.get_by_role("button", name="Spara frånvaron").click()
    page.get_by_text("Frånvaron är inskriven.").wait_for()
    page.get_by_text("Skriv in vem som tar emot").click()
    page.get_by_role("button", name="Spara mottagningen").click()
    page.get_by_text("Mottagningen är inskriven.").wait_for()


def of_a_colleague(visitor: Visitor) -> None:
    written(visitor)
    visitor.open(PATH)
    visitor.page.get_by_label("Vems ärenden").select_option(index=1)
    visitor.page.get_by_role("button", name="Visa", exact=True).click()
    visitor.page.get_by_text("har hand om och som du kan öppna").wait_for()


def who_receives(visitor: Visitor) -> None:
    written(visitor)
    visitor.open(f"{PATH}inkorg/")
    visitor.page.get_by_text("I dag tar emot:").wait_for()


WAYS: dict[str, tuple[str, Callable[[Visitor], None]]] = {
    "away and standing in": ("standing_in", opened),
    "away, left empty": ("standing_in", left_empty),
    "away and receiving, written in": ("standing_in", written),
    "the matters of a colleague who is away": ("", of_a_colleague),
    "the inbox tells who receives": ("", who_receives),
}
