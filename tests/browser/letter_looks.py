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
