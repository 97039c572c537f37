"""The pages of the social services' room, as those who work there send and see them, without JavaScript."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kvarbo.ground.attachments.models import Attachment
from kvarbo.ground.trail.models import TrailRow
from kvarbo.social.casework.models import Matter, MatterEvent, MatterPerson
from kvarbo.social.casework.people import NewPerson
from kvarbo.web.demo.scanned import scanned_notice
from tests.social.conftest import CHILDREN, CLOSING, ON

NEW = {
    "origin": "landlord_notice",
    "source_date": ON.isoformat(),
    "name": "Åke-Örjan O'Neill",
    "identity": "19760623-2390",
    "part": "leaseholder",
    "address": "Kvarngränd 1",
    "form_key": "nyckel",
}
SCAN = scanned_notice(posted=ON)


def scan(name: str = "Skannat.pdf", content: bytes = SCAN) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def test_a_notice_on_paper_becomes_a_matter_with_its_scan(office):
    answer = office.post("anna", "arende/nytt/", **NEW, unit=str(office.unit("Boendeenheten")))
    matter = Matter.objects.get()
    assert answer["Location"] == office.url(f"arende/{matter.id}/")
    answer = office.post("anna", f"bilagor/{matter.id}/", file=scan(), kind="scanned_notice")
    assert answer["Location"] == office.url(f"bilagor/{matter.id}/")
    page = office.get("anna", f"arende/{matter.id}/").content.decode()
    for told in ("Åke-Örjan O&#x27;Neill", "19760623-2390", "Kvarngränd 1", "1 fil", matter.number):
        assert told in page
    assert "O&#x27;Neill" not in page.split("</title>")[0]


def test_my_matters_are_empty_at_first_and_say_what_to_do(office):
    assert "Inga ärenden" in office.get("anna").content.decode()
    office.matter()
    assert "Kent Åberg" in office.get("anna").content.decode()
    assert "Ärenden öppnas av handläggare" in office.get("adam").content.decode()


def test_many_matters_are_turned_page_by_page(office, monkeypatch):
    monkeypatch.setattr("kvarbo.social.casework.queries.ROWS", 2)
    for _ in range(3):
        office.matter()
    first, last = office.get("anna"), office.get("anna", "?sida=99999")
    assert (len(first.context["rows"]), len(last.context["rows"])) == (2, 1)
    assert (first.context["next_page_url"], last.context["previous_page_url"]) == ("?sida=2", "?sida=1")
    assert office.get("anna", "?sida=x").context["rows"] == first.context["rows"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "Skriv personens namn."),
        ({"origin": ""}, "Välj var ärendet kommer ifrån."),
        ({"identity": "19760623-2391"}, "Kontrollsiffran"),
        ({"source_date": "2026-11-10"}, "har inte varit ännu"),
        ({"source_date": "i går"}, "Datumet går inte att läsa."),
        ({"unit": "00000000-0000-4000-8000-000000000000"}, "Valet finns inte."),
        ({"is_protected": "on"}, "Lämna över till Hanna"),
    ],
)
def test_what_is_wrong_in_a_new_matter_is_told_and_what_was_written_stays(office, change, says):
    form = {**NEW, "unit": str(office.unit("Boendeenheten")), **change}
    page = office.post("anna", "arende/nytt/", **form).content.decode()
    assert says in page
    assert "Kvarngränd 1" in page
    assert not Matter.objects.exists()


def test_everything_in_a_matter_is_done_by_its_forms(office):
    matter = office.matter()
    path, member = f"arende/{matter.id}/", str(office.at_work("bo").id)
    sent = [
        ("person/", {"name": "Ella", "part": "child"}),
        ("uppgifter/", {"outside_reference": "IFO 1", "address": "Torget"}),
        ("kom-ifran/", {"origin": "kronofogden", "source_date": ON.isoformat()}), ("tilldela/", {"member": member}),
        ("tilldela/ta-bort/", {"member": member}),
        ("handelse/", {"kind": "called", "event_date": ON.isoformat(), "reached": "yes", "form_key": "a"}),
        ("handelse/", {"kind": "called", "event_date": ON.isoformat(), "reached": "yes", "form_key": "a"}),
        ("avsluta/", CLOSING), ("oppna-igen/", {"reason": "new_notice"}),
    ]  # fmt: skip
    for where, form in sent:
        assert office.post("bo", path + where, **form)["Location"] == office.url(path), where
    child = MatterPerson.objects.get(part="child").person_id
    assert office.post("bo", path + "person/ta-bort/", person=str(child)).status_code == 302
    matter.refresh_from_db()
    assert (matter.outside_reference, matter.address, matter.closed_on) == ("IFO 1", "Torget", None)
    assert MatterEvent.objects.filter(kind="called").count() == 1
    answer = office.post("bo", path + "enhet/", unit=str(office.unit(CHILDREN)))
    assert answer["Location"] == office.url()  # the one who gave it away no longer finds it
    assert office.get("bo", path).status_code == 404


@pytest.mark.parametrize(
    ("where", "form", "says"),
    [
        ("person/", {"part": "child"}, "Skriv personens namn."),
        ("handelse/", {"kind": "called", "event_date": "2026-11-09"}, "Välj om du nådde någon."),
        ("handelse/", {"kind": "supported", "event_date": "2026-11-10"}, "har inte varit ännu"),
        ("kom-ifran/", {"origin": "x", "source_date": "2026-11-09"}, "Valet finns inte."),
        ("tilldela/", {"member": "vem"}, "Valet finns inte."),
        ("enhet/", {"unit": ""}, "Välj vilken enhet"),
        ("avsluta/", {}, "Välj varför ärendet avslutas."),
        ("oppna-igen/", {"reason": "new_notice"}, "redan öppet"),
    ],
)
def test_a_form_that_needs_mending_comes_back_open_on_the_page(office, where, form, says):
    matter = office.matter()
    answer = office.post("anna", f"arende/{matter.id}/{where}", **form)
    page = answer.content.decode()
    assert (answer.status_code, says in page) == (200, True)
    assert MatterEvent.objects.count() == 1


@pytest.mark.parametrize(("where", "name"), [("person/ta-bort/", "person"), ("tilldela/ta-bort/", "member")])
@pytest.mark.parametrize("sent", ["", "vem", "00000000-0000-4000-8000-000000000000"])
def test_a_button_that_names_nobody_says_so(office, where, name, sent):
    path = f"arende/{office.matter().id}/"
    assert office.post("anna", path + where, **{name: sent})["Location"] == office.url(path)
    assert "Öppna sidan på nytt." in office.get("anna", path).content.decode()


@pytest.mark.parametrize("who", ["cilla", "adam", "rut"])
def test_a_matter_and_its_files_are_closed_to_another_unit_and_to_those_who_do_no_casework(office, who):
    matter = office.matter()
    office.post("anna", f"bilagor/{matter.id}/", file=scan(), kind="scanned_notice")
    closed = 404 if who == "cilla" else 403
    for path in (f"arende/{matter.id}/", f"bilagor/{matter.id}/", f"bilaga/{Attachment.objects.get().id}/"):
        assert office.get(who, path).status_code == closed
    assert office.get("adam", "sok/").status_code == 403


def test_a_file_is_handed_over_as_a_download_that_nothing_shows_as_a_page(office):
    matter = office.matter("anna", NewPerson("Kanariefågel", "leaseholder"))
    office.post("anna", f"bilagor/{matter.id}/", file=scan("Kanariefågel \u202efdp.pdf"), kind="consent_form")
    kept = Attachment.objects.get()
    answer = office.get("anna", f"bilaga/{kept.id}/")
    assert answer.content == SCAN
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    expected = f'attachment; filename="consent-form-2026-11-09-{kept.id.hex[:8]}.pdf"'
    assert answer["Content-Disposition"] == expected
    assert TrailRow.objects.filter(act="attachment.opened").get().subjects == [str(matter.id)]
    page = office.get("anna", f"bilagor/{matter.id}/").content.decode()
    assert "Kanariefågel fdp.pdf" in page


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (None, "Välj en fil."),
        (("tom.pdf", b""), "Filen är tom."),
        (("sida.html", b"<html><script>alert(1)</script>"), "Det är en webbsida"),
        (("a.pdf", b"PK\x03\x04"), "Det är ett arkiv"),
        (("x" * 4000 + ".pdf", SCAN[:-8]), "slutet saknas"),
    ],
)
def test_a_file_that_is_not_taken_is_told_of_on_the_page(office, file, says):
    matter = office.matter()
    form = {"kind": "other"} if file is None else {"kind": "other", "file": scan(*file)}
    answer = office.post("anna", f"bilagor/{matter.id}/", **form)
    assert (answer.status_code, says in answer.content.decode()) == (200, True)
    assert not Attachment.objects.exists()


def test_a_manager_takes_away_a_file_that_lies_in_the_wrong_place(office):
    matter = office.matter()
    office.post("anna", f"bilagor/{matter.id}/", file=scan(), kind="other")
    path = f"bilaga/{Attachment.objects.get().id}/ta-bort/"
    assert office.post("anna", path).status_code == 403
    assert office.post("eva", path)["Location"] == office.url(f"bilagor/{matter.id}/")
    assert not Attachment.objects.exists()
