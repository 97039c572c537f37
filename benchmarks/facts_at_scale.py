"""Facts for every lease at once, measured beside Polars, DuckDB and one job per case; and the reading of a long CSV.

    python3 -m venv .venv-bench && .venv-bench/bin/pip install --require-hashes -r requirements-bench.txt
    PYTHONPATH=src:. .venv-bench/bin/python benchmarks/facts_at_scale.py [--part PART] [--out FILE]

Made-up data, the same each time. What is compared runs in turns in the same run; each figure is the median of 5, the
country's of 1. Kvarbo, Polars and DuckDB have one thread each, and are compared by the processor's time, which other
work on the machine does not lengthen; but for the reading of the CSV, where Polars has all processors.
With ``--out`` the tables of the parts that ran are put in the places of the older ones.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.ledgers import KNOWN, MONTHS, ON, columns, facts_of

from kvarbo.landlord.rent.every_lease import EveryLease, every_lease, exactly
from kvarbo.landlord.rent.ledger_columns import BillColumns, PaymentColumns, ledger_of
from kvarbo.landlord.rent.month_columns import STATES, Asked, MonthState

ASKED = Asked(ON, KNOWN)
ROUNDS = 5
HOMES, PER_CASE = 20_000, 1_000
CSV_ROWS = 200_000
COUNTRY = 1_800_000
LATE = [STATES.index(MonthState.LATE), STATES.index(MonthState.OPEN)]


@dataclass(frozen=True)
class Figure:
    """One row of the table; ``reached`` is None where nothing was aimed at."""

    what: str
    measured: str
    aim: str = ""
    reached: bool | None = None
    how: str = ""

    @property
    def row(self) -> str:
        verdict = {True: "reached", False: "**missed**", None: ""}[self.reached]
        return f"| {self.what} | {self.measured} | {self.aim} | {verdict} | {self.how} |"


def in_turns(
    *works: Callable[[], Any], clock: Callable[[], float] = time.perf_counter
) -> tuple[list[float], list[Any]]:
    """Median seconds of each and what each gave; a round runs all of them, so that noise falls on all."""
    times: list[list[float]] = [[] for _ in works]
    gave: list[Any] = [None] * len(works)
    for _ in range(ROUNDS):
        for place, work in enumerate(works):
            began = clock()
            gave[place] = work()
            times[place].append(clock() - began)
    return [statistics.median(some) for some in times], gave


def in_columns(leases: int, bills: BillColumns, payments: PaymentColumns) -> EveryLease:
    return every_lease(
        ledger_of(leases, bills, payments), ASKED,
        facts_of=lambda odd: {lease: facts_of(bills, payments, lease) for lease in odd},
    )  # fmt: skip


def by_lease(leases: int, bills: BillColumns, payments: PaymentColumns) -> dict[str, np.ndarray]:
    """The peers' question: one row a lease."""
    every = in_columns(leases, bills, payments)
    found = every.swept
    is_open = (found.left > 0) & (every.ledger.bills.due[found.row] < ON.toordinal())
    is_late = (found.state == LATE[0]) | (found.state == LATE[1])
    return {
        "overdue": found.total,
        "oldest": found.oldest,
        "open_months": np.bincount(found.lease[is_open], minlength=leases),
        "late_months": np.bincount(found.lease[is_late], minlength=leases),
    }


def against_peers(leases: int, *, matched: bool) -> list[Figure]:
    from benchmarks import peers

    bills, payments = columns(leases, matched=matched)
    given, on, known = peers.frames(bills, payments), ON.toordinal(), KNOWN.toordinal()
    polars = peers.polars_matched if matched else peers.polars_pooled
    database = peers.duckdb_with(given, 1)
    duckdb = peers.duckdb_question(database, matched=matched)
    works = (lambda: by_lease(leases, bills, payments), lambda: polars(given, on, known), lambda: duckdb(on, known))
    (ours, by_polars, by_duckdb), answers = in_turns(*works, clock=time.process_time)
    waited, _ = in_turns(*works)
    for name in peers.FIELDS:
        assert (answers[0][name] == answers[1][name]).all(), name
        assert (answers[0][name] == answers[2][name]).all(), name
    must_be_exact(leases, bills, payments)
    money = "each payment matched to its bill" if matched else "no payment matched, oldest due first"
    what = f"{leases:,} leases × {MONTHS} months, {money}"
    rows = (("Polars", by_polars, 6, waited[1]), ("DuckDB", by_duckdb, 12, waited[2]))
    return [
        Figure(f"{what}: as fast as {peer} times", f"{theirs / ours:.1f}", f"{aim}", theirs / ours >= aim,
               f"{ours:.4f} s of the processor against {theirs:.3f} s; by the clock {waited[0]:.4f} "
               f"against {clock:.3f}, {clock / waited[0]:.1f} times; all answers identical")
        for peer, theirs, aim, clock in rows
    ]  # fmt: skip


def must_be_exact(leases: int, bills: BillColumns, payments: PaymentColumns) -> None:
    """A sample of leases, and some that are late, answered the exact way."""
    every = in_columns(leases, bills, payments)
    open_now = every.with_something_open()[:100]
    for lease in [*open_now, *range(0, leases, leases // 300)]:
        facts = facts_of(bills, payments, lease)
        assert every.of(lease) == exactly(facts.bills, facts.payments, ASKED), lease


def with_odd_leases(leases: int) -> Figure:
    bills, payments = columns(leases, matched=True, odd=0.01)
    (seconds,), (every,) = in_turns(lambda: in_columns(leases, bills, payments))
    return Figure(f"the same of {leases:,} leases, 1 % with money that went back", f"{seconds:.3f} s",
                  how=f"{len(every.exact):,} leases the exact way, one by one")  # fmt: skip


def whole_country() -> Figure:
    """In a process of its own, so that its peak is its own."""
    asked = [sys.executable, __file__, "--country"]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split()
    seconds, data, peak = (float(word) for word in told)
    how = f"one run; the columns themselves are {data:.1f} GB, the process's peak while sweeping {peak:.1f} GB more"
    return Figure(f"{COUNTRY:,} leases × {MONTHS} months, payments matched", f"{seconds:.2f} s", how=how)


def measure_country() -> None:
    bills, payments = columns(COUNTRY, matched=True)
    held = sum(getattr(it, name).nbytes for it in (bills, payments) for name in it.__slots__)
    before = resident()
    began = time.perf_counter()
    every = in_columns(COUNTRY, bills, payments)
    seconds = time.perf_counter() - began
    assert len(every.swept.total) == COUNTRY
    print(seconds, held / 1e9, (resident() - before) / 1e9)


def resident() -> int:
    """Bytes in use now."""
    status = Path("/proc/self/status").read_text()
    now = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return now * 1024


def nightly(folder: Path) -> list[Figure]:
    """The night's work in a room against one job per case, which asks and writes for each lease by itself."""
    from benchmarks.rooms_of_homes import one_job_per_case, point_at, room_with

    point_at(folder)
    room = room_with(HOMES, odd=0.01)
    from kvarbo.house.rooms import enter
    from kvarbo.landlord.outreach.actions import assess_all
    from kvarbo.landlord.rent.queries import leases_to_assess
    from kvarbo.landlord.rent.whole_ledger import late_months_of_all, whole_ledger

    with enter(room):
        (night, by_case), (assessed, suggested) = in_turns(
            lambda: assess_all(on=ON, actor="benchmark"), lambda: one_job_per_case(every=HOMES // PER_CASE)
        )
        (asked, whole, late), (looked_at, told, months) = in_turns(
            lambda: leases_to_assess(on=ON), lambda: whole_ledger(on=ON),
            lambda: late_months_of_all(on=ON, within_months=12),
        )  # fmt: skip
    assert set(told.with_something_open()) <= set(looked_at)
    times = by_case * HOMES / PER_CASE / night
    return [
        Figure(f"the night's work in a room of {HOMES:,} leases: as fast as one job per case times", f"{times:.1f}",
               "5", times >= 5,
               f"{night:.2f} s ({assessed.leases} leases with something open, {assessed.suggestions} steps) against "
               f"{by_case * HOMES / PER_CASE:.0f} s (every {HOMES // PER_CASE}th lease, {suggested} steps, "
               f"{by_case:.2f} s, counted up)"),
        Figure("which leases may have something open, asked of the database", f"{asked:.2f} s",
               how=f"{len(looked_at)} leases"),
        Figure("the same from columns, every row read", f"{whole:.2f} s",
               how=f"{len(told.with_something_open())} leases; {len(told.every.exact)} the exact way"),
        Figure("late months of everybody in the last year", f"{late:.2f} s", how=f"{len(months):,} leases with any"),
    ]  # fmt: skip


def long_csv(folder: Path) -> list[Figure]:
    """The list reader with its report on every row, against Polars reading the same file into typed columns."""
    import polars as pl

    from kvarbo.landlord.rent.files.reading import read_file

    path = folder / "restlista.csv"
    lines = ["Avtalsnr;Objekttyp;Adress;Lägenhetsnr;Hyresgäst;Månad;Avgiftsslag;Avinr;Förfallodag;Belopp;Restbelopp"]
    lines += [
        f"L{row};Lägenhet;Kvarnstensgatan {row // 12};{1001 + row % 12};Provhyresgäst {row};2026-11;Hyra;A{row};"
        f"2026-10-30;{5000 + row % 4000},00;{5000 + row % 4000},00"
        for row in range(CSV_ROWS)
    ]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")

    def typed() -> Any:
        return pl.read_csv(path, separator=";", decimal_comma=True, try_parse_dates=True)

    (ours, by_polars), (reading, frame) = in_turns(lambda: read_file(path, on=ON), typed)
    assert reading.totals.rows == len(frame) == CSV_ROWS
    assert frame["Restbelopp"].dtype == pl.Float64
    times = ours / by_polars
    return [Figure(f"a CSV of {CSV_ROWS:,} rows, typed and reported on row by row: as slow as Polars times",
                   f"{times:.1f}", "2.5", times <= 2.5, f"{ours:.2f} s in a process of its own with limits, against "
                   f"{by_polars:.3f} s on all processors, without any report")]  # fmt: skip


def all_peers() -> list[Figure]:
    os.environ["POLARS_MAX_THREADS"] = "1"  # read when Polars is first imported
    figures: list[Figure] = []
    for leases in (20_000, 200_000):
        for matched in (True, False):
            figures += against_peers(leases, matched=matched)
        figures.append(with_odd_leases(leases))
    return figures


def in_a_folder(work: Callable[[Path], list[Figure]]) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="kvarbo-measure-") as scratch:
        return work(Path(scratch))


PARTS: dict[str, tuple[str, Callable[[], list[Figure]]]] = {
    "peers": ("Facts for every lease", all_peers),
    "country": ("A whole country", lambda: [whole_country()]),
    "night": ("The night's work in a room", lambda: in_a_folder(nightly)),
    "csv": ("A long CSV", lambda: in_a_folder(long_csv)),
}


def section(part: str) -> tuple[str, bool]:
    """One part's heading, run and table, and whether all it aims at is reached."""
    title, work = PARTS[part]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    began, load = time.monotonic(), os.getloadavg()[0]
    figures = work()
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "polars", "duckdb"))
    lines = [
        f"## {title}",
        "",
        f"Commit {commit.stdout.strip() or 'unknown'}, run {date.today().isoformat()}, Python "
        f"{platform.python_version()}, {versions}; {os.cpu_count()} processors shared with other work (load {load:.1f} "
        f"before, {os.getloadavg()[0]:.1f} after), {time.monotonic() - began:.0f} s.",
        "",
        "| figure | measured | aim | | how |",
        "| --- | --- | --- | --- | --- |",
        *(figure.row for figure in figures),
        "",
    ]
    return "\n".join(lines), all(figure.reached is not False for figure in figures)


def put_in(out: Path, told: str) -> None:
    """The section in the place of the older one with its heading, or at the end."""
    kept = out.read_text(encoding="utf-8") if out.exists() else "# Facts at scale, measured\n"
    heading = told.splitlines()[0]
    before, found, rest = kept.partition(heading + "\n")
    if not found:
        out.write_text(kept.rstrip("\n") + "\n\n" + told, encoding="utf-8")
        return
    _, mark, after = rest.partition("\n## ")
    out.write_text(before + told + (mark + after if mark else ""), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, help="only this part")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--country", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.country:
        measure_country()
        return 0
    reached = []
    for part in [arguments.part] if arguments.part else list(PARTS):
        told, well = section(part)
        reached.append(well)
        print(told)
        if arguments.out:
            put_in(arguments.out, told)
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
