"""Prövningen: whether a message may leave at this moment. Asked in the transaction that hands it over, never earlier.

What was true when it was decided may not be true now: a payment has come, somebody has become protected, has asked to
be left alone, or the one who decided has left. Each kind of room adds what it alone knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kvarbo.ground.outbox import messages
from kvarbo.ground.outbox.messages import Email, MessageChannel, Sms
from kvarbo.ground.outbox.models import ContactWish, OutgoingMessage
from kvarbo.ground.outbox.providers.chosen import Chosen, provider_for
from kvarbo.ground.outbox.rules import opens_at, over_ceiling, rules_at, waits_words
from kvarbo.ground.outbox.words import WishKind
from kvarbo.ground.people.queries import ReachedBy, reached_by
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.units.queries import AtWork, member_at_work
from kvarbo.house.rooms import current

PROTECTED = (
    "Personen har skyddade personuppgifter, så inget går ut den vanliga vägen. En namngiven handläggare tar det."
)

LEFT_WORK = "Den som bestämde att det skulle skickas arbetar inte längre här. Någon annan får bestämma på nytt."
NO_PROVIDER = "Ingen tjänst är vald som skickar. Skicka från din egen telefon eller säg till den som sköter servern."
NO_NUMBER = "Numret saknas i registret."
NO_MAILBOX = "E-postadressen saknas i registret."
AnyMessage = OutgoingMessage  # as the rooms above know it
Checker = Callable[[OutgoingMessage, AtWork], str]
_checkers: dict[str, Checker] = {}


def register(kind: str, checker: Checker) -> None:
    """Say what rooms of ``kind`` ask of a message: the checker answers why it may not leave, or with nothing."""
    _checkers[kind] = checker


@dataclass(frozen=True, slots=True)
class Leaves:
    """It may leave now, by this provider."""

    chosen: Chosen
    message: Sms | Email


@dataclass(frozen=True, slots=True)
class Waits:
    """It waits until then, and why."""

    until: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Stops:
    """It is not sent, and why."""

    why: str


def may_leave(message: OutgoingMessage, *, at: datetime) -> Leaves | Waits | Stops:
    """Whether the message may leave now."""
    why = stands_in_the_way(message.person_id, MessageChannel(message.channel)) or _of_the_room(message)
    if why:
        return Stops(why)
    rules = rules_at(at)
    until = opens_at(at, rules)
    if until is not None:
        return Waits(until, waits_words(until))
    over = over_ceiling(message.person_id, at=at, rules=rules, but=message.pk)
    if over:
        return Stops(over)
    chosen = provider_for(MessageChannel(message.channel))
    if chosen is None:
        return Stops(NO_PROVIDER)
    try:
        return Leaves(chosen, composed(message, reached_by(message.person_id), sender=chosen.sender))
    except CannotDo as refusal:
        return Stops(refusal.message)


def stands_in_the_way(person_id: UUID, channel: MessageChannel) -> str:
    """Why this person is not reached this way, in Swedish, or nothing: protected, no number, or does not want it."""
    person = reached_by(person_id)
    if person.is_protected:
        return PROTECTED
    wish = wish_of(person_id)
    if wish in not_wanted(channel):
        return f"Vill inte bli kontaktad så: {WishKind(wish).label.lower()}."
    is_sms = channel is MessageChannel.SMS
    try:
        if is_sms and person.phone:
            messages.mobile_number(person.phone)
        elif not is_sms and person.email:
            messages.mailbox(person.email)
        else:
            return NO_NUMBER if is_sms else NO_MAILBOX
    except CannotDo as refusal:
        return refusal.message
    return ""


def not_wanted(channel: MessageChannel) -> frozenset[str]:
    """The wishes that this way goes against."""
    own = WishKind.NO_SMS if channel is MessageChannel.SMS else WishKind.NO_EMAIL
    return frozenset({own.value, WishKind.NO_MESSAGES.value})


def wish_of(person_id: UUID) -> str:
    """What the person has asked for, or nothing."""
    held = ContactWish.objects.filter(person_id=person_id, ended_at=None).values_list("kind", flat=True).first()
    return held or ""


def _of_the_room(message: OutgoingMessage) -> str:
    by = member_at_work(message.by)
    if by is None or not by.meets_people:
        return LEFT_WORK
    checker = _checkers.get(current().kind)
    return checker(message, by) if checker else ""


def composed(message: OutgoingMessage, person: ReachedBy, *, sender: str) -> Sms | Email:
    """The message as it leaves, with the number or the address that the register has now. Raises ``CannotDo``."""
    if message.channel == MessageChannel.SMS:
        return messages.sms(to=person.phone, sender=sender, text=message.text)
    return messages.email(
        to=person.email, sender=sender, sender_name=message.sender_name, reply_to=message.reply_to,
        subject=message.subject, text=message.text,
    )  # fmt: skip
