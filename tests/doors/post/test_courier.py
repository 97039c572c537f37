"""A paper is carried once, whatever happens on the way, and its receipt comes back once."""

from __future__ import annotations

import os
import random
from collections.abc import Callable

from django.db import connections

from kvarbo.doors.organisations.models import Counterpart
from kvarbo.doors.post.courier import carry_all
from kvarbo.doors.post.models import Delivery, Receipt, ReceivedPaper, SentPaper
from tests.doors.post.conftest import LANDLORD, SOCIAL, Town
from tests.doors.post.handing import notice_sent
from tests.killing import killed_after, killed_at_statement

STATEMENTS, MOMENTS = 70, 30


def everything_arrived_once(town: Town, papers: int) -> bool:
    """Each paper is at the social services once, with one delivery and one receipt here."""
    with town.enter(LANDLORD):
        ours = list(SentPaper.objects.all())
        left = Delivery.objects.filter(done=True).values_list("paper", flat=True)
        receipts = Receipt.objects.values_list("paper", flat=True)
        assert len(ours) == papers
        assert {sent.state for sent in ours} == {"received"}
        assert sorted(left) == sorted(receipts) == sorted(sent.pk for sent in ours)
    with town.enter(SOCIAL):
        came = list(ReceivedPaper.objects.values_list("paper_id", flat=True))
        answered = list(SentPaper.objects.filter(kind="receipt").values_list("answers", "state"))
    assert sorted(came) == sorted(sent.pk for sent in ours)
    assert sorted(answered) == sorted((sent.pk, "carried") for sent in ours)
    return True


def in_a_process_of_its_own(prepare: Callable[[], None]) -> int:
    """Carry in a real process that ``prepare`` has made mortal; its number."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            prepare()
            carry_all(at_once=True)
        finally:
            os._exit(0)
    return child


def test_a_paper_goes_from_room_to_room_and_a_receipt_comes_back(town: Town) -> None:
    paper = notice_sent(town)
    assert carry_all().left == 2
    with town.enter(SOCIAL):
        came = ReceivedPaper.objects.get()
        assert (came.paper_id, came.kind, came.checked, came.came_by) == (paper, "notice_unpaid_rent", "good", "room")
        assert (came.door_date, came.posted_date, came.received_date) == (came.taken_in_at.date(), None, None)
    with town.enter(LANDLORD):
        sent = SentPaper.objects.get()
        assert sent.state == "received"
        assert bytes(sent.canonical) == bytes(came.canonical or b"")
    assert carry_all().left == 0
    assert everything_arrived_once(town, 1)


def test_a_courier_killed_at_a_hundred_points_carries_every_paper_once(town: Town) -> None:
    drawn, papers, killed = random.Random(5), 0, 0
    for number in range(1, STATEMENTS + MOMENTS + 1):
        if number % 4 == 1:
            notice_sent(town)
            papers += 1
        prepare = killed_at_statement(number) if number <= STATEMENTS else killed_after(drawn.uniform(0.001, 0.2))
        _, status = os.waitpid(in_a_process_of_its_own(prepare), 0)
        killed += os.WIFSIGNALED(status)
    assert killed >= STATEMENTS // 2
    carry_all(at_once=True)
    assert everything_arrived_once(town, papers)


def test_two_couriers_at_once_carry_every_paper_once(town: Town) -> None:
    for _ in range(8):
        notice_sent(town)
    couriers = [in_a_process_of_its_own(lambda: None) for _ in range(3)]
    assert [os.waitpid(one, 0)[1] for one in couriers] == [0, 0, 0]
    carry_all(at_once=True)
    assert everything_arrived_once(town, 8)


def test_a_counterpart_with_a_room_that_is_not_there_is_told_and_tried_again(town: Town) -> None:
    notice_sent(town)
    with town.enter(LANDLORD):
        Counterpart.objects.update(place="ingenstans")
    assert carry_all(at_once=True).stuck == 1
    assert carry_all(at_once=True).stuck == 1
    with town.enter(LANDLORD):
        (failed,) = Delivery.objects.all()  # told once, not each time
        assert not failed.done
        assert "Motparter" in failed.text
        Counterpart.objects.update(place=SOCIAL)
    carry_all(at_once=True)
    with town.enter(LANDLORD):
        assert SentPaper.objects.get().state == "received"


def test_a_paper_changed_in_the_database_is_not_carried(town: Town) -> None:
    paper = notice_sent(town)
    with town.enter(LANDLORD) as entered:
        changed = bytes(SentPaper.objects.get().canonical).replace(b"845000", b"945000")
        with connections[entered.alias].cursor() as cursor:
            cursor.execute("update doors_sentpaper set canonical = %s", [changed])
    assert carry_all(at_once=True).stuck == 1
    with town.enter(SOCIAL):
        assert not ReceivedPaper.objects.exists()
    with town.enter(LANDLORD):
        assert "ändrat i databasen" in Delivery.objects.get(paper=paper).text
