"""A paper is carried once, whatever happens on the way, and its receipt comes back once."""

from __future__ import annotations

from kvarbo.doors.post.courier import carry_all
from kvarbo.doors.post.models import Delivery, Receipt, ReceivedPaper, SentPaper
from tests.doors.post.conftest import LANDLORD, SOCIAL, Town
from tests.doors.post.handing import notice_sent


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
        assert Delivery.objects.filter(paper=sent, done=True).count() == 1
        assert Receipt.objects.get().paper_id == paper
    assert carry_all().left == 0
