"""A landlord's first morning, measured: files in, the night's work, and the pages meanwhile.

    python benchmarks/first_morning.py [--homes 30000] [--items 22500] [--out docs/proof/first-morning.md]

Everything runs on this machine against databases in a scratch folder (SQLite), or against the PostgreSQL named by
KVARBO_DATABASE and KVARBO_ADMIN_DATABASE. Each figure is printed as reached or missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

TODAY = date(2026, 11, 6)
KNOWN = date(2026, 11, 5)
PORT = 8791


@dataclass(frozen=True)
class Figure:
    """One measured figure beside what it should reach."""

    what: str
    measured: float
    limit: float
    unit: str
    how: str

    @property
    def row(self) -> str:
        verdict = "reached" if self.measured <= self.limit else "**missed**"
        return (
            f"| {self.what} | {self.measured:.3g} {self.unit} | {self.limit:g} {self.unit} | {verdict} | {self.how} |"
        )


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[18]


def point_at(folder: Path) -> None:
    """Settings for a scratch installation; must run before Django starts."""
    os.environ.update(KVARBO_MODE="demo", KVARBO_VAR=str(folder), KVARBO_TODAY=TODAY.isoformat())
    os.environ.setdefault("KVARBO_DATABASE", str(folder / "databases"))
    from kvarbo.web.starting import start_django

    start_django()


def make_rooms() -> Any:
    """One landlord's room in use, and thirty others to go through in turn."""
    from kvarbo.core.ladder.loading import LANDLORDS
    from kvarbo.ground.trail.recorder import recorded
    from kvarbo.ground.units.actions import take_in_member
    from kvarbo.house import actions as house
    from kvarbo.house.databases import migrate_house
    from kvarbo.house.rooms import enter
    from kvarbo.landlord.outreach.actions import follow_policy

    migrate_house()
    account = house.make_account(email="karin@exempel.example", name="Karin Öberg", password=None)
    hemma = (LANDLORDS / "hemma.yaml").read_text(encoding="utf-8")
    rooms = []
    for number in range(30):
        room = house.open_room(
            slug=f"rum-{number}", name=f"Rum {number}", kind="landlord", login_requirement="password"
        )
        house.let_in(account=account, room=room)
        with enter(room), recorded("benchmark"):
            take_in_member(account_id=account.pk, name="Karin Öberg", roles=["rent_officer"])
            follow_policy(text=hemma, valid_from=date(2024, 12, 1), by="benchmark")
        rooms.append(room)
    return account, rooms


def write_items(path: Path, number: int) -> None:
    """An open-items list with so many rows, one a home."""
    lines = ["Avtalsnr;Objekttyp;Adress;Lägenhetsnr;Hyresgäst;Månad;Avgiftsslag;Avinr;Förfallodag;Belopp;Restbelopp"]
    lines += [
        f"L{row};Lägenhet;Kvarnstensgatan {row // 12};{1001 + row % 12};Provhyresgäst {row};2026-11;Hyra;A{row};"
        f"2026-10-30;{5000 + row % 4000},00;{5000 + row % 4000},00"
        for row in range(number)
    ]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")


def read_file(path: Path) -> dict[str, Any]:
    from kvarbo.web.reading_files import read_file_into_room

    came_of = read_file_into_room(path=path, through=KNOWN)
    assert not came_of["refused"], came_of["sentence"]
    return came_of


def read_in_and_listed(path: Path) -> tuple[float, float]:
    """Seconds from drop until the file is read in, and until the list of whom to reach is worked out as well."""
    from django.utils import timezone

    from kvarbo.landlord.rent.queries import open_imports

    began = timezone.now()
    whole = timed(lambda: read_file(path))
    applied = open_imports().values_list("applied_at", flat=True)[0]
    return (applied - began).total_seconds(), whole


def timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def served() -> Iterator[None]:
    """The pages as an installation serves them: gunicorn with two workers."""
    command = [sys.executable, "-m", "gunicorn", "kvarbo.web.wsgi", "--bind", f"127.0.0.1:{PORT}", "--workers", "2",
               "--log-level", "error"]  # fmt: skip
    web = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        time.sleep(4)
        yield
    finally:
        web.terminate()
        web.wait(timeout=20)


def session_cookie(account: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies["kvarbo"].value


def visit(cookie: str, addresses: list[str], stop: threading.Event, times: list[float]) -> None:
    """Open pages one after another, as somebody who works would, with a short pause."""
    import http.client

    turn = 0
    while not stop.is_set():
        address = addresses[turn % len(addresses)]
        turn += 1
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        connection.request("GET", address, headers={"Cookie": f"kvarbo={cookie}"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (address, answer.status)
        times.append(time.perf_counter() - began)
        stop.wait(0.1)


def files_in(account: Any, rooms: list[Any], folder: Path, homes: int, items: int) -> list[Figure]:
    """The two imports, and the pages of the same room while the large one goes on."""
    from kvarbo.house.rooms import enter

    write_items(folder / "items.csv", items)
    with enter(rooms[1]):
        list_in, list_all = read_in_and_listed(folder / "items.csv")
    subprocess.run(
        [sys.executable, "-m", "kvarbo.web", "demo-files", "--homes", str(homes), "--months", "24", "--stage", "day7",
         "--out", str(folder / "town")], check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    times: list[float] = []
    with enter(rooms[2]):
        ledger_in, ledger_all = read_in_and_listed(folder / "town" / "hyresreskontra.csv")
    cookie, stop = session_cookie(account), threading.Event()
    pages = ["/r/rum-0/", "/r/rum-0/filer/", "/r/rum-0/de-ringde/"]
    with served():
        visitor = threading.Thread(target=visit, args=(cookie, pages, stop, times))
        importing = subprocess.Popen(
            [sys.executable, "-m", "kvarbo.web", "import", "rum-0", str(folder / "town" / "hyresreskontra.csv"),
             "--through", KNOWN.isoformat()], stdout=subprocess.DEVNULL,
        )  # fmt: skip
        visitor.start()
        assert importing.wait(timeout=1200) == 0
        stop.set()
        visitor.join()
    return [
        Figure(f"open items in, {items:,} rows with dry run", list_in, 10, "s",
               f"dropped to read in; {list_all:.1f} s with everybody's list worked out, all {items:,} late"),
        Figure(f"ledger in, {homes:,} homes × 24 months with dry run", ledger_in, 120, "s",
               f"dropped to read in; {ledger_all:.1f} s with everybody's list worked out"),
        Figure("pages of that room meanwhile, p95", p95(times) * 1000, 500, "ms",
               f"{len(times)} pages over HTTP, two workers, worst {max(times) * 1000:.0f} ms"),
    ]  # fmt: skip


def nightly(rooms: list[Any]) -> list[Figure]:
    from kvarbo.house.rooms import enter
    from kvarbo.landlord.outreach.actions import assess_all

    with enter(rooms[0]):
        assessed = assess_all(on=TODAY, actor="benchmark")
        times = [timed(lambda: assess_all(on=TODAY, actor="benchmark")) for _ in range(5)]
    how = f"median of 5; {assessed.leases} leases with something open, {assessed.suggestions} steps"
    return [Figure("nightly run, 30,000 leases", statistics.median(times), 5, "s", how)]


def today_page(account: Any) -> list[Figure]:
    """Server time of Idag in the large room, with its queries counted."""
    from django.db import connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    for _ in range(5):
        assert client.get("/r/rum-0/").status_code == 200
    times = [timed(lambda: client.get("/r/rum-0/")) for _ in range(100)]
    with CaptureQueriesContext(connections["room:rum-0"]) as large:
        client.get("/r/rum-0/")
    with CaptureQueriesContext(connections["room:rum-1"]) as small:
        client.get("/r/rum-1/")
    median = statistics.median(times) * 1000
    how = f"100 requests, median {median:.0f} ms; {len(large)} queries here, {len(small)} in another room"
    return [Figure("Idag, server time, p95", p95(times) * 1000, 150, "ms", how)]


def rooms_against_none(account: Any) -> list[Figure]:
    """The same page through many rooms in turn, and with one room entered for good: what the rooms themselves cost."""
    from django.test import Client

    from kvarbo.house import queries
    from kvarbo.house.rooms import enter
    from kvarbo.web.rooms import middleware

    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    slugs = [f"rum-{number}" for number in range(3, 30)]
    for slug in slugs:
        client.get(f"/r/{slug}/")

    real_enter, real_open = middleware.enter, queries.room_open_to
    fixed = queries.room_open_to(account, slug="rum-3")

    @contextmanager
    def already_in(_room: Any) -> Iterator[Any]:
        yield entered

    def rounds(addresses: list[str]) -> float:
        return timed(lambda: [client.get(address) for address in addresses])

    ratios = []
    for _ in range(7):
        with_rooms = rounds([f"/r/{slug}/" for slug in slugs])
        with enter(fixed) as entered:
            middleware.enter, middleware.queries.room_open_to = already_in, lambda *_, **__: fixed  # type: ignore[assignment]
            try:
                without = rounds(["/r/rum-3/"] * len(slugs))
            finally:
                middleware.enter, middleware.queries.room_open_to = real_enter, real_open
        ratios.append(with_rooms / without)
    how = f"27 rooms in turn against one entered for good, 7 pairs, {min(ratios):.2f}–{max(ratios):.2f}"
    return [Figure("a page in a room against the same page without rooms", statistics.median(ratios), 1.25, "×", how)]


def report(figures: list[Figure], seconds: float) -> str:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    kind = "PostgreSQL" if os.environ["KVARBO_DATABASE"].startswith("postgres") else "SQLite"
    lines = [
        "# A landlord's first morning, measured",
        "",
        f"Commit {commit.stdout.strip() or 'unknown'}, run {date.today().isoformat()}, {kind}, Python "
        f"{platform.python_version()}, {os.cpu_count()} processors shared with other work; {seconds:.0f} s in all.",
        "Run it again with `python benchmarks/first_morning.py`.",
        "",
        "| figure | measured | limit | | how |",
        "| --- | --- | --- | --- | --- |",
        *(figure.row for figure in figures),
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--homes", type=int, default=30_000)
    parser.add_argument("--items", type=int, default=22_500)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kvarbo-measure-") as scratch:
        folder = Path(scratch)
        point_at(folder)
        account, rooms = make_rooms()
        figures = files_in(account, rooms, folder, arguments.homes, arguments.items)
        figures += nightly(rooms) + today_page(account) + rooms_against_none(account)
    text = report(figures, time.monotonic() - began)
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")
    return 0 if all(figure.measured <= figure.limit for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
