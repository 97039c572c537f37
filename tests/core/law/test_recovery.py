"""Återvinning: the period that decides whether a home is kept, tried on every day and every pair of days."""

from __future__ import annotations

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvarbo.core import calendar
from kvarbo.core.law.jordabalken.amount_changed import amount_changed
from kvarbo.core.law.jordabalken.eviction_decision_earliest import eviction_decision_earliest
from kvarbo.core.law.jordabalken.recovery_by_undertaking import UndertakingStanding, recovery_by_undertaking
from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.core.law.jordabalken.what_must_be_paid import what_must_be_paid
from kvarbo.core.law.tenant_ownership.eviction_decision_third_vardag import eviction_decision_third_vardag
from kvarbo.core.law.tenant_ownership.recovery_after_late_fee import recovery_after_late_fee
from kvarbo.core.values import NoValueInForce

DAYS = st.dates(date(2005, 1, 1), date(2040, 12, 31))
GAPS = st.integers(0, 40)
DAY = timedelta(days=1)


def both(served: date, board: date) -> tuple[date, date]:
    found = recovery_period(tenant_served=served, social_board_notified=board).value
    assert found.protective is not None
    assert found.enforcing is not None
    return found.protective, found.enforcing


@given(DAYS, GAPS, GAPS)
def test_a_later_event_never_gives_an_earlier_end(day: date, gap: int, later: int) -> None:
    other = day + gap * DAY
    for first, second in (
        (both(day, other), both(day + later * DAY, other)),
        (both(other, day), both(other, day + later * DAY)),
    ):
        assert first[0] <= second[0]
        assert first[1] <= second[1]


@given(DAYS, GAPS)
def test_the_tenant_is_never_told_a_later_day_than_the_landlord_waits_for(day: date, gap: int) -> None:
    protective, enforcing = both(day, day + gap * DAY)
    assert protective <= day + gap * DAY + timedelta(weeks=3) <= enforcing
    assert calendar.is_arbetsdag(protective)
    assert calendar.is_arbetsdag(enforcing)


@given(DAYS, st.integers(-40, 40))
def test_what_is_told_while_one_event_is_missing_is_never_later_than_the_end(day: date, gap: int) -> None:
    other = day + gap * DAY
    end = both(day, other)
    for known in (recovery_period(tenant_served=day).value, recovery_period(social_board_notified=other).value):
        assert (known.protective, known.enforcing) == (None, None)
        assert known.not_before is not None
        assert known.not_before <= min(end)


@settings(max_examples=60)
@given(DAYS, st.integers(0, 45))
def test_one_more_holiday_never_shortens_the_landlords_wait(day: date, gap: int) -> None:
    end = both(day, day)[1]
    decision = eviction_decision_earliest(recovery_end=end).value
    marks = bytearray(calendar._MARKS)
    marks[calendar._index(day + gap * DAY)] |= calendar._HOLIDAY | calendar._NO_WORK
    with patch.object(calendar, "_MARKS", bytes(marks)):
        assert both(day, day)[1] >= end
        moved = eviction_decision_earliest(recovery_end=end).value
    assert moved.protective is not None
    assert decision.protective is not None
    assert moved.protective >= decision.protective
    assert moved.enforcing is not None
    assert decision.enforcing is not None
    assert moved.enforcing >= decision.enforcing


@given(DAYS, GAPS)
def test_a_letter_that_arrives_later_makes_only_the_landlord_wait_longer(posted: date, days: int) -> None:
    arrived = posted + days * DAY
    found = recovery_period(tenant_served=posted, board_posted_registered=posted, board_received=arrived).value
    assert found.protective == both(posted, posted)[0]
    assert found.enforcing == both(posted, arrived)[1]


def test_waiting_for_the_letters_arrival_is_called_caution_and_not_law() -> None:
    steps = recovery_period(
        tenant_served=date(2026, 10, 13), board_posted_registered=date(2026, 10, 15), board_received=date(2026, 10, 19)
    ).steps
    assert "JB 12:63 första stycket" in [step.source for step in steps]
    caution = [step.text for step in steps if step.source == "försiktighet"]
    assert len(caution) == 2
    assert "är försiktighet, inte lag" in caution[0]


def test_the_board_is_told_in_one_way_or_the_other() -> None:
    with pytest.raises(ValueError, match="Ange antingen social_board_notified eller papperets egna dagar"):
        recovery_period(social_board_notified=date(2026, 10, 15), board_received=date(2026, 10, 16))


def test_days_before_the_value_are_refused_rather_than_guessed() -> None:
    with pytest.raises(NoValueInForce, match=r"jb\.12_44\.recovery_weeks saknas för 1993-06-30"):
        both(date(1993, 6, 30), date(1993, 6, 30))
    with pytest.raises(NoValueInForce, match=r"brl\.7_23\.recovery_weeks saknas för 2003-03-31"):
        recovery_after_late_fee(holder_served=date(2003, 3, 31), social_board_notified=date(2003, 3, 31))


@given(DAYS)
def test_a_decision_comes_after_two_more_vardagar_and_never_earlier_for_a_later_end(end: date) -> None:
    found = eviction_decision_earliest(recovery_end=end).value
    after = eviction_decision_earliest(recovery_end=end + DAY).value
    assert found.protective is not None
    assert found.enforcing is not None
    assert end + 2 * DAY < found.protective <= found.enforcing
    assert calendar.arbetsdagar_between(end, found.enforcing) == 2
    assert after.protective is not None
    assert after.enforcing is not None
    assert found.protective <= after.protective
    assert found.enforcing <= after.enforcing
    assert found == eviction_decision_third_vardag(recovery_end=end).value


@given(DAYS, st.integers(-5, 40))
def test_an_undertaking_is_worth_less_the_later_it_comes(day: date, given_after: int) -> None:
    order = [UndertakingStanding.IN_TIME, UndertakingStanding.BETWEEN_THE_DATES, UndertakingStanding.OFFER_ONLY]
    standings = [
        recovery_by_undertaking(
            tenant_served=day, social_board_notified=day, written=True, posted_registered=day + days * DAY
        ).value.standing
        for days in (given_after, given_after + 1)
    ]
    assert order.index(standings[0]) <= order.index(standings[1])


def test_an_undertaking_on_a_day_that_the_law_moved_to_is_said_to_be_in_time() -> None:
    finding = recovery_by_undertaking(
        tenant_served=date(2026, 12, 3),
        social_board_notified=date(2026, 12, 3),
        written=True,
        posted_registered=date(2026, 12, 28),
    )
    assert finding.value.standing == UndertakingStanding.BETWEEN_THE_DATES
    assert finding.value.in_time_by_law is True
    assert finding.steps[-1].text.startswith("Åtagandet är i tid enligt lagen: sista dagen var ledig och flyttades")
    assert "måndag 28 december 2026" in finding.steps[-1].text
    assert finding.steps[-1].source == "JB 12:44 fjärde stycket 1"


def test_an_undertaking_that_only_the_landlords_caution_saves_is_warned_of_loudly() -> None:
    finding = recovery_by_undertaking(
        tenant_served=date(2026, 10, 13),
        board_posted_registered=date(2026, 10, 15),
        board_received=date(2026, 10, 19),
        written=True,
        received=date(2026, 11, 6),
    )
    assert finding.value.standing == UndertakingStanding.BETWEEN_THE_DATES
    assert finding.value.in_time_by_law is False
    assert finding.steps[-1].text.startswith(
        "VARNING: åtagandet kom troligen för sent. Lagens sista dag var torsdag 5 nov"
    )
    assert "är försiktighet, inte lag" in finding.steps[-1].text
    assert any("Ett vanligt brev räknas när det kom fram" in step.text for step in finding.steps)


@given(DAYS, GAPS, GAPS)
def test_the_laws_own_day_lies_between_the_safe_day_and_the_landlords(day: date, arrived: int, later: int) -> None:
    found = recovery_by_undertaking(
        tenant_served=day,
        board_posted_registered=day + arrived * DAY,
        board_received=day + (arrived + later) * DAY,
    ).value
    assert found.protective is not None
    assert found.last_day_by_law is not None
    assert found.enforcing is not None
    assert found.protective <= found.last_day_by_law <= found.enforcing
    assert found.last_day_by_law == both(day, day + arrived * DAY)[1]


@given(DAYS, GAPS)
def test_new_papers_never_shorten_the_time(day: date, gap: int) -> None:
    again = day + gap * DAY
    found = amount_changed(
        stated=800000,
        open_rent=500000,
        tenant_served=day,
        social_board_notified=day,
        tenant_served_again=again,
        social_board_notified_again=again,
    ).value
    assert found.protective == both(day, day)[0]
    assert found.enforcing == both(again, again)[1]


def test_a_wrong_amount_a_part_payment_and_new_rent_are_three_different_things() -> None:
    wrong = amount_changed(stated=900000, owed_when_sent=800000, open_rent=500000).steps
    part = amount_changed(stated=800000, owed_when_sent=800000, open_rent=500000).steps
    new = amount_changed(stated=800000, owed_when_sent=800000, open_rent=800000, new_rent=700000).steps
    assert "fel från början" in wrong[0].text
    assert wrong[1].source == "JB 12:44 första stycket 1; RH 1995:34"
    assert part[0].text.startswith("Papperen var rätta")
    assert part[1].source == "försiktighet"
    assert not any("RH 1995:34" in step.source for step in (*part, *new))
    assert "kräver den egen uppsägning och egna papper" in new[1].text


def test_rent_that_fell_due_later_is_told_apart_and_never_mixed_in() -> None:
    with pytest.raises(ValueError, match="Ange hyra som förfallit senare i new_rent, inte i open_rent"):
        amount_changed(stated=800000, owed_when_sent=800000, open_rent=1600000)
    with pytest.raises(ValueError, match=r"Kontrollera owed_when_sent, new_rent\."):
        amount_changed(stated=800000, owed_when_sent=-1, open_rent=0, new_rent=-1)


@pytest.mark.parametrize("amount", ["rent", "interest", "costs", "other", "increase_54a", "retroactive_55e"])
def test_no_amount_may_be_less_than_zero(amount: str) -> None:
    given_amounts = {"rent": 100} | {amount: -1}
    with pytest.raises(ValueError, match=f"{amount} är mindre än noll"):
        what_must_be_paid(**given_amounts)


def test_each_reason_for_what_is_kept_apart_is_told() -> None:
    sources = [
        step.source
        for step in what_must_be_paid(rent=1, interest=2, costs=3, other=4, increase_54a=5, retroactive_55e=6).steps
    ]
    assert sources == [
        "JB 12:44 första stycket",
        "vår tolkning av JB 12:44",
        "JB 12:44 tredje stycket",
        "JB 12:55 e femte stycket",
        "JB 12:44 första stycket",
    ]
    assert len(what_must_be_paid(rent=1, costs=2).steps) == 2


@given(DAYS, GAPS)
def test_a_bostadsratt_has_the_same_clock_and_its_own_words(day: date, gap: int) -> None:
    found = recovery_after_late_fee(holder_served=day, social_board_notified=day + gap * DAY)
    assert (found.value.protective, found.value.enforcing) == both(day, day + gap * DAY)
    assert any(step.source == "BRL 7:23 första stycket 1" for step in found.steps)
    assert not any("JB" in step.source for step in found.steps)


def test_no_last_day_is_told_before_the_period_has_begun() -> None:
    steps = recovery_period(tenant_served=date(2026, 12, 3)).steps
    assert not any("senast" in step.text for step in steps)
    assert not any("sista dag" in step.text and "räkna inte med den dagen" not in step.text for step in steps)
    assert steps[-2].text == (
        "Tiden börjar räknas när meddelandet har lämnats till socialnämnden. Den slutar tidigast onsdag 23 december "
        "2026: räkna inte med den dagen som sista dag, den kan bli senare, och vänta inte med att betala."
    )
