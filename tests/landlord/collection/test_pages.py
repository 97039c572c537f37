"""The pages of debt collection: a row is sent or left out by a person, and what is typed in counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kvarbo.landlord.collection.mapping import shipped_text
from kvarbo.landlord.collection.models import (
    Agency,
    AgencyFile,
    AgencyPayment,
    CollectionFile,
    LeftOut,
    Matter,
    Paper,
    Proposal,
    Report,
)
from kvarbo.landlord.outreach.models import Suggestion
from kvarbo.landlord.rent.models import Lease
from tests.landlord.collection.conftest import BANKGIRO, MONTH, ON, ORGANISATION, Collecting


def page(client: Client, collecting: Collecting, path: str) -> str:
    answer = client.get(collecting.url(path))
    assert answer.status_code == 200
    return answer.content.decode()


def post(client: Client, collecting: Collecting, path: str, form: dict[str, Any]) -> str:
    answer = client.post(collecting.url(path), form, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def row_of(lease: Lease) -> Suggestion:
    return Suggestion.objects.get(lease=lease, rule="dag-7-inkasso")


def decide(collecting: Collecting, client: Client, **decisions: str) -> str:
    form = {"agency": str(collecting.agency.id), "form_key": "nyckel", **decisions}
    return post(client, collecting, "inkasso/underlag/", form)


def matter_url(lease: Lease, path: str = "") -> str:
    return f"hyresgast/{lease.id}/inkasso/{path}"


def test_each_row_is_sent_or_left_out_and_what_is_not_decided_stays(collecting: Collecting) -> None:
    send, leave, stay = collecting.owing("1"), collecting.owing("2"), collecting.owing("3")
    collecting.assess()
    client = collecting.client("anna")
    shown = page(client, collecting, "inkasso/underlag/")
    assert all(f'name="d-{row_of(lease).id}"' in shown for lease in (send, leave, stay))
    said = {f"d-{row_of(send).id}": "send", f"d-{row_of(leave).id}": "promised", f"d-{row_of(stay).id}": ""}
    told = decide(collecting, client, **said)
    assert "Filen är gjord med en avi." in told
    assert "En rad är borttagen." in told
    assert list(Matter.objects.values_list("lease_id", flat=True)) == [send.id]
    assert list(LeftOut.objects.values_list("lease_id", "reason")) == [(leave.id, "promised")]
    assert row_of(stay).waiting_for == ""


def test_nothing_is_sent_without_a_choice(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    told = decide(collecting, collecting.client("anna"), **{f"d-{row_of(lease).id}": ""})
    assert "Inget är valt." in told
    assert Matter.objects.count() == 0


def test_all_rows_may_begin_as_sent_but_are_sent_by_the_button_alone(collecting: Collecting) -> None:
    collecting.owing("1")
    collecting.assess()
    client = collecting.client("anna")
    assert '<option value="send" selected>' in page(client, collecting, "inkasso/underlag/?alla=1")
    assert '<option value="send" selected>' not in page(client, collecting, "inkasso/underlag/")
    assert Matter.objects.count() == 0


def test_what_was_left_out_is_told_with_its_reason_and_can_be_put_back(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    client = collecting.client("anna")
    row = row_of(lease).id
    told = decide(collecting, client, **{f"d-{row}": "other", f"t-{row}": "Kommer på fredag"})
    assert "Annat, skriv vad: Kommer på fredag" in told
    told = post(client, collecting, "inkasso/underlag/", {"back": f"{lease.id}|{MONTH.isoformat()}"})
    assert "Raden är tillbaka i underlaget." in told
    assert f'name="d-{row_of(lease).id}"' in told


def test_the_file_is_fetched_as_it_was_made(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    client = collecting.client("anna")
    decide(collecting, client, **{f"d-{row_of(lease).id}": "send"})
    file = CollectionFile.objects.get()
    answer = client.post(collecting.url("inkasso/underlag/fil/"), {"file": str(file.id)})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="exempelinkasso-2026-11-09-1.csv"'
    assert "Åsa Öberg" in answer.content.decode("cp1252")
    assert "Filen finns inte" in post(client, collecting, "inkasso/underlag/fil/", {"file": "ingen"})


def test_protected_rows_are_masked_counted_and_neither_sent_nor_fetched_by_others(collecting: Collecting) -> None:
    hidden = collecting.owing("1", name="Kanariefågel Dold", protected=True)
    collecting.assess()
    anna, hanna = collecting.client("anna"), collecting.client("hanna")
    shown = page(anna, collecting, "inkasso/underlag/")
    assert "Kanariefågel" not in shown
    assert str(hidden.id) not in shown
    assert "En rad gäller någon med skyddade personuppgifter" in shown
    assert "Hanna" in shown
    decide(collecting, anna, **{f"d-{row_of(hidden).id}": "send"})
    assert Matter.objects.count() == 0
    decide(collecting, hanna, **{f"d-{row_of(hidden).id}": "send"})
    file = CollectionFile.objects.get()
    assert "Bara för den som tar hand om skyddade uppgifter" in page(anna, collecting, "inkasso/underlag/")
    assert "Filen finns inte" in post(anna, collecting, "inkasso/underlag/fil/", {"file": str(file.id)})
    assert "Kanariefågel" in hanna.post(collecting.url("inkasso/underlag/fil/"), {"file": str(file.id)}).content.decode(
        "cp1252"
    )
    assert "Kanariefågel" not in page(anna, collecting, "inkasso/")
    assert "Kanariefågel" in page(hanna, collecting, "inkasso/")


def test_idag_leads_to_the_review_instead_of_a_done_button(collecting: Collecting) -> None:
    collecting.owing("1")
    collecting.assess()
    shown = page(collecting.client("anna"), collecting, "")
    assert shown.count("Gå igenom underlaget") == 1
    Agency.objects.update(is_active=False)
    assert "Gå igenom underlaget" not in page(collecting.client("anna"), collecting, "")


def test_good_payers_stand_apart_and_are_never_sent(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    Suggestion.objects.filter(lease=lease, rule="dag-7-inkasso").update(step="reminder", channel="letter")
    client = collecting.client("anna")
    shown = page(client, collecting, "inkasso/underlag/")
    assert "Har betalat i tid länge: får en påminnelse" in shown
    assert '<option value="send"' not in shown


def test_a_matter_page_types_in_all_that_a_file_can_tell(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    collecting.send(lease)
    client, matter = collecting.client("anna"), str(collecting.matter(lease).id)
    assert "Inget har hörts sedan ärendet lämnades." in page(client, collecting, matter_url(lease))
    day = ON.isoformat()
    post(client, collecting, matter_url(lease, "lage/"), {"matter": matter, "status": "filed", "status_date": day})
    post(client, collecting, matter_url(lease, "betalning/"), {"matter": matter, "amount": "100", "paid": day})
    post(client, collecting, matter_url(lease, "handling/"), {"matter": matter, "kind": "form_1", "served": day})
    post(client, collecting, matter_url(lease, "forslag/"), {"matter": matter, "kind": "plan", "day": day})
    proposal = Proposal.objects.get()
    told = post(
        client,
        collecting,
        matter_url(lease, "beslut/"),
        {"proposal": str(proposal.pk), "decision": "accepted", "reason": "Rimlig plan"},
    )
    assert "Beslut: ja." in told
    assert "Återvinningsfristen har inte börjat räknas: något saknas." in told
    assert (Report.objects.count(), AgencyPayment.objects.count(), Paper.objects.count()) == (1, 1, 1)
    told = post(
        client,
        collecting,
        matter_url(lease, "betalning/ta-tillbaka/"),
        {"payment": str(AgencyPayment.objects.get().pk)},
    )
    assert "Tillbakatagen" in told


def test_a_form_with_faults_comes_back_open_with_what_is_wrong(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    collecting.send(lease)
    client, matter = collecting.client("anna"), str(collecting.matter(lease).id)
    told = post(
        client,
        collecting,
        matter_url(lease, "lage/"),
        {"matter": matter, "status": "plan", "status_date": "2026-11-30"},
    )
    assert "Mån 30 november 2026 har inte varit än." in told
    other = collecting.owing("2")
    told = post(
        client,
        collecting,
        matter_url(other, "lage/"),
        {"matter": matter, "status": "plan", "status_date": ON.isoformat()},
    )
    assert Report.objects.count() == 0


def test_a_matter_given_beside_kvarbo_is_typed_in(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    form = {"month": MONTH.isoformat(), "agency": str(collecting.agency.id), "sent": "2026-11-06", "number": "A-1"}
    told = post(collecting.client("anna"), collecting, matter_url(lease, "borja/"), form)
    assert "Bolagets nummer: A-1." in told
    assert Matter.objects.get().sent_date == date(2026, 11, 6)


def test_an_agencys_file_is_gone_through_before_anything_changes(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    collecting.send(lease)
    client = collecting.client("anna")
    text = f"Ärende;Referens;Status;Statusdatum\nA-1;9001;Krav skickat;{ON}\nA-2;7777;Betald;{ON}\n"
    form = {"agency": str(collecting.agency.id), "file": SimpleUploadedFile("lägen.csv", text.encode())}
    told = post(client, collecting, "inkasso/filer/", form)
    assert "Rader som kan läsas in: 1. Rader som inte kan det: 1." in told
    assert "Rad 3: Ärendet finns inte här." in told
    assert Report.objects.count() == 0
    file = str(AgencyFile.objects.get().id)
    assert "Filen är inläst: 1 nya uppgifter, 0 som redan var kända." in post(
        client, collecting, "inkasso/filer/las-in/", {"file": file}
    )
    assert Report.objects.get().told_in == "file"
    assert "Filen är redan inläst" in post(client, collecting, "inkasso/filer/ta-bort/", {"file": file})


def test_a_manager_writes_in_an_agency_and_a_mapping_with_faults_is_refused(collecting: Collecting) -> None:
    client = collecting.client("maria")
    assert "agency: norrkrav" in page(client, collecting, "inkasso/bolag/?exempel=norrkrav")
    form = {"name": "Norrkrav", "organisation_number": ORGANISATION, "bankgiro": BANKGIRO, "is_active": "1"}
    broken = shipped_text("norrkrav").replace("dates: iso", "dates: american")
    told = post(client, collecting, "inkasso/bolag/", {**form, "mapping_text": broken})
    assert "”american” finns inte. Välj något av: iso, compact, dotted." in told
    told = post(client, collecting, "inkasso/bolag/", {**form, "organisation_number": "1", "mapping_text": broken})
    assert Agency.objects.count() == 1
    post(client, collecting, "inkasso/bolag/", {**form, "mapping_text": shipped_text("norrkrav")})
    assert sorted(Agency.objects.values_list("key", flat=True)) == ["exempelinkasso", "norrkrav"]
    assert collecting.client("anna").get(collecting.url("inkasso/bolag/")).status_code == 403


def test_empty_pages_say_what_to_do(collecting: Collecting) -> None:
    client = collecting.client("anna")
    assert "Inget ärende är lämnat till inkasso." in page(client, collecting, "inkasso/")
    assert "Inget ärende föreslås för inkasso i dag." in page(client, collecting, "inkasso/underlag/")
    assert "Ingen fil är inläst än." in page(client, collecting, "inkasso/filer/")


def test_a_row_that_needs_mending_is_marked_and_nothing_of_the_others_is_lost_or_done(collecting: Collecting) -> None:
    first, second = collecting.owing("1"), collecting.owing("2")
    collecting.assess()
    rows = {row.lease_id: str(row.id) for row in Suggestion.objects.filter(rule="dag-7-inkasso")}
    sent = {f"d-{rows[first.id]}": "other", f"d-{rows[second.id]}": "agreed", f"t-{rows[second.id]}": "ringde"}
    told = post(collecting.client("anna"), collecting, "inkasso/underlag/", sent)
    assert "Inget är sparat. Rätta de rader som är märkta och spara igen." in told
    assert told.count("Skriv varför raden tas bort.") == 1
    assert '<option value="agreed" selected>' in told
    assert not LeftOut.objects.exists()


def test_a_payment_of_more_than_the_whole_debt_is_asked_about_once(collecting: Collecting) -> None:
    lease = collecting.owing("1")
    collecting.assess()
    collecting.send(lease)
    client, matter = collecting.client("anna"), str(collecting.matter(lease).id)
    typed = {"matter": matter, "amount": "84 500", "paid": ON.isoformat()}
    told = post(client, collecting, matter_url(lease, "betalning/"), typed)
    assert "mer än hela skulden" in told
    assert not AgencyPayment.objects.exists()
    post(client, collecting, matter_url(lease, "betalning/"), {**typed, "more_is_right": "on"})
    assert AgencyPayment.objects.get().amount == 8_450_000
    assert "Betald: be bolaget avsluta ärendet" in page(client, collecting, "inkasso/")


def test_idag_and_the_tenants_page_say_that_the_agency_has_the_month(collecting: Collecting) -> None:
    lease = collecting.owing()
    collecting.assess()
    assert "hos inkasso sedan" not in page(collecting.client("anna"), collecting, "")
    collecting.send(lease)
    assert str(lease.id) in page(collecting.client("anna"), collecting, "")
    today = page(collecting.client("anna"), collecting, "").replace("\xa0", " ")
    assert "hos inkasso sedan 9 nov 2026" in today
    collecting.status(lease, "plan", ON)
    tenant = page(collecting.client("anna"), collecting, f"hyresgast/{lease.id}/")
    assert "lämnades till inkassobolaget." in tenant
    assert "Bolaget om november 2026: avbetalningsplan." in tenant
