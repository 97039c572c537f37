"""Almanackan: Swedish public holidays, working days and statutory time.

Four readings of "day" are kept apart, because the law and the banks do not mean the same:

- *allmän helgdag*: Sundays and the days of lag (1989:253). The three eves are not among them.
- *vardag*, read literally: every day that is no Sunday and no public holiday. **Saturday is a vardag here**, and so are
  the eves. Whether a court would say so for JB 12:20 is not settled; both readings are therefore computed.
- *arbetsdag*: Monday to Friday, no public holiday and none of the three eves. These are also exactly the days on
  which something may be due by lag (1930:173) 2 §, so what falls elsewhere moves to the next one.
- *bankdag*: the days the banks clear kronor. The same days as arbetsdag, but a name of its own.

The act on public holidays holds from 1990; before that the calendar refuses to answer.
"""

from __future__ import annotations

from array import array
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from kvarbo.core.finding import Finding, Step

FIRST_YEAR, LAST_YEAR = 1990, 2199
HOLIDAYS_ACT = "Lag (1989:253) om allmänna helgdagar"
STATUTORY_TIME_1 = "Lag (1930:173) 1 §"
STATUTORY_TIME_2 = "Lag (1930:173) 2 §"

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_SATURDAY, _SUNDAY = 5, 6
_DAY = timedelta(days=1)


class OutsideCalendar(ValueError):
    """A day for which the calendar knows no holidays."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Året {year} ligger utanför almanackan, som täcker {FIRST_YEAR}–{LAST_YEAR}: helgdagarna följer av "
            f"{HOLIDAYS_ACT}, som gäller från {FIRST_YEAR}. Kontrollera årtalet."
        )


def easter_sunday(year: int) -> date:
    """Påskdagen by the Gregorian computus (the anonymous algorithm of 1876, exact for every Gregorian year)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - moon_correction + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    leap = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * leap + 114, 31)
    return date(year, month, day + 1)


def _saturday_from(first: date) -> date:
    """The Saturday that falls within the seven days beginning with ``first``."""
    return first + (_SATURDAY - first.weekday()) % 7 * _DAY


@cache
def public_holidays(year: int) -> dict[date, str]:
    """Allmänna helgdagar of the year with their names, by lag (1989:253); ordinary Sundays are left out."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutsideCalendar(year)
    easter = easter_sunday(year)
    # Lag (2004:1320) put nationaldagen in the place of annandag pingst.
    new_or_old = (date(year, 6, 6), "nationaldagen") if year >= 2005 else (easter + 50 * _DAY, "annandag pingst")
    days: dict[date, str] = {}
    for day, name in (
        (date(year, 1, 1), "nyårsdagen"),
        (date(year, 1, 6), "trettondedag jul"),
        (easter - 2 * _DAY, "långfredagen"),
        (easter, "påskdagen"),
        (easter + _DAY, "annandag påsk"),
        (easter + 39 * _DAY, "Kristi himmelsfärdsdag"),
        (date(year, 5, 1), "första maj"),
        (easter + 49 * _DAY, "pingstdagen"),
        new_or_old,
        (_saturday_from(date(year, 6, 20)), "midsommardagen"),
        (_saturday_from(date(year, 10, 31)), "alla helgons dag"),
        (date(year, 12, 25), "juldagen"),
        (date(year, 12, 26), "annandag jul"),
    ):
        days[day] = f"{days[day]} och {name}" if day in days else name  # 1 May 2008, 6 June 2049
    return dict(sorted(days.items()))


@cache
def eves(year: int) -> dict[date, str]:
    """The three eves that lag (1930:173) 2 § names; they are not public holidays."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutsideCalendar(year)
    return {
        _saturday_from(date(year, 6, 20)) - _DAY: "midsommarafton",
        date(year, 12, 24): "julafton",
        date(year, 12, 31): "nyårsafton",
    }


# One byte a day for the whole calendar: a lookup is an index, whichever year comes next.
_HOLIDAY, _NO_WORK = 1, 2
_FIRST = date(FIRST_YEAR, 1, 1).toordinal()
_LENGTH = date(LAST_YEAR, 12, 31).toordinal() - _FIRST + 1


def _mark_days() -> bytes:
    marks = bytearray(_LENGTH)
    first_weekday = date(FIRST_YEAR, 1, 1).weekday()
    for weekday, mark in ((_SATURDAY, _NO_WORK), (_SUNDAY, _HOLIDAY | _NO_WORK)):
        days = range((weekday - first_weekday) % 7, _LENGTH, 7)
        marks[days.start :: 7] = bytes([mark]) * len(days)
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for day in public_holidays(year):
            marks[day.toordinal() - _FIRST] = _HOLIDAY | _NO_WORK
        for day in eves(year):
            marks[day.toordinal() - _FIRST] |= _NO_WORK
    return bytes(marks)


_MARKS = _mark_days()
# Arbetsdagar up to and including each day, for counting without walking.
_COUNTED = array("l", accumulate(0 if mark & _NO_WORK else 1 for mark in _MARKS))


def _index(day: date) -> int:
    index = day.toordinal() - _FIRST
    if not 0 <= index < _LENGTH:
        raise OutsideCalendar(day.year)
    return index


def is_public_holiday(day: date) -> bool:
    """Allmän helgdag: a Sunday or a day of lag (1989:253); never an eve."""
    return bool(_MARKS[_index(day)] & _HOLIDAY)


def is_eve(day: date) -> bool:
    """Midsommarafton, julafton or nyårsafton."""
    return day in eves(day.year)


def holiday_name(day: date) -> str | None:
    """The Swedish name of a public holiday or one of the three eves; "söndag" for other Sundays; None otherwise."""
    named = public_holidays(day.year).get(day) or eves(day.year).get(day)
    return named or ("söndag" if day.weekday() == _SUNDAY else None)


def is_vardag(day: date) -> bool:
    """Vardag read literally: no Sunday and no public holiday. Saturdays and the eves are vardagar in this reading."""
    return not _MARKS[_index(day)] & _HOLIDAY


def is_arbetsdag(day: date) -> bool:
    """Arbetsdag: Monday to Friday, no public holiday, none of the three eves."""
    return not _MARKS[_index(day)] & _NO_WORK


def is_bank_day(day: date) -> bool:
    """Bankdag: the banks clear kronor on arbetsdagar and rest on the three eves."""
    return is_arbetsdag(day)


def next_vardag(day: date) -> date:
    """The first arbetsdag on or after the day: where a last day that is free moves by lag (1930:173) 2 §.

    The act says "nästa vardag" but moves Saturdays and the eves too, so what it gives is always an arbetsdag; a day
    that is one stays. :func:`is_vardag`, read literally, is wider.
    """
    while not is_arbetsdag(day):
        day += _DAY
    return day


def last_arbetsdag(day: date) -> date:
    """The last arbetsdag on or before the day: 23 December for julafton in 2026, the ``protective`` of a deadline."""
    while not is_arbetsdag(day):
        day -= _DAY
    return day


def add_arbetsdagar(day: date, count: int) -> date:
    """The arbetsdag that lies ``count`` arbetsdagar after (negative: before) the day, itself never counted."""
    step = _DAY if count >= 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while not is_arbetsdag(day):
            day += step
    return day


def arbetsdagar_between(after: date, before: date) -> int:
    """How many arbetsdagar lie strictly between the two days; 0 when there is no day between them."""
    if before <= after:
        return 0
    return _COUNTED[_index(before) - 1] - _COUNTED[_index(after)]


def bank_days_between(after: date, before: date) -> int:
    """How many bank days lie strictly between the two days, neither of them counted."""
    return arbetsdagar_between(after, before)


def in_words(day: date) -> str:
    """The day as a Swede writes it: "onsdag 30 december 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def last_day_of_month(day: date) -> date:
    """Månadens sista dag."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_vardagar(day: date, count: int) -> date:
    """The vardag, read literally with Saturdays, that lies ``count`` vardagar after the day, itself never counted."""
    for _ in range(count):
        day += _DAY
        while not is_vardag(day):
            day += _DAY
    return day


def corresponding_day(
    start: date, *, weeks: int | None = None, months: int | None = None, years: int | None = None
) -> date:
    """Slutdag by lag (1930:173) 1 §, before any move: same weekday, or same number in the month, or that month's last.

    Exactly one of weeks, months and years is given, as a whole number of at least 1. The start day is day 0.
    """
    given = [(unit, n) for unit, n in (("veckor", weeks), ("månader", months), ("år", years)) if n is not None]
    if len(given) != 1:
        raise ValueError("Ange tidens längd i antingen veckor, månader eller år: exakt ett av dem.")
    unit, count = given[0]
    if count < 1:
        raise ValueError(f"Tiden måste vara minst 1, inte {count} {unit}.")
    try:
        if unit == "veckor":
            return start + timedelta(weeks=count)
        month_index = start.year * 12 + start.month - 1 + count * (12 if unit == "år" else 1)
        year, month = month_index // 12, month_index % 12 + 1
        return date(year, month, min(start.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        raise ValueError(f"{count} {unit} från {start} hamnar utanför almanackan. Kontrollera längden.") from None


def statutory_end(
    start: date, *, weeks: int | None = None, months: int | None = None, years: int | None = None
) -> Finding[date]:
    """Lagstadgad tid: the last day by law of a period that begins with ``start``, moved to the next arbetsdag if free.

    Only the law's own last day. The rule ``lagstadgad_tid.statutory_end`` gives the surely safe day beside it.
    """
    unshifted = corresponding_day(start, weeks=weeks, months=months, years=years)
    end = next_vardag(unshifted)
    length = _length_in_words(weeks, months, years)
    steps = [Step(f"{length} räknat från {in_words(start)} slutar {in_words(unshifted)}.", STATUTORY_TIME_1)]
    if weeks is None and unshifted.day != start.day:
        text = f"Slutmånaden har ingen dag med nummer {start.day}, så månadens sista dag är slutdag."
        steps.append(Step(text, STATUTORY_TIME_1))
    if end != unshifted:
        why = holiday_name(unshifted) or "lördag"
        steps.append(Step(f"Den dagen är {why}: sista dag blir nästa vardag, {in_words(end)}.", STATUTORY_TIME_2))
    return Finding(end, tuple(steps))


def _length_in_words(weeks: int | None, months: int | None, years: int | None) -> str:
    if weeks is not None:
        return "1 vecka" if weeks == 1 else f"{weeks} veckor"
    if months is not None:
        return "1 månad" if months == 1 else f"{months} månader"
    return f"{years} år"


@dataclass(frozen=True, slots=True)
class LastWeekday:
    """Sista vardagen före månaden in both readings.

    ``reading_a``: banking practice, the last arbetsdag. ``reading_b``: the letter, where Saturdays and the eves are
    vardagar. ``reading_b_extended``: reading B moved by lag (1930:173) 2 § to the next day one can act on.
    """

    reading_a: date
    reading_b: date
    reading_b_extended: date


@cache
def last_weekday_before_month(month: date) -> LastWeekday:
    """Sista vardagen före kalendermånadens början (JB 12:20) in both readings; any day of the month may be given."""
    if month.year < FIRST_YEAR:
        raise OutsideCalendar(month.year)
    eve_of_month = month.replace(day=1) - _DAY
    literal = eve_of_month
    while not is_vardag(literal):
        literal -= _DAY
    return LastWeekday(last_arbetsdag(eve_of_month), literal, next_vardag(literal))
