"""Leverantörer som sviker: real servers that drop, drip, answer late or with nonsense. Never two; unknowns stand."""

from __future__ import annotations

import email
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from kvarbo.ground.outbox import checks, sending
from kvarbo.ground.outbox.models import Handing, OutgoingMessage
from kvarbo.ground.outbox.providers.answers import accepted
from kvarbo.ground.outbox.words import MessageState
from tests.ground.outbox.conftest import Outbox
from tests.ground.outbox.local_servers import Took


def state_of(message: OutgoingMessage) -> str:
    message.refresh_from_db()
    return message.state


def test_a_text_message_reaches_the_provider_once_under_our_own_reference(outbox: Outbox, sms: Took):
    message = outbox.put(outbox.receiver(7))
    assert outbox.send() == 1
    assert outbox.send() == 0
    assert state_of(message) == MessageState.SENT
    handing = Handing.objects.get()
    assert [(one["to"], one["reference"]) for one in sms.taken] == [("+46701740607", str(handing.pk))]
    assert sms.taken[0]["message"] == message.text
    assert sms.taken[0]["authorization"].startswith("Basic ")
    assert handing.their_reference == "s1"


def test_an_email_reaches_the_mail_server_once_with_our_reference_as_its_number(outbox: Outbox, mail: Took):
    message = outbox.put(outbox.receiver(7), "email")
    assert (outbox.send(), outbox.send()) == (1, 0)
    assert state_of(message) == MessageState.SENT
    read = email.message_from_string(mail.taken[0]["data"])
    assert read["Message-ID"] == f"<{Handing.objects.get().pk}@kvarnby.example>"
    assert "mottagare7@kvarnby.example" in mail.taken[0]["to"]
    assert "skuld" not in mail.taken[0]["data"].casefold()


@pytest.mark.parametrize("way", ["drop", "late", "drip", "gibberish", "cut", "broken"])
def test_a_provider_that_takes_it_and_answers_nothing_clear_leaves_it_unknown_and_is_not_asked_twice(
    outbox: Outbox, sms: Took, way: str
):
    sms.behave(way)
    message = outbox.put(outbox.receiver())
    assert outbox.send() == 1
    assert state_of(message) == MessageState.UNKNOWN
    assert "kan ha gått" in message.reason
    sms.behave("ok")
    outbox.later(days=30)
    assert outbox.send() == 0
    assert len(sms.taken) == 1


@pytest.mark.parametrize("way", ["drop", "late"])
def test_a_mail_server_that_takes_the_text_and_does_not_answer_leaves_it_unknown(outbox: Outbox, mail: Took, way: str):
    mail.behave(way)
    message = outbox.put(outbox.receiver(), "email")
    outbox.send()
    assert state_of(message) == MessageState.UNKNOWN
    outbox.later(days=30)
    assert outbox.send() == 0
    assert len(mail.taken) == 1


@pytest.mark.parametrize(
    ("channel", "way", "state", "said"),
    [
        ("sms", "no_such_number", MessageState.FAILED, "Kontrollera numret"),
        ("sms", "forbidden", MessageState.WAITING, "svar 403"),
        ("sms", "moved", MessageState.WAITING, "annan adress"),
        ("email", "no_such_mailbox", MessageState.FAILED, "Kontrollera den"),
        ("email", "full", MessageState.WAITING, "tog inte emot"),
        ("email", "no", MessageState.FAILED, "tog inte emot"),
    ],
)
def test_a_clear_no_is_a_failure_or_tried_again_and_never_unknown(
    outbox: Outbox, sms: Took, mail: Took, channel: str, way: str, state: str, said: str
):
    (sms if channel == "sms" else mail).behave(way)
    message = outbox.put(outbox.receiver(), channel)
    outbox.send()
    assert state_of(message) == state
    assert said in message.reason + message.waits_for


def test_who_is_busy_may_have_taken_it(outbox: Outbox, sms: Took):
    sms.behave("busy")
    message = outbox.put(outbox.receiver())
    outbox.send()
    assert state_of(message) == MessageState.UNKNOWN


def test_a_provider_that_cannot_be_reached_is_tried_again_later_and_in_the_end_somebody_is_told(
    outbox: Outbox, settings: Any
):
    settings.KVARBO_SMS, settings.KVARBO_SMS_URL = "http", "http://127.0.0.1:9/"
    message = outbox.put(outbox.receiver())
    tried = 0
    for _ in range(20):
        tried += outbox.send()
        if state_of(message) == MessageState.FAILED:
            break
        assert (message.state, message.not_before > outbox.at) == (MessageState.WAITING, True)
        outbox.later(minutes=5)
    assert tried == sending.MOST_TRIES
    assert sending.GAVE_UP in message.reason


def test_a_provider_that_is_ill_is_given_no_more_for_a_while(outbox: Outbox, sms: Took):
    sms.behave("drop")
    for number in range(5, 15):
        outbox.put(outbox.receiver(number))
    assert outbox.send() == sending.MOST_UNCLEAR
    assert sending.send_all() == 0
    assert OutgoingMessage.objects.filter(state=MessageState.WAITING).count() == 10 - sending.MOST_UNCLEAR


def test_the_demo_sends_nothing_and_shows_what_would_have_gone(outbox: Outbox, tmp_path: Any):
    message = outbox.put(outbox.receiver(7))
    outbox.send()
    assert state_of(message) == MessageState.SHOWN
    kept = (tmp_path / "files" / outbox.room.slug / "would-have-been-sent.txt").read_text(encoding="utf-8")
    assert "+46701740607" in kept
    assert message.text in kept


def test_without_a_provider_nothing_waits_in_vain(outbox: Outbox, settings: Any):
    settings.KVARBO_SMS = ""
    message = outbox.put(outbox.receiver())
    outbox.send()
    assert state_of(message) == MessageState.STOPPED
    assert message.reason == checks.NO_PROVIDER


def test_our_own_fault_in_the_middle_leaves_it_unknown(outbox: Outbox, sms: Took, monkeypatch: pytest.MonkeyPatch):
    def fault(*_: object) -> None:
        raise KeyError("070-174 06 05")

    monkeypatch.setattr("kvarbo.ground.outbox.providers.sms_over_http._read", fault)
    message = outbox.put(outbox.receiver())
    outbox.send()
    assert state_of(message) == MessageState.UNKNOWN
    assert "070" not in message.reason


def test_a_worker_that_dies_while_it_hands_over_leaves_it_unknown_when_its_time_is_out(outbox: Outbox, sms: Took):
    message = outbox.put(outbox.receiver())
    assert sending._claim(message.pk) is not None  # and then it is killed
    assert state_of(message) == MessageState.HANDING
    assert outbox.send() == 0
    outbox.at += timedelta(seconds=sending.lease_seconds() + 1)
    assert outbox.send() == 0
    assert state_of(message) == MessageState.UNKNOWN
    assert sms.taken == []


def test_an_answer_that_comes_after_all_settles_what_was_unknown(outbox: Outbox, sms: Took):
    message = outbox.put(outbox.receiver())
    claimed = sending._claim(message.pk)
    assert claimed is not None
    outbox.later(minutes=5)
    outbox.send()
    assert state_of(message) == MessageState.UNKNOWN
    sending._finish(claimed, accepted("s9"))
    assert state_of(message) == MessageState.SENT


def test_an_answer_to_the_first_stops_the_second_that_somebody_asked_for(outbox: Outbox, sms: Took):
    message = outbox.put(outbox.receiver())
    claimed = sending._claim(message.pk)
    assert claimed is not None
    outbox.later(minutes=5)
    outbox.send()
    outbox.decide(message, "again")
    sending._finish(claimed, accepted("s9"))
    assert state_of(message) == MessageState.SENT
    assert outbox.send() == 0
    assert sms.taken == []


def test_an_old_answer_says_nothing_of_a_newer_handing(outbox: Outbox, sms: Took):
    message = outbox.put(outbox.receiver())
    first = sending._claim(message.pk)
    assert first is not None
    outbox.later(minutes=5)
    outbox.send()
    outbox.decide(message, "again")
    outbox.later(minutes=1)
    second = sending._claim(message.pk)
    assert second is not None
    sending._finish(first, accepted("s9"))
    assert state_of(message) == MessageState.HANDING
    sending._finish(second, accepted("s10"))
    assert state_of(message) == MessageState.SENT


def test_two_workers_hand_over_each_message_once(outbox: Outbox, sms: Took):
    made = [outbox.put(outbox.receiver(number)) for number in range(5, 25)]
    errors: list[Exception] = []

    def work() -> None:
        try:
            for _ in range(3):
                sending.send_all(at_once=True)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert errors == []
    assert sorted(one["to"] for one in sms.taken) == sorted(f"+467017406{number:02d}" for number in range(5, 25))
    assert {state_of(message) for message in made} == {MessageState.SENT}
