"""Letters from a landlord's room: begun with what the ledger knows, kept as made, and refused when it has changed."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.conf import settings

from kvarbo.ground.attachments import storage
from kvarbo.ground.letters import actions
from kvarbo.ground.letters.actions import remove_letters, sweep
from kvarbo.ground.letters.models import KeptLetter
from kvarbo.ground.letters.queries import FOLDER
from kvarbo.ground.people.models import Person
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach.models import Contact
from kvarbo.landlord.rent.models import LeaseTenant, LedgerState
from tests.doors.papers.pdf_text import words_in
from tests.landlord.letters.conftest import Writing
from tests.landlord.outreach.conftest import CANARY, ON, Landlord

UNSHOWN = "\u00a0"


def kept(landlord: Landlord) -> KeptLetter:
    with enter(landlord.room):
        return KeptLetter.objects.get()


def faults(answer: Any) -> str:
    assert answer.status_code == 200, answer
    return " ".join(str(error) for errors in answer.context["form"].errors.values() for error in errors)


def test_a_reminder_begins_with_the_rent_that_is_late_and_is_kept_as_it_was_made(
    landlord: Landlord, writing: Writing
) -> None:
    lease = landlord.lease()
    lease.bills.update(ocr="655969")
    begun = writing.form(lease, "friendly_reminder").context["form"]
    assert begun["v_month"].value() == "2026-11"
    assert begun["v_amount"].value() == "8450"
    assert begun["v_reference"].value() == "655969"
    assert begun["organisation"].value() == "Kvarnbyhem"
    answer = writing.send(lease, "friendly_reminder")
    assert answer.status_code == 302, faults(answer)
    letter = kept(landlord)
    assert answer.url.endswith(f"/sparat-brev/{letter.id}/")
    assert (letter.kind, letter.language, letter.version, letter.pages) == ("friendly_reminder", "sv", 2, 1)
    assert (letter.variables["amount"], letter.variables["month"]) == (845_000, "2026-11-01")
    assert (letter.made_date, letter.posted_date, letter.made_by_name) == (ON, None, "Anna")
    assert "Åsa" not in str(letter.variables) + str(letter.sender)
    pdf = landlord.client("anna").get(landlord.url(f"sparat-brev/{letter.id}/pdf/"))
    assert pdf.headers["Content-Disposition"].startswith('attachment; filename="friendly-reminder-2026-11-09-')
    assert "Åsa Öberg" in words_in(pdf.content)
    assert "8 450 kr" in words_in(pdf.content).replace(UNSHOWN, " ")


def test_a_preview_is_the_letter_and_is_kept_nowhere(landlord: Landlord, writing: Writing) -> None:
    lease = landlord.lease()
    answer = writing.send(lease, "call_me", do="preview")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="call-me.pdf"'
    assert "Ring mig om din hyra" in words_in(answer.content)
    assert not KeptLetter.objects.exists()
    assert not storage.folder(within=FOLDER).exists()
    assert TrailRow.objects.filter(act="shown", about={"what": "letter_preview"}).count() == 1


def test_the_same_form_sent_twice_is_one_letter(landlord: Landlord, writing: Writing) -> None:
    lease, key = landlord.lease(), str(uuid.uuid4())
    first, second = (writing.send(lease, "call_me", form_key=key) for _ in range(2))
    assert first.url == second.url
    assert KeptLetter.objects.count() == len(list(storage.folder(within=FOLDER).iterdir())) == 1


def test_a_payment_that_has_come_stops_the_reminder_with_its_reason(landlord: Landlord, writing: Writing) -> None:
    lease = landlord.lease()
    said = {"v_month": "2026-11", "v_amount": "8450", "v_due": "2026-10-30"}
    landlord.pay(lease)
    told = faults(writing.send(lease, "friendly_reminder", **said))
    assert "Hyran för november 2026 är inte obetald och förfallen enligt reskontran" in told
    assert not KeptLetter.objects.exists()


def test_an_amount_that_is_not_the_ledgers_is_refused(landlord: Landlord, writing: Writing) -> None:
    told = faults(writing.send(landlord.lease(), "friendly_reminder", v_amount="9000"))
    assert "Enligt reskontran återstår 8 450 kr av hyran för november 2026" in told


@pytest.fixture
def in_may(landlord: Landlord, settings: Any) -> Any:
    """A lease with the rent for May unpaid, on a day whose reference rate is known."""
    settings.KVARBO_TODAY = "2026-05-11"
    lease = landlord.lease(paid=True)
    lease.bills.all().delete()
    landlord.bill(lease, month=date(2026, 5, 1), due=date(2026, 4, 30))
    LedgerState.objects.filter(pk=1).update(known_through=date(2026, 5, 10))
    return lease


def test_a_demand_is_filled_in_as_the_law_has_it_and_must_agree(
    landlord: Landlord, writing: Writing, in_may: Any
) -> None:
    begun = writing.form(in_may, "collection_demand").context["form"]
    assert begun["v_capital"].value() == "8450"
    assert begun["v_costs"].value() == "180"
    assert begun["v_lines"].value() == "hyra maj 2026; 2026-04-30; 8450"
    assert "Ränteposterna blir" in faults(writing.send(in_may, "collection_demand", v_interest="1"))
    assert "ange tidigast" in faults(writing.send(in_may, "collection_demand", v_respond_by="2026-05-12"))
    all_of_it = 8450_00 + 190_00 + interest_of(begun)
    dearer = {"v_costs": "190", "v_to_pay": f"{all_of_it // 100},{all_of_it % 100:02d}"}
    assert "Sänk dem" in faults(writing.send(in_may, "collection_demand", **dearer))
    answer = writing.send(in_may, "collection_demand")
    assert answer.status_code == 302, faults(answer)
    letter = kept(landlord)
    with enter(landlord.room):
        words = words_in(storage.read(letter.id, within=FOLDER) or b"").replace(UNSHOWN, " ")
    for said in ("Kapital", "8 450 kr", "Ränta", "Kostnader", "180 kr", "Summa att betala", "svara senast"):
        assert said in words


def test_no_demand_is_begun_with_an_interest_that_nobody_knows(landlord: Landlord, writing: Writing) -> None:
    page = writing.form(landlord.lease(), "collection_demand")
    assert "Referensräntan är inte inskriven" in page.content.decode()
    assert page.context["form"]["v_capital"].value() is None


def interest_of(form: Any) -> int:
    kronor, _, rest = form["v_interest"].value().partition(",")
    return int(kronor) * 100 + int(rest or 0)


def test_a_warning_lists_only_rents_that_are_surely_late(landlord: Landlord, writing: Writing) -> None:
    lease = landlord.lease()
    landlord.bill(lease, month=date(2026, 10, 1), due=date(2026, 9, 30))
    begun = writing.form(lease, "warning_1").context["form"]
    assert begun["v_late"].value() == "2026-10; 2026-09-30\n2026-11; 2026-10-30"
    assert "Rad 1: 2026-13" in faults(writing.send(lease, "warning_1", v_late="2026-13; 2026-09-30"))
    assert writing.send(lease, "warning_1", v_late="2026-10; 2026-09-30; 2026-10-14").status_code == 302
    assert kept(landlord).variables["late"] == [{"month": "2026-10-01", "due": "2026-09-30", "paid": "2026-10-14"}]


def test_a_plan_whose_parts_do_not_make_the_whole_is_refused(landlord: Landlord, writing: Writing) -> None:
    lease = landlord.lease()
    said = {"v_debt": "8450", "v_fee": "0", "v_instalments": "2026-12-25; 4000\n2027-01-25; 4000"}
    assert "Delarna blir tillsammans 8 000 kr" in faults(writing.send(lease, "payment_plan", **said))
    said["v_instalments"] = "2026-12-25; 4000\n2027-01-25; 4450"
    assert writing.send(lease, "payment_plan", **said).status_code == 302


def test_somebody_protected_gets_no_ordinary_letter_even_from_their_own_handler(
    landlord: Landlord, writing: Writing
) -> None:
    hidden = landlord.lease(name=f"{CANARY} Åsa", protected=True)
    form = writing.form(hidden, "call_me", who="hanna")
    assert "skyddade uppgifter" in form.content.decode()
    assert 'name="do"' not in form.content.decode()
    told = faults(writing.send(hidden, "call_me", who="hanna"))
    assert "lägger brevet i två kuvert" in told
    assert not KeptLetter.objects.exists()
    assert landlord.client("anna").get(landlord.url(f"brev/{hidden.id}/")).status_code == 404


def test_a_letter_to_one_tenant_does_not_name_the_other(landlord: Landlord, writing: Writing) -> None:
    lease = landlord.lease()
    second = Person.objects.create(source_key="p2", name="Bo Öberg")
    LeaseTenant.objects.create(lease=lease, person=second, role="tenant")
    first = LeaseTenant.objects.get(lease=lease, person__name="Åsa Öberg").person
    said = {"v_day": "2026-11-16", "v_clock": "10.00", "v_place": "Torget 1", "v_others": "Bo Öberg"}
    told = faults(writing.send(lease, "call_to_meeting", person=str(first.pk), **said))
    assert "Brevet till Åsa Öberg nämner Bo Öberg" in told
    assert not KeptLetter.objects.exists()
    assert writing.send(lease, "call_to_meeting", person=str(second.pk), **said).status_code == 302


def test_a_caretaker_writes_only_what_tells_of_no_debt(landlord: Landlord, writing: Writing) -> None:
    lease = landlord.lease()
    listed = landlord.client("karl").get(landlord.url(f"brev/{lease.id}/")).content.decode()
    assert "Lapp i brevlådan" in listed
    assert "Inkassokrav" not in listed
    assert writing.send(lease, "letterbox_note", who="karl", v_visited=ON.isoformat()).status_code == 302
    refused = landlord.client("karl").post(landlord.url(f"brev/{lease.id}/skriv/"), {"slag": "collection_demand"})
    assert "Skriv ett brev" in refused.content.decode()
    assert KeptLetter.objects.count() == 1


def test_posting_is_noted_once_on_a_day_that_has_been(landlord: Landlord, writing: Writing) -> None:
    lease = landlord.lease()
    writing.send(lease, "call_me")
    page = landlord.url(f"sparat-brev/{kept(landlord).id}/")
    client = landlord.client("anna")
    assert "Ska postas" in client.get(page).content.decode()
    for day, said in (("2026-11-10", "senast i dag"), ("", "Skriv vilken dag"), ("2026-11-08", "den dag det gjordes")):
        client.post(f"{page}postat/", {"posted_date": day})
        assert said in client.get(page).content.decode()
        assert kept(landlord).posted_date is None
    client.post(f"{page}postat/", {"posted_date": "2026-11-09"})
    assert kept(landlord).posted_date == ON
    client.post(f"{page}postat/", {"posted_date": "2026-11-09"})
    assert "Det står redan när brevet postades" in client.get(page).content.decode()
    assert TrailRow.objects.filter(act="letter.posted").count() == 1


def test_a_letter_that_is_posted_is_a_contact_once_however_it_is_told(landlord: Landlord, writing: Writing) -> None:
    lease = landlord.lease()
    client, told = landlord.client("anna"), Contact.objects.filter(lease=lease)
    writing.send(lease, "call_me")
    client.post(landlord.url(f"sparat-brev/{kept(landlord).id}/postat/"), {"posted_date": "2026-11-09"})
    contact = told.get()
    assert (contact.channel, contact.outcome, contact.contact_date, contact.by_name) == ("letter", "sent", ON, "Anna")
    assert contact.person_id == lease.lease_tenants.get().person_id
    KeptLetter.objects.update(posted_date=None, posted_noted_by=None)
    told.update(form_key="skriven för hand", person=None)
    client.post(landlord.url(f"sparat-brev/{kept(landlord).id}/postat/"), {"posted_date": "2026-11-09"})
    assert told.count() == 1


def test_a_letter_changed_or_gone_on_the_server_is_not_given_out(landlord: Landlord, writing: Writing) -> None:
    writing.send(landlord.lease(), "call_me")
    letter, client = kept(landlord), landlord.client("anna")
    address = landlord.url(f"sparat-brev/{letter.id}/pdf/")
    with enter(landlord.room):
        path = storage.folder(within=FOLDER) / str(letter.id)
    path.write_bytes(b"%PDF-1.7 ett annat")
    assert "inte det som gjordes" in client.get(address, follow=True).content.decode()
    path.unlink()
    assert "finns inte kvar" in client.get(address, follow=True).content.decode()


def test_letters_go_with_their_subject_and_no_byte_is_left(landlord: Landlord, writing: Writing) -> None:
    lease = landlord.lease(name=f"{CANARY} Åsa")
    writing.send(lease, "call_me")
    with enter(landlord.room), recorded("test"):
        assert remove_letters(lease.id) == 1
        assert not KeptLetter.objects.exists()
    left = [path for path in (storage.Path(settings.KVARBO_FILES)).rglob("*") if path.is_file() and FOLDER in str(path)]
    assert left == []


def test_what_is_left_of_work_that_was_undone_is_swept_and_a_kept_letter_stays(
    landlord: Landlord, writing: Writing
) -> None:
    writing.send(landlord.lease(), "call_me")
    with enter(landlord.room):
        storage.store(b"%PDF-1.7 utan rad", within=FOLDER)
        assert sweep(older_than=0) == 1
        assert sweep(older_than=0) == 0
        assert storage.read(kept(landlord).id, within=FOLDER) is not None


@pytest.mark.parametrize("written", ['#read("/etc/passwd")', "<script>alert(1)</script>", "{name} {amount}"])
def test_what_somebody_fills_in_is_only_text(landlord: Landlord, writing: Writing, written: str) -> None:
    answer = writing.send(landlord.lease(), "friendly_reminder", do="preview", v_pay_to=written, contact=written)
    assert "".join(written.split()) in "".join(words_in(answer.content).split())


def test_an_emoji_is_refused_by_name_and_the_form_keeps_what_was_written(landlord: Landlord, writing: Writing) -> None:
    answer = writing.send(landlord.lease(), "call_me", contact="Eva 🏚")
    assert "typsnittet saknar 🏚" in faults(answer)
    assert 'value="Eva 🏚"' in answer.content.decode()


def test_nothing_is_kept_when_the_letter_cannot_be_set(
    landlord: Landlord, writing: Writing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any, **__: Any) -> bytes:
        raise actions.CannotSet("Papperet gick inte att göra till PDF.")

    monkeypatch.setattr(actions, "set_letter", breaks)
    assert "gick inte att göra" in faults(writing.send(landlord.lease(), "call_me"))
    assert not KeptLetter.objects.exists()
