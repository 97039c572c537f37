"""The first number or fact that a rule refuses, beside the last one that it answers."""

from __future__ import annotations

from typing import Any

import pytest

from kvarbo.core.law import catalogue
from kvarbo.core.values import NoValueInForce


def ask(rule: str, **given: Any) -> Any:
    return catalogue.find(rule).ask(given).value


@pytest.mark.parametrize("ground", [0, 13])
def test_a_ground_of_forfeiture_that_the_paragraph_lacks_is_refused(ground: int) -> None:
    assert [ask("forfeiture_cured", ground=known, put_right="2026-12-09") for known in (1, 12)]
    with pytest.raises(ValueError, match=f"har ingen punkt {ground}"):
        ask("forfeiture_cured", ground=ground, put_right="2026-12-09")


def test_a_number_of_late_payments_is_never_less_than_none() -> None:
    assert ask("repeated_lateness", late_payments=0).late_payments == 0
    with pytest.raises(ValueError, match="kan inte vara mindre än noll"):
        ask("repeated_lateness", late_payments=-1)


@pytest.mark.parametrize("day", ["board_posted_registered", "board_received", "board_through_door"])
def test_the_boards_plain_day_and_each_day_of_the_paper_are_not_told_together(day: str) -> None:
    told = {"tenant_served": "2026-10-13", "social_board_notified": "2026-10-15"}
    assert ask("recovery_period", **told).enforcing
    with pytest.raises(ValueError, match="inte båda"):
        ask("recovery_period", **told, **{day: "2026-10-15"})


@pytest.mark.parametrize("amount", ["stated", "open_rent", "owed_when_sent", "new_rent"])
def test_an_amount_in_the_papers_may_be_nothing_but_never_less(amount: str) -> None:
    told = {"stated": 0, "open_rent": 0, "owed_when_sent": 0, "new_rent": 0}
    assert ask("amount_changed", **told).paid_in_full is True
    with pytest.raises(ValueError, match=f"Kontrollera {amount}"):
        ask("amount_changed", **told | {amount: -1})


def test_a_day_to_move_and_the_word_that_there_is_none_are_not_told_together() -> None:
    told = {"forfeited": "2026-11-08", "must_move": "2026-12-07"}
    assert ask("recovery_excluded_must_move", **told, must_move_anyway=True).excluded is True
    with pytest.raises(ValueError, match="Det står både"):
        ask("recovery_excluded_must_move", **told, must_move_anyway=False)


@pytest.mark.parametrize(
    ("rule", "more"), [("service_of_termination", {"on_forfeiture": True}), ("service_on_holder", {})]
)
def test_a_paper_sent_before_the_act_on_service_is_refused_though_it_arrived_under_it(
    rule: str, more: dict[str, Any]
) -> None:
    # Lag (2010:1932), övergångsbestämmelse 2: older law if the paper was sent or left before 1 April 2011.
    told = {"way": "registered_letter", "received": "2011-04-05"} | more
    assert ask(rule, **told, posted_registered="2011-04-01").valid is True
    with pytest.raises(NoValueInForce):
        ask(rule, **told, posted_registered="2011-03-31")


def test_a_months_fee_is_more_than_nothing_and_a_debt_at_least_nothing() -> None:
    assert ask("pledgee_notice", pledge_known=True, unpaid=2, monthly_fee=1, due_date="2026-11-02").must_tell is True
    assert ask("pledgee_notice", pledge_known=True, unpaid=0, monthly_fee=1, due_date="2026-11-02").must_tell is False
    for unpaid, fee in ((0, 0), (-1, 1)):
        with pytest.raises(ValueError, match="mer än noll"):
            ask("pledgee_notice", pledge_known=True, unpaid=unpaid, monthly_fee=fee, due_date="2026-11-02")
