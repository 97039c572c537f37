"""Följesedlar: what a room's own post says by itself. A receipt is always the same words, whoever the paper is about.

A receipt says that the paper came in and on what day: no number of any matter, no name, nothing of what was done.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.core.law.secrecy.question import Circumstances
from kvarbo.core.law.secrecy.vocabulary import Party
from kvarbo.doors.organisations.queries import Counterpart, Ourselves, Transport, own_party
from kvarbo.doors.papers.canonical import canonical, paper_from
from kvarbo.doors.papers.fields import fields_of
from kvarbo.doors.papers.kinds import PaperKind, about
from kvarbo.doors.papers.paper import Organisation, Paper
from kvarbo.doors.papers.signing import SignedPaper
from kvarbo.doors.post.models import Receipt, ReceivedPaper, SentPaper
from kvarbo.doors.post.permission import Between, ask
from kvarbo.doors.post.sending import Decision, put_in_the_post
from kvarbo.doors.post.words import CameBy, Checked, PostState
from kvarbo.ground import clock
from kvarbo.ground.trail.recorder import record
from kvarbo.house.rooms import current

ROOM_ITSELF = "Kvarbo"
RECEIVED = "received"


def ourselves() -> Organisation:
    """Who we are, as a paper says it; until a manager has said it, the room's own name."""
    kept = Ourselves.objects.filter(pk=1).first()
    if kept is None:
        return Organisation(current().name, own_party().value)
    return Organisation(kept.name, kept.party, kept.organisation_number)


def as_organisation(counterpart: Counterpart) -> Organisation:
    """A counterpart, as a paper says it."""
    return Organisation(counterpart.name, counterpart.party, counterpart.organisation_number)


def send_receipt(received: ReceivedPaper, sender: Counterpart) -> None:
    """Kvittera, in the transaction that took the paper in; its number follows from the paper's, so there is one."""
    if received.paper_id is None:
        return
    transport = Transport.ROOM if received.came_by == CameBy.ROOM else Transport.FILE
    content = {"paper": str(received.paper_id), "received": clock.today().isoformat(), "says": RECEIVED}
    _slip(PaperKind.RECEIPT, sender, of=received.paper_id, content=content, transport=transport, by_name=ROOM_ITSELF)


def send_recall(sent: SentPaper, *, reason: str, wanted: str, by_name: str) -> None:
    """Tell the receiver that a paper no longer holds: why in fixed words, and never about whom."""
    content = {"paper": str(sent.pk), "reason": reason, "do": wanted}
    _slip(PaperKind.RECALL, sent.counterpart, of=sent.pk, content=content, transport=sent.transport, by_name=by_name)


def _slip(kind: PaperKind, to: Counterpart, *, of: UUID, content: dict[str, Any], transport: str, by_name: str) -> None:
    identity = uuid.uuid5(of, kind.value)
    if SentPaper.objects.filter(pk=identity).exists():
        return
    between = Between(clock.today(), own_party(), Party(to.party), Circumstances())
    answer = ask(between, about(kind).facts, ())
    paper = Paper(
        id=identity, kind=kind, version=about(kind).version, sender=ourselves(), receiver=as_organisation(to),
        written=clock.today(), ground=answer.ground, replaces=None, answers=of, content=content,
    )  # fmt: skip
    decision = Decision(subject_id=None, asked=answer.kept(), by=None, by_name=by_name)
    put_in_the_post(paper, decision, counterpart=to, transport=transport)


def note_receipt(signed: SignedPaper, sender: Counterpart) -> None:
    """Note that the other side has a paper of ours; a receipt for what we never sent to them is nothing."""
    paper = signed.paper
    sent = SentPaper.objects.select_for_update().filter(pk=paper.answers, counterpart=sender).first()
    if sent is None or Receipt.objects.filter(pk=sent.pk).exists():
        return
    Receipt.objects.create(
        paper=sent, receipt_id=paper.id, came_in_date=date.fromisoformat(paper.content["received"]),
        door_date=clock.today(), canonical=canonical(paper), signature=signed.signature_hex,
    )  # fmt: skip
    sent.state = PostState.RECEIVED
    sent.save(update_fields=["state"])
    record("paper.receipt", subjects=[sent.subject_id] if sent.subject_id else [], about={"paper": str(sent.pk)})


def mark_recalled(recall: ReceivedPaper) -> None:
    """Mark our copy of what the sender took back; the copy stays."""
    told = _reason(recall)
    ReceivedPaper.objects.filter(
        counterpart=recall.counterpart, paper_id=recall.answers, checked=Checked.GOOD, recalled_at=None
    ).update(recalled_at=recall.taken_in_at, recall_reason=told)
    ReceivedPaper.objects.filter(pk=recall.pk).update(done_at=recall.taken_in_at, done_by_name=ROOM_ITSELF)


def recall_that_came_first(received: ReceivedPaper) -> None:
    """A recall that overtook its paper on the way marks it when it comes."""
    recall = ReceivedPaper.objects.filter(
        counterpart=received.counterpart, kind=PaperKind.RECALL.value, answers=received.paper_id, checked=Checked.GOOD
    ).first()
    if recall is not None:
        received.recalled_at, received.recall_reason = recall.taken_in_at, _reason(recall)
        received.save(update_fields=["recalled_at", "recall_reason"])


def _reason(recall: ReceivedPaper) -> str:
    """The sender's reason in the fixed words of the schema."""
    said = paper_from(bytes(recall.canonical or b"")).content["reason"]
    choices = next(field.choices for field in fields_of(PaperKind.RECALL) if field.name == "reason")
    return dict(choices)[said]
