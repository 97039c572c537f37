"""The ways to the pages of the social services' room, and to the attachments that every kind of room has."""

from __future__ import annotations

from datetime import date

from kvarbo.web.demo.scanned import scanned_notice
from kvarbo.web.demo.staff import SOCIAL_ROOM
from tests.browser.visitor import Visitor

HERE = f"/r/{SOCIAL_ROOM}/"


def my_matters(visitor: Visitor) -> None:
    visitor.open(HERE)
    visitor.page.get_by_role("heading", name="Mina ärenden").wait_for()


def _press(visitor: Visitor, button: str, then: str) -> None:
    visitor.page.get_by_role("button", name=button, exact=True).click()
    visitor.page.get_by_text(then).first.wait_for()


def new_matter_with_errors(visitor: Visitor) -> None:
    visitor.open(HERE + "arende/nytt/")
    _press(visitor, "Öppna ärendet", "Något behöver rättas")


def new_matter(visitor: Visitor) -> None:
    """A matter of one's own, so that what is done in it changes no other look."""
    visitor.open(HERE + "arende/nytt/")
    visitor.page.get_by_label("Var kommer ärendet ifrån?").select_option("landlord_notice")
    visitor.page.get_by_label("Namn", exact=True).fill("Åke-Örjan O'Neill")
    visitor.page.get_by_label("Adress").fill("Sågargatan 11")
    _press(visitor, "Öppna ärendet", "Ärendet är öppnat.")


def matter(visitor: Visitor) -> None:
    my_matters(visitor)
    visitor.page.get_by_role("link", name="Kent Bergström").click()
    visitor.page.get_by_text("Människor i ärendet").wait_for()


def protected_matter(visitor: Visitor) -> None:
    my_matters(visitor)
    visitor.page.get_by_role("link", name="Sofia Nordin").click()
    visitor.page.get_by_text("Någon i ärendet har skyddade personuppgifter").wait_for()


def _unfold(visitor: Visitor, summary: str) -> None:
    visitor.page.locator("summary", has_text=summary).click()


def event_saved(visitor: Visitor) -> None:
    new_matter(visitor)
    _unfold(visitor, "Något som har gjorts")
    visitor.page.get_by_label("Vad har gjorts?").select_option("visited")
    visitor.page.get_by_label("Nej", exact=True).check()
    _press(visitor, "Spara händelsen", "Händelsen är inskriven.")


def event_with_errors(visitor: Visitor) -> None:
    new_matter(visitor)
    _unfold(visitor, "Något som har gjorts")
    _press(visitor, "Spara händelsen", "Något behöver rättas")


def person_added(visitor: Visitor) -> None:
    new_matter(visitor)
    _unfold(visitor, "En person till")
    visitor.page.get_by_label("Namn", exact=True).fill("Ella Lind")
    visitor.page.get_by_label("Del i ärendet").select_option("child")
    _press(visitor, "Skriv in personen", "Personen är inskriven.")


def person_removed(visitor: Visitor) -> None:
    person_added(visitor)
    _press(visitor, "Ta bort Ella Lind", "Personen är borttagen.")


def details_kept(visitor: Visitor) -> None:
    new_matter(visitor)
    _unfold(visitor, "Adress och beteckning")
    visitor.page.get_by_label("Beteckning i verksamhetssystemet").fill("IFO 2026-1300")
    visitor.page.locator("form[action$='uppgifter/'] button").click()
    visitor.page.get_by_text("Uppgifterna är sparade.").wait_for()


def source_added(visitor: Visitor) -> None:
    new_matter(visitor)
    _unfold(visitor, "Ärendet har kommit en gång till")
    visitor.page.get_by_label("Från vem?").select_option("kronofogden")
    visitor.page.locator("form[action$='kom-ifran/'] button").click()
    visitor.page.get_by_text("Det är inskrivet.").wait_for()


def assigned(visitor: Visitor) -> None:
    new_matter(visitor)
    _unfold(visitor, "Tilldela en handläggare")
    visitor.page.locator("#assign_member").select_option(label="Yusuf Ali")
    _press(visitor, "Tilldela", "Handläggaren är tilldelad.")


def unassigned(visitor: Visitor) -> None:
    assigned(visitor)
    _press(visitor, "Ta bort tilldelningen Yusuf Ali", "Handläggaren är inte längre tilldelad.")


def moved(visitor: Visitor) -> None:
    new_matter(visitor)
    _unfold(visitor, "Flytta till en annan enhet")
    visitor.page.get_by_label("Ny enhet").select_option(label="Barnenheten")
    _press(visitor, "Flytta", "Ärendet är flyttat.")


def closed(visitor: Visitor) -> None:
    new_matter(visitor)
    _unfold(visitor, "Avsluta ärendet")
    visitor.page.get_by_label("Varför avslutas det?").select_option("home_kept")
    visitor.page.get_by_label("Hur blev det?").select_option("debt_paid")
    visitor.page.get_by_label("Ska ni följa upp?").select_option("no")
    visitor.page.get_by_label("Bedömning").fill("Allt är löst.")
    _press(visitor, "Avsluta", "Ärendet är avslutat.")


def reopened(visitor: Visitor) -> None:
    closed(visitor)
    _unfold(visitor, "Öppna ärendet igen")
    visitor.page.get_by_label("Varför öppnas det igen?").select_option("asked_again")
    _press(visitor, "Öppna igen", "Ärendet är öppnat igen.")


def _checklist(visitor: Visitor) -> None:
    visitor.page.get_by_role("link", name="Checklista").click()
    visitor.page.get_by_role("heading", name="Skede").wait_for()


def checklist(visitor: Visitor) -> None:
    matter(visitor)
    _checklist(visitor)


def checklist_of_a_relatives_report(visitor: Visitor) -> None:
    """Every reason unfolded, so that axe reads them too."""
    my_matters(visitor)
    visitor.page.get_by_role("link", name="Layla Al-Khatib").click()
    _checklist(visitor)
    visitor.page.get_by_text("samtycke behövs först").first.wait_for()
    visitor.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def checklists_chosen(visitor: Visitor) -> None:
    new_matter(visitor)
    _checklist(visitor)
    _unfold(visitor, "Välj checklistor från i dag")
    visitor.page.get_by_label("Checklistor", exact=True).select_option("goteborg")
    _press(visitor, "Följ checklistorna", "Checklistorna är valda.")


def step_marked(visitor: Visitor) -> None:
    new_matter(visitor)
    _checklist(visitor)
    _unfold(visitor, "Markera Kontrollera folkbokföringen")
    _press(visitor, "Gjort Kontrollera folkbokföringen", "Steget är markerat som gjort.")


def step_with_errors(visitor: Visitor) -> None:
    new_matter(visitor)
    _checklist(visitor)
    _unfold(visitor, "Markera Kontrollera folkbokföringen")
    _press(visitor, "Hoppa över Kontrollera folkbokföringen", "Något behöver rättas")


def phase_decided(visitor: Visitor) -> None:
    new_matter(visitor)
    _checklist(visitor)
    _unfold(visitor, "Skriv in ett beslut om skede")
    visitor.page.get_by_label("Vad är beslutat?").select_option("preliminary:no_contact")
    _press(visitor, "Skriv in beslutet", "Beslutet är inskrivet.")


def phase_with_errors(visitor: Visitor) -> None:
    new_matter(visitor)
    _checklist(visitor)
    _unfold(visitor, "Skriv in ett beslut om skede")
    _press(visitor, "Skriv in beslutet", "Något behöver rättas")


def found(visitor: Visitor) -> None:
    visitor.open(HERE + "sok/")
    visitor.page.get_by_label("Namn, personnummer").fill("björnsdóttir")
    _press(visitor, "Sök", "En träff")


def not_found(visitor: Visitor) -> None:
    visitor.open(HERE + "sok/")
    visitor.page.get_by_label("Namn, personnummer").fill("ingen alls")
    _press(visitor, "Sök", "Ingen träff")


def _attachments(visitor: Visitor) -> None:
    visitor.page.get_by_role("link", name="Bilagor").click()
    visitor.page.get_by_role("heading", name="Lägg till en bilaga").wait_for()


def attachments(visitor: Visitor) -> None:
    matter(visitor)
    _attachments(visitor)


def no_attachments(visitor: Visitor) -> None:
    new_matter(visitor)
    _attachments(visitor)


def _keep(visitor: Visitor, name: str, content: bytes, then: str) -> None:
    _attachments(visitor)
    visitor.page.get_by_label("Fil", exact=True).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    visitor.page.get_by_label("Samtycke på papper").check()
    _press(visitor, "Spara bilagan", then)


def attachment_kept(visitor: Visitor) -> None:
    new_matter(visitor)
    _keep(visitor, "Samtycke.pdf", scanned_notice(posted=date(2026, 11, 5)), "Bilagan är sparad.")


def attachment_refused(visitor: Visitor) -> None:
    new_matter(visitor)
    _keep(visitor, "Samtycke.pdf", b"<html>", "Något behöver rättas")


def _fetch(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name=name).click()
    assert download.value.suggested_filename.endswith(".pdf")
    assert name not in download.value.suggested_filename


def attachment_fetched(visitor: Visitor) -> None:
    attachments(visitor)
    _fetch(visitor, "Skannat 0001.pdf")


def attachment_removed(visitor: Visitor) -> None:
    attachment_kept(visitor)
    _press(visitor, "Ta bort Samtycke.pdf", "Bilagan är borttagen.")


def leases_attachment_kept(visitor: Visitor) -> None:
    """In a landlord's room, from the page of a lease."""
    _keep(visitor, "Samtycke.pdf", scanned_notice(posted=date(2026, 11, 5)), "Bilagan är sparad.")


def leases_attachment_fetched(visitor: Visitor) -> None:
    leases_attachment_kept(visitor)
    _fetch(visitor, "Samtycke.pdf")


def leases_attachment_removed(visitor: Visitor) -> None:
    leases_attachment_kept(visitor)
    _press(visitor, "Ta bort Samtycke.pdf", "Bilagan är borttagen.")


def papers(visitor: Visitor) -> None:
    visitor.open(HERE + "papper/")
    visitor.page.get_by_role("heading", name="Papper", exact=True).wait_for()


def paper(visitor: Visitor) -> None:
    """A notice that came through the door, with its deadline."""
    papers(visitor)
    visitor.page.locator("tbody th a", has_text="Meddelande om uppsägning för obetald hyra").first.click()
    visitor.page.get_by_role("heading", name="Återvinningsfristen").wait_for()
    for why in visitor.page.locator("main summary").all():
        why.click()


def consents(visitor: Visitor) -> None:
    matter(visitor)
    visitor.page.locator("main").get_by_role("link", name="Samtycken").click()
    visitor.page.get_by_role("heading", name="Nytt samtycke").wait_for()


def hand_over(visitor: Visitor) -> None:
    matter(visitor)
    visitor.page.get_by_role("link", name="Lämna ut eller skicka ett papper").click()
    visitor.page.get_by_role("button", name="Fortsätt").wait_for()
