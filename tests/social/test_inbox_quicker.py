"""What spares whoever registers the post: the scan stays while a field is mended, and senders are typed once."""

from __future__ import annotations

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kvarbo.doors.post.models import ReceivedPaper
from kvarbo.ground.attachments import storage
from kvarbo.ground.attachments.actions import sweep
from kvarbo.ground.attachments.models import Attachment
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.inbox.models import Sender
from kvarbo.social.inbox.senders import known_senders
from tests.social.test_inbox import LETTER, register, scan

WRONG = {**LETTER, "debt": "åtta"}
GONE = "Välj filen igen."


def send(office, who="anna", **form):
    return office.post(who, "inkorg/registrera/", **form)


def ticket(page) -> str:
    return str(page.context["form"]["held_file"].value())


@pytest.mark.parametrize("change", [{"debt": "åtta"}, {"about_identity": "19760623-2391"}, {"sender": ""}])
def test_the_scan_stays_while_another_field_is_mended(office, change):
    page = send(office, **{**LETTER, **change}, file=scan())
    html = page.content.decode()
    assert "Vald: Skannat.pdf. Den står kvar" in html
    assert GONE not in html
    again = send(office, **{**LETTER, **change}, held_file=ticket(page))  # mended wrongly: it stays all the same
    assert ticket(again) == ticket(page)
    assert send(office, **LETTER, held_file=ticket(again)).status_code == 302
    kept = Attachment.objects.get()
    assert (kept.original_name, kept.size) == ("Skannat.pdf", len(scan().read()))
    assert storage.read(kept.id) == scan().read()


def test_a_file_stays_however_long_and_odd_its_name_is(office):
    named = SimpleUploadedFile(f"{'Å' * 300}.pdf", scan().read())
    page = send(office, **WRONG, file=named)
    assert send(office, **LETTER, held_file=ticket(page)).status_code == 302
    assert Attachment.objects.get().original_name == f"{'Å' * 116}.pdf"


def test_another_file_takes_the_place_of_the_one_that_stayed(office):
    page = send(office, **WRONG, file=scan())
    other = SimpleUploadedFile("Rätt.txt", "Hej. Det här är rätt fil.".encode())
    assert send(office, **LETTER, held_file=ticket(page), file=other).status_code == 302
    assert Attachment.objects.get().original_name == "Rätt.txt"


def test_a_file_that_is_not_taken_is_told_of_with_the_other_faults_and_does_not_stay(office):
    page = send(office, **WRONG, file=SimpleUploadedFile("brev.pdf", b"MZ program"))
    assert "Program tas aldrig emot." in page.content.decode()
    assert "debt" in page.context["form"].errors
    assert ticket(page) == ""
    assert not storage.folder().exists()


def test_the_ticket_is_good_for_the_one_who_chose_the_file_alone(office):
    mine = ticket(send(office, **WRONG, file=scan()))
    for who, shown in (("bo", mine), ("anna", mine[:-1] + ("a" if mine[-1] != "a" else "b")), ("anna", "påhittad")):
        refused = send(office, who, **LETTER, held_file=shown)
        assert GONE in refused.content.decode()
        assert ticket(refused) == ""
    assert not ReceivedPaper.objects.exists()


def test_what_was_never_sent_is_swept_away_and_told_of(office):
    shown = ticket(send(office, **WRONG, file=scan()))
    for path in storage.folder().iterdir():
        os.utime(path, (0, 0))
    assert sweep() == 1
    refused = send(office, **LETTER, held_file=shown)
    assert GONE in refused.content.decode()
    assert not ReceivedPaper.objects.exists()


def test_registered_without_a_file_nothing_is_said_of_one(office):
    page = send(office, **WRONG)
    assert "står kvar" not in page.content.decode()
    assert ticket(page) == ""


def test_a_protected_persons_scan_does_not_stay_where_it_may_not_be(office):
    office.matter("hanna", NewPerson("Signe O'Neill", "leaseholder", "19540101-7875", is_protected=True))
    page = send(office, **LETTER, file=scan())
    assert "Filen går inte att lägga till här." in page.content.decode()
    assert ticket(page) == ""


def test_an_organisation_that_wrote_before_is_suggested_once(office):
    register(office, **LETTER)
    register(office, **{**LETTER, "from_name": "BOSTADS AB ÅN", "form_key": "två"})
    register(office, **{**LETTER, "from_name": "", "form_key": "tre"})  # named by what it is: nothing to suggest
    names = known_senders(office.at_work("anna"))
    assert [name for name in names if name.casefold() == "bostads ab ån"] == ["Bostads AB Ån"]
    assert str(Sender.LANDLORD.label) not in names
    assert '<option value="Bostads AB Ån">' in office.get("anna", "inkorg/registrera/").content.decode()


@pytest.mark.parametrize("sender", ["person", "relative", "neighbour", "anonymous"])
def test_nobody_who_told_of_somebody_is_suggested(office, sender):
    told = {
        "plain": "worry",
        "sender": sender,
        "from_name": "Gun Granne",
        "came_by": "visit",
        "event": "",
        "posted": "",
    }
    register(office, **{**LETTER, **told, "registered_number": ""})
    assert "Gun Granne" not in known_senders(office.at_work("anna"))


def test_who_wrote_about_somebody_protected_is_not_suggested(office):
    office.matter("hanna", NewPerson("Signe O'Neill", "leaseholder", "19540101-7875", is_protected=True))
    register(office, **LETTER)
    for who in ("anna", "hanna"):
        assert "Bostads AB Ån" not in known_senders(office.at_work(who))


def test_the_number_is_told_to_write_on_the_paper_and_who_takes_it_on(office):
    office.matter("hanna", NewPerson("Signe O'Neill", "leaseholder", "19540101-7875", is_protected=True))
    page = office.client("anna").post(office.url("inkorg/registrera/"), LETTER, follow=True).content.decode()
    assert "Registrerat som P2026-0001. Hanna tar det vidare." in page
    assert "Signe" not in page


def test_two_people_in_a_field_for_one_are_asked_about(office):
    both = {**LETTER, "about_name": "Emma och Jens Lund", "about_identity": ""}
    assert "Det ser ut som två personer." in send(office, **both).content.decode()
    for name in ("Lund och Söner AB", "Dödsboet efter Emma och Jens Lund", "Brf Hem & Hus", "Ek & Co"):
        assert send(office, **{**both, "about_name": name, "form_key": name}).status_code == 302
    two = {**both, "about_name": "Emma Lund", "other_name": "Jens Lund", "form_key": "två"}
    assert send(office, **two).status_code == 302


@pytest.mark.parametrize("written", ["1954-01-01", "19540101", "540101"])
def test_a_birth_date_is_no_number_and_says_where_to_write_it(office, written):
    html = send(office, **{**LETTER, "about_identity": written}).content.decode()
    assert "Det är bara ett födelsedatum." in html
    assert not ReceivedPaper.objects.exists()


def test_an_attachment_stays_while_its_kind_is_chosen(office):
    matter = office.matter()
    where = f"bilagor/{matter.id}/"
    page = office.post("anna", where, file=scan())
    assert "Vald: Skannat.pdf. Den står kvar" in page.content.decode()
    said = {"kind": "scanned_notice", "held_file": ticket(page)}
    assert office.post("anna", where, **said).status_code == 302
    assert Attachment.objects.get().original_name == "Skannat.pdf"
    assert "Välj en fil." in office.post("anna", where, kind="scanned_notice").content.decode()
