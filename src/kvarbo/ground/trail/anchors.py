"""Ankare: the end of the chain, told to a place outside the database, so that a shortened or older trail is found out.

One line an hour in a file that is only added to (``KVARBO_ANCHORS``), meant to lie on another machine or medium. Each
line carries a code of its own, made with the room's key, and a number; the trail notes that number too. So an edited
line, a lost line and a lost end of the file are each found out.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from kvarbo.ground.clock import STOCKHOLM
from kvarbo.ground.trail import chain
from kvarbo.ground.trail.models import TrailHead, TrailRow
from kvarbo.ground.trail.recorder import record, recorded
from kvarbo.house.rooms import current

FIRST_WORD = "kvarbo-ankare"
ACT = "trail.anchored"
EVERY = timedelta(hours=1)


class AnchorRefused(ValueError):
    """A line that is no anchor; the message is Swedish and says which line."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One line: in ``room``, at ``at`` (UTC), the trail ended with row ``seq`` whose code was ``mac``."""

    room: str
    number: int
    seq: int
    mac: str
    at: datetime
    code: str

    @property
    def when(self) -> str:
        """The time as people read it."""
        return f"{self.at.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"

    @property
    def told(self) -> str:
        """What the code vouches for."""
        at = self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return f"{FIRST_WORD} {self.room} {self.number} {self.seq} {self.mac} {at}"

    @property
    def line(self) -> str:
        """The line as it is written, mailed or printed."""
        return f"{self.told} {self.code}"

    def is_ours(self) -> bool:
        """Whether the line is as the room one stands in wrote it."""
        return hmac.compare_digest(self.code, _code(self.told))


def _code(told: str) -> str:
    return hmac.digest(chain.key(), f"anchor\n{told}".encode(), hashlib.sha256).hex()[:32]


def anchor_file() -> Path:
    """The file of the room one stands in."""
    return Path(settings.KVARBO_ANCHORS) / f"{current().slug}.anchors"


def anchor_now(*, by: str) -> Anchor | None:
    """Tell the chain's end to the file, and note it in the trail; none when nothing has happened since the last."""
    earlier = _last_noted()
    head = TrailHead.objects.get(pk=1)
    if earlier and earlier[0] == head.seq:
        return None
    made = Anchor(current().slug, (earlier[1] if earlier else 0) + 1, head.seq, head.mac, timezone.now(), "")
    signed = Anchor(made.room, made.number, made.seq, made.mac, made.at, _code(made.told))
    _write(signed)
    with recorded(by, route="trail anchor"):
        record(ACT, about={"number": signed.number, "seq": signed.seq})
    return signed


def anchor_if_due(*, by: str) -> Anchor | None:
    """The same, at most once an hour: by the age of the file, so that asking often costs nothing."""
    try:
        age = timezone.now().timestamp() - anchor_file().stat().st_mtime
    except FileNotFoundError:
        return anchor_now(by=by)
    return anchor_now(by=by) if age >= EVERY.total_seconds() else None


def _write(anchor: Anchor) -> None:
    path = anchor_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        file.write(f"{anchor.line}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def _last_noted() -> tuple[int, int] | None:
    """The newest anchor the trail itself tells of: the row that does, and its number."""
    row = TrailRow.objects.filter(act=ACT).order_by("-seq").values_list("seq", "about").first()
    return (row[0], int(row[1]["number"])) if row else None


def noted_number() -> int:
    """How many anchors the trail says have been made."""
    noted = _last_noted()
    return noted[1] if noted else 0


def read_anchors(path: Path) -> list[Anchor]:
    """The anchors in a file, or ``AnchorRefused``; empty lines and lines that begin with # are passed over."""
    found = []
    for place, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            found.append(_anchor_of(line.split(), place))
    return found


def _anchor_of(words: Sequence[str], place: int) -> Anchor:
    try:
        first, room, number, seq, mac, at, code = words
        when = datetime.fromisoformat(at.replace("Z", "+00:00"))
        if first != FIRST_WORD:
            raise ValueError(first)
        return Anchor(room, int(number), int(seq), mac, when, code)
    except ValueError:
        raise AnchorRefused(
            f"Rad {place} i ankarfilen är inget ankare. En rad ska börja med {FIRST_WORD} och ha sju delar."
        ) from None
