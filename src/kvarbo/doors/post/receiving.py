"""Att ta emot: a paper through a door becomes the receiver's own copy, once, with a receipt that is always the same.

What cannot be believed is held for a person, with a Swedish reason, and gives no receipt.
"""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from kvarbo.core.law.secrecy.vocabulary import Party
from kvarbo.doors.organisations.queries import Counterpart, own_party
from kvarbo.doors.papers.canonical import canonical
from kvarbo.doors.papers.envelope import from_file
from kvarbo.doors.papers.kinds import PaperKind, about
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.papers.signing import SignedPaper, check_signature, verify
from kvarbo.doors.post import slips
from kvarbo.doors.post.models import ReceivedPaper, SentPaper
from kvarbo.doors.post.protection import names_in, people_in, tells_of_protected
from kvarbo.doors.post.register import next_number, note_people
from kvarbo.doors.post.words import HELD, CameBy, Checked, plain_kind
from kvarbo.ground import clock
from kvarbo.ground.trail.recorder import record, recorded
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current

SAME_NUMBER = (
    "Ett annat papper från samma avsändare har redan det numret, med annat innehåll. Fråga avsändaren vilket som "
    "gäller."
)
NOT_THEIRS = "Ett sådant papper kan inte komma från den avsändaren. Fråga avsändaren vad som är menat."
NOT_KNOWN = (
    "Ingen motpart här har den nyckel som papperet är underskrivet med. Papperet säger att det kommer från {name}. "
    "Skriv in motpartens nyckel, hämtad på en väg ni litar på, och pröva igen. Känner ni inte avsändaren: kasta det."
)


class _Held(Exception):
    """The paper is not believed: what the check showed, and why in Swedish."""

    def __init__(self, checked: Checked, why: str) -> None:
        super().__init__(why)
        self.checked, self.why = checked, why


def take_in(data: bytes, *, came_by: CameBy, by: AtWork | None = None) -> ReceivedPaper | None:
    """Ta in a file. The same paper again gives the copy that is there; a receipt is noted and gives none.

    What is not believed becomes a held row. ``by`` is the person who brought the file, none for the courier.
    """
    try:
        signed, sender = _believed(data)
        if signed.paper.kind is PaperKind.RECEIPT:
            slips.note_receipt(signed, sender)
            return None
        return _own_copy(signed, sender, came_by=came_by, by=by)
    except _Held as held:
        return _hold(data, held, came_by=came_by, by=by)


def _believed(data: bytes) -> tuple[SignedPaper, Counterpart]:
    """The paper and its sender, when everything about it holds; raises ``_Held``."""
    try:
        signed = from_file(data)
        check_signature(signed)
    except PaperRefused as fault:
        raise _Held(Checked.NOT_WHOLE, str(fault)) from None
    sender = Counterpart.objects.filter(public_key=signed.public_key_hex, is_active=True).first()
    if sender is None:
        raise _Held(Checked.UNKNOWN_KEY, NOT_KNOWN.format(name=signed.paper.sender.name))
    try:
        verify(signed, sender.public_key, slips.ourselves())
    except PaperRefused as fault:
        raise _Held(Checked.WRONG_RECEIVER, str(fault)) from None
    if not about(signed.paper.kind).may_go(Party(sender.party), own_party()):
        raise _Held(Checked.UNKNOWN_KEY, NOT_THEIRS)
    return signed, sender


def _own_copy(signed: SignedPaper, sender: Counterpart, *, came_by: CameBy, by: AtWork | None) -> ReceivedPaper:
    paper, data = signed.paper, canonical(signed.paper)
    there = ReceivedPaper.objects.filter(counterpart=sender, paper_id=paper.id, checked=Checked.GOOD).first()
    if there is None:
        try:
            with transaction.atomic(using=current().alias):
                return _kept(signed, sender, came_by=came_by, by=by)
        except IntegrityError:  # two couriers at once: the other one was first
            there = ReceivedPaper.objects.get(counterpart=sender, paper_id=paper.id, checked=Checked.GOOD)
    if bytes(there.canonical or b"") != data:
        raise _Held(Checked.TWO_OF_ONE, SAME_NUMBER)
    return there


def _kept(signed: SignedPaper, sender: Counterpart, *, came_by: CameBy, by: AtWork | None) -> ReceivedPaper:
    paper, data = signed.paper, canonical(signed.paper)
    made = ReceivedPaper.objects.create(
        paper_id=paper.id, kind=str(paper.kind), plain=plain_kind(str(paper.kind)), counterpart=sender,
        from_name=sender.name, canonical=data, signature=signed.signature_hex, public_key=signed.public_key_hex,
        sha256=hashlib.sha256(data).hexdigest(), checked=Checked.GOOD, came_by=came_by, door_date=clock.today(),
        subject_id=_subject_of_answer(paper.answers, sender), taken_in_at=clock.now(), by=by.id if by else None,
        by_name=by.name if by else "Kvarbo", answers=paper.answers, replaces=paper.replaces,
        told={"about_name": names_in(paper)}, holds_protected=tells_of_protected(paper),
        register_number=next_number(),
    )  # fmt: skip
    note_people(made, [(row.get("name", ""), row.get("identity", "")) for row in people_in(paper.content)])
    record("paper.taken_in", subjects=_ids(made.subject_id), about={"paper": str(paper.id), "kind": str(paper.kind)})
    if paper.kind is PaperKind.RECALL:
        slips.mark_recalled(made)
    else:
        slips.recall_that_came_first(made)
    slips.send_receipt(made, sender)
    return made


def _subject_of_answer(answers: UUID | None, sender: Counterpart) -> UUID | None:
    """An answer belongs where our question did, when it comes from the one who was asked."""
    asked = SentPaper.objects.filter(pk=answers, counterpart=sender) if answers else SentPaper.objects.none()
    return asked.values_list("subject_id", flat=True).first()


def _ids(subject: UUID | None) -> list[UUID]:
    return [subject] if subject else []


def _hold(data: bytes, held: _Held, *, came_by: CameBy, by: AtWork | None) -> ReceivedPaper:
    """Keep what was not believed for a person to decide on; the same file again is the same row."""
    digest = hashlib.sha256(data).hexdigest()
    values: dict[str, Any] = {
        "plain": plain_kind(""), "from_name": "", "canonical": data, "why_held": held.why[:500], "came_by": came_by,
        "taken_in_at": clock.now(), "by": by.id if by else None, "by_name": by.name if by else "Kvarbo",
        "checked": held.checked,
    }  # fmt: skip
    there = ReceivedPaper.objects.filter(sha256=digest, checked__in=HELD).first()
    if there is not None:
        return there
    try:
        with transaction.atomic(using=current().alias):
            kept = ReceivedPaper.objects.create(sha256=digest, **values)
    except IntegrityError:
        return ReceivedPaper.objects.get(sha256=digest, checked__in=HELD)
    record("paper.held", about={"received": str(kept.id), "why": str(held.checked)})
    return kept


def try_again(held: ReceivedPaper, *, by: AtWork) -> ReceivedPaper | None:
    """Pröva igen what is held, as when the sender's key has been written in; none when it still does not hold."""
    data = bytes(held.canonical or b"")
    try:
        _believed(data)
    except _Held as still:
        ReceivedPaper.objects.filter(pk=held.pk).update(why_held=still.why[:500], checked=still.checked)
        return None
    came = CameBy(held.came_by)
    throw_away(held, by=by)
    return take_in(data, came_by=came, by=by)


def throw_away(held: ReceivedPaper, *, by: AtWork) -> None:
    """Kasta what is held: its content goes, the row that it came stays."""
    ReceivedPaper.objects.filter(pk=held.pk).update(canonical=None, done_at=clock.now(), done_by_name=by.name)
    record("paper.thrown_away", about={"received": str(held.pk)})


def taken_in_from_file(data: bytes) -> str:
    """Take in a file from the command line; why it is held, in Swedish, or nothing when it is taken in."""
    with recorded("system:post", route="post read"):
        came = take_in(data, came_by=CameBy.FILE)
    return came.why_held if came is not None and came.checked in HELD else ""
