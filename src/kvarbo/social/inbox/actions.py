"""Writes of the inbox: register what came, mend what is known of it, take a standpoint, mark a duty as done.

Each has its row in the trail. Whoever calls has opened the thing for the one who acts (``queries.one``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from kvarbo.core.identity import check
from kvarbo.core.law.notices.notice_duty import NoticeEvent
from kvarbo.core.law.secrecy.vocabulary import Party
from kvarbo.doors.organisations.queries import Counterpart, counterparts
from kvarbo.doors.post import actions as post
from kvarbo.doors.post import incoming, mending
from kvarbo.doors.post.protection import is_protected_here
from kvarbo.doors.post.queries import received_paper
from kvarbo.doors.post.register import number_of, people_told
from kvarbo.doors.post.words import PlainKind, kind_of
from kvarbo.ground import clock
from kvarbo.ground.attachments.actions import move_attachments
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.units.roles import RoleName
from kvarbo.ground.written import readable
from kvarbo.social.casework import actions as casework
from kvarbo.social.casework.people import CHILD, LEASEHOLDER, MOST_PEOPLE, NewPerson
from kvarbo.social.casework.queries import ShownMatter, shown_matter
from kvarbo.social.inbox.duties import Seen
from kvarbo.social.inbox.models import (
    DutyDone,
    EscalationSeen,
    NoticeFacts,
    NoticeMended,
    Sender,
    Standpoint,
    StandpointKind,
)
from kvarbo.social.inbox.words import KIND_OF_EVENT, MARKED, OF_PLAIN, OF_THE_HOME, origin_of

WITH_A_MATTER = (StandpointKind.INQUIRY, StandpointKind.CONTACT_FIRST, StandpointKind.RUNNING)
NO_REASON = "Skriv varför. Ett ställningstagande utan skäl går inte att följa upp."
A_TIME = "En dag för avhysning makuleras av en chef, så att ingen tid försvinner osedd."
NO_REASON_TO_STRIKE = "Skriv varför det makuleras, till exempel att det registrerades två gånger."
IN_A_MATTER = (
    "Det står i ett ärende. Ta först ett nytt ställningstagande som inte lägger det i något ärende, till exempel "
    "”Ingen utredning inleds”."
)
NO_NAME = "okänd person"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a caseworker knows of something that came in; None and empty: not known. ``debt`` in öre."""

    sender: str
    event: str = ""
    address: str = ""
    child_concerned: bool | None = None
    child_inquiry_running: bool | None = None
    first_emptying: bool | None = None
    debt: int | None = None
    eviction_date: date | None = None
    eviction_clock: time | None = None


def register(said: dict[str, Any], facts: Facts, *, by: AtWork) -> UUID:
    """Registrera det som kom in på papper eller i ord; the paper's id. The same form sent twice is one paper.

    ``said`` as for ``doors.post.actions.register_by_hand`` without what follows from the rest (kind, holds_protected).
    """
    if facts.sender not in Sender.values:
        raise CannotDo("Välj vem det kommer från.", field="sender")
    event = _event(facts, PlainKind(said["plain"]))
    other = _counterpart(said["from_name"])
    said = said | _numbers(said)
    association = other is not None and other.party == Party.TENANT_OWNER_ASSOCIATION
    kind = KIND_OF_EVENT.get(NoticeEvent(event), "") if event else kind_of(said["plain"], from_association=association)
    whole = {
        **said,
        "from_name": said["from_name"].strip() or str(Sender(facts.sender).label),
        "kind": kind if facts.sender in OF_THE_HOME else "",
        "holds_protected": _tells_of_protected(said),
    }
    paper = post.register_by_hand(whole, counterpart=other, on=clock.today(), by=by)
    _keep(paper.pk, facts, event=event, hidden=paper.holds_protected, by=by)
    return paper.pk


def _numbers(said: dict[str, Any]) -> dict[str, str]:
    fields = ("about_identity", "other_identity")
    return {field: number_that_holds(said.get(field, ""), field=field) for field in fields}


def _tells_of_protected(said: dict[str, Any]) -> bool:
    return any(is_protected_here(name=name, number=number) for name, number in people_told(said))


ONLY_A_BIRTH_DATE = (
    "Det är bara ett födelsedatum. Lämna fältet tomt och skriv datumet efter namnet, "
    "till exempel ”Bo Ek, född 1987-01-01”."
)


def number_that_holds(written: str, *, field: str) -> str:
    """The number as it is compared; one that cannot be right is refused, for it would hide what came before."""
    if re.fullmatch(r"\s*(\d{2})?\d{2}[-.]?(0[1-9]|1[0-2])[-.]?(0[1-9]|[12]\d|3[01])\s*", written):
        raise CannotDo(ONLY_A_BIRTH_DATE, field=field)
    found = check(written, on=clock.today()) if written.strip() else None
    if found is not None and not (found.valid and found.normal):
        why = found.reason or "Numret går inte att läsa."
        raise CannotDo(f"{why} Lämna tomt om handlingen har fel nummer.", field=field)
    return found.normal or "" if found else ""


def _counterpart(name: str) -> Counterpart | None:
    """The counterpart that is called so, whichever letters are capitals."""
    wanted = name.strip().casefold()
    return next((one for one in counterparts() if one.name.casefold() == wanted), None) if wanted else None


def _event(facts: Facts, plain: PlainKind) -> str:
    if not facts.event:
        if plain == PlainKind.EVICTION:
            return NoticeEvent.EVICTION_TIME if facts.eviction_date else ""
        return ""
    if facts.event not in {one.value for events in OF_PLAIN.values() for one in events}:
        raise CannotDo("Valet finns inte. Öppna sidan på nytt och välj igen.", field="event")
    return facts.event


def keep_facts(seen: Seen, facts: Facts, *, by: AtWork, said: dict[str, Any] | None = None) -> None:
    """Rätta: what is known of something that came in and, where it was registered by hand, what was typed then.

    ``said`` as for ``register``, without plain and form_key; None leaves that as it is. What stood there before is
    kept in a row of its own, and the trail tells which fields changed and nothing of what was in them.
    """
    _refuse_struck(seen)
    if facts.sender not in Sender.values:
        raise CannotDo("Välj vem det kommer från.", field="sender")
    event = _event(facts, seen.came.plain)
    before = _facts_before(seen, facts, event)
    hidden = seen.came.holds_protected
    if said is not None:
        said = said | _numbers(said)
        said["from_name"] = said["from_name"].strip() or str(Sender(facts.sender).label)
        protected = _tells_of_protected(said)
        hidden = hidden or protected
        before |= mending.mend(seen.id, said, counterpart=_counterpart(said["from_name"]), protected=protected)
    _keep(seen.id, facts, event=event, hidden=hidden, by=by)
    changed = sorted(before)
    if hidden:
        _forget_addresses(seen.id, before)
    if before:
        kept = {name: None if value is None else value if isinstance(value, bool | int) else str(value)
                for name, value in before.items()}  # fmt: skip
        NoticeMended.objects.create(paper_id=seen.id, before=kept, at=clock.now(), by=by.id, by_name=by.name)
    record("notice.facts_kept", subjects=_subjects(seen), about={"received": str(seen.id), "changed": changed})


def _facts_before(seen: Seen, facts: Facts, event: str) -> dict[str, Any]:
    """What was known before, of what changes; what nobody had written is as the paper says it."""
    was, kept = seen.eviction or (None, None), seen.facts
    before = {
        "sender": seen.sender.value if seen.sender else "",
        "event": seen.event.value if seen.event and (event or (kept and kept.event)) else "",
        "address": kept.address if kept else next((one.address for one in seen.came.people), ""),
        "child_concerned": seen.child_concerned,
        "child_inquiry_running": kept.child_inquiry_running if kept else None,
        "first_emptying": kept.first_emptying if kept else None,
        "debt": seen.debt,
        "eviction_date": was[0],
        "eviction_clock": was[1],
    }
    now = {name: getattr(facts, name) for name in before} | {"event": event, "address": readable(facts.address)[:200]}
    return {name: value for name, value in before.items() if value != now[name]}


def _forget_addresses(paper: UUID, before: dict[str, Any]) -> None:
    """No address stands beside somebody protected, nor one that was there before."""
    before.pop("address", None)
    for row in NoticeMended.objects.filter(paper_id=paper):
        if row.before.pop("address", None) is not None:
            row.save(update_fields=["before"])


def strike(seen: Seen, *, reason: str, by: AtWork) -> None:
    """Makulera something that was registered by mistake or twice: it keeps its number, and nothing waits on it."""
    why = readable(reason)[:300]
    if not why:
        raise CannotDo(NO_REASON_TO_STRIKE, field="reason")
    if seen.standpoint is not None and seen.standpoint.matter_id is not None:
        raise CannotDo(IN_A_MATTER, field="reason")
    if seen.eviction is not None and not by.has(RoleName.MANAGER.value):
        raise CannotDo(A_TIME, field="reason")  # a day that nobody counts down to is not put away by one alone
    mending.strike(seen.id, reason=why, by=by)


def _refuse_struck(seen: Seen) -> None:
    if seen.came.struck is not None:
        raise CannotDo("Det är makulerat. Registrera det på nytt om det ändå gäller.")


def _keep(paper: UUID, facts: Facts, *, event: str, hidden: bool, by: AtWork) -> None:
    """One row a paper, the newest holds; an address of somebody protected is not kept here."""
    address = "" if hidden else readable(facts.address)[:200]
    values = {
        "sender": facts.sender, "event": event, "address": address, "child_concerned": facts.child_concerned,
        "child_inquiry_running": facts.child_inquiry_running, "first_emptying": facts.first_emptying,
        "debt": facts.debt, "eviction_date": facts.eviction_date, "eviction_clock": facts.eviction_clock,
        "by": by.id, "by_name": by.name, "at": clock.now(),
    }  # fmt: skip
    NoticeFacts.objects.update_or_create(paper_id=paper, defaults=values)


def take_standpoint(
    seen: Seen,
    *,
    kind: str,
    reason: str,
    by: AtWork,
    form_key: str,
    passed_to: str = "",
    matter: ShownMatter | None = None,
    unit_id: UUID | None = None,
) -> Standpoint:
    """Ta ställning, with the reason. Where a matter is asked for and none is given, one is opened on what came in.

    ``matter`` is one that the caller has opened for ``by``. The paper and its attachments then stand in the matter.
    """
    there = Standpoint.objects.filter(form_key=form_key).first()
    if there is not None:
        return there
    if kind not in StandpointKind.values:
        raise CannotDo("Välj vad som görs.", field="kind")
    _refuse_struck(seen)
    why = readable(reason)[:500]
    if not why:
        raise CannotDo(NO_REASON, field="reason")
    if kind == StandpointKind.PASSED_ON and not readable(passed_to):
        raise CannotDo("Skriv vart det lämnas.", field="passed_to")
    if matter is None and seen.came.subject is not None:  # it stands in one already
        matter = shown_matter(by, seen.came.subject.id)
    if kind == StandpointKind.RUNNING and matter is None:
        raise CannotDo("Välj vilket ärende det hör till, eller skriv dess nummer.", field="matter")
    facts = _facts_there(seen, by=by)
    placed = _placed(seen, matter, Sender(facts.sender), unit_id=unit_id, by=by) if kind in WITH_A_MATTER else None
    made = Standpoint.objects.create(
        paper_id=seen.id, kind=kind, reason=why, passed_to=readable(passed_to)[:200], matter_id=placed,
        on_date=clock.today(), at=clock.now(), by=by.id, by_name=by.name, form_key=form_key,
    )  # fmt: skip
    subjects = [placed] if placed else []
    record("notice.standpoint", subjects=subjects, about={"received": str(seen.id), "kind": kind})
    return made


def _facts_there(seen: Seen, *, by: AtWork) -> NoticeFacts:
    """What is known as it stands when the standpoint is taken, so that later sight of it does not depend on more."""
    if seen.facts is not None:
        return seen.facts
    if seen.sender is None:
        raise CannotDo("Skriv först vem det kommer från, under Rätta uppgifterna.", field="sender")
    when = seen.eviction or (None, None)
    facts = Facts(
        sender=seen.sender.value, child_concerned=seen.child_concerned, debt=seen.debt, eviction_date=when[0],
        eviction_clock=when[1],
    )  # fmt: skip
    _keep(seen.id, facts, event=seen.event.value if seen.event else "", hidden=seen.came.holds_protected, by=by)
    return NoticeFacts.objects.get(pk=seen.id)


def _placed(seen: Seen, matter: ShownMatter | None, sender: Sender, *, unit_id: UUID | None, by: AtWork) -> UUID:
    """The paper in its matter, which has come from its sender once more; opened now if there was none. The matter."""
    origin = origin_of(sender, seen.event).value
    if matter is None:
        place = _opened(seen, origin, unit_id=unit_id, by=by)
    else:
        place = matter.matter.id
        casework.add_source(matter=matter.matter, origin=origin, source_date=seen.day, on=clock.today(), by=by)
    found = received_paper(by, seen.id)
    if found is not None:
        post.place(found[0], subject_id=place)
        post.mark_done(found[0], by=by)
    move_attachments(seen.id, place)
    return place


def _opened(seen: Seen, origin: str, *, unit_id: UUID | None, by: AtWork) -> UUID:
    of_a_child = seen.event is NoticeEvent.MANDATED_CHILD_CONCERN
    named = seen.came.people or (incoming.Named(""),)
    people = [
        NewPerson(
            name=one.name or NO_NAME, part=CHILD if of_a_child else LEASEHOLDER, identity=number_of(one.identity),
            is_protected=one.is_protected or seen.came.holds_protected,
        )
        for one in named[:MOST_PEOPLE]
    ]  # fmt: skip
    address = (seen.facts.address if seen.facts else "") or next((one.address for one in named if one.address), "")
    return casework.open_matter(
        people=people, origin=origin, on=clock.today(), by=by, unit_id=unit_id, address=address, source_date=seen.day,
        form_key=f"paper:{seen.id}",
    ).id  # fmt: skip


def mark_duty_done(seen: Seen, *, duty: str, text: str, by: AtWork, day: date | None = None) -> None:
    """Anteckna att något som lagen kräver är gjort, today or the ``day`` it was. Twice is as once."""
    _refuse_struck(seen)
    today = clock.today()
    if day is not None and not seen.day <= day <= today:
        raise CannotDo("Skriv en dag från och med att det kom till och med i dag.")
    if duty not in {one.value for one in MARKED}:
        raise CannotDo("Det där går inte att anteckna som gjort. Öppna sidan på nytt.")
    DutyDone.objects.get_or_create(
        paper_id=seen.id,
        duty=duty,
        defaults={
            "text": readable(text)[:200],
            "on_date": day if day != today else None,
            "at": clock.now(),
            "by": by.id,
            "by_name": by.name,
        },
    )
    record("notice.duty_done", subjects=_subjects(seen), about={"received": str(seen.id), "duty": duty})


def see_escalation(seen: Seen, *, by: AtWork) -> None:
    """En chef har sett det som lyftes, or how it went. The last time counts; the trail has each."""
    EscalationSeen.objects.update_or_create(
        paper_id=seen.id, defaults={"at": clock.now(), "by": by.id, "by_name": by.name}
    )
    record("notice.escalation_seen", subjects=_subjects(seen), about={"received": str(seen.id)})


def _subjects(seen: Seen) -> list[UUID]:
    return [seen.came.subject.id] if seen.came.subject else []
