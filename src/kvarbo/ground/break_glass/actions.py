"""Writes: open by nödöppning, close, note what has run out, review.

Each try is kept and counts, also one that opened nothing: whoever seeks somebody in the dark has to say why, and is
asked about it the next working day. What is closed, barred or nowhere is answered in the same words.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from kvarbo.core.calendar import add_arbetsdagar
from kvarbo.ground import clock, subjects
from kvarbo.ground.break_glass.models import BreakGlass, OpenedPerson, ReviewFinding
from kvarbo.ground.break_glass.queries import MINUTES, MOST_A_MONTH, open_now, tries_this_month
from kvarbo.ground.protection.queries import is_any_protected, is_barred, never_by_break_glass
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import Recorder, record
from kvarbo.ground.units.queries import AtWork, same_person
from kvarbo.ground.units.roles import RoleName

SHORTEST_REASON = 20
REVIEWS = (RoleName.MANAGER.value, RoleName.AUDITOR.value)
TOO_MANY = f"Du har redan försökt {MOST_A_MONTH} gånger den här månaden. Ring din chef, som kan tilldela dig ärendet."
ALREADY = "Du har redan en nödöppning. Stäng den först."
WHY = f"Skriv varför det är bråttom, med minst {SHORTEST_REASON} tecken. Den som granskar läser det."


def open_subject(*, sought: str, reason: str, by: AtWork) -> BreakGlass:
    """Nödöppna what is called exactly so; without a ``subject_id`` in the answer, nothing opened."""
    if not by.meets_people:
        raise CannotDo("Din roll arbetar inte med människor i det här rummet.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise CannotDo(WHY, "reason")
    if tries_this_month(by.id) >= MOST_A_MONTH:
        raise CannotDo(TOO_MANY)
    if open_now(by.id).exclude(subject_id=None).exists():
        raise CannotDo(ALREADY)
    found = subjects.called(sought.strip()) if sought.strip() else None
    if found is not None and not _may_open(by, found):
        found = None
    now, on = timezone.now(), clock.today()
    made = BreakGlass.objects.create(
        member_id=by.id, subject_id=found.id if found else None, reason=reason.strip()[:500], opened_on=on,
        opened_at=now, until=now + timedelta(minutes=MINUTES), review_by=add_arbetsdagar(on, 1),
    )  # fmt: skip
    if found is None:
        record("break_glass.found_nothing", about={"break_glass": str(made.pk)})
        return made
    OpenedPerson.objects.bulk_create(OpenedPerson(break_glass=made, person_id=one) for one in found.people)
    record("break_glass.opened", subjects=[found.id], about={"break_glass": str(made.pk)})
    return made


def _may_open(by: AtWork, found: subjects.Called) -> bool:
    """Never for whoever is barred, and for somebody protected only where the room has said so and it is not closed."""
    if is_barred(by, found.people):
        return False
    return not (is_any_protected(found.people) and never_by_break_glass(found.people))


def close_own(*, by: AtWork) -> None:
    """Stäng sin nödöppning before the hour is over; what is closed already is no fault."""
    for glass in open_now(by.id).exclude(subject_id=None):
        BreakGlass.objects.filter(pk=glass.pk).update(closed_at=timezone.now())
        record("break_glass.closed", subjects=[glass.subject_id], about={"break_glass": str(glass.pk)})


def note_expired() -> int:
    """Note in the trail what has run out since last time; how many. It ended by itself, to the second."""
    over = BreakGlass.objects.filter(closed_at=None, until__lte=timezone.now())
    ended = list(over)
    for glass in ended:
        BreakGlass.objects.filter(pk=glass.pk).update(closed_at=glass.until)
        if glass.subject_id:
            record("break_glass.expired", subjects=[glass.subject_id], about={"break_glass": str(glass.pk)})
    return len(ended)


def review(*, glass: UUID, finding: str, note: str, by: AtWork) -> None:
    """Granska en nödöppning: somebody else than the one who opened says what they found."""
    if not by.has(*REVIEWS):
        raise CannotDo("Bara chefer och loggranskare granskar nödöppningar.")
    if finding not in ReviewFinding.values:
        raise CannotDo("Välj vad du kom fram till.", "finding")
    if finding != ReviewFinding.JUSTIFIED and not note.strip():
        raise CannotDo("Skriv vad du såg, så att det kan följas upp.", "note")
    found = BreakGlass.objects.select_for_update().filter(pk=glass).first()
    if found is None or found.reviewed_on is not None:
        raise CannotDo("Nödöppningen finns inte, eller är redan granskad.")
    if same_person(found.member_id, by.id):
        raise CannotDo("Ingen granskar sin egen nödöppning. Be en annan chef eller loggranskaren.")
    found.reviewed_by_id, found.reviewed_on = by.id, clock.today()
    found.finding, found.note = finding, note.strip()[:500]
    found.save(update_fields=["reviewed_by", "reviewed_on", "finding", "note"])
    subject = [found.subject_id] if found.subject_id else []
    record("break_glass.reviewed", subjects=subject, about={"break_glass": str(found.pk), "finding": finding})


def note_use(recorder: Recorder, member: AtWork) -> None:
    """Note in the trail that something opened by nödöppning was shown or worked with, before the answer leaves."""
    touched = {one for row in recorder.rows if not row.act.startswith("break_glass.") for one in row.subjects}
    if not touched:
        return
    for glass in open_now(member.id).exclude(subject_id=None):
        if str(glass.subject_id) in touched:
            recorder.add("break_glass.used", subjects=[glass.subject_id], about={"break_glass": str(glass.pk)})
