"""A paper goes its three ways in the browser: to a room here, by file to another installation, as a registered letter.

However it went it is the same record on both sides' pages, and its days are told apart: posted, come to us, through a
door. Every page that is met on the way is clean.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from playwright.sync_api import Browser

from kvarbo.web.demo.staff import EVA, INGRID, KARIN, PER, SOCIAL_ROOM, StaffMember
from tests.browser import paper_looks
from tests.browser.later import sit_down
from tests.browser.serving import copy_of, put_back, served
from tests.browser.visitor import ROOM, Visitor

SOCIAL = f"/r/{SOCIAL_ROOM}/"
TODAY = "fre 6 november 2026"
POSTED, ARRIVED = "2026-11-05", "2026-11-06"
BOARD, LANDLORD = "Socialnämnden i Kvarnby", "Kvarnbyhem AB"
NUMBER = "RR 123 456 789 SE"


@pytest.fixture(scope="module")
def other_site(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address and folder of another installation, with keys of its own, which knows nothing of the first."""
    folder = copy_of(town, tmp_path_factory.mktemp("other") / "var")
    for key in folder.rglob("*.signing-key"):
        key.unlink()
    with served(folder) as address:
        yield address, folder


@pytest.fixture
def elsewhere(other_site: tuple[str, Path], town: Path, browser: Browser) -> Iterator[Visitor]:
    """Somebody at a screen at the other installation, where nothing has been done yet."""
    put_back(other_site[1], town)
    with Visitor.at(other_site[0], browser) as somebody:
        yield somebody
        somebody.must_have_met_no_errors()


def days_told(visitor: Visitor) -> dict[str, str]:
    """What the page of a paper says about it, word for word, by its label."""
    rows = visitor.page.locator("dl.kv-facts > div").all()
    return {row.locator("dt").inner_text(): row.locator("dd").inner_text().replace("\u00a0", " ") for row in rows}


def text_of_paper(visitor: Visitor) -> str:
    """The paper itself, row by row."""
    return visitor.page.locator("section[aria-labelledby=text] table").first.inner_text()


def clock_told(visitor: Visitor) -> str:
    """What the page says of the recovery period."""
    return visitor.page.locator(".kv-box", has_text="Återvinningsfristen").locator("p").first.inner_text()


def until(visitor: Visitor, words: str) -> None:
    """Open the page again until it says so: the courier goes by itself."""
    for _ in range(40):
        if words in visitor.text():
            return
        time.sleep(0.5)
        visitor.page.reload()
    raise AssertionError(f"never said {words!r}: {visitor.text()[:800]}")


def newest_in(visitor: Visitor, where: str) -> None:
    """Open the paper that came last."""
    visitor.open(f"{where}papper/?visa=in")
    visitor.must_be_clean()
    visitor.page.locator("tbody th a").first.click()
    visitor.page.get_by_role("heading", name="Dagarna").wait_for()


def test_from_one_room_to_another(visitor: Visitor) -> None:
    visitor.come_in(KARIN)
    paper_looks.seen(visitor)
    visitor.must_be_clean()
    visitor.page.get_by_role("button", name="Lämna över").click()
    visitor.page.get_by_role("heading", name="Hur det står till").wait_for()
    until(visitor, "Mottaget fre 6 november 2026 enligt mottagaren")
    visitor.must_be_clean()
    ours, our_clock, address = text_of_paper(visitor), clock_told(visitor), visitor.page.url
    sit_down(visitor, INGRID)
    newest_in(visitor, SOCIAL)
    visitor.must_be_clean()
    assert text_of_paper(visitor) == ours
    told = days_told(visitor)
    assert told["Hur det kom"] == "Från ett annat rum här"
    assert (told["Postat som rekommenderat brev"], told["Kom till oss"]) == ("–", "–")
    assert told["Kom genom en dörr"] == TODAY
    assert clock_told(visitor) == our_clock
    _take_back(visitor, address)


def _take_back(visitor: Visitor, address: str) -> None:
    """The sender takes the paper back, and the receiver's copy says so."""
    received = visitor.page.url
    sit_down(visitor, KARIN)
    visitor.open(address)
    visitor.page.locator("summary", has_text="Återkalla").click()
    visitor.page.get_by_label("något i det var fel").check()
    visitor.page.get_by_label("märka alla kopior som återkallade").check()
    visitor.page.get_by_role("button", name="Återkalla papperet").click()
    visitor.page.get_by_text("Papperet är återkallat.", exact=True).wait_for()
    visitor.must_be_clean()
    sit_down(visitor, INGRID)
    visitor.open(received)
    until(visitor, "Avsändaren återkallade papperet fre 6 november 2026: något i det var fel. Använd det inte.")
    assert "Räkna ingen frist från det." in visitor.text()
    visitor.must_be_clean()


def own_key(visitor: Visitor, who: StaffMember, room: str) -> str:
    sit_down(visitor, who)
    visitor.open(f"{room}motparter/")
    visitor.must_be_clean()
    return visitor.page.locator("#nyckel + p code").inner_text()


def write_in(visitor: Visitor, who: StaffMember, room: str, **typed: str) -> None:
    """A manager writes in a counterpart at another installation, with the key that was read aloud."""
    sit_down(visitor, who)
    visitor.open(f"{room}motparter/")
    visitor.page.select_option("#motpart_party", label=typed.pop("party"))
    visitor.page.select_option("#motpart_transport", label="Fil till en annan installation")
    for name, value in typed.items():
        visitor.page.fill(f"#motpart_{name}", value)
    visitor.page.get_by_role("button", name="Spara motparten").click()
    visitor.page.get_by_text("Motparten är sparad.").wait_for()


def test_to_another_installation_by_file(
    visitor: Visitor, elsewhere: Visitor, other_site: tuple[str, Path], tmp_path: Path
) -> None:
    landlords, boards = own_key(visitor, PER, ROOM), own_key(elsewhere, EVA, SOCIAL)
    assert landlords != boards
    write_in(visitor, PER, ROOM, name=BOARD, party="socialnämnden", place="granby", public_key=boards)
    write_in(
        elsewhere,
        EVA,
        SOCIAL,
        name=LANDLORD,
        party="den kommunala hyresvärden",
        place="kvarnbyhem",
        public_key=landlords,
    )
    sit_down(visitor, KARIN)
    paper_looks.seen(visitor)
    visitor.page.get_by_role("button", name="Lämna över").click()
    visitor.page.get_by_role("heading", name="Hur det står till").wait_for()
    ours, sent = text_of_paper(visitor), visitor.page.url
    file = _fetched(visitor, tmp_path)
    sit_down(elsewhere, INGRID)
    _taken_in(elsewhere, file)
    assert text_of_paper(elsewhere) == ours
    told = days_told(elsewhere)
    assert told["Hur det kom"] == "Som fil från en annan installation"
    assert (told["Postat som rekommenderat brev"], told["Kom till oss"]) == ("–", "–")
    assert told["Kom genom en dörr"] == TODAY
    receipt = _receipt_of(other_site[1], file)
    sit_down(visitor, KARIN)
    visitor.open(sent)
    assert "Inget kvitto har kommit än" in visitor.text()
    visitor.open_room("papper/")
    visitor.page.set_input_files("[name=file]", receipt)
    visitor.page.get_by_role("button", name="Läs in filen").click()
    visitor.page.get_by_text("Kvittot är inläst.").wait_for()
    visitor.must_be_clean()
    visitor.open(sent)
    assert f"Mottaget {TODAY} enligt mottagaren" in visitor.text()
    visitor.must_be_clean()


def _fetched(visitor: Visitor, folder: Path) -> Path:
    """The file to carry, as it is fetched from the paper's page; its name tells of nobody."""
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Hämta filen att bära över").click()
    assert re.fullmatch(r"papper-[0-9a-f-]{36}\.json", download.value.suggested_filename)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def _taken_in(visitor: Visitor, file: Path) -> None:
    """Read the file in; twice is as once."""
    pages = []
    for _ in range(2):
        visitor.open(f"{SOCIAL}papper/")
        visitor.page.set_input_files("[name=file]", file)
        visitor.page.get_by_role("button", name="Läs in filen").click()
        visitor.page.get_by_role("heading", name="Dagarna").wait_for()
        pages.append(visitor.path())
    assert pages[0] == pages[1]
    visitor.must_be_clean()


def _receipt_of(folder: Path, file: Path) -> Path:
    """The receipt that the other installation left in the landlord's folder, when its courier has been."""
    paper = UUID(file.stem.removeprefix("papper-"))
    name = f"papper-{uuid5(paper, 'receipt')}.json"
    for _ in range(40):
        found = list(folder.rglob(name))
        if found:
            return found[0]
        time.sleep(0.5)
    raise AssertionError("no receipt was left")


def test_as_a_registered_letter_typed_in_at_the_other_end(visitor: Visitor) -> None:
    visitor.come_in(KARIN)
    paper_looks.handed_over(visitor, "Rekommenderat brev")
    visitor.must_be_clean()
    visitor.page.fill("[name=posted]", POSTED)
    visitor.page.fill("[name=registered_number]", NUMBER)
    visitor.page.get_by_role("button", name="Anteckna").click()
    visitor.page.get_by_text("Dagen ligger före den dag papperet skrevs.").first.wait_for()
    visitor.must_be_clean()
    visitor.page.fill("[name=posted]", ARRIVED)
    visitor.page.get_by_role("button", name="Anteckna").click()
    visitor.page.get_by_text(f"Postat som rekommenderat brev {TODAY}, nummer {NUMBER}").wait_for()
    visitor.must_be_clean()
    about = visitor.page.locator("main p a").nth(1).inner_text()
    title, our_clock = visitor.page.locator("h1").inner_text(), clock_told(visitor)
    sit_down(visitor, INGRID)
    _typed_in(visitor, about)
    visitor.must_be_clean()
    assert visitor.page.locator("h1").inner_text() == title
    assert about in visitor.text()
    told = days_told(visitor)
    assert told["Hur det kom"] == "Rekommenderat brev"
    assert told["Postat som rekommenderat brev"] == f"{TODAY}, {NUMBER}"
    assert told["Kom till oss"] == TODAY
    assert told["Kom genom en dörr"] == "–"
    assert clock_told(visitor) == our_clock


def _typed_in(visitor: Visitor, about: str) -> None:
    visitor.open(f"{SOCIAL}papper/registrera/")
    visitor.must_be_clean()
    visitor.page.get_by_label("Obetald hyra eller avgift").check()
    visitor.page.select_option("[name=counterpart]", label=LANDLORD)
    visitor.page.fill("[name=about_name]", about)
    visitor.page.select_option("[name=came_by]", label="Rekommenderat brev")
    visitor.page.fill("[name=received]", ARRIVED)
    visitor.page.fill("[name=posted]", ARRIVED)
    visitor.page.fill("[name=registered_number]", NUMBER)
    visitor.page.fill("[name=kept_where]", "Pärm 3")
    visitor.page.get_by_role("button", name="Registrera").click()
    visitor.page.get_by_text("Handlingen är registrerad.").wait_for()
