"""The ways to Samma chans: asked for, read, narrowed, a reason written."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.visitor import Visitor

PATIENCE = 120_000  # milliseconds: the worker works in every room by turns


def asked_for(visitor: Visitor) -> None:
    visitor.open_room("samma-chans/")


def turned_around(visitor: Visitor) -> None:
    asked_for(visitor)
    page = visitor.page
    first, last = page.get_by_label("Från och med"), page.get_by_label("Till och med")
    began = first.input_value()
    first.fill(last.input_value())
    last.fill(began)
    page.get_by_role("button", name="Gör rapporten").click()
    page.get_by_text("Något behöver rättas").wait_for()


def _made(visitor: Visitor, step: str) -> None:
    asked_for(visitor)
    page = visitor.page
    page.get_by_label("Före vilket steg").select_option(step)
    page.get_by_role("button", name="Gör rapporten").click()


def before_collection(visitor: Visitor) -> None:
    """What each home got before its file to the agency, on the town's own year."""
    _made(visitor, "collection_file")
    visitor.page.get_by_role("link", name="Visa hela rapporten").click(timeout=PATIENCE)
    visitor.page.get_by_role("heading", name="Grupp för grupp").wait_for()


def never_taken(visitor: Visitor) -> None:
    _made(visitor, "monthly_lease")
    visitor.page.get_by_text("Steget har inte tagits mot något hem under perioden.").wait_for(timeout=PATIENCE)


def against_a_goal(visitor: Visitor) -> None:
    before_collection(visitor)
    page = visitor.page
    page.get_by_label("Minst så många åtgärder").fill("2")
    page.get_by_role("button", name="Räkna mot målet").click()
    page.get_by_label("Bara färre än 2 åtgärder").check()
    page.get_by_role("button", name="Visa", exact=True).click()
    page.get_by_role("columnheader", name="Minst 2 åtgärder").wait_for()


def a_reason_written(visitor: Visitor) -> None:
    before_collection(visitor)
    page = visitor.page
    page.get_by_text("Skriv varför").first.click()
    page.get_by_label("Vi hann inte").first.check()
    page.get_by_role("button", name="Spara skälet").first.click()
    page.get_by_text("Skälet är sparat").wait_for()


def a_reason_left_out(visitor: Visitor) -> None:
    before_collection(visitor)
    page = visitor.page
    page.get_by_text("Skriv varför").first.click()
    page.get_by_role("button", name="Spara skälet").first.click()
    page.get_by_text("Välj ett skäl.").wait_for()


WAYS: dict[str, tuple[str, Callable[[Visitor], None]]] = {
    "the same chance": ("chances", asked_for),
    "the same chance, a period turned around": ("chances", turned_around),
    "the same chance before a file to the agency": ("chance_report", before_collection),
    "the same chance, a step never taken": ("chance_report", never_taken),
    "the same chance against a goal": ("chance_report", against_a_goal),
    "the same chance, a reason written": ("chance_reason", a_reason_written),
    "the same chance, a reason left out": ("chance_reason", a_reason_left_out),
}
