"""Verifying: read the whole chain, name the first row that does not hold and what was done to it.

The chain is read as the database stores it, past Django's fields, which is what makes a year's rows take seconds. Each
row is put together again exactly as it was when its code was made.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connections

from kvarbo.ground.trail import chain
from kvarbo.ground.trail.anchors import Anchor, noted_number
from kvarbo.ground.trail.models import TrailHead, TrailRow, TrailSubject
from kvarbo.house.rooms import current

AT_A_TIME = 5_000
NEAR = 50  # how far around a bad row its right place is looked for
CLOCK_BACK = timedelta(hours=1)  # long work notes its time when it begins and is chained when it ends
CHANGED = "Rad {seq} har ändrats sedan den skrevs, eller satts in efteråt."
REFUSAL_HIDDEN = "Rad {seq} har ändrats: den var en avvisning och har gjorts om till tillåten."
REFUSAL_MADE_UP = "Rad {seq} har ändrats: den var tillåten och har gjorts om till en avvisning."
MOVED = "Rad {seq} hör hemma på plats {right}: ordningen har ändrats."
OTHER_KEY = (
    "Rad 1 har ändrats, eller så stämmer inte rummets nyckel: då är nyckeln utbytt, eller hela spåret skrivet på nytt."
)
CUT = "Rader efter {rows} saknas, eller så är kedjans slut flyttat."
ANCHOR_CUT = (
    "Ankaret från {at} säger att spåret hade {seq} rader, nu är de {rows}. Slutet är bortklippt, eller så är en äldre "
    "kopia återläst."
)
ANCHOR_FORKED = (
    "Rad {seq} är inte den som ankaret från {at} såg. En äldre kopia är återläst och har skrivits vidare, så spåret "
    "har grenat sig."
)
CLOCK = "Rad {seq} är daterad före raden innan, med mer än en timme: datorns klocka har ställts tillbaka."
ANCHOR_EDITED = "Ankare {number} har ändrats sedan det skrevs, eller hör till en annan nyckel."
ANCHORS_LOST = "Ankare {numbers} saknas i filen. Spåret säger att {of} ankare har skrivits."
INDEX = "Sökregistret över vem raderna handlar om stämmer inte med raderna. Logguppgifter kan då bli ofullständiga."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the chain found: how many rows hold, the first that does not, and what else must be looked at."""

    rows: int
    first_bad: int | None
    reason: str | None
    anchors: int = 0
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether there is nothing to say."""
        return self.first_bad is None and not self.notes


@dataclass(slots=True)
class _Read:
    """How far the reading has come."""

    rows: int = 0
    mac: str = ""
    at: str = ""
    bad: str | None = None
    bad_seq: int | None = None
    clock_back: int | None = None
    head_moved: bool = False
    subjects: int = 0


def verify(anchors: Sequence[Anchor] | None = None) -> Verdict:
    """Read the whole chain of the room one stands in and name the first row that does not hold.

    Others may write meanwhile: the head is read before and after, and rows that have come in between are expected.
    ``anchors`` of this room must still lie on the chain and be as many as the trail says; None asks about no anchors.
    """
    head = TrailHead.objects.get(pk=1)
    noted = noted_number() if anchors is not None else 0
    ours = [anchor for anchor in anchors or () if anchor.room == current().slug]
    genuine = {anchor.seq: anchor for anchor in ours if anchor.is_ours()}
    found = _read(genuine, head)
    if found.bad is None:
        found.bad = _cut(found, head, genuine)
        found.bad_seq = found.rows + 1 if found.bad else None
    notes = [*_clock(found), *_anchors(ours, noted), *_index(found)]
    return Verdict(found.rows, found.bad_seq, found.bad, len(genuine), tuple(notes))


def _cut(found: _Read, head: TrailHead, anchors: Mapping[int, Anchor]) -> str | None:
    """Whether the chain ends where it should, by the newest anchor beyond its end and by its own head."""
    beyond = max((seq for seq in anchors if seq > found.rows), default=None)
    if beyond is not None:
        return ANCHOR_CUT.format(at=anchors[beyond].when, seq=beyond, rows=found.rows)
    after = TrailHead.objects.get(pk=1)
    if found.head_moved or head.seq > found.rows or after.seq < found.rows:
        return CUT.format(rows=found.rows)
    return None


def _clock(found: _Read) -> list[str]:
    return [CLOCK.format(seq=found.clock_back)] if found.clock_back else []


def _anchors(ours: Sequence[Anchor], noted: int) -> list[str]:
    """What is wrong with the anchors themselves."""
    edited = [ANCHOR_EDITED.format(number=anchor.number) for anchor in ours if not anchor.is_ours()]
    lost = sorted(set(range(1, noted + 1)) - {anchor.number for anchor in ours})
    if not lost:
        return edited
    numbers = ", ".join(map(str, lost[:5])) + (" med flera" if len(lost) > 5 else "")
    return [*edited, ANCHORS_LOST.format(numbers=numbers, of=noted)]


def _index(found: _Read) -> list[str]:
    """Whether as many subjects can be found as the rows tell of; more may have come meanwhile."""
    if found.bad is not None:
        return []
    indexed = TrailSubject.objects.filter(seq__lte=found.rows).count()
    return [] if indexed == found.subjects else [INDEX]


def _read(wanted: Mapping[int, Anchor], head: TrailHead) -> _Read:
    """Follow the chain until it ends or a row does not hold."""
    secret, read = chain.key(), _Read()
    for row, text, mac in _rows():
        seq = row["seq"]
        if seq != read.rows + 1:
            read.bad, read.bad_seq = f"Rad {read.rows + 1} saknas.", read.rows + 1
            break
        made = hmac.digest(secret, f"{read.mac}\n{text}".encode(), hashlib.sha256).hex()
        if not hmac.compare_digest(mac, made):
            read.bad, read.bad_seq = _what_was_done(secret, read.mac, row, mac), seq
            break
        if seq in wanted and not hmac.compare_digest(wanted[seq].mac, mac):
            read.bad, read.bad_seq = ANCHOR_FORKED.format(seq=seq, at=wanted[seq].when), seq
            break
        read.head_moved |= seq == head.seq and mac != head.mac
        if row["at"] < read.at and read.clock_back is None and _went_back(read.at, row["at"]):
            read.clock_back = seq
        read.rows, read.mac, read.at = seq, mac, row["at"]
        read.subjects += len(set(row["subjects"]))
    return read


def _went_back(before: str, at: str) -> bool:
    return datetime.fromisoformat(before) - datetime.fromisoformat(at) > CLOCK_BACK


def _what_was_done(secret: bytes, before: str, row: dict[str, Any], mac: str) -> str:
    """Try what can have been done to a row: which change, taken back, makes its code right again."""
    seq = row["seq"]
    if mac == chain.code(secret=secret, before=before, row={**row, "refused": not row["refused"]}):
        return (REFUSAL_MADE_UP if row["refused"] else REFUSAL_HIDDEN).format(seq=seq)
    near = TrailRow.objects.filter(seq__range=(seq - NEAR, seq + NEAR)).values_list("mac", flat=True)
    befores = ["", *near]
    for right in range(max(1, seq - NEAR), seq + NEAR):
        moved = {**row, "seq": right}
        if right != seq and any(mac == chain.code(secret=secret, before=one, row=moved) for one in befores):
            return MOVED.format(seq=seq, right=right)
    return OTHER_KEY if seq == 1 else CHANGED.format(seq=seq)


def _rows() -> Iterator[tuple[dict[str, Any], str, str]]:
    """Each row as it was when its code was made, the same as canonical JSON, and the code."""
    encode, load = chain.CANONICAL.encode, json.JSONDecoder().decode
    for seq, at, actor, unit, act, subjects, about, route, refused, mac in _stored():
        row = {
            "seq": seq,
            "at": _time_as_written(at),
            "actor": actor,
            "unit": str(UUID(str(unit))) if unit else None,
            "act": act,
            "subjects": load(subjects),
            "about": load(about),
            "route": route,
            "refused": bool(refused),
        }
        yield row, encode(row), mac


def _time_as_written(stored: str | datetime) -> str:
    """SQLite keeps UTC without saying so; PostgreSQL answers with a time."""
    return stored.isoformat() if isinstance(stored, datetime) else stored.replace(" ", "T") + "+00:00"


def _stored() -> Iterator[tuple[Any, ...]]:
    connection = connections[current().alias]
    at = "cast(at as text)" if connection.vendor == "sqlite" else "at"
    columns = f"seq, {at}, actor, unit_id, act, cast(subjects as text), cast(about as text), route, refused, mac"
    # Table and column names are our own; nothing comes from outside.
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {TrailRow._meta.db_table} ORDER BY seq")  # noqa: S608
        while rows := cursor.fetchmany(AT_A_TIME):
            yield from rows
