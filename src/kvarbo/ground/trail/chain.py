"""The chain: each row's code depends on the row before it and on a key outside the database."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from kvarbo.ground.bulk import insert_missing
from kvarbo.ground.trail.models import TrailHead, TrailRow, TrailSubject
from kvarbo.house.databases import key_file
from kvarbo.house.rooms import current

CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@lru_cache(maxsize=256)
def _key(path: str) -> bytes:
    with open(path, "rb") as file:
        return bytes.fromhex(file.read().decode())


def key() -> bytes:
    """The key of the room one stands in; a missing key stops every write, since nothing may go unlogged."""
    return _key(str(key_file(current().slug)))


def code(*, secret: bytes, before: str, row: dict[str, Any]) -> str:
    """HMAC-SHA256 over the code before and the row as canonical JSON."""
    return hmac.digest(secret, f"{before}\n{CANONICAL.encode(row)}".encode(), hashlib.sha256).hex()


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
    insert_missing(TrailSubject, ("subject", "seq"), _subjects_of(chained))
    head.save(update_fields=["seq", "mac"])


def _subjects_of(rows: Iterable[TrailRow]) -> list[tuple[UUID, int]]:
    return [(UUID(subject), row.seq) for row in rows for subject in dict.fromkeys(row.subjects)]
