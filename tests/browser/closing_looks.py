"""The ways to the closing of a matter with a follow-up, and to what comes after it."""

from __future__ import annotations

from kvarbo.web.demo.staff import YUSUF
from tests.browser import social_looks
from tests.browser.visitor import Visitor


def _follow_up(visitor: Visitor) -> None:
    visitor.page.locator("main").get_by_role("link", name="Uppföljning", exact=True).click()
    visitor.page.get_by_role("heading", name="Uppföljning", exact=True).wait_for()


def still_open(visitor: Visitor) -> None:
    social_looks.new_matter(visitor)
    _follow_up(visitor)


def closing_with_errors(visitor: Visitor) -> None:
    """A follow-up that nobody has said they want."""
    social_looks.new_matter(visitor)
    visitor.page.locator("summary", has_text="Avsluta ärendet").click()
    visitor.page.get_by_label("Varför avslutas det?").select_option("home_kept")
    visitor.page.get_by_label("Hur blev det?").select_option("payment_plan")
    visitor.page.get_by_label("Ska ni följa upp?").select_option("yes")
    visitor.page.get_by_label("Bedömning").fill("Ringa och fråga om hyran.")
    visitor.page.get_by_role("button", name="Avsluta", exact=True).click()
    visitor.page.get_by_text("Uppföljning görs bara om den enskilde vill.").first.wait_for()


def to_follow_up(visitor: Visitor) -> None:
    closing_with_errors(visitor)
    visitor.page.get_by_label("Den enskilde vill att vi följer upp").check()
    visitor.page.get_by_label("Vem följer upp?").select_option(label="Yusuf Ali")
    visitor.page.get_by_label("Vilken dag hör ni av er igen?").fill("2030-01-15")
    visitor.page.get_by_role("button", name="Avsluta", exact=True).click()
    visitor.page.get_by_text("Ärendet är avslutat.").wait_for()
    _follow_up(visitor)


def done_with_errors(visitor: Visitor) -> None:
    to_follow_up(visitor)
    visitor.page.locator("summary", has_text="Skriv att uppföljningen är gjord").click()
    visitor.page.get_by_role("button", name="Spara Skriv att uppföljningen är gjord").click()
    visitor.page.get_by_text("Skriv kort hur det går.").first.wait_for()


def done(visitor: Visitor) -> None:
    to_follow_up(visitor)
    visitor.page.locator("summary", has_text="Skriv att uppföljningen är gjord").click()
    visitor.page.get_by_label("Hur går det?").fill("Hyran är betald.")
    visitor.page.get_by_role("button", name="Spara Skriv att uppföljningen är gjord").click()
    visitor.page.get_by_text("Uppföljningen är inskriven.").wait_for()


def due_today(visitor: Visitor) -> None:
    """The one that the town closed some weeks ago."""
    social_looks.my_matters(visitor)
    visitor.page.get_by_role("link", name="Öppna uppföljningen").last.click()
    visitor.page.get_by_role("heading", name="Hyran efteråt").wait_for()


def _rent(visitor: Visitor, source: str, then: str) -> None:
    due_today(visitor)
    visitor.page.locator("summary", has_text="Skriv in hyran en månad").click()
    visitor.page.get_by_label("Vilken månads hyra?").select_option(index=1)
    visitor.page.get_by_label("Hur betalades den?").select_option("in_time")
    visitor.page.get_by_label("Vem säger det?").select_option(source)
    visitor.page.get_by_role("button", name="Spara Skriv in hyran en månad").click()
    visitor.page.get_by_text(then).first.wait_for()


def rent_told(visitor: Visitor) -> None:
    _rent(visitor, "person", "Hyran är inskriven.")


def rent_without_consent(visitor: Visitor) -> None:
    _rent(visitor, "landlord", "Hyresvärdens ord får inte skrivas in utan samtycke.")


CLOSING_LOOKS = (
    ("a follow-up that is due", "follow_up", due_today, YUSUF),
    ("the rent of a month told", "follow_up_rent", rent_told, YUSUF),
    ("the landlord's word without consent", "follow_up_rent", rent_without_consent, YUSUF),
    ("a follow-up, still open", "follow_up", still_open, YUSUF),
    ("a closing with errors", "matter_close", closing_with_errors, YUSUF),
    ("a matter to follow up", "follow_up", to_follow_up, YUSUF),
    ("a follow-up with errors", "follow_up_done", done_with_errors, YUSUF),
    ("a follow-up made", "follow_up_done", done, YUSUF),
)
