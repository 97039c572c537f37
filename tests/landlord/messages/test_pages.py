"""Skicka till en och till flera: the preview is what goes, the count is what is sent, and the history holds it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from kvarbo.ground.outbox.actions import keep_sender
from kvarbo.ground.outbox.models import Batch, ContactWish, MessageRules, OutgoingMessage, SenderDetails
from kvarbo.ground.outbox.sending import send_all
from kvarbo.ground.people.actions import hide
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.models import MemberRole
from kvarbo.landlord.messages.rechecks import PAID
from kvarbo.landlord.outreach.actions import all_or_nothing
from kvarbo.landlord.outreach.models import Contact, Suggestion
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.rent.protection import hide as hide_home
from tests.ground.outbox.local_servers import Took
from tests.landlord.messages.conftest import move_in, suggest
from tests.landlord.outreach.conftest import CANARY, MONTH

FILLED = {"kind": "call_me", "language": "", "channel": "", "form_key": "nyckel"}


def text_of(answer: Any) -> str:
    return answer.content.decode()


def write_to(landlord: Any, lease: Any, do: str = "preview", who: str = "anna", **said: Any) -> Any:
    return landlord.client(who).post(landlord.url(f"hyresgast/{lease.id}/meddelande/"), {**FILLED, "do": do, **said})


def write_to_many(landlord: Any, rows: list[Suggestion], do: str = "preview", **said: Any) -> Any:
    chosen = {"rad": [str(row.id) for row in rows], **FILLED, "do": do, **said}
    return landlord.client("anna").post(landlord.url("utskick/nytt/"), chosen)


def seen_in(answer: Any) -> str:
    return answer.context["plan"].digest


def test_what_is_shown_is_what_goes_and_the_history_and_the_ladder_see_it(ready: Any, sms: Took):
    lease = ready.lease()
    suggest(lease)
    shown = write_to(ready, lease)
    words = "Hej! Ring mig gärna när du har en stund. Anna, Kvarnbyhem AB, 070-174 06 99."
    assert words in text_of(shown)
    assert "Sms till 070-174 06 05, en del" in text_of(shown)
    assert write_to(ready, lease, "send", seen=seen_in(shown)).status_code == 302
    assert send_all(at_once=True) == 1
    assert [(one["to"], one["message"]) for one in sms.taken] == [("+46701740605", words)]
    contact = Contact.objects.get()
    person = lease.lease_tenants.get().person_id
    assert (contact.channel, contact.outcome, contact.step, contact.month, contact.person_id, contact.by_name) == (
        *("sms", "sent", "notify", MONTH, person), "Anna",
    )  # fmt: skip
    (event,) = known_facts([lease.id])[lease.id].events
    assert (event.channel, event.step, event.reached) == ("sms", "notify", False)
    assert "Skickat." in text_of(ready.client("anna").get(ready.url(f"hyresgast/{lease.id}/")))


def test_the_same_form_sent_twice_sends_once(ready: Any, sms: Took):
    lease = ready.lease()
    seen = seen_in(write_to(ready, lease))
    for _ in range(2):
        write_to(ready, lease, "send", seen=seen)
    send_all(at_once=True)
    assert (OutgoingMessage.objects.count(), len(sms.taken)) == (1, 1)


def test_two_on_a_lease_get_a_message_each_and_neither_holds_anything_of_the_other(ready: Any, sms: Took):
    lease = ready.lease(name="Åsa Öberg")
    move_in(lease, "Bo Ek", "070-174 06 06", language="engelska")
    move_in(lease, "Ida Öberg", "070-174 06 07", role="child")
    shown = write_to(ready, lease)
    assert len(shown.context["plan"].planned) == 2
    write_to(ready, lease, "send", seen=seen_in(shown))
    send_all(at_once=True)
    by_number = {one["to"]: one["message"] for one in sms.taken}
    assert sorted(by_number) == ["+46701740605", "+46701740606"]
    assert by_number["+46701740606"].startswith("Hello!")
    for message in by_number.values():
        assert not any(word in message for word in ("Åsa", "Öberg", "Ek", "0605", "06 05", "Kvarngränd", "8 450"))


def test_a_protected_person_is_left_out_and_nothing_of_them_stands_on_the_page(ready: Any, sms: Took):
    lease = ready.lease("1")
    row = suggest(lease)
    closed = ready.lease("2", name=CANARY, phone="070-174 06 33", protected=True)
    hidden = suggest(closed)
    shown = write_to_many(ready, [row, hidden])
    assert CANARY not in text_of(shown)
    assert "06 33" not in text_of(shown)
    assert len(shown.context["plan"].planned) == 1
    # Not even a named handler reaches them by the ordinary way.
    assert write_to(ready, closed, who="anna").status_code == 404
    with recorded("test"):
        keep_sender(by=ready.member("hanna"), phone="070-174 06 98", mailbox="")
    answer = write_to(ready, closed, who="hanna")
    assert answer.context["plan"].planned == []
    assert "skyddade personuppgifter" in answer.context["plan"].left_out[0].reason
    send_all(at_once=True)
    assert sms.taken == []


def test_who_becomes_protected_after_the_decision_is_not_written_to(ready: Any, sms: Took):
    lease = ready.lease()
    write_to(ready, lease, "send", seen=seen_in(write_to(ready, lease)))
    with recorded("test"):
        hide(lease.lease_tenants.get().person_id)
    send_all(at_once=True)
    assert (sms.taken, OutgoingMessage.objects.get().state, Contact.objects.count()) == ([], "stopped", 0)


def test_a_payment_that_comes_between_the_decision_and_the_sending_stops_it(ready: Any, sms: Took, settings: Any):
    lease = ready.lease()
    write_to(ready, lease, "send", seen=seen_in(write_to(ready, lease)))
    ready.pay(lease)
    send_all(at_once=True)
    message = OutgoingMessage.objects.get()
    assert (sms.taken, message.state, message.reason) == ([], "stopped", PAID)
    assert PAID in text_of(ready.client("anna").get(ready.url("utskick/")))


def test_a_booked_time_goes_also_when_nothing_is_owed(ready: Any, sms: Took):
    lease = ready.lease(paid=True)
    assert PAID in text_of(write_to(ready, lease))
    booked = {"kind": "booked_time", "day": "torsdag 12 november", "time": "10.00", "place": "Torget 1"}
    write_to(ready, lease, "send", seen=seen_in(write_to(ready, lease, **booked)), **booked)
    send_all(at_once=True)
    assert "torsdag 12 november kl 10.00, Torget 1" in sms.taken[0]["message"]


def test_a_message_in_a_quiet_hour_is_shown_to_wait_and_waits(ready: Any, sms: Took, at_noon: dict[str, Any]):
    at_noon["at"] += timedelta(hours=10)
    lease = ready.lease()
    shown = write_to(ready, lease)
    assert "Tyst tid: skickas tidigast tis 10 november 2026 klockan 08.00." in text_of(shown)
    write_to(ready, lease, "send", seen=seen_in(shown))
    assert send_all(at_once=True) == 0
    assert "Tyst tid" in text_of(ready.client("anna").get(ready.url("utskick/")))
    assert sms.taken == []


# --- many -----------------------------------------------------------------------------------------------------------


def homes(landlord: Any, number: int) -> list[Any]:
    return [landlord.lease(str(n), name=f"Bo {n}", phone=f"070-174 06 {10 + n}") for n in range(number)]


def test_as_many_are_sent_as_the_preview_counted_and_who_is_left_out_says_why(ready: Any, sms: Took):
    leases = homes(ready, 7)
    ready.pay(leases[0])
    person = leases[1].lease_tenants.get().person
    type(person).objects.filter(pk=person.pk).update(phone="")
    rows = [suggest(lease) for lease in leases]
    shown = write_to_many(ready, rows)
    assert "5 meddelanden skickas" in text_of(shown)
    assert {one.reason for one in shown.context["plan"].left_out} == {PAID, "Numret saknas i registret."}
    sent = write_to_many(ready, rows, "send", seen=seen_in(shown))
    batch = Batch.objects.get()
    assert sent.headers["Location"].endswith(f"utskick/?grupp={batch.pk}")
    assert (batch.planned, batch.messages.count(), batch.left_out.count()) == (5, 5, 2)
    page = text_of(ready.client("anna").get(sent.headers["Location"]))
    assert "0 av 5 har lämnat utkorgen" in page
    send_all(at_once=True)
    page = text_of(ready.client("anna").get(sent.headers["Location"]))
    assert "5 av 5 har lämnat utkorgen" in page
    assert (PAID in page, "Numret saknas" in page, len(sms.taken)) == (True, True, 5)
    assert Contact.objects.filter(channel="sms", outcome="sent", step="notify").count() == 5


def test_a_list_that_has_changed_since_it_was_shown_sends_nothing_and_is_shown_again(ready: Any, sms: Took):
    leases = homes(ready, 3)
    rows = [suggest(lease) for lease in leases]
    seen = seen_in(write_to_many(ready, rows))
    ready.pay(leases[0])
    answer = write_to_many(ready, rows, "send", seen=seen)
    assert "Något har ändrats sedan du såg listan" in text_of(answer)
    assert "2 meddelanden skickas" in text_of(answer)
    assert OutgoingMessage.objects.count() == 0
    write_to_many(ready, rows, "send", seen=seen_in(answer))
    assert OutgoingMessage.objects.count() == 2


def test_idag_lets_one_choose_rows_that_go_by_message_and_only_the_office_may(ready: Any):
    lease = ready.lease()
    row, call = suggest(lease), suggest(lease, "call", rule="ring", group="ring", step="call")
    page = text_of(ready.client("anna").get(ready.url("")))
    assert f'form="skriv-till" name="rad" value="{row.id}"' in page
    assert f'name="rad" value="{call.id}"' not in page
    assert 'name="rad"' not in text_of(ready.client("karl").get(ready.url("")))
    assert ready.client("karl").post(ready.url("utskick/nytt/"), {"rad": str(row.id)}).status_code == 403
    assert write_to_many(ready, [call]).context["chosen"] == 0


def test_nobody_chosen_says_where_to_begin(ready: Any):
    assert "Ingen är vald" in text_of(ready.client("anna").get(ready.url("utskick/nytt/")))


# --- wishes, senders, rules -----------------------------------------------------------------------------------------


def wish(landlord: Any, lease: Any, kind: str) -> None:
    said = {"person": str(lease.lease_tenants.get().person_id), "kind": kind}
    landlord.client("anna").post(landlord.url(f"hyresgast/{lease.id}/onskemal/"), said)


def test_a_wish_decides_the_way_and_no_to_all_leaves_one_out(ready: Any, sms: Took):
    lease = ready.lease()
    person = lease.lease_tenants.get().person
    type(person).objects.filter(pk=person.pk).update(email="asa@kvarnby.example")
    wish(ready, lease, "prefers_email")
    planned = write_to(ready, lease).context["plan"].planned
    assert [(one.line.channel.value, one.to) for one in planned] == [("email", "asa@kvarnby.example")]
    wish(ready, lease, "no_messages")
    answer = write_to(ready, lease)
    assert answer.context["plan"].planned == []
    assert "varken sms eller e-post" in text_of(answer)
    assert [kind for kind, ended in ContactWish.objects.values_list("kind", "ended_at") if not ended] == ["no_messages"]


def test_a_wish_of_somebody_on_another_lease_is_refused(ready: Any):
    lease, other = ready.lease("1"), ready.lease("2")
    said = {"person": str(other.lease_tenants.get().person_id), "kind": "no_sms"}
    ready.client("anna").post(ready.url(f"hyresgast/{lease.id}/onskemal/"), said)
    assert ContactWish.objects.count() == 0


def test_without_a_direct_number_nothing_is_shown_but_where_to_write_it_in(landlord: Any, sms: Took):
    lease = landlord.lease()
    answer = write_to(landlord, lease)
    assert answer.context["plan"] is None
    assert "Skriv in ditt direktnummer först" in text_of(answer)
    client = landlord.client("anna")
    assert client.post(landlord.url("utskick/mina-uppgifter/"), {"phone": "ring", "mailbox": ""}).status_code == 200
    kept = client.post(landlord.url("utskick/mina-uppgifter/"), {"phone": "070-174 06 99", "mailbox": ""})
    assert kept.status_code == 302
    assert SenderDetails.objects.get().phone == "070-174 06 99"
    assert "070-174 06 99" in text_of(write_to(landlord, lease))


def test_without_a_provider_the_text_is_there_to_copy_and_what_was_sent_by_hand_is_written_in(
    ready: Any, settings: Any
):
    settings.KVARBO_SMS = ""
    lease = ready.lease()
    shown = write_to(ready, lease)
    assert "Text att kopiera till din telefon" in text_of(shown)
    assert 'value="send"' not in text_of(shown)
    write_to(ready, lease, "by_hand", seen=seen_in(shown))
    message = OutgoingMessage.objects.get()
    assert (message.state, message.by_hand, Contact.objects.get().outcome) == ("sent", True, "sent")
    assert "från egen telefon" in text_of(ready.client("anna").get(ready.url("utskick/")))


def test_only_a_manager_sets_the_rules_and_never_beyond_the_limits(ready: Any):
    said = {"valid_from": "2026-11-09", "quiet_from": "18", "quiet_until": "9"}
    said |= {"most_per_day": "1", "most_per_week": "2"}
    assert ready.client("anna").post(ready.url("utskick/regler/"), said).status_code == 403
    MemberRole.objects.create(
        member_id=ready.member("anna").id, role="manager", given_by=uuid.uuid4(), approved_by=uuid.uuid4()
    )
    client = ready.client("anna")
    wide = client.post(ready.url("utskick/regler/"), {**said, "quiet_from": "22"})
    assert "Tyst tid måste omfatta klockan 21–8" in text_of(wide)
    assert client.post(ready.url("utskick/regler/"), said).status_code == 302
    assert MessageRules.objects.get().quiet_from == 18


# --- unknown, failed ------------------------------------------------------------------------------------------------


def sent_by(ready: Any, sms: Took, way: str) -> Any:
    lease = ready.lease()
    sms.behave(way)
    write_to(ready, lease, "send", seen=seen_in(write_to(ready, lease)))
    send_all(at_once=True)
    sms.behave("ok")
    return lease


def decide(landlord: Any, decision: str, who: str = "anna") -> Any:
    said = {"message": str(OutgoingMessage.objects.get().pk), "decision": decision}
    return landlord.client(who).post(landlord.url("utskick/avgor/"), said)


def test_an_unknown_is_listed_announced_and_goes_again_only_when_somebody_says_so(ready: Any, sms: Took):
    sent_by(ready, sms, "drop")
    page = text_of(ready.client("bo").get(ready.url("utskick/?lage=unknown")))
    assert "Okänt" in page
    assert "Skicka igen" in page
    assert "Räkna som skickat" in page
    assert "1 utskick är okänt eller kom inte fram." in page
    assert Contact.objects.count() == 0
    decide(ready, "again", who="bo")
    send_all(at_once=True)
    page = text_of(ready.client("anna").get(ready.url("utskick/")))
    assert "Skicka igen: Bo, 2026-11-09 12.00" in page
    assert "kom inte fram." not in page
    assert (len(sms.taken), Contact.objects.get().by_name) == (2, "Bo")


def test_counting_an_unknown_as_sent_writes_the_contact_and_sends_nothing(ready: Any, sms: Took):
    sent_by(ready, sms, "drop")
    decide(ready, "counted")
    send_all(at_once=True)
    assert (len(sms.taken), Contact.objects.count(), OutgoingMessage.objects.get().state) == (1, 1, "sent")


def test_a_failure_stays_a_task_until_it_is_dealt_with_and_leaves_the_step_to_do(ready: Any, sms: Took):
    lease = sent_by(ready, sms, "no_such_number")
    client = ready.client("anna")
    assert "Kom inte fram" in text_of(client.get(ready.url("utskick/")))
    assert "1 utskick är okänt" in text_of(client.get(ready.url("")))
    assert known_facts([lease.id])[lease.id].events == ()
    decide(ready, "handled")
    assert "1 utskick är okänt" not in text_of(client.get(ready.url("")))


@pytest.mark.parametrize("decision", ["again", "counted", "handled", "", "x"])
def test_who_may_not_open_the_home_decides_nothing_and_learns_nothing(ready: Any, sms: Took, decision: str):
    lease = sent_by(ready, sms, "drop")
    with recorded("test"), all_or_nothing():
        hide(lease.lease_tenants.get().person_id)
        hide_home(lease.lease_tenants.get().person_id)
    nowhere = ready.client("anna").post(
        ready.url("utskick/avgor/"), {"message": str(lease.id), "decision": decision}, follow=True
    )
    closed = decide(ready, decision)
    assert closed.status_code == 302
    assert OutgoingMessage.objects.get().state == "unknown"
    assert "finns inte, eller har redan" in text_of(nowhere)
    page = text_of(ready.client("anna").get(ready.url("utskick/")))
    assert "Åsa" not in page
    assert "Okänt" not in page


def test_reading_the_outbox_leaves_one_row_in_the_trail_with_the_homes_it_showed(ready: Any, sms: Took):
    lease = sent_by(ready, sms, "ok")
    before = TrailRow.objects.count()
    ready.client("anna").get(ready.url("utskick/"))
    row = TrailRow.objects.order_by("seq").last()
    assert row is not None
    assert (TrailRow.objects.count(), row.act, row.subjects, row.about) == (
        *(before + 1, "shown", [str(lease.id)]), {"what": "outbox"},
    )  # fmt: skip
