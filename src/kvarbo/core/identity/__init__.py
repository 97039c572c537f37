"""Identitetsnummer: who a number says it belongs to, in every way people write it.

``check(text, on=...)`` decides the kind and answers; ``check_ocr``, ``check_bankgiro`` and ``check_plusgiro`` are asked
for by name, since their numbers look like any other.
"""

from kvarbo.core.identity.numbers import check
from kvarbo.core.identity.payments import OcrLevel, check_bankgiro, check_ocr, check_plusgiro, ocr_for
from kvarbo.core.identity.result import Identity, Kind
from kvarbo.core.identity.writing import is_luhn, luhn_digit, without_spaces

__all__ = [
    "Identity",
    "Kind",
    "OcrLevel",
    "check",
    "check_bankgiro",
    "check_ocr",
    "check_plusgiro",
    "is_luhn",
    "luhn_digit",
    "ocr_for",
    "without_spaces",
]
