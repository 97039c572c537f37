"""Filer till och från andra installationer: one folder out for each counterpart, one file for each paper."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from kvarbo.house.rooms import current

FOLDER_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}", re.ASCII)


class Undeliverable(Exception):
    """The paper could not be left; the message is Swedish and says what to do."""


def folder_out(place: str) -> Path:
    """Where files to this counterpart are left. ``place`` is a plain name: nobody writes outside the room's folder."""
    if not FOLDER_NAME.fullmatch(place):
        raise Undeliverable(
            gettext("Motpartens mapp saknas eller har ett namn som inte går. Rätta den under Motparter.")
        )
    return Path(settings.KVARBO_FILES) / current().slug / "post-out" / place


def name_of(paper_id: UUID) -> str:
    """The file's name: the paper's number and nothing about anybody."""
    return f"papper-{paper_id}.json"


def leave_file(place: str, paper_id: UUID, data: bytes) -> Path:
    """Write the file whole, or not at all; one that lies there already is written over by the same bytes."""
    folder = folder_out(place)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(dir=folder, prefix=".half-", suffix=".tmp")
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(beside, folder / name_of(paper_id))
        _make_lasting(folder)
    except OSError as fault:
        raise Undeliverable(gettext("Filen gick inte att skriva i mappen. Säg till den som driver Kvarbo.")) from fault
    return folder / name_of(paper_id)


def remove_file(place: str, paper_id: UUID) -> bool:
    """Take a file that was left out of the folder again; whether it still lay there."""
    folder = folder_out(place)
    try:
        (folder / name_of(paper_id)).unlink()
        _make_lasting(folder)
    except FileNotFoundError:
        return False
    except OSError as fault:
        raise Undeliverable(
            gettext("Filen gick inte att ta bort ur mappen. Säg till den som driver Kvarbo.")
        ) from fault
    return True


def _make_lasting(folder: Path) -> None:
    """Have the folder itself written to disk, or a power cut could take the new name away."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
