"""From what was read to what the inbox's templates ask for."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core.law.notices.inbound_duties import InboundDuty, InboundDutyKind
from kvarbo.core.law.notices.notice_duty import NoticeEvent
from kvarbo.core.swedish import day as in_words
from kvarbo.core.swedish import money
from kvarbo.doors.post.words import CameBy
from kvarbo.ground import clock
from kvarbo.ground.attachments.queries import attachments_of
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.people.masked import Masked
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.units.roles import RoleName
from kvarbo.social.casework.queries import ShownMatter
from kvarbo.social.inbox import queries
from kvarbo.social.inbox.duties import Seen
from kvarbo.social.inbox.forms import DoneForm
from kvarbo.social.inbox.models import DutyDone, NoticeMended, Sender, Standpoint
from kvarbo.social.inbox.queries import Row
from kvarbo.social.inbox.words import DUTIES, ESCALATED, EVENTS, FIELDS, MARKED, MISSING

OF_A_CHILD = frozenset({InboundDutyKind.CHILD_SAFETY, InboundDutyKind.CHILD_PRELIMINARY_ASSESSMENT})
YES_NO = {True: "yes", False: "no", None: ""}


def row(found: Row) -> dict[str, Any]:
    """One thing in the list."""
    seen = found.seen
    today = clock.today()
    counts = seen.came.struck is None
    return {
        "id": seen.id,
        "url": reverse("notice", args=[seen.id]),
        "number": seen.came.number,
        "who": who(seen),
        "title": title(seen),
        "code": seen.code,
        "from_name": seen.came.from_name,
        "came_by": seen.came.came_by.label,
        "day": seen.day,
        "posted": seen.came.posted,
        "eviction": seen.eviction,
        "duties": [duty(one, today=today, seen=seen) for one in found.undone if not _waits_for_a_child(seen, one)],
        "time_unsaid": counts and seen.time_unsaid,
        "box_unsaid": counts and seen.box_unsaid,
        "child_unknown": asks_for_a_child(found),
        "escalated": [ESCALATED[why] for why in found.repeated.value.because] if counts else [],
        "standpoint": standpoint(seen.standpoint) if seen.standpoint else None,
        "is_recalled": seen.came.is_recalled,
        "struck": seen.came.struck,
        "is_loose": found.is_loose,
        "is_cancelled": found.is_cancelled,
        "has_been": bool(seen.eviction and seen.eviction[0] < today),
    }


def asks_for_a_child(found: Row) -> bool:
    """Whether somebody must find out if a child is concerned."""
    return any(_waits_for_a_child(found.seen, one) for one in found.undone)


def _waits_for_a_child(seen: Seen, found: InboundDuty) -> bool:
    """Whether a duty is told only because nobody has said if a child is concerned: in a list that is one question."""
    return found.applies is None and found.what in OF_A_CHILD and seen.child_concerned is None


def matter(found: ShownMatter) -> dict[str, Any]:
    """A matter as a list of what came in, and a page of one thing, name it."""
    return {
        "url": reverse("matter", args=[found.matter.id]),
        "number": found.matter.number,
        "who": found.who,
        "closed": found.matter.closed_on,
    }


def who(seen: Seen) -> tuple[str | Masked, ...]:
    """Whom it is about: the matter's people where it has one that may be opened, else as the paper says."""
    if seen.came.subject is not None:
        return tuple(person.name for person in seen.came.subject.people)
    return (seen.came.who,) if seen.came.who else ()


def title(seen: Seen) -> Any:
    """What it is, as narrowly as anybody has said."""
    if seen.event is not None and (seen.facts is None or seen.facts.event or not seen.came.kind):
        return EVENTS[seen.event]
    return seen.came.title


def duty(found: InboundDuty, *, today: Any, seen: Seen) -> dict[str, Any]:
    """One thing to do, with its day in a form that a list can show.

    What came today and counts as received the day before by a presumption is to be done today, and is not called late.
    """
    reached, of_a_child = seen.came.reached, found.what in OF_A_CHILD and seen.child_concerned
    last = found.protective if found.until_midnight else (found.enforcing or found.protective)
    return {
        "what": found.what.value,
        "label": DUTIES[found.what],
        "unsure": found.applies is None,
        "if": gettext("om det räknas som en anmälan: gör det till dess ni vet")
        if of_a_child
        else gettext("om det gäller"),
        "last": last,
        "midnight": found.until_midnight,
        "is_today": last == today or (last is not None and last < today and reached == today),
        "late": last is not None and last < today and reached != today,
        "presumed": last is not None and last < today and reached == today,
        "not_before": found.not_before,
        "missing": [MISSING.get(one, one) for one in found.missing],
        "steps": found.steps,
        "may_be_marked": found.what in MARKED,
    }


def standpoint(found: Standpoint) -> dict[str, Any]:
    """What the board decided on it."""
    return {
        "kind": found.get_kind_display(),
        "reason": found.reason,
        "passed_to": found.passed_to,
        "day": found.on_date,
        "by": found.by_name,
    }


def one(reader: AtWork, found: Row) -> dict[str, Any]:
    """The page of one thing that came in, without its forms."""
    seen, today = found.seen, clock.today()
    undone = {one.what for one in found.undone}
    done = queries.done_of(seen.id)
    earlier = queries.earlier_of(reader, found)
    subject = seen.came.subject
    return {
        **row(found),
        "came": seen.came,
        "people": seen.came.people,
        "is_protected": seen.came.holds_protected,
        "facts": seen.facts,
        "sender": seen.sender.label if seen.sender else None,
        "child_concerned": seen.child_concerned,
        "debt": seen.debt,
        "received": found.duties.value.received,
        "all_duties": [
            {**duty(one, today=today, seen=seen), "done": _done(done.get(one.what)),
             "is_open": one.what in undone,
             "form": _done_form(one) if one.what in undone and one.what in MARKED else None}
            for one in (found.duties.value.duties if seen.came.struck is None else ())
        ],
        "why_steps": found.duties.steps,
        "repeated": found.repeated,
        "inquiries_unknown": tuple(dict.fromkeys(found.repeated.value.missing)),
        "mended": [_mended(one) for one in queries.mended(seen.id)],
        "earlier": [_earlier(one) for one in earlier],
        "standpoints": [standpoint(one) for one in reversed(seen.standpoints)],
        "matter_url": subject.url if subject else None,
        "matter_number": subject.reference if subject else None,
        "attachments": attachments_of(subject.id if subject else seen.id),
        "confirm_urls": _confirming(seen),
        "see_url": (
            reverse("notice_seen", args=[seen.id])
            if found.manager_should_see and reader.has(RoleName.MANAGER.value)
            else None
        ),
        "urls": _urls(seen.id, subject.id if subject else seen.id),
    }  # fmt: skip


def _confirming(seen: Seen) -> dict[str, str]:
    """Where the confirmation to Kronofogden and its copy are written; nothing before there is a matter."""
    if seen.came.subject is None:
        return {}
    matter = seen.came.subject.id
    letter = reverse("letter_write", args=[matter])
    return {
        "paper": f"{reverse('hand_over', args=[matter])}?svarar={seen.id}",
        "letter": f"{letter}?slag={LetterKind.EVICTION_CONFIRMED.value}",
        "copy": f"{letter}?slag={LetterKind.CONFIRMATION_COPY.value}",
    }


def _urls(paper: UUID, of_attachments: UUID) -> dict[str, str]:
    names = ("facts", "standpoint", "duty", "receipt", "strike")
    return {
        **{name: reverse(f"notice_{name}", args=[paper]) for name in names},
        "paper": reverse("paper", args=[paper]),
        "attachments": reverse("attachments", args=[of_attachments]),
    }


def _mended(row: NoticeMended) -> dict[str, Any]:
    """Who mended what, and what stood there before."""
    names = [name for name in FIELDS if name in row.before]
    return {
        "at": row.at,
        "by": row.by_name,
        "what": [FIELDS[name] for name in names],
        "before": [(FIELDS[name], _as_it_stood(name, row.before[name])) for name in names],
    }


def _as_it_stood(name: str, value: Any) -> Any:
    """What a field held, as it is read on the page."""
    if value is None or value == "":
        return gettext("okänt") if name in ("child_concerned", "child_inquiry_running", "first_emptying") else ""
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nej")
    if name in ("received", "posted", "eviction_date"):
        return in_words(date.fromisoformat(value))
    words = {"sender": Sender, "came_by": CameBy}
    if name in words:
        return words[name](value).label
    if name == "event":
        return EVENTS[NoticeEvent(value)]
    if name == "eviction_clock":
        return value[:5].replace(":", ".")
    return money(value) if name == "debt" else value


def _done(found: DutyDone | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"by": found.by_name, "day": found.day, "at": found.at if found.on_date else None, "text": found.text}


def _done_form(found: InboundDuty) -> DoneForm:
    return DoneForm(auto_id=f"{found.what}_%s", initial={"duty": found.what.value})


def _earlier(seen: Seen) -> dict[str, Any]:
    return {
        "url": reverse("notice", args=[seen.id]),
        "title": title(seen),
        "day": seen.day,
        "from_name": seen.came.from_name,
        "debt": seen.debt,
        "standpoint": seen.standpoint.get_kind_display() if seen.standpoint else None,
    }


def facts_of(seen: Seen) -> dict[str, Any]:
    """What the form for mending begins with."""
    when = seen.eviction or (None, None)
    return {
        "sender": seen.sender.value if seen.sender else "",
        "event": seen.event.value if seen.event else "",
        "address": seen.facts.address if seen.facts else next((one.address for one in seen.came.people), ""),
        "child_concerned": YES_NO[seen.child_concerned],
        "child_inquiry_running": YES_NO[seen.facts.child_inquiry_running if seen.facts else None],
        "first_emptying": YES_NO[seen.facts.first_emptying if seen.facts else None],
        "debt": None if seen.debt is None else seen.debt / 100 if seen.debt % 100 else seen.debt // 100,
        "eviction_date": when[0],
        "eviction_clock": when[1],
    }
