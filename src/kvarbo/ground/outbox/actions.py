"""Writes: put messages in the outbox, decide about one, keep wishes, a sender's number and the room's rules.

A message is written in the transaction of its decision. (person, step, period) is had once; one more needs a person's
yes, which is kept with who said it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from kvarbo.ground import clock
from kvarbo.ground.outbox import messages, outcomes
from kvarbo.ground.outbox.checks import stands_in_the_way
from kvarbo.ground.outbox.messages import MessageChannel
from kvarbo.ground.outbox.models import Batch, ContactWish, LeftOutMessage, MessageRules, OutgoingMessage, SenderDetails
from kvarbo.ground.outbox.rules import opens_at, over_ceiling, rules_at, shipped, waits_words
from kvarbo.ground.outbox.wording import Written
from kvarbo.ground.outbox.words import IN_THE_WAY, MessageDecision, MessageState, WishKind
from kvarbo.ground.people.actions import one_at_a_time
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork

MOST = 500  # messages decided at once
HAS_HAD = "Har redan fått det här meddelandet."
CHANGED = "Något har ändrats sedan du såg listan, så inget är skickat. Se på den igen och skicka om den stämmer."
GONE = "Utskicket finns inte, eller har redan fått ett annat läge. Öppna sidan på nytt."


@dataclass(frozen=True, slots=True)
class Line:
    """En rad: one message to one person. ``period`` is a month or a day; ``again``: a person says yes to one more."""

    subject_id: UUID
    person_id: UUID
    channel: MessageChannel
    step: str
    period: str
    written: Written
    again: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """En som lämnas utanför, and why, in Swedish."""

    subject_id: UUID
    person_id: UUID | None
    reason: str


def put_in_outbox(lines: Collection[Line], *, by: AtWork, by_hand: bool = False) -> list[UUID]:
    """Lägg i utkorgen, all or none; gives the messages' ids.

    ``by_hand``: the sender has sent it from their own telephone, so it is written down as gone.
    """
    made = [_put(line, by=by, batch=None, at=clock.now(), by_hand=by_hand) for line in lines]
    record("messages.put", subjects=dict.fromkeys(line.subject_id for line in lines), about={"messages": _ids(made)})
    if by_hand:
        for message in made:
            outcomes.tell(message)
    return [message.pk for message in made]


def put_batch(lines: Collection[Line], *, by: AtWork, form_key: str, left_out: Collection[LeftOut]) -> UUID:
    """Lägg ett utskick till flera i utkorgen, all or none, with who was left out and why. Gives the batch's id.

    The same ``form_key`` again gives the first batch back: a form sent twice is one decision.
    """
    if not form_key or len(form_key) > 64:
        raise CannotDo("Formuläret saknar sin nyckel. Öppna sidan på nytt och försök igen.")
    if not 0 < len(lines) <= MOST:
        raise CannotDo(f"Välj minst en och högst {MOST} att skicka till.")
    at = clock.now()
    values = {"made_at": at, "by": by.id, "by_name": by.name, "planned": len(lines)}
    batch, is_new = Batch.objects.get_or_create(form_key=form_key, defaults=values)
    if not is_new:
        return batch.pk
    made = [_put(line, by=by, batch=batch, at=at, by_hand=False) for line in lines]
    LeftOutMessage.objects.bulk_create(
        LeftOutMessage(batch=batch, subject_id=one.subject_id, person_id=one.person_id, reason=one.reason[:300])
        for one in left_out
    )
    subjects = dict.fromkeys(line.subject_id for line in lines)
    record("messages.put", subjects=subjects, about={"batch": str(batch.pk), "messages": len(made)})
    return batch.pk


def _ids(made: Collection[OutgoingMessage]) -> list[str]:
    return [str(message.pk) for message in made]


def _put(line: Line, *, by: AtWork, batch: Batch | None, at: datetime, by_hand: bool) -> OutgoingMessage:
    # Whoever decides about the same person at the same time waits here, and then finds the row.
    one_at_a_time(line.person_id)
    before = OutgoingMessage.objects.filter(person_id=line.person_id, step=line.step, period=line.period)
    in_the_way = before.filter(state__in=IN_THE_WAY).exists()
    rules = rules_at(at)
    if in_the_way and not line.again:
        raise CannotDo(CHANGED)
    if stands_in_the_way(line.person_id, line.channel) or over_ceiling(line.person_id, at=at, rules=rules):
        raise CannotDo(CHANGED)
    opens = opens_at(at, rules)
    if opens and by_hand:
        raise CannotDo(f"{waits_words(opens)} Lägg det åt sidan till dess.")
    details = SenderDetails.objects.filter(member_id=by.id).first()
    return OutgoingMessage.objects.create(
        subject_id=line.subject_id, person_id=line.person_id, batch=batch, channel=line.channel.value, step=line.step,
        period=line.period, again=before.count(), text_kind=line.written.kind, text_version=line.written.version,
        language=line.written.language, subject=line.written.subject, text=line.written.text,
        reply_to=details.mailbox if details else "", sender_name=by.name[: messages.LONGEST_NAME],
        state=MessageState.SENT if by_hand else MessageState.WAITING, not_before=opens or at,
        waits_for=waits_words(opens) if opens else "", put_at=at, sent_at=at if by_hand else None, by=by.id,
        by_name=by.name, by_hand=by_hand, decided_by=by.id if in_the_way else None,
        decided_by_name=by.name if in_the_way else "", decided_at=at if in_the_way else None,
        decision=MessageDecision.AGAIN if in_the_way else "",
    )  # fmt: skip


_MAY: dict[str, tuple[str, ...]] = {
    MessageDecision.AGAIN.value: (MessageState.UNKNOWN.value, MessageState.FAILED.value),
    MessageDecision.COUNTED.value: (MessageState.UNKNOWN.value,),
    MessageDecision.HANDLED.value: (MessageState.FAILED.value, MessageState.STOPPED.value),
    MessageDecision.CANCEL.value: (MessageState.WAITING.value,),
}


def decide(*, message_id: UUID, decision: str, by: AtWork) -> OutgoingMessage:
    """Avgör ett utskick: send it again, count it as sent, take it another way, or do not send it. Kept with who."""
    found = OutgoingMessage.objects.select_for_update().filter(pk=message_id).first()
    if found is None or found.state not in _MAY.get(decision, ()):
        raise CannotDo(GONE)
    at = clock.now()
    found.decision, found.decided_by, found.decided_by_name, found.decided_at = decision, by.id, by.name, at
    if decision == MessageDecision.AGAIN:
        # Whoever decides that it goes once more is the one whose right to it is asked about when it goes.
        found.state, found.not_before, found.waits_for, found.reason = MessageState.WAITING, at, "", ""
        found.by, found.by_name, found.tries = by.id, by.name, 0
    elif decision == MessageDecision.COUNTED:
        found.state, found.sent_at = MessageState.SENT, found.sent_at or at
    elif decision == MessageDecision.CANCEL:
        found.state, found.waits_for, found.reason = MessageState.STOPPED, "", f"{by.name} bestämde att inte skicka."
    found.save()
    record("message.decided", subjects=[found.subject_id], about={"message": str(found.pk), "decision": decision})
    if decision == MessageDecision.COUNTED:
        outcomes.tell(found)
    return found


def keep_wish(*, person_id: UUID, subject_id: UUID, kind: str, by: AtWork) -> None:
    """Skriv in ett önskemål om kontakt; empty ``kind`` ends the one that holds."""
    if kind and kind not in WishKind.values:
        raise CannotDo("Välj ett av önskemålen på sidan.")
    now = timezone.now()
    one_at_a_time(person_id)
    held = ContactWish.objects.filter(person_id=person_id, ended_at=None)
    if held.filter(kind=kind).exists() or (not kind and not held.exists()):
        return
    held.update(ended_at=now)
    if kind:
        ContactWish.objects.create(person_id=person_id, subject_id=subject_id, kind=kind, said_at=now, by_name=by.name)
    record("wish.kept", subjects=[subject_id], about={"kind": kind})


def keep_sender(*, by: AtWork, phone: str, mailbox: str) -> None:
    """Spara avsändarens direktnummer och brevlåda, so that they need not be written each time."""
    checked = messages.checked_line(phone.strip(), what="Ditt direktnummer", most=40)
    if not any(sign.isdigit() for sign in checked):
        raise CannotDo("Skriv ditt direktnummer: den som får meddelandet ska kunna nå just dig.", field="phone")
    kept = {"phone": checked, "mailbox": messages.mailbox(mailbox.strip()) if mailbox.strip() else ""}
    if SenderDetails.objects.filter(member_id=by.id, **kept).exists():
        return
    SenderDetails.objects.update_or_create(member_id=by.id, defaults=kept)
    record("sender.kept", about={"by": str(by.id)})


def keep_rules(
    *, valid_from: date, quiet_from: int, quiet_until: int, quiet_holidays: bool, most_per_day: int,
    most_per_week: int, by: AtWork,
) -> None:  # fmt: skip
    """Bestäm rummets regler från en dag, within the limits that no room may widen."""
    outer = shipped()[1]
    if quiet_from > outer["quiet_from"] or quiet_until < outer["quiet_until"]:
        raise CannotDo(
            f"Tyst tid måste omfatta klockan {outer['quiet_from']}–{outer['quiet_until']}. Välj en längre tyst tid.",
            field="quiet_from",
        )
    if not quiet_until < quiet_from:
        raise CannotDo("Någon timme på dygnet måste vara öppen. Ändra den tysta tiden.", field="quiet_from")
    if not 1 <= most_per_day <= outer["most_per_day"]:
        raise CannotDo(f"Taket för en dag är 1–{outer['most_per_day']} meddelanden.", field="most_per_day")
    if not most_per_day <= most_per_week <= outer["most_per_week"]:
        raise CannotDo(
            f"Taket för en vecka är {most_per_day}–{outer['most_per_week']} meddelanden.", field="most_per_week"
        )
    if valid_from < clock.today():
        raise CannotDo("Reglerna kan gälla från i dag eller en senare dag.", field="valid_from")
    MessageRules.objects.update_or_create(
        valid_from=valid_from,
        defaults={
            "quiet_from": quiet_from, "quiet_until": quiet_until, "quiet_holidays": quiet_holidays,
            "most_per_day": most_per_day, "most_per_week": most_per_week, "by_name": by.name,
        },
    )  # fmt: skip
    record("message_rules.kept", about={"valid_from": valid_from.isoformat()})
