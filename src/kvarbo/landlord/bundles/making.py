"""Gör breven: the work in the background, a few letters at a time. Work that is done again makes none twice.

Letters are set before the room is locked, and each is kept in the transaction that says so of its row. The row's id is
the letter's form key, so that also two workers who set the same letter keep one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from kvarbo.ground import clock
from kvarbo.ground.jobs.running import Progress
from kvarbo.ground.letters.actions import MadeLetter, keep_made, pages_in
from kvarbo.ground.letters.as_data import from_data
from kvarbo.ground.letters.kinds import KINDS, LetterKind
from kvarbo.ground.letters.letter import LetterToSet, Recipient, Sender
from kvarbo.ground.letters.many import Asked, make_letters
from kvarbo.ground.letters.words import Language
from kvarbo.ground.subjects import Subject, subjects
from kvarbo.ground.trail.recorder import record, recorded
from kvarbo.ground.units.queries import AtWork, member_at_work
from kvarbo.landlord.bundles.models import BundleLetter, LetterBundle
from kvarbo.landlord.bundles.words import InBundle

AT_A_TIME = 100  # set by one process, within the minute after which a silent worker is taken for dead; 500 at most
STAGE = "Gör breven"
NOT_ON_LEASE = "Personen står inte längre på avtalet, eller hemmet går inte att öppna för den som gör breven."
_Answer = tuple[BundleLetter, MadeLetter | str]


def make_bundle(arguments: dict[str, Any], progress: Progress) -> None:
    """Gör breven i en bunt that wait."""
    bundle = LetterBundle.objects.get(pk=arguments["bundle"])
    by = member_at_work(bundle.by)
    if by is None:
        raise LookupError("The one who asked is not at work.")  # asked about before the work began: it ended since
    asked = BundleLetter.objects.filter(bundle=bundle).exclude(state=InBundle.LEFT_OUT)
    total, tried = asked.count(), UUID(int=0)
    while True:
        waiting = asked.filter(state=InBundle.WAITING)
        progress(STAGE, total - waiting.count(), total)
        rows = list(waiting.order_by("place")[:AT_A_TIME])
        if not rows or rows[0].pk == tried:
            return
        tried = rows[0].pk
        _keep(bundle, _made(bundle, rows, by), by)


def _made(bundle: LetterBundle, rows: Sequence[BundleLetter], by: AtWork) -> list[_Answer]:
    """Set the letters; nothing is written."""
    found = subjects(by, {row.lease_id for row in rows})
    sender = Sender(**{**bundle.sender, "address": tuple(bundle.sender["address"])})
    asked: list[tuple[BundleLetter, Asked]] = []
    answers: list[_Answer] = []
    for row in rows:
        about = found.get(row.lease_id)
        one = _asked(bundle, row, about, sender) if about else None
        if one is None:
            answers.append((row, NOT_ON_LEASE))
        else:
            row.to_name, row.to_street = str(one.letter.recipient.name), str(one.letter.recipient.address[0])
            asked.append((row, one))
    made = make_letters([one for _, one in asked], by=by)
    return [*answers, *((row, answer) for (row, _), answer in zip(asked, made, strict=True))]


def _asked(bundle: LetterBundle, row: BundleLetter, about: Subject, sender: Sender) -> Asked | None:
    person = next((one for one in about.people if one.id == row.person_id), None)
    if person is None:
        return None
    kind = KINDS[LetterKind(bundle.kind)]
    where = str(about.where).strip()
    letter = LetterToSet(
        kind.kind,
        from_data(kind.variables, row.variables),
        Language(row.language),
        sender,
        Recipient(person.name, (where, bundle.town) if bundle.town else (where,)),
        clock.today(),
    )
    return Asked(letter, about, person.id)


def _keep(bundle: LetterBundle, answers: Sequence[_Answer], by: AtWork) -> None:
    """Keep what was set and write down what came of each, in one transaction; a row that is done meanwhile stays."""
    with recorded("system:make_letters", route="job make_letters"):
        ids = [row.id for row, _ in answers]
        still = set(
            BundleLetter.objects.select_for_update()
            .filter(pk__in=ids, state=InBundle.WAITING)
            .values_list("pk", flat=True)
        )
        for row, answer in answers:
            if row.pk in still:
                _write_down(row, answer, by)
        told = {"bundle": str(bundle.pk), "asked_by": str(by.id), "letters": len(still)}
        record("letters.made", subjects=dict.fromkeys(row.lease_id for row, _ in answers), about=told)


def _write_down(row: BundleLetter, answer: MadeLetter | str, by: AtWork) -> None:
    if isinstance(answer, str):
        row.state, row.reason, row.to_name, row.to_street = InBundle.NOT_MADE.value, answer[:300], "", ""
    else:
        identity = keep_made(answer, subject_id=row.lease_id, person_id=row.person_id, form_key=row.id, by=by)
        row.letter_id, row.pages = identity, pages_in(answer.content)
        row.state = InBundle.MADE.value
    row.save(update_fields=["state", "reason", "letter_id", "pages", "to_name", "to_street"])
