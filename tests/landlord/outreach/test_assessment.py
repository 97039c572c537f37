"""What to do today is worked out from the facts, all at once or for one lease, in an order that never asks how much."""

from datetime import date, timedelta

import pytest
from django.db import connections

from kvarbo.ground.trail.recorder import recorded
from kvarbo.house.rooms import current
from kvarbo.landlord.outreach.actions import follow_policy, record_contact
from kvarbo.landlord.outreach.models import PolicyInForce, Suggestion
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.models import Lease, LedgerState
from tests.landlord.outreach.conftest import DUE, MONTH, ON, RENT


def suggested(landlord) -> list[tuple[str, str, str]]:
    rows = Suggestion.objects.order_by("group", "place").values_list("lease__source_key", "group", "step")
    return sorted(rows)


def test_an_unpaid_rent_gives_the_steps_of_the_day_with_their_reasons(landlord):
    lease = landlord.lease()
    done = landlord.assess()
    assert (done.leases, done.policy) == (1, "Hemmas månad, version 1")
    assert suggested(landlord) == [("1", "ring", "call"), ("1", "skicka", "collection_file")]
    row = Suggestion.objects.get(group="ring")
    assert (row.lease_id, row.amount, row.month, row.days_late) == (lease.id, RENT, MONTH, (ON - DUE).days)
    assert row.why[0]["text"].startswith("Ring alla")
    assert LedgerState.objects.get(pk=1).assessed_on == ON


def test_a_paid_rent_gives_nothing(landlord):
    landlord.lease(paid=True)
    landlord.assess()
    assert suggested(landlord) == []


def test_working_it_out_again_gives_the_same_rows_with_the_same_ids(landlord):
    landlord.lease()
    landlord.assess()
    before = list(Suggestion.objects.order_by("id").values())
    landlord.assess()
    assert list(Suggestion.objects.order_by("id").values()) == before


def test_a_payment_takes_the_lease_off_at_once_and_leaves_the_others(landlord):
    paying, other = landlord.lease("1"), landlord.lease("2")
    landlord.assess()
    landlord.pay(paying)
    landlord.assess(leases=[paying.id])
    assert set(Suggestion.objects.values_list("lease_id", flat=True)) == {other.id}


def test_each_open_month_has_its_own_row_for_what_concerns_its_money(landlord):
    lease = landlord.lease()
    landlord.bill(lease, month=date(2026, 10, 1), due=date(2026, 9, 30))
    landlord.assess()
    files = Suggestion.objects.filter(step="collection_file").values_list("month", flat=True)
    assert sorted(files) == [date(2026, 10, 1), MONTH]
    assert Suggestion.objects.filter(step="call").count() <= 1


def often_late(landlord, key: str) -> None:
    """Eight months paid nine days late, so that neither a first time nor a broken habit puts the home first."""
    lease = Lease.objects.get(source_key=key)
    for back in range(1, 9):
        month = date(2026, 11 - back, 1)
        bill = landlord.bill(lease, month=month, due=month - timedelta(days=1))
        late = bill.due_date + timedelta(days=9)
        lease.payments.create(bill=bill, key=f"b{back}", booked_date=late, order_received_date=late, amount=RENT)


def test_who_comes_first_stands_first_then_the_one_not_spoken_to_for_longest_and_never_the_amount(landlord):
    landlord.lease("skyldig-mest")
    landlord.lease("ung", born=date(2006, 5, 1))
    landlord.lease("talade-nyss")
    often_late(landlord, "skyldig-mest")
    often_late(landlord, "talade-nyss")
    Lease.objects.get(source_key="skyldig-mest").bills.filter(month=MONTH).update(amount=9 * RENT)
    spoken = Lease.objects.get(source_key="talade-nyss")
    with recorded("test"):
        record_contact(
            lease=spoken,
            on=date(2026, 11, 3),
            by=landlord.member("anna"),
            channel="call",
            outcome="not_reached",
            form_key="förra veckan",
        )
    landlord.assess()
    order = Suggestion.objects.filter(group="ring").order_by("place").values_list("lease__source_key", flat=True)
    assert list(order) == ["ung", "skyldig-mest", "talade-nyss"]


def test_without_a_way_of_working_nothing_is_suggested_and_nothing_is_left_of_the_old(landlord):
    landlord.lease()
    landlord.assess()
    PolicyInForce.objects.all().delete()
    done = landlord.assess()
    assert (done.policy, done.suggestions) == (None, 0)
    assert suggested(landlord) == []


def test_a_way_of_working_that_has_been_in_force_is_not_rewritten(landlord):
    kept = PolicyInForce.objects.get()
    other = kept.text.replace("title: Hemmas månad", "title: Vår månad")
    with recorded("test"), pytest.raises(CannotDo, match="skrivs inte om"):
        follow_policy(text=other, valid_from=kept.valid_from, by="test")
    with recorded("test"):
        assert follow_policy(text=kept.text, valid_from=kept.valid_from, by="test") == kept
        assert follow_policy(text=other, valid_from=date(2026, 12, 1), by="test").name == "Vår månad, version 1"


def test_a_lease_whose_import_has_not_been_finished_is_not_suggested(landlord):
    lease = landlord.lease()
    type(lease).objects.filter(pk=lease.pk).update(import_no=7)
    landlord.assess()
    assert suggested(landlord) == []


def test_as_many_questions_are_asked_for_three_leases_as_for_one(landlord):
    landlord.lease("1")
    landlord.assess()
    connection = connections[current().alias]
    counts = []
    for keys in (["2"], ["3", "4"]):
        for key in keys:
            landlord.lease(key)
        connection.force_debug_cursor = True
        connection.queries_log.clear()
        landlord.assess()
        counts.append(len(connection.queries_log))
        connection.force_debug_cursor = False
    assert counts[0] == counts[1]
