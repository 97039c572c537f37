"""Den undertecknade blanketten, as a file in the room's own folder: a picture or a PDF, never opened here.

What it is is read from its first bytes, not from its name, and its own name is not kept: that can hold a person's.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from kvarbo.doors.consent.refusals import CannotDo
from kvarbo.house.rooms import current

LARGEST = 10_000_000  # bytes; a scanned page is a tenth of it
KINDS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
CONTENT_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}


def read(upload: BinaryIO) -> tuple[bytes, str]:
    """The content and its kind ("pdf", "png" or "jpg"); anything else is refused."""
    content = upload.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise CannotDo("Filen är större än 10 MB. Skanna blanketten med lägre upplösning.", field="file")
    kind = next((kind for start, kind in KINDS.items() if content.startswith(start)), None)
    if kind is None:
        raise CannotDo("Filen är varken PDF, PNG eller JPEG. Skanna eller fotografera blanketten.", field="file")
    return content, kind


def store(consent_id: uuid.UUID, content: bytes) -> str:
    """Keep the content in the room's folder; its SHA-256. On disk before the row that tells of it is committed."""
    path = path_of(consent_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stored:
        stored.write(content)
        stored.flush()
        os.fsync(stored.fileno())
    return hashlib.sha256(content).hexdigest()


def content_of(consent_id: uuid.UUID, sha256: str) -> bytes:
    """The file as it was kept; one that is gone or has been changed is refused."""
    try:
        content = path_of(consent_id).read_bytes()
    except OSError:
        raise CannotDo(
            "Filen finns inte kvar på servern. Be den som sköter servern att hämta den ur backupen."
        ) from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise CannotDo("Filen på servern är inte den som sparades. Be den som sköter servern om hjälp.")
    return content


def path_of(consent_id: uuid.UUID) -> Path:
    """Where a consent's file lies."""
    return Path(settings.KVARBO_FILES) / current().slug / f"samtycke-{consent_id}"
