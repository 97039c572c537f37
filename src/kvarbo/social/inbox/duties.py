"""Vad lagen kräver av det som kom in: what is known of it, put to the rules. Nothing here is stored.

``Seen`` is one thing that came in with what was written about it; the two rules answer what is to be done and by when
(``inbound_duties``), and whether it has come before without an inquiry (``repeated_notices``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from kvarbo.core.finding import Finding
from kvarbo.core.law.administrative_procedure.document_received import ArrivalChannel
from kvarbo.core.law.notices.inbound_duties import (
    InboundDuties,
    InboundDuty,
    InboundDutyKind,
    inbound_duties,
)
from kvarbo.core.law.notices.notice_duty import NoticeEvent, code_of
from kvarbo.core.law.notices.repeated_notices import EarlierNotice, RepeatedNotices, repeated_notices
from kvarbo.core.law.social_services.open_inquiry import open_inquiry
from kvarbo.doors.post.incoming import Incoming
from kvarbo.doors.post.words import PlainKind
from kvarbo.ground import clock
from kvarbo.social.inbox.models import NoticeFacts, Sender, Standpoint, StandpointKind
from kvarbo.social.inbox.words import BY_LAW, CHANNELS, OF_PAPER, OF_PARTY, OF_THE_HOME, PEOPLE, USUAL

ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Seen:
    """Något som kom in, with what is written about it. ``standpoints`` oldest first; ``done``: duties done."""

    came: Incoming
    facts: NoticeFacts | None
    standpoints: tuple[Standpoint, ...]
    done: frozenset[InboundDutyKind]
    opened_inquiry: bool | None  # None where nobody has written down whether one was opened

    @property
    def id(self) -> UUID:
        """The paper's id."""
        return self.came.id

    @property
    def standpoint(self) -> Standpoint | None:
        """The one that holds, or none: then it is red."""
        return self.standpoints[-1] if self.standpoints else None

    @property
    def event(self) -> NoticeEvent | None:
        """What has happened, as it was written in, as the paper says, or as its plain word usually means."""
        if self.facts is not None and self.facts.event:
            return NoticeEvent(self.facts.event)
        if self.came.kind:
            if self.came.kind == "eviction_time" and self.came.content.get("concerns") == "removal":
                return NoticeEvent.REMOVAL_TIME
            return OF_PAPER.get(self.came.kind)
        usual = USUAL.get(self.came.plain)
        return usual if usual not in BY_LAW or self.sender is None or self.sender in OF_THE_HOME else None

    @property
    def time_unsaid(self) -> bool:
        """Whether it is about an eviction and nobody has said if a time is set, which is confirmed the same day."""
        return self.came.plain == PlainKind.EVICTION and self.event is None

    @property
    def box_unsaid(self) -> bool:
        """Whether it lay in the board's own letter box and nobody has said at which emptying: then no day is known."""
        by_box = CHANNELS[self.came.came_by] is ArrivalChannel.LETTER_BOX
        return by_box and (self.facts is None or self.facts.first_emptying is None)

    @property
    def is_the_boards(self) -> bool:
        """Whether it is the message that a law asks of the landlord, and not a copy that a person shows."""
        return self.event not in BY_LAW or self.sender not in PEOPLE

    @property
    def code(self) -> str | None:
        """The law's code, N1 to N11, where a law demands that somebody tells the board."""
        return code_of(self.event) if self.event and self.is_the_boards else None

    @property
    def sender(self) -> Sender | None:
        """Who told; None for a sender by hand that nobody has placed."""
        if self.facts is not None:
            return Sender(self.facts.sender)
        return OF_PARTY.get(self.came.party) if self.came.party else None

    @property
    def child_concerned(self) -> bool | None:
        """Whether a child is concerned, as far as anybody has said."""
        if self.facts is not None and self.facts.child_concerned is not None:
            return self.facts.child_concerned
        return ANSWERS.get(str(self.came.content.get("children", "")))

    @property
    def debt(self) -> int | None:
        """What is owed, in öre."""
        if self.facts is not None and self.facts.debt is not None:
            return self.facts.debt
        total = self.came.content.get("total")
        return total if isinstance(total, int) else None

    @property
    def eviction(self) -> tuple[date, time | None] | None:
        """When the eviction is to be, where a time has been told."""
        if self.facts is not None and self.facts.eviction_date is not None:
            return self.facts.eviction_date, self.facts.eviction_clock
        content: dict[str, Any] = self.came.content
        if self.came.kind == "eviction_time" and content.get("day"):
            told = content.get("clock")
            return date.fromisoformat(content["day"]), time.fromisoformat(told) if told else None
        return None

    @property
    def day(self) -> date:
        """The day to count it by: when it reached us, else when it was registered here."""
        return self.came.reached or clock.day_of(self.came.taken_in)


def duties_of(seen: Seen) -> Finding[InboundDuties]:
    """What must be done, by which day. What nobody can name yet still asks for a standpoint."""
    facts = seen.facts
    event = seen.event
    if not seen.is_the_boards:
        event = NoticeEvent.CONCERN  # it tells of trouble, and begins no period: only the landlord's own message does
    if event is None and (seen.child_concerned or seen.came.plain != PlainKind.OTHER):
        event = NoticeEvent.CONCERN  # a home is at stake or a child is there: the safe way until it has its name
    if event is None:
        stand = open_inquiry(received=seen.came.reached)
        value = stand.value
        duty = InboundDuty(
            InboundDutyKind.STANDPOINT, True, value.protective, value.enforcing, False, stand.steps, None, value.missing
        )
        answer = InboundDuties(None, seen.came.reached, (), (duty.what,), (), (duty,), None, value.missing)
        return Finding(answer, stand.steps)
    return inbound_duties(
        event=event,
        channel=CHANNELS[seen.came.came_by],
        reached=seen.came.reached,
        child_concerned=seen.child_concerned,
        child_inquiry_running=facts.child_inquiry_running if facts else None,
        posted_registered=seen.came.posted,
        first_emptying=facts.first_emptying if facts else None,
    )


def undone(seen: Seen, duties: InboundDuties) -> list[InboundDuty]:
    """Those duties that nobody has done: marked, or taken as a standpoint. The recovery period is watched, not done."""
    gone = set(seen.done)
    if seen.standpoint is not None:
        gone.add(InboundDutyKind.STANDPOINT)
    return [one for one in duties.duties if one.what not in gone and one.what is not InboundDutyKind.WATCH_RECOVERY]


def repeated(seen: Seen, earlier: Sequence[Seen]) -> Finding[RepeatedNotices]:
    """Whether it has come before, and why somebody responsible must see it."""
    return repeated_notices(
        day=seen.day,
        event=seen.event or NoticeEvent.CONCERN,
        debt=seen.debt,
        earlier=tuple(
            EarlierNotice(
                day=min(one.day, seen.day), event=one.event or NoticeEvent.CONCERN, debt=one.debt,
                inquiry_opened=one.opened_inquiry,
            )
            for one in earlier
        ),
    )  # fmt: skip


def opened_an_inquiry(standpoints: Sequence[Standpoint], matters_with_inquiry: frozenset[UUID]) -> bool | None:
    """Whether an inquiry was opened on it: by its standpoint, or in the matter that it was put in."""
    if any(one.kind == StandpointKind.INQUIRY for one in standpoints):
        return True
    if any(one.matter_id in matters_with_inquiry for one in standpoints if one.matter_id):
        return True
    return False if standpoints and standpoints[-1].kind in DECIDED_AGAINST else None


DECIDED_AGAINST = (StandpointKind.NO_INQUIRY.value, StandpointKind.CONTACT_FIRST.value)
