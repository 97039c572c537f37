"""När en betalning räknas: the day the bank received the order, not the day the landlord was credited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.values import values

COUNTS = "JB 12:20 tredje stycket"
DEPOSITED = "JB 12:21 tredje stycket"
AT_ONCE = "jb.12_20.counts_at_once"


@dataclass(frozen=True, slots=True)
class PaymentCounts:
    """``counted``: the day the payment counts, None when unknown; ``at_latest``: no later than this.

    ``in_time``: on or before ``last_day``, None when that cannot be said.
    """

    counted: date | None
    at_latest: date | None
    in_time: bool | None
    deposited_with_county: bool
    missing: tuple[str, ...] = ()


def when_a_payment_counts(
    *,
    at_counter: date | None = None,
    ordered: date | None = None,
    booked: date | None = None,
    deposited: date | None = None,
    last_day: date | None = None,
) -> Finding[PaymentCounts]:
    """Dagen en betalning räknas (JB 12:20 tredje stycket, 12:21): paid at a bank counter, ordered, or deposited.

    ``ordered`` is the day the bank received the order, ``booked`` the day the landlord was credited. When only
    ``booked`` is known the payment may have counted earlier, and nobody may be treated as late because of it.
    """
    if ordered and booked and ordered > booked:
        impossible = f"Uppdraget ({ordered}) kan inte ha tagits emot efter att det bokfördes ({booked})."
        raise ValueError(f"{impossible} Kontrollera dagarna.")
    known = [day for day in (at_counter, ordered, deposited) if day is not None]
    counted = min(known) if known else None
    at_latest = counted or booked
    in_time = _in_time(counted, booked, last_day)
    missing = _missing(counted, booked, last_day, in_time)
    steps = [] if at_latest is None else [values(at_latest).step(AT_ONCE)]
    steps += _steps(counted, booked, deposited if deposited == counted else None)
    if last_day is not None and in_time is not None:
        said = "i tid" if in_time else "för sent"
        steps.append(Step(f"Sista dag är {in_words(last_day)}: betalningen är {said}.", COUNTS))
    answer = PaymentCounts(counted, at_latest, in_time, deposited is not None, missing)
    return Finding(answer, tuple(steps))


def _in_time(counted: date | None, booked: date | None, last_day: date | None) -> bool | None:
    if last_day is None:
        return None
    if counted is not None:
        return counted <= last_day
    return True if booked is not None and booked <= last_day else None


def _missing(counted: date | None, booked: date | None, last_day: date | None, in_time: bool | None) -> tuple[str, ...]:
    unknown = (
        ("ordered", counted is None and in_time is None),
        ("booked", counted is None and booked is None),
        ("last_day", last_day is None),
    )
    return tuple(name for name, is_unknown in unknown if is_unknown)


def _steps(counted: date | None, booked: date | None, deposited: date | None) -> list[Step]:
    if counted is not None:
        source = DEPOSITED if deposited else COUNTS
        how = "Beloppet deponerades" if deposited else "Betalningen räknas från den dag banken tog emot den"
        return [Step(f"{how}: {in_words(counted)}.", source)]
    if booked is not None:
        text = (
            f"Bara bokföringsdagen är känd, {in_words(booked)}. Betalningen räknas från den dag banken tog emot "
            "uppdraget, som kan vara tidigare."
        )
        return [Step(text, COUNTS)]
    return [Step("Ingen betalningsdag är känd. Betalningen räknas från den dag banken tog emot uppdraget.", COUNTS)]
