"""The ways to notes, the text of a day, what is not carried over to the record, and where the record is kept."""

from __future__ import annotations

from kvarbo.web.demo.staff import EVA, INGRID, YUSUF
from tests.browser import social_looks
from tests.browser.social_looks import HERE
from tests.browser.visitor import Visitor


def _notes(visitor: Visitor) -> None:
    visitor.page.locator("main").get_by_role("link", name="Anteckningar", exact=True).click()
    visitor.page.get_by_role("heading", name="Anteckningar", exact=True).wait_for()


def notes(visitor: Visitor) -> None:
    """A matter with days that are carried over and days that are not."""
    social_looks.matter(visitor)
    _notes(visitor)


def notes_of_a_new_matter(visitor: Visitor) -> None:
    social_looks.new_matter(visitor)
    _notes(visitor)


def notes_of_the_protected(visitor: Visitor) -> None:
    social_looks.protected_matter(visitor)
    _notes(visitor)


def _press(visitor: Visitor, button: str, then: str) -> None:
    visitor.page.get_by_role("button", name=button).first.click()
    visitor.page.get_by_text(then).first.wait_for()


def note_with_errors(visitor: Visitor) -> None:
    notes_of_a_new_matter(visitor)
    _press(visitor, "Spara anteckningen", "Något behöver rättas")


def note_written(visitor: Visitor) -> None:
    notes_of_a_new_matter(visitor)
    visitor.page.get_by_label("Vad gäller den?").select_option("call")
    visitor.page.get_by_label("Anteckning", exact=True).fill("Åke ringde.\n\nHan betalar på fredag.")
    _press(visitor, "Spara anteckningen", "Anteckningen är sparad.")


def note_changed(visitor: Visitor) -> None:
    note_written(visitor)
    visitor.page.locator("summary", has_text="Ändra anteckningen").click()
    visitor.page.get_by_label("Så här ska det stå").fill("Åke ringde. Han betalar på måndag.")
    _press(visitor, "Spara Ändra anteckningen", "Ändrad efter att den skrevs.")


def note_corrected(visitor: Visitor) -> None:
    """One that is carried over already: the old one stays, and the new one says what it corrects."""
    notes(visitor)
    visitor.page.locator("summary", has_text="Skriv en rättelse").click()
    visitor.page.get_by_label("Så här ska det stå").last.fill("Han har varit sjukskriven sedan september.")
    visitor.page.get_by_role("button", name="Spara Skriv en rättelse").click()
    visitor.page.get_by_text("läs den nyare anteckningen").wait_for()


def reference_kept(visitor: Visitor) -> None:
    notes_of_a_new_matter(visitor)
    visitor.page.locator("summary", has_text="Skriv in aktbeteckningen").click()
    visitor.page.get_by_label("Beteckning i verksamhetssystemet").fill("IFO 2026-1300")
    _press(visitor, "Spara beteckningen", "Beteckningen är sparad.")


def day_carried(visitor: Visitor) -> None:
    note_written(visitor)
    _press(visitor, "Markera som förd till akten", "Dagen är markerad som förd till akten.")


def marking_undone(visitor: Visitor) -> None:
    day_carried(visitor)
    _press(visitor, "Ångra markeringen", "Markeringen är ångrad.")


def text_of_a_day(visitor: Visitor) -> None:
    note_written(visitor)
    visitor.page.get_by_role("link", name="Dagens text").first.click()
    visitor.page.get_by_label("Text att klistra in i akten").wait_for()


def text_of_a_day_copied(visitor: Visitor) -> None:
    text_of_a_day(visitor)
    _press(visitor, "Kopiera texten", "Texten är kopierad.")


def text_of_a_day_of_the_protected(visitor: Visitor) -> None:
    notes_of_the_protected(visitor)
    visitor.page.get_by_role("link", name="Dagens text").first.click()
    visitor.page.get_by_text("Adressen står inte i texten.").wait_for()


def nothing_that_day(visitor: Visitor) -> None:
    text_of_a_day(visitor)
    visitor.page.get_by_label("Dag", exact=True).fill("2020-01-07")
    _press(visitor, "Visa dagen", "Inget är skrivet den dagen")


def pdf_fetched(visitor: Visitor) -> None:
    text_of_a_day(visitor)
    with visitor.page.expect_download() as fetched:
        visitor.page.get_by_role("link", name="Hämta som PDF").click()
    assert fetched.value.suggested_filename.startswith("dagens-anteckning-")


def not_in_record(visitor: Visitor) -> None:
    visitor.open(f"{HERE}inte-fort-till-akten/?visa=alla")
    visitor.page.get_by_text("Allas dagar i ärenden som du kan öppna").wait_for()


def nothing_left(visitor: Visitor) -> None:
    visitor.open(f"{HERE}inte-fort-till-akten/")
    visitor.page.get_by_text("Allt är fört till akten").wait_for()


def none_ticked(visitor: Visitor) -> None:
    not_in_record(visitor)
    _press(visitor, "Markera de ikryssade", "Kryssa i minst en dag.")


def several_marked(visitor: Visitor) -> None:
    not_in_record(visitor)
    for box in visitor.page.locator("input[name=day]").all()[:2]:
        box.check()
    _press(visitor, "Markera de ikryssade", "2 dagar är markerade som förda till akten.")


def thinning(visitor: Visitor) -> None:
    visitor.open(f"{HERE}gallra-anteckningar/")
    visitor.page.get_by_role("heading", name="Gallra anteckningar").wait_for()


def record_setting(visitor: Visitor) -> None:
    visitor.open(f"{HERE}var-akten-fors/")
    visitor.page.get_by_role("heading", name="Så är det nu").wait_for()


def record_setting_with_errors(visitor: Visitor) -> None:
    record_setting(visitor)
    visitor.page.get_by_label("Var förs akten?").select_option("kvarbo")
    _press(visitor, "Spara beslutet", "Något behöver rättas")


NOTE_LOOKS = (
    ("the notes of a matter", "notes", notes, INGRID),
    ("the notes of a new matter", "notes", notes_of_a_new_matter, YUSUF),
    ("the notes of a protected matter", "notes", notes_of_the_protected, INGRID),
    ("a note with errors", "note_write", note_with_errors, YUSUF),
    ("a note written", "note_write", note_written, YUSUF),
    ("a note changed", "note_mend", note_changed, YUSUF),
    ("a note corrected", "note_mend", note_corrected, INGRID),
    ("the record's reference kept", "note_reference", reference_kept, YUSUF),
    ("a day carried over", "note_carried", day_carried, YUSUF),
    ("a marking undone", "note_undo", marking_undone, YUSUF),
    ("the text of a day", "note_day", text_of_a_day, YUSUF),
    ("the text of a day copied", "note_day", text_of_a_day_copied, YUSUF),
    ("the text of a day, protected", "note_day", text_of_a_day_of_the_protected, INGRID),
    ("nothing written that day", "note_day", nothing_that_day, YUSUF),
    ("the text of a day as a PDF", "note_day_pdf", pdf_fetched, YUSUF),
    ("not in the record", "not_in_record", not_in_record, INGRID),
    ("nothing left for the record", "not_in_record", nothing_left, EVA),
    ("no day ticked", "not_in_record", none_ticked, INGRID),
    ("several days marked", "not_in_record", several_marked, INGRID),
    ("notes to thin", "notes_thin", thinning, EVA),
    ("where the record is kept", "record_setting", record_setting, EVA),
    ("where the record is kept, with errors", "record_setting", record_setting_with_errors, EVA),
)
