"""Both routes in the browser, from *Besluta* to recovered and to the day of an eviction, while the days pass.

The days are counted by hand in ``docs/proof/notices.md``: what stands there is what the pages must say.
"""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser

from kvarbo.web.demo.staff import KARIN, PER
from tests.browser.later import on, sit_down
from tests.browser.notice_looks import ALREADY, open_form, save
from tests.browser.visitor import Visitor

NUMBER = "RR 123 456 789 SE"


def homes_long_overdue(visitor: Visitor) -> list[str]:
    """The addresses of two homes whose rent has been late for more than a month, and of whom nothing is decided."""
    visitor.open_room("inkasso/")
    rows = visitor.page.locator("tbody tr").filter(has_not_text=ALREADY).filter(has_text="kr")
    links = dict.fromkeys(str(row.locator("a").first.get_attribute("href")) for row in rows.all())
    return [link.split("inkasso/")[0] for link in links][:2]


def decide(visitor: Visitor, home: str, route: str) -> None:
    visitor.open(home)
    visitor.page.get_by_role("link", name="Besluta", exact=True).click()
    visitor.page.get_by_label(route).check()
    visitor.page.fill("[name=demand_last_day]", "2026-11-05")
    visitor.page.fill("[name=reason]", "Ingen har svarat på fyra försök.")
    visitor.page.get_by_role("button", name="Besluta").click()
    visitor.page.get_by_text("Beslutet är fattat.").wait_for()


def write_in(visitor: Visitor, kind: str, title: str, **said: str) -> None:
    """Open the form of a kind of fact, fill it in and save it."""
    open_form(visitor, title)
    for name, value in said.items():
        field = visitor.page.locator(f"details[open] #{kind}_{name}")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    save(visitor)
    visitor.page.get_by_text("Sparat.").wait_for()


def days(visitor: Visitor) -> dict[str, str]:
    """The days that the page says count, by their labels."""
    rows = visitor.page.locator("section[aria-labelledby=klockor] dl.kv-facts > div").all()
    return {row.locator("dt").inner_text(): row.locator("dd").inner_text().replace("\u00a0", " ") for row in rows}


def board_told(visitor: Visitor) -> None:
    rent = visitor.page.locator("section[aria-labelledby=laget] strong").first.inner_text()
    kronor = re.sub(r"[^\d,]", "", rent)
    write_in(
        visitor, "board_told", "Meddelande till socialnämnden", posted_registered="2026-11-06", amount=kronor,
        proof="registered", registered_number=NUMBER,
    )  # fmt: skip


def served_by_kronofogden(visitor: Visitor, home: str) -> None:
    visitor.open(home + "beslut/")
    person = visitor.page.locator("#served_person option").nth(1).get_attribute("value")
    write_in(visitor, "served", "Delgivning", day="2026-11-20", received="2026-11-20", person=str(person))


def paid_to_the_agency(visitor: Visitor, home: str, day: str) -> None:
    """All the rent of the decision, paid by the tenant on a day that the agency tells of."""
    visitor.open(home + "beslut/")
    rent = visitor.page.locator("section[aria-labelledby=laget] strong").first.inner_text()
    visitor.open(home + "inkasso/")
    visitor.page.locator("summary", has_text="Betalning till").click()
    form = visitor.page.locator("details[open] form").first
    form.locator("#paymentform_matter").select_option(index=1)
    form.locator("#paymentform_amount").fill(re.sub(r"[^\d,]", "", rent))
    form.locator("#paymentform_paid").fill(day)
    form.get_by_role("button", name="Spara").click()
    visitor.page.get_by_text("Sparat.").wait_for()


def own_notice_until_approved(visitor: Visitor, home: str) -> None:
    """Prepared by Karin, who may not approve it herself; approved by Per."""
    decide(visitor, home, "Egen uppsägning för obetald hyra")
    assert "En annan person ska först ha läst och godkänt" in visitor.text()
    visitor.page.locator("summary", has_text="Skriv underlaget").click()
    visitor.page.fill("#prepare_missing", "Besök: ingen öppnade")
    visitor.page.select_option("#prepare_children", "none")
    visitor.page.fill("#prepare_said", "Väntar på lön")
    visitor.page.select_option("#prepare_spouse", "none")
    visitor.page.get_by_role("button", name="Spara underlaget").click()
    visitor.page.locator("summary", has_text="Fråga en annan person").click()
    visitor.page.fill("#ask_text", "Ingen har svarat.")
    visitor.page.get_by_role("button", name="Fråga", exact=True).click()
    assert "Du har själv skrivit eller frågat." in visitor.text()
    assert visitor.page.get_by_role("button", name="Godkänn underlaget").count() == 0
    sit_down(visitor, PER)
    visitor.open(home + "beslut/")
    visitor.page.get_by_role("button", name="Godkänn underlaget").click()
    visitor.page.get_by_text("Godkänt, inget är skickat").wait_for()


def test_both_routes_from_besluta_to_recovered_and_to_the_day_of_an_eviction(
    visitor: Visitor, served_town: tuple[str, Path], browser: Browser
) -> None:
    visitor.come_in(KARIN)
    saved, evicted = homes_long_overdue(visitor)
    decide(visitor, saved, "Betalningsföreläggande med avhysning")
    write_in(visitor, "applied", "Ansökan lämnad till Kronofogden", applicant="own", proof="receipt")
    board_told(visitor)
    assert days(visitor)["Fristen slutar tidigast"] == "fre 27 november 2026"
    assert "Delgivningen av" in visitor.text()
    visitor.must_be_clean()
    own_notice_until_approved(visitor, evicted)
    board_told(visitor)
    person = visitor.page.locator("#served_person option").nth(1).get_attribute("value")
    served = {"what": "both", "way": "ordinary", "received": "2026-11-06", "proof": "receipt", "person": str(person)}
    write_in(visitor, "served", "Delgivning", **served)
    told = days(visitor)
    assert told["Hyresgästen är säker till och med"] == "fre 27 november 2026"
    assert told["Hyresvärden väntar ut"] == "fre 27 november 2026"
    assert told["Avhysning får beslutas tidigast"] == "ons 2 december 2026"
    folder = served_town[1]
    with on("2026-11-23", folder, browser, KARIN) as later:
        served_by_kronofogden(later, saved)
        told = days(later)
        assert told["Hyresgästen är säker till och med"] == "fre 11 december 2026"
        assert told["Hyresvärden väntar ut"] == "fre 11 december 2026"
        later.open(evicted + "beslut/")
        assert "Återvinningsfristen löper till och med fredag 27 november 2026." in later.text()
    with on("2026-12-21", folder, browser, KARIN) as later:
        paid_to_the_agency(later, saved, "2026-12-10")
        later.open(saved + "beslut/")
        later.page.get_by_role("heading", name="Hyresrätten är återvunnen").wait_for()
        write_in(later, "ended", "Avslutat", outcome="recovered")
        assert "Hyresrätten är återvunnen, mån 21 december 2026." in later.text()
        later.open(evicted + "beslut/")
        later.page.get_by_role("heading", name="Återvinningsfristen har gått ut").wait_for()
        assert "Läs in de senaste först" in later.text()
        write_in(later, "verdict", "Utslag eller dom", day="2026-12-16")
        write_in(later, "heard", "Hyresgästen fick tillfälle att yttra sig", day="2026-12-21")
        write_in(later, "eviction_time", "Dag för avhysningen", day="2027-01-13")
        later.page.get_by_role("heading", name="Dagen för avhysningen är satt").wait_for()
        assert days(later)["Avhysningen bör ha skett inom fyra veckor"] == "ons 13 januari 2027"
        later.must_be_clean()
