"""Writes: keep a file with a subject, take one away, and take all away with their subject."""

from __future__ import annotations

import hashlib
from typing import Protocol
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Sum

from kvarbo.ground import clock
from kvarbo.ground.attachments import storage
from kvarbo.ground.attachments.file_types import LARGEST, MEGABYTE, FileType, recognised
from kvarbo.ground.attachments.holders import holder
from kvarbo.ground.attachments.models import Attachment, AttachmentKind
from kvarbo.ground.attachments.names import cleaned
from kvarbo.ground.attachments.queries import attachment_open_to
from kvarbo.ground.attachments.refusals import AttachmentRefused
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current

MOST_FILES = 60
MOST_BYTES = 100 * MEGABYTE


class Upload(Protocol):
    """What a browser has sent: Django's uploaded file, or anything with a name that can be read."""

    name: str | None

    def read(self, size: int = ..., /) -> bytes: ...


class NotOpen(LookupError):
    """The subject is another's or nowhere."""


def keep_attachment(subject_id: UUID, upload: Upload, kind: str, by: AtWork) -> UUID:
    """Lägg till en bilaga and answer its id; the same file with the same subject again is the same attachment.

    ``AttachmentRefused`` says why a file is not taken, ``NotOpen`` that ``by`` may not open the subject. The bytes are
    on the disk before the row is written: if the work is undone afterwards they have no row, and are swept away.
    """
    if holder(by, subject_id) is None:
        raise NotOpen("The subject is another's or nowhere.")
    if kind not in AttachmentKind.values:
        raise AttachmentRefused("Välj vad det är för handling.")
    content, name, file_type = examined(upload)
    digest = hashlib.sha256(content).hexdigest()
    same = {"subject_id": subject_id, "sha256": digest, "kind": kind}
    kept = Attachment.objects.filter(**same).first()
    if kept is not None:
        return kept.id
    _refuse_more_than_fits(subject_id, len(content))
    identity = storage.store(content)
    values = {"original_name": name, "file_type": file_type.value, "size": len(content), "kept_date": clock.today()}
    try:
        with transaction.atomic(using=current().alias):
            Attachment.objects.create(id=identity, **same, **values, kept_by=by.id, kept_by_name=by.name)
    except IntegrityError:  # the same form sent twice at once: the other was first
        storage.remove([identity])
        return Attachment.objects.get(**same).id
    record("attachment.kept", subjects=[subject_id], about={"attachment": str(identity), "kind": kind})
    return identity


def examined(upload: Upload) -> tuple[bytes, str, FileType]:
    """The content, the cleaned name and what it is; ``AttachmentRefused`` says why a file is not taken."""
    content = upload.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise AttachmentRefused(
            f"Filen är större än {LARGEST // MEGABYTE} MB. Skanna i lägre upplösning eller dela upp den."
        )
    name = cleaned(upload.name or "")
    return content, name, recognised(content, name)


def _refuse_more_than_fits(subject_id: UUID, size: int) -> None:
    kept = Attachment.objects.filter(subject_id=subject_id)
    if kept.count() >= MOST_FILES:
        raise AttachmentRefused(f"Här finns redan {MOST_FILES} bilagor, och fler får inte plats. Ta bort någon.")
    if (kept.aggregate(all=Sum("size"))["all"] or 0) + size > MOST_BYTES:
        raise AttachmentRefused(
            f"Bilagorna blir tillsammans större än {MOST_BYTES // MEGABYTE} MB. Skanna i lägre upplösning."
        )


def remove_attachment(identity: UUID, by: AtWork) -> UUID | None:
    """Ta bort en bilaga that was put in the wrong place; answers its subject, None when it is another's or nowhere."""
    found = attachment_open_to(by, identity)
    if found is None:
        return None
    _take_away(found.subject_id, [found])
    return found.subject_id


def move_attachments(from_id: UUID, to_id: UUID) -> int:
    """Flytta alla bilagor from one subject to another, as when a notice is put in its matter; how many were moved.

    The caller has opened both. A file that the other already has is taken away where it was.
    """
    there = set(Attachment.objects.filter(subject_id=to_id).values_list("sha256", "kind"))
    found = list(Attachment.objects.filter(subject_id=from_id))
    twice = [one for one in found if (one.sha256, one.kind) in there]
    _take_away(from_id, twice)
    moved = Attachment.objects.filter(subject_id=from_id).update(subject_id=to_id)
    if moved:
        record("attachment.moved", subjects=[to_id], about={"from": str(from_id), "count": moved})
    return moved


def remove_attachments(subject_id: UUID) -> int:
    """Gallra: all attachments of a subject, rows and bytes; how many they were.

    The bytes go when the transaction under way has ended well. If the machine stops just then they have no row left,
    and ``sweep`` takes them.
    """
    found = list(Attachment.objects.filter(subject_id=subject_id))
    _take_away(subject_id, found)
    return len(found)


def _take_away(subject_id: UUID, found: list[Attachment]) -> None:
    if not found:
        return
    identities = [attachment.id for attachment in found]
    Attachment.objects.filter(pk__in=identities).delete()
    record("attachment.removed", subjects=[subject_id], about={"attachments": [str(one) for one in identities]})
    room = current()
    transaction.on_commit(lambda: storage.remove(identities, slug=room.slug), using=room.alias)


def sweep(*, older_than: float = storage.ORPHAN_AFTER) -> int:
    """Take away files without a row, left by work that was undone or a machine that stopped; how many they were."""
    found = storage.without_row(_with_a_row, older_than=older_than)
    storage.remove_paths(found)
    return len(found)


def _with_a_row(identities: list[UUID]) -> list[UUID]:
    return list(Attachment.objects.filter(pk__in=identities).values_list("pk", flat=True))
