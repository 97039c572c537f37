"""Take the pictures in docs/screenshots of a demo town that is running. ``make screenshots PORT=8000``.

It works as Karin does: logs one call, goes through one list without reading it in, and takes the list away again. As
others it only looks, and a paper is gone through as far as the last page without being handed over.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from kvarbo.web.demo.staff import INGRID, KARIN, LANDLORD_ROOM, NILS, PASSWORD, PER, SOCIAL_ROOM, StaffMember

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
SIZES = ((1280, 900), (320, 800))
BROWSER_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=sv"]
SWEDISH = {"LANGUAGE": "sv", "LANG": "sv_SE.UTF-8"}  # what the browser itself says: "Välj fil", 2026-11-06
LIST = """Ref A;Sort B;Plats C;Vem D;Gäller E;Vad F;Dag G;Öppet H
9901;Lägenhet;Provgränd 1;Prov Provsson;2026-11;Hyra;2026-10-30;7 100,00
"""


def log_in(page: Page, site: str, who: StaffMember) -> None:
    page.goto(f"{site}/konto/login/")
    page.fill("input[name=login]", who.email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{site}/")


def drop_a_list(page: Page, room: str, header: str) -> None:
    """Drop a list of one row, and wait until it has been gone through."""
    page.goto(f"{room}filer/")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "restlista.csv"
        path.write_text(header, encoding="utf-8")
        page.set_input_files("input[type=file]", path)
        page.fill("input[name=known_through]", "2026-11-05")
        page.get_by_role("button", name="Läs filen").click()
        page.wait_for_url(re.compile(r"/filer/.+"))
        page.get_by_role("heading", name="Filen läses").wait_for(state="detached")


def the_columns(page: Page, room: str) -> None:
    drop_a_list(page, room, LIST)


def what_would_change(page: Page, room: str) -> None:
    known = "Avtalsnr;Objekttyp;Adress;Hyresgäst;Månad;Avgiftsslag;Förfallodag;Restbelopp"
    drop_a_list(page, room, LIST.replace(LIST.splitlines()[0], known))


def just_saved(page: Page, room: str) -> None:
    page.goto(f"{room}?district=&group=")
    page.get_by_role("button", name="Fick inte tag i").first.click()
    page.locator(".kv-message--written").wait_for()


def called(page: Page, room: str) -> None:
    page.goto(f"{room}de-ringde/")
    page.fill("input[name=sought]", "Lindqvist")
    page.press("input[name=sought]", "Enter")
    page.locator("tbody tr").first.wait_for()


def one_payment(page: Page, room: str) -> None:
    page.goto(f"{room}inbetalningar/")
    page.locator("section[aria-labelledby=vantar] tbody th a").first.click()


def one_matter(page: Page, room: str) -> None:
    page.goto(f"{room}inkasso/")
    page.locator("main tbody a").first.click()


def round_on_paper(page: Page, room: str) -> None:
    """Idag as it is printed for a round of visits."""
    page.goto(f"{room}?district=&group=besok")
    page.emulate_media(media="print")


def a_paper_we_left(page: Page, room: str) -> None:
    page.goto(f"{room}papper/?visa=ut")
    page.locator("tbody th a").last.click()


def filling_in(page: Page, room: str) -> None:
    """The notice to the social services about whoever has had one already."""
    a_paper_we_left(page, room)
    page.locator("main p a").nth(1).click()
    page.get_by_role("link", name="Lämna ut eller skicka ett papper").click()
    page.select_option("[name=counterpart]", label="Socialnämnden i Kvarnby")
    page.select_option("[name=kind]", label="Meddelande om uppsägning för obetald hyra")
    page.get_by_role("button", name="Fortsätt").click()


def may_be_left(page: Page, room: str) -> None:
    filling_in(page, room)
    for name, value in TYPED.items():
        page.fill(f"[name={name}]", value)
    page.get_by_role("button", name="Visa precis vad som lämnas").click()
    page.get_by_role("heading", name="Det får lämnas").wait_for()
    page.locator("main summary").first.click()


def consents_of_somebody(page: Page, room: str) -> None:
    page.goto(f"{room}samtycken/")
    page.get_by_role("table", name="Går snart ut").locator("tbody th a").first.click()


def consent_form(page: Page, room: str) -> None:
    consents_of_somebody(page, room)
    page.get_by_role("link", name="Blankett att skriva ut").click()


def matter(page: Page, room: str) -> None:
    page.goto(room)
    page.get_by_role("link", name="Hodan Warsame").click()


def a_paper_that_came(page: Page, room: str) -> None:
    page.goto(f"{room}papper/?visa=in")
    page.locator("tbody th a", has_text="Meddelande om uppsägning för obetald hyra").first.click()


def log_of_the_month(page: Page, room: str) -> None:
    page.goto(f"{room}loggranskning/")
    page.locator("tbody th a").first.click()


def with_the_rooms_matters(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".kv-nav__room summary").click()


TYPED = {
    "landlord-phone": "070-174 06 93",
    "residents-address-postcode": "850 00",
    "residents-address-town": "Kvarnby",
    "interest": "0",
    "how_to_pay": "Bankgiro 160-9908",
}


def scenes_at_the_doors(page: Page, who: StaffMember, site: str) -> dict[str, Callable[[], object]]:
    """What to photograph of papers, consents, matters and the log, by who looks."""
    room, social = f"{site}/r/{LANDLORD_ROOM}/", f"{site}/r/{SOCIAL_ROOM}/"
    return {
        KARIN: {
            "papper": lambda: page.goto(f"{room}papper/"),
            "papper-fylls-i": lambda: filling_in(page, room),
            "papper-far-lamnas": lambda: may_be_left(page, room),
            "ett-papper": lambda: a_paper_we_left(page, room),
            "samtycken": lambda: consents_of_somebody(page, room),
            "samtyckesblankett": lambda: consent_form(page, room),
        },
        PER: {
            "medarbetare": lambda: with_the_rooms_matters(page, f"{room}medarbetare/"),
            "skyddade": lambda: page.goto(f"{room}skyddade/"),
        },
        INGRID: {
            "mina-arenden": lambda: page.goto(social),
            "arende": lambda: matter(page, social),
            "papper-som-kom": lambda: a_paper_that_came(page, social),
        },
        NILS: {"loggranskning": lambda: log_of_the_month(page, room)},
    }[who]


def scenes(page: Page, site: str, room: str) -> dict[str, Callable[[], object]]:
    """What to photograph, by name of the picture: the fourth person on the day's list stands for all."""
    page.goto(f"{room}?district=&group=")
    fourth = page.eval_on_selector_all("a[href*='/ring/']", "links => links.map(link => link.href)")[3]
    return {
        "idag": lambda: page.goto(room),
        "hyresgast": lambda: page.goto(fourth.split("ring/")[0]),
        "samtalsstod": lambda: page.goto(fourth),
        "de-ringde-oss": lambda: called(page, room),
        "nagon-kan-fara-illa": lambda: page.goto(f"{room}nagon-kan-fara-illa/"),
        "filer": lambda: page.goto(f"{room}filer/"),
        "filer-kolumner": lambda: the_columns(page, room),
        "filer-vad-som-andras": lambda: what_would_change(page, room),
        "inbetalningar": lambda: page.goto(f"{room}inbetalningar/"),
        "en-inbetalning": lambda: one_payment(page, room),
        "inkasso": lambda: page.goto(f"{room}inkasso/"),
        "inkasso-underlag": lambda: page.goto(f"{room}inkasso/underlag/"),
        "inkassoarende": lambda: one_matter(page, room),
        "start": lambda: page.goto(site),
        "idag-sparat": lambda: just_saved(page, room),
        "idag-utskrift": lambda: round_on_paper(page, room),
    }


def take_away_lists(page: Page, room: str) -> None:
    """Leave no list behind that waits for somebody."""
    page.emulate_media(media="screen")
    page.goto(f"{room}filer/")
    for address in page.eval_on_selector_all("tbody th a", "links => links.map(link => link.href)"):
        page.goto(address)
        button = page.get_by_role("button", name="Ta bort filen")
        if button.count():
            button.click()


def take(site: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    room = f"{site}/r/{LANDLORD_ROOM}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["KVARBO_TEST_BROWSER"], args=BROWSER_OPTIONS, env={**os.environ, **SWEDISH}
        )
        for width, height in SIZES:
            page = browser.new_context(viewport={"width": width, "height": height}, locale="sv-SE").new_page()
            page.goto(f"{site}/rakna-fristen/?kind=dwelling&served=2026-10-13&posted=2026-10-16")
            page.screenshot(path=FOLDER / f"rakna-fristen-{width}.png")
            log_in(page, site, KARIN)
            for name, scene in scenes(page, site, room).items():
                scene()
                page.screenshot(path=FOLDER / f"{name}-{width}.png")
            take_away_lists(page, room)
            for who in (KARIN, PER, INGRID, NILS):
                page = browser.new_context(viewport={"width": width, "height": height}, locale="sv-SE").new_page()
                log_in(page, site, who)
                for name, scene in scenes_at_the_doors(page, who, site).items():
                    scene()
                    page.screenshot(path=FOLDER / f"{name}-{width}.png")
        browser.close()


if __name__ == "__main__":
    take(f"http://127.0.0.1:{sys.argv[1]}")
