"""Reads of kept letters: only those of a subject that the reader may open."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.ground.attachments import storage
from kvarbo.ground.letters.kinds import About, LetterKind, kinds_of
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


def contents_of(identities: Collection[UUID]) -> dict[UUID, bytes]:
    """The bytes of kept letters, just as they were made. Whoever asks has opened their subjects.

    Raises ``LetterRefused`` when one is gone from the server or is not the one that was made.
    """
    found = {}
    for identity, sha256 in KeptLetter.objects.filter(pk__in=list(identities)).values_list("pk", "sha256"):
        found[identity] = _as_made(identity, sha256)
    if set(found) != set(identities):
        raise LetterRefused(GONE)
    return found


def _as_made(identity: UUID, sha256: str) -> bytes:
    content = storage.read(identity, within=FOLDER)
    if content is None:
        raise LetterRefused(GONE)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise LetterRefused(CHANGED)
    return content


def kept_of(person_ids: Collection[UUID], kind: LetterKind) -> list[tuple[UUID, UUID, date, dict[str, Any], str]]:
    """Letters of a kind that these people have: person, the form's key, the day, what it was told, who made it."""
    found = KeptLetter.objects.filter(person_id__in=list(person_ids), kind=kind.value).order_by("made_date", "pk")
    columns = ("person_id", "form_key", "made_date", "variables", "made_by_name")
    return [(person, key, day, told, by) for person, key, day, told, by in found.values_list(*columns) if person]


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
    content = _as_made(kept.id, kept.sha256)
    shown([kept.subject_id], what="letter")
    record("letter.opened", subjects=[kept.subject_id], about={"letter": str(kept.id)})
    name = f"{kept.kind.replace('_', '-')}-{kept.made_date.isoformat()}-{str(kept.id)[:8]}.pdf"
    return OpenedLetter(content, name)
