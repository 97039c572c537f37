"""What a check of a number answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Sort of number; ``unknown`` when the writing fits none of them."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    INTERIM = "interim"  # reservnummer, an organisation's own number with a letter
    ORGANISATIONSNUMMER = "organisationsnummer"
    OCR = "ocr"
    BANKGIRO = "bankgiro"
    PLUSGIRO = "plusgiro"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Identity:
    """A number as it was written, what it is, and its one stored form.

    ``reason`` is a Swedish sentence: why the number is refused, or what to know about one that is accepted.
    ``normal`` is the stored form, None when refused: twelve digits for people, ten for organisations, digits alone
    for the rest. ``birth_date`` is None when the number holds no real date; it is never proof of a birthday, since
    the day may be a neighbouring one (folkbokföringslagen 18 §).
    """

    input: str
    kind: Kind
    valid: bool
    reason: str | None = None
    normal: str | None = None
    birth_date: date | None = None
