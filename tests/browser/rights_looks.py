"""The ways to the pages of rights, protected people and nödöppning, as a manager and a named handler walk them."""

from __future__ import annotations

from tests.browser.visitor import Visitor

COLLEAGUE = "Nya Kollegan"
ELSEWHERE = "0101-1004-01"  # a home that the caretaker does not open in her work


def said(visitor: Visitor, text: str) -> None:
    visitor.page.get_by_text(text).first.wait_for()


def nobody_taken_in(visitor: Visitor) -> None:
    visitor.open_room("medarbetare/")
    visitor.page.get_by_role("button", name="Ta in", exact=True).click()
    said(visitor, "Något behöver rättas")


def taken_in(visitor: Visitor) -> None:
    visitor.open_room("medarbetare/")
    visitor.page.get_by_label("Namn", exact=True).fill(COLLEAGUE)
    visitor.page.get_by_label("E-post").fill("nya.kollegan@kvarnby.example")
    visitor.page.get_by_role("button", name="Ta in", exact=True).click()
    visitor.page.get_by_role("heading", name="Medarbetare och roller").wait_for()


def let_out(visitor: Visitor) -> None:
    taken_in(visitor)
    visitor.page.get_by_role("button", name=f"Släpp ut {COLLEAGUE}").click()
    said(visitor, "Medarbetaren är utsläppt.")


def role_given(visitor: Visitor) -> None:
    visitor.open_room("medarbetare/")
    visitor.page.select_option("#ge-vem", label="Samir Haddad")
    visitor.page.select_option("#ge-roll", "caretaker")
    visitor.page.fill("#ge-till", "2027-01-31")
    visitor.page.get_by_role("button", name="Ge eller begär rollen").click()
    said(visitor, "Rollen är given.")


def role_taken(visitor: Visitor) -> None:
    role_given(visitor)
    visitor.page.get_by_role("button", name="Ta bort Kvartersvärd, Samir Haddad").click()
    said(visitor, "Rollen är borttagen.")


def attested(visitor: Visitor) -> None:
    visitor.open_room("medarbetare/")
    visitor.page.get_by_role("button", name="Intyga rollerna Karin Öberg").click()
    said(visitor, "Rollerna är intygade.")


def same_person_twice(visitor: Visitor) -> None:
    visitor.open_room("medarbetare/")
    visitor.page.get_by_role("button", name="Märk som samma person").click()
    said(visitor, "Medarbetaren finns inte")


def asked_for(visitor: Visitor) -> None:
    visitor.open_room("medarbetare/")
    visitor.page.select_option("#ge-vem", label="Samir Haddad")
    visitor.page.select_option("#ge-roll", "manager")
    visitor.page.fill("#ge-varfor", "Vikarie över jul")
    visitor.page.get_by_role("button", name="Ge eller begär rollen").click()
    said(visitor, "Begäran är lämnad.")
    visitor.open_room("tva-personer/")
    said(visitor, "Vikarie över jul")


def taken_back(visitor: Visitor) -> None:
    asked_for(visitor)
    visitor.page.get_by_role("button", name="Ta tillbaka").first.click()
    said(visitor, "Avslaget.")


def handler_asked(visitor: Visitor) -> None:
    visitor.open_room("skyddade/")
    visitor.page.fill("#h-varfor", "Handlägger området")
    visitor.page.get_by_role("button", name="Begär att namnge").click()
    said(visitor, "Begäran är lämnad.")


def end_without_reason(visitor: Visitor) -> None:
    visitor.open_room("skyddade/")
    visitor.page.get_by_role("button", name="Begär att avsluta").click()
    said(visitor, "Skriv varför")


def rules_kept(visitor: Visitor) -> None:
    visitor.open_room("skyddade/")
    visitor.page.get_by_role("button", name="Spara reglerna").click()
    said(visitor, "Sparat.")


def addresses_kept(visitor: Visitor) -> None:
    visitor.open_room("skyddade/")
    visitor.page.fill("#a-kontor", "Skattekontoret\nBox 1\n123 45 Kvarnby")
    visitor.page.fill("#a-retur", "Box 2\n123 45 Kvarnby")
    visitor.page.get_by_role("button", name="Spara adresserna").click()
    said(visitor, "Adresserna är sparade.")


def on_a_home(visitor: Visitor) -> None:
    """The protection of the first home on Idag."""
    visitor.open_room("?district=&group=ring")
    call = str(visitor.page.locator("a[href*='/ring/']").first.get_attribute("href"))
    visitor.open(call.split("ring/")[0])
    visitor.page.get_by_role("link", name="Skydda någon eller spärra för jäv").click()
    visitor.page.get_by_role("heading", name="Skydd", exact=True).wait_for()


def on_a_home_with_errors(visitor: Visitor) -> None:
    on_a_home(visitor)
    visitor.page.get_by_role("button", name="Skydda nu").click()
    said(visitor, "Något behöver rättas")


def barred(visitor: Visitor) -> None:
    on_a_home(visitor)
    visitor.page.select_option("#j-vem", label="Lisa Ström")
    visitor.page.get_by_role("button", name="Spärra", exact=True).click()
    said(visitor, "Medarbetaren är spärrad")


def bar_lifted_without_reason(visitor: Visitor) -> None:
    barred(visitor)
    visitor.open_room("skyddade/")
    visitor.page.get_by_role("button", name="Begär att häva spärren").first.click()
    said(visitor, "Skriv varför")


def mail_sheets(visitor: Visitor) -> None:
    visitor.open_room("skyddade/")
    visitor.page.locator("main table a").first.click()
    visitor.page.get_by_role("link", name="Försättsblad för brev").click()
    visitor.page.get_by_role("heading", name="Inre blad").first.wait_for()


def nothing_opened(visitor: Visitor) -> None:
    visitor.open_room("nodoppna/")
    visitor.page.get_by_label("Nummer").fill("finns inte")
    visitor.page.get_by_label("Varför det inte kan vänta").fill("Vattnet rinner ner i lägenheten under.")
    visitor.page.get_by_role("button", name="Öppna i en timme").click()
    said(visitor, "Ingenting öppnades.")


def opened(visitor: Visitor) -> None:
    """A home outside the caretaker's district; the looks before may have it open already."""
    visitor.open_room("nodoppna/")
    if visitor.page.get_by_role("button", name="Stäng nu").count():
        return
    visitor.page.get_by_label("Nummer").fill(ELSEWHERE)
    visitor.page.get_by_label("Varför det inte kan vänta").fill("Vattnet rinner ner i lägenheten under.")
    visitor.page.get_by_role("button", name="Öppna i en timme").click()
    said(visitor, "Du har en nödöppning till klockan")


def closed(visitor: Visitor) -> None:
    opened(visitor)
    visitor.page.get_by_role("button", name="Stäng nu").click()
    visitor.page.get_by_role("button", name="Stäng nu").wait_for(state="detached")


def reviewed(visitor: Visitor) -> None:
    visitor.open_room("nodoppningar/")
    visitor.page.get_by_label("Vad du kom fram till").first.select_option("justified")
    visitor.page.get_by_role("button", name="Spara granskningen").first.click()
    said(visitor, "Granskningen är sparad.")
