"""A hand-over and a withdrawal at the same moment: one is before the other, and nothing leaves after a withdrawal."""

from __future__ import annotations

import random
import threading
import time
from typing import Any

import pytest
from django.db import connections, transaction

from kvarbo.core.law.secrecy.may_disclose import may_disclose
from kvarbo.core.law.secrecy.vocabulary import Allowed, KindOfFact, Party
from kvarbo.doors.consent import actions
from kvarbo.doors.consent.queries import consents_of
from kvarbo.doors.organisations.queries import own_party
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import record, recorded
from kvarbo.house.rooms import enter
from tests.doors.consent.conftest import ON, Consenting

MANY = 100  # from so many on, both orders must have been met
WORST_WAIT = 0.004  # seconds between the check and the sending, so that a withdrawal can come in between


def hand_over(about: Any, consent: Any, *, wait: float) -> None:
    """What a hand-over does: ask the rules by the consent it holds, then send."""
    with recorded("handing over"):
        held = consents_of(
            about.people[0].id, subject=about.id, counterpart=consent.receivers.get().counterpart_id, to_act_on=True
        )
        consents = tuple(one for one in held if one.reference == str(consent.pk))
        answer = may_disclose(
            on=ON, holder=own_party(), receiver=Party.SOCIAL_BOARD, fact=KindOfFact.HOUSEHOLD, consents=consents
        )
        time.sleep(wait)
        if answer.value.allowed is Allowed.YES:
            record("paper.handed_over", subjects=[about.id], about={"consent": str(consent.pk)})


def take_back(about: Any, consent: Any, member: Any, *, wait: float, key: str) -> None:
    time.sleep(wait)
    with recorded("withdrawing"):
        actions.withdraw(
            subject=about, consent=consent.pk, parts=None, withdrawn_on=ON, withdrawn_by="Åsa", told_how="phone",
            on=ON, by=member, form_key=key,
        )  # fmt: skip


def at_once(room: Any, *works: Any) -> None:
    """Do these at the same time, each in a thread with connections of its own."""
    faults: list[BaseException] = []

    def run(work: Any) -> None:
        try:
            with enter(room):
                work()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []


def interleaved(consenting: Consenting, about: Any, turn: random.Random) -> list[str]:
    """Two hand-overs and a withdrawal of a new consent, at once; what the trail says happened, in its order."""
    consent = consenting.give(about, facts=["household"])
    first, second, third = (turn.uniform(0, WORST_WAIT) for _ in range(3))
    member = consenting.member("anna")

    def later() -> None:
        time.sleep(third)
        hand_over(about, consent, wait=0)

    at_once(
        consenting.room,
        lambda: hand_over(about, consent, wait=first),
        lambda: take_back(about, consent, member, wait=second, key=f"tillbaka {consent.pk}"),
        later,
    )
    rows = TrailRow.objects.filter(about__consent=str(consent.pk)).order_by("seq")
    return list(rows.values_list("act", flat=True))


@pytest.mark.parametrize("times", [12, pytest.param(MANY, marks=pytest.mark.proof)])
def test_nothing_is_handed_over_after_a_withdrawal_however_they_meet(consenting: Consenting, times: int) -> None:
    about, turn, handed = consenting.about(consenting.lease()), random.Random(17), 0
    for _ in range(times):
        acts = interleaved(consenting, about, turn)
        assert acts[-1] == "consent.withdrawn", acts
        handed += acts.count("paper.handed_over")
    assert 0 <= handed <= 2 * times
    assert times < MANY or 0 < handed < 2 * times


def test_who_takes_back_waits_for_a_hand_over_under_way(consenting: Consenting) -> None:
    lease, member = consenting.lease(), consenting.member("anna")
    about, consent = consenting.about(lease), consenting.give(lease, facts=["household"])
    asked, done = threading.Event(), []

    def slow() -> None:
        with transaction.atomic(using=f"room:{consenting.room.slug}"):
            consents_of(about.people[0].id, subject=about.id, counterpart=consenting.board.pk, to_act_on=True)
            asked.set()
            time.sleep(0.3)
            done.append("handed over")

    def withdraws() -> None:
        asked.wait(10)
        take_back(about, consent, member, wait=0, key="tillbaka")
        done.append("withdrawn")

    at_once(consenting.room, slow, withdraws)
    assert done == ["handed over", "withdrawn"]
