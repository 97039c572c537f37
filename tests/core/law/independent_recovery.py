"""The recovery period (återvinningsfrist, 12 kap. 44 § jordabalken) worked out from the words of the statutes.

A second calculation, to be compared with the program's own, and sharing no code with it. The statutes read are:
12 kap. 44 § (Lag 2019:533) and 63 § (Lag 2024:313) jordabalken; lag (1930:173) om beräkning av lagstadgad tid
(2 § in the wording of Lag 2022:931); lag (1989:253) om allmänna helgdagar (Lag 2004:1320). It reckons the ordinary
period only: not the further protection in 44 § tredje and fjärde styckena, nor the exception in the fifth.
"""

from __future__ import annotations

import csv
import sys
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = 0, 3, 4, 5, 6


# --- Lag (1989:253) om allmänna helgdagar, and the three eves ---------------------------------------------------


def weekday_from(day: date, weekday: int) -> date:
    """The first such weekday on or after `day` ("den lördag som infaller under tiden ...": the Saturday within)."""
    return day + DAY * ((weekday - day.weekday()) % 7)


def easter(year: int) -> date:
    """Påskdagen, 2 §: "söndagen närmast efter den fullmåne som infaller på eller närmast efter den 21 mars".

    The Sunday next after the full moon that falls on or next after 21 March. The full moon is that of the church
    calendar: a 19-year cycle, with the Gregorian corrections for the century years.
    """
    golden, century = year % 19, year // 100 + 1
    epact = (14 + 11 * golden - 3 * century // 4 + (5 + 8 * century) // 25) % 30
    if epact == 0 or (epact == 1 and golden > 10):
        epact += 1
    full_moon = date(year, 4, 19) - DAY * epact
    return weekday_from(full_moon + DAY, SUNDAY)  # "närmast efter": never on the day of the full moon itself


def midsummer_day(year: int) -> date:
    """Midsommardagen, 2 §: "den lördag som infaller under tiden den 20-26 juni" (the Saturday in 20-26 June)."""
    return weekday_from(date(year, 6, 20), SATURDAY)


def named_holidays(year: int) -> dict[date, str]:
    """The days which 1 § lists by name, placed where 2 § puts them. Every Sunday is a public holiday besides."""
    if year < 2005:
        raise ValueError("the wording read here is that of Lag (2004:1320), which does not govern years before 2005")
    paskdagen = easter(year)
    return {
        date(year, 1, 1): "nyårsdagen",
        date(year, 1, 6): "trettondedag jul",
        paskdagen - 2 * DAY: "långfredagen",  # "fredagen närmast före påskdagen"
        paskdagen: "påskdagen",
        paskdagen + DAY: "annandag påsk",  # "dagen efter påskdagen"
        date(year, 5, 1): "första maj",
        weekday_from(paskdagen, THURSDAY) + 5 * WEEK: "Kristi himmelsfärdsdag",  # "sjätte torsdagen efter påskdagen"
        paskdagen + 7 * WEEK: "pingstdagen",  # "sjunde söndagen efter påskdagen"
        date(year, 6, 6): "nationaldagen",
        midsummer_day(year): "midsommardagen",
        weekday_from(date(year, 10, 31), SATURDAY): "alla helgons dag",  # the Saturday in 31 October-6 November
        date(year, 12, 25): "juldagen",
        date(year, 12, 26): "annandag jul",
    }


def is_public_holiday(day: date) -> bool:
    """Allmän helgdag, 1 §: "söndagar" and the named days, "även när de inte infaller på en söndag"."""
    return day.weekday() == SUNDAY or day in named_holidays(day.year)


def is_eve(day: date) -> bool:
    """The three eves which 2 § of lag (1930:173) names: "midsommarafton, julafton eller nyårsafton".

    Midsommarafton is the day before midsommardagen, julafton 24 December, nyårsafton 31 December; the statutes take
    these as known. No other eve counts: påskafton is caught only as a Saturday, and
    trettondagsafton and valborg not at all.
    """
    return day in (midsummer_day(day.year) - DAY, date(day.year, 12, 24), date(day.year, 12, 31))


# --- Lag (1930:173) om beräkning av lagstadgad tid --------------------------------------------------------------


def is_section_2_day(day: date) -> bool:
    """2 §: "söndag, annan allmän helgdag, lördag, midsommarafton, julafton eller nyårsafton"."""
    return is_public_holiday(day) or day.weekday() == SATURDAY or is_eve(day)


def is_working_day(day: date) -> bool:
    """Vardag as counted cautiously here: Monday to Friday, not a public holiday, not one of the three eves."""
    return MONDAY <= day.weekday() <= FRIDAY and not is_public_holiday(day) and not is_eve(day)


def weeks_from(start: date, weeks: int) -> date:
    """1 §: the last day is the one "som genom sitt namn i veckan ... motsvarar den, från vilken tidräkningen börjas".

    The day that by its name in the week answers to the day from which the time is reckoned: Monday to Monday.
    """
    return start + weeks * WEEK


def moved(last: date) -> date:
    """2 §: when the last day falls on one of its days, "får åtgärden vidtas nästa vardag" (the next working day).

    The day moved to must not itself be a day of 2 §, so the move goes on until it reaches one that is not.
    """
    while is_section_2_day(last):
        last += DAY
    return last


# --- 12 kap. 44 § jordabalken: dwelling (bostadslägenhet) -------------------------------------------------------


def starting_day(told_tenant: date, told_board: date) -> date:
    """44 § första stycket 1: "från det att en hyresgäst ... har delgetts underrättelse ... samt meddelande ...
    lämnats till socialnämnden".

    Both things joined by "samt" (and also) must have happened, in either order, so the later day starts the period.
    told_tenant: the day the tenant was served (delgetts) with the information on how the lease is won back.
    told_board: the day the message was given (lämnats) to the social welfare board (socialnämnden); by 63 § it is
    held to be given "när det har avsänts i ett rekommenderat brev", the day a registered letter was sent.
    """
    return max(told_tenant, told_board)


def unmoved(told_tenant: date, told_board: date) -> date:
    """44 § första stycket 1, "inom tre veckor", by 1 § of lag (1930:173) alone, without the move of its 2 §."""
    return weeks_from(starting_day(told_tenant, told_board), 3)


def last_day_to_pay(told_tenant: date, told_board: date) -> date:
    """The last day on which "hyran betalas" wins the lease back: three weeks, moved by 2 § of lag (1930:173).

    Payment is an act which by law must be done at the latest by a certain time ("den tid, då enligt lag ... en
    åtgärd senast ska vidtas"), so 2 § applies by its own words.
    """
    return moved(unmoved(told_tenant, told_board))


def last_safe_day(told_tenant: date, told_board: date) -> date:
    """What a careful adviser says: the last working day not later than the unmoved day, relying on no move.

    Not a rule of the statute, which by 2 § lets the tenant ("får", may) pay later when the last day is one of its
    days; but whoever has paid by this day has paid in time however 2 § is read.
    """
    day = unmoved(told_tenant, told_board)
    while not is_working_day(day):
        day -= DAY
    return day


def first_day_for_decision(told_tenant: date, told_board: date) -> date:
    """44 § andra stycket: no "beslut om avhysning" until "det efter utgången av den tid ... har gått ytterligare två
    vardagar": after the end of the period two further working days must have gone by.

    The period ends with the (moved) last day to pay. Two whole working days after it must have passed (har gått),
    so the earliest day is the one after the second. That may be a Saturday or holiday: the statute sets a limit in
    time, and does not say on which days a court or the Enforcement Authority (Kronofogden) sits.
    """
    day = last_day_to_pay(told_tenant, told_board)
    passed = 0
    while passed < 2:
        day += DAY
        passed += is_working_day(day)
    return day + DAY


# --- 12 kap. 44 § jordabalken: premises (lokal) -----------------------------------------------------------------


def last_day_premises(told_tenant: date) -> date:
    """44 § första stycket 2: "inom två veckor från det att en hyresgäst, när det är fråga om en lokal, har delgetts
    underrättelse". Only the tenant need be told; the time is counted and moved in the same way.
    """
    return moved(weeks_from(told_tenant, 2))


def main() -> None:
    """Print one CSV row for every start day 2024-2030, with the tenant and the board told on the same day."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    rules = (unmoved, last_day_to_pay, last_safe_day, first_day_for_decision)
    out.writerow(["start", *(rule.__name__ for rule in rules), last_day_premises.__name__])
    day = date(2024, 1, 1)
    while day <= date(2030, 12, 31):
        out.writerow([day, *(rule(day, day) for rule in rules), last_day_premises(day)])
        day += DAY


if __name__ == "__main__":
    main()
