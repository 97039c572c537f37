"""Notes in a matter, corrections, the text of a day to copy out, and where the record is kept."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.db import IntegrityError, transaction

from kvarbo.core.calendar import corresponding_day
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.house.rooms import current
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.notes.actions import paragraphs
from kvarbo.social.notes.models import MatterNote, RecordSetting
from kvarbo.social.notes.thinning import retention_of
from tests.doors.papers.pdf_text import words_in
from tests.social.conftest import ON

DECISION = {
    "kept": "kvarbo", "decided_by": "Socialnämnden § 34", "decided_on": "2026-11-02", "valid_from": "2026-11-10",
}  # fmt: skip


def go_to(settings, on: date) -> None:
    settings.KVARBO_TODAY = on.isoformat()


def write(office, matter, who="anna", key="ett", **changed):
    said = {"note_date": ON.isoformat(), "kind": "call", "text": "Kent ringde.\n\nHan betalar på fredag."}
    return office.post(who, f"arende/{matter.id}/anteckningar/skriv/", **{**said, "form_key": key, **changed})


def mend(office, note, text, who="anna", key="rätt"):
    form = {"note": str(note.pk), "text": text, "form_key": key}
    return office.post(who, f"arende/{note.matter_id}/anteckningar/ratta/", **form)


def page(office, matter, who="anna", path="anteckningar/") -> str:
    answer = office.get(who, f"arende/{matter.id}/{path}")
    assert answer.status_code == 200
    return unescape(answer.content.decode()).replace("\xa0", " ")


def decide(office, who="eva", **changed):
    return office.post(who, "var-akten-fors/", **{**DECISION, **changed})


def test_a_note_is_written_once_and_stands_in_the_matter(office):
    matter = office.matter()
    assert "Inte förd till akten. Dagen pågår." in page(office, matter)  # the matter was opened today
    for _ in range(2):
        assert write(office, matter).status_code == 302
    note = MatterNote.objects.get()
    assert (note.text, note.record, note.by_name) == ("Kent ringde.\n\nHan betalar på fredag.", "external", "Anna")
    html = page(office, matter, "bo")
    for words in ("Kent ringde.", "Han betalar på fredag.", "Anna, mån 9 november 2026 klockan", "Öppnat. (Anna)"):
        assert words in html
    assert TrailRow.objects.filter(act="matter.note", about__record="external").count() == 1
    assert "Kent" not in str(TrailRow.objects.get(act="matter.note").about)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"text": " \n "}, "Skriv anteckningen."),
        ({"text": "å" * 4001}, "Texten är för lång."),
        ({"kind": "hittepå"}, "Valet finns inte."),
        ({"kind": ""}, "Välj vad anteckningen gäller."),
        ({"note_date": "2026-11-10"}, "Dagen har inte varit ännu."),
        ({"note_date": "i går"}, "Datumet går inte att läsa."),
    ],
)
def test_a_note_that_cannot_be_kept_says_why_and_keeps_what_was_typed(office, change, says):
    matter = office.matter()
    answer = write(office, matter, **change)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert 'value="ett"' in answer.content.decode()
    assert not MatterNote.objects.exists()


def test_lines_are_kept_and_what_nobody_sees_is_not():
    assert paragraphs("  Ett\u202e  två \r\n\r\n\r\n\r\ntre\x00\n") == "Ett två\n\ntre"


def test_after_a_matter_is_closed_only_what_was_before_is_written(office, settings):
    matter = office.matter()
    said = {"outcome": "debt_paid", "follow_up": "no", "assessment": "Allt är löst."}
    assert office.post("anna", f"arende/{matter.id}/avsluta/", reason="home_kept", **said).status_code == 302
    go_to(settings, date(2026, 11, 12))
    assert write(office, matter, note_date=ON.isoformat()).status_code == 302
    refused = write(office, matter, key="två", note_date="2026-11-12").content.decode()
    assert "Ärendet är avslutat. Öppna det igen först." in refused
    assert MatterNote.objects.count() == 1


def test_one_who_may_not_open_the_matter_finds_nothing_and_writes_nothing(office):
    matter = office.matter()
    write(office, matter)
    note = MatterNote.objects.get()
    for path in ("anteckningar/", "dagens-text/", "dagens-text/pdf/"):
        assert office.get("cilla", f"arende/{matter.id}/{path}").status_code == 404
    assert write(office, matter, "cilla", "två").status_code == 404
    assert mend(office, note, "Annat", "cilla").status_code == 404
    for path in ("ford", "angra", "beteckning"):
        assert office.post("cilla", f"arende/{matter.id}/anteckningar/{path}/").status_code == 404
    for who in ("adam", "rut"):
        assert office.get(who, f"arende/{matter.id}/anteckningar/").status_code == 403
    assert MatterNote.objects.get().text == note.text


def test_beside_the_record_the_writer_changes_a_note_and_it_says_so(office):
    matter = office.matter()
    write(office, matter)
    note = MatterNote.objects.get()
    assert "Ändra anteckningen" in page(office, matter)
    assert "Texten är densamma." in mend(office, note, note.text).content.decode()
    assert mend(office, note, "Kent ringde. Han betalar på måndag.").status_code == 302
    note.refresh_from_db()
    assert (note.text, note.changes) == ("Kent ringde. Han betalar på måndag.", 1)
    assert "Ändrad efter att den skrevs." in page(office, matter)
    assert TrailRow.objects.filter(act="matter.note_changed").exists()


def test_what_somebody_else_wrote_is_corrected_by_a_note_of_its_own(office):
    matter = office.matter()
    write(office, matter)
    note = MatterNote.objects.get()
    assert "Skriv en rättelse" in page(office, matter, "bo")
    for _ in range(2):
        assert mend(office, note, "Det var Kents bror som ringde.", "bo").status_code == 302
    newer = MatterNote.objects.exclude(pk=note.pk).get()
    assert (newer.corrects, newer.note_date, newer.by_name) == (note, note.note_date, "Bo")
    html = page(office, matter)
    for words in ("Kent ringde.", "Det var Kents bror som ringde.", "Rättad:", "Rättar den här anteckningen"):
        assert words in html
    refused = mend(office, note, "En gång till", "bo", "tre").content.decode()
    assert "Rätta den nyare anteckningen i stället." in refused
    elsewhere = office.matter("anna", NewPerson("Siv Ek", "leaseholder", ""))
    form = {"note": str(note.pk), "text": "Annat", "form_key": "fyra"}
    answer = office.post("anna", f"arende/{elsewhere.id}/anteckningar/ratta/", **form)
    assert "Anteckningen finns inte i ärendet." in answer.content.decode()
    assert MatterNote.objects.count() == 2


def test_where_kvarbo_is_the_record_a_note_locks_when_it_is_saved(office, settings):
    matter = office.matter()
    write(office, matter)
    before = MatterNote.objects.get()
    assert decide(office).status_code == 302
    go_to(settings, date(2026, 11, 10))
    assert "Skriv under och lås" in page(office, matter)
    write(office, matter, key="två", text="I akten.", note_date="2026-11-10")
    note = MatterNote.objects.get(form_key="två")
    assert note.record == "kvarbo"
    html = page(office, matter)
    assert "Underskriven och låst." in html
    assert mend(office, note, "Rättat.").status_code == 302
    note.refresh_from_db()
    assert note.text == "I akten."
    assert MatterNote.objects.get(corrects=note).text == "Rättat."
    # What was written before keeps what held then: the writer still changes it.
    assert mend(office, before, "Ändrad i efterhand.", key="tre").status_code == 302
    before.refresh_from_db()
    assert (before.text, before.record) == ("Ändrad i efterhand.", "external")


def test_the_database_itself_refuses_to_write_over_the_record(office):
    matter = office.matter()
    write(office, matter)
    MatterNote.objects.update(record="kvarbo")
    with pytest.raises(IntegrityError), transaction.atomic(using=current().alias):
        MatterNote.objects.update(changes=1)


def test_when_the_record_is_thinned_is_unknown_and_what_is_missing_is_told(office, settings):
    matter = office.matter()
    assert "Det är okänt när akten ska gallras." not in page(office, matter)
    decide(office)
    go_to(settings, date(2026, 11, 10))
    write(office, matter, note_date="2026-11-10")
    html = page(office, matter)
    for words in ("Det är okänt när akten ska gallras.", "vilken kommun och vilket län", "10 november 2031", "16:1"):
        assert words in html
    found = retention_of(date(2026, 11, 10))
    assert found.finding.value.due_from is None
    assert found.not_before == corresponding_day(date(2026, 11, 10), years=5)


def test_a_manager_decides_where_the_record_is_and_the_rest_do_not(office, settings):
    assert office.get("anna", "var-akten-fors/").status_code == 403
    assert decide(office, "anna").status_code == 403
    html = office.get("eva", "var-akten-fors/").content.decode()
    assert "Ingen har bestämt något. Då förs akten i verksamhetssystemet." in html
    assert decide(office).status_code == 302
    assert decide(office).status_code == 302
    made = RecordSetting.objects.get()
    assert (made.record, made.decided_by, made.by_name) == ("kvarbo", "Socialnämnden § 34", "Eva")
    assert "Från tis 10 november 2026: I Kvarbo." in office.get("eva", "var-akten-fors/").content.decode().replace(
        "\xa0", " "
    )
    # What is to come may be changed, and what is in force may not.
    assert decide(office, decided_by="Nämnden § 35").status_code == 302
    assert RecordSetting.objects.get().decided_by == "Nämnden § 35"
    go_to(settings, date(2026, 11, 10))
    assert "det skrivs inte om" in decide(office).content.decode()
    assert TrailRow.objects.filter(act="record.decided", about__record="kvarbo").count() == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kept": ""}, "Välj var akten förs."),
        ({"decided_by": ""}, "Skriv vem som har bestämt det."),
        ({"decided_on": "2026-11-10"}, "Dagen har inte varit ännu."),
        ({"valid_from": "2026-11-08"}, "Dagen har redan varit."),
        ({"valid_from": ON.isoformat()}, "Akten byter plats tidigast tis 10 november 2026"),
        ({"thin_after": "30"}, "Lämna antalet dagar tomt."),
        ({"kept": "external", "thin_after": "0"}, "mellan 1 och 3650"),
        ({"kept": "external", "thin_after": "många"}, "Skriv ett antal dagar med siffror."),
    ],
)
def test_a_decision_that_cannot_hold_says_why(office, change, says):
    answer = decide(office, **change)
    assert answer.status_code == 200
    assert says in answer.content.decode().replace("\xa0", " ")
    assert not RecordSetting.objects.exists()


def test_the_outside_reference_is_kept_and_changed_where_the_notes_are(office):
    matter = office.matter()
    for written, kept in (("IFO 2026-12", "IFO 2026-12"), (" ", "")):
        answer = office.post("anna", f"arende/{matter.id}/anteckningar/beteckning/", outside_reference=written)
        assert answer.status_code == 302
        matter.refresh_from_db()
        assert (matter.outside_reference, matter.address) == (kept, "Kvarngränd 1")
    too_long = office.post("anna", f"arende/{matter.id}/anteckningar/beteckning/", outside_reference="a" * 61)
    assert too_long.status_code == 200
    assert TrailRow.objects.filter(act="matter.outside_reference_kept").count() == 2


def test_the_text_of_a_day_has_what_happened_and_what_was_written(office):
    matter = office.matter(outside_reference="IFO 2026-12")
    said = {"channel": "call", "day": ON.isoformat(), "clock": "00:05", "outcome": "reached", "text": "Vill ha hjälp"}
    assert office.post("anna", f"arende/{matter.id}/kontakter/skriv/", **said, form_key="k").status_code == 302
    write(office, matter)
    html = page(office, matter, path="dagens-text/")
    for words in (
        "Aktbeteckning: IFO 2026-12", f"Ärende i Kvarbo: {matter.number}", "Gäller: Kent Åberg, 19760623-2390",
        "Adress: Kvarngränd 1", "- Öppnat. (Anna)",
        "- Samtal klockan 00.05. Nådde någon. Vill ha hjälp. (Anna)",
        "Samtal (Anna, mån 9 november 2026 klockan", "Han betalar på fredag.",
        "Hämtat ur Kvarbo mån 9 november 2026 av Anna.", "Markera som förd till akten",
    ):  # fmt: skip
        assert words in html
    other_day = page(office, matter, path="dagens-text/?dag=2026-11-08")
    assert "Inget är skrivet den dagen" in other_day
    wrong = page(office, matter, path="dagens-text/?dag=igår")
    assert "Datumet går inte att läsa." in wrong
    assert "Kent ringde" not in wrong


def test_the_same_text_is_a_pdf_and_both_are_in_the_trail(office):
    matter = office.matter()
    write(office, matter)
    answer = office.get("anna", f"arende/{matter.id}/dagens-text/pdf/?dag={ON.isoformat()}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="dagens-anteckning-2026-11-09.pdf"'
    words = "".join(words_in(answer.content).split())
    for said in ("Kent Åberg", "Kvarngränd 1", "Han betalar på fredag.", "Öppnat. (Anna)", matter.number):
        assert said.replace(" ", "") in words
    assert TrailRow.objects.filter(act="shown", about__what="day_text_pdf").exists()
    page(office, matter, path="dagens-text/")
    assert TrailRow.objects.filter(act="shown", about__what="day_text").exists()
    assert office.get("anna", f"arende/{matter.id}/dagens-text/pdf/?dag=igår").status_code == 302


def test_no_protected_address_stands_in_the_text_of_a_day(office):
    siv = NewPerson("Siv Ek", "leaseholder", "", is_protected=True)
    with recorded("test"):
        matter = office.matter("hanna", siv, address="Hemliga gatan 7")
    assert "Hemliga gatan 7" in office.get("hanna", f"arende/{matter.id}/").content.decode()
    html = page(office, matter, "hanna", "dagens-text/")
    assert "Adressen står därför inte här." in html
    assert "Hemliga gatan" not in html
    pdf = office.get("hanna", f"arende/{matter.id}/dagens-text/pdf/")
    assert "Hemliga" not in words_in(pdf.content)
    assert "därför" in words_in(pdf.content)
    for path in ("anteckningar/", "dagens-text/", "dagens-text/pdf/"):
        assert office.get("anna", f"arende/{matter.id}/{path}").status_code == 404
