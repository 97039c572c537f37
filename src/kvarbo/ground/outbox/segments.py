"""Sms-delar: how many parts a text message is sent and paid in, counted as the networks do (GSM 03.38, 23.040)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")  # each is sent as an escape and a sign
ALONE_GSM, TOGETHER_GSM = 160, 153  # septets in a message alone, and in each of several
ALONE_UCS, TOGETHER_UCS = 70, 67  # units of sixteen bits, the same


@dataclass(frozen=True, slots=True)
class Counted:
    """Räknat: ``units`` of the alphabet used, and in how many parts (``segments``) the message goes."""

    units: int
    segments: int
    is_gsm: bool


def count(text: str) -> Counted:
    """Count a text. One sign outside the small alphabet makes the whole message cost 70 signs a part and not 160."""
    is_gsm = all(sign in BASIC or sign in EXTENDED for sign in text)
    costs = [_septets(sign) if is_gsm else _units(sign) for sign in text]
    alone, together = (ALONE_GSM, TOGETHER_GSM) if is_gsm else (ALONE_UCS, TOGETHER_UCS)
    units = sum(costs)
    return Counted(units, 1 if units <= alone else _parts(costs, together), is_gsm)


def _septets(sign: str) -> int:
    return 2 if sign in EXTENDED else 1


def _units(sign: str) -> int:
    return 2 if ord(sign) > 0xFFFF else 1


def _parts(costs: Iterable[int], room: int) -> int:
    """A sign of two units is never split between two parts, so a part may end with one unit unused."""
    parts, left = 1, room
    for cost in costs:
        if cost > left:
            parts, left = parts + 1, room
        left -= cost
    return parts
