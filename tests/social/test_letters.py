"""Letters from the social services: to somebody in the matter, to Kronofogden and to the landlord."""

from __future__ import annotations

import uuid
from typing import Any

from kvarbo.ground.attachments import storage
from kvarbo.ground.letters.models import KeptLetter
from kvarbo.ground.letters.queries import FOLDER
from kvarbo.house.rooms import enter
from tests.doors.papers.pdf_text import words_in

FROM_US = {
    "contact": "Anna Berg",
    "phone": "070-174 06 11",
    "organisation": "Kvarnby kommun",
    "organisation_address": "Rådhusgatan 1\n123 46 Kvarnby",
    "language": "sv",
    "do": "keep",
}


def send(office: Any, matter: Any, kind: str, **said: Any) -> Any:
    """What the form begins with, and what is said beside."""
    client, url = office.client("anna"), office.url(f"brev/{matter.id}/skriv/")
    begun = client.get(url, {"slag": kind}).context["form"]
    sent = {bound.html_name: bound.value() for bound in begun if bound.value() is not None}
    return client.post(url, sent | FROM_US | {"slag": kind, "form_key": str(uuid.uuid4()), **said})


def told(office: Any) -> tuple[KeptLetter, str]:
    with enter(office.room):
        kept = KeptLetter.objects.get()
        return kept, words_in(storage.read(kept.id, within=FOLDER) or b"").replace("\u00a0", " ")


def test_a_confirmation_to_kronofogden_is_to_them_and_names_who_handles_the_matter(office: Any) -> None:
    matter = office.matter()
    answer = send(
        office,
        matter,
        "eviction_confirmed",
        to_name="Kronofogden",
        address="Box 1000\n123 48 Kvarnby",
        v_case_number="T 1234-26",
        v_home="Kvarngränd 1, Kvarnby",
        v_eviction_day="2026-11-20",
    )
    assert answer.status_code == 302, answer.context["form"].errors
    kept, words = told(office)
    assert (kept.person_id, kept.kind) == (None, "eviction_confirmed")
    for said in ("Kronofogden", "T 1234-26", "Kent Åberg", "Ansvarig handläggare", "Anna Berg", "fredag 20 november"):
        assert said in words


def test_an_undertaking_whose_rents_do_not_make_its_sum_is_refused(office: Any) -> None:
    matter = office.matter()
    said = {
        "to_name": "Kvarnbyhem",
        "address": "Torget 1\n123 45 Kvarnby",
        "v_home": "Kvarngränd 1, Kvarnby",
        "v_months": "2026-11; 8450",
        "v_total": "8400",
        "v_decision_number": "SN 2026/1",
        "v_signed_by": "Eva Chef",
        "v_title": "Enhetschef",
    }
    refused = send(office, matter, "undertaking", **said)
    assert "Hyrorna blir 8 450 kr, men summan är 8 400 kr" in str(refused.context["form"].errors)
    assert send(office, matter, "undertaking", **{**said, "v_total": "8450"}).status_code == 302
    words = told(office)[1]
    assert "Socialnämnden åtar sig betalningsansvaret för hyran nedan" in "".join(words.split("\n"))
    assert "Ort och datum" in words


def test_a_letter_is_only_to_somebody_in_the_matter(office: Any) -> None:
    matter = office.matter()
    stranger = send(office, matter, "contact_letter", person=str(uuid.uuid4()), address="Kvarngränd 1", v_from_whom="X")
    assert "Valet finns inte" in str(stranger.context["form"].errors)
    others = office.post("anna", f"brev/{matter.id}/skriv/", slag="collection_demand")  # a landlord's letter
    assert "Kontaktbrev" in others.content.decode()
    assert "Inkassokrav" not in others.content.decode()
    with enter(office.room):
        assert not KeptLetter.objects.exists()


def test_a_note_in_a_letterbox_and_a_copy_say_what_to_think_of_first(office: Any) -> None:
    matter = office.matter()
    for kind, said in (("letterbox_note", "inte röjer socialtjänsten"), ("confirmation_copy", "Lägg med en kopia")):
        page = office.client("anna").get(office.url(f"brev/{matter.id}/skriv/"), {"slag": kind})
        assert said in page.content.decode()
