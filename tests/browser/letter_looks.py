"""The ways to letters, from the page of a lease or a matter."""

from __future__ import annotations

from tests.browser import social_looks
from tests.browser.visitor import Visitor


def letters(visitor: Visitor) -> None:
    visitor.page.locator("main").get_by_role("link", name="Skriv ett brev").click()
    visitor.page.get_by_role("heading", name="Skriv ett brev").wait_for()


def _choose(visitor: Visitor, kind: str) -> None:
    letters(visitor)
    visitor.page.locator("section li a").get_by_text(kind, exact=True).click()
    visitor.page.get_by_role("button", name="Gör brevet").wait_for()


def writing(visitor: Visitor) -> None:
    """The longest form there is."""
    _choose(visitor, "Inkassokrav")


def with_errors(visitor: Visitor) -> None:
    _choose(visitor, "Inkassokrav")
    visitor.page.get_by_label("Ditt direktnummer").fill("")
    visitor.page.get_by_role("button", name="Gör brevet").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def _fill_in(visitor: Visitor) -> None:
    _choose(visitor, "Erbjudande om ett samtal")
    page = visitor.page
    for label, words in {
        "Adress": "Kvarngränd 1\n123 45 Kvarnby",
        "Ditt direktnummer": "070-174 06 06",
        "Organisation": "Kvarnby",
        "Organisationens adress": "Torget 1\n123 45 Kvarnby",
    }.items():
        page.get_by_label(label, exact=True).fill(words)
    first = page.locator("input[name=person]").first
    first.check()


def previewed(visitor: Visitor) -> None:
    _fill_in(visitor)
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="Förhandsgranska").click()
    assert download.value.suggested_filename == "offer-of-talk.pdf"


def made(visitor: Visitor) -> None:
    _fill_in(visitor)
    visitor.page.get_by_role("button", name="Gör brevet").click()
    visitor.page.get_by_text("Brevet är gjort och sparat.").wait_for()


def fetched(visitor: Visitor) -> None:
    made(visitor)
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Hämta brevet (PDF)").click()
    assert download.value.suggested_filename.startswith("offer-of-talk-20")


def posted(visitor: Visitor) -> None:
    made(visitor)
    visitor.page.get_by_role("button", name="Notera att det är postat").click()
    visitor.page.get_by_text("Dagen för postningen är noterad.").wait_for()


def of_a_matter(visitor: Visitor) -> None:
    social_looks.matter(visitor)
    letters(visitor)


def made_in_a_matter(visitor: Visitor) -> None:
    social_looks.matter(visitor)
    made(visitor)


def template(visitor: Visitor, kind: str) -> None:
    visitor.open_room("brevmallar/")
    visitor.page.get_by_role("link", name=kind, exact=True).click()
    visitor.page.get_by_role("button", name="Spara utkast").wait_for()


def template_of_law(visitor: Visitor) -> None:
    template(visitor, "Inkassokrav")


def _fill_in_template(visitor: Visitor, begins: str, words: str, *, press: str) -> None:
    """Write in the field whose text begins so; what it is from before depends on the looks before."""
    visitor.page.get_by_label(begins, exact=True).fill(words)
    visitor.page.get_by_role("button", name=press).click()


def template_with_errors(visitor: Visitor) -> None:
    template(visitor, "Vänlig påminnelse om hyran")
    _fill_in_template(visitor, "Stycke 1", "Hyran har inte kommit. {", press="Kontrollera")
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def template_with_advice(visitor: Visitor) -> None:
    template(visitor, "Ring mig om din hyra")
    _fill_in_template(visitor, "Stycke 3", "Vänligen hör av dig omgående.", press="Kontrollera")
    visitor.page.get_by_text("skriv hellre nu eller genast").wait_for()


def template_saved(visitor: Visitor) -> None:
    """A draft that is not what is there already, whoever was here before."""
    template(visitor, "Erbjudande om ett samtal")
    before = visitor.page.get_by_label("Stycke 1", exact=True).input_value()
    _fill_in_template(visitor, "Stycke 1", f"{before} Välkommen!", press="Spara utkast")
    visitor.page.get_by_text("Utkastet är sparat.").wait_for()


def template_in_force(visitor: Visitor) -> None:
    template_saved(visitor)
    visitor.page.get_by_role("button", name="Låt orden gälla").click()
    visitor.page.get_by_text("Orden gäller nu").wait_for()


def template_back(visitor: Visitor) -> None:
    template_saved(visitor)
    visitor.page.get_by_role("button", name="Låt Kvarbos text gälla").click()
    visitor.page.get_by_text("Kvarbos text gäller nu.").wait_for()


def template_waiting(visitor: Visitor) -> None:
    """One that a second person is to decide on, on the page where they read it."""
    visitor.open_room("brevmallar/")
    visitor.page.get_by_role("link", name="Rättelseanmaning 3 om sena hyror", exact=True).click()
    _fill_in_template(visitor, "Stycke 1", "Det här är det tredje brevet om hyran. Vi vill ses.", press="Spara")
    visitor.page.get_by_label("Varför ni vill ha egna ord").fill("Kortare än Kvarbos text")
    visitor.page.get_by_role("button", name="Begär att orden ska gälla").click()
    visitor.page.get_by_text("väntar på en annan person").first.wait_for()
