"""Reads of attachments: only those of a subject that the reader may open."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from kvarbo.ground.attachments import storage
from kvarbo.ground.attachments.file_types import ENDINGS, FileType
from kvarbo.ground.attachments.holders import holder
from kvarbo.ground.attachments.models import Attachment
from kvarbo.ground.attachments.names import download_name
from kvarbo.ground.attachments.refusals import AttachmentRefused
from kvarbo.ground.trail.recorder import record, shown
from kvarbo.ground.units.queries import AtWork


@dataclass(frozen=True, slots=True)
class Opened:
    """An attachment's bytes, and what the download is called."""

    content: bytes
    file_name: str


def attachments_of(subject_id: UUID) -> list[Attachment]:
    """The attachments of a subject, newest first. Whoever asks has opened the subject."""
    return list(Attachment.objects.filter(subject_id=subject_id))


def how_many(subject_id: UUID) -> int:
    """How many attachments a subject has."""
    return Attachment.objects.filter(subject_id=subject_id).count()


def attachment_open_to(reader: AtWork, identity: UUID) -> Attachment | None:
    """The attachment when its subject may be opened; what is another's or nowhere is nothing."""
    found = Attachment.objects.filter(pk=identity).first()
    if found is None or holder(reader, found.subject_id) is None:
        return None
    return found


def open_attachment(reader: AtWork, identity: UUID) -> Opened | None:
    """Öppna bilagan, with its row in the trail; None when it is another's or nowhere.

    ``AttachmentRefused`` when the bytes are gone from the server or are not those that were kept.
    """
    found = attachment_open_to(reader, identity)
    if found is None:
        return None
    content = storage.read(found.id)
    if content is None:
        raise AttachmentRefused(
            "Filen finns inte kvar på servern. Be den som sköter servern att hämta den ur backupen."
        )
    if hashlib.sha256(content).hexdigest() != found.sha256:
        raise AttachmentRefused("Filen på servern är inte den som lämnades. Hämta den ur backupen innan den används.")
    shown([found.subject_id], what="attachment")
    record("attachment.opened", subjects=[found.subject_id], about={"attachment": str(found.id)})
    ending = ENDINGS[FileType(found.file_type)][0]
    return Opened(content, download_name(found.kind, found.kept_date, found.id, ending))
