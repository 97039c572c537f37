"""Writes: ask for letters, ask again after work that stopped, take one out, note that all are posted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from kvarbo.ground import clock
from kvarbo.ground.jobs.actions import ask_for
from kvarbo.ground.jobs.queries import how_far
from kvarbo.ground.letters.actions import note_all_posted, put_letters_away
from kvarbo.ground.letters.as_data import to_data
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record, recorder
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current
from kvarbo.landlord.bundles.models import BundleLetter, LetterBundle
from kvarbo.landlord.bundles.planning import NotWritten, Plan, Planned
from kvarbo.landlord.bundles.queries import open_letters
from kvarbo.landlord.bundles.words import HAD, PROTECTED_LATER, InBundle, WhyTakenOut
from kvarbo.landlord.outreach.actions import SentLetter, record_sent_letters

MOST = 2_000  # letters decided at once
JOB = "make_letters"
CHANGED = "Något har ändrats sedan du såg listan, så inga brev är gjorda. Se på den igen och gör breven om den stämmer."
NO_KEY = "Formuläret saknar sin nyckel. Öppna sidan på nytt och försök igen."
IS_POSTED = "Bunten är postad och ändras inte längre."
NOT_READY = "Breven görs fortfarande. Vänta tills alla är gjorda."


def put_bundle(plan: Plan, *, by: AtWork, form_key: str) -> UUID:
    """Gör breven: write down who gets one and who does not, all or none, and ask for the work. Gives the bundle's id.

    The same ``form_key`` again gives the first bundle back: a form sent twice is one decision.
    """
    if not form_key or len(form_key) > 64:
        raise CannotDo(NO_KEY)
    if not 0 < len(plan.planned) <= MOST:
        raise CannotDo(f"Välj minst en och högst {MOST} att skriva till.")
    values = {
        "kind": plan.choice.kind.value, "sender": asdict(plan.choice.sender), "town": plan.choice.town,
        "made_at": clock.now(), "made_date": clock.today(), "by": by.id, "by_name": by.name,
        "planned": len(plan.planned),
    }  # fmt: skip
    try:
        with transaction.atomic(using=current().alias):
            bundle, is_new = LetterBundle.objects.get_or_create(form_key=form_key, defaults=values)
            if not is_new:
                return bundle.pk
            BundleLetter.objects.bulk_create(_rows(bundle, plan), batch_size=500)
    except IntegrityError:  # somebody else has written the same to one of them meanwhile
        raise CannotDo(CHANGED) from None
    subjects = dict.fromkeys(one.lease_id for one in plan.planned)
    record("letters.asked", subjects=subjects, about={"bundle": str(bundle.pk), "letters": len(plan.planned)})
    _ask(bundle)
    return bundle.pk


def _rows(bundle: LetterBundle, plan: Plan) -> list[BundleLetter]:
    every: Sequence[Planned | NotWritten] = [*plan.planned, *plan.left_out]
    return [_row(bundle, one, place) for place, one in enumerate(every)]


def _row(bundle: LetterBundle, one: Planned | NotWritten, place: int) -> BundleLetter:
    row = BundleLetter(
        bundle=bundle, lease_id=one.lease_id, person_id=one.person_id, kind=bundle.kind, period=one.period, place=place
    )
    if isinstance(one, NotWritten):
        row.state, row.reason = InBundle.LEFT_OUT.value, one.reason[:300]
    else:
        row.step, row.month = one.step, one.month if one.step else None
        row.again, row.language = one.again, one.letter.language.value
        row.variables = to_data(one.letter.variables)
    return row


def _ask(bundle: LetterBundle) -> None:
    ask_for(
        kind=JOB,
        key=f"{JOB}:{bundle.pk}:{bundle.asked_times}",
        arguments={"bundle": str(bundle.pk)},
        requested_by=recorder().actor,
    )


def ask_again(identity: UUID, *, by: AtWork) -> None:
    """Gör de som är kvar, when the work has stopped. Whoever asks is from now on the one who makes them."""
    bundle = _held(identity)
    far = how_far(about=str(bundle.pk))
    if far is None or not far.failed:
        return
    bundle.by, bundle.by_name, bundle.asked_times = by.id, by.name, bundle.asked_times + 1
    bundle.save(update_fields=["by", "by_name", "asked_times"])
    record("letters.asked_again", about={"bundle": str(bundle.pk)})
    _ask(bundle)


def take_out(identity: UUID, *, letter: UUID, why: str, by: AtWork) -> None:
    """Ta ut ett brev ur bunten before it is posted, with why. Taken out already is no fault."""
    bundle = _held(identity)
    if why not in WhyTakenOut.values:
        raise CannotDo("Välj varför brevet tas ut.", field="why")
    row = next((one for one in open_letters(by, bundle.pk) if one.id == letter), None)
    if row is None or row.state not in (InBundle.MADE, InBundle.TAKEN_OUT):
        raise CannotDo("Brevet finns inte i bunten. Öppna sidan på nytt.")
    if row.state == InBundle.TAKEN_OUT:
        return
    reason = f"{WhyTakenOut(why).label}. Uttaget av {by.name}."
    BundleLetter.objects.filter(pk=row.pk).update(
        state=InBundle.TAKEN_OUT.value, reason=reason[:300], to_name="", to_street=""
    )
    put_letters_away([row.letter_id] if row.letter_id else [], why=reason)
    record("letter.taken_out", subjects=[row.lease_id], about={"bundle": str(bundle.pk), "why": why})


def note_bundle_posted(identity: UUID, *, on: date | None, seen: int, by: AtWork) -> int:
    """Notera att alla är postade: the letters that were seen, on a day that has been. How many they were."""
    bundle = _held(identity)
    if on is None:
        raise CannotDo("Skriv vilken dag breven postades.", field="posted_date")
    rows = open_letters(by, bundle.pk)
    made = [row for row in rows if row.state == InBundle.MADE]
    if any(row.state == InBundle.WAITING for row in rows):
        raise CannotDo(NOT_READY)
    if not made or len(made) != seen:
        raise CannotDo("Bunten har ändrats sedan du såg den. Se på den igen och räkna breven.")
    if not bundle.made_date <= on <= clock.today():
        raise CannotDo(
            "Breven postades tidigast den dag de gjordes och senast i dag. Rätta dagen.", field="posted_date"
        )
    note_all_posted([row.letter_id for row in made if row.letter_id], on=on, by=by)
    sent = [SentLetter(row.letter_id or row.id, row.lease_id, row.person_id, row.step, row.month) for row in made]
    record_sent_letters(sent, posted=on, on=clock.today(), by=by)
    bundle.posted_date, bundle.posted_by_name = on, by.name
    bundle.save(update_fields=["posted_date", "posted_by_name"])
    record("letters.posted", about={"bundle": str(bundle.pk), "letters": len(made), "on": on.isoformat()})
    return len(made)


def note_printed(identity: UUID, *, letters: int) -> None:
    """Remember how many letters the print file held, so that what is taken out afterwards is told."""
    LetterBundle.objects.filter(pk=identity).update(printed_at=clock.now(), printed=letters)


def forget_protected(lease_ids: Collection[UUID]) -> None:
    """Ta ut breven to homes where somebody has become protected, and forget what names them, posted or not."""
    rows = BundleLetter.objects.filter(lease_id__in=list(lease_ids))
    rows.update(to_name="", to_street="")
    under_way = rows.filter(state__in=HAD, bundle__posted_date=None)
    taken = list(under_way.values_list("pk", "lease_id", "letter_id"))
    BundleLetter.objects.filter(pk__in=[pk for pk, _, _ in taken]).update(
        state=InBundle.TAKEN_OUT.value, reason=PROTECTED_LATER
    )
    put_letters_away([letter_id for _, _, letter_id in taken if letter_id], why=PROTECTED_LATER)
    for _, lease_id, _ in taken:
        record("letter.taken_out", subjects=[lease_id], about={"why": "protected"})


def _held(identity: UUID) -> LetterBundle:
    found = LetterBundle.objects.select_for_update().filter(pk=identity).first()
    if found is None:
        raise CannotDo("Bunten finns inte. Öppna sidan på nytt.")
    if found.posted_date is not None:
        raise CannotDo(IS_POSTED)
    return found
