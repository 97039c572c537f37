"""The real hand-over and the real courier against a withdrawal at the same moment, a hundred times on each database."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import set_urlconf

from kvarbo.doors.consent import queries as consents
from kvarbo.doors.post.courier import carry_all
from kvarbo.doors.post.models import ReceivedPaper, RestsOnConsent, SentPaper
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.ground.trail.models import TrailRow
from tests.doors.channels.posting import Posting, make
from tests.doors.consent.test_races import at_once
from tests.doors.post.conftest import LANDLORD, SOCIAL, Town

MANY = 100  # from so many on, both orders must have been met
OFTEN = pytest.mark.parametrize("times", [12, pytest.param(MANY, marks=pytest.mark.proof)])
WORST_WAIT = 0.02  # seconds: as long as a hand-over takes, so that a withdrawal comes before, in and after it


@pytest.fixture
def posting(town: Town) -> Iterator[Posting]:
    with town.enter(LANDLORD):
        yield make(town)
    set_urlconf(None)


def after(wait: float, work: Any) -> Any:
    def later() -> None:
        time.sleep(wait)
        work()

    return later


def acts_of(consent: Any, *papers: Any) -> list[str]:
    """What the trail says happened to this consent and these papers, in its order."""
    ids = {str(consent.pk), *(str(paper) for paper in papers)}
    rows = TrailRow.objects.filter(act__in=("consent.withdrawn", "paper.handed_over", "paper.let_go", "paper.stopped"))
    told = rows.order_by("seq").values_list("act", "about")
    return [act for act, about in told if ids & {about.get("consent"), about.get("paper")}]


@OFTEN
def test_the_real_hand_over_sends_nothing_after_a_withdrawal_however_they_meet(posting: Posting, times: int) -> None:
    turn, handed, refused = random.Random(23), 0, 0
    for _ in range(times):
        consent = posting.give()
        shown = [posting.shown(), posting.shown()]
        said: list[str] = []

        def hand_over(one: Any, said: list[str] = said) -> None:
            try:
                posting.send(*one)
            except CannotDo as refusal:
                said.append(refusal.message)

        first, second, third = (turn.uniform(0, WORST_WAIT) for _ in range(3))
        at_once(
            posting.town.rooms[LANDLORD],
            after(first, lambda one=shown[0]: hand_over(one)),
            after(second, lambda consent=consent: posting.withdraw(consent)),
            after(third, lambda one=shown[1]: hand_over(one)),
        )
        acts = acts_of(consent, *(what.paper_id for what, _, _ in shown))
        assert acts[-1] == "consent.withdrawn", acts
        sent = SentPaper.objects.filter(pk__in=[what.paper_id for what, _, _ in shown])
        assert sent.count() == acts.count("paper.handed_over") == 2 - len(said)
        rests = RestsOnConsent.objects.filter(paper__in=sent)
        assert [row.consent_id for row in rests] == [consent.pk] * sent.count()
        assert all(message.startswith("Ingenting är skickat") for message in said)
        handed, refused = handed + sent.count(), refused + len(said)
    assert handed + refused == 2 * times
    assert times < MANY or min(handed, refused) > 0


@OFTEN
def test_the_courier_lets_nothing_go_after_a_withdrawal_however_they_meet(posting: Posting, times: int) -> None:
    turn, gone, stopped = random.Random(29), 0, 0
    for _ in range(times):
        consent = posting.give()
        paper = posting.handed()
        first, second = (turn.uniform(0, WORST_WAIT) for _ in range(2))
        at_once(
            posting.town.rooms[LANDLORD],
            after(first, lambda: carry_all(at_once=True)),
            after(second, lambda consent=consent: posting.withdraw(consent)),
        )
        carry_all(at_once=True)
        acts = acts_of(consent, paper.pk)
        let_go = "paper.let_go" in acts
        assert acts == (
            ["paper.handed_over", "paper.let_go", "consent.withdrawn"]
            if let_go
            else ["paper.handed_over", "consent.withdrawn", "paper.stopped"]
        )
        with posting.town.enter(SOCIAL):
            assert ReceivedPaper.objects.filter(paper_id=paper.pk).exists() is let_go
        gone, stopped = gone + let_go, stopped + (not let_go)
    assert gone + stopped == times
    assert times < MANY or min(gone, stopped) > 0


def test_the_hand_over_asks_by_person_subject_and_counterpart_and_holds_the_consent_where_it_sends(
    posting: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    posting.give()
    asked: list[Any] = []
    real = consents.consents_of

    def watched(person: Any, *, subject: Any, counterpart: Any, to_act_on: bool) -> Any:
        from django.db import connections

        in_transaction = connections[f"room:{LANDLORD}"].in_atomic_block
        asked.append((person, subject, counterpart, to_act_on, in_transaction))
        return real(person, subject=subject, counterpart=counterpart, to_act_on=to_act_on)

    monkeypatch.setattr(consents, "consents_of", watched)
    posting.handed()
    person = posting.about.people[0].id
    assert asked == [
        (person, posting.lease, posting.board.pk, False, False),  # what is shown holds nothing
        (person, posting.lease, posting.board.pk, True, True),  # what is sent holds it to the end of the transaction
    ]


def test_a_withdrawal_waits_for_the_real_hand_over_under_way_and_finds_what_it_sent(
    posting: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    consent = posting.give()
    was = posting.shown()
    held, order = threading.Event(), []
    real = consents.consents_of

    def slow(*args: Any, **more: Any) -> Any:
        found = real(*args, **more)
        if more["to_act_on"]:
            held.set()
            time.sleep(0.3)
        return found

    monkeypatch.setattr(consents, "consents_of", slow)

    def sends() -> None:
        posting.send(*was)
        order.append("sent")

    def withdraws() -> None:
        assert held.wait(10)
        posting.withdraw(consent)
        order.append("withdrawn")

    at_once(posting.town.rooms[LANDLORD], sends, withdraws)
    assert order == ["sent", "withdrawn"]
    assert acts_of(consent, was[0].paper_id) == ["paper.handed_over", "consent.withdrawn"]
