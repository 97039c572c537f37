"""Upprepade underrättelser: whether what came in must be seen by somebody responsible, since it has come before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.notices.notice_duty import NoticeEvent
from kvarbo.core.values import values

YEARS = "riktmarke.earlier_notices_years"
CRITICISED = "JO 1683-2017"
AT_ONCE = "SoL 14:2"
TOWARDS_EVICTION = frozenset({NoticeEvent.EVICTION_APPLICATION, NoticeEvent.EVICTION_TIME, NoticeEvent.REMOVAL_TIME})
WAYS_OF_WORKING = "arbetssätt"


class EscalationReason(StrEnum):
    """Varför det lyfts, the gravest first."""

    EVICTION_WITHOUT_INQUIRY = "eviction_without_inquiry"
    AGAIN_WITHOUT_INQUIRY = "again_without_inquiry"
    LARGER_DEBT = "larger_debt"


@dataclass(frozen=True, slots=True)
class EarlierNotice:
    """Något som kom in förut om samma hushåll. ``debt`` in öre; ``inquiry_opened`` None where nobody wrote it down."""

    day: date
    event: NoticeEvent
    debt: int | None = None
    inquiry_opened: bool | None = None


@dataclass(frozen=True, slots=True)
class RepeatedNotices:
    """``counted``: how many came within the years that are looked back. Never a score: each reason is told in words."""

    counted: int
    escalate: bool
    because: tuple[EscalationReason, ...]
    missing: tuple[str, ...] = ()


def repeated_notices(
    *, day: date, event: NoticeEvent, earlier: tuple[EarlierNotice, ...], debt: int | None = None
) -> Finding[RepeatedNotices]:
    """Upprepade underrättelser (JO 1683-2017): several notices and an eviction must not pass without an inquiry.

    ``debt`` in öre. An inquiry opened after one notice covers those before it; where nobody has written down whether
    one was opened, it counts as if none was.
    """
    years = int(values(day).number(YEARS))
    first = _years_before(day, years)
    counted = sorted((one for one in earlier if first <= one.day <= day), key=lambda one: one.day)
    passed = _passed_over(counted)
    steps = [values(day).step(YEARS), Step(_how_many(len(counted), first), WAYS_OF_WORKING)]
    because: list[EscalationReason] = []
    if passed and event in TOWARDS_EVICTION:
        because.append(EscalationReason.EVICTION_WITHOUT_INQUIRY)
        steps.append(Step("Nu gäller det avhysning, och ingen utredning har inletts efter det förra.", CRITICISED))
    if passed:
        because.append(EscalationReason.AGAIN_WITHOUT_INQUIRY)
        since = in_words(passed[0].day)
        steps.append(Step(f"Ingen utredning är känd efter meddelandet {since}. Ta ställning på nytt.", AT_ONCE))
    largest = max((one.debt for one in counted if one.debt is not None), default=None)
    if debt is not None and largest is not None and debt > largest:
        because.append(EscalationReason.LARGER_DEBT)
        steps.append(Step("Skulden är större än i något tidigare meddelande.", WAYS_OF_WORKING))
    missing = tuple(
        f"om en utredning inleddes efter meddelandet {in_words(one.day)}"
        for one in passed
        if one.inquiry_opened is None
    )
    if debt is None and largest is not None and event not in TOWARDS_EVICTION:
        missing += ("skulden",)
    return Finding(RepeatedNotices(len(counted), bool(because), tuple(because), missing), tuple(steps))


def _passed_over(counted: list[EarlierNotice]) -> list[EarlierNotice]:
    """Those after which no inquiry is known, the oldest first."""
    covered = [place for place, one in enumerate(counted) if one.inquiry_opened]
    return counted[covered[-1] + 1 :] if covered else counted


def _years_before(day: date, years: int) -> date:
    """The same day so many years earlier; from 29 February to 28 February where there is no other."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _how_many(count: int, first: date) -> str:
    if count == 0:
        return f"Inget annat är känt om hushållet sedan {in_words(first)}."
    return f"{'Ett meddelande' if count == 1 else f'{count} meddelanden'} har kommit sedan {in_words(first)}."
