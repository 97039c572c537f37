"""Att lägga på posten: sign a paper, keep it with its decision, and give the courier what it carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from kvarbo.doors.organisations.queries import Counterpart
from kvarbo.doors.papers.canonical import canonical, paper_from
from kvarbo.doors.papers.envelope import to_file
from kvarbo.doors.papers.paper import Paper
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.papers.signing import SignedPaper, check_signature, sign
from kvarbo.doors.post.files_out import Undeliverable
from kvarbo.doors.post.models import ReceivedPaper, SentPaper
from kvarbo.doors.post.words import PostState
from kvarbo.ground import clock


@dataclass(frozen=True, slots=True)
class Letter:
    """What the courier carries: the file's bytes, by which transport and to which place."""

    transport: str
    place: str
    envelope: bytes


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision that sends a paper: about whom, on which answers, by whom. ``by`` is none when the room answers."""

    subject_id: UUID | None
    asked: list[dict[str, Any]]
    by: UUID | None
    by_name: str
    holds_protected: bool = False


def put_in_the_post(paper: Paper, decision: Decision, *, counterpart: Counterpart, transport: str) -> SentPaper:
    """Sign and keep the paper, in the transaction of the decision. Raises ``PaperRefused``."""
    signed = sign(paper)
    return SentPaper.objects.create(
        id=paper.id, kind=str(paper.kind), subject_id=decision.subject_id, counterpart=counterpart, transport=transport,
        canonical=canonical(paper), signature=signed.signature_hex, public_key=signed.public_key_hex,
        ground=paper.ground, asked=decision.asked, written_date=paper.written, sent_at=clock.now(), by=decision.by,
        by_name=decision.by_name, replaces=paper.replaces, answers=paper.answers,
        holds_protected=decision.holds_protected,
    )  # fmt: skip


def signed_paper(sent: SentPaper) -> SignedPaper:
    """The paper as it was signed. Raises ``PaperRefused`` when what is stored is no longer what was signed."""
    signed = SignedPaper(paper_from(bytes(sent.canonical)), sent.signature, sent.public_key)
    check_signature(signed)
    return signed


def signed_copy(came: ReceivedPaper) -> SignedPaper:
    """The paper that came in through a door, as its sender signed it. Raises ``PaperRefused`` as above."""
    signed = SignedPaper(paper_from(bytes(came.canonical or b"")), came.signature, came.public_key)
    check_signature(signed)
    return signed


def envelope(sent: SentPaper) -> bytes:
    """The paper as one file to carry. Raises ``PaperRefused`` like ``signed_paper``."""
    return to_file(signed_paper(sent))


def letter(paper_id: UUID) -> Letter | None:
    """What to carry, or none when it no longer waits. Raises ``Undeliverable`` for a paper changed in the database."""
    sent = SentPaper.objects.select_related("counterpart").filter(pk=paper_id).first()
    if sent is None or sent.state != PostState.WAITING or sent.recalled_at is not None:
        return None
    try:
        return Letter(sent.transport, sent.counterpart.place.strip(), envelope(sent))
    except PaperRefused as fault:
        raise Undeliverable(
            gettext("Papperet är ändrat i databasen sedan det skrevs under, så det skickas inte. Säg till en chef.")
        ) from fault
