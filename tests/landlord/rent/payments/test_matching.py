"""Exact rules place a payment, or nothing does; a suggestion says all its reasons."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kvarbo.landlord.rent.numbers import normal
from kvarbo.landlord.rent.payments.matching import (
    Suggestion,
    Target,
    Unplaced,
    most_reasons_first,
    name_key,
    near_numbers,
    numbers_of,
    placed_by_rule,
    suggestions,
)
from kvarbo.landlord.rent.payments.models import Rule

AKE, SIV = UUID(int=1), UUID(int=2)
DUE = date(2026, 10, 30)
RENT = 841_200
NOVEMBER = Target(AKE, 11, RENT, DUE)
DECEMBER = Target(AKE, 12, RENT, date(2026, 11, 30))
OTHERS = Target(SIV, 21, RENT, DUE)


def paid(reference: str = "", *, text: str = "", amount: int = RENT, **more) -> Unplaced:
    return Unplaced(amount, date(2026, 11, 2), reference, text=text, **more)


def place(payment: Unplaced, numbers: dict[str, list[Target]] | None = None, before: tuple[Target, ...] = ()):
    return placed_by_rule(payment, by_number=numbers or {}, paid_before=before)


def test_a_reference_that_is_one_bills_number_places_the_whole_payment_on_it() -> None:
    found = place(paid("100234 89"), {"10023489": [NOVEMBER]})
    assert (found.rule, found.shares) == (Rule.REFERENCE, ((AKE, 11, RENT),))


def test_a_reference_that_all_a_tenants_bills_share_places_it_on_the_lease_and_no_bill() -> None:
    assert place(paid("1002"), {"1002": [NOVEMBER, DECEMBER]}).shares == ((AKE, None, RENT),)


def test_a_reference_that_two_leases_share_places_nothing() -> None:
    assert place(paid("1002"), {"1002": [NOVEMBER, OTHERS]}) is None


def test_a_number_in_the_message_places_it_when_it_is_long_enough_to_be_one() -> None:
    numbers = {"10023489": [NOVEMBER], "1101": [OTHERS]}
    assert place(paid(text="Hyra nov 10023489 lgh 1101"), numbers).shares == ((AKE, 11, RENT),)
    assert place(paid(text="Hyra lgh 1101"), numbers) is None


def test_a_message_that_names_two_homes_places_nothing() -> None:
    assert place(paid(text="10023489 och 20023489"), {"10023489": [NOVEMBER], "20023489": [OTHERS]}) is None


def test_several_references_with_amounts_go_to_their_own_bills_also_on_two_leases() -> None:
    both = paid(parts=(("10023489", 400_000), ("20023489", RENT - 400_000)))
    found = place(both, {"10023489": [NOVEMBER], "20023489": [OTHERS]})
    assert found.shares == ((AKE, 11, 400_000), (SIV, 21, RENT - 400_000))


def test_several_references_without_amounts_place_it_only_when_they_are_of_one_lease() -> None:
    numbers = {"10023489": [NOVEMBER], "10023497": [DECEMBER], "20023489": [OTHERS]}
    assert place(paid(parts=(("10023489", None), ("10023497", None))), numbers).shares == ((AKE, None, RENT),)
    assert place(paid(parts=(("10023489", None), ("20023489", None))), numbers) is None
    assert place(paid(parts=(("10023489", None), ("999", None))), numbers) is None


def test_an_account_that_has_only_paid_one_lease_places_the_same_amount_near_the_due_day() -> None:
    assert place(paid(payer_account="SE1"), before=(NOVEMBER,)).shares == ((AKE, None, RENT),)
    assert place(paid(payer_account="SE1", amount=RENT - 100), before=(NOVEMBER,)) is None
    assert place(paid(payer_account="SE1"), before=(NOVEMBER, OTHERS)) is None
    assert place(paid(payer_account="SE1"), before=(Target(AKE, 1, RENT, date(2026, 1, 30)),)) is None


def test_a_reversal_goes_where_its_reference_points() -> None:
    assert place(paid("10023489", amount=-RENT), {"10023489": [NOVEMBER]}).shares == ((AKE, 11, -RENT),)


def test_numbers_are_compared_without_blanks_and_leading_zeros() -> None:
    assert normal(" 000 100-234 89") == "10023489"
    assert numbers_of(paid("0010023489", text="se 4711")) == {"10023489", "4711"}


def test_names_are_the_same_in_any_order_and_case() -> None:
    assert name_key("O'NEILL, ÅKE-ÖRJAN") == name_key("Åke-Örjan O’Neill")
    assert name_key("Åke Örjan") != name_key("Åke Örjansson")


def test_numbers_one_slip_away() -> None:
    assert {"1235", "124", "12344", "1324"} <= near_numbers("1234")
    assert "1234" not in near_numbers("1234")


def test_suggestions_put_the_one_with_most_reasons_first_and_tell_them_all() -> None:
    found = suggestions(
        paid("10023498"), paid_before=(), same_name=(AKE,), near_reference=(NOVEMBER,), same_amount=(OTHERS, NOVEMBER)
    )
    assert most_reasons_first(found, {AKE: "1002", SIV: "1001"}) == (
        Suggestion(
            AKE,
            11,
            (
                "Referensen 10023498 skiljer sig i ett tecken från avins.",
                "Avsändaren heter som en hyresgäst på avtalet.",
                "Beloppet är exakt det som är obetalt på en avi.",
            ),
        ),
        Suggestion(SIV, 21, ("Beloppet är exakt det som är obetalt på en avi.",)),
    )


def test_an_amount_that_many_owe_suggests_nobody() -> None:
    many = tuple(Target(UUID(int=n), n, RENT, DUE) for n in range(1, 7))
    assert suggestions(paid(), paid_before=(), same_name=(), near_reference=(), same_amount=many) == ()
