"""The message to the board goes by the post that is here already, and its days move the clock as they become known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from kvarbo.doors.organisations.models import Counterpart
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.post.handed_out import handed_out_about
from kvarbo.doors.post.models import Delivery, ReceivedPaper
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.ground import clock
from kvarbo.landlord.notices import actions
from kvarbo.landlord.notices.pages import latest
from kvarbo.landlord.notices.standing import standing
from kvarbo.landlord.notices.vocabulary import FactKind, Proof, Route, Stage
from kvarbo.landlord.rent.models import Lease, LedgerState, Payment
from tests.doors.post.conftest import LANDLORD, ON, Town, household, in_one_transaction, notice, town
from tests.doors.post.handing import chosen, handed

KIND = PaperKind.NOTICE_UNPAID_RENT


def test_a_registered_letter_through_the_post_starts_the_floor_and_a_stale_amount_goes_nowhere(town: Town) -> None:
    with in_one_transaction(town, LANDLORD) as by:
        LedgerState.objects.filter(pk=1).update(known_through=date(2026, 11, 8))
        lease = Lease.objects.get(pk=household())
        actions.decide(
            lease=lease, route=Route.ORDER_TO_PAY, demand_last_day=date(2026, 11, 6), reason="Inget svar.",
            form_key="k", on=ON, by=by,
        )  # fmt: skip
        what = chosen(by, lease.id, KIND, transport="registered", counterpart=Counterpart.objects.get())
        sent = handed(by, what, notice())
        before = latest(lease)
        assert before is not None
        assert (before.case.last(FactKind.BOARD_TOLD), before.standing.clock) != (None, None)
        assert before.standing.clock is not None
        assert before.standing.clock.value.not_before is None
        Delivery.objects.create(
            paper=sent, at=clock.now(), transport="registered", done=True, posted_date=ON,
            registered_number="RR 123 456 789 SE", by_name="Karin",
        )  # fmt: skip
        now = latest(lease)
        assert now is not None
        assert now.standing.clock is not None
        assert now.standing.clock.value.not_before == date(2026, 11, 30)
        assert [one.proof for one in now.happened if one.paper] == [Proof.ON_FILE]
        assert handed_out_about([lease.id], [KIND])[lease.id][0].registered_number == "RR 123 456 789 SE"
        Payment.objects.create(
            lease=lease, bill=lease.bills.get(), key="p", booked_date=ON, amount=100_000, order_received_date=ON
        )
        with pytest.raises(CannotDo, match="Papperet säger 8 450 kr men obetald hyra är 7 450 kr"):
            handed(by, chosen(by, lease.id, KIND), notice())


def test_an_undertaking_that_came_and_was_put_by_the_lease_saves_the_home_by_itself(town: Town) -> None:
    """Nobody has to write in the decision what the paper already says; one that is taken back says nothing."""
    with in_one_transaction(town, LANDLORD) as by:
        LedgerState.objects.filter(pk=1).update(known_through=date(2026, 11, 8))
        lease = Lease.objects.get(pk=household())
        actions.decide(
            lease=lease, route=Route.ORDER_TO_PAY, demand_last_day=date(2026, 11, 6), reason="Inget svar.",
            form_key="k", on=ON, by=by,
        )  # fmt: skip
        came = ReceivedPaper.objects.create(
            kind=PaperKind.UNDERTAKING, plain="other", from_name="Socialnämnden", checked="good", came_by="room",
            door_date=ON, subject_id=None, taken_in_at=clock.now(), by_name="Kvarbo", paper_id=uuid4(),
        )  # fmt: skip
        now = latest(lease)
        assert now is not None
        assert now.case.last(FactKind.UNDERTAKING) is None
        ReceivedPaper.objects.filter(pk=came.pk).update(subject_id=lease.id)
        now = latest(lease)
        assert now is not None
        told = now.case.last(FactKind.UNDERTAKING)
        assert told is not None
        assert (told.through_door, told.posted_registered, told.received) == (ON, None, None)
        assert now.standing.stage is Stage.RECOVERED
        told_of = [step.text for step in standing(now.case, replace(now.money, open_rent=100), on=ON).why]
        assert not any("Fråga nämnden om resten" in text for text in told_of)  # the paper by hand states no sum
        less = replace(now.case, facts=tuple(replace(fact, amount=99) for fact in now.case.facts))
        told_of = [step.text for step in standing(less, replace(now.money, open_rent=100), on=ON).why]
        assert any("Fråga nämnden om resten" in text for text in told_of)
        ReceivedPaper.objects.filter(pk=came.pk).update(recalled_at=clock.now())
        now = latest(lease)
        assert now is not None
        assert now.standing.stage is not Stage.RECOVERED


__all__ = ["town"]
