"""Plans agreed, refused and ended; what they hold on Idag; and two who agree the same rent at once."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections, transaction

from kvarbo.core.facts import Instalment, Plan
from kvarbo.core.instalments import instalments
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.house.rooms import current, enter
from kvarbo.landlord.messages.rechecks import IN_A_PLAN, rent_in_the_way
from kvarbo.landlord.outreach.models import Contact, Suggestion
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.plans import actions
from kvarbo.landlord.plans.models import PaymentPlan, PlanMonth
from kvarbo.landlord.plans.words import KeptBy, PlanEnd
from kvarbo.landlord.rent.models import Lease
from tests.landlord.plans.conftest import DECEMBER, FIRST, MONTH, ON, RENT, Planning


def waiting(lease: Lease) -> set[str]:
    return set(Suggestion.objects.filter(lease=lease).values_list("waiting_for", flat=True))


def test_a_plan_that_is_agreed_holds_the_steps_of_its_month(planning: Planning) -> None:
    lease = planning.landlord.lease()
    planning.landlord.assess()
    assert "" in waiting(lease)
    made = planning.agree(lease)
    assert waiting(lease) == {"Avbetalningsplanen följs: nästa del är 2 816,66 kr senast mån 30 november 2026."}
    told = known_facts([lease.id])[lease.id].plans
    assert told == (Plan(ON, "landlord", (MONTH,), instalments(amount=RENT, first=FIRST, months=3)),)
    row = TrailRow.objects.filter(act="plan.agreed").get()
    assert row.about["plan"] == str(made.pk)


def test_a_broken_part_frees_the_steps_and_says_why_when_the_night_has_passed(planning: Planning) -> None:
    lease = planning.landlord.lease()
    planning.agree(lease)
    planning.day(date(2026, 12, 3), known=date(2026, 12, 2))
    planning.landlord.assess(on=date(2026, 12, 3))
    assert "" not in waiting(lease)  # within Mimer's three days
    planning.day(date(2026, 12, 14))
    planning.landlord.assess(on=date(2026, 12, 14))
    now = Suggestion.objects.filter(lease=lease, waiting_for="")
    assert now.exists()
    assert "Avbetalningsplanen bröts: delen på 2 816,66 kr senast mån 30 november 2026 kom inte." in [
        why["text"] for row in now for why in row.why
    ]


def test_a_plan_that_is_kept_holds_until_the_last_part(planning: Planning) -> None:
    lease = planning.landlord.lease()
    planning.agree(lease)
    planning.pay(lease, date(2026, 11, 27), 281_666)
    planning.day(date(2026, 12, 14))
    planning.landlord.assess(on=date(2026, 12, 14))
    assert waiting(lease) == {"Avbetalningsplanen följs: nästa del är 2 816,66 kr senast tors 31 december 2026."}


def test_a_plan_against_the_policy_needs_a_reason_and_a_person_may_agree_it(planning: Planning) -> None:
    lease = planning.landlord.lease()
    with pytest.raises(CannotDo, match="utanför arbetssättet") as refused:
        planning.agree(lease, reason="")  # Mimer's agency keeps plans of what is due
    assert refused.value.field == "reason"
    assert not PaymentPlan.objects.exists()
    made = planning.agree(lease, reason=" Löst vid mötet. ")
    assert (made.departs, made.reason) == (True, "Löst vid mötet.")
    texts = [step["text"] for step in made.why]
    assert "Planen hålls av hyresvärden; enligt arbetssättet hålls den av inkassobolaget." in texts


def test_what_the_policy_cannot_answer_is_kept_as_unknown_and_needs_no_reason(planning: Planning) -> None:
    planning.follow("hemma", date(2026, 3, 1))  # says nothing of plans
    made = planning.agree(planning.landlord.lease(), reason="")
    assert made.departs is None
    assert "Arbetssättet säger inget om planer." in [step["text"] for step in made.why]


def test_a_second_plan_within_the_year_is_told_as_such(planning: Planning) -> None:
    planning.follow("timrabo", date(2026, 3, 1))
    lease = planning.landlord.lease()
    planning.landlord.bill(lease, month=date(2026, 10, 1), due=date(2026, 9, 30))
    planning.agree(lease, months=(date(2026, 10, 1),))
    again = planning.agree(lease, form_key="ny")
    assert any("det får gå 12 månader mellan dem" in step["text"] for step in again.why)


@pytest.mark.parametrize(
    ("said", "field", "why"),
    [
        ({"months": ()}, "months", "Välj vilken hyra"),
        ({"months": (date(2026, 9, 1),)}, "months", "Inget är obetalt för september 2026"),
        ({"agreed": date(2026, 11, 10)}, "agreed", "har inte varit än"),
        ({"agreed": date(2026, 9, 1)}, "agreed", "mer än 60 dagar sedan"),
        ({"agreed_with": ()}, "agreed_with", "Välj vem"),
        ({"agreed_with": (uuid4(),)}, "agreed_with", "står inte på avtalet"),
        ({"parts": ()}, "parts", "minst en och högst 36 delar"),
        ({"parts": (Instalment(FIRST, RENT + 1),)}, "parts", "är 8 450 kr obetalt"),
        ({"parts": (Instalment(FIRST, 100), Instalment(FIRST, 100))}, "parts", "komma i ordning"),
        ({"parts": (Instalment(FIRST, 0),)}, "parts", "mer än noll"),
        ({"parts": (Instalment(date(2026, 11, 8), RENT),)}, "first", "före dagen då ni kom överens"),
    ],
)
def test_what_cannot_be_a_plan_is_refused_with_its_field(
    planning: Planning, said: dict[str, Any], field: str, why: str
) -> None:
    with pytest.raises(CannotDo, match=why) as refused:
        planning.agree(planning.landlord.lease(), **said)
    assert refused.value.field == field
    assert not PaymentPlan.objects.exists()
    assert not TrailRow.objects.filter(act="plan.agreed").exists()


def test_a_rent_that_is_not_due_yet_may_be_in_a_plan(planning: Planning) -> None:
    lease = planning.landlord.lease()
    planning.landlord.bill(lease, month=DECEMBER, due=date(2026, 11, 30))
    planning.agree(
        lease, months=(MONTH, DECEMBER), parts=instalments(amount=2 * RENT, first=date(2026, 12, 31), months=2)
    )
    planning.day(date(2026, 12, 15))
    planning.landlord.assess(on=date(2026, 12, 15))
    assert waiting(lease) == {"Avbetalningsplanen följs: nästa del är 8 450 kr senast tors 31 december 2026."}


def test_the_same_form_twice_is_one_plan_and_another_about_the_same_rent_is_refused(planning: Planning) -> None:
    lease, other = planning.landlord.lease(), planning.landlord.lease("2")
    first = planning.agree(lease)
    assert planning.agree(lease).pk == first.pk
    with pytest.raises(CannotDo, match="Det finns redan en plan om november 2026"):
        planning.agree(lease, form_key="ny")
    with pytest.raises(CannotDo, match="hör till något annat"):
        planning.agree(other)
    assert PaymentPlan.objects.count() == 1


def test_a_plan_is_changed_by_ending_it_and_agreeing_another(planning: Planning) -> None:
    lease = planning.landlord.lease()
    first = planning.agree(lease)
    planning.end(lease, first, PlanEnd.CHANGED)
    assert "" in waiting(lease)
    second = planning.agree(lease, form_key="ny", parts=(Instalment(FIRST, RENT),))
    told = known_facts([lease.id])[lease.id].plans
    assert [plan.ended for plan in told] == [ON, None]
    first.refresh_from_db()
    assert (first.ended_why, first.ended_by_name, second.ended_date) == ("changed", "Bo", None)
    with pytest.raises(CannotDo, match="redan avslutad"):
        planning.end(lease, first)


def test_a_plan_that_was_written_in_wrongly_counts_for_nothing(planning: Planning) -> None:
    lease = planning.landlord.lease()
    planning.end(lease, planning.agree(lease), PlanEnd.WRONG)
    assert known_facts([lease.id])[lease.id].plans == ()


def test_a_plan_of_another_home_is_not_ended_from_here(planning: Planning) -> None:
    lease, other = planning.landlord.lease(), planning.landlord.lease("2")
    made = planning.agree(lease)
    with pytest.raises(CannotDo):
        planning.end(other, made)
    made.refresh_from_db()
    assert made.ended_date is None
    assert PlanMonth.objects.get().is_running


def test_of_two_who_agree_a_plan_about_the_same_rent_at_once_only_one_stands(planning: Planning) -> None:
    lease = planning.landlord.lease()
    room, start = planning.landlord.room, threading.Barrier(2)
    members = {who: planning.landlord.member(who) for who in ("anna", "bo")}
    said, came = planning.told(lease), []

    def agree(who: str) -> None:
        with enter(room):
            start.wait()
            try:
                with recorded("test"):
                    actions.agree(lease=lease, said=said, form_key=who, on=ON, by=members[who])
                came.append("agreed")
            except CannotDo as refusal:
                came.append(refusal.message)
            connections.close_all()

    threads = [threading.Thread(target=agree, args=(who,)) for who in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came)[-1] == "agreed"
    assert sorted(came)[0] in (actions.JUST_AGREED, "Det finns redan en plan om november 2026. Avsluta den först, om "
                               "den ska bytas mot en ny.")  # fmt: skip
    assert PaymentPlan.objects.count() == PlanMonth.objects.count() == 1
    assert TrailRow.objects.filter(act="plan.agreed").count() == 1


def test_when_both_have_looked_before_either_wrote_the_table_itself_refuses_the_second(
    planning: Planning, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = planning.landlord.lease()
    planning.agree(lease)
    monkeypatch.setattr(actions, "months_in_plans", lambda lease_id: frozenset())
    with pytest.raises(CannotDo, match="Någon annan avtalade nyss"):
        planning.agree(lease, form_key="ny")
    assert PaymentPlan.objects.count() == 1


def test_the_tables_keep_what_must_be_true(planning: Planning) -> None:
    lease = planning.landlord.lease()
    made = planning.agree(lease)
    for wrong in ({"ended_date": ON}, {"ended_why": "wish"}, {"departs": True, "reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic(using=current().alias):
            PaymentPlan.objects.filter(pk=made.pk).update(**wrong)


def test_nobody_is_written_to_about_a_rent_that_is_in_a_plan_while_it_is_followed(planning: Planning) -> None:
    lease = planning.landlord.lease()
    assert rent_in_the_way([lease.id], on=ON) == {}
    planning.agree(lease)
    assert rent_in_the_way([lease.id], on=ON) == {lease.id: IN_A_PLAN}
    planning.landlord.bill(lease, month=date(2026, 10, 1), due=date(2026, 9, 30))
    assert rent_in_the_way([lease.id], on=ON) == {}  # October is in no plan
    lease.bills.filter(month=date(2026, 10, 1)).delete()
    planning.day(date(2026, 12, 14))
    assert rent_in_the_way([lease.id], on=date(2026, 12, 14)) == {}  # the first part did not come


def test_an_agency_keeps_a_plan_as_the_policy_says(planning: Planning) -> None:
    lease = planning.landlord.lease()
    weighed = actions.weigh(lease=lease, said=replace(planning.told(lease), kept_by=KeptBy.AGENCY), on=ON)
    assert weighed.departs is None  # the twelve months before are not known
    assert not Contact.objects.exists()
