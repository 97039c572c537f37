"""The ways to Vårt arbetssätt: read, copied, with a fault and without, tried, put in force, taken back."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.visitor import Visitor

PATIENCE = 120_000  # milliseconds: the worker works in every room by turns


def _address(path: str) -> Callable[[Visitor], None]:
    return lambda visitor: visitor.open_room(path)


def copied(visitor: Visitor) -> None:
    visitor.open_room("arbetssatt/kopior/")
    page = visitor.page
    page.get_by_label("Utgå från").select_option("namn:timrabo")
    page.get_by_label("Vad kopian ska heta").fill("Vår höst")
    page.get_by_role("button", name="Gör kopian").click()
    page.get_by_text("Kopian är gjord.").wait_for()


def copied_without_a_name(visitor: Visitor) -> None:
    visitor.open_room("arbetssatt/kopior/")
    visitor.page.get_by_role("button", name="Gör kopian").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def with_a_fault(visitor: Visitor) -> None:
    copied(visitor)
    page = visitor.page
    text = page.get_by_label("Arbetssättet som text")
    text.fill(text.input_value().replace("    step: call\n", "    step: ring\n", 1))
    page.get_by_role("button", name="Spara och kontrollera").click()
    page.get_by_role("heading", name="Det här behöver rättas").wait_for()


def in_force_backwards(visitor: Visitor) -> None:
    copied(visitor)
    visitor.page.get_by_label("I kraft från").fill("2026-10-01")
    visitor.page.get_by_role("button", name="Sätt i kraft").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def in_force_next_month(visitor: Visitor) -> None:
    copied(visitor)
    visitor.page.get_by_label("I kraft från").fill("2026-11-30")
    visitor.page.get_by_role("button", name="Sätt i kraft").click()
    visitor.page.get_by_text("Arbetssättet är satt i kraft.").wait_for()


def tried_and_put_in_force(visitor: Visitor) -> None:
    """The whole way: a copy is made, compared with what is in force on the last year, and put in force from a day."""
    copied(visitor)
    page = visitor.page
    copy = page.url
    page.get_by_role("link", name="Jämför och prova").first.click()
    page.get_by_role("button", name="Prova").click()
    page.get_by_role("link", name="Visa hela provet").click(timeout=PATIENCE)
    page.get_by_role("heading", name="Hem där de skiljer sig").wait_for()
    assert "Hemmas månad" in page.get_by_role("heading", level=1).inner_text()
    page.goto(copy)
    page.get_by_label("I kraft från").fill("2026-12-31")
    page.get_by_role("button", name="Sätt i kraft").click()
    page.get_by_text("Arbetssättet är satt i kraft.").wait_for()
    page.get_by_text("Kommer 31 dec 2026").wait_for()


def taken_back(visitor: Visitor) -> None:
    in_force_next_month(visitor)
    visitor.page.get_by_role("button", name="Ta tillbaka").first.click()
    visitor.page.get_by_text("Versionen är tillbakatagen.").wait_for()


def without_another(visitor: Visitor) -> None:
    visitor.open_room("arbetssatt/prova/")
    first = visitor.page.get_by_label("Det ena").input_value()
    visitor.page.get_by_label("Det andra").select_option(first)
    visitor.page.get_by_role("button", name="Prova").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def tried(visitor: Visitor) -> None:
    """The two years of the town are there; the last of them is tried."""
    visitor.open_room("arbetssatt/prova/")
    page = visitor.page
    page.get_by_label("Det andra").select_option("namn:timrabo")
    page.get_by_role("button", name="Prova").click()
    page.get_by_role("link", name="Visa hela provet").click(timeout=PATIENCE)
    page.get_by_role("heading", name="Hem där de skiljer sig").wait_for()


def tried_and_unfolded(visitor: Visitor) -> None:
    """Other minutes, and everything that is folded open."""
    tried(visitor)
    page = visitor.page
    page.get_by_text("Så lång tid antas varje steg ta.").click()
    page.get_by_label("Samtal", exact=True).fill("12")
    page.get_by_role("button", name="Räkna om timmarna").click()
    page.get_by_text("Minuter för ett steg.").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


WAYS: dict[str, tuple[str, Callable[[Visitor], None]]] = {
    "our way of working": ("ways", _address("arbetssatt/")),
    "another's way of working": ("ways", _address("arbetssatt/?namn=mimer")),
    "copies, none yet": ("way_drafts", _address("arbetssatt/kopior/")),
    "a copy without a name": ("way_drafts", copied_without_a_name),
    "a copy": ("way_draft", copied),
    "a copy with a fault": ("way_draft", with_a_fault),
    "a copy in force backwards": ("way_draft", in_force_backwards),
    "a copy in force from a coming day": ("ways", in_force_next_month),
    "a copy tried and put in force": ("ways", tried_and_put_in_force),
    "a coming version taken back": ("way_take_back", taken_back),
    "compare and try": ("way_try", _address("arbetssatt/prova/")),
    "compare and try, the same twice": ("way_try", without_another),
    "a trial": ("way_trial", tried),
    "a trial, everything open": ("way_trial", tried_and_unfolded),
}
