"""A month's payments into a landlord's room, measured: from the dropped file to who has paid.

    python benchmarks/payments_into_a_room.py [--homes 20000] [--out docs/proof/payments-into-a-room.md]

Every home has a bill with an OCR number for each of two months; the bank's files (camt.054) hold a payment of each, one
in fifty without a number. Runs in a scratch folder (SQLite), or in the PostgreSQL that KVARBO_DATABASE names.
"""

from __future__ import annotations

import argparse
import io
import platform
import subprocess
import tempfile
import time
import uuid
from datetime import date, datetime
from pathlib import Path
from typing import Any

from first_morning import make_rooms, point_at

MONTHS = (date(2026, 10, 1), date(2026, 11, 1))
DUES = (date(2026, 9, 30), date(2026, 10, 30))
RENT = 800_000
WITHOUT_NUMBER = 50
LIMIT = 5.0


def ocr(home: int, month: int) -> str:
    return str(50_000_000 + 7 * (2 * home + month))


def fill(homes: int) -> None:
    """Leases and their bills, two months of them."""
    from django.db import transaction

    from kvarbo.house.rooms import current
    from kvarbo.landlord.rent.models import Bill, Lease

    with transaction.atomic(using=current().alias):
        leases = [Lease(id=uuid.uuid4(), source_key=f"A{n}", kind="dwelling", rent=RENT) for n in range(homes)]
        Lease.objects.bulk_create(leases, batch_size=2_000)
        bills = [
            Bill(
                id=1 + 2 * home + month, lease=lease, key=f"{MONTHS[month]:%Y-%m} rent", month=MONTHS[month],
                kind="rent", ocr=ocr(home, month), ocr_key=ocr(home, month), due_date=DUES[month], amount=RENT,
            )
            for home, lease in enumerate(leases)
            for month in (0, 1)
        ]  # fmt: skip
        Bill.objects.bulk_create(bills, batch_size=2_000)


def bank_file(homes: int, month: int) -> bytes:
    from kvarbo.landlord.rent.bank.rows import BankPayment, EntryKind
    from kvarbo.web.demo.bank_file import camt_054

    payments = [
        BankPayment(
            place="", kind=EntryKind.PAYMENT, amount=RENT, booked=DUES[month], text="hyra",
            reference=ocr(home, month) if home % WITHOUT_NUMBER else "", payer_name=f"Betalare {home}",
            payer_account=f"SE{home:012}", serial=f"{month}{home:011}",
        )
        for home in range(homes)
    ]  # fmt: skip
    made = datetime(DUES[month].year, DUES[month].month, DUES[month].day, 20, 15)
    return camt_054(payments, account="9912346", made=made, through=DUES[month], number=month + 1)


def read_in(content: bytes) -> tuple[float, float, float, dict[str, Any]]:
    """Seconds of the dry run and of reading in, processor seconds of the latter, and what came of it."""
    from kvarbo.ground.trail.recorder import recorded, recording
    from kvarbo.landlord import work
    from kvarbo.landlord.rent.actions import accept, receive_file
    from kvarbo.landlord.rent.payments import reading_in

    began = time.perf_counter()
    with recorded("benchmark"):
        received = receive_file(
            name="bank.xml", content=io.BytesIO(content), known_through=None, by="benchmark", today=date(2026, 12, 31)
        )
    with recording("benchmark"):
        work.go_through({"import": str(received.pk)}, lambda *_: None)
    received.refresh_from_db()
    dry = time.perf_counter() - began
    with recorded("benchmark"):
        accept(received=received, by="benchmark")
    began, processor = time.perf_counter(), time.process_time()
    with recording("benchmark"):
        reading_in.read_in(str(received.pk), progress=lambda *_: None)
    wall, cpu = time.perf_counter() - began, time.process_time() - processor
    received.refresh_from_db()
    return dry, wall, cpu, received.summary["counts"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=20_000)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        point_at(Path(folder))
        from kvarbo.house.rooms import enter

        _, rooms = make_rooms()
        with enter(rooms[0]):
            fill(asked.homes)
            runs = [read_in(bank_file(asked.homes, month)) for month in (0, 1)]
            again = read_in(bank_file(asked.homes, 1))
    page = report(asked.homes, runs, again)
    print(page)
    if asked.out:
        asked.out.write_text(page, encoding="utf-8")


def report(homes: int, runs: list[tuple[float, float, float, dict[str, Any]]], again: tuple[Any, ...]) -> str:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True).stdout
    rows = [
        f"| month {number} | {dry:.1f} s | {wall:.1f} s | {cpu:.1f} s | {'reached' if wall <= LIMIT else '**missed**'} "
        f"| {counts['bank_new']} new, {counts['bank_placed']} placed, {counts['bank_waiting']} wait |"
        for number, (dry, wall, cpu, counts) in enumerate((*runs, again[:4]), start=1)
    ]
    rows[-1] = rows[-1].replace("| month 3 |", "| month 2 once more |")
    return "\n".join(
        [
            "# A month's payments into a room, measured",
            "",
            f"Commit {commit.strip()}, run {date.today()}, SQLite, Python {platform.python_version()}, 2 processors "
            "shared with other work.",
            "Run it again with `python benchmarks/payments_into_a_room.py`.",
            "",
            f"{homes} homes, two bills each; a camt.054 file a month with one payment a home, one in {WITHOUT_NUMBER} "
            f"without a number. The limit is {LIMIT:g} s for reading in.",
            "",
            "| file | dry run | reading in | of it processor | limit | what came of it |",
            "| --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
            "Reading in places every payment, works out what counts on every home, and whom what waits may come from. "
            "Most of it is one transaction, during which others wait to write on SQLite.",
            "",
        ]
    )


if __name__ == "__main__":
    main()
