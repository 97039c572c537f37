"""Händelser i demostaden: what the staff have already done when the town is opened on a day.

For each of the three latest rent months the landlord has worked through Hemma's month up to yesterday: a message once
payments are known past the due date, calls from day 7, visits to some on day 19, the cooperation meeting on day 24.
Outcomes are drawn from the seed and the lease, never from who the tenant is; nobody is contacted after the file of
that day shows the rent as paid. Protected persons are met by their named handler alone, by letter and by phone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kvarbo.core.calendar import add_arbetsdagar, last_arbetsdag, next_vardag
from kvarbo.web.demo.accounts import Account, due_date_of
from kvarbo.web.demo.leases import Charge
from kvarbo.web.demo.places import STREETS_BY_DISTRICT
from kvarbo.web.demo.staff import KARIN, LISA, PER, SAMIR, StaffMember
from kvarbo.web.demo.town import Town

MONTHS_BACK = 3
_CALL_OUTCOMES = {
    "promised": 24,
    "spoke": 20,
    "not_reached": 26,
    "voicemail": 14,
    "paid": 5,
    "needs_support": 7,
    "relative": 2,
    "wrong_number": 2,
}
_REACHED = frozenset({"spoke", "promised", "paid", "call_back", "needs_support"})
_WAITS_FOR_COUNSELLING = "Har fått en tid hos budget- och skuldrådgivningen."


@dataclass(frozen=True, slots=True)
class DemoEvent:
    """Händelse: ``kind`` is contact, promise or pause; ``outcome`` the word the contact log uses; dates are local."""

    lease_number: str
    date: datetime.date
    kind: str
    channel: str
    reached: bool | None
    outcome: str
    until: datetime.date | None
    staff_email: str
    month: datetime.date
    step: str = ""
    incoming: bool = False
    reason: str = ""


def events_of(town: Town) -> tuple[DemoEvent, ...]:
    """Everything done before ``town.today``, oldest first."""
    homes = (town.account(lease) for lease in town.homes_let())
    found = [
        event
        for account in homes
        for month in town.months[-MONTHS_BACK:]
        if account.is_late(month)
        for event in _month_of_work(town, account, month)
        if event.date < town.today
    ]
    return tuple(sorted(found, key=lambda event: (event.date, event.lease_number, event.kind)))


def notify_day(due_date: date) -> date:
    """The first working day from day 2 on whose file covers the bank day after the due date."""
    return max(next_vardag(due_date + timedelta(days=2)), add_arbetsdagar(due_date, 2))


def _month_of_work(town: Town, account: Account, month: date) -> Iterator[DemoEvent]:
    """One lease's month; each step is taken only while that day's file shows the rent as open."""
    rng = Random(f"{town.seed}/{account.lease.index}/{month}")
    work = _Work(account, month, rng, _handler(account))
    due_date = due_date_of(month)
    planned = (
        (notify_day(due_date), work.notify),
        (add_arbetsdagar(next_vardag(due_date + timedelta(days=4)), rng.randint(0, 2)), work.they_call_us),
        (add_arbetsdagar(next_vardag(due_date + timedelta(days=7)), rng.randint(0, 2)), work.call),
        (next_vardag(due_date + timedelta(days=19)), work.visit),
        (next_vardag(due_date + timedelta(days=24)), work.meet),
    )
    for day, step in planned:
        if account.lease.is_active(day) and _is_open(account, month, day):
            yield from step(day)


@dataclass(slots=True)
class _Work:
    """The steps for one lease and one month; a promise or a pause rests the steps until it has passed."""

    account: Account
    month: datetime.date
    rng: Random
    handler: StaffMember
    rests_until: date = date.min

    def notify(self, day: date) -> Iterator[DemoEvent]:
        """A message to all; a letter where personal data are protected."""
        channel = "letter" if self.account.lease.protected else "sms"
        yield self._contact(day, channel, "sent", "notify")

    def they_call_us(self, day: date) -> Iterator[DemoEvent]:
        """Some ring before they are rung, and say when they will pay."""
        if self.rng.random() < 0.15:
            yield self._contact(day, "call", "promised", "", incoming=True)
            yield self._promise(day)

    def call(self, day: date) -> Iterator[DemoEvent]:
        """One call, and what follows from it."""
        if day <= self.rests_until:
            return
        outcome = self.rng.choices(list(_CALL_OUTCOMES), weights=list(_CALL_OUTCOMES.values()))[0]
        yield self._contact(day, "call", outcome, "call")
        if outcome == "promised":
            yield self._promise(day)
        if outcome == "needs_support":
            self.rests_until = day + timedelta(days=14)
            yield self._event(day, "pause", until=self.rests_until, reason=_WAITS_FOR_COUNSELLING)

    def visit(self, day: date) -> Iterator[DemoEvent]:
        """Half of those still open have been visited; the caretaker does not visit protected persons."""
        if day <= self.rests_until or self.account.lease.protected or self.rng.random() < 0.5:
            return
        outcome = self.rng.choices(("spoke", "note_left"), weights=(45, 55))[0]
        yield self._contact(day, "visit", outcome, "visit", by=LISA)

    def meet(self, day: date) -> Iterator[DemoEvent]:
        """The monthly meeting has taken up those who are left."""
        if day > self.rests_until and not self.account.lease.protected:
            yield self._contact(day, "meeting", "done", "cooperation_meeting", by=PER)

    def _promise(self, day: date) -> DemoEvent:
        self.rests_until = next_vardag(day + timedelta(days=self.rng.randint(5, 9)))
        return self._event(day, "promise", outcome="promised", until=self.rests_until)

    def _contact(
        self, day: date, channel: str, outcome: str, step: str, *, incoming: bool = False, by: StaffMember | None = None
    ) -> DemoEvent:
        reached = None if outcome in {"sent", "done", "note_left"} else outcome in _REACHED
        return DemoEvent(
            lease_number=self.account.lease.number,
            date=day,
            kind="contact",
            channel=channel,
            reached=reached,
            outcome=outcome,
            until=None,
            staff_email=(by or self.handler).email,
            month=self.month,
            step=step,
            incoming=incoming,
        )

    def _event(self, day: date, kind: str, *, until: date, outcome: str = "", reason: str = "") -> DemoEvent:
        return DemoEvent(
            lease_number=self.account.lease.number,
            date=day,
            kind=kind,
            channel="",
            reached=None,
            outcome=outcome,
            until=until,
            staff_email=self.handler.email,
            month=self.month,
            reason=reason,
        )


def _handler(account: Account) -> StaffMember:
    """The rent officer of the district; the named handler where personal data are protected."""
    if account.lease.protected:
        return KARIN
    return (KARIN, SAMIR)[list(STREETS_BY_DISTRICT).index(account.lease.district) % 2]


def _is_open(account: Account, month: date, day: date) -> bool:
    known_through = last_arbetsdag(day - timedelta(days=1))
    return any(
        seen.bill.month == month and seen.bill.charge is Charge.RENT and seen.remaining > 0
        for seen in account.seen_on(day, known_through)
    )
