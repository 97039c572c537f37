"""The pages: what is shown is what goes, what is another's is nowhere, and the sixty seconds of a paper by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from kvarbo.doors.organisations.models import Counterpart, Transport
from kvarbo.doors.post.courier import carry_all
from kvarbo.doors.post.models import Delivery, EarlySignalTest, RecallTask, ReceivedPaper, SentPaper
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.house.actions import let_in, make_account
from tests.doors.post.conftest import LANDLORD, SOCIAL, Town, household
from tests.doors.post.handing import notice_sent


@pytest.fixture
def come_in(town: Town) -> Callable[..., Client]:
    """Somebody logged in who works in a room."""

    def come(slug: str, *roles: str) -> Client:
        account = make_account(email=f"{uuid4().hex}@exempel.example", name="Anna", password=None)
        let_in(account=account, room=town.rooms[slug])
        with town.enter(slug), recorded("test"):
            take_in_member(account_id=account.pk, name="Anna", roles=list(roles))
        client = Client()
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return come


def hidden_in(page: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and name[1] != "csrfmiddlewaretoken":
            found.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    return found


def filled(lease: UUID, town: Town) -> dict[str, Any]:
    """What somebody types on the second page of a notice."""
    return {
        "landlord-name": "Kvarnbyhem AB", "landlord-phone": "070-174 06 05", "landlord-address-street": "Torget 1",
        "landlord-address-postcode": "850 00", "landlord-address-town": "Kvarnby",
        "residents-address-street": "Kvarngatan 3", "residents-address-postcode": "850 00",
        "residents-address-town": "Kvarnby", "unpaid-0-month": "2026-11", "unpaid-0-due": "2026-10-30",
        "unpaid-0-amount": "8 450,00 kr", "interest": "0", "how_to_pay": "Bankgiro 160-9908",
    }  # fmt: skip


def chosen(client: Client, lease: UUID, kind: str) -> dict[str, Any]:
    """The first page filled in: the only counterpart, everybody in the home."""
    page = client.get(f"/r/{LANDLORD}/papper/om/{lease}/").content.decode()
    assert "Lämna ut eller skicka ett papper" in page
    people = re.findall(r'name="people" value="([^"]+)"', page)
    other = re.findall(r'<option value="([0-9a-f-]{36})"', page)[0]
    return {**hidden_in(page), "people": people, "counterpart": other, "kind": kind}


def test_a_paper_is_chosen_filled_in_seen_and_handed_over(town: Town, come_in: Callable[..., Client]) -> None:
    with town.enter(LANDLORD):
        lease = household()
    client, url = come_in(LANDLORD, "rent_officer"), f"/r/{LANDLORD}/papper/om/{lease}/"
    said = chosen(client, lease, "notice_unpaid_rent")
    fill = client.post(url, {**said, "step": "fill"}).content.decode()
    assert 'value="8450"' in fill  # what is open in the ledger
    assert "Visa precis vad som lämnas" in fill
    see = client.post(url, {**said, **filled(lease, town), "step": "see"}).content.decode()
    assert "Det får lämnas" in see
    assert "JB 12:44" in see
    assert "Varför?" in see
    assert "Åke-Örjan O&#x27;Neill" in see
    with town.enter(LANDLORD):
        assert not SentPaper.objects.exists()
    sent = client.post(url, {**hidden_in(see), "step": "hand_over"})
    assert sent.status_code == 302
    shown = client.get(sent["Location"]).content.decode()
    assert "Väntar på att skickas" in shown
    tenant = client.get(f"/r/{LANDLORD}/hyresgast/{lease}/").content.decode()
    assert "Meddelande om uppsägning för obetald hyra" in tenant


def test_a_text_that_changed_after_it_was_shown_is_not_sent_and_the_page_says_so(
    town: Town, come_in: Callable[..., Client]
) -> None:
    with town.enter(LANDLORD):
        lease = household()
    client, url = come_in(LANDLORD, "rent_officer"), f"/r/{LANDLORD}/papper/om/{lease}/"
    said = chosen(client, lease, "notice_unpaid_rent")
    see = client.post(url, {**said, **filled(lease, town), "step": "see"}).content.decode()
    answer = client.post(url, {**hidden_in(see), "step": "hand_over", "interest": "10"})
    assert answer.status_code == 200
    assert "Ingenting är skickat" in answer.content.decode()
    with town.enter(LANDLORD):
        assert not SentPaper.objects.exists()
        assert TrailRow.objects.filter(act="paper.stopped").count() == 1


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(town: Town, come_in: Callable[..., Client]) -> None:
    with town.enter(LANDLORD):
        lease = household()
    client, url = come_in(LANDLORD, "rent_officer"), f"/r/{LANDLORD}/papper/om/{lease}/"
    said = chosen(client, lease, "notice_unpaid_rent")
    wrong = {**filled(lease, town), "unpaid-0-amount": "många", "how_to_pay": ""}
    page = client.post(url, {**said, **wrong, "step": "see"}).content.decode()
    assert "Beloppet går inte att läsa" in page
    assert "Fyll i det här." in page
    assert 'value="Kvarngatan 3"' in page
    with_mark = {**filled(lease, town), "how_to_pay": "Bankgiro \u202e160"}
    assert "osynligt tecken" in client.post(url, {**said, **with_mark, "step": "see"}).content.decode()


def test_an_early_signal_is_shown_as_switched_off_with_the_way_to_the_test(
    town: Town, come_in: Callable[..., Client]
) -> None:
    with town.enter(LANDLORD):
        lease = household()
    client, url = come_in(LANDLORD, "manager"), f"/r/{LANDLORD}/papper/om/{lease}/"
    said = chosen(client, lease, "early_signal") | {"about": ["arrears"]} | filled(lease, town)
    see = client.post(url, {**said, "step": "see"}).content.decode()
    assert "Det får inte lämnas än" in see
    assert "en skriven intresseavvägning" in see
    assert f"/r/{LANDLORD}/rummet/tidig-signal/" in see
    assert 'value="hand_over"' not in see
    text = {"text": "Vi har vägt intresset av hjälp i tid mot rätten att vara i fred, och lämnar bara namn och adress."}
    assert client.post(f"/r/{LANDLORD}/rummet/tidig-signal/", text).status_code == 302
    with town.enter(LANDLORD):
        assert EarlySignalTest.objects.get().tenants_told_since is None
    assert "Tidiga signaler är avstängda" in client.get(f"/r/{LANDLORD}/rummet/tidig-signal/").content.decode()
    told = {**text, "told_since": "2026-10-01", "told_how": "Brev till alla hyresgäster"}
    client.post(f"/r/{LANDLORD}/rummet/tidig-signal/", told)
    assert "Tidiga signaler är påslagna" in client.get(f"/r/{LANDLORD}/rummet/tidig-signal/").content.decode()
    assert "Det får lämnas" in client.post(url, {**said, "step": "see"}).content.decode()
    client.post(f"/r/{LANDLORD}/rummet/tidig-signal/upphav/")
    assert "Det får inte lämnas än" in client.post(url, {**said, "step": "see"}).content.decode()


def test_a_paper_by_hand_is_registered_found_and_done(town: Town, come_in: Callable[..., Client]) -> None:
    client = come_in(SOCIAL, "caseworker")
    form = hidden_in(client.get(f"/r/{SOCIAL}/papper/registrera/").content.decode())
    with town.enter(SOCIAL):
        other = str(Counterpart.objects.get().pk)
    said = {**form, "plain": "rent", "counterpart": other, "about_name": "Åke-Örjan O'Neill", "came_by": "registered",
            "received": "2026-11-09", "posted": "2026-11-05", "registered_number": "RR 1"}  # fmt: skip
    made = client.post(f"/r/{SOCIAL}/papper/registrera/", said)
    page = client.get(made["Location"]).content.decode()
    assert "tors\u00a05\u00a0november 2026" in page
    assert "mån\u00a09\u00a0november 2026" in page
    assert "Återvinningsfristen" in page
    assert "Den slutar tidigast <strong>tors\u00a026\u00a0november 2026" in page  # three weeks from the posting
    listed = client.get(f"/r/{SOCIAL}/papper/").content.decode()
    assert "Nytt" in listed
    assert client.post(f"{made['Location']}klart/").status_code == 302
    assert "Inget väntar." in client.get(f"/r/{SOCIAL}/papper/?visa=in&vantar=1").content.decode()


def test_what_came_by_hand_needs_a_sender_and_a_day(town: Town, come_in: Callable[..., Client]) -> None:
    client = come_in(SOCIAL, "caseworker")
    said = {"plain": "worry", "about_name": "Bo", "came_by": "phone", "form_key": "a"}
    page = client.post(f"/r/{SOCIAL}/papper/registrera/", said).content.decode()
    assert "Skriv vem det kom från" in page
    assert "Skriv dagen det kom till er." in page


def test_a_file_from_another_installation_is_taken_in_once(town: Town, come_in: Callable[..., Client]) -> None:
    paper = notice_sent(town, transport=Transport.FILE)
    landlord, social = come_in(LANDLORD, "rent_officer"), come_in(SOCIAL, "caseworker")
    file = landlord.get(f"/r/{LANDLORD}/papper/{paper}/fil/")
    assert file["Content-Disposition"] == f'attachment; filename="papper-{paper}.json"'
    for _ in range(2):
        upload = {"file": SimpleUploadedFile("papper.json", file.content)}
        assert social.post(f"/r/{SOCIAL}/papper/las-in/", upload).status_code == 302
    with town.enter(SOCIAL):
        assert ReceivedPaper.objects.get().came_by == "file"
    upload = {"file": SimpleUploadedFile("papper.json", file.content.replace(b"845000", b"845001"))}
    held = social.post(f"/r/{SOCIAL}/papper/las-in/", upload, follow=True).content.decode()
    assert "ändrats efter att papperet skrevs under" in held
    assert "Kasta papperet" in held


def test_the_print_is_a_pdf_without_a_name_in_its_name(town: Town, come_in: Callable[..., Client]) -> None:
    paper = notice_sent(town)
    answer = come_in(LANDLORD, "rent_officer").get(f"/r/{LANDLORD}/papper/{paper}/utskrift/")
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == f'attachment; filename="papper-{paper}.pdf"'


def test_a_paper_changed_in_the_database_is_not_taken_out_and_the_page_says_so(
    town: Town, come_in: Callable[..., Client]
) -> None:
    paper = notice_sent(town)
    with town.enter(LANDLORD) as entered:
        changed = bytes(SentPaper.objects.get().canonical).replace(b"845000", b"945000")
        with connections[entered.alias].cursor() as cursor:
            cursor.execute("update doors_sentpaper set canonical = %s", [changed])
    client = come_in(LANDLORD, "rent_officer")
    for way in ("utskrift", "fil"):
        answer = client.get(f"/r/{LANDLORD}/papper/{paper}/{way}/", follow=True)
        assert answer.redirect_chain[-1][0].endswith(f"/papper/{paper}/")
        assert "stämmer inte med underskriften" in answer.content.decode()


def test_left_recalled_and_the_task_done(town: Town, come_in: Callable[..., Client]) -> None:
    paper = notice_sent(town, transport=Transport.REGISTERED)
    client, url = come_in(LANDLORD, "rent_officer"), f"/r/{LANDLORD}/papper/{paper}/"
    assert "Skriv ut, lämna och anteckna" in client.get(url).content.decode()
    assert "Skriv en dag" in client.post(f"{url}lamnat/", {"registered_number": "RR1"}).content.decode()
    assert client.post(f"{url}lamnat/", {"posted": "2026-11-09", "registered_number": "RR1"}).status_code == 302
    assert "Den slutar tidigast <strong>mån\u00a030\u00a0november" in client.get(url).content.decode()
    assert client.post(f"{url}aterkalla/", {"reason": "wrong_content", "wanted": "mark_and_return"}).status_code == 302
    assert "Kopian hos mottagaren" in client.get(url).content.decode()
    client.post(f"{url}aterkallat/", {"outcome": "back"})
    with town.enter(LANDLORD):
        assert RecallTask.objects.get().outcome == "back"
        assert Delivery.objects.get().registered_number == "RR1"


def test_counterparts_and_keys_are_kept_by_a_manager(town: Town, come_in: Callable[..., Client]) -> None:
    client = come_in(LANDLORD, "manager")
    page = client.get(f"/r/{LANDLORD}/motparter/").content.decode()
    assert town.keys[LANDLORD][:8] in page
    said = {
        "name": "Grannstaden",
        "party": "social_board",
        "transport": "file",
        "place": "../utanfor",
        "public_key": "x",
    }
    wrong = client.post(f"/r/{LANDLORD}/motparter/spara/", said).content.decode()
    assert "Nyckeln är inte hel" in wrong
    assert "Skriv mappens namn" in wrong
    good = {**said, "place": "grannstaden", "public_key": "0A" * 32, "is_active": "on"}
    assert client.post(f"/r/{LANDLORD}/motparter/spara/", good).status_code == 302
    with town.enter(LANDLORD):
        assert Counterpart.objects.get(name="Grannstaden").public_key == "0a" * 32
    assert come_in(LANDLORD, "rent_officer").get(f"/r/{LANDLORD}/motparter/").status_code == 403


def test_what_is_anothers_and_what_is_nowhere_are_answered_alike(town: Town, come_in: Callable[..., Client]) -> None:
    paper = notice_sent(town)
    carry_all()
    social = come_in(SOCIAL, "caseworker")
    for identity in (paper, uuid4()):  # the landlord's number is no address in the social services' room
        assert social.get(f"/r/{SOCIAL}/papper/{identity}/").status_code == 404
        assert social.get(f"/r/{SOCIAL}/papper/om/{identity}/").status_code == 404
        assert social.post(f"/r/{SOCIAL}/papper/{identity}/aterkalla/").status_code == 404
