"""Berätta om betalningar: what the bank or the debt collector has told of becomes rows, once each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Told:
    """En betalning som någon har berättat om; ``amount`` in öre. ``key`` is the same whoever tells of it again.

    ``lease`` and ``bill`` where the one who tells also says where it belongs, with ``why`` in one Swedish sentence.
    """

    key: str
    amount: int
    booked: date
    order_received: date | None = None
    reference: str = ""
    parts: tuple[tuple[str, int | None], ...] = ()
    text: str = ""
    account: str = ""
    payer_name: str = ""
    payer_account: str = ""
    payer_identity: str = ""
    lease: UUID | None = None
    bill: int | None = None
    why: str = ""
