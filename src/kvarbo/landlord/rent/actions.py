"""Writes: receive a file, say what its columns mean, read it in or take it away; record a purpose."""

from __future__ import annotations

import hashlib
import os
import uuid
from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from kvarbo.ground.jobs.actions import ask_for
from kvarbo.ground.jobs.queries import asked_for
from kvarbo.ground.trail.recorder import record, recorder
from kvarbo.house.rooms import current
from kvarbo.landlord.rent.models import Import, ImportState, LedgerState, RecordedPurpose, RememberedMapping
from kvarbo.landlord.rent.queries import header_hash
from kvarbo.landlord.rent.staging import file_path

LARGEST_FILE = 1_000_000_000  # bytes


class CannotDo(ValueError):
    """The action is refused; the message is Swedish and says what to do."""


def receive_file(*, name: str, content: BinaryIO, known_through: date | None, by: str, today: date) -> Import:
    """Ta emot en fil: keep it in the room and ask for it to be gone through."""
    if known_through is not None and known_through > today:
        raise CannotDo("Dagen ligger i framtiden. Skriv till och med vilken dag filen visar betalningar.")
    identity = uuid.uuid4()
    folder = Path(settings.KVARBO_FILES) / current().slug
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = _store(content, folder / str(identity))
    received = Import.objects.create(
        id=identity,
        file_name=Path(name).name[:200],
        stored_as=str(identity),
        sha256=digest,
        size=size,
        known_through=known_through,
        received_by=by,
        state=ImportState.READING,
    )
    record("file.received", about={"import": str(received.id), "size": size})
    _ask(received, "go_through")
    return received


def map_columns(*, received: Import, mapping: dict[str, str], known_through: date | None, by: str) -> None:
    """Kolumnernas innebörd: remember it for files with this header, and go through the file again."""
    if received.state not in (ImportState.READ, ImportState.REFUSED, ImportState.READING):
        raise CannotDo("Filen är redan inläst. Släpp den igen om du vill läsa den på ett annat sätt.")
    received.mapping = mapping
    received.known_through = known_through or received.known_through
    received.state, received.refusal = ImportState.READING, ""
    received.save()
    header = received.summary.get("header")
    if header:
        RememberedMapping.objects.update_or_create(header_hash=header_hash(header), defaults={"mapping": mapping})
    record("file.mapped", about={"import": str(received.id)})
    _ask(received, "go_through")


def accept(*, received: Import, by: str) -> None:
    """Läs in filen as the dry run showed it."""
    if received.state == ImportState.APPLYING or received.state == ImportState.APPLIED:
        return
    if received.state != ImportState.READ:
        raise CannotDo("Filen är inte genomgången än. Vänta tills den är det, och titta på vad som skulle ändras.")
    received.state = ImportState.APPLYING
    received.save(update_fields=["state"])
    record("file.accepted", about={"import": str(received.id)})
    _ask(received, "read_in")


def discard(*, received: Import) -> None:
    """Ta bort en fil som inte har lästs in."""
    if received.state in (ImportState.APPLYING, ImportState.APPLIED):
        raise CannotDo("Filen är redan inläst och kan inte tas bort. Läs in en rättad fil i stället.")
    stored = file_path(received)
    for path in stored.parent.glob(f"{stored.name}*"):  # the file, and what was read from it
        path.unlink()
    received.state = ImportState.DISCARDED
    received.save(update_fields=["state"])
    record("file.discarded", about={"import": str(received.id)})


def record_purpose(*, kind: str, purpose: str, by: str) -> None:
    """Anteckna ändamålet with keeping children or language; without it that column is never read."""
    if len(purpose.strip()) < 20:
        raise CannotDo("Skriv ändamålet så att en hyresgäst förstår det, minst en hel mening.")
    RecordedPurpose.objects.update_or_create(kind=kind, defaults={"purpose": purpose.strip(), "recorded_by": by})
    record("purpose.recorded", about={"kind": kind})


def _store(content: BinaryIO, path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while block := content.read(1 << 20):
            size += len(block)
            if size > LARGEST_FILE:
                path.unlink()
                raise CannotDo("Filen är större än 1 GB. Ta ut listan i delar, till exempel ett år i taget.")
            digest.update(block)
            file.write(block)
    return digest.hexdigest(), size


def _ask(received: Import, kind: str) -> None:
    turn = asked_for(key_starts=f"{kind}:{received.pk}") if kind == "go_through" else 0
    ask_for(
        kind=kind,
        key=f"{kind}:{received.pk}:{turn}",
        arguments={"import": str(received.pk)},
        requested_by=recorder().actor,
    )


def list_is_old() -> None:
    """Dagens lista gäller inte längre: the worker asks which day it was worked out for, and works it out anew."""
    LedgerState.objects.filter(pk=1).update(assessed_on=None)
