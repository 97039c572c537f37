"""Betalningsreferenser: OCR numbers with check and length digit, bankgiro and plusgiro."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from kvarbo.core.identity.result import Identity, Kind
from kvarbo.core.identity.writing import is_luhn, luhn_digit, only_digits, plain_signs

OCR_LENGTHS = range(2, 26)
BANKGIRO_LENGTHS = range(7, 9)
PLUSGIRO_LENGTHS = range(2, 9)
_WRONG_CHECK_DIGIT = "Kontrollsiffran (den sista) stämmer inte. Någon siffra är fel."


class OcrLevel(StrEnum):
    """Kontrollnivå: how strictly an agreement checks its references."""

    NONE = "none"  # the check digit is not looked at
    SOFT = "soft"  # a wrong check digit is accepted and told
    HARD = "hard"  # a wrong check digit is refused


def check_ocr(
    text: str,
    *,
    level: OcrLevel = OcrLevel.HARD,
    length_digit: bool = False,
    fixed_lengths: Collection[int] = (),
) -> Identity:
    """OCR-nummer of 2–25 digits: check digit by ``level``, then length digit or agreed lengths if asked for."""
    digits = plain_signs(text).replace(" ", "")
    if reason := _wrong_length(digits, OCR_LENGTHS, "Ett OCR-nummer"):
        return _refused(text, Kind.OCR, reason)
    warning = None
    if level is not OcrLevel.NONE and not is_luhn(digits):
        if level is OcrLevel.HARD:
            return _refused(text, Kind.OCR, _WRONG_CHECK_DIGIT)
        warning = f"{_WRONG_CHECK_DIGIT} Numret tas emot ändå (mjuk kontroll)."
    if length_digit and int(digits[-2]) != len(digits) % 10:
        reason = f"Längdsiffran (näst sist) är {digits[-2]} men numret har {len(digits)} siffror."
        return _refused(text, Kind.OCR, reason)
    if fixed_lengths and len(digits) not in fixed_lengths:
        agreed = " eller ".join(str(length) for length in sorted(fixed_lengths))
        return _refused(text, Kind.OCR, f"Numret har {len(digits)} siffror men avtalet säger {agreed}.")
    return Identity(text, Kind.OCR, valid=True, reason=warning, normal=digits)


def ocr_for(reference: str, *, length_digit: bool = False) -> str:
    """The OCR number of a reference in digits: its length digit when asked for, then its check digit."""
    if not only_digits(reference):
        raise ValueError(f"Referensen {reference!r} ska bestå av siffror för att bli ett OCR-nummer.")
    body = f"{reference}{(len(reference) + 2) % 10}" if length_digit else reference
    if len(body) + 1 not in OCR_LENGTHS:
        raise ValueError(f"Referensen {reference} är för lång: ett OCR-nummer har högst {OCR_LENGTHS[-1]} siffror.")
    return f"{body}{luhn_digit(body)}"


def check_bankgiro(text: str) -> Identity:
    """Bankgironummer: 7 or 8 digits, NNN-NNNN or NNNN-NNNN, the last a check digit."""
    return _giro(text, Kind.BANKGIRO, BANKGIRO_LENGTHS, "Ett bankgironummer", after_dash=4)


def check_plusgiro(text: str) -> Identity:
    """Plusgironummer: 2 to 8 digits, written with a hyphen before the last, which is a check digit."""
    return _giro(text, Kind.PLUSGIRO, PLUSGIRO_LENGTHS, "Ett plusgironummer", after_dash=1)


def _giro(text: str, kind: Kind, lengths: range, name: str, *, after_dash: int) -> Identity:
    written = plain_signs(text).replace(" ", "")
    before, dash, after = written.partition("-")
    if dash and len(after) != after_dash:
        return _refused(
            text,
            kind,
            f"{name} har {after_dash} siffror efter bindestrecket."
            if after_dash > 1
            else f"{name} har en siffra efter bindestrecket.",
        )
    digits = before + after
    if reason := _wrong_length(digits, lengths, name):
        return _refused(text, kind, reason)
    if not is_luhn(digits):
        return _refused(text, kind, _WRONG_CHECK_DIGIT)
    return Identity(text, kind, valid=True, normal=digits)


def _wrong_length(digits: str, lengths: range, name: str) -> str | None:
    if not digits:
        return "Raden är tom."
    if not only_digits(digits):
        return f"{name} består bara av siffror."
    if len(digits) not in lengths:
        return f"{name} har {lengths[0]}–{lengths[-1]} siffror, inte {len(digits)}."
    return None


def _refused(text: str, kind: Kind, reason: str) -> Identity:
    return Identity(text, kind, valid=False, reason=reason)
