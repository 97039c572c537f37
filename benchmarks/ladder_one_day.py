"""How long the ladder takes for one lease on one day, with every reason, under each way of working.

    PYTHONPATH=src:. python benchmarks/ladder_one_day.py [--out docs/proof/ladder-one-day.md]

The leases have a rent unpaid on a working day of each day of the month, and are the same under every way of working:
whoever owes nothing is never asked about. Each lease and day is asked once and timed by itself; the middle one is told.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import time
from datetime import date, timedelta
from pathlib import Path

from kvarbo.core.facts import (
    Bill,
    BillKind,
    Event,
    EventKind,
    Facts,
    LadderStep,
    Lease,
    Payment,
    PersonFacts,
    Role,
)
from kvarbo.core.ladder.loading import load_named, named_policies
from kvarbo.core.ladder.next_steps import next_steps
from kvarbo.core.ladder.policy import Policy

AIM = 40.0  # µs
LEASES, MONTHS = 200, 12
FIRST_DAY = date(2026, 10, 31)
DAYS = [FIRST_DAY + timedelta(days=number) for number in range(30)]
WHAT_IS_LEFT = """
On 30 November 2026, turn and turn about on the same busy machine, commit 7a83d8a gave medians of 67 to 186 µs where
this gave 46 to 130: a third less. What is the same for every lease of a month (each rule's day and the reason that
tells it) is worked out once, and no reason is made that nobody is told. 31,710 answers of made-up homes, with partial
payments, events, agency reports and trials of a way of working, are word for word those of the commit before.

What is left, for Hemma (by samples of where the time goes): a fifth reads how the year's rents were paid, a seventh
what is open and why, a seventh the groups that come first; the rest is the suggestions and their reasons, some ten of
each. To go under 40 µs what is known of a lease would have to be kept between days, which the trial of a year does
(`try-on.md`), or the rules written out as code for each way of working, which nobody could read.
"""


def months_back(count: int) -> list[date]:
    """The first days of so many months that end with November 2026."""
    return [date(2026 - (11 - number <= 0), (10 - number) % 12 + 1, 1) for number in range(count)][::-1]


def lease(number: int) -> Facts:
    """A year of rents of which the last is unpaid; every fourth home has demands, every third has been called."""
    rent = 500_000 + number * 1_000
    months = months_back(MONTHS)
    bills = tuple(Bill(f"{month}", month, BillKind.RENT, month - timedelta(days=2), rent) for month in months)
    paid = tuple(
        Payment(f"b{bill.id}", bill.due_date, bill.amount, bill_id=bill.id) for bill in bills[:-1]
    )  # fmt: skip
    events: list[Event] = []
    if number % 4 == 0:
        events += [
            Event(month + timedelta(days=9), EventKind.STEP_DONE, step=LadderStep.COLLECTION_DEMAND, month=month)
            for month in months[-5:-1]
        ]
    if number % 3 == 0:
        events.append(Event(date(2026, 11, 5), EventKind.CONTACT, channel="call", reached=False))
    born = date(1940 + number % 66, 1 + number % 12, 11)
    people = (PersonFacts(Role.TENANT, born),)
    return Facts(Lease(start=date(2015, 4, 1), rent=rent), people, bills, paid, tuple(events), date(2026, 12, 31))


def times(policy: Policy, leases: list[Facts]) -> tuple[list[float], int]:
    """Microseconds of each lease and day, and how many steps with reasons came of it."""
    taken, steps = [], 0
    for facts in leases:
        for day in DAYS:
            began = time.perf_counter_ns()
            found = next_steps(policy=policy, facts=facts, on=day)
            taken.append((time.perf_counter_ns() - began) / 1_000)
            assert all(step.why for step in found.value)
            assert found.steps
            steps += len(found.value)
    return taken, steps


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    leases = [lease(number) for number in range(LEASES)]
    rows = []
    for name in named_policies():
        policy = load_named(name)
        times(policy, leases[:5])
        taken, steps = times(policy, leases)
        middle, high = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        verdict = "reached" if middle < AIM else "**missed**"
        rows.append(f"| {policy.title} | {middle:.1f} µs | {AIM:.0f} µs | {verdict} | 95 of 100 under {high:.1f} µs; "
                    f"{steps / len(taken):.1f} steps on average |")  # fmt: skip
    text = report(rows)
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


def report(rows: list[str]) -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()
    head = (
        "# The ladder for one lease and day, measured\n\n"
        f"Commit {commit}, run {date.today()}, Python {platform.python_version()}, {os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f}.\n"
        f"{LEASES} leases with a year of rents and the last unpaid, on each of {len(DAYS)} days; each asked "
        "once, with every reason.\nRun it again with `python benchmarks/ladder_one_day.py`.\n\n"
        "| way of working | median | limit | | how |\n| --- | --- | --- | --- | --- |\n"
    )
    return head + "\n".join(rows) + "\n" + WHAT_IS_LEFT


if __name__ == "__main__":
    main()
