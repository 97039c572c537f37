"""A landlord's room at work in tests: one rent officer, Hemma's month in force, and files read the real way."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

from kvarbo.core.ladder.loading import LANDLORDS
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.house.actions import let_in, make_account
from kvarbo.house.models import Account
from kvarbo.landlord.outreach.actions import follow_policy
from kvarbo.web.demo.leases import ObjectKind
from kvarbo.web.demo.rows import (
    LEDGER_HEADERS,
    OPEN_ITEM_HEADERS,
    OpenItem,
    ledger_rows,
    open_item_row,
    sum_row,
)
from kvarbo.web.demo.town import Town
from kvarbo.web.reading_files import read_file_into_room

BEFORE_ALL = date(2020, 1, 1)


def follow_hemma() -> None:
    """Put Hemma's month in force in the room one stands in."""
    text = (LANDLORDS / "hemma.yaml").read_text(encoding="utf-8")
    with recorded("test"):
        follow_policy(text=text, valid_from=BEFORE_ALL, by="test")


def take_in(room: Any, name: str, *roles: str, unit: str | None = None) -> Account:
    """An account that may work in the room; call it standing in the room."""
    account = make_account(email=f"{name.lower()}@kvarnbyhem.example", name=name, password=None)
    let_in(account=account, room=room)
    with recorded("test"):
        take_in_member(account_id=account.pk, name=name, roles=list(roles), unit=unit)
    return account


def write_ledger(town: Town, path: Path) -> Path:
    """The rent ledger as the landlord's system would print it on the town's day."""
    rows = [row for account in town.accounts() for row in ledger_rows(account, town.seen(account))]
    return _write(path, LEDGER_HEADERS, rows)


def write_open_items(town: Town, path: Path) -> Path:
    """The open-items list of the town's day; the ledger when no home is on it, as the page then asks for."""
    items = [
        OpenItem(account.lease, seen) for account in town.accounts() for seen in town.seen(account) if seen.remaining
    ]
    if not any(item.lease.kind is ObjectKind.HOME for item in items):
        return write_ledger(town, path)
    return _write(path, OPEN_ITEM_HEADERS, [*map(open_item_row, items), sum_row(items)])


def _write(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def read(path: Path, *, through: date) -> dict[str, Any]:
    """Read a file in by the same path as the page, and work out today's list."""
    came_of = read_file_into_room(path=path, through=through)
    assert not came_of["refused"], came_of["sentence"]
    return came_of
