"""How numbers are written: spaces and dashes of every kind, and the check digit (Luhn, modulus 10)."""

from __future__ import annotations

import re
import unicodedata

_DASHES = "‐‑‒–—―−﹣－⁃➖\u00ad"  # hyphens, dashes, minus signs, soft hyphen
_PLUS = "＋﹢"
_FULL_WIDTH_DIGITS = "０１２３４５６７８９"
_SIGNS = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_PLUS, "+"),
        **{sign: str(digit) for digit, sign in enumerate(_FULL_WIDTH_DIGITS)},
    }
)


def plain_signs(text: str) -> str:
    """One kind of dash, plus, digit and space; marks that are not seen (BOM, zero width, direction) are taken away."""
    if text.isascii() and " " not in text and text.isprintable():
        return text
    signs = (" " if sign.isspace() else sign for sign in text.translate(_SIGNS) if unicodedata.category(sign) != "Cf")
    return re.sub(r" *([-+]) *", r"\1", "".join(signs).strip())


def without_spaces(text: str) -> str:
    """The number with every space removed, for lists where a space stands for the hyphen."""
    return plain_signs(text).replace(" ", "")


def luhn_digit(digits: str) -> int:
    """Kontrollsiffra for the digits before it: every second doubled from the right, up to the next ten."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it."""
    return luhn_digit(digits[:-1]) == int(digits[-1])


def only_digits(text: str) -> bool:
    """Whether the text is digits 0–9 and nothing else (superscripts and other scripts' digits are not)."""
    return re.fullmatch("[0-9]+", text) is not None
