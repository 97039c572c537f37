"""The ways to the pages of the social services' inbox."""

from __future__ import annotations

from datetime import date

from kvarbo.web.demo.scanned import scanned_notice
from kvarbo.web.demo.staff import SOCIAL_ROOM
from tests.browser.visitor import Visitor

HERE = f"/r/{SOCIAL_ROOM}/inkorg/"


def inbox(visitor: Visitor) -> None:
    visitor.open(HERE)
    visitor.page.get_by_text("i dag före kl. 24.00").first.wait_for()


def everything(visitor: Visitor) -> None:
    visitor.open(HERE)
    visitor.page.get_by_role("link", name="Allt som kommit").click()
    visitor.page.get_by_text("Lämnas över till rätt nämnd eller enhet").wait_for()


def for_the_manager(visitor: Visitor) -> None:
    visitor.open(HERE)
    visitor.page.get_by_role("heading", name="För chefen att se").wait_for()


def seen_by_the_manager(visitor: Visitor) -> None:
    for_the_manager(visitor)
    visitor.page.get_by_role("region", name="För chefen att se").get_by_role("link", name="Signe Ahlgren").first.click()
    visitor.page.get_by_role("button", name="Jag har sett det").click()
    visitor.page.get_by_text("Antecknat att du har sett det.").wait_for()


def of_a_matter(visitor: Visitor) -> None:
    standpoint_taken(visitor)
    visitor.page.get_by_role("link", name="Det som kom in").click()
    visitor.page.get_by_role("heading", name="Det som kom in").wait_for()


def time_for_eviction(visitor: Visitor) -> None:
    inbox(visitor)
    visitor.page.get_by_role("row", name="Tid för avhysning").get_by_role("link").click()
    visitor.page.get_by_role("heading", name="Det har kommit förut").wait_for()


def confirmed(visitor: Visitor) -> None:
    time_for_eviction(visitor)
    visitor.page.locator("summary", has_text="Anteckna som gjort").first.click()
    visitor.page.get_by_label("Hur, och till vem?").first.fill("E-post till handläggaren på Kronofogden")
    visitor.page.get_by_role("button", name="Gjort Bekräfta till Kronofogden").click()
    visitor.page.get_by_text("Det är antecknat som gjort.").wait_for()


def decided_without_a_matter(visitor: Visitor) -> None:
    """A time for eviction on which no inquiry is opened: its own page warns."""
    confirmed(visitor)
    visitor.page.get_by_label("Ingen utredning inleds").check()
    visitor.page.get_by_label("Varför?", exact=True).fill("Hushållet säger att det är löst.")
    notice = visitor.path()
    visitor.page.get_by_role("button", name="Spara ställningstagandet").click()
    visitor.page.get_by_text("Ställningstagandet är sparat.").wait_for()  # nothing is left to do: the inbox
    visitor.open(notice)
    visitor.page.get_by_role("heading", name="Tiden står inte i något ärende").wait_for()


def time_without_a_matter(visitor: Visitor) -> None:
    decided_without_a_matter(visitor)
    visitor.open(HERE)
    visitor.page.get_by_role("heading", name="Tider för avhysning utan ärende").wait_for()


def told_on_the_first_page(visitor: Visitor) -> None:
    decided_without_a_matter(visitor)
    visitor.open(HERE.removesuffix("inkorg/"))
    visitor.page.get_by_text("utan ärende:").first.wait_for()


def registering_with_errors(visitor: Visitor) -> None:
    visitor.open(HERE + "registrera/")
    visitor.page.get_by_role("button", name="Registrera", exact=True).click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def _filled_in(visitor: Visitor) -> None:
    """A registered letter with its scan; the list of what it is holds what the plain word may mean."""
    visitor.open(HERE + "registrera/")
    page = visitor.page
    groups = page.get_by_label("Vad är det närmare?").locator("optgroup")
    named = "groups => groups.filter(one => !one.hidden).map(one => one.label)"
    assert len(groups.evaluate_all(named)) == 5
    page.get_by_label("Obetald hyra eller avgift").check()
    assert groups.evaluate_all(named) == ["Obetald hyra eller avgift"]
    assert not page.get_by_label("Brevets nummer").is_visible()  # asked of registered letters alone
    page.get_by_label("Vad är det närmare?").select_option("unpaid_rent_termination")
    page.get_by_label("Från vem?").select_option("landlord")
    page.get_by_label("Avsändarens namn").fill("Bostads AB Ån")
    page.get_by_label("Vem handlar det om?").fill("Åke-Örjan O'Neill")
    page.get_by_label("Hur kom det?").select_option("registered")
    page.get_by_label("Postat som rekommenderat brev").fill("2026-11-04")
    page.get_by_label("Brevets nummer").fill("RR 1 SE")
    page.get_by_label("Handlingen som fil").set_input_files(
        {"name": "Skannat.pdf", "mimeType": "application/pdf", "buffer": scanned_notice(posted=date(2026, 11, 4))}
    )


def _sent_in(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Registrera", exact=True).click()
    visitor.page.get_by_text("Registrerat som P").wait_for()


def registering_with_its_scan_kept(visitor: Visitor) -> None:
    _filled_in(visitor)
    visitor.page.locator("summary", has_text="Mer:").click()
    visitor.page.get_by_label("Skulden i kronor").fill("åtta")
    visitor.page.get_by_role("button", name="Registrera", exact=True).click()
    visitor.page.get_by_text("Vald: Skannat.pdf. Den står kvar").wait_for()


def registered_after_mending(visitor: Visitor) -> None:
    registering_with_its_scan_kept(visitor)
    visitor.page.get_by_label("Skulden i kronor").fill("8 412")
    _sent_in(visitor)
    visitor.page.get_by_role("link", name="En bilaga").wait_for()


def registered(visitor: Visitor) -> None:
    _filled_in(visitor)
    _sent_in(visitor)


def mended(visitor: Visitor) -> None:
    registered(visitor)
    visitor.page.locator("summary", has_text="Rätta uppgifterna").click()
    visitor.page.get_by_label("Berörs något barn?").select_option("yes")
    visitor.page.get_by_role("button", name="Spara uppgifterna").click()
    visitor.page.get_by_text("ett barn berörs", exact=True).first.wait_for()


def mended_by_hand(visitor: Visitor) -> None:
    """What was typed at registering is mended; what stood there before is opened."""
    registered(visitor)
    page = visitor.page
    page.locator("summary", has_text="Rätta uppgifterna").click()
    page.get_by_label("Vem handlar det om?").fill("Åke-Örjan O\u2019Neill")
    page.get_by_label("En person till").fill("Sixten Bågfeldt")
    page.get_by_label("Postat som rekommenderat brev").fill("2026-11-03")
    page.get_by_label("Vad som sades eller står, kort").fill("Hyresvärden ringer igen på fredag.")
    page.get_by_label("Nummer att ringa tillbaka på").fill("070-174 06 05")
    page.get_by_role("button", name="Spara uppgifterna").click()
    page.locator("summary", has_text="Rättat").click()
    page.get_by_text("Så stod det före rättelsen:").wait_for()


def struck(visitor: Visitor) -> None:
    registered(visitor)
    visitor.page.locator("summary", has_text="Makulera").click()
    visitor.page.get_by_label("Varför makuleras det?").fill("Brevet registrerades två gånger.")
    visitor.page.get_by_role("button", name="Makulera", exact=True).click()
    visitor.page.get_by_text("Makulerad. Numret står kvar i registret.").wait_for()


def strike_with_errors(visitor: Visitor) -> None:
    registered(visitor)
    visitor.page.locator("summary", has_text="Makulera").click()
    visitor.page.get_by_role("button", name="Makulera", exact=True).click()
    visitor.page.get_by_text("Skriv varför det makuleras").first.wait_for()


def found_again(visitor: Visitor) -> None:
    struck(visitor)
    visitor.open(HERE)
    visitor.page.locator("summary", has_text="Sök bland det som kommit").click()
    visitor.page.get_by_label("Nummer i registret, namn eller personnummer").fill("o'neill")
    visitor.page.get_by_role("search").get_by_role("button", name="Sök").click()
    visitor.page.get_by_text("Brevet registrerades två gånger.").wait_for()


def nothing_found(visitor: Visitor) -> None:
    visitor.open(HERE)
    visitor.page.locator("summary", has_text="Sök bland det som kommit").click()
    visitor.page.get_by_label("Nummer i registret, namn eller personnummer").fill("P2026-9999")
    visitor.page.get_by_role("search").get_by_role("button", name="Sök").click()
    visitor.page.get_by_text("Ingen träff").wait_for()


def standpoint_with_errors(visitor: Visitor) -> None:
    registered(visitor)
    visitor.page.get_by_role("button", name="Spara ställningstagandet").click()
    visitor.page.get_by_text("Skriv varför.").first.wait_for()


def standpoint_taken(visitor: Visitor) -> None:
    registered(visitor)
    visitor.page.get_by_label("Ett ärende öppnas och kontakt tas först").check()
    visitor.page.get_by_label("Varför?", exact=True).fill("Ring först: ingen vet hur det är hemma.")
    visitor.page.get_by_role("button", name="Spara ställningstagandet").click()
    visitor.page.get_by_text("Ställningstagandet är sparat.").wait_for()


def receipt(visitor: Visitor) -> None:
    registered(visitor)
    visitor.page.get_by_role("link", name="Mottagningskvitto").click()
    visitor.page.get_by_role("heading", name="Mottagningskvitto").wait_for()


def another_persons_matter_asked_about(visitor: Visitor) -> None:
    registered(visitor)
    visitor.page.get_by_label("Hör till ett ärende som redan finns").check()
    visitor.page.get_by_label("Varför?", exact=True).fill("Det ringdes om i går.")
    visitor.page.get_by_label("Ärendets nummer").fill("2026-0011")
    visitor.page.get_by_role("button", name="Spara ställningstagandet").click()
    visitor.page.get_by_label("Ja, det hör till det ärendet").wait_for()


def an_eviction_nobody_has_named(visitor: Visitor) -> None:
    visitor.open(HERE + "registrera/")
    page = visitor.page
    page.get_by_label("Vräkning hos Kronofogden").check()
    page.get_by_label("Från vem?").select_option("person")
    page.get_by_label("Vem handlar det om?").fill("Åke-Örjan O'Neill")
    page.get_by_label("Hur kom det?").select_option("phone")
    page.get_by_role("button", name="Registrera", exact=True).click()
    page.get_by_text("Ta reda på om Kronofogden har bestämt en tid.").wait_for()
