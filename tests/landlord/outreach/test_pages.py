"""The pages in a browser's place: what they show, to whom, what they leave behind, and that reading changes nothing."""

import uuid
from datetime import date

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from kvarbo.ground.trail.models import TrailRow
from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach.models import Contact, Pause, Promise, Suggestion
from kvarbo.landlord.rent.models import Lease
from tests.landlord.outreach.conftest import CANARY

SINGLE_LEASE_POSTS = ("kontakt/", "paus/", "paus/avsluta/", "lofte/", "anstand/", "ta/", "slapp/")


def page(landlord, who: str, path: str = "", **query):
    return landlord.client(who).get(landlord.url(path), query)


def row_of(lease, group: str = "ring") -> Suggestion:
    return Suggestion.objects.get(lease=lease, group=group)


def test_idag_tells_whom_to_reach_and_why_and_the_trail_tells_who_saw_it(landlord):
    lease = landlord.lease(born=date(2006, 5, 1))
    landlord.assess()
    answer = page(landlord, "anna")
    text = answer.content.decode()
    assert answer.status_code == 200
    for word in ("Åsa Öberg", "Kvarngränd 1, lgh 1101", "Ring alla som inte har betalat", "0 av 2 klara i dag", "ung"):
        assert word in text
    assert text.count("8\u00a0450\u00a0kr") == 2
    shown = TrailRow.objects.get(act="shown")
    assert (shown.subjects, shown.about) == ([str(lease.id)], {"what": "today"})


def test_one_click_logs_the_call_and_leads_back_to_the_list_with_its_filters(landlord):
    lease = landlord.lease()
    landlord.assess()
    client = landlord.client("anna")
    shown = client.get(landlord.url(), {"group": "ring", "district": "Norra"})
    row = shown.context["groups"][0]["rows"][0]
    sent = {"outcome": "not_reached", "form_key": shown.context["form_key"], "after": f"r-{row['id']}"}
    for _ in range(2):
        answer = client.post(row["outcome_url"], sent)
    assert answer.status_code == 302
    contact = Contact.objects.get()
    assert (contact.lease_id, contact.step, contact.outcome) == (lease.id, "call", "not_reached")
    again = client.get(landlord.url())
    assert again.context["filters"]["any"]
    assert again.context["progress"] == {"done": 1, "total": 2}
    told = "</strong> Åsa Öberg, Kvarngränd 1, lgh 1101: samtal, fick inte tag i. <a"
    assert told in again.content.decode()
    assert "Sparat:" not in client.get(landlord.url()).content.decode()


def test_after_a_click_one_stands_at_the_next_row_and_never_at_a_place_made_up_by_others(landlord):
    lease = landlord.lease()
    landlord.assess()
    row, client = row_of(lease), landlord.client("anna")
    there = client.post(landlord.url(f"hyresgast/{lease.id}/ta/"), {"after": f"r-{row.id}"})
    assert there["Location"] == landlord.url() + f"#r-{row.id}"
    elsewhere = client.post(landlord.url(f"hyresgast/{lease.id}/slapp/"), {"after": "//evil.example"})
    assert elsewhere["Location"] == landlord.url()


def test_a_row_that_has_gone_says_so_and_logs_nothing_by_guess(landlord):
    lease = landlord.lease()
    landlord.assess()
    gone = row_of(lease).id
    landlord.pay(lease)
    landlord.assess(leases=[lease.id])
    client = landlord.client("anna")
    url = landlord.url(f"hyresgast/{lease.id}/kontakt/?rad={gone}")
    answer = client.post(url, {"outcome": "spoke", "form_key": "k"}, follow=True)
    assert "Raden fanns inte kvar" in answer.content.decode()
    assert Contact.objects.count() == 0


def test_a_promise_in_one_click_asks_for_its_day_and_then_saves_both(landlord):
    lease = landlord.lease()
    landlord.assess()
    client, url = landlord.client("anna"), landlord.url(f"hyresgast/{lease.id}/kontakt/?rad={row_of(lease).id}")
    asked = client.post(url, {"outcome": "promised", "form_key": "k"})
    assert asked.status_code == 200
    assert "Skriv vilken dag hyran ska betalas." in asked.content.decode()
    assert Contact.objects.count() == 0
    said = {"outcome": "promised", "channel": "call", "contact_date": "2026-11-09", "form_key": "k"}
    wrong = client.post(url, {**said, "promise_until": "2026-11-01"})
    assert "har redan varit" in wrong.content.decode()
    assert Contact.objects.count() == 0
    saved = client.post(url, {**said, "promise_until": "2026-11-20", "promise_amount": "4 000,50"})
    assert saved.status_code == 302
    promise = Promise.objects.get()
    assert (promise.until_date, promise.amount) == (date(2026, 11, 20), 400_050)
    assert Contact.objects.get().step == "call"


def test_the_tenants_page_shows_the_lease_its_months_and_what_has_happened(landlord):
    lease = landlord.lease()
    landlord.assess()
    client = landlord.client("anna")
    sent = client.post(
        landlord.url(f"hyresgast/{lease.id}/kontakt/"),
        {"outcome": "note_left", "channel": "visit", "contact_date": "2026-11-06", "form_key": "k"},
    )
    assert sent["Location"] == landlord.url(f"hyresgast/{lease.id}/")
    answer = client.get(sent["Location"])
    assert answer.context["months"][0].state == "open"
    assert [(event.kind, event.text) for event in answer.context["timeline"]] == [
        ("Besök", "Lapp i brevlådan."),
        ("Avi", "Förfallodag, hyra november 2026."),
    ]
    assert "Åsa" not in answer.content.decode().split("</title>")[0]


def test_a_pause_is_begun_and_ended_from_the_tenants_page(landlord):
    lease = landlord.lease()
    landlord.assess()
    client, here = landlord.client("anna"), landlord.url(f"hyresgast/{lease.id}/")
    unsaid = client.post(here + "paus/", {"until": "2026-11-20"})
    assert "Välj varför ärendet pausas." in unsaid.content.decode()
    client.post(here + "paus/", {"until": "2026-11-20", "reason": "agreed"})
    assert "Vi har kommit överens" in client.get(here).content.decode()
    client.post(here + "paus/avsluta/")
    assert Pause.objects.get().ended_date == date(2026, 11, 9)


def test_a_caretaker_is_shown_a_pause_and_no_way_to_begin_or_end_one(landlord):
    lease = landlord.lease()
    here = landlord.url(f"hyresgast/{lease.id}/")
    landlord.client("anna").post(here + "paus/", {"until": "2026-11-20", "reason": "agreed"})
    text = landlord.client("karl").get(here).content.decode()
    assert "Vi har kommit överens" in text
    assert "/paus/" not in text
    assert landlord.client("karl").post(here + "paus/avsluta/").status_code == 403
    said = {"outcome": "spoke", "channel": "call", "contact_date": "2026-11-09", "form_key": "k"}
    landlord.client("karl").post(here + "kontakt/", {**said, "pause_until": "2026-11-30", "pause_reason": "agreed"})
    assert Contact.objects.count() == 1
    assert Pause.objects.get().ended_date is None


def test_the_call_script_says_month_amount_and_who_called_last(landlord):
    lease = landlord.lease()
    landlord.assess()
    answer = page(landlord, "anna", f"hyresgast/{lease.id}/ring/", rad=str(row_of(lease).id))
    text = answer.content.decode()
    assert "070-174 06 05" in text
    assert "november\u00a02026" in text
    landlord.pay(lease)
    paid = page(landlord, "anna", f"hyresgast/{lease.id}/ring/")
    assert paid["Location"] == landlord.url(f"hyresgast/{lease.id}/")


def test_two_people_taking_the_same_row_get_different_answers(landlord):
    lease = landlord.lease()
    landlord.assess()
    url = landlord.url(f"hyresgast/{lease.id}/ta/")
    landlord.client("anna").post(url, {"after": ""})
    answer = landlord.client("bo").post(url, {"after": ""}, follow=True)
    assert "Anna har redan tagit raden i dag." in answer.content.decode()
    assert "Anna har raden" in answer.content.decode()


def test_a_caretaker_sees_the_homes_of_the_own_district_and_no_others(landlord):
    own, other = landlord.lease("1"), landlord.lease("2", district="Södra", name="Örjan Ek")
    landlord.assess()
    text = page(landlord, "karl").content.decode()
    assert "Åsa Öberg" in text
    assert "Örjan" not in text
    assert page(landlord, "karl", f"hyresgast/{own.id}/").status_code == 200
    assert page(landlord, "karl", f"hyresgast/{other.id}/").status_code == 404


def test_a_member_without_a_role_in_outreach_is_refused(landlord):
    lease = landlord.lease()
    for path in ("idag/", "de-ringde/", f"hyresgast/{lease.id}/", f"hyresgast/{lease.id}/ring/"):
        assert page(landlord, "revisor", path).status_code == 403
    assert page(landlord, "revisor", "").headers["Location"].endswith("/loggranskning/")


def test_without_a_way_of_working_idag_says_so(landlord):
    from kvarbo.landlord.outreach.models import PolicyInForce

    PolicyInForce.objects.all().delete()
    landlord.lease()
    landlord.assess()
    assert "Inget arbetssätt är i kraft" in page(landlord, "anna").content.decode()


def protected(landlord) -> Lease:
    return landlord.lease(
        "skyddad", name=CANARY, address="Hemliga stigen 9", flat="1902", phone="070-174 06 99", protected=True,
        born=date(2006, 5, 1),
    )  # fmt: skip


TELLS = (CANARY, "Hemliga", "1902", "174 06 99", "2006", "N-skyddad", "Ung:", "ung</span>")


def test_a_protected_person_is_masked_in_the_list_for_all_but_the_named_handler(landlord):
    lease = protected(landlord)
    landlord.assess()
    seen = page(landlord, "hanna").content.decode()
    assert CANARY in seen
    assert "Hemliga stigen 9" in seen
    hidden = page(landlord, "anna").content.decode()
    assert [word for word in TELLS if word in hidden] == []
    assert str(lease.id) not in hidden
    assert "Skyddad uppgift" in hidden
    assert "De tas om hand av Hanna." in hidden
    assert CANARY not in page(landlord, "karl").content.decode()


def test_someone_on_the_same_lease_as_a_protected_person_leads_nobody_there(landlord):
    from kvarbo.ground.people.models import Person
    from kvarbo.landlord.rent.models import LeaseTenant

    lease = protected(landlord)
    partner = Person.objects.create(source_key="partner", name="Partnern Ek")
    LeaseTenant.objects.create(lease=lease, person=partner, role="co_tenant", place=2)
    landlord.assess()
    assert "Partnern" not in page(landlord, "anna").content.decode()
    assert "Partnern" in page(landlord, "hanna").content.decode()
    found = landlord.client("anna").post(landlord.url("de-ringde/"), {"sought": "Partnern"})
    assert found.context["results"] == []


def refusals(landlord, client, lease_id) -> list[tuple]:
    answers = [client.get(landlord.url(f"hyresgast/{lease_id}/{path}")) for path in ("", "ring/")]
    sent = {"outcome": "spoke", "channel": "call", "contact_date": "2026-11-09", "form_key": "k"}
    answers += [client.post(landlord.url(f"hyresgast/{lease_id}/{path}"), sent) for path in SINGLE_LEASE_POSTS]
    return [(answer.status_code, sorted(answer.headers.items()), answer.content) for answer in answers]


def test_anothers_id_a_protected_one_and_one_that_is_nowhere_answer_alike_and_leave_a_trail(landlord, rooms):
    with enter(rooms["granngarden"]):
        theirs = Lease.objects.create(source_key="deras", kind="dwelling").id
    hidden = protected(landlord).id
    client = landlord.client("anna")
    nowhere = refusals(landlord, client, uuid.uuid4())
    assert {status for status, _, _ in nowhere} == {404}
    before = TrailRow.objects.filter(refused=True).count()
    assert refusals(landlord, client, theirs) == nowhere
    assert refusals(landlord, client, hidden) == nowhere
    assert TrailRow.objects.filter(refused=True).count() == before + 2 * len(nowhere)
    assert (Contact.objects.count(), Pause.objects.count(), Promise.objects.count()) == (0, 0, 0)


def test_looking_changes_nothing_but_the_trail(landlord):
    lease = landlord.lease()
    landlord.assess()
    before = list(Suggestion.objects.order_by("id").values())
    for path in ("", "idag/", "de-ringde/", "nagon-kan-fara-illa/", f"hyresgast/{lease.id}/"):
        assert page(landlord, "anna", path).status_code == 200
    for path in SINGLE_LEASE_POSTS:
        assert page(landlord, "anna", f"hyresgast/{lease.id}/{path}").status_code == 405
    assert list(Suggestion.objects.order_by("id").values()) == before
    assert Contact.objects.count() == 0


@pytest.mark.parametrize("who", ["anna", "hanna", "karl"])
@pytest.mark.parametrize("path", ["", "hyresgast"])
def test_a_page_asks_as_many_questions_for_three_rows_as_for_one(landlord, who, path):
    lease = landlord.lease("0")
    landlord.assess()
    client = landlord.client(who)
    url = landlord.url(f"hyresgast/{lease.id}/" if path else "")
    connection = connections[f"room:{landlord.room.slug}"]
    with CaptureQueriesContext(connection) as one:
        assert client.get(url).status_code == 200
    for key in ("1", "2"):
        landlord.lease(key)
    landlord.bill(lease, month=date(2026, 10, 1), due=date(2026, 9, 30))
    landlord.assess()
    with CaptureQueriesContext(connection) as three:
        assert client.get(url).status_code == 200
    assert len(three) == len(one)
    assert len(one) <= (62 if path else 36)
