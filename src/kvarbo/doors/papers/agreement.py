"""Vad som måste gå ihop i ett papper and no schema can say: sums, and days in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kvarbo.core.law.secrecy.vocabulary import Party
from kvarbo.core.swedish import money
from kvarbo.doors.papers.kinds import PaperKind, about

_SUMS = {
    PaperKind.NOTICE_UNPAID_RENT: "unpaid",
    PaperKind.NOTICE_UNPAID_FEE: "unpaid",
    PaperKind.UNDERTAKING: "months",
}


def disagreements(kind: PaperKind, content: Mapping[str, Any]) -> tuple[str, ...]:
    """What does not add up in content that its schema lets through, in Swedish."""
    return (*_sum(kind, content), *_orders(content))


def frame_disagreements(frame: Mapping[str, Any]) -> tuple[str, ...]:
    """What does not hold together around the content. Whether such a paper may go from the one to the other is not
    asked here: a wrong one must be readable, to be held and told of.
    """
    kind, parties = about(PaperKind(frame["kind"])), [frame[end]["party"] for end in ("sender", "receiver")]
    unknown = [party for party in parties if party not in set(Party)]
    if unknown:
        return (f"Papperet nämner ett slags part som inte är känt här ({unknown[0]}). Uppdatera Kvarbo.",)
    if frame["replaces"] and not kind.may_replace:
        return (f"{kind.title} ersätter aldrig ett annat papper.",)
    if frame["id"] in (frame["replaces"], frame["answers"]):
        return ("Papperet säger att det ersätter eller svarar på sig självt.",)
    return ()


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
