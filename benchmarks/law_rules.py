"""How long a rule of law takes: one date with its reasons, and a hundred thousand rows of a table.

    python benchmarks/law_rules.py [--out docs/proof/law-rules.md]

Beside it, in the same run: the date alone, without reasons, worked out with the public ``holidays`` package.
"""

from __future__ import annotations

import argparse
import csv
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import holidays

from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.core.law.jordabalken.rent_due import rent_due

DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(730)]
SWEDISH = holidays.country_holidays("SE", years=range(2025, 2030), include_sundays=False)
EVES = {(6, 19), (6, 25), (6, 23), (12, 24), (12, 31)}
ROWS = 100_000


def bare(day: date) -> date:
    """Three weeks on, moved past weekends, holidays and eves: the date alone."""
    end = day + timedelta(weeks=3)
    while end.weekday() >= 5 or end in SWEDISH or (end.month, end.day) in EVES:
        end += timedelta(days=1)
    return end


def microseconds(work: Callable[[date], object]) -> float:
    """Median time of one call over two years of days, five rounds."""
    rounds = []
    for _ in range(5):
        times = []
        for day in DAYS:
            began = time.perf_counter_ns()
            work(day)
            times.append(time.perf_counter_ns() - began)
        rounds.append(statistics.median(times) / 1000)
    return statistics.median(rounds)


def table_seconds() -> float:
    """``kvarbo law recovery_period --table`` on a hundred thousand rows, as a whole process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["tenant_served", "social_board_notified"])
            writer.writerows((DAYS[row % 700], DAYS[row % 700 + row % 10]) for row in range(ROWS))
        began = time.perf_counter()
        command = [sys.executable, "-m", "kvarbo.web", "law", "recovery_period", "--table", str(path)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    rule = microseconds(lambda day: recovery_period(tenant_served=day, social_board_notified=day))
    due = microseconds(lambda day: rent_due(month=day.replace(day=1)))
    alone = microseconds(bare)
    table = table_seconds()
    rows = [
        ("recovery_period with its steps, median", f"{rule:.1f} µs", "50 µs", rule <= 50),
        ("rent_due with its steps, median", f"{due:.1f} µs", "50 µs", due <= 50),
        ("the same date alone with the holidays package, no reasons", f"{alone:.1f} µs", "beside", True),
        (f"{ROWS:,} rows of --table, whole process", f"{table:.1f} s", "10 s", table <= 10),
    ]
    text = "\n".join(
        [
            "# Rules of law, measured",
            "",
            f"Python {platform.python_version()}, {date.today().isoformat()}, two processors shared with other work.",
            "Run it again with `python benchmarks/law_rules.py`.",
            "",
            "| figure | measured | limit | |",
            "| --- | --- | --- | --- |",
            *(f"| {what} | {is_} | {limit} | {'reached' if ok else '**missed**'} |" for what, is_, limit, ok in rows),
            "",
        ]
    )
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")
    return 0 if all(ok for *_, ok in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
