"""OCR, bankgiro and plusgiro: check digit, length digit and agreed lengths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core.identity import Identity, Kind, OcrLevel, check_bankgiro, check_ocr, check_plusgiro, ocr_for


def test_an_ocr_number_is_made_from_a_reference_with_its_length_digit() -> None:
    assert ocr_for("12345", length_digit=True) == "1234574"
    assert ocr_for("100234", length_digit=True) == "10023489"


@pytest.mark.parametrize("number", ["1234574", "10023489", "655969", "657866", "658765", "650861", "659763", "658260"])
def test_known_ocr_numbers_hold_with_check_and_length_digit(number: str) -> None:
    assert check_ocr(number, length_digit=True) == Identity(number, Kind.OCR, valid=True, normal=number)


@given(st.text("0123456789", min_size=1, max_size=23))
def test_a_made_ocr_number_always_holds(reference: str) -> None:
    assert check_ocr(ocr_for(reference)).valid
    assert check_ocr(ocr_for(reference, length_digit=True), length_digit=True).valid


@pytest.mark.parametrize("reference", ["", "12A", "1" * 25])
def test_a_reference_that_cannot_become_an_ocr_number_is_refused(reference: str) -> None:
    with pytest.raises(ValueError, match="OCR-nummer"):
        ocr_for(reference)


def test_a_wrong_check_digit_is_refused_told_or_passed_by_the_agreed_level() -> None:
    hard, soft, none = (check_ocr("1234575", level=level) for level in (OcrLevel.HARD, OcrLevel.SOFT, OcrLevel.NONE))
    assert (hard.valid, hard.reason) == (False, "Kontrollsiffran (den sista) stämmer inte. Någon siffra är fel.")
    assert soft.valid
    assert "tas emot ändå" in (soft.reason or "")
    assert (none.valid, none.reason) == (True, None)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (check_ocr("12344", length_digit=True), "Längdsiffran (näst sist) är 4 men numret har 5 siffror."),
        (check_ocr("655969", fixed_lengths=(8, 10)), "Numret har 6 siffror men avtalet säger 8 eller 10."),
        (check_ocr("1"), "Ett OCR-nummer har 2–25 siffror, inte 1."),
        (check_ocr("1" * 26), "Ett OCR-nummer har 2–25 siffror, inte 26."),
        (check_ocr("6559-69"), "Ett OCR-nummer består bara av siffror."),
        (check_ocr(" "), "Raden är tom."),
        (check_bankgiro("160-9909"), "Kontrollsiffran (den sista) stämmer inte. Någon siffra är fel."),
        (check_bankgiro("16-09908"), "Ett bankgironummer har 4 siffror efter bindestrecket."),
        (check_bankgiro("160990"), "Ett bankgironummer har 7–8 siffror, inte 6."),
        (check_plusgiro("1-80"), "Ett plusgironummer har en siffra efter bindestrecket."),
        (check_plusgiro("8"), "Ett plusgironummer har 2–8 siffror, inte 1."),
    ],
)
def test_a_refused_number_says_why(answer: Identity, reason: str) -> None:
    assert (answer.valid, answer.reason, answer.normal) == (False, reason, None)


@pytest.mark.parametrize("written", ["160-9908", "1609908", " 160\u20139908", "160 99 08"])
def test_a_bankgiro_is_read_with_and_without_its_hyphen(written: str) -> None:
    assert check_bankgiro(written) == Identity(written, Kind.BANKGIRO, valid=True, normal="1609908")


@pytest.mark.parametrize("written", ["1-8", "18", "1 - 8"])
def test_a_plusgiro_is_read_with_and_without_its_hyphen(written: str) -> None:
    assert check_plusgiro(written).normal == "18"
