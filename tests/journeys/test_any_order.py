"""The same files, ten times, split, shuffled, overlapping, in any order of arrival: the same state in the end.

A small landlord with a ledger, lists and the bank's files over two months. What the tables then say, without ids and
numbers that differ between two readings, is compared with the files read once in their own order.
"""

from __future__ import annotations

import io
import os
import random
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from django.db import connections

from kvarbo.core.debt import balance
from kvarbo.ground.trail.recorder import recorded, recording
from kvarbo.house.rooms import enter
from kvarbo.landlord import work
from kvarbo.landlord.rent.actions import accept, receive_file
from kvarbo.landlord.rent.bank.rows import BankPayment
from kvarbo.landlord.rent.models import Bill, Import, ImportState, Lease, LedgerState, Payment
from kvarbo.landlord.rent.payments.models import IncomingPayment, Placement, PossibleLease
from kvarbo.landlord.rent.queries import facts_for
from tests.landlord.rent.bank.made_files import camt, payment
from tests.landlord.rent.test_importing import LEDGER_HEADER

LIST_HEADER = (
    "Avtalsnr;Objekttyp;Adress;Lägenhetsnr;Hyresgäst;Månad;Avgiftsslag;Avinr;OCR;Förfallodag;Belopp;Restbelopp"
)
HOMES = [
    (number, f"Kvarngränd {number}", name)
    for number, name in enumerate(("Åsa Öberg", "Bo Lind", "Eva O'Neill", "Åke-Örjan Sten", "Siv Ek", "Ali Haddad"), 1)
]
RENTS = {number: 700_000 + 10_000 * number for number, *_ in HOMES}
DUES = {"2026-10": date(2026, 9, 30), "2026-11": date(2026, 10, 30), "2026-12": date(2026, 11, 30)}
END = date(2026, 12, 9)


def ocr(number: int, month: str) -> str:
    """Numbers far enough apart that one slip does not make another's of them, printed with zeros before them."""
    return "00" + str(51_234_567 + 7_654_321 * number + 12_345_678 * list(DUES).index(month))


def list_row(number: int, month: str, left: int) -> str:
    address, name = f"Kvarngränd {number}", HOMES[number - 1][2]
    rent = f"{RENTS[number] / 100:.2f}".replace(".", ",")
    rest = f"{left / 100:.2f}".replace(".", ",")
    due = DUES[month].isoformat()
    bill = f"{month};Hyra;{month}-{number};{ocr(number, month)};{due};{rent};{rest}"
    return f"{1000 + number};Lägenhet;{address};110{number};{name};{bill}"


def ledger_row(number: int, month: str, paid: str) -> str:
    """A bill with its payment as the landlord's own system has it: "booked;order;amount" or nothing."""
    rent = f"{RENTS[number] / 100:.2f}".replace(".", ",")
    return (
        f"{1000 + number};Lägenhet;Kvarngränd {number};110{number};{rent};;{HOMES[number - 1][2]};;;;;{month};Hyra;"
        f"{month}-{number};{DUES[month].isoformat()};{rent};{paid or ';;'}"
    )


def told(number: int, month: str, day: str, **more: Any) -> BankPayment:
    amount = more.pop("amount", RENTS[number])
    serial = f"{number}{month}{day}{amount}".replace("-", "")
    written = ocr(number, month) if number % 2 else ocr(number, month).lstrip("0")  # not everybody writes the zeros
    given = {"reference": written, "booked": date.fromisoformat(day), "serial": serial, **more}
    return payment(amount, **given)


# 1 pays in time, ordered the day before · 2 pays late in two parts · 3 writes no reference · 4 pays October with
# November's money · 5 bounces · 6 never pays December.
BANK = [
    told(1, "2026-10", "2026-09-30"), told(1, "2026-11", "2026-11-02", order_received=date(2026, 10, 30)),
    told(1, "2026-12", "2026-12-01", order_received=date(2026, 11, 30)),
    told(2, "2026-10", "2026-10-01"), told(2, "2026-11", "2026-11-05", amount=300_000),
    told(2, "2026-11", "2026-11-09", amount=RENTS[2] - 300_000),
    told(3, "2026-10", "2026-09-30", reference="", text="hyra", payer_name="O'NEILL EVA"),
    told(3, "2026-11", "2026-10-30", reference="", text="hyra", payer_name="O'NEILL EVA"),
    told(4, "2026-11", "2026-11-03"),
    told(5, "2026-10", "2026-09-30"), told(5, "2026-11", "2026-10-30"),
    told(5, "2026-11", "2026-11-04", amount=-RENTS[5]), told(5, "2026-11", "2026-11-12"),
    told(6, "2026-10", "2026-09-29"), told(6, "2026-11", "2026-10-29"),
]  # fmt: skip
LISTS = {
    "2026-10-05": [(4, "2026-10", RENTS[4])],
    "2026-11-06": [(4, "2026-11", RENTS[4]), (2, "2026-11", RENTS[2] - 300_000), (5, "2026-11", RENTS[5])],
    "2026-11-16": [(4, "2026-11", RENTS[4])],
    "2026-12-08": [(4, "2026-11", RENTS[4]), *((n, "2026-12", RENTS[n]) for n in (2, 3, 4, 5, 6))],
}
LEDGER = [
    *(ledger_row(n, "2026-10", f"2026-09-30;;{RENTS[n] / 100:.2f}".replace(".", ",")) for n in (1, 5, 6)),
    ledger_row(2, "2026-10", f"2026-10-01;;{RENTS[2] / 100:.2f}".replace(".", ",")),
    ledger_row(3, "2026-10", f"2026-09-30;;{RENTS[3] / 100:.2f}".replace(".", ",")),
    ledger_row(4, "2026-10", ""),
]

File = tuple[str, str, bytes]  # name, the day it is known through or "", content


def text_file(name: str, header: str, lines: Sequence[str], through: str) -> File:
    return name, through, ("\r\n".join([header, *lines]) + "\r\n").encode()


def bank_file(payments: Sequence[BankPayment], number: int) -> File:
    last = max(one.booked for one in payments)
    return f"bank-{number}.xml", "", camt(payments, through=last, number=number)


def in_their_order() -> list[File]:
    lists = [
        text_file(f"lista-{day}.csv", LIST_HEADER, [list_row(*row) for row in rows], day) for day, rows in LISTS.items()
    ]
    ledger = text_file("reskontra.csv", LEDGER_HEADER, LEDGER, "2026-10-02")
    ordered = sorted(BANK, key=lambda one: one.booked)
    return [ledger, *(bank_file(ordered[at : at + 4], at) for at in range(0, len(ordered), 4)), *lists]


def mixed_up(seed: int) -> list[File]:
    """The same told again: the ledger in pieces, the bank's payments in overlapping files, all shuffled, some twice."""
    chance = random.Random(seed)
    rows = chance.sample(LEDGER, len(LEDGER))
    at = chance.randrange(1, len(rows))
    files = [
        text_file(f"del-{n}.csv", LEDGER_HEADER, part, "2026-10-02") for n, part in enumerate((rows[:at], rows[at:]))
    ]
    for number in range(5):
        files.append(bank_file(chance.sample(BANK, chance.randrange(3, len(BANK))), number))
    files.append(bank_file(chance.sample(BANK, len(BANK)), 9))
    files += [
        text_file(f"lista-{day}.csv", LIST_HEADER, [list_row(*r) for r in chance.sample(rows, len(rows))], day)
        for day, rows in LISTS.items()
    ]
    files += chance.sample(files, 3)
    # An older list needs a newer one to say what has been settled since: the newest comes before the others.
    chance.shuffle(files)
    newest = next(file for file in files if file[1] == max(LISTS))
    first = next(place for place, file in enumerate(files) if file[0].startswith("lista"))
    if files[first][1] != newest[1] and chance.random() < 0.5:
        files.insert(first, newest)
    return files


def read(file: File, *, killed: bool = False) -> bool:
    """Drop it and read it in as the worker does; False when it was refused."""
    name, through, content = file
    with recorded("test"):
        received = receive_file(
            name=name, content=io.BytesIO(content), known_through=date.fromisoformat(through) if through else None,
            by="test", today=date(2026, 12, 31),
        )  # fmt: skip
    with recording("test"):
        work.go_through({"import": str(received.pk)}, lambda *_: None)
    received.refresh_from_db()
    if received.state == ImportState.REFUSED:
        return False
    with recorded("test"):
        accept(received=received, by="test")
    with recording("test"):
        work.read_in({"import": str(received.pk)}, lambda *_: None)
    assert Import.objects.get(pk=received.pk).state == ImportState.APPLIED
    return True


def state() -> dict[str, Any]:
    """All that files can tell, without ids and what differs between two readings."""
    payments = Payment.objects.values_list(
        "lease__source_key", "bill__key", "booked_date", "order_received_date", "bank_order_date", "amount",
        "cause_unknown", "incoming__key",
    )  # fmt: skip
    ids = dict(Lease.objects.values_list("pk", "source_key"))
    owed = {
        ids[pk]: [balance(told.bills, told.payments, on=day).value.rent_only for day in (*DUES.values(), END)]
        for pk, told in facts_for(ids).items()
    }
    return {
        "leases": sorted(ids.values()),
        "bills": sorted(Bill.objects.values_list("lease__source_key", "key", "amount", "due_date")),
        "payments": sorted(payments, key=repr),
        "incoming": sorted(
            IncomingPayment.objects.values_list("key", "amount", "open_amount", "seen_by", "is_contradicted")
        ),
        "placements": sorted(
            Placement.objects.values_list("incoming__key", "lease__source_key", "bill__key", "amount", "rule"), key=repr
        ),
        "possible": sorted(
            PossibleLease.objects.values_list("incoming__key", "lease__source_key", "reasons"), key=repr
        ),
        "known": LedgerState.objects.get(pk=1).known_through,
        "owed": owed,
    }


@pytest.fixture(autouse=True)
def in_december(settings) -> None:
    settings.KVARBO_TODAY = "2026-12-31"


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """Filled by the first reading in order; the same on both kinds of database."""
    return {}


@pytest.fixture
def in_order(rooms, expected) -> dict[str, Any]:
    if not expected:
        with enter(rooms["granngarden"]):
            assert [file[0] for file in in_their_order() if not read(file)] == []
            expected.update(state())
    return expected


def test_read_in_their_order_the_files_tell_who_has_paid(in_order) -> None:
    owed = {key: values[-1] for key, values in in_order["owed"].items()}
    assert owed == {
        "1001": 0, "1002": RENTS[2], "1003": RENTS[3], "1004": 2 * RENTS[4], "1005": RENTS[5], "1006": RENTS[6],
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_in_any_order_split_overlapping_and_twice_they_tell_the_same(rooms, in_order, seed) -> None:
    with enter(rooms["kvarnbyhem"]):
        for file in mixed_up(seed):
            read(file)
        assert state() == in_order


def test_the_same_files_ten_times_change_nothing(rooms, in_order) -> None:
    with enter(rooms["kvarnbyhem"]):
        for file in in_their_order():
            for _ in range(10 if file[0] in ("bank-8.xml", "lista-2026-11-06.csv") else 2):
                read(file)
        assert state() == in_order


def killed_while_reading(room: Any, file: File, *, after: float) -> None:
    """Begin to read the file in a process of its own, and kill that process without a warning."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            with enter(room):
                read(file)
        finally:
            os._exit(0)
    time.sleep(after)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def survives_being_killed(room: Any, times: int) -> dict[str, Any]:
    chance = random.Random(times)
    files = in_their_order()
    for number, file in enumerate(files):
        for _ in range(times // len(files) + (number < times % len(files))):
            killed_while_reading(room, file, after=chance.uniform(0.05, 1.2))
        with enter(room):
            read(file)
    with enter(room):
        return state()


def test_killed_again_and_again_while_reading_nothing_is_lost_or_counted_twice(rooms, in_order) -> None:
    assert survives_being_killed(rooms["kvarnbyhem"], 6) == in_order


@pytest.mark.proof
def test_killed_a_hundred_times_while_reading_nothing_is_lost_or_counted_twice(rooms, in_order) -> None:
    assert survives_being_killed(rooms["kvarnbyhem"], 100) == in_order
