"""The ways to the pages of messages: one's own number, one tenant, many, the outbox, what is decided, the rules."""

from __future__ import annotations

from tests.browser.visitor import Visitor


def number_kept(visitor: Visitor) -> None:
    visitor.open_room("utskick/mina-uppgifter/")
    visitor.page.get_by_label("Ditt direktnummer").fill("070-174 06 99")
    visitor.page.get_by_role("button", name="Spara uppgifterna").click()
    visitor.page.get_by_text("Dina uppgifter är sparade.").wait_for()


def number_left_empty(visitor: Visitor) -> None:
    visitor.open_room("utskick/mina-uppgifter/")
    visitor.page.get_by_label("Ditt direktnummer").fill("")
    visitor.page.get_by_role("button", name="Spara uppgifterna").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def to_one(visitor: Visitor) -> None:
    visitor.open_room("?district=&group=ring")
    visitor.page.locator("a[href*='/hyresgast/']:not([href*='ring'])").first.click()
    visitor.page.get_by_role("link", name="Sms eller e-post").click()
    visitor.page.get_by_role("heading", name="Skicka sms eller e-post").wait_for()


def shown(visitor: Visitor) -> None:
    number_kept(visitor)
    to_one(visitor)
    visitor.page.get_by_role("button", name="Visa vad som skickas").click()
    visitor.page.get_by_role("heading", name="meddelande").first.wait_for()


def put(visitor: Visitor) -> None:
    """Put in the outbox once; whoever has had it already keeps what they had."""
    shown(visitor)
    button = visitor.page.get_by_role("button", name="Skicka ett meddelande")
    if button.count():
        button.click()
        visitor.page.get_by_text("Lagt i utkorgen.").wait_for()
    visitor.open_room("utskick/")


def chosen_on_idag(visitor: Visitor) -> None:
    """Those that Idag lets one choose, or the page that says where to begin when there is none."""
    number_kept(visitor)
    visitor.open_room("?district=&group=skicka")
    boxes = visitor.page.locator("input[name=rad]")
    if not boxes.count():
        visitor.open_room("utskick/nytt/")
        return
    boxes.first.check()
    visitor.page.get_by_role("button", name="Skriv till de valda").first.click()
    visitor.page.get_by_role("button", name="Visa vad som skickas").click()


def wish_kept(visitor: Visitor) -> None:
    to_one(visitor)
    visitor.page.get_by_label("Önskemål").first.select_option("no_sms")
    visitor.page.get_by_role("button", name="Spara önskemålet").first.click()
    visitor.page.get_by_text("Önskemålet är sparat.").wait_for()
    visitor.page.get_by_label("Önskemål").first.select_option("")
    visitor.page.get_by_role("button", name="Spara önskemålet").first.click()


def rules_too_wide(visitor: Visitor) -> None:
    visitor.open_room("utskick/regler/")
    visitor.page.get_by_label("Tyst från klockan").fill("23")
    visitor.page.get_by_role("button", name="Spara reglerna").click()
    visitor.page.get_by_text("Tyst tid måste omfatta").first.wait_for()


def _write_rate(visitor: Visitor, percent: str) -> None:
    visitor.open_room("referensranta/")
    visitor.page.get_by_label("Referensränta, procent").fill(percent)
    visitor.page.get_by_label("Var den står").fill("SFS 2026:999")
    visitor.page.get_by_role("button", name="Skriv in räntan").click()


def rate_that_cannot_be(visitor: Visitor) -> None:
    _write_rate(visitor, "2,25")
    visitor.page.get_by_text("hela och halva procent").first.wait_for()


def rate_written_in(visitor: Visitor) -> None:
    _write_rate(visitor, "2,5")
    visitor.page.get_by_text("Referensräntan är inskriven.").wait_for()


def rate_withdrawn(visitor: Visitor) -> None:
    rate_written_in(visitor)
    visitor.page.get_by_text("Ta tillbaka räntan från").click()
    visitor.page.get_by_label("Varför?").fill("Fel halvår")
    visitor.page.get_by_role("button", name="Ta tillbaka räntan").click()
    visitor.page.get_by_text("Räntan är tillbakatagen.").wait_for()
