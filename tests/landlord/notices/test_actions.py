"""Decisions day by day: both routes, both clocks, and what is refused with its paragraph.

The days are those of ``docs/proof/notices.md``, counted there by hand.
"""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction

from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.ground.subjects import subject
from kvarbo.landlord.notices.history import decided_on, steps_taken
from kvarbo.landlord.notices.models import DecisionFact, WhatHappenedStays
from kvarbo.landlord.notices.paper_check import paper_stopped
from kvarbo.landlord.notices.vocabulary import FactKind, NextStep, Route, Stage
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.models import Lease
from kvarbo.landlord.rent.payments.models import IncomingPayment, PossibleLease
from tests.landlord.notices.conftest import ON, RENT, Deciding

BOARD, SERVED, PASSED = date(2026, 11, 11), date(2026, 11, 20), date(2026, 12, 14)
REGISTERED = {"proof": "registered", "registered_number": "RR 123 456 789 SE"}


def told_and_served(deciding: Deciding, lease: Lease) -> None:
    """The ordinary route until the recovery period runs."""
    deciding.decide(lease)
    deciding.day(date(2026, 11, 10))
    deciding.add(lease, FactKind.APPLIED, told={"applicant": "own"})
    deciding.day(BOARD)
    deciding.add(lease, FactKind.BOARD_TOLD, posted_registered=BOARD, amount=RENT, **REGISTERED)
    deciding.day(date(2026, 11, 23))
    deciding.add(
        lease, FactKind.SERVED, SERVED, way="application", by_authority=True, received=SERVED, proof="authority"
    )


def test_the_ordinary_route_knows_only_a_floor_until_kronofogden_tells_the_day(deciding: Deciding) -> None:
    lease = deciding.lease()
    deciding.decide(lease)
    deciding.day(date(2026, 11, 10))
    deciding.add(lease, FactKind.APPLIED)
    deciding.day(BOARD)
    deciding.add(lease, FactKind.BOARD_TOLD, posted_registered=BOARD, amount=RENT, **REGISTERED)
    clock = deciding.now(lease).standing.clock
    assert clock is not None
    assert (clock.value.enforcing, clock.value.not_before) == (None, date(2026, 12, 2))
    assert deciding.now(lease).standing.stage is Stage.UNDER_WAY


def test_the_ordinary_route_to_recovered(deciding: Deciding) -> None:
    lease = deciding.lease()
    told_and_served(deciding, lease)
    now = deciding.now(lease)
    assert now.standing.stage is Stage.RUNNING
    assert now.standing.clock is not None
    assert now.standing.clock.value.protective == now.standing.clock.value.enforcing == date(2026, 12, 11)
    deciding.paid(lease, date(2026, 12, 10), ordered=date(2026, 12, 10))
    deciding.day(date(2026, 12, 11))
    now = deciding.now(lease)
    assert now.standing.stage is Stage.RECOVERED
    evict = next(step for step in now.steps if step.step is NextStep.EVICT)
    assert not evict.allowed
    assert "JB 12:44 första stycket" in [why.source for why in evict.why]
    deciding.add(lease, FactKind.ENDED, outcome="recovered")
    assert deciding.now(lease).standing.stage is Stage.ENDED


def test_the_ordinary_route_to_an_eviction_date(deciding: Deciding) -> None:
    lease = deciding.lease()
    told_and_served(deciding, lease)
    deciding.day(PASSED)
    assert deciding.now(lease).standing.stage is Stage.PASSED
    deciding.day(date(2026, 12, 21))
    deciding.add(lease, FactKind.VERDICT, date(2026, 12, 16))
    deciding.add(lease, FactKind.HEARD, date(2026, 12, 21))
    deciding.add(lease, FactKind.EVICTION_TIME, date(2027, 1, 13))
    now = deciding.now(lease)
    assert now.standing.stage is Stage.EVICTION_SET
    assert now.standing.target is not None
    assert now.standing.target.value.enforcing == date(2027, 1, 13)
    assert next(step for step in now.steps if step.step is NextStep.EVICT).allowed
    deciding.add(lease, FactKind.ENDED, outcome="keys", text="Flyttade själv.")
    assert deciding.now(lease).decision.ended_date == date(2026, 12, 21)


def test_nothing_of_our_own_goes_out_before_another_person_has_said_yes(deciding: Deciding) -> None:
    lease = deciding.lease()
    deciding.decide(lease, Route.TERMINATION)
    with pytest.raises(CannotDo, match="En annan person ska först ha läst"):
        deciding.add(lease, FactKind.SERVED, way="ordinary", received=ON)
    deciding.add(lease, FactKind.PREPARED, who="maria")
    deciding.ask(lease)
    with pytest.raises(CannotDo, match="Du har själv skrivit underlaget"):
        deciding.answer(lease, who="maria")
    assert deciding.now(lease).standing.stage is Stage.ASKED
    deciding.answer(lease, who="hanna")
    assert deciding.now(lease).standing.stage is Stage.APPROVED


def test_one_who_asked_may_not_answer_and_a_no_sends_it_back(deciding: Deciding) -> None:
    lease = deciding.lease()
    deciding.decide(lease, Route.TERMINATION)
    deciding.add(lease, FactKind.PREPARED)
    deciding.ask(lease, who="maria")
    with pytest.raises(CannotDo, match="Du kan inte besluta om det du själv har begärt"):
        deciding.answer(lease, who="maria")
    deciding.answer(lease, who="hanna", approves=False)
    assert deciding.now(lease).standing.stage is Stage.PREPARED
    with pytest.raises(CannotDo, match="två personer"):
        deciding.add(lease, FactKind.SERVED, way="ordinary", received=ON)


def test_a_payment_stops_the_approval_and_the_service(deciding: Deciding) -> None:
    lease, other = deciding.lease("1"), deciding.lease("2")
    deciding.decide(lease, Route.TERMINATION)
    deciding.add(lease, FactKind.PREPARED)
    deciding.ask(lease)
    deciding.paid(lease, ON)
    with pytest.raises(CannotDo, match=r"grunden är borta. \(JB 12:43 första stycket\)"):
        deciding.answer(lease)
    deciding.approved(other)
    deciding.paid(other, ON)
    with pytest.raises(CannotDo, match="JB 12:43 första stycket"):
        deciding.add(other, FactKind.SERVED, way="ordinary", received=ON)
    assert deciding.now(other).standing.stage is Stage.CURED


def test_a_payment_that_waits_to_be_placed_stops_it_too(deciding: Deciding) -> None:
    lease = deciding.lease()
    deciding.approved(lease)
    waiting = IncomingPayment.objects.create(
        key="w", booked_date=ON, amount=RENT, open_amount=RENT, reference="", text="hyra", payer_name="Åsa"
    )
    PossibleLease.objects.create(incoming=waiting, lease=lease, reasons=["Samma namn."])
    with pytest.raises(CannotDo, match="väntar på att placeras"):
        deciding.add(lease, FactKind.SERVED, way="ordinary", received=ON)


def test_an_old_ledger_stops_it_too(deciding: Deciding) -> None:
    lease = deciding.lease()
    deciding.approved(lease)
    deciding.settings.KVARBO_TODAY = "2026-11-16"
    with pytest.raises(CannotDo, match="Läs in de senaste först"):
        deciding.add(lease, FactKind.SERVED, way="ordinary", received=date(2026, 11, 16))


def test_own_notice_with_two_on_the_lease(deciding: Deciding) -> None:
    lease = deciding.lease()
    bo = deciding.second_tenant(lease)
    deciding.approved(lease)
    deciding.add(lease, FactKind.BOARD_TOLD, posted_registered=ON, amount=RENT, **REGISTERED)
    deciding.add(lease, FactKind.SERVED, way="ordinary", received=ON, proof="receipt")
    assert deciding.now(lease).standing.given.value.missing == (str(bo.pk),)
    deciding.day(date(2026, 11, 11))
    deciding.add(lease, FactKind.SERVED, person=bo.pk, way="process_server", refused=date(2026, 11, 11))
    clock = deciding.now(lease).standing.clock
    assert clock is not None
    assert (clock.value.protective, clock.value.enforcing) == (date(2026, 11, 30), date(2026, 12, 2))


def test_a_part_payment_asks_about_new_papers_and_the_tenant_keeps_the_first_day(deciding: Deciding) -> None:
    lease = deciding.lease()
    deciding.approved(lease)
    deciding.add(lease, FactKind.BOARD_TOLD, posted_registered=ON, amount=RENT, **REGISTERED)
    deciding.add(lease, FactKind.SERVED, way="ordinary", received=ON, proof="receipt")
    with pytest.raises(CannotDo, match="Beloppet i papperen stämmer"):
        deciding.add(lease, FactKind.REISSUED)
    deciding.paid(lease, date(2026, 11, 12), 345_000)
    on = deciding.day(date(2026, 11, 13))
    amount = deciding.now(lease).standing.amount
    assert amount is not None
    assert amount.value.reissue
    assert not amount.value.wrong_from_start
    deciding.add(lease, FactKind.REISSUED)
    deciding.add(lease, FactKind.BOARD_TOLD, posted_registered=on, amount=RENT - 345_000, **REGISTERED)
    deciding.add(lease, FactKind.SERVED, way="ordinary", received=on, proof="receipt")
    clock = deciding.now(lease).standing.clock
    assert clock is not None
    assert (clock.value.protective, clock.value.enforcing) == (date(2026, 11, 30), date(2026, 12, 4))


def test_nothing_is_done_before_it_is_decided(deciding: Deciding) -> None:
    lease = deciding.lease()
    with pytest.raises(CannotDo, match="Besluta först"):
        deciding.add(lease, FactKind.APPLIED)
    deciding.decide(lease)
    with pytest.raises(CannotDo, match="Inget får göras före det"):
        deciding.add(lease, FactKind.APPLIED, date(2026, 11, 8))
    paid = deciding.lease("2", paid=True)
    with pytest.raises(CannotDo, match="Ingen hyra är obetald"):
        deciding.decide(paid)


def test_one_decision_holds_at_a_time_and_the_same_form_is_one_decision(deciding: Deciding) -> None:
    lease = deciding.lease()
    first = deciding.decide(lease)
    assert deciding.decide(lease) == first
    with pytest.raises(CannotDo, match="finns redan ett beslut"):
        deciding.decide(lease, Route.TERMINATION)
    deciding.add(lease, FactKind.ENDED, outcome="withdrawn_plan")
    assert deciding.decide(lease, Route.TERMINATION) != first


def test_a_fact_has_a_proof_or_says_that_it_has_none(deciding: Deciding) -> None:
    lease = deciding.lease()
    deciding.decide(lease)
    with pytest.raises(CannotDo, match="eller att det inte finns något bevis"):
        deciding.add(lease, FactKind.APPLIED, proof="")
    with pytest.raises(CannotDo, match="brevets nummer"):
        deciding.add(lease, FactKind.BOARD_TOLD, proof="registered", posted_registered=ON)
    with pytest.raises(CannotDo, match="Lägg den först bland bilagorna"):
        deciding.add(lease, FactKind.APPLIED, proof="scan", attachment=uuid4())
    assert deciding.add(lease, FactKind.APPLIED, proof="none").proof == "none"


def test_what_has_happened_is_corrected_and_never_changed(deciding: Deciding) -> None:
    lease = deciding.lease()
    told_and_served(deciding, lease)
    wrong = DecisionFact.objects.get(kind="served")
    right = date(2026, 11, 23)
    deciding.add(lease, FactKind.SERVED, right, way="application", by_authority=True, received=right, corrects=wrong.pk)
    now = deciding.now(lease)
    assert now.standing.given.value.on == right
    assert [one.is_corrected for one in now.happened if one.fact.kind is FactKind.SERVED] == [True, False]
    for change in (wrong.save, wrong.delete, DecisionFact.objects.all().delete):
        with pytest.raises(WhatHappenedStays), transaction.atomic():
            change()
    with pytest.raises(WhatHappenedStays):
        DecisionFact.objects.update(text="annat")


def test_no_letter_goes_the_ordinary_way_to_a_protected_home(deciding: Deciding) -> None:
    lease = deciding.lease(protected=True)
    deciding.decide(lease, Route.TERMINATION, who="hanna")
    deciding.add(lease, FactKind.PREPARED, who="hanna")
    deciding.ask(lease, who="hanna")
    with pytest.raises(CannotDo, match="inte öppet för dig"):
        deciding.answer(lease)
    with pytest.raises(CannotDo, match="går inte den vanliga vägen"):
        deciding.add(lease, FactKind.SERVED, way="registered_letter", who="hanna", received=ON)


def test_a_paper_to_the_board_with_another_amount_than_the_ledgers_is_stopped(deciding: Deciding) -> None:
    lease = deciding.lease()
    found = subject(deciding.member("anna"), lease.id)
    assert found is not None
    row = {"month": "2026-11", "due": "2026-10-30", "amount": RENT}
    kind = PaperKind.NOTICE_UNPAID_RENT
    deciding.decide(lease, Route.TERMINATION)
    assert "två personer" in paper_stopped(found, kind, {"unpaid": [row]}, ON)
    deciding.add(lease, FactKind.ENDED, outcome="withdrawn_plan")
    deciding.decide(lease)
    assert paper_stopped(found, kind, {"unpaid": [row]}, ON) == ""
    deciding.paid(lease, ON, 100_000)
    assert "RH 1995:34" in paper_stopped(found, kind, {"unpaid": [row]}, ON)
    assert paper_stopped(found, kind, {"unpaid": [{**row, "amount": RENT - 100_000}]}, ON) == ""
    assert "Beslutet gäller hyran för november 2026" in paper_stopped(found, kind, {"unpaid": []}, ON)


def test_disturbances_come_in_the_order_of_the_law(deciding: Deciding) -> None:
    lease = deciding.lease(paid=True)
    deciding.decide(lease, Route.DISTURBANCE)
    deciding.add(lease, FactKind.PREPARED)
    deciding.ask(lease)
    deciding.answer(lease)
    with pytest.raises(CannotDo, match="JB 12:25 a första stycket"):
        deciding.add(lease, FactKind.SERVED, what="notice", way="process_server", received=ON)
    deciding.add(lease, FactKind.TOLD_TO_STOP)
    deciding.add(lease, FactKind.BOARD_TOLD, posted_registered=ON, **REGISTERED)
    on = deciding.day(date(2026, 11, 16))
    deciding.add(lease, FactKind.SERVED, what="notice", way="process_server", received=on)
    assert deciding.now(lease).standing.given.value.on == on


def test_what_is_decided_is_in_the_history_and_is_not_suggested_again(deciding: Deciding) -> None:
    lease = deciding.lease()
    deciding.decide(lease)
    assert [event.step for _, event in steps_taken([lease.id])] == ["decide_order_to_pay"]
    told = decided_on(lease.id)
    assert told.is_open
    assert "Kronofogden delger" in told.happened[0].text


def test_how_it_ended_agrees_with_the_ledger_and_with_kronofogdens_day(deciding: Deciding) -> None:
    lease = deciding.lease()
    deciding.decide(lease)
    with pytest.raises(CannotDo, match="Reskontran visar 8 450 kr obetald hyra"):
        deciding.add(lease, FactKind.ENDED, outcome="recovered")
    with pytest.raises(CannotDo, match=r"UB 16 kap\. 3 §"):
        deciding.add(lease, FactKind.ENDED, outcome="evicted")
    deciding.paid(lease, ON)
    deciding.add(lease, FactKind.ENDED, outcome="cured")
    assert deciding.now(lease).standing.stage is Stage.ENDED
