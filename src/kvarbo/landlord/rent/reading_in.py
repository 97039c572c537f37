"""The two long jobs of a dropped file: going through it (the dry run) and reading it in.

Reading in adds rows unseen in short batches; one last small write makes all of it visible. Killed anywhere, it starts
over and leaves nothing behind: what an unfinished import added is taken away first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from kvarbo.core import swedish
from kvarbo.ground import clock
from kvarbo.ground.trail.recorder import record, recorder
from kvarbo.house.rooms import current
from kvarbo.landlord.rent import lists, reckoning
from kvarbo.landlord.rent.files.reading import kept_reading, read_file
from kvarbo.landlord.rent.files.refusal import CannotRead
from kvarbo.landlord.rent.files.rows import FileKind, FileReading
from kvarbo.landlord.rent.households import Households
from kvarbo.landlord.rent.importing import Importer
from kvarbo.landlord.rent.models import Bill, Import, ImportState, LedgerState, ListRead, next_bill_id
from kvarbo.landlord.rent.payments.models import IncomingPayment
from kvarbo.landlord.rent.payments.placing import place_by_rules, suggest, to_place
from kvarbo.landlord.rent.queries import own_known_through, purposes, remembered_mapping
from kvarbo.landlord.rent.staging import Progress, begin, file_path, make_visible, refuse

HISTORY = (
    "Listan från {day} är äldre än det som redan är inläst. Den läses som historik: nyare listor säger vad som är "
    "betalt sedan dess, och inget om avtal eller personer ändras."
)
BATCH = 4_000
ERRORS_KEPT = 2_000
NO_DAY = (
    "Det går inte att se vilken dag filen gäller. "
    "Släpp den igen och skriv till och med vilken dag den visar betalningar."
)


def go_through(identity: str, *, progress: Progress) -> None:
    """Gå igenom filen: read it, tell its faults, and count what reading it in would change."""
    received = Import.objects.get(pk=identity)
    try:
        reading = _read(received)
    except CannotRead as refusal:
        asked = {"header": list(refusal.header), "patterns": [list(row) for row in refusal.patterns]}
        refuse(received, str(refusal), summary=asked)
        return
    with reading:
        through = received.known_through or _latest(reading)
        reason = NO_DAY if through is None else _too_old(reading, through) or _empty(reading)
        if through is None or reason:
            refuse(received, reason, summary={"error_count": reading.error_count}, **_of_list(reading))
            return
        importer = _importer(reading, through=through, number=0, dry=True)
        _feed(importer, reading, progress=progress, stage="Går igenom filen")
        summary = _summary(reading, importer)
        if reading.kind is FileKind.OPEN_ITEMS and not reading.refused_unnamed:
            _foretell_settled(summary, importer, through)
            if not importer.newest:
                summary["warnings"].append(HISTORY.format(day=swedish.day(through)))
        Import.objects.filter(pk=received.pk).update(
            state=ImportState.READ,
            kind=reading.kind.value,
            known_through=through,
            mapping=dict(reading.mapping),
            summary=summary,
            errors=[asdict(error) for error in reading.errors[:ERRORS_KEPT]],
        )
        reading.rows.keep_at(_kept(received))


def read_in(identity: str, *, progress: Progress) -> None:
    """Läs in: add what is new unseen, then make it visible, with what has changed, in one small transaction."""
    received = Import.objects.get(pk=identity)
    if received.state == ImportState.APPLIED:
        return  # read in already; only the worker that did it never came to say so
    number = begin(received)
    try:
        reading = kept_reading(_kept(received)) or _read(received)
    except CannotRead as refusal:
        refuse(received, str(refusal))
        return
    with reading:
        through = received.known_through or _latest(reading)
        assert through is not None
        importer = _importer(reading, through=through, number=number, dry=False)
        _feed(importer, reading, progress=progress, stage="Läser in")
        progress("Jämför med tidigare listor", 1, 1)
        _finish(received, importer, reading, through=through)
    _kept(received).unlink(missing_ok=True)


def _kept(received: Import) -> Path:
    """Where the reading that the dry run showed is kept until it is read in; another one if a purpose is recorded."""
    path = file_path(received)
    return path.with_name("-".join([path.name, "read", *sorted(purposes())]))


def _read(received: Import) -> FileReading:
    """Read as the sender's columns were once said to mean, when a list with this header has come before."""
    path, on, keep = file_path(received), clock.today(), purposes()
    if received.mapping:
        return read_file(path, on=on, mapping=received.mapping, keep=keep)
    try:
        return read_file(path, on=on, keep=keep)
    except CannotRead as refusal:
        remembered = remembered_mapping(refusal.header)
        if remembered is None:
            raise
        return read_file(path, on=on, mapping=remembered, keep=keep)


def _latest(reading: FileReading) -> date | None:
    return reading.totals.latest_booked


def _too_old(reading: FileReading, through: date) -> str:
    """An older list is read as history when a newer list is there to say what has been settled since; else refused."""
    known = own_known_through()
    if reading.kind is not FileKind.OPEN_ITEMS or known is None or through >= known or _is_history(through):
        return ""
    return (
        f"Listan gäller {swedish.day(through)}, men betalningar är redan kända till och med {swedish.day(known)}. "
        "Utan en nyare lista skulle det se ut som om betalda hyror var obetalda. "
        "Ta ut en ny lista, eller rätta dagen om den blev fel."
    )


def _is_history(through: date) -> bool:
    visible = LedgerState.objects.get(pk=1).visible_import
    return ListRead.objects.filter(list_date__gte=through, import_no__lte=visible).exists()


def _empty(reading: FileReading) -> str:
    """A list without a row would say that everybody has paid: more likely the list is wrong."""
    if reading.kind is FileKind.LEDGER or len(reading.rows):
        return ""
    if reading.refused_rows:
        first = reading.errors[0]
        return (
            "Ingen rad i listan kunde läsas, så ingenting har ändrats. "
            f"Det första felet står på rad {first.line} i kolumnen {first.column}. Rätta raderna och släpp listan igen."
        )
    return (
        "Listan har inga rader, så alla skulle räknas som betalda. Kontrollera urvalet och ta ut listan igen. "
        "Är det verkligen ingen som är skyldig något: läs in hyresreskontran i stället."
    )


def _foretell_settled(summary: dict[str, Any], importer: Importer, through: date) -> None:
    """How many bills the list would show as no longer owed, with a warning when that is most of them."""
    visible = LedgerState.objects.get(pk=1).visible_import
    still_open = set(lists.open_bills(before=through, import_no=visible))
    gone = len(still_open - importer.changes.seen_bills)
    summary["settled"] = gone
    if gone > 20 and gone > len(still_open) / 2:
        summary["warnings"].append(
            f"{gone} av {len(still_open)} obetalda avier finns inte på listan och skulle räknas som betalda. "
            "Kontrollera att det är hela listan innan du läser in den."
        )


def _importer(reading: FileReading, *, through: date, number: int, dry: bool) -> Importer:
    known = own_known_through()
    newest = known is None or through >= known
    households = Households(number=number, newest=newest, dry=dry)
    households.load()
    return Importer(
        number=number,
        known_through=through,
        newest=newest,
        dry=dry,
        is_ledger=reading.kind is FileKind.LEDGER,
        households=households,
        next_bill=next_bill_id(),
    )


def _feed(importer: Importer, reading: FileReading, *, progress: Progress, stage: str) -> None:
    done, total = 0, len(reading.rows)
    for chunk in reading.rows.chunks(BATCH):
        importer.take(chunk)
        done += len(chunk)
        progress(stage, done, total)


def _finish(received: Import, importer: Importer, reading: FileReading, *, through: date) -> None:
    number = importer.number
    with transaction.atomic(using=current().alias):
        importer.apply_updates()
        if reading.kind is FileKind.OPEN_ITEMS and not reading.refused_unnamed:
            ListRead.objects.create(list_date=through, unread_leases=sorted(reading.refused_leases), import_no=number)
        elif reading.kind is FileKind.LEDGER and importer.newest:
            lists.ledger_has_told_of(_bills_of(importer), through=through)
        placed = place_by_rules(to_place(import_no=number, new_bills_from=number), import_no=number)
        reckoned = reckoning.work_out(
            bills=lists.bills_to_settle(before=max(through, own_known_through() or through), import_no=number),
            leases=placed.union(importer.changes.touched) if IncomingPayment.objects.exists() else (),
            import_no=number,
        )
        reckoned.put_in_place()
        summary = {**_summary(reading, importer), "settled": reckoned.settled}
        Import.objects.filter(pk=received.pk).update(
            state=ImportState.APPLIED, applied_at=timezone.now(), summary=summary
        )
        make_visible(number)
        suggest(import_no=number)
        record("file.read_in", about={"import": str(received.pk), "through": through.isoformat()})
        recorder().write()


def _bills_of(importer: Importer) -> list[int]:
    touched = list(importer.changes.touched)
    found: list[int] = []
    for start in range(0, len(touched), 5_000):
        found += Bill.objects.filter(lease_id__in=touched[start : start + 5_000]).values_list("pk", flat=True)
    return found


def _of_list(reading: FileReading) -> dict[str, Any]:
    """Which columns tell who somebody is decides how their faults are shown."""
    return {"mapping": dict(reading.mapping), "errors": [asdict(error) for error in reading.errors[:ERRORS_KEPT]]}


def _summary(reading: FileReading, importer: Importer) -> dict[str, Any]:
    counts = Counter(importer.changes.counts) + Counter(importer.households.counts)
    counts["payments_moved"] = len(importer.changes.moved_payments)
    totals = {name: value for name, value in asdict(reading.totals).items() if isinstance(value, int)}
    return {
        "format": reading.format,
        "encoding": reading.encoding,
        "rows": len(reading.rows),
        "refused_rows": reading.refused_rows,
        "error_count": reading.error_count,
        "skipped": dict(reading.skipped),
        "warnings": list(reading.warnings),
        "unused": list(reading.unused),
        "reasons": dict(reading.reasons),
        "header": list(reading.header),
        "patterns": [list(row) for row in reading.patterns],
        "totals": totals,
        "counts": dict(counts),
    }
