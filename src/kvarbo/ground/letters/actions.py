"""Writes: make a letter and keep it, note that it was posted, and take all away with their subject."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from kvarbo.ground import clock
from kvarbo.ground.attachments import storage
from kvarbo.ground.letters.as_data import to_data
from kvarbo.ground.letters.beginnings import Posted, in_the_way, letter_posted
from kvarbo.ground.letters.checks import another_named, fault_in
from kvarbo.ground.letters.kinds import KINDS, Audience
from kvarbo.ground.letters.letter import PROTECTED, LetterRefused, LetterToSet, set_letter
from kvarbo.ground.letters.models import KeptLetter
from kvarbo.ground.letters.queries import FOLDER, kinds_for, letter_open_to
from kvarbo.ground.letters.setting import CannotSet
from kvarbo.ground.letters.slots import own_words
from kvarbo.ground.letters.workshop.queries import InForce, wording_in_force
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.subjects import Subject
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current

TO_OTHERS = (Audience.AUTHORITY, Audience.LANDLORD)


def letter_pdf(letter: LetterToSet, *, about: Subject, person_id: UUID | None, by: AtWork) -> bytes:
    """Förhandsgranska: the letter as it would be made now, kept nowhere. Raises ``LetterRefused`` with why not."""
    refuse(letter, about=about, person_id=person_id, by=by)
    return _set(letter, wording_in_force(letter.kind))


def _set(letter: LetterToSet, words: InForce) -> bytes:
    try:
        return set_letter(
            letter.kind,
            letter.variables,
            language=letter.language,
            sender=letter.sender,
            recipient=letter.recipient,
            on=letter.on,
            own_words=own_words(letter.kind, letter.language, words.texts),
        )
    except CannotSet as fault:
        raise LetterRefused(str(fault)) from fault


def refuse(letter: LetterToSet, *, about: Subject, person_id: UUID | None, by: AtWork) -> None:
    """Raise ``LetterRefused`` when this letter may not be made: by whom, to whom, and whether it agrees."""
    kind = KINDS[letter.kind]
    if kind not in kinds_for(by):
        raise LetterRefused("Det här brevet skrivs av någon på kontoret. Be en kollega där.")
    if any(person.is_protected for person in about.people):
        raise LetterRefused(PROTECTED)
    if kind.audience not in TO_OTHERS and person_id not in {person.id for person in about.people}:
        raise LetterRefused("Välj vem brevet är till.")
    fault = fault_in(letter.variables, letter.on)
    if kind.audience not in TO_OTHERS:
        others = [str(one.name) for one in about.people if one.id != person_id]
        fault = fault or another_named(letter.variables, to=str(letter.recipient.name), others=others)
    fault = fault or in_the_way(about, letter.kind, letter.variables, letter.on)
    if fault:
        raise LetterRefused(fault)


def keep_letter(letter: LetterToSet, *, about: Subject, person_id: UUID | None, form_key: UUID, by: AtWork) -> UUID:
    """Gör brevet and keep it, to be posted by hand; the same form again is the same letter. Answers its id.

    The bytes are on the disk before the row is written: if the work is undone they have no row, and are swept away.
    """
    again = KeptLetter.objects.filter(subject_id=about.id, form_key=form_key).first()
    if again is not None:
        return again.id
    refuse(letter, about=about, person_id=person_id, by=by)
    words = wording_in_force(letter.kind)
    made = MadeLetter(letter, _set(letter, words), words.number)
    return keep_made(made, subject_id=about.id, person_id=person_id, form_key=form_key, by=by)


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """Ett färdigt brev that is not kept yet: its bytes, and which of the organisation's own wordings it has."""

    letter: LetterToSet
    content: bytes
    wording: int


def keep_made(made: MadeLetter, *, subject_id: UUID, person_id: UUID | None, form_key: UUID, by: AtWork) -> UUID:
    """Keep a letter that is set. One that is kept already under the same key stays the one that is kept."""
    letter, kind = made.letter, KINDS[made.letter.kind]
    identity = storage.store(made.content, within=FOLDER)
    try:
        with transaction.atomic(using=current().alias):
            KeptLetter.objects.create(
                id=identity,
                subject_id=subject_id,
                person_id=None if kind.audience in TO_OTHERS else person_id,
                form_key=form_key,
                kind=letter.kind.value,
                version=kind.version,
                wording=made.wording,
                language=letter.language.value,
                variables=to_data(letter.variables),
                sender=asdict(letter.sender),
                sha256=hashlib.sha256(made.content).hexdigest(),
                size=len(made.content),
                pages=pages_in(made.content),
                made_date=letter.on,
                made_by=by.id,
                made_by_name=by.name,
            )
    except IntegrityError:  # the same form sent twice at once: the other was first
        storage.remove([identity], within=FOLDER)
        return KeptLetter.objects.get(subject_id=subject_id, form_key=form_key).id
    told: dict[str, Any] = {"letter": str(identity), "kind": letter.kind.value, "version": kind.version}
    record("letter.kept", subjects=[subject_id], about=told)
    return identity


def pages_in(pdf: bytes) -> int:
    """How many pages a letter set here has."""
    return pdf.count(b"/Type/Page/")


def note_posted(identity: UUID, *, on: date | None, by: AtWork) -> UUID | None:
    """Notera att brevet är postat, on a day that has been; answers its id, None when it is another's or nowhere."""
    found = letter_open_to(by, identity)
    if found is None:
        return None
    kept = found[0]
    if on is None:
        raise CannotDo("Skriv vilken dag brevet postades.", field="posted_date")
    if not kept.made_date <= on <= clock.today():
        raise CannotDo("Brevet postades tidigast den dag det gjordes och senast i dag. Rätta dagen.")
    if kept.posted_date is not None:
        raise CannotDo("Det står redan när brevet postades. Är det fel, gör ett nytt brev.")
    if kept.put_away_why:
        raise CannotDo(f"Brevet ska inte skickas: {kept.put_away_why} Gör ett nytt brev om något ska skickas.")
    KeptLetter.objects.filter(pk=kept.pk, posted_date=None).update(posted_date=on, posted_noted_by=by.id)
    record("letter.posted", subjects=[kept.subject_id], about={"letter": str(kept.id), "on": on.isoformat()})
    letter_posted(Posted(kept.id, kept.subject_id, kept.person_id, on), by)
    return kept.id


def note_all_posted(identities: Collection[UUID], *, on: date, by: AtWork) -> int:
    """Notera att breven är postade the same day; one that has its day already keeps it. How many were noted.

    Whoever asks has opened their subjects.
    """
    waiting = KeptLetter.objects.filter(pk__in=list(identities), posted_date=None, put_away_why="")
    made = list(waiting.values_list("pk", "subject_id", "made_date"))
    if on > clock.today() or any(on < day for _, _, day in made):
        raise CannotDo(
            "Breven postades tidigast den dag de gjordes och senast i dag. Rätta dagen.", field="posted_date"
        )
    KeptLetter.objects.filter(pk__in=[pk for pk, _, _ in made], posted_date=None).update(
        posted_date=on, posted_noted_by=by.id
    )
    for pk, subject_id, _ in made:
        record("letter.posted", subjects=[subject_id], about={"letter": str(pk), "on": on.isoformat()})
    return len(made)


def put_letters_away(identities: Collection[UUID], *, why: str) -> None:
    """Lägg undan brev som inte ska skickas, with why; one that is posted stays posted. Whoever asks keeps the trail."""
    KeptLetter.objects.filter(pk__in=list(identities), posted_date=None).update(put_away_why=why[:300])


def remove_letters(subject_id: UUID) -> int:
    """Gallra: all letters of a subject, rows and bytes; how many they were."""
    identities = list(KeptLetter.objects.filter(subject_id=subject_id).values_list("pk", flat=True))
    if not identities:
        return 0
    KeptLetter.objects.filter(pk__in=identities).delete()
    record("letter.removed", subjects=[subject_id], about={"letters": [str(one) for one in identities]})
    room = current()
    transaction.on_commit(lambda: storage.remove(identities, slug=room.slug, within=FOLDER), using=room.alias)
    return len(identities)


def sweep(*, older_than: float = storage.ORPHAN_AFTER) -> int:
    """Take away letters without a row, left by work that was undone; how many they were."""
    found = storage.without_row(_with_a_row, older_than=older_than, within=FOLDER)
    storage.remove_paths(found)
    return len(found)


def _with_a_row(identities: list[UUID]) -> list[UUID]:
    return list(KeptLetter.objects.filter(pk__in=identities).values_list("pk", flat=True))
