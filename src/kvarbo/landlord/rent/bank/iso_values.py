"""Values as ISO 20022 writes them: exact decimals to öre, time stamps to Swedish days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from kvarbo.landlord.rent.files.cells import MOST_REMEMBERED
from kvarbo.landlord.rent.files.refusal import Unreadable, shortened

Made = TypeVar("Made")

SWEDEN = ZoneInfo("Europe/Stockholm")
LARGEST = 10**15  # öre; the format has room for eighteen digits
EVENING = time(17)  # a period that ends earlier in the day does not hold the whole of that day

_AMOUNT = re.compile(r"([+-]?)(\d{0,18})(?:\.(\d{0,2})(0*))?")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?")
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:[0-5]\d:[0-5]\d(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?")


def ore(text: str) -> int:
    """An exact decimal in öre; what needs a third decimal is refused, never rounded."""
    found = _AMOUNT.fullmatch(text) if text.isascii() else None
    if not found or not (found[2] or found[3]):
        raise Unreadable(f"beloppet ”{shortened(text)}” är inte ett belopp med högst två decimaler")
    value = int(found[2] or "0") * 100 + int((found[3] or "").ljust(2, "0"))
    if value > LARGEST:
        raise Unreadable(f"beloppet {shortened(text)} är orimligt stort")
    return -value if found[1] == "-" else value


def number(text: str) -> int:
    """A count."""
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise Unreadable(f"antalet ”{shortened(text)}” är inte ett heltal")
    return int(text)


def local_day(text: str) -> date:
    """The Swedish day of a date or a time stamp; a stamp without a zone is Swedish time."""
    if found := _DAY.fullmatch(text):
        return _made(date.fromisoformat, found[1], text)
    return local_time(text).date()


def local_time(text: str) -> datetime:
    """The Swedish time of a stamp."""
    found = _STAMP.fullmatch(text)
    if not found:
        raise Unreadable(f"tiden ”{shortened(text)}” är inte skriven som 2026-10-30T10:15:00")
    whole = text[:19] + (found[1] or "")
    stamp = _made(datetime.fromisoformat, whole, text)
    try:
        return stamp.replace(tzinfo=SWEDEN) if stamp.tzinfo is None else stamp.astimezone(SWEDEN)
    except OverflowError as fault:
        raise Unreadable(f"tiden ”{shortened(text)}” finns inte") from fault


_ORDINALS: dict[str, int] = {}  # the Swedish day of a date, of an hour in a zone


def local_ordinal(text: str) -> int:
    """The number of the Swedish day, remembered: within an hour of a zone of whole hours it is one and the same."""
    known = _ORDINALS.get(text)
    if known is not None:
        return known
    found = _STAMP.fullmatch(text)
    key = text[:13] + (found[1] or "") if found else text
    if found and found[1] and found[1][3:] not in ("", ":00"):
        key = text
    known = _ORDINALS.get(key)
    if known is None:
        known = local_day(text).toordinal()
        if len(_ORDINALS) >= MOST_REMEMBERED:
            _ORDINALS.clear()
        _ORDINALS[key] = known
    return known


def _made(parse: Callable[[str], Made], text: str, shown: str) -> Made:
    try:
        return parse(text)
    except ValueError as fault:
        raise Unreadable(f"dagen ”{shortened(shown)}” finns inte i kalendern") from fault


def last_whole_day(begins: str, ends: str) -> date | None:
    """The last day that a period holds to its evening: one that ends at midnight or at noon holds the day before."""
    if not ends:
        return None
    end = local_time(ends)
    if begins and end.time() == time() and local_time(begins) == end:
        return end.date()  # some banks write the day's own midnight twice
    return end.date() if end.time().replace(tzinfo=None) >= EVENING else end.date() - timedelta(days=1)
