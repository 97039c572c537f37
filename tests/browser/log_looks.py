"""Ways to the log's review, the extract and what leaves in files, as they can look."""

from __future__ import annotations

from datetime import date

from tests.browser.visitor import Visitor


def months(visitor: Visitor) -> None:
    visitor.open_room("loggranskning/")
    visitor.page.get_by_role("heading", name="Är loggen orörd?").wait_for()


def month(visitor: Visitor) -> None:
    months(visitor)
    visitor.page.locator("tbody th a").first.click()
    visitor.page.get_by_text("Så drogs stickprovet").first.wait_for()


def item(visitor: Visitor) -> None:
    month(visitor)
    visitor.page.locator("section[aria-labelledby^=regel-] tbody th a").first.click()
    visitor.page.get_by_role("heading", name="Bedömning").wait_for()


def judged_without_choice(visitor: Visitor) -> None:
    item(visitor)
    visitor.page.get_by_role("button", name="Spara bedömningen").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def judged(visitor: Visitor) -> None:
    item(visitor)
    visitor.page.get_by_label("Utan anmärkning").check()
    visitor.page.get_by_role("button", name="Spara bedömningen").click()
    visitor.page.get_by_text("Bedömningen är sparad.").wait_for()


def opened(visitor: Visitor) -> None:
    item(visitor)
    if visitor.page.locator("summary", has_text="Jag behöver veta").count():
        visitor.page.locator("summary", has_text="Jag behöver veta").click()
        visitor.page.fill("#id_reason", "Medarbetaren minns inte varför")
        visitor.page.get_by_role("button", name="Öppna beteckningen").click()
    visitor.page.get_by_text("Vem det gäller").first.wait_for()


def made(visitor: Visitor) -> None:
    month(visitor)
    visitor.page.get_by_role("button", name="Granska det som har hänt hittills").click()
    visitor.page.get_by_text("Loggen gås igenom.").first.wait_for()


def trail_checked(visitor: Visitor) -> None:
    months(visitor)
    visitor.page.get_by_role("button", name="Läs igenom spåret nu").click()
    visitor.page.get_by_text("Hela spåret läses.").wait_for()


def extract_asked(visitor: Visitor, number: str) -> None:
    visitor.open_room("logguppgift/")
    visitor.page.fill("#id_identity", number)
    visitor.page.get_by_label("E-legitimation").check()
    today = date.today()
    visitor.page.fill("#id_from_date", today.replace(day=1).isoformat())
    visitor.page.fill("#id_through_date", today.isoformat())
    visitor.page.fill("#id_reason", "Begäran om registerutdrag")
    visitor.page.get_by_role("button", name="Gör logguppgiften").click()


def extract_of_nobody(visitor: Visitor) -> None:
    extract_asked(visitor, "193501259166")
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def no_such_extract(visitor: Visitor) -> None:
    visitor.open_room("logguppgift/papper/?begaran=00000000-0000-4000-8000-000000000000")


def no_such_approval(visitor: Visitor) -> None:
    visitor.open_room("logguppgift/")
    visitor.page.evaluate(
        """() => {
            const form = document.querySelector("main form");
            form.action = form.action + "ja/";
            form.submit();
        }"""
    )
    visitor.page.get_by_text("Sidan finns inte").first.wait_for()


def exports(visitor: Visitor) -> None:
    visitor.open_room("uttag/")
    visitor.page.get_by_role("heading", name="Uttag", exact=True).wait_for()
