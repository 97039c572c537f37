"""How long a payment file takes: 20,000 payments from the bank, to the end and by its parts.

    python benchmarks/payment_files.py [--payments 20000] [--out docs/proof/payments.md]

Parsing is everything from the bytes to checked rows (encoding, totals, references, days, keys), in this process. Beside
it, in the same round: expat alone going through the same bytes with nothing listening, which is the least that reading
XML can cost. The whole is ``read_bank_file``: a process of its own with limits, the rows written and read back.
"""

from __future__ import annotations

import argparse
import io
import platform
import statistics
import time
from collections import deque
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.parsers import expat

from kvarbo.core.identity.payments import ocr_for
from kvarbo.landlord.rent.bank import camt_totals, iso_values
from kvarbo.landlord.rent.bank.camt import read_camt
from kvarbo.landlord.rent.bank.gathering import Gathered
from kvarbo.landlord.rent.bank.reading import read_bank_file
from kvarbo.landlord.rent.bank.rows import BankFormat, BankPayment, EntryKind
from kvarbo.web.demo.bank_file import camt_054

DAY = date(2026, 10, 30)
ON = date(2026, 11, 24)
ROUNDS = 5
MOST_SECONDS, MOST_TIMES = 5.0, 4.0


def payments(number: int) -> list[BankPayment]:
    """Rents with OCR; one in nine with a text instead, one in seven without the payer's account."""
    return [
        BankPayment(
            "",
            EntryKind.PAYMENT,
            100 * (4_000 + place * 37 % 7_000),
            DAY,
            order_received=DAY - timedelta(days=place % 4),
            reference="" if place % 9 == 8 else ocr_for(f"{place:06}2611", length_digit=True),
            text=f"hyra november lägenhet {place}" if place % 9 == 8 else "",
            payer_name=f"Hyresgäst Öberg {place}",
            payer_account="" if place % 7 == 6 else f"{5_000_000 + place}",
            serial=f"20261030{place:08}",
        )
        for place in range(number)
    ]


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """One run; by default the processor's own time, which other work on the machine disturbs least."""
    began = clock()
    work()
    return clock() - began


def tokenise(content: bytes) -> None:
    """Expat alone."""
    expat.ParserCreate().Parse(content, True)


def parse(content: bytes) -> None:
    """Every row, with all totals checked; amounts and days remembered from an earlier file are forgotten first."""
    camt_totals._ORE.clear()
    iso_values._ORDINALS.clear()
    deque(read_camt(Gathered(BankFormat.CAMT_054), lambda: io.BytesIO(content)), maxlen=0)


def whole(content: bytes, number: int) -> None:
    """Through the limited process and back as payments."""
    with read_bank_file(io.BytesIO(content), on=ON) as reading:
        assert sum(1 for _ in reading.rows) == number


def measured(content: bytes, number: int) -> tuple[float, float, float, list[float]]:
    """Medians of tokenising, parsing and the whole, and how many times tokenising each round's parsing took."""
    parse(content)  # the modules' own first time is not what is measured
    alone, parsed, through, times = [], [], [], []
    for _ in range(ROUNDS):
        alone.append(seconds(lambda: tokenise(content)))
        parsed.append(seconds(lambda: parse(content)))
        through.append(seconds(lambda: whole(content, number), time.perf_counter))
        times.append(parsed[-1] / alone[-1])
    return statistics.median(alone), statistics.median(parsed), statistics.median(through), sorted(times)


def table(number: int) -> list[tuple[str, str, str, str]]:
    """The rows of the page."""
    rows = []
    made = datetime(2026, 10, 30, 20, 15)
    for how, batch in (("one payment in each post", 1), ("a hundred payments in each post", 100)):
        content = camt_054(payments(number), account="9912346", made=made, through=DAY, batch=batch)
        alone, parsed, through, times = measured(content, number)
        ratio = statistics.median(times)
        rows += [
            (f"{number:,} payments, {how} ({len(content) / 1e6:.1f} MB): whole", f"{through:.2f} s",
             f"{MOST_SECONDS:g} s", judged(through <= MOST_SECONDS)),
            ("… parsing", f"{parsed:.3f} s", "beside", ""),
            ("… expat alone", f"{alone:.3f} s", "beside", ""),
            ("… parsing as times expat alone, median of rounds (least–most)",
             f"{ratio:.2f} ({times[0]:.2f}–{times[-1]:.2f})", f"{MOST_TIMES:g}", judged(ratio <= MOST_TIMES)),
        ]  # fmt: skip
    return rows


def judged(ok: bool) -> str:
    return "reached" if ok else "**missed**"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--payments", type=int, default=20_000)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    rows = table(arguments.payments)
    text = "\n".join(
        [
            "# Payment files, measured",
            "",
            f"Python {platform.python_version()}, {expat.EXPAT_VERSION}, {date.today().isoformat()}, two processors",
            f"shared with other work. Medians of {ROUNDS} rounds.",
            "Run it again with `python benchmarks/payment_files.py`.",
            "",
            "Parsing is everything from the bytes to checked rows. Expat alone goes through the same bytes with",
            "nothing listening. Both are processor time. The whole is what a person waits for: a process of its own",
            "with limits, the rows written by it and read back.",
            "",
            "| figure | measured | limit | |",
            "| --- | --- | --- | --- |",
            *(f"| {what} | {is_} | {limit} | {verdict} |" for what, is_, limit, verdict in rows),
            "",
        ]
    )
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")
    return 0 if all("missed" not in verdict for *_, verdict in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
