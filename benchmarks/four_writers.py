"""How long a write waits when four processes write to one room on SQLite: with the queue, and with SQLite's own wait.

    python benchmarks/four_writers.py [--seconds 20] [--out docs/proof/four-writers.md]

Each write is what a click costs: a transaction with one row and its trail row, one after the other without a pause.
In the second half one of the four reads in lists of open items instead. The two ways of waiting take turns in each
half, and one writer alone shows what the disk itself does.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

LIMIT_MS = 100.0
WRITERS, ROUNDS = 4, 2
TODAY, ITEMS = date(2026, 11, 6), 5_000
QUEUE, STOCK = "the queue", "SQLite's own wait"
Ran = tuple[list[tuple[float, float]], list[tuple[int, float]]]


@dataclass(frozen=True)
class Told:
    """What came of one kind of run: milliseconds until a write could begin, and until it was kept."""

    what: str
    waits: list[float]
    wholes: list[float]
    lists: list[tuple[int, float]]  # how many a reader of lists took, and its longest transaction

    @property
    def row(self) -> str:
        own = max(whole - wait for wait, whole in zip(self.waits, self.wholes, strict=True))
        cells = [f"{value:.1f}" for value in (*_spread(self.waits), max(self.waits), own, max(self.wholes))]
        over = sum(wait > LIMIT_MS for wait in self.waits)
        return f"| {self.what} | {len(self.waits)} | {over} | {' | '.join(cells)} |"


def _spread(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[18]


def start(folder: Path, *, waiting: str) -> Any:
    """Start Kvarbo on the scratch installation; the room is given back."""
    os.environ.update(
        KVARBO_MODE="demo", KVARBO_VAR=str(folder), KVARBO_TODAY=TODAY.isoformat(),
        KVARBO_DATABASE=str(folder / "databases"),
    )  # fmt: skip
    from kvarbo.web.starting import start_django

    start_django()
    if waiting == STOCK:
        from kvarbo.house.sqlite.base import DatabaseWrapper

        DatabaseWrapper._take_turn = lambda wrapper: None
    from kvarbo.house.rooms import EnteredRoom

    return EnteredRoom(slug="rum", name="Rum", kind="landlord")


def write(folder: Path, waiting: str, until: float, results: Any) -> None:
    """Write until the time is up, and tell how long each write took."""
    room = start(folder, waiting=waiting)
    from kvarbo.ground.people.models import Person
    from kvarbo.ground.trail.recorder import record, recorded
    from kvarbo.house.rooms import enter

    times = []
    with enter(room):
        while time.time() < until:
            asked = time.perf_counter()
            with recorded("benchmark"):
                begun = time.perf_counter()
                person = Person.objects.create(source_key=str(uuid.uuid4()), name="Provhyresgäst")
                record("contact.logged", subjects=[person.pk])
            times.append(((begun - asked) * 1000, (time.perf_counter() - asked) * 1000))
    results.put(("small", times))


def read_lists(folder: Path, waiting: str, until: float, results: Any) -> None:
    """Read in one list of open items after the other until the time is up; tell how long it kept others out at most."""
    room = start(folder, waiting=waiting)
    kept_out = time_transactions()
    from kvarbo.house.rooms import enter
    from kvarbo.web.reading_files import read_file_into_room

    read = 0
    with enter(room):
        while time.time() < until:
            path = folder / f"{uuid.uuid4().hex}.csv"
            write_items(path)
            came_of = read_file_into_room(path=path, through=TODAY - timedelta(days=1))
            assert not came_of["refused"], came_of["sentence"]
            read += 1
    results.put(("lists", [(read, max(kept_out))]))


def time_transactions() -> list[float]:
    """Milliseconds of every transaction from here on, from when it has begun until it is kept."""
    from kvarbo.house.sqlite.base import DatabaseWrapper

    begin, commit = DatabaseWrapper._start_transaction_under_autocommit, DatabaseWrapper._commit
    begun, found = [0.0], [0.0]

    def timed_begin(wrapper: Any) -> None:
        begin(wrapper)
        begun[0] = time.perf_counter()

    def timed_commit(wrapper: Any) -> None:
        commit(wrapper)
        found.append((time.perf_counter() - begun[0]) * 1000)

    DatabaseWrapper._start_transaction_under_autocommit = timed_begin
    DatabaseWrapper._commit = timed_commit
    return found


def write_items(path: Path) -> None:
    """An open-items list of homes that no list had before."""
    lines = ["Avtalsnr;Objekttyp;Adress;Lägenhetsnr;Hyresgäst;Månad;Avgiftsslag;Avinr;Förfallodag;Belopp;Restbelopp"]
    mark = path.stem[:8]
    lines += [
        f"{mark}{row};Lägenhet;Kvarnstensgatan {row // 12};{1001 + row % 12};Provhyresgäst {row};2026-11;Hyra;"
        f"{mark}{row};2026-10-30;{5000 + row % 4000},00;{5000 + row % 4000},00"
        for row in range(ITEMS)
    ]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")


def run(folder: Path, waiting: str, *, small: int, lists: int, seconds: float) -> Ran:
    """Let the writers write at the same time, each in a process of its own."""
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    until = time.time() + 3 + seconds
    kinds = [write] * small + [read_lists] * lists
    writers = [context.Process(target=kind, args=(folder, waiting, until, results)) for kind in kinds]
    for writer in writers:
        writer.start()
    told = [results.get() for _ in writers]
    for writer in writers:
        writer.join()
    times = [pair for kind, pairs in told if kind == "small" for pair in pairs]
    return times, [pair for kind, pairs in told if kind == "lists" for pair in pairs]


def measured(folder: Path, seconds: float) -> list[Told]:
    """One writer alone, then each half with the two ways of waiting in turn."""
    alone, _ = run(folder, QUEUE, small=1, lists=0, seconds=seconds / ROUNDS)
    found = [Told("one writer alone", [wait for wait, _ in alone], [whole for _, whole in alone], [])]
    for what, small, lists in (("four writers", WRITERS, 0), ("three and a reader of lists", WRITERS - 1, 1)):
        kept: dict[str, Ran] = {QUEUE: ([], []), STOCK: ([], [])}
        for _ in range(ROUNDS):
            for waiting in (STOCK, QUEUE):
                times, read = run(folder, waiting, small=small, lists=lists, seconds=seconds / ROUNDS)
                kept[waiting] = (kept[waiting][0] + times, kept[waiting][1] + read)
        for waiting, (times, read) in kept.items():
            name = f"{what}, {waiting}"
            found.append(Told(name, [wait for wait, _ in times], [whole for _, whole in times], read))
    return found


def make_room(folder: Path) -> Any:
    """A landlord's room with nothing in it, that follows a way of working."""
    room = start(folder, waiting=QUEUE)
    from kvarbo.core.ladder.loading import LANDLORDS
    from kvarbo.ground.trail.recorder import recorded
    from kvarbo.house import actions, databases
    from kvarbo.house.rooms import enter
    from kvarbo.landlord.outreach.actions import follow_policy

    databases.migrate_house()
    actions.open_room(slug=room.slug, name=room.name, kind=room.kind, login_requirement="password")
    with enter(room), recorded("benchmark"):
        follow_policy(
            text=(LANDLORDS / "hemma.yaml").read_text(encoding="utf-8"), valid_from=date(2024, 12, 1), by="benchmark"
        )
    return room


def all_is_kept(room: Any, written: int) -> str:
    """Every write is there, and the trail holds; raises otherwise."""
    from kvarbo.ground.people.models import Person
    from kvarbo.ground.trail.models import TrailRow
    from kvarbo.ground.trail.verifying import verify
    from kvarbo.house.rooms import enter

    with enter(room):
        kept = Person.objects.filter(name="Provhyresgäst").count()
        noted = TrailRow.objects.filter(act="contact.logged").count()
        verdict = verify()
    if kept != written or noted != written or verdict.first_bad is not None:
        raise SystemExit(f"{written} written, {kept} kept, {noted} in the trail, {verdict}")
    return (
        f"All {written:,} writes and their trail rows were kept, and the trail's chain holds ({verdict.rows:,} rows)."
    )


def page(found: list[Told], *, kept: str, seconds: float) -> tuple[str, bool]:
    """What was measured, as a page; and whether the limit was kept."""
    from kvarbo.house.sqlite.base import Database

    four, lists = (next(told for told in found if told.what == f"{what}, {QUEUE}") for what in (
        "four writers", "three and a reader of lists",
    ))  # fmt: skip
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
    verdicts = [
        (f"no write waits over {LIMIT_MS:g} ms, four writers", max(four.waits)),
        ("the same, counted until the write is kept", max(four.wholes)),
        (f"no write waits over {LIMIT_MS:g} ms while lists are read in", max(lists.waits)),
    ]
    rows = [
        f"| {what} | {is_:.0f} ms | {LIMIT_MS:g} ms | {'reached' if is_ <= LIMIT_MS else '**missed**'} |"
        for what, is_ in verdicts
    ]
    text = "\n".join(
        [
            "# Four writers on SQLite, measured",
            "",
            f"Commit {commit.stdout.strip()}, run {date.today().isoformat()}, SQLite {Database.sqlite_version}, Python "
            f"{platform.python_version()}, {os.cpu_count()} processors shared with other work",
            f"(load {os.getloadavg()[1]:.1f} over the last five minutes, these writers counted).",
            "Run it again with `python benchmarks/four_writers.py`.",
            "",
            f"Four processes write to one room without a pause, {seconds:g} seconds for each row below, the two ways",
            f"of waiting in turn. A write is a transaction with one row and its trail row. {kept}",
            "",
            "| figure | worst | limit | |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
            "Milliseconds until a write may begin (wait), the longest that one write took by itself once it had begun",
            "(a pause of the disk or the processor: the next in line waits as long), and until a write is kept:",
            "",
            f"| run | writes | waited over {LIMIT_MS:g} | wait p50 | p95 | max | longest by itself | kept, max |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
            *(told.row for told in found),
            "",
            f"The reader of lists takes lists of {ITEMS:,} open items of homes not seen before, with dry run: "
            f"{sum(read for read, _ in lists.lists)} of them beside the",
            f"queue, where its longest transaction took {max(longest for _, longest in lists.lists):.0f} ms. "
            "Others wait for as long as such a transaction takes, however they wait.",
            "",
        ]
    )
    return text, all(is_ <= LIMIT_MS for _, is_ in verdicts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--seconds", type=float, default=20)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        room = make_room(Path(name))
        found = measured(Path(name), arguments.seconds)
        kept = all_is_kept(room, sum(len(told.waits) for told in found))
    text, ok = page(found, kept=kept, seconds=arguments.seconds)
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
