"""The chain: each row's code depends on the row before it and on a key outside the database."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kvarbo.ground.trail.models import TrailHead, TrailRow
from kvarbo.house.databases import key_file
from kvarbo.house.rooms import current


@lru_cache(maxsize=256)
def _key(path: str) -> bytes:
    with open(path, "rb") as file:
        return bytes.fromhex(file.read().decode())


def key() -> bytes:
    """The key of the room one stands in; a missing key stops every write, since nothing may go unlogged."""
    return _key(str(key_file(current().slug)))


def code(*, secret: bytes, before: str, row: dict[str, Any]) -> str:
    """HMAC-SHA256 over the code before and the row as canonical JSON."""
    text = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(secret, f"{before}\n{text}".encode(), hashlib.sha256).hexdigest()


def payload(row: TrailRow) -> dict[str, Any]:
    """What of a row the chain vouches for: everything but the code itself."""
    return {
        "seq": row.seq,
        "at": row.at.isoformat(),
        "actor": row.actor,
        "unit": str(row.unit_id) if row.unit_id else None,
        "act": row.act,
        "subjects": row.subjects,
        "about": row.about,
        "route": row.route,
        "refused": row.refused,
    }


def append(rows: Iterable[TrailRow]) -> None:
    """Number, chain and store rows; call it last in the transaction, since it holds the chain's lock until commit."""
    secret = key()
    head = TrailHead.objects.select_for_update().get(pk=1)
    chained = []
    for row in rows:
        head.seq += 1
        row.seq = head.seq
        row.mac = head.mac = code(secret=secret, before=head.mac, row=payload(row))
        chained.append(row)
    TrailRow.objects.bulk_create(chained)
    head.save(update_fields=["seq", "mac"])


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the chain found: how many rows hold, and the first that does not."""

    rows: int
    first_bad: int | None
    reason: str | None


def verify() -> Verdict:
    """Read the whole chain of the room one stands in and name the first row that does not hold."""
    secret, before, expected = key(), "", 1
    for row in TrailRow.objects.order_by("seq").iterator(chunk_size=2000):
        if row.seq != expected:
            return Verdict(expected - 1, expected, f"Rad {expected} saknas.")
        if not hmac.compare_digest(row.mac, code(secret=secret, before=before, row=payload(row))):
            return Verdict(expected - 1, row.seq, f"Rad {row.seq} har ändrats sedan den skrevs.")
        before, expected = row.mac, expected + 1
    head = TrailHead.objects.get(pk=1)
    if (head.seq, head.mac) != (expected - 1, before):
        return Verdict(expected - 1, expected, f"Rader efter {expected - 1} saknas.")
    return Verdict(expected - 1, None, None)
