"""Reads of kept letters: only those of a subject that the reader may open."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kvarbo.ground.attachments import storage
from kvarbo.ground.letters.kinds import About, kinds_of
from kvarbo.ground.letters.letter import LetterRefused
from kvarbo.ground.letters.models import KeptLetter
from kvarbo.ground.subjects import Subject, subject
from kvarbo.ground.trail.recorder import record, shown
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.units.roles import RoleName
from kvarbo.house.rooms import current

FOLDER = "letters"
OFFICE = (RoleName.RENT_OFFICER, RoleName.MANAGER, RoleName.CASEWORKER)
GONE = "Brevet finns inte kvar på servern. Be den som sköter servern att hämta det ur backupen."
CHANGED = "Brevet på servern är inte det som gjordes. Hämta det ur backupen innan det används."


@dataclass(frozen=True, slots=True)
class OpenedLetter:
    """A letter's bytes, and what the download is called: its kind and day, and nobody's name."""

    content: bytes
    file_name: str


def kinds_for(writer: AtWork) -> tuple[About, ...]:
    """The kinds this member writes here: one who meets people outside the office writes what tells of no debt."""
    found = kinds_of(current().kind)
    if writer.has(*(role.value for role in OFFICE)):
        return found
    return tuple(about for about in found if about.discreet)


def letters_of(subject_id: UUID) -> list[KeptLetter]:
    """The letters of a subject, newest first. Whoever asks has opened the subject."""
    return list(KeptLetter.objects.filter(subject_id=subject_id))


def how_many(subject_id: UUID) -> int:
    """How many letters a subject has."""
    return KeptLetter.objects.filter(subject_id=subject_id).count()


def letter_open_to(reader: AtWork, identity: UUID) -> tuple[KeptLetter, Subject] | None:
    """The letter and its subject, when that may be opened; what is another's or nowhere is nothing."""
    found = KeptLetter.objects.filter(pk=identity).first()
    about = subject(reader, found.subject_id) if found else None
    return (found, about) if found and about else None


def last_sender(writer: AtWork) -> dict[str, Any]:
    """How this member signed last, so that a number is typed once; empty before the first letter."""
    last = KeptLetter.objects.filter(made_by=writer.id).order_by("-made_date", "-pk").first()
    return dict(last.sender) if last else {}


def open_letter(reader: AtWork, identity: UUID) -> OpenedLetter | None:
    """Läs brevet igen, with its row in the trail; None when it is another's or nowhere.

    ``LetterRefused`` when the bytes are gone from the server or are not those that were made.
    """
    found = letter_open_to(reader, identity)
    if found is None:
        return None
    kept = found[0]
    content = storage.read(kept.id, within=FOLDER)
    if content is None:
        raise LetterRefused(GONE)
    if hashlib.sha256(content).hexdigest() != kept.sha256:
        raise LetterRefused(CHANGED)
    shown([kept.subject_id], what="letter")
    record("letter.opened", subjects=[kept.subject_id], about={"letter": str(kept.id)})
    name = f"{kept.kind.replace('_', '-')}-{kept.made_date.isoformat()}-{str(kept.id)[:8]}.pdf"
    return OpenedLetter(content, name)
