"""Take the pictures in docs/screenshots of a demo town that is running. ``make screenshots PORT=8000``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from kvarbo.web.demo.staff import KARIN, LANDLORD_ROOM, PASSWORD

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
SIZES = ((1280, 900), (320, 800))
BROWSER_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def log_in(page: Page, site: str) -> None:
    page.goto(f"{site}/konto/login/")
    page.fill("input[name=login]", KARIN.email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{site}/")


def addresses(page: Page, room: str) -> dict[str, str]:
    """What to photograph, by name of the picture: the fourth person on the day's list stands for all."""
    page.goto(room)
    calls = page.eval_on_selector_all("a[href*='/ring/']", "links => links.map(link => link.href)")
    return {
        "idag": room,
        "hyresgast": calls[3].split("ring/")[0],
        "samtalsstod": calls[3],
        "de-ringde-oss": f"{room}de-ringde/",
        "filer": f"{room}filer/",
    }


def take(site: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["KVARBO_TEST_BROWSER"], args=BROWSER_OPTIONS)
        for width, height in SIZES:
            page = browser.new_context(viewport={"width": width, "height": height}, locale="sv-SE").new_page()
            log_in(page, site)
            for name, address in addresses(page, f"{site}/r/{LANDLORD_ROOM}/").items():
                page.goto(address)
                page.screenshot(path=FOLDER / f"{name}-{width}.png")
        browser.close()


if __name__ == "__main__":
    take(f"http://127.0.0.1:{sys.argv[1]}")
