"""Writes after a paper is handed over or has come in: how it was left, recall, where it belongs, and papers by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from kvarbo.doors.organisations.queries import Counterpart, Transport
from kvarbo.doors.post.models import Delivery, RecallTask, ReceivedPaper, SentPaper
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.doors.post.register import next_number, note_people, people_told, told_of
from kvarbo.doors.post.slips import send_recall
from kvarbo.doors.post.words import CameBy, Checked, PostState, RecallOutcome
from kvarbo.ground import clock
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork

BY_ITSELF = (Transport.ROOM.value, Transport.FILE.value)


@dataclass(frozen=True, slots=True)
class Left:
    """How a person left a paper: the day it was posted registered or handed over, to whom, and what shows it."""

    posted: date | None = None
    registered_number: str = ""
    handed: date | None = None
    handed_to: str = ""
    reference: str = ""


def note_left(sent: SentPaper, left: Left, *, on: date, by: AtWork) -> Delivery:
    """Anteckna hur papperet lämnades. A second note corrects the first, and both stay."""
    _check_left(sent, left, on=on)
    before = Delivery.objects.filter(paper=sent, done=True, corrected_by=None).order_by("-pk").first()
    if before is not None and _same(before, left):
        return before
    made = Delivery.objects.create(
        paper=sent, at=clock.now(), transport=sent.transport, done=True, posted_date=left.posted,
        registered_number=left.registered_number.strip(), handed_date=left.handed, handed_to=left.handed_to.strip(),
        reference=left.reference.strip(), by_name=by.name, corrects=before,
    )  # fmt: skip
    if sent.state == PostState.WAITING:
        sent.state = PostState.CARRIED
        sent.save(update_fields=["state"])
    record("paper.left", subjects=_ids(sent.subject_id), about={"paper": str(sent.pk), "corrects": before is not None})
    return made


def _check_left(sent: SentPaper, left: Left, *, on: date) -> None:
    if sent.transport in BY_ITSELF:
        raise CannotDo(gettext("Det här papperet bär Kvarbo själv. Det finns inget att anteckna."))
    if sent.recalled_at is not None and sent.state == PostState.WAITING:
        raise CannotDo(gettext("Papperet är återkallat och ska inte lämnas."))
    day, field = (left.posted, "posted") if sent.transport == Transport.REGISTERED else (left.handed, "handed")
    if day is None:
        raise CannotDo(gettext("Skriv dagen."), field=field)
    if day > on:
        raise CannotDo(gettext("Dagen ligger framåt i tiden. Anteckna när det är gjort."), field=field)
    if day < sent.written_date:
        raise CannotDo(gettext("Dagen ligger före den dag papperet skrevs."), field=field)
    if sent.transport == Transport.REGISTERED and not left.registered_number.strip():
        raise CannotDo(
            gettext("Skriv numret på brevet: det är det som visar att det postades."), field="registered_number"
        )


def _same(before: Delivery, left: Left) -> bool:
    return left == Left(
        before.posted_date, before.registered_number, before.handed_date, before.handed_to, before.reference
    )


def recall(sent: SentPaper, *, reason: str, wanted: str, by: AtWork) -> None:
    """Återkalla: the receiver's copy is marked, and what was printed becomes a task. Twice is as once."""
    locked = SentPaper.objects.select_for_update().get(pk=sent.pk)
    if locked.recalled_at is not None:
        return
    locked.recalled_at, locked.recalled_by_name, locked.recall_reason = clock.now(), by.name, reason
    locked.save(update_fields=["recalled_at", "recalled_by_name", "recall_reason"])
    if locked.transport in BY_ITSELF:
        send_recall(locked, reason=reason, wanted=wanted, by_name=by.name)
    elif locked.state != PostState.WAITING:
        RecallTask.objects.create(paper=locked, to_whom=locked.counterpart.name, made_date=clock.today())
    record("paper.recalled", subjects=_ids(locked.subject_id), about={"paper": str(locked.pk), "reason": reason})


def end_recall_task(sent: SentPaper, *, outcome: str, on: date, by: AtWork) -> None:
    """Anteckna vad som blev av kopian."""
    if outcome not in RecallOutcome.values:
        raise CannotDo(gettext("Välj vad som blev av kopian."), field="outcome")
    RecallTask.objects.filter(paper=sent).update(outcome=outcome, done_date=on, done_by_name=by.name)
    record("paper.recall_task_ended", subjects=_ids(sent.subject_id), about={"paper": str(sent.pk), "came": outcome})


def place(received: ReceivedPaper, *, subject_id: UUID) -> None:
    """Koppla ett mottaget papper till det som det handlar om; the caller has seen that both may be opened."""
    ReceivedPaper.objects.filter(pk=received.pk).update(subject_id=subject_id)
    record("paper.placed", subjects=[subject_id], about={"received": str(received.pk)})


def mark_done(received: ReceivedPaper, *, by: AtWork) -> None:
    """Klart: nothing waits on this paper any more. The sender is told nothing of it."""
    ReceivedPaper.objects.filter(pk=received.pk, done_at=None).update(done_at=clock.now(), done_by_name=by.name)
    record("paper.done", subjects=_ids(received.subject_id), about={"received": str(received.pk)})


def register_by_hand(said: dict[str, Any], *, counterpart: Counterpart | None, on: date, by: AtWork) -> ReceivedPaper:
    """Registrera en handling that came on paper or by word of mouth: the same record as one through a door.

    ``said``: plain, kind, from_name, came_by, posted, received, registered_number, subject_id, form_key,
    holds_protected, and ``register.TOLD``. The same form sent twice is one record.
    """
    there = ReceivedPaper.objects.filter(form_key=said["form_key"]).first()
    if there is not None:
        return there
    check_days(said, on=on)
    told = told_of(said)
    made = ReceivedPaper.objects.create(
        kind=said["kind"], plain=said["plain"], counterpart=counterpart,
        from_name=counterpart.name if counterpart else said["from_name"].strip(), checked=Checked.BY_HAND, told=told,
        came_by=said["came_by"], posted_date=said["posted"], received_date=said["received"],
        registered_number=said["registered_number"].strip(), subject_id=said.get("subject_id"),
        taken_in_at=clock.now(), by=by.id, by_name=by.name, holds_protected=bool(said.get("holds_protected")),
        form_key=said["form_key"], register_number=next_number(),
    )  # fmt: skip
    note_people(made, people_told(told))
    record("paper.registered", subjects=_ids(made.subject_id), about={"received": str(made.pk), "plain": made.plain})
    return made


def check_days(said: dict[str, Any], *, on: date) -> None:
    """Refuse days that cannot be: the first that is wrong."""
    for field, message in wrong_days(said, on=on):
        raise CannotDo(message, field=field)


def wrong_days(said: dict[str, Any], *, on: date) -> Iterator[tuple[str, str]]:
    """What is wrong with the days of a paper by hand, each with its field."""
    posted, received = said["posted"], said["received"]
    if said["came_by"] != CameBy.REGISTERED and posted is not None:
        yield "posted", gettext("Bara ett rekommenderat brev har en postningsdag som räknas. Lämna den tom.")
    for day, field in ((posted, "posted"), (received, "received")):
        if day is not None and day > on:
            yield field, gettext("Dagen ligger framåt i tiden.")
    if posted is not None and received is not None and posted > received:
        yield "posted", gettext("Brevet kan inte ha kommit innan det postades. Rätta en av dagarna.")


def _ids(subject: UUID | None) -> list[UUID]:
    return [subject] if subject else []
