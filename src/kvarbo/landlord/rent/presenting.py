"""Files in words: what the pages say of a file, its counts and its faults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from kvarbo.ground.people.queries import opens_every_protected
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.rent.files.refusal import pattern
from kvarbo.landlord.rent.models import Import, ImportState

KINDS = {"open_items": "Restlista", "ledger": "Hyresreskontra", "bank": "Betalningar från banken"}
COUNTS = (
    ("leases_new", "Nya avtal"),
    ("leases_changed", "Ändrade avtal"),
    ("people_new", "Nya personer"),
    ("people_changed", "Ändrade personuppgifter"),
    ("people_left", "Personer som inte längre står på ett avtal"),
    ("protection_kept", "Personer utan skyddsmärke i filen: skyddet ligger kvar"),
    ("bills_new", "Nya avier"),
    ("bills_changed", "Rättade avier"),
    ("payments_new", "Nya betalningar"),
    ("payments_moved", "Betalningar som har flyttats eller tagits tillbaka"),
    ("items", "Poster på listan"),
    ("bank_payments", "Betalningar i filen"),
    ("bank_new", "Nya betalningar"),
    ("bank_placed", "Placerade efter referens"),
    ("bank_waiting", "Väntar på att en människa placerar dem"),
)
SUMS = (("billed", "Aviserat"), ("paid", "Betalt"), ("remaining", "Kvar att betala"))
LEFT_OUT = {"premises": "Lokaler", "garage": "Garage och p-platser", "storage": "Förråd", "other": "Annat än bostad"}
# Columns whose cells may tell who or where somebody is: their faults are patterns to those who may not open everybody.
TELLING = ("tenant", "address", "flat", "lease_number", "district", "reference")


def counts_of(received: Import) -> list[dict[str, Any]]:
    """What a file would change or has changed, in words, leaving out what is nothing."""
    counts = received.summary.get("counts", {})
    rows = [{"label": label, "count": counts[name]} for name, label in COUNTS if counts.get(name)]
    if received.summary.get("settled"):
        rows.append({"label": _("Avier som inte längre är obetalda"), "count": received.summary["settled"]})
    return rows


def sums_of(received: Import) -> list[dict[str, Any]]:
    """Sums of the file in öre."""
    totals = received.summary.get("totals", {})
    return [{"label": label, "amount": totals[name]} for name, label in SUMS if totals.get(name)]


def left_out_of(received: Import) -> list[dict[str, Any]]:
    """Rows left out because Kvarbo follows dwellings only."""
    skipped: Mapping[str, int] = received.summary.get("skipped", {})
    return [{"reason": LEFT_OUT.get(kind, kind), "count": count} for kind, count in skipped.items() if count]


def errors_of(received: Import, reader: AtWork) -> list[dict[str, Any]]:
    """The file's faults; cells that may tell who or where are patterns unless the reader opens everybody."""
    telling = {name for field, name in (received.mapping or {}).items() if field.startswith(TELLING)}
    sees_all = opens_every_protected(reader)
    return [
        {
            "row": error["line"],
            "column": error["column"],
            "value": error["value"] if sees_all or error["column"] not in telling else pattern(error["value"]),
            "text": error["message"] if sees_all or error["column"] not in telling else _without(error),
        }
        for error in received.errors
    ]


def _without(error: dict[str, Any]) -> str:
    """The message with the cell's own words taken out."""
    message, value = str(error["message"]), str(error["value"])
    return message.replace(value, pattern(value)) if value else message


def note_of(received: Import) -> str:
    """One sentence on what came of a file."""
    if received.state == ImportState.REFUSED:
        return received.refusal
    if received.state == ImportState.READ:
        return _("Titta på vad som skulle ändras och läs in den.")
    if received.state != ImportState.APPLIED:
        return ""
    parts = [f"{row['count']} {row['label'].lower()}" for row in counts_of(received)[:4]]
    return ", ".join(parts) or _("Ingenting ändrades: allt var redan inläst.")
