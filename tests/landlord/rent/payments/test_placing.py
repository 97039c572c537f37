"""Payments find their bills, wait for a person with reasons, and count once; what a person says stands."""

from __future__ import annotations

from datetime import date

import pytest

from kvarbo.core.debt import balance
from kvarbo.core.facts import BillKind
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.landlord.outreach.models import Suggestion
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.models import Bill, Payment
from kvarbo.landlord.rent.payments.actions import confirm, place, set_aside, take_back
from kvarbo.landlord.rent.payments.models import LeftToPerson, Placement, PossibleLease
from kvarbo.landlord.rent.payments.placing import suggest
from kvarbo.landlord.rent.payments.queries import waiting
from kvarbo.landlord.rent.payments.telling import remember_remitter
from kvarbo.landlord.rent.queries import facts_for
from tests.landlord.rent.payments.conftest import ON, RENT


def owed(lease) -> int:
    told = facts_for([lease.id])[lease.id]
    return balance(told.bills, told.payments, on=ON).value.total


def with_ocr(lease, ocr: str) -> Bill:
    bill = lease.bills.get()
    Bill.objects.filter(pk=bill.pk).update(ocr=ocr, ocr_key=ocr)
    return bill


def anna(landlord):
    return landlord.member("anna")


def test_a_payment_with_the_bills_ocr_pays_it_with_the_day_of_the_order(landlord, bank) -> None:
    lease = landlord.lease()
    bill = with_ocr(lease, "10023489")
    bank(reference="10023489", order_received=date(2026, 10, 30))
    paid = Payment.objects.get()
    assert (paid.bill_id, paid.amount, paid.order_received_date) == (bill.pk, RENT, date(2026, 10, 30))
    assert owed(lease) == 0


def test_the_same_payment_told_of_again_counts_once(landlord, bank) -> None:
    with_ocr(landlord.lease(), "10023489")
    for _ in range(3):
        bank(reference="10023489")
    assert Payment.objects.count() == 1


def test_a_payment_that_no_rule_places_waits_with_its_reasons_and_holds_the_call(landlord, bank) -> None:
    lease = landlord.lease()
    other = landlord.lease("2", name="Bo Lind", address="Hjulgatan 7")
    unplaced = bank(payer_name="ÖBERG ÅSA", text="hyra")
    landlord.assess()
    assert (unplaced.open_amount, owed(lease)) == (RENT, RENT)
    assert PossibleLease.objects.get(lease=lease).reasons == [
        "Avsändaren heter som en hyresgäst på avtalet.",
        "Beloppet är exakt det som är obetalt på en avi.",
    ]
    held = Suggestion.objects.get(lease=lease, step="call").waiting_for
    assert held == (
        "En inbetalning på 8 450 kr, bokförd tors 5 november 2026, kan höra hit. Placera den först under Inbetalningar."
    )
    PossibleLease.objects.filter(lease=other).delete()
    landlord.assess()
    assert Suggestion.objects.get(lease=other, step="call").waiting_for == ""


def test_a_person_places_it_and_the_tenant_is_off_the_list_at_once(landlord, bank) -> None:
    lease = landlord.lease()
    unplaced = bank(text="hyra")
    landlord.assess()
    with recorded("anna"):
        place(payment=unplaced.id, lease=lease.id, bill=None, amount=None, by=anna(landlord), on=ON)
    unplaced.refresh_from_db()
    assert (unplaced.open_amount, owed(lease), Suggestion.objects.count()) == (0, 0, 0)
    event = TrailRow.objects.get(act="payment.placed")
    assert (event.subjects, event.about) == ([str(lease.id)], {"payment": str(unplaced.id), "amount": RENT})


def test_one_payment_for_two_leases_is_placed_in_two_parts(landlord, bank) -> None:
    first, second = landlord.lease(), landlord.lease("2", name="Bo Lind")
    both = bank(amount=2 * RENT)
    with recorded("anna"):
        place(payment=both.id, lease=first.id, bill=None, amount=RENT, by=anna(landlord), on=ON)
    both.refresh_from_db()
    assert (both.open_amount, owed(first), owed(second)) == (RENT, 0, RENT)
    with recorded("anna"):
        place(payment=both.id, lease=second.id, bill=second.bills.get().pk, amount=None, by=anna(landlord), on=ON)
    assert (owed(first), owed(second)) == (0, 0)


def test_one_payment_placed_on_one_bill_in_two_parts_counts_whole(landlord, bank) -> None:
    lease = landlord.lease()
    told, bill = bank(), lease.bills.get().pk
    with recorded("anna"):
        place(payment=told.id, lease=lease.id, bill=bill, amount=400_000, by=anna(landlord), on=ON)
        place(payment=told.id, lease=lease.id, bill=bill, amount=None, by=anna(landlord), on=ON)
    assert (owed(lease), Payment.objects.get().amount) == (0, RENT)


def test_what_the_payer_wrote_decides_what_of_the_bill_is_paid(landlord, bank) -> None:
    lease = landlord.lease()
    lines = [["insurance", 15_000], ["garage", 50_000], ["rent", RENT - 65_000]]
    Bill.objects.update(lines=lines)
    told = bank(amount=RENT - 65_000, text="bara hyran")
    with recorded("anna"):
        place(
            payment=told.id, lease=lease.id, bill=lease.bills.get().pk, amount=None, by=anna(landlord), on=ON,
            for_rent=True,
        )  # fmt: skip
    facts = facts_for([lease.id])[lease.id]
    insurance_first = (BillKind.INSURANCE, BillKind.GARAGE, BillKind.RENT)
    found = balance(facts.bills, facts.payments, on=ON, order=insurance_first).value
    assert (found.total, found.rent_only) == (65_000, 0)


@pytest.mark.parametrize("amount", [0, -100, RENT + 1])
def test_more_than_waits_or_nothing_is_refused_with_what_may_be_written(landlord, bank, amount) -> None:
    lease = landlord.lease()
    unplaced = bank()
    with recorded("anna"), pytest.raises(CannotDo, match="Skriv ett belopp från 0,01 kr till 8 450 kr"):
        place(payment=unplaced.id, lease=lease.id, bill=None, amount=amount, by=anna(landlord), on=ON)
    assert not Placement.objects.exists()


def test_what_somebody_else_has_placed_cannot_be_placed_once_more(landlord, bank) -> None:
    lease = landlord.lease()
    unplaced = bank()
    with recorded("anna"):
        place(payment=unplaced.id, lease=lease.id, bill=None, amount=None, by=anna(landlord), on=ON)
    with recorded("anna"), pytest.raises(CannotDo, match="Någon annan har redan placerat"):
        place(payment=unplaced.id, lease=lease.id, bill=None, amount=None, by=anna(landlord), on=ON)


def test_a_placement_taken_back_leaves_everything_as_it_was(landlord, bank) -> None:
    lease = landlord.lease()
    unplaced = bank(payer_name="Åsa Öberg")
    with recorded("anna"):
        place(payment=unplaced.id, lease=lease.id, bill=None, amount=None, by=anna(landlord), on=ON)
        take_back(payment=unplaced.id, by=anna(landlord), on=ON)
    unplaced.refresh_from_db()
    assert (unplaced.open_amount, owed(lease), Payment.objects.count()) == (RENT, RENT, 0)
    assert PossibleLease.objects.filter(incoming=unplaced, lease=lease).exists()


def test_a_rules_placement_taken_back_is_left_to_a_person(landlord, bank) -> None:
    lease = landlord.lease()
    with_ocr(lease, "10023489")
    wrong = bank(reference="10023489")
    with recorded("anna"):
        take_back(payment=wrong.id, by=anna(landlord), on=ON)
    assert (owed(lease), LeftToPerson.objects.count()) == (RENT, 1)
    bank("b2", reference="nothing")  # another file: the rule does not place it again
    wrong.refresh_from_db()
    assert wrong.open_amount == RENT


def test_money_that_is_no_tenants_is_set_aside_with_what_it_is(landlord, bank) -> None:
    landlord.lease()
    unplaced = bank(text="arrende")
    with recorded("anna"), pytest.raises(CannotDo, match="Välj vad pengarna är"):
        set_aside(payment=unplaced.id, reason="whatever", by=anna(landlord))
    with recorded("anna"):
        set_aside(payment=unplaced.id, reason="other_income", by=anna(landlord))
    unplaced.refresh_from_db()
    assert (unplaced.open_amount, PossibleLease.objects.count(), Payment.objects.count()) == (0, 0, 0)


def test_once_a_person_has_placed_an_accounts_payment_its_next_of_the_same_amount_is_placed_by_rule(
    landlord, bank
) -> None:
    lease = landlord.lease()
    first = bank(payer_account="SE1")
    later = bank("b2", payer_account="SE1", booked=date(2026, 11, 28))
    landlord.bill(lease, month=date(2026, 12, 1), due=date(2026, 11, 30))
    with recorded("anna"):
        place(payment=first.id, lease=lease.id, bill=None, amount=None, by=anna(landlord), on=ON)
    later.refresh_from_db()
    assert (later.open_amount, later.placements.get().rule) == (0, "payer")


def test_bank_money_that_the_ledger_has_is_counted_there_and_not_again(landlord, bank) -> None:
    lease = landlord.lease()
    bill = with_ocr(lease, "10023489")
    Payment.objects.create(lease=lease, bill=bill, key="ledger", booked_date=date(2026, 11, 5), amount=RENT)
    told = bank(reference="10023489", order_received=date(2026, 10, 29))
    assert (Payment.objects.count(), told.seen_by) == (1, "ledger")
    assert facts_for([lease.id])[lease.id].payments[0].order_received == date(2026, 10, 29)


def test_what_a_person_has_confirmed_is_not_asked_about_again(landlord, bank) -> None:
    lease = landlord.lease()
    with_ocr(lease, "10023489")
    Bill.objects.update(ledger_through=date(2026, 11, 30))
    told = bank(reference="10023489")
    assert told.is_contradicted
    with recorded("anna"):
        confirm(payment=told.id, by=anna(landlord), on=ON)
    told.refresh_from_db()
    assert (told.is_contradicted, owed(lease)) == (False, 0)


def test_the_name_of_a_person_with_protected_data_suggests_nobody_and_marks_the_payment(landlord, bank) -> None:
    landlord.lease(name="Hanna Canary", protected=True)
    told = bank(payer_name="Hanna Canary", amount=RENT - 100)
    assert (told.is_protected, PossibleLease.objects.count()) == (True, 0)


def test_a_payment_without_a_number_that_the_ledger_has_that_day_waits_for_nobody(landlord, bank) -> None:
    first, second = landlord.lease(), landlord.lease("2", name="Bo Lind")
    Payment.objects.create(
        lease=first, bill=first.bills.get(), key="ledger", booked_date=date(2026, 11, 5), amount=RENT
    )
    told = bank(payer_name="Åsa Öberg")
    suggest(import_no=0)
    assert (waiting().count(), PossibleLease.objects.count(), owed(first)) == (0, 0, 0)
    bank("b2", payer_name="Bo Lind")  # two came in, the ledger has one: a person looks at both
    suggest(import_no=0)
    assert (waiting().count(), owed(second)) == (2, RENT)
    told.refresh_from_db()
    assert told.seen_by == ""


def test_what_a_debt_collector_hands_on_is_no_tenants_once_more(landlord, bank) -> None:
    lease = landlord.lease()
    before = bank(payer_account="0001609908", text="redovisning 44")
    assert PossibleLease.objects.filter(lease=lease).exists()
    with recorded("test"):
        remember_remitter(numbers=["556036-0793", "160-9908"], name="Exempelinkasso")
    after = bank("b2", payer_identity="5560360793", text="redovisning 45")
    for told in (before, after):
        told.refresh_from_db()
        found = told.placements.get()
        assert (told.open_amount, found.lease, found.rule) == (0, None, "remittance")
        assert "Exempelinkasso, som redan har berättat" in found.why
    assert (owed(lease), PossibleLease.objects.count()) == (RENT, 0)


def test_an_address_in_the_message_is_a_reason_and_puts_that_home_first(landlord, bank) -> None:
    landlord.lease("1", address="Kvarngränd 1")
    there = landlord.lease("2", address="Hjulgatan 7")
    told = bank(payer_name="Åsa Öberg", text="hyra HJULGATAN 7", amount=100)
    first = PossibleLease.objects.filter(incoming=told).order_by("place").first()
    assert (first.lease_id, first.reasons[-1]) == (there.id, "Meddelandet nämner adressen Hjulgatan 7.")
