"""Repeated lateness in the nightly run: whoever has paid, but late, is warned all the same where the policy warns."""

from __future__ import annotations

from datetime import date

from kvarbo.ground.trail.recorder import recorded
from kvarbo.landlord.outreach.actions import assess_all, follow_policy
from kvarbo.landlord.outreach.models import Contact, Suggestion
from kvarbo.landlord.rent.models import Lease
from tests.landlord.outreach.conftest import ON
from tests.landlord.ways.conftest import Working, text_of

LATE = {date(2026, month, 1): 15 for month in (8, 9, 10)}


def demanded(working: Working, lease: Lease) -> None:
    for month in LATE:
        Contact.objects.create(
            lease=lease, contact_date=month.replace(day=9), channel="", outcome="done", step="collection_demand",
            month=month, by=working.member("anna").id, by_name="Anna", form_key=f"{lease.pk} {month}",
        )  # fmt: skip


def steps_tonight(lease: Lease) -> list[str]:
    assess_all(on=ON, actor="system:test")
    return list(Suggestion.objects.filter(lease=lease).values_list("step", flat=True))


def test_three_demands_in_a_row_and_all_paid_since_is_a_warning_in_the_night(working: Working) -> None:
    with recorded("test"):
        follow_policy(text=text_of("mimer"), valid_from=date(2026, 2, 1), by="test")
    late, calm = working.home("late", late=LATE), working.home("calm", late=LATE)
    demanded(working, late)
    assert steps_tonight(late) == ["warning_to_remedy"]
    assert not Suggestion.objects.filter(lease=calm).exists()


def test_a_way_of_working_without_warnings_leaves_whoever_has_paid_alone(working: Working) -> None:
    late = working.home("late", late=LATE)
    demanded(working, late)
    assert steps_tonight(late) == []
