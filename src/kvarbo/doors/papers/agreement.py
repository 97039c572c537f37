"""Vad som måste gå ihop i ett papper and no schema can say: sums, and days in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kvarbo.core.swedish import money
from kvarbo.doors.papers.kinds import PaperKind

_SUMS = {
    PaperKind.NOTICE_UNPAID_RENT: "unpaid",
    PaperKind.NOTICE_UNPAID_FEE: "unpaid",
    PaperKind.UNDERTAKING: "months",
}


def disagreements(kind: PaperKind, content: Mapping[str, Any]) -> tuple[str, ...]:
    """What does not add up in content that its schema lets through, in Swedish."""
    return (*_sum(kind, content), *_orders(content))


def _sum(kind: PaperKind, content: Mapping[str, Any]) -> Iterator[str]:
    """A wrong amount in the form can cost the landlord the case and the tenant the right figure to pay (JB 12:44)."""
    if kind not in _SUMS:
        return
    counted = sum(row["amount"] for row in content[_SUMS[kind]])
    if counted != content["total"]:
        yield (
            f"Summan {money(content['total'])} stämmer inte med raderna, som är {money(counted)} tillsammans. "
            "Rätta beloppen så att de går ihop."
        )


def _orders(content: Mapping[str, Any]) -> Iterator[str]:
    spans = [content, *(row for row in content.get("supports", ()) if isinstance(row, Mapping))]
    for span in spans:
        if "from" in span and "to" in span and span["from"] > span["to"]:
            yield f"Till och med {span['to']} ligger före Från och med {span['from']}. Byt plats på dagarna."
