"""The ways to the pages of contacts, of visits and of the day's round, and to the social services' help page."""

from __future__ import annotations

from kvarbo.web.demo.staff import EVA, INGRID, SOCIAL_ROOM, YUSUF
from tests.browser.looks import Look
from tests.browser.social_looks import my_matters, new_matter
from tests.browser.visitor import Visitor

HERE = f"/r/{SOCIAL_ROOM}/"
HARM = f"{HERE}nagon-kan-fara-illa/"


def _press(visitor: Visitor, button: str, then: str) -> None:
    visitor.page.get_by_role("button", name=button, exact=True).click()
    visitor.page.get_by_text(then).first.wait_for()


def _unfold(visitor: Visitor, summary: str) -> None:
    visitor.page.locator("summary", has_text=summary).first.click()


def _in(visitor: Visitor, who: str, page: str) -> None:
    my_matters(visitor)
    visitor.page.get_by_role("link", name=who).first.click()
    visitor.page.get_by_role("link", name=page, exact=True).click()
    visitor.page.get_by_role("heading", name=page, exact=True).wait_for()


def contacts(visitor: Visitor) -> None:
    _in(visitor, "Layla Al-Khatib", "Kontakter")


def contact_added(visitor: Visitor) -> None:
    new_matter(visitor)
    visitor.page.get_by_role("link", name="Kontakter", exact=True).click()
    visitor.page.get_by_label("Hur?").select_option("call")
    visitor.page.get_by_label("Lämnade besked").check()
    _press(visitor, "Spara kontakten", "Kontakten är inskriven.")


def contact_with_errors(visitor: Visitor) -> None:
    new_matter(visitor)
    visitor.page.get_by_role("link", name="Kontakter", exact=True).click()
    _press(visitor, "Spara kontakten", "Något behöver rättas")


def not_told(visitor: Visitor) -> None:
    new_matter(visitor)
    _unfold(visitor, "Något som har gjorts")
    visitor.page.get_by_label("Vad har gjorts?").select_option("asked_landlord")
    _press(visitor, "Spara händelsen", "Berätta för Åke-Örjan O'Neill vad som sades med hyresvärden")
    visitor.page.get_by_role("link", name="Kontakter", exact=True).click()
    _unfold(visitor, "Personen ska inte få veta")
    visitor.page.get_by_label("Varför får personen inte veta?").fill("Hyresvärden hade inget nytt att säga.")
    _press(visitor, "Spara skälet", "Skälet är inskrivet.")


def refused(visitor: Visitor) -> None:
    _in(visitor, "Åke-Örjan Lindqvist", "Besök")
    visitor.page.get_by_text("Det får inte planeras nu.").wait_for()


def weighed(visitor: Visitor) -> None:
    _in(visitor, "Layla Al-Khatib", "Besök")
    _unfold(visitor, "Väg och planera ett oanmält hembesök")
    _press(visitor, "Planera det oanmälda besöket", "Något behöver rättas")


def _planned(visitor: Visitor) -> None:
    new_matter(visitor)
    visitor.page.get_by_role("link", name="Besök", exact=True).click()
    _unfold(visitor, "Fyll i besöket")
    page = visitor.page
    page.get_by_label("Klockan").fill("00:00")
    page.get_by_label("Tillbaka senast").fill("23:59")
    page.get_by_label("Var?").select_option("home")
    page.get_by_label("Vem följer med?").select_option(label="Ingrid Dahl")
    page.get_by_label("Hur aviserades det?").select_option("sms")
    _press(visitor, "Planera besöket", "Besöket är planerat.")


def out(visitor: Visitor) -> None:
    _planned(visitor)
    _press(visitor, "Checka ut", "Ni är utcheckade.")


def back(visitor: Visitor) -> None:
    out(visitor)
    _press(visitor, "Checka in", "Ni är incheckade.")


def told_of(visitor: Visitor) -> None:
    _planned(visitor)
    _unfold(visitor, "Skriv in hur besöket gick")
    visitor.page.get_by_label("Ingen öppnade").check()
    _press(visitor, "Spara besöket", "Besöket är inskrivet")


def cancelled(visitor: Visitor) -> None:
    _planned(visitor)
    _unfold(visitor, "Ställ in besöket")
    visitor.page.get_by_label("Varför ställs besöket in?").fill("Hon ringde återbud.")
    _press(visitor, "Ställ in", "Besöket är inställt.")


def day_round(visitor: Visitor) -> None:
    visitor.open(HERE + "dagens-runda/")
    visitor.page.get_by_text("Layla Al-Khatib").first.wait_for()


def harm(visitor: Visitor) -> None:
    visitor.open(HARM)
    visitor.page.get_by_text("Ring 112").wait_for()


def number_kept(visitor: Visitor) -> None:
    visitor.open(HARM)
    _unfold(visitor, "Skriv in ett nummer")
    visitor.page.get_by_label("Vem som svarar").fill("Barnenhetens jour")
    visitor.page.get_by_label("Telefon", exact=True).fill("070-174 06 93")
    _press(visitor, "Skriv in numret", "Numret är inskrivet.")


def number_removed(visitor: Visitor) -> None:
    number_kept(visitor)
    _press(visitor, "Ta bort Barnenhetens jour", "Numret är borttaget.")


VISIT_LOOKS = {
    "contacts of a matter": Look("contacts", contacts, YUSUF),
    "a contact written in": Look("contact_add", contact_added, YUSUF),
    "a contact with errors": Look("contact_add", contact_with_errors, YUSUF),
    "a reason not to tell": Look("contact_not_told", not_told, YUSUF),
    "an unannounced visit refused": Look("visits", refused, INGRID),
    "an unannounced visit not weighed": Look("visit_plan", weighed, YUSUF),
    "a visit set out on": Look("visit_out", out, YUSUF),
    "a visit come back from": Look("visit_back", back, YUSUF),
    "a visit told of": Look("visit_outcome", told_of, YUSUF),
    "a visit cancelled": Look("visit_cancel", cancelled, YUSUF),
    "the day's round": Look("visit_round", day_round, INGRID),
    "någon kan fara illa, of the social services": Look("harm", harm, YUSUF),
    "a number of the social services kept": Look("keep_help_contact", number_kept, EVA),
    "a number of the social services removed": Look("remove_help_contact", number_removed, EVA),
}
