"""Nummer som folk skriver dem: bill, OCR and lease numbers made comparable."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\s.\-/]")


def normal(number: str) -> str:
    """A number as it is compared: without blanks, dashes and leading zeros, whatever it was written with."""
    return _SIGNS.sub("", number).lstrip("0").upper()
