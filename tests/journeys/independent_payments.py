"""A second opinion on who has paid: an autumn drawn at random, and how much may be open, from the words alone.

Written from decisions 0005 and 0011, not from the code they describe. The world knows what is true: every payment,
where its reference points, and when and where the landlord's own system books it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

DUES = {"2026-10": date(2026, 9, 30), "2026-11": date(2026, 10, 30), "2026-12": date(2026, 11, 30)}
MONTHS = tuple(DUES)
FIRST = ("Åsa", "Bo", "Eva", "Åke", "Siv", "Ali", "Maja", "Olle", "Rut", "Tor")
LAST = ("Öberg", "Lind", "Sten", "Haddad", "Björk", "Ekman", "Frisk")
EARLY = timedelta(days=20)  # bills are sent out so long before they are due
Place = tuple[int, str]  # a home and a month


def later(day: date, bank_days: int) -> date:
    """So many bank days on (or back), weekends apart."""
    step = timedelta(days=1 if bank_days >= 0 else -1)
    while bank_days or day.weekday() > 4:
        day += step
        bank_days -= step.days if day.weekday() < 5 and bank_days else 0
    return day


@dataclass(frozen=True, slots=True)
class Home:
    """One lease: its tenants and rent. A tenant with two leases stands on two of them."""

    number: int
    tenants: tuple[str, ...]
    rent: int


@dataclass(frozen=True, slots=True)
class Money:
    """One true payment, or one taken back (``undoes`` is then the payment it undoes)."""

    serial: str
    home: int
    month: str
    amount: int
    booked: date
    ordered: date | None
    reference: str
    text: str
    payer: str
    points: tuple[int, str | None] | None  # the bill or lease that its number names, if any
    undoes: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """One line in the landlord's own books, from the day it stands there."""

    day: date
    money: Money
    place: Place
    amount: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What has been read so far: payments by serial, bills told of, and the newest day a list or ledger speaks of."""

    serials: set[str] = field(default_factory=set)
    bills: set[Place] = field(default_factory=set)
    books: list[tuple[date, bool]] = field(default_factory=list)  # and whether it is a ledger

    def newest(self, month: str = "") -> date:
        """The newest; for a month the newest that tells who has paid it, and a list does only when it is overdue."""
        return max(
            (day for day, all_bills in self.books if not month or all_bills or day > DUES[month]), default=date.min
        )


class World:
    """Everything that is true of the autumn, and the landlord's books beside it."""

    def __init__(self, seed: int, homes: int = 30) -> None:
        self.chance = random.Random(seed)
        names = [f"{first} {last}" for first in FIRST for last in LAST]
        self.chance.shuffle(names)
        self.homes: dict[int, Home] = {}
        for number in range(1, homes + 1):
            tenants = (names.pop(),)
            if self.chance.random() < 0.2:
                tenants = (*tenants, names.pop())
            elif number > 1 and self.chance.random() < 0.15:
                tenants = self.homes[number - 1].tenants
            self.homes[number] = Home(number, tenants, 600_000 + 10_000 * self.chance.randrange(20) + number)
        self.ocr = {(n, month): str(self.chance.randrange(10**9, 10**10)) for n in self.homes for month in MONTHS}
        self.money: list[Money] = []
        for place in self.ocr:
            self._pay(*place)
        self.posts = self._books()

    def _pay(self, home: int, month: str) -> None:
        """What the tenant does about one month's rent."""
        rent, due = self.homes[home].rent, DUES[month]
        what = self.chance.choices(("in time", "late", "parts", "part", "never", "bounce"), (40, 20, 13, 5, 12, 10))[0]
        day = later(due, self.chance.randrange(-4, 1) if what != "late" else self.chance.randrange(1, 20))
        if what == "never":
            return
        half = rent // 3 if what in ("parts", "part") else rent
        paid = self._money(home, month, half, day)
        if what == "parts":
            self._money(home, month, rent - half, later(day, self.chance.randrange(0, 12)))
        if what == "bounce":
            back = later(day, self.chance.randrange(1, 6))
            given = {name: getattr(paid, name) for name in ("reference", "text", "payer", "points")}
            self.money.append(Money(f"B{len(self.money)}", home, month, -half, back, None, undoes=paid.serial, **given))
            if self.chance.random() < 0.5:
                self._money(home, month, rent, later(back, self.chance.randrange(1, 8)))

    def _money(self, home: int, month: str, amount: int, booked: date) -> Money:
        kind = self.chance.choices(("ocr", "text", "lease", "none", "other month", "other home"), (62, 8, 5, 12, 6, 7))[
            0
        ]
        named: tuple[int, str | None] | None = (home, month)
        if kind == "other month":
            named = (home, self.chance.choice(MONTHS[: MONTHS.index(month) + 1]))
        elif kind == "other home":
            named = (self.chance.choice(tuple(self.homes)), month)
        elif kind in ("lease", "none"):
            named = (home, None) if kind == "lease" else None
        number = "" if named is None else self.ocr[named] if named in self.ocr else str(88_000 + named[0])
        reference, text = (number, "") if kind != "text" else ("", f"hyra {number}")
        ordered = later(booked, -1) if self.chance.random() < 0.5 else None
        payer = self.chance.choice(self.homes[home].tenants)
        made = Money(f"S{len(self.money)}", home, month, amount, booked, ordered, reference, text, payer, named)
        self.money.append(made)
        return made

    def _books(self) -> list[Post]:
        """When and where the landlord's own system books each: mostly by its number, at times on an older bill."""
        chance, left = self.chance, {place: self.homes[place[0]].rent for place in self.ocr}
        slow = {
            one.serial: chance.choice((1, 1, 2, 3)) + (0 if one.points else chance.randrange(8)) for one in self.money
        }
        by_serial: dict[str, list[Post]] = defaultdict(list)
        posted: list[Post] = []
        days = {one.serial: later(one.booked, slow[one.serial]) for one in self.money}
        for one in self.money:  # nothing is taken back before it stands there
            days[one.serial] = max(days[one.serial], days.get(one.undoes, date.min))
        for one in sorted(self.money, key=lambda one: (days[one.serial], bool(one.undoes), one.serial)):
            day = days[one.serial]
            if one.undoes:
                places = [(post.place, -post.amount) for post in by_serial[one.undoes]]
            else:
                own = one.points and one.points[0] == one.home
                fits = one.points in left and left[one.points] >= one.amount and chance.random() < 0.5
                trusted = one.points if own or fits else None
                home, month = trusted or (one.home, one.month)
                places = self._spread(left, home, month or one.month, one.amount, day)
            for place, amount in places:
                left[place] -= amount
                by_serial[one.serial].append(Post(day, one, place, amount))
            posted += by_serial[one.serial]
        return posted

    def _spread(self, left: dict[Place, int], home: int, month: str, amount: int, day: date) -> list[tuple[Place, int]]:
        places = [(home, each) for each in MONTHS if DUES[each] - EARLY <= day and left[home, each] > 0]
        if self.chance.random() > 0.2:  # the meant bill first; else the oldest that is open
            places.sort(key=lambda place: place[1] != month)
        spread: list[tuple[Place, int]] = []
        for place in places:
            part = min(amount, left[place])
            if part:
                spread.append((place, part))
            amount -= part
        return [*spread, ((home, month), amount)] if amount else spread

    def issued(self, on: date) -> list[Place]:
        return [place for place in self.ocr if DUES[place[1]] - EARLY <= on]

    def left(self, place: Place, on: date) -> int:
        """Öre that the landlord's own books say remain of the bill that day."""
        paid = sum(post.amount for post in self.posts if post.place == place and post.day <= on)
        return self.homes[place[0]].rent - paid

    def touching(self, home: int) -> list[Money]:
        """All money that is the home's, that names it, or that the landlord has booked there."""
        here = {post.money.serial for post in self.posts if post.place[0] == home}
        return [m for m in self.money if m.home == home or m.serial in here or (m.points and m.points[0] == home)]

    def is_plain(self, home: int, seen: Seen) -> bool:
        """Whether reference, truth and books agree about every payment, so that each month can be judged by itself.

        Money that only a list shows may be taken for other money of the same amount, so then they cannot.
        """
        if any(m.serial not in seen.serials and self.booked(m, home, seen.newest()) for m in self.touching(home)):
            return False
        moved = any(post.place != (post.money.home, post.money.month) for post in self.posts if post.place[0] == home)
        return not moved and all(m.points == (m.home, m.month) and m.home == home for m in self.touching(home))

    def booked(self, money: Money, home: int, on: date, months: tuple[str, ...] = MONTHS) -> int:
        lines = [post for post in self.posts if post.money is money and post.place[0] == home and post.day <= on]
        return sum(post.amount for post in lines if post.place[1] in months)

    def placed(self, money: Money, home: int, seen: Seen) -> bool:
        """Whether the bank's files and the numbers in them say that the money is the home's."""
        return money.serial in seen.serials and self.named(money, seen) == home

    def named(self, money: Money, seen: Seen) -> int | None:
        """The home whose bill or lease the payment's number is, among those that files have told of."""
        if money.points is None:
            return None
        home, month = money.points
        return home if any((home, each) in seen.bills for each in ((month,) if month else MONTHS)) else None

    def waits(self, money: Money, home: int, seen: Seen) -> bool:
        """Whether the bank has told of the home's own money without a number that names anything known."""
        return money.home == home and money.serial in seen.serials and self.named(money, seen) is None

    def most_open(self, home: int, seen: Seen, on: date, months: tuple[str, ...] = MONTHS) -> tuple[int, int]:
        """The most that may be open, and what has come without a number: more than that is asking one who has paid."""
        due = tuple(month for month in months if DUES[month] < on and (home, month) in seen.bills)
        known = loose = listed = fresh = 0
        for one in self.touching(home):
            shown = sum(self.booked(one, home, seen.newest(month), (month,)) for month in due)
            there = self.booked(one, home, seen.newest()), self.booked(one, home, seen.newest(), due)
            named_here = self.placed(one, home, seen) and one.points and (not one.points[1] or one.points[1] in due)
            if shown or (named_here and (there[1] or not there[0])):
                known += shown or one.amount
                listed += shown if not self.placed(one, home, seen) else 0
                fresh += one.amount if named_here and not shown and one.booked <= seen.newest() else 0
            elif self.waits(one, home, seen) and one.month in due and not there[0]:
                loose += one.amount
            fresh -= one.amount if one.undoes and self.placed(one, home, seen) else 0
        # A list tells no payments apart: what it shows may be explained by other money, also by such as went back.
        known -= max(0, min(listed, fresh))
        return max(0, self.homes[home].rent * len(due) - known), max(0, loose)

    def bank_only(self, home: int, seen: Seen, months: tuple[str, ...] = MONTHS) -> int:
        """Money in that the bank has told of and the landlord's newest books do not hold here: it counts on top."""
        total = 0
        undone = {one.undoes: one for one in self.money if one.undoes}
        for one in self.touching(home):
            waits = self.waits(one, home, seen)  # the payer's habit may place it
            named_here = self.placed(one, home, seen) and one.points and (not one.points[1] or one.points[1] in months)
            back = undone.get(one.serial)
            if one.undoes or not (waits or named_here) or (back and not waits and back.serial in seen.serials):
                continue  # what came and went by the bank leaves nothing to count on top
            shown = [month for month in MONTHS if (home, month) in seen.bills and not self.told_unclearly(one)]
            here = sum(self.booked(each, home, seen.newest(m), (m,)) for m in shown for each in (one, back) if each)
            total += max(0, one.amount - here)
        return total

    def told_unclearly(self, money: Money) -> bool:
        """Whether the books have it elsewhere than its number says, and a list cannot tell that it is the same money.

        By the words a list tells that only where another bill of the same amount has left it.
        """
        posts = [post for post in self.posts if post.money is money]
        there = {post.place for post in posts}
        beside = {post.money.serial for post in self.posts if post.place in there}
        beside |= {one.serial for one in self.money if one.points in there}
        alone = len(posts) == 1 and posts[0].amount == self.homes[posts[0].place[0]].rent and beside == {money.serial}
        return there != {money.points} and not alone

    def least_open(self, home: int, seen: Seen, on: date, months: tuple[str, ...] = MONTHS) -> int:
        """The least that is open: what the newest list shows, less what only the bank has told of."""
        if not seen.books:
            return 0
        due = [(home, month) for month in months if DUES[month] < on and (home, month) in seen.bills]
        left = [self.left((home, month), seen.newest()) for month in MONTHS]
        shown = sum(max(0, self.left(place, seen.newest())) for place in due) + sum(min(0, each) for each in left)
        return max(0, shown - self.bank_only(home, seen, months))

    def most_counted(self, home: int, seen: Seen) -> int:
        """What the landlord's newest books hold on the lease, and what only the bank has told of."""
        held = sum(post.amount for post in self.posts if post.place[0] == home and post.day <= seen.newest())
        return held + self.bank_only(home, seen)
