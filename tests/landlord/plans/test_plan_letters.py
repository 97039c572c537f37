"""Letters about plans begin with what was agreed, and none is written about a part that has come."""

from __future__ import annotations

from datetime import date

from tests.landlord.letters.conftest import Writing
from tests.landlord.plans.conftest import Planning


def test_the_letter_of_a_plan_begins_with_its_parts(planning: Planning, writing: Writing) -> None:
    lease = planning.landlord.lease()
    assert "Ingen plan är avtalad." in writing.form(lease, "payment_plan").content.decode()
    lease.bills.update(ocr="655969")
    planning.agree(lease)
    form = writing.form(lease, "payment_plan").context["form"]
    assert form["v_debt"].value() == "8450"
    assert form["v_reference"].value() == "655969"
    assert form["v_instalments"].value() == "2026-11-30; 2816,66\n2026-12-31; 2816,66\n2027-01-31; 2816,68"


def test_the_letter_of_a_broken_plan_begins_with_the_part_that_did_not_come(
    planning: Planning, writing: Writing
) -> None:
    lease = planning.landlord.lease()
    planning.agree(lease)
    assert "Ingen del saknas, så vitt ni vet." in writing.form(lease, "broken_plan").content.decode()
    planning.day(date(2026, 12, 14))
    form = writing.form(lease, "broken_plan").context["form"]
    assert (form["v_due"].value(), form["v_amount"].value()) == (date(2026, 11, 30), "2816,66")
    planning.pay(lease, date(2026, 12, 14), 281_666)
    said = {"v_due": "2026-11-30", "v_amount": "2816,66", "v_reply_by": "2026-12-21"}
    answer = writing.send(lease, "broken_plan", **said)
    assert answer.status_code == 200
    told = " ".join(str(error) for errors in answer.context["form"].errors.values() for error in errors)
    assert "Delen till mån 30 november 2026 har kommit enligt reskontran." in told
