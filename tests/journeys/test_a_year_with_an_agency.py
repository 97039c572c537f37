"""A year with a debt collection agency, day by day: payments late in a file, wrong and late statuses, a recovery.

Beside the room runs a model of its own that knows nothing of ladders: who has paid as the files so far say it, and how
old the agency's latest word is. On no day is anybody suggested for contact whom the model says not to ask.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest

from kvarbo.core.calendar import last_weekday_before_month
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork, at_work
from kvarbo.house.rooms import enter
from kvarbo.landlord.collection import actions, reading_in, reports, sending
from kvarbo.landlord.collection.agencies import keep_agency
from kvarbo.landlord.collection.mapping import shipped_text
from kvarbo.landlord.collection.matter_view import matters_on_page
from kvarbo.landlord.collection.models import Agency, LeftOut, Matter, Report, ToldIn
from kvarbo.landlord.outreach.assessment import assess
from kvarbo.landlord.outreach.models import Suggestion
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.rent.models import Bill, Lease, LedgerState, Payment
from tests.journeys.landlord_room import follow_hemma, take_in

RENT = 845_000
YEAR = 2026
MONTHS = [date(YEAR, number, 1) for number in range(1, 13)]
TO_THE_TENANT = ("notify", "call", "letter", "visit", "reminder", "cooperation_meeting", "joint_meeting")
LIMIT = 7  # days, Hemma's
Key = tuple[UUID, date]


def due_of(month: date) -> date:
    """The rent's due date: the last weekday before the month, by the banks' reading."""
    return last_weekday_before_month(month).reading_a


def day(number: int) -> timedelta:
    return timedelta(days=number)


@dataclass
class Model:
    """What a careful person with a notebook would know: nothing of it is asked of the product."""

    sent: dict[Key, date] = field(default_factory=dict)
    words: dict[Key, list[tuple[date, date, str]]] = field(default_factory=lambda: defaultdict(list))
    told: dict[Key, list[tuple[date, int]]] = field(default_factory=lambda: defaultdict(list))

    def open_of(self, key: Key, on: date) -> int:
        return RENT - sum(amount for known, amount in self.told[key] if known <= on)

    def may_be_asked(self, key: Key, on: date) -> bool:
        if self.open_of(key, on) <= 0:
            return False
        if key not in self.sent:
            return True
        known = [(own, word) for own, learnt, word in self.words[key] if learnt <= on]
        own, word = max(known, default=(self.sent[key], ""))
        return word not in ("paid", "plan") and (on - own).days <= LIMIT


@dataclass
class Row:
    """A row that the agency's file of a day holds."""

    kind: str
    text: str


@dataclass
class Year:
    """The room, the model, and what is still to come."""

    anna: AtWork
    agency: Agency
    homes: dict[str, Lease] = field(default_factory=dict)
    model: Model = field(default_factory=Model)
    files: dict[date, list[Row]] = field(default_factory=lambda: defaultdict(list))
    by_hand: dict[date, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))
    asked: int = 0
    held: int = 0

    def bill_of(self, name: str, month: date) -> str:
        return f"{ord(name[0])}{month:%m}"

    def payment(
        self, name: str, month: date, number: str, *, own: date, told: date, amount: int = RENT, again: bool = False
    ) -> None:
        """The agency's file of ``told`` says that the tenant paid on ``own``; ``again``: it was typed in before."""
        kronor = f"{amount // 100},{amount % 100:02d}"
        remitted = max(own, told - day(1))
        text = f"{number};;{self.bill_of(name, month)};{kronor};{own};{remitted};R{told:%m%d}"
        self.files[told].append(Row("payments", text))
        if not again:
            self.model.told[self.homes[name].id, month].append((told, amount))

    def status(self, name: str, month: date, theirs: str, ours: str, *, own: date, told: date) -> None:
        """The agency's file of ``told`` holds a status of ``own``."""
        self.files[told].append(Row("statuses", f";{self.bill_of(name, month)};{theirs};{own}"))
        self.model.words[self.homes[name].id, month].append((own, told, ours))


HEADERS = {
    "payments": "Transaktion;Ärende;Referens;Belopp;Betaldag;Redovisad;Redovisning",
    "statuses": "Ärende;Referens;Status;Statusdatum",
    "papers": "Ärende;Referens;Handling;Postad;Mottagen;Delgiven",
}


@pytest.fixture
def year(rooms: dict[str, Any]) -> Iterator[Year]:
    with enter(rooms["kvarnbyhem"]):
        account = take_in(rooms["kvarnbyhem"], "Anna", "rent_officer", "manager")
        anna = at_work(account_id=account.pk)
        assert anna is not None
        follow_hemma()
        with recorded("test"):
            agency = keep_agency(
                name="Exempelinkasso", organisation_number="556036-0793", bankgiro="",
                mapping_text=shipped_text("exempelinkasso"), by=anna, on=date(YEAR, 1, 1),
            )  # fmt: skip
        made = Year(anna, agency)
        for name in ("Alma", "Bo", "Cia", "Dan", "Eva"):
            made.homes[name] = lease = Lease.objects.create(source_key=name, number=name, kind="dwelling", rent=RENT)
            for month in MONTHS:
                Bill.objects.create(
                    lease=lease, key=f"{month:%Y-%m} rent", month=month, kind="rent", amount=RENT,
                    due_date=due_of(month), ocr=made.bill_of(name, month),
                )  # fmt: skip
        yield made


def pays_the_landlord(year: Year, name: str, month: date, on: date) -> None:
    lease = year.homes[name]
    Payment.objects.create(
        lease=lease, bill=lease.bills.get(month=month), key=f"{month}", booked_date=on, order_received_date=on,
        amount=RENT,
    )  # fmt: skip
    year.model.told[lease.id, month].append((on, RENT))


def what_comes_of_it(year: Year, name: str, month: date, sent: date) -> None:
    """Each tenant's way with the agency, once a month has been sent there."""
    number = f"T{name}{month:%m}"
    if name == "Alma":  # pays the agency within days; the file that says so comes a week later
        year.status(name, month, "Krav skickat", "demand_sent", own=sent + day(1), told=sent + day(4))
        year.payment(name, month, number, own=sent + day(5), told=sent + day(11))
        for late in (10, 17):  # the agency's system goes on saying that only the demand is sent
            year.status(name, month, "Krav skickat", "demand_sent", own=sent + day(late), told=sent + day(late + 2))
    elif name == "Cia":  # first a status that is wrong, then the right one, then a payment typed in and told again
        year.status(name, month, "Slutbetald", "paid", own=sent + day(2), told=sent + day(3))
        year.by_hand[sent + day(6)].append(("correct", name, month, sent + day(2)))
        year.by_hand[sent + day(9)].append(("payment", name, month, sent + day(9)))
        year.payment(name, month, number, own=sent + day(9), told=sent + day(14), again=True)
    elif name == "Dan":
        loses_and_wins_back(year, month, sent)
    elif name == "Eva":  # a plan, paid in two parts
        for week in (3, 10, 17, 24):
            year.status(name, month, "Avbetalningsplan", "plan", own=sent + day(week), told=sent + day(week + 1))
        # An older word comes late: it must not hide the plan.
        year.status(name, month, "Krav skickat", "demand_sent", own=sent + day(9), told=sent + day(12))
        year.payment(name, month, f"{number}a", own=sent + day(8), told=sent + day(10), amount=400_000)
        year.payment(name, month, f"{number}b", own=sent + day(25), told=sent + day(28), amount=RENT - 400_000)


def loses_and_wins_back(year: Year, month: date, sent: date) -> None:
    """September: nobody reaches Dan, the agency files, the forms are served, and he pays within the recovery period."""
    year.status("Dan", month, "Krav skickat", "demand_sent", own=sent + day(1), told=sent + day(2))
    for week in (7, 13, 19, 25, 31):
        year.status("Dan", month, "Ansökan BF", "filed", own=sent + day(week), told=sent + day(week + 2))
    year.status("Dan", month, "Delbetald", "partly_paid", own=sent + day(3), told=sent + day(20))  # late, and old
    reference = year.bill_of("Dan", month)
    served, given = sent + day(22), sent + day(24)
    year.files[given].append(Row("papers", f";{reference};Underrättelse formulär 1;{sent + day(18)};;{served}"))
    year.files[given].append(Row("papers", f";{reference};Meddelande formulär 3;{sent + day(20)};{given};"))
    year.payment("Dan", month, "TDan", own=given + day(14), told=given + day(17))


def read_the_files(year: Year, on: date) -> None:
    """The day's files, one of each kind; those with payments come again the next day."""
    for back in (on, on - day(1)):
        for kind, header in HEADERS.items():
            rows = [row.text for row in year.files.get(back, ()) if row.kind == kind]
            if not rows or (back != on and kind != "payments"):
                continue
            content = BytesIO("\n".join([header, *rows]).encode())
            with recorded("test"):
                file = reading_in.receive(agency=year.agency, name=f"{kind}.csv", content=content, on=on, by=year.anna)
                assert (file.state, file.errors) == ("read", [])
                came = reading_in.accept(received=file, on=on, by=year.anna)
            assert came["refused"] == 0
            if back != on:
                assert came["new"] == 0


def type_in(year: Year, on: date) -> None:
    source = reports.Source(told_in=ToldIn.HAND, on=on, by_name="Anna")
    for what, name, month, own in year.by_hand.get(on, ()):
        lease = year.homes[name]
        matter = Matter.objects.select_related("agency").get(lease=lease, month=month)
        with recorded("test"):
            if what == "payment":
                told = reports.add_payment(source, matter, amount=RENT, paid=own)
                reports.count([told], on=on, leases=[lease.id])
                year.model.told[lease.id, month].append((on, RENT))
                continue
            wrong = Report.objects.get(matter=matter, status="paid")
            reports.add_status(source, matter, status="demand_sent", day=own, corrects=wrong)
            reports.count((), on=on, leases=[lease.id])
        words = year.model.words[lease.id, month]
        year.model.words[lease.id, month] = [word for word in words if word[2] != "paid"]
        year.model.words[lease.id, month].append((own, on, "demand_sent"))


def send_what_is_suggested(year: Year, on: date) -> None:
    rows = Suggestion.objects.filter(step="collection_file", waiting_for="")
    chosen = [(row.lease_id, row.month) for row in rows]
    names = {lease.id: name for name, lease in year.homes.items()}
    for lease_id, month in [key for key in chosen if names[key[0]] == "Bo"]:  # he always calls and pays on the 12th
        with recorded("test"):
            actions.leave_out(
                lease=Lease.objects.get(pk=lease_id), month=month, reason="promised", text="", on=on, by=year.anna
            )
        chosen.remove((lease_id, month))
    if not chosen:
        return
    for attempt in ("först", "igen"):
        with recorded("test"):
            made = sending.make_file(
                agency=year.agency.id, chosen=chosen, on=on, by=year.anna, form_key=f"{on} {attempt}"
            )
        assert (made.file is not None) == (attempt == "först")
    for lease_id, month in chosen:
        year.model.sent[lease_id, month] = on
        what_comes_of_it(year, names[lease_id], month, on)


def judge(year: Year, on: date) -> None:
    """Nobody is suggested for contact whom the model says not to ask, nor for more than is open."""
    for row in Suggestion.objects.filter(step__in=TO_THE_TENANT):
        key = row.lease_id, row.month
        if row.waiting_for:
            year.held += not year.model.may_be_asked(key, on)
            continue
        year.asked += 1
        assert year.model.may_be_asked(key, on), (on, row.step, key)
        due = [month for month in MONTHS if due_of(month) <= on]
        openly = [(row.lease_id, month) for month in due if year.model.may_be_asked((row.lease_id, month), on)]
        assert row.amount <= sum(year.model.open_of(one, on) for one in openly)


def pay_the_landlord(year: Year, on: date) -> None:
    """Those who pay the landlord: Bo in time but for March and August, Dan but for September, Eva but for April."""
    for month in MONTHS:
        due = due_of(month)
        if on == (due + day(12) if month.month in (3, 8) else due):
            pays_the_landlord(year, "Bo", month, on)
        if on == due:
            if month.month != 9:
                pays_the_landlord(year, "Dan", month, on)
            if month.month != 4:
                pays_the_landlord(year, "Eva", month, on)


def test_nobody_who_paid_is_suggested_for_contact_after_the_file_that_says_so(year: Year) -> None:
    on = date(YEAR - 1, 12, 28)
    while on <= date(YEAR, 12, 31):
        pay_the_landlord(year, on)
        LedgerState.objects.filter(pk=1).update(known_through=on - day(1))
        read_the_files(year, on)
        type_in(year, on)
        with recorded("test"):
            assess(on=on)
        judge(year, on)
        send_what_is_suggested(year, on)
        on += day(1)
    check_the_end(year, on - day(1))


def check_the_end(year: Year, on: date) -> None:
    """What the year came to, counted from the events alone."""
    by_name = {name: Matter.objects.filter(lease=lease).count() for name, lease in year.homes.items()}
    assert by_name == {"Alma": 12, "Bo": 0, "Cia": 12, "Dan": 1, "Eva": 1}
    assert list(LeftOut.objects.values_list("month", "reason").order_by("month")) == [
        (date(YEAR, 3, 1), "promised"),
        (date(YEAR, 8, 1), "promised"),
    ]
    assert year.asked > 50
    assert year.held > 50
    for name, lease in year.homes.items():
        paid = sum(payment.amount for payment in known_facts([lease.id])[lease.id].payments)
        assert paid == 12 * RENT, name
    [page] = matters_on_page(year.homes["Dan"], on=on)
    assert page.recovery is not None
    assert page.payments[0].paid_date <= page.recovery.value.protective
    assert Report.objects.exclude(corrects=None).count() == 12
