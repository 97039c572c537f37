"""Dödad var som helst: whoever is killed while messages leave loses none, sends none twice; unknowns are listed."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connections

from kvarbo.ground.outbox import actions, queries
from kvarbo.ground.outbox.models import Handing, OutgoingMessage
from kvarbo.ground.outbox.sending import send_all
from kvarbo.ground.outbox.words import MessageState
from kvarbo.ground.people.models import Person
from kvarbo.ground.trail.recorder import recorded
from tests.ground.outbox.conftest import Outbox
from tests.ground.outbox.local_servers import Took
from tests.killing import killed_after, killed_at_statement

LEASED = 10  # seconds that pass between two workers: more than a handing may take


def put_many(outbox: Outbox, number: int) -> None:
    """So many messages, each to somebody of their own."""
    people = Person.objects.bulk_create(
        [
            Person(source_key=f"m{place}", name="Bo Ek", phone=f"070-174 06 {5 + place % 95:02d}")
            for place in range(number)
        ]
    )
    for start in range(0, number, actions.MOST):
        lines = [outbox.line(one) for one in people[start : start + actions.MOST]]
        with recorded("test"):
            actions.put_batch(lines, by=outbox.by, form_key=f"nyckel {start}", left_out=[])


def in_a_process_of_its_own(prepare: Callable[[], None]) -> int:
    """Send in a real process that ``prepare`` has made mortal; how it ended."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            prepare()
            while send_all(at_once=True):
                pass
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]


def taken(sms: Took) -> Counter[UUID]:
    """How many times the provider has taken each message, by the message's own id."""
    message_of = dict(Handing.objects.values_list("pk", "message_id"))
    return Counter(message_of[UUID(one["reference"])] for one in sms.taken)


def check_that_none_is_lost_or_doubled(outbox: Outbox, sms: Took, number: int, kills: int) -> int:
    """Every message is sent and was taken once, or is unknown and listed; how many are unknown."""
    outbox.later(seconds=LEASED)
    send_all(at_once=True)
    states = dict(OutgoingMessage.objects.values_list("pk", "state"))
    went = taken(sms)
    assert len(states) == number
    assert set(went.values()) <= {1}
    assert {pk for pk, state in states.items() if state == MessageState.SENT} <= set(went)
    unknown = [pk for pk, state in states.items() if state == MessageState.UNKNOWN]
    assert Counter(states.values()) == Counter(
        {"sent": number - len(unknown), **({"unknown": len(unknown)} if unknown else {})}
    )
    assert len(unknown) <= kills
    assert queries.tasks(list(OutgoingMessage.objects.values_list("subject_id", flat=True))[:30_000]) == len(unknown)
    return len(unknown)


def check_what_a_person_decides_by_the_providers_list(outbox: Outbox, sms: Took, number: int) -> None:
    """A person looks in the provider's own list, and says of each unknown whether it is to go."""
    went = taken(sms)
    for message in OutgoingMessage.objects.filter(state=MessageState.UNKNOWN):
        outbox.decide(message, "counted" if message.pk in went else "again")
    outbox.later(seconds=LEASED)
    while send_all(at_once=True):
        pass
    assert set(taken(sms).values()) == {1}
    assert len(taken(sms)) == number
    assert set(OutgoingMessage.objects.values_list("state", flat=True)) == {MessageState.SENT}


def test_a_worker_killed_again_and_again_loses_none_and_sends_none_twice(outbox: Outbox, sms: Took) -> None:
    put_many(outbox, 24)
    killed = 0
    for number in (9, 17, 23, 31, 40, 52):
        outbox.later(seconds=LEASED)
        killed += os.WIFSIGNALED(in_a_process_of_its_own(killed_at_statement(number)))
    assert killed == 6
    outbox.later(seconds=LEASED)
    in_a_process_of_its_own(lambda: None)
    assert check_that_none_is_lost_or_doubled(outbox, sms, 24, killed) > 0
    check_what_a_person_decides_by_the_providers_list(outbox, sms, 24)


@pytest.mark.proof
def test_ten_thousand_messages_and_two_hundred_kills_lose_none_and_send_none_twice(
    outbox: Outbox, sms: Took, capsys: pytest.CaptureFixture[str]
) -> None:
    began, messages, kills = time.monotonic(), 10_000, 200
    drawn, killed = random.Random(20261109), 0
    put_many(outbox, messages)
    while killed < kills:
        outbox.later(seconds=LEASED)
        by_statement = killed_at_statement(drawn.randrange(1, 1_200))
        prepare = by_statement if killed % 2 else killed_after(drawn.uniform(0.02, 1.0))
        killed += os.WIFSIGNALED(in_a_process_of_its_own(prepare))
    left = OutgoingMessage.objects.filter(state=MessageState.WAITING).count()
    outbox.later(seconds=LEASED)
    in_a_process_of_its_own(lambda: None)
    unknown = check_that_none_is_lost_or_doubled(outbox, sms, messages, killed)
    went_without = len(set(taken(sms)) & set(_unknown()))
    check_what_a_person_decides_by_the_providers_list(outbox, sms, messages)
    with capsys.disabled():
        print(
            f"\n{connections[outbox.room.alias].vendor}: {messages} messages, {killed} kills, {left} left after them, "
            f"{unknown} unknown of which the provider had {went_without}, {time.monotonic() - began:.0f} s"
        )


def _unknown() -> list[UUID]:
    return list(OutgoingMessage.objects.filter(state=MessageState.UNKNOWN).values_list("pk", flat=True))
