"""Leveransrapporter: twice, early, late, for another or made up. Each is kept once, and moves only what is its own."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from kvarbo.ground.outbox import outcomes, sending
from kvarbo.ground.outbox.models import DeliveryReport, Handing, OutgoingMessage
from kvarbo.ground.outbox.report_tokens import report_url, token_of
from kvarbo.ground.outbox.words import MessageState
from kvarbo.ground.trail.models import TrailRow
from kvarbo.house.rooms import enter
from tests.ground.outbox.conftest import Outbox
from tests.ground.outbox.local_servers import Took


@pytest.fixture(autouse=True)
def reachable(settings: Any) -> None:
    settings.KVARBO_REPORT_URL = "https://kvarbo.example/"


def tell(url: str, status: str = "delivered") -> int:
    """What a provider does with the address it was given; it has no cookies and no token against forgery."""
    return Client(enforce_csrf_checks=True).post(urlsplit(url).path, {"status": status}).status_code


def sent(outbox: Outbox, number: int = 5) -> tuple[OutgoingMessage, str]:
    message = outbox.put(outbox.receiver(number))
    outbox.send()
    handing = message.handings.get()
    return message, report_url(handing.pk)


def state_of(message: OutgoingMessage) -> str:
    message.refresh_from_db()
    return message.state


def test_the_provider_is_given_the_address_of_its_handing_alone(outbox: Outbox, sms: Took):
    _, url = sent(outbox)
    assert sms.taken[0]["whendelivered"] == url
    assert url.startswith(f"https://kvarbo.example/leverans/kvarnby-social/{Handing.objects.get().pk}/")
    assert len(url.rstrip("/").rsplit("/", 1)[1]) == 64


@pytest.mark.parametrize(("said", "state"), [("delivered", MessageState.DELIVERED), ("failed", MessageState.FAILED)])
def test_a_report_moves_the_message_and_told_twice_is_kept_once(outbox: Outbox, sms: Took, said: str, state: str):
    message, url = sent(outbox)
    assert [tell(url, said), tell(url, said), tell(url, said)] == [204, 204, 204]
    assert state_of(message) == state
    assert DeliveryReport.objects.count() == 1
    assert TrailRow.objects.filter(act="message.reported").count() == 1


def test_what_has_come_there_is_never_taken_back_and_what_failed_may_come_there_after_all(outbox: Outbox, sms: Took):
    message, url = sent(outbox)
    assert tell(url, "failed") == 204
    assert state_of(message) == MessageState.FAILED
    assert tell(url, "delivered") == 204
    assert tell(url, "failed") == 204
    assert state_of(message) == MessageState.DELIVERED


@pytest.mark.parametrize(("said", "state"), [("delivered", MessageState.DELIVERED), ("failed", MessageState.FAILED)])
def test_a_report_before_the_answer_stands_when_the_answer_comes(outbox: Outbox, sms: Took, said: str, state: str):
    statuses: list[int] = []

    def report_first(message: dict[str, str]) -> None:
        statuses.append(tell(message["whendelivered"], said))

    sms.before_answer = report_first
    message = outbox.put(outbox.receiver())
    claimed = sending._claim(message.pk)
    assert claimed is not None
    answer = claimed.provider.hand_over(claimed.handed)
    sending._finish(claimed, answer)
    assert statuses == [204]
    assert state_of(message) == state
    assert message.handings.get().their_reference == "s1"


def test_a_report_of_what_is_unknown_settles_it(outbox: Outbox, sms: Took):
    sms.behave("drop")
    message, url = sent(outbox)
    assert state_of(message) == MessageState.UNKNOWN
    assert tell(url) == 204
    assert state_of(message) == MessageState.DELIVERED


def test_a_late_report_of_the_first_stops_the_second_that_somebody_asked_for(outbox: Outbox, sms: Took):
    sms.behave("drop", "ok")
    message, url = sent(outbox)
    outbox.decide(message, "again")
    assert tell(url) == 204
    assert outbox.send() == 0
    assert (state_of(message), len(sms.taken)) == (MessageState.DELIVERED, 1)


def test_a_late_failure_of_the_first_says_nothing_of_the_second(outbox: Outbox, sms: Took):
    sms.behave("drop", "ok")
    message, url = sent(outbox)
    outbox.decide(message, "again")
    outbox.later(minutes=1)
    outbox.send()
    assert tell(url, "failed") == 204
    assert (state_of(message), len(sms.taken)) == (MessageState.SENT, 2)


def test_the_room_is_told_once_however_often_it_is_reported(outbox: Outbox, sms: Took, monkeypatch: pytest.MonkeyPatch):
    told: list[Any] = []
    monkeypatch.setattr(outcomes, "_tellers", {"social": lambda one: told.append(one.pk)})
    message, url = sent(outbox)
    tell(url, "failed"), tell(url), tell(url)
    assert told == [message.pk]


def test_anothers_another_rooms_and_nobodys_reports_are_answered_alike_and_change_nothing(
    outbox: Outbox, sms: Took, rooms: dict[str, Any]
):
    mine, _ = sent(outbox, 5)
    others, _ = sent(outbox, 6)
    own, other = mine.handings.get().pk, others.handings.get().pk
    token, nowhere = token_of("kvarnby-social", own), uuid.uuid4()
    wrong = [
        f"/leverans/kvarnby-social/{other}/{token}/",  # another message with my token
        f"/leverans/kvarnbyhem/{own}/{token}/",  # another room with my token
        f"/leverans/kvarnbyhem/{own}/{token_of('kvarnbyhem', own)}/",  # a true token for what the room does not have
        f"/leverans/finns-inte/{own}/{token_of('finns-inte', own)}/",
        f"/leverans/kvarnby-social/{nowhere}/{token_of('kvarnby-social', nowhere)}/",
        f"/leverans/kvarnby-social/{own}/{'0' * 64}/",
        f"/leverans/kvarnby-social/{own}/x/",
    ]
    answers = [Client().post(url, {"status": "failed"}) for url in wrong]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, b"Finns inte.")}
    assert {state_of(mine), state_of(others)} == {MessageState.SENT}
    assert DeliveryReport.objects.count() == 0
    with enter(rooms["kvarnbyhem"]):
        assert TrailRow.objects.filter(act="message.reported").count() == 0


def test_only_a_report_is_taken_and_reading_changes_nothing(outbox: Outbox, sms: Took):
    message, url = sent(outbox)
    path = urlsplit(url).path
    assert [Client().get(path).status_code, Client().put(path).status_code] == [405, 405]
    assert tell(url, "created") == 204
    assert tell(url, "skräp") == 400
    assert (state_of(message), DeliveryReport.objects.count()) == (MessageState.SENT, 0)
