"""Somebody at a screen: logs in, opens pages, and notes every address asked for and everything that went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request

from kvarbo.web.demo.staff import LANDLORD_ROOM, PASSWORD, StaffMember

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
ROOM = f"/r/{LANDLORD_ROOM}/"
AXE = Axe()
SESSIONS: dict[tuple[str, str], list[Any]] = {}  # cookies by site and person
# What axe counts as its rules of WCAG 2.2 AA and its own best practice.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what holds is not written out
}


@dataclass
class Visitor:
    """A page in a browser of its own, with what it has met."""

    site: str
    page: Page
    asked: list[tuple[str, str]] = field(default_factory=list)  # method and path
    faults: list[str] = field(default_factory=list)
    expected_status: int = 200

    @classmethod
    @contextmanager
    def at(cls, site: str, browser: Browser, *, script: bool = True, size: dict[str, int] = WIDE) -> Iterator[Visitor]:
        context = browser.new_context(viewport=size, locale="sv-SE", java_script_enabled=script)
        visitor = cls(site, context.new_page())
        visitor._listen()
        try:
            yield visitor
        finally:
            context.close()

    def _listen(self) -> None:
        self.page.on("request", self._note)
        self.page.on("download", lambda file: self.asked.append(("GET", urlsplit(file.url).path)))
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", self._said)

    def _note(self, request: Request) -> None:
        self.asked.append((request.method, urlsplit(request.url).path))

    def _said(self, message: object) -> None:
        kind, text = message.type, message.text  # type: ignore[attr-defined]
        refused = "the server responded with a status of" in text  # a page that is meant to refuse says so in words
        if kind in ("error", "warning") and not (refused and self.expected_status >= 400):
            self.faults.append(f"console: {text}")

    def must_have_met_no_errors(self) -> None:
        assert self.faults == [], f"met on the way: {self.faults}"

    def come_in(self, who: StaffMember) -> None:
        """Be logged in: by the form the first time somebody comes to this site, afterwards by the same session."""
        kept = SESSIONS.get((self.site, who.email))
        if kept is None:
            self.log_in(who)
            SESSIONS[self.site, who.email] = self.page.context.cookies()
        else:
            self.page.context.add_cookies(kept)

    def log_in(self, who: StaffMember) -> None:
        self.open("/konto/login/")
        self.page.fill("input[name=login]", who.email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(f"{self.site}/")

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.site + path)

    def open_room(self, path: str = "") -> None:
        self.open(ROOM + path)

    def text(self) -> str:
        """What stands on the page, with ordinary spaces."""
        return self.page.inner_text("body").replace("\u00a0", " ")

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def must_be_clean(self) -> None:
        """Nothing for axe to say, and nothing that sticks out sideways at 320 pixels."""
        for size in (WIDE, NARROW):
            self.page.set_viewport_size(size)
            found = AXE.run(self.page, options=RULES).response["violations"]
            told = [(fault["id"], [node["html"][:120] for node in fault["nodes"][:3]]) for fault in found]
            assert told == [], f"axe at {size['width']}: {told}"
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{self.path()} is {wide} pixels wide on a screen of {size['width']}"
