"""Whoever has paid is not asked, and an unpaid month is not hidden: judged by a model that knows only the words."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from kvarbo.core.debt import balance
from kvarbo.ground.trail.recorder import recorded, recording
from kvarbo.house.rooms import enter
from kvarbo.landlord import work
from kvarbo.landlord.rent.actions import accept, receive_file
from kvarbo.landlord.rent.bank import reading as bank_reading
from kvarbo.landlord.rent.bank.reader import read_payments
from kvarbo.landlord.rent.files import reading as list_reading
from kvarbo.landlord.rent.files.limited import LIST_READER, summary_of
from kvarbo.landlord.rent.files.reader import read_into
from kvarbo.landlord.rent.models import ImportState, Lease
from kvarbo.landlord.rent.payments.models import PossibleLease
from kvarbo.landlord.rent.queries import facts_for
from tests.journeys.independent_payments import DUES, MONTHS, Money, Place, Seen, World, later
from tests.landlord.rent.bank.made_files import camt, payment

HEADER = (
    "Avtalsnr;Objekttyp;Adress;Lägenhetsnr;Hyresgäst 1 namn;Hyresgäst 2 namn;Månad;Avgiftsslag;Avinr;OCR;Förfallodag;"
    "Belopp;"
)
LIST, LEDGER = HEADER + "Restbelopp", HEADER + "Betaldag;Orderdag;Betalt belopp"
START, END = date(2026, 9, 28), date(2026, 12, 22)
ORDINARY, LONG = range(3), range(3, 60)


@dataclass(frozen=True, slots=True)
class Printed:
    """A file, the day it reaches Kvarbo, and what it tells of."""

    arrives: date
    name: str
    content: bytes
    through: date | None  # a list's or ledger's own day
    serials: frozenset[str]
    bills: frozenset[Place]


def kronor(ore: int) -> str:
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100},{abs(ore) % 100:02}"


def bill_cells(world: World, place: Place) -> str:
    number, month = place
    home = world.homes[number]
    names = ";".join((*home.tenants, "")[:2])
    return (
        f"{88_000 + number};Lägenhet;Kvarngränd {number};1101;{names};{month};Hyra;A{month}-{number};"
        f"{world.ocr[place]};{DUES[month]};{kronor(home.rent)}"
    )


def text(header: str, rows: list[str]) -> bytes:
    return ("\r\n".join([header, *rows]) + "\r\n").encode()


def printed_list(world: World, on: date, arrives: date) -> Printed:
    rows = {place: world.left(place, on) for place in world.issued(on) if world.left(place, on) > 0}
    lines = [f"{bill_cells(world, place)};{kronor(left)}" for place, left in rows.items()]
    return Printed(arrives, f"lista-{on}.csv", text(LIST, lines), on, frozenset(), frozenset(rows))


def printed_ledger(world: World, on: date, arrives: date) -> Printed:
    """Every bill that has been sent out, with each payment as the landlord's own system has booked it."""
    lines = []
    for place in world.issued(on):
        paid = [post for post in world.posts if post.place == place and post.day <= on]
        cells = [f"{post.money.booked};{post.money.ordered or ''};{kronor(post.amount)}" for post in paid] or [";;"]
        lines += [f"{bill_cells(world, place)};{each}" for each in cells]
    return Printed(arrives, f"reskontra-{on}.csv", text(LEDGER, lines), on, frozenset(), frozenset(world.issued(on)))


def account_of(payer: str) -> str:
    return "8327" + "".join(str(ord(letter) % 10) for letter in payer)[:10]


def bank_file(world: World, told: list[Money], through: date, arrives: date) -> Printed:
    rows = [
        payment(
            one.amount, one.reference, serial=one.serial, booked=one.booked, order_received=one.ordered, text=one.text,
            payer_name=one.payer, payer_account=account_of(one.payer),
        )
        for one in sorted(told, key=lambda one: one.booked)
    ]  # fmt: skip
    content = camt(rows, through=through, number=through.toordinal())
    return Printed(arrives, f"bank-{through}.xml", content, None, frozenset(one.serial for one in told), frozenset())


def files_of(world: World) -> list[Printed]:
    """The bank's files, overlapping and some late or never; lists, ledgers or both; in the order they reach Kvarbo."""
    chance, files, start = world.chance, [], START
    while start < END:
        through = later(start, chance.randrange(3, 12))
        begin = start - timedelta(days=chance.choice((0, 0, 7)))
        told = [one for one in world.money if begin <= one.booked <= through]
        if told and chance.random() < 0.9:
            files.append(bank_file(world, told, through, through + timedelta(days=chance.choice((0, 1, 3, 20)))))
        start = through + timedelta(days=1)
    kinds = chance.choice(((printed_list,), (printed_ledger,), (printed_list, printed_ledger)))
    day = START + timedelta(days=chance.randrange(10))
    while day <= END:
        files.append(chance.choice(kinds)(world, day, day + timedelta(days=chance.choice((0, 0, 2, 25)))))
        day += timedelta(days=chance.randrange(5, 26))
    return sorted(files, key=lambda file: (file.arrives, file.name))


def read(file: Printed, today: date) -> bool:
    with recorded("test"):
        received = receive_file(
            name=file.name, content=io.BytesIO(file.content), known_through=file.through, by="test", today=today
        )
    with recording("test"):
        work.go_through({"import": str(received.pk)}, lambda *_: None)
    received.refresh_from_db()
    if received.state == ImportState.REFUSED:
        # A list that is empty, or older than what is known with no newer list beside it, is refused: 0005.
        assert file.name.startswith("lista")
        assert "redan kända" in received.refusal or not file.bills, received.refusal
        return False
    assert received.errors == []
    with recorded("test"):
        accept(received=received, by="test")
    with recording("test"):
        work.read_in({"import": str(received.pk)}, lambda *_: None)
    return True


@dataclass(frozen=True, slots=True)
class Told:
    """What Kvarbo says of one home."""

    by_month: dict[str, int]
    counted: int
    waits: bool  # a payment that may be the home's waits for a person: nobody is called meanwhile


def told_by_kvarbo(on: date) -> dict[int, Told]:
    ids = dict(Lease.objects.values_list("pk", "source_key"))
    held = set(PossibleLease.objects.values_list("lease_id", flat=True))
    told = {}
    for pk, facts in facts_for(ids).items():
        value = balance(facts.bills, facts.payments, on=on).value
        months = {f"{month:%Y-%m}": left for month, left in value.by_month}
        told[int(ids[pk]) - 88_000] = Told(months, sum(one.amount for one in facts.payments), pk in held)
    return told


def faults(world: World, seen: Seen, on: date) -> Iterator[str]:
    """Each home about which Kvarbo says something that the words do not allow."""
    for home, told in told_by_kvarbo(on).items():
        total = sum(told.by_month.values())
        most, loose = world.most_open(home, seen, on)
        if total > most:
            yield f"{home}: {total} asked for, {most} at most is unpaid"
        elif total > max(0, most - loose) and not told.waits:
            yield f"{home}: {total} asked for, with {loose} unplaced that holds nobody"
        if total < (least := world.least_open(home, seen, on)):
            yield f"{home}: {total} open, the landlord's newest list shows {least} that nobody has paid"
        if told.counted > (counted := world.most_counted(home, seen)):
            yield f"{home}: {told.counted} counted, {counted} at most has come"
        for month in MONTHS if world.is_plain(home, seen) else ():
            left = told.by_month.get(month, 0)
            low, high = world.least_open(home, seen, on, (month,)), world.most_open(home, seen, on, (month,))[0]
            if not low <= left <= high:
                yield f"{home}, {month}: {left} open, should be {low} to {high}"


def played(seed: int) -> list[str]:
    """Read one autumn's files as they come; what is wrong after each."""
    world, seen, wrong = World(seed), Seen(), []
    for file in files_of(world):
        if not read(file, file.arrives):
            continue
        seen.serials.update(file.serials)
        seen.bills.update(file.bills)
        seen.books.extend([(file.through, file.name.startswith("reskontra"))] if file.through else [])
        wrong += [f"{seed} {file.arrives} {file.name}: {fault}" for fault in faults(world, seen, file.arrives)]
    return wrong


def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in this process: the walls round the reader have tests of their own."""

    def run(file: Any, options: dict[str, Any], limits: Any, reader: str = LIST_READER) -> Any:
        spool, content = tempfile.TemporaryFile(), file.read()  # noqa: SIM115
        spool.write(b'{"network_closed": true}\n')
        read_into(lambda: io.BytesIO(content), spool, options, None if reader == LIST_READER else read_payments)
        spool.flush()
        return spool, summary_of(spool)

    for module in (bank_reading, list_reading):
        monkeypatch.setattr(module, "run_reader", run)


def judged(seed: int, rooms: Any, settings: Any, monkeypatch: Any) -> list[str]:
    """What is wrong with what Kvarbo says in one autumn."""
    settings.KVARBO_TODAY = "2027-03-31"
    read_here(monkeypatch)
    with enter(rooms["kvarnbyhem"]):
        return played(seed)


@pytest.mark.parametrize("seed", ORDINARY)
def test_nobody_who_paid_is_asked_and_no_unpaid_month_is_hidden(rooms, settings, monkeypatch, seed) -> None:
    assert judged(seed, rooms, settings, monkeypatch) == []


@pytest.mark.proof
@pytest.mark.parametrize("seed", LONG)
def test_nobody_who_paid_is_asked_in_many_autumns(rooms, settings, monkeypatch, seed) -> None:
    assert judged(seed, rooms, settings, monkeypatch) == []
