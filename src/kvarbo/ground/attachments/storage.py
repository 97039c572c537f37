"""The bytes of attachments, and of letters as they were made, in the room's own folders under ``KVARBO_FILES``.

They lie beside the database and not in it: a scanned paper would be written under the room's write lock and through
its log, would make every backup of the database as large as all papers ever scanned, and would leave pages of the
database file behind when it goes. As a file it is written before the lock is taken, is backed up as files are, and is
gone when it is gone.

What removal holds: the file is written over once, then taken out of the folder, and both are flushed to the disk. No
program that asks for the file finds it afterwards. On flash memory, on file systems that copy on write, in snapshots
and in backups, earlier bytes can remain until they are used again: that is for disk encryption and for how long
backups are kept (docs/how-to/back-up.md).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from kvarbo.house.rooms import current

FOLDER = "attachments"
HALF_WRITTEN = ".part"
ORPHAN_AFTER = 3_600  # seconds: longer than any request or job that is still on its way to write its row
WRITTEN_OVER = 1 << 20  # bytes at a time


def folder(slug: str | None = None, within: str = FOLDER) -> Path:
    """Where the files of a room lie: by default the attachments of the one that is entered."""
    return Path(settings.KVARBO_FILES) / (slug or current().slug) / within


def store(content: bytes, *, within: str = FOLDER) -> UUID:
    """Write the bytes under a new id, whole or not at all; they are on the disk when this returns."""
    identity = uuid4()
    here = folder(within=within)
    here.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = here / f"{identity}{HALF_WRITTEN}"
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    half.rename(here / str(identity))
    _flush_folder(here)
    return identity


def read(identity: UUID, *, within: str = FOLDER) -> bytes | None:
    """The bytes, or None when they are not there."""
    try:
        return (folder(within=within) / str(identity)).read_bytes()
    except FileNotFoundError:
        return None


def remove(identities: Collection[UUID], *, slug: str | None = None, within: str = FOLDER) -> None:
    """Write the files over and take them away; one that is gone already is no fault."""
    remove_paths([folder(slug, within) / str(identity) for identity in identities])


def without_row(
    known: Callable[[list[UUID]], Collection[UUID]], *, older_than: float, within: str = FOLDER
) -> list[Path]:
    """Files older than so many seconds that no row names; ``known`` tells which of some ids have a row.

    The folder is read before the rows, so a file whose row is written meanwhile is not taken for an orphan.
    """
    old = [path for path in _files(within) if _age(path) > older_than]
    whole = {UUID(path.name): path for path in old if path.suffix != HALF_WRITTEN}
    named = set(known(list(whole)))
    return [path for path in old if path.suffix == HALF_WRITTEN or UUID(path.name) not in named]


def remove_paths(paths: Collection[Path]) -> None:
    """Write files over and take them away."""
    for path in paths:
        _remove(path)
    for here in {path.parent for path in paths if path.parent.exists()}:
        _flush_folder(here)


def _files(within: str) -> list[Path]:
    here = folder(within=within)
    return sorted(here.iterdir()) if here.exists() else []


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:  # taken away meanwhile
        return 0.0


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError):
        descriptor = os.open(path, os.O_WRONLY | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "wb") as old:  # opened without truncating: the same blocks are written again
            left = os.fstat(old.fileno()).st_size
            while left > 0:
                left -= old.write(bytes(min(left, WRITTEN_OVER)))
            old.flush()
            os.fsync(old.fileno())
        path.unlink()


def _flush_folder(here: Path) -> None:
    descriptor = os.open(here, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
