"""Reads: the way of working in force, and what has happened with a lease beside money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kvarbo.core import facts, swedish
from kvarbo.core.ladder.loading import policy_from_yaml
from kvarbo.core.ladder.policy import Policy
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.collection import queries as collection
from kvarbo.landlord.notices.history import leases_decided_on, steps_taken
from kvarbo.landlord.outreach.models import (
    REACHED,
    Contact,
    Deferral,
    Outcome,
    Pause,
    PolicyInForce,
    Promise,
    Suggestion,
)
from kvarbo.landlord.outreach.refusals import NO_POLICY
from kvarbo.landlord.plans.history import addenda_as_steps, leases_with_addenda
from kvarbo.landlord.plans.queries import plans_told
from kvarbo.landlord.rent.queries import Lease, facts_for, known_banner, leases_open_to, ledger_state

AT_A_TIME = 5_000  # leases asked for in one query; SQLite allows 32,766 values

# The step is still to be done after these: the tenant waits for our call, or the number led nowhere.
LEAVES_OPEN = frozenset({Outcome.CALL_BACK.value, Outcome.WRONG_NUMBER.value})
_REACHED = frozenset(outcome.value for outcome in REACHED)


@lru_cache(maxsize=32)
def read_policy(text: str) -> Policy:
    """A policy from its stored text; the text is what was put in force, so the same text is the same policy."""
    return policy_from_yaml(text, where="arbetssättet")


def policy_on(on: date) -> Policy | None:
    """Arbetssättet i kraft on the day with those before it, or none: then nothing is suggested and the page says so."""
    kept = PolicyInForce.objects.filter(valid_from__lte=on).order_by("valid_from").values_list("text", "valid_from")
    versions = tuple(kept)
    return _in_force(versions) if versions else None


@lru_cache(maxsize=64)
def _in_force(versions: tuple[tuple[str, date], ...]) -> Policy:
    """The last of them, each from the day the landlord chose; running matters keep the one they began under."""
    read = tuple(replace(read_policy(text), valid_from=day) for text, day in versions)
    return replace(read[-1], earlier=read[:-1])


def policies_kept() -> list[PolicyInForce]:
    """Every way of working that has been put in force, by its first day."""
    return list(PolicyInForce.objects.order_by("valid_from"))


def one_at_a_time() -> None:
    """Wait until nobody else works out suggestions: without a policy none are made, so its rows are the lock."""
    list(PolicyInForce.objects.select_for_update().order_by("pk").values_list("pk"))


def events_of(
    lease_ids: Iterable[UUID], *, told: collection.ToldToLadder | None = None
) -> dict[UUID, tuple[facts.Event, ...]]:
    """Contacts, pauses, promises, deferrals and the agency's steps by lease as the ladder reads them, oldest first.

    ``told``: what the agency has told of exactly these leases, when that is known already.
    """
    wanted = list(lease_ids)
    events: dict[UUID, list[facts.Event]] = defaultdict(list)
    for start in range(0, len(wanted), AT_A_TIME):
        chunk = wanted[start : start + AT_A_TIME]
        _add_contacts(chunk, events)
        _add_pauses(chunk, events)
        _add_promises(chunk, events)
        _add_deferrals(chunk, events)
        for lease_id, event in collection.told_to_ladder(chunk).events if told is None else told.events:
            events[lease_id].append(event)
        for lease_id, event in (*steps_taken(chunk), *addenda_as_steps(chunk)):
            events[lease_id].append(event)
    return {lease: tuple(sorted(of, key=lambda event: event.date)) for lease, of in events.items()}


def known_facts(lease_ids: Sequence[UUID], *, written: WrittenIn | None = None) -> dict[UUID, facts.Facts]:
    """Facts by lease with all that has happened, plans, and what the debt collector has; at most ``AT_A_TIME`` leases.

    ``written``: what is written in of the one lease, when that is read already.
    """
    told = collection.told_to_ladder(lease_ids)
    if written is None:
        events = events_of(lease_ids, told=told)
    else:
        carried_out = (*told.events, *steps_taken(lease_ids), *addenda_as_steps(lease_ids))
        of_lease = (*written.events(), *(event for _, event in carried_out))
        events = {lease_ids[0]: tuple(sorted(of_lease, key=lambda event: event.date))}
    found, plans = facts_for(lease_ids, events=events), plans_told(lease_ids)
    for lease_id in found.keys() & {*told.matters, *plans}:
        matters, planned = told.matters.get(lease_id, ()), plans.get(lease_id, ())
        found[lease_id] = replace(found[lease_id], collection=matters, plans=planned)
    return found


def suggested(rules: Iterable[str], *, leases: QuerySet[Lease]) -> QuerySet[Suggestion]:
    """What these rules suggest today for some leases, in the order of the list."""
    found = Suggestion.objects.filter(of_leases(leases), rule__in=list(rules))
    return found.select_related("lease").order_by("place", "id")


def suggested_by_ids(ids: Iterable[UUID], *, leases: QuerySet[Lease]) -> dict[UUID, Suggestion]:
    """Suggestions by id, of these leases alone; one that is gone is not there."""
    found = Suggestion.objects.filter(of_leases(leases), pk__in=list(ids)).select_related("lease")
    return {row.id: row for row in found.order_by("place", "id")}


def suggested_in(*, group: str, district: str, leases: QuerySet[Lease]) -> list[Suggestion]:
    """What Idag holds of a group (empty: of all) in a district (empty: everywhere), for these leases alone."""
    found = Suggestion.objects.filter(of_leases(leases))
    found = found.filter(group=group) if group else found
    found = found.filter(lease__district=district) if district else found
    return list(found.select_related("lease").order_by("place", "id"))


def suggested_now(lease_id: UUID, *channels: str, on: date) -> Suggestion | None:
    """The step that is suggested now for a lease by any of these channels, or none."""
    found = Suggestion.objects.filter(lease_id=lease_id, channel__in=channels, waiting_for="", due_on__lte=on)
    return found.order_by("due_on", "id").first()


def letter_told(lease_id: UUID, person_id: UUID | None, *, on: date) -> bool:
    """Whether a letter posted that day to this person, or to nobody named, stands among the contacts."""
    told = Contact.objects.filter(lease_id=lease_id, contact_date=on, channel="letter", is_incoming=False)
    return told.filter(Q(person_id=person_id) | Q(person_id=None)).exists()


def leases_with_steps() -> set[UUID]:
    """Leases where a step has been carried out or the agency has had a matter: later steps may count from it."""
    contacted = Contact.objects.exclude(step="").values_list("lease_id", flat=True).distinct()
    return {*contacted, *collection.leases_with_matters(), *leases_decided_on(), *leases_with_addenda()}


def _add_contacts(lease_ids: Sequence[UUID], events: dict[UUID, list[facts.Event]]) -> None:
    columns = ("lease_id", "contact_date", "channel", "outcome", "step", "month", "is_incoming")
    told = Contact.objects.filter(lease_id__in=lease_ids).order_by("contact_date", "recorded_at")
    for lease_id, *told_of in told.values_list(*columns):
        event = _contact_event(*told_of)
        if event is not None:
            events[lease_id].append(event)


def _contact_event(
    day: date, channel: str, outcome: str, step: str, month: date | None, incoming: bool
) -> facts.Event | None:
    """One contact as the ladder reads it. A wrong number reached nobody's home, so it is no contact at all.

    Who wants to be called back has been heard from, but the talk is still to be had: the step stays.
    """
    if outcome == Outcome.WRONG_NUMBER:
        return None
    if outcome == Outcome.DONE or not channel:
        return facts.Event(date=day, kind=facts.EventKind.STEP_DONE, step=step or None, month=month)
    heard_from_only = outcome == Outcome.CALL_BACK
    return facts.Event(
        date=day,
        kind=facts.EventKind.CONTACT,
        step=None if heard_from_only else step or None,
        channel=channel,
        reached=None if heard_from_only else outcome in _REACHED,
        outcome=facts.AGREEMENT if outcome == Outcome.PAID else outcome,
        month=month,
        incoming=incoming or heard_from_only,
    )


def _add_pauses(lease_ids: Sequence[UUID], events: dict[UUID, list[facts.Event]]) -> None:
    columns = ("lease_id", "from_date", "until_date", "ended_date", "reason")
    for lease_id, *told_of in Pause.objects.filter(lease_id__in=lease_ids).values_list(*columns):
        event = _pause_event(*told_of)
        if event is not None:
            events[lease_id].append(event)


def _pause_event(begun: date, until: date, ended: date | None, reason: str) -> facts.Event | None:
    """A pause that was ended early holds until the day before; one that was ended before it began is not told."""
    if ended is not None and ended <= begun:
        return None
    last = min(until, ended - timedelta(days=1)) if ended else until
    return facts.Event(date=begun, kind=facts.EventKind.PAUSE, outcome=reason, until=last)


def _add_promises(lease_ids: Sequence[UUID], events: dict[UUID, list[facts.Event]]) -> None:
    columns = ("lease_id", "given_date", "until_date", "amount")
    for lease_id, *told_of in Promise.objects.filter(lease_id__in=lease_ids).values_list(*columns):
        events[lease_id].append(_promise_event(*told_of))


def _promise_event(given: date, until: date, amount: int | None) -> facts.Event:
    return facts.Event(date=given, kind=facts.EventKind.PROMISE, until=until, amount=amount)


def _add_deferrals(lease_ids: Sequence[UUID], events: dict[UUID, list[facts.Event]]) -> None:
    columns = ("lease_id", "granted_date", "until_date", "amount", "by_name")
    for lease_id, *told_of in Deferral.objects.filter(lease_id__in=lease_ids).values_list(*columns):
        events[lease_id].append(_deferral_event(*told_of))


def _deferral_event(granted: date, until: date, amount: int | None, by: str) -> facts.Event:
    return facts.Event(date=granted, kind=facts.EventKind.DEFERRAL, until=until, amount=amount, by=by)


@dataclass(frozen=True, slots=True)
class WrittenIn:
    """Vad som är inskrivet: what has happened with one lease beside money, as its page shows it."""

    contacts: tuple[Contact, ...]
    pauses: tuple[Pause, ...]
    promises: tuple[Promise, ...]
    deferrals: tuple[Deferral, ...]

    def pause_on(self, on: date) -> Pause | None:
        """The pause that holds on the day, the longest if there are several."""
        held = [row for row in self.pauses if row.from_date <= on <= row.until_date and row.ended_date is None]
        return max(held, key=lambda row: row.until_date, default=None)

    def promise_on(self, on: date) -> Promise | None:
        """The latest promise whose day has not passed."""
        open_ones = [row for row in self.promises if row.until_date >= on]
        return max(open_ones, key=lambda row: (row.given_date, row.until_date), default=None)

    def deferral_on(self, on: date) -> Deferral | None:
        """The deferral whose day has not passed, the longest if there are several."""
        return max(
            (row for row in self.deferrals if row.until_date >= on), key=lambda row: row.until_date, default=None
        )

    def events(self) -> tuple[facts.Event, ...]:
        """The same as the ladder reads it, oldest first."""
        told = [
            *(
                _contact_event(row.contact_date, row.channel, row.outcome, row.step, row.month, row.is_incoming)
                for row in sorted(self.contacts, key=lambda row: (row.contact_date, row.recorded_at))
            ),
            *(_pause_event(row.from_date, row.until_date, row.ended_date, row.reason) for row in self.pauses),
            *(_promise_event(row.given_date, row.until_date, row.amount) for row in self.promises),
            *(_deferral_event(row.granted_date, row.until_date, row.amount, row.by_name) for row in self.deferrals),
        ]
        return tuple(sorted((event for event in told if event is not None), key=lambda event: event.date))


def written_in(lease_id: UUID) -> WrittenIn:
    """What has happened with one lease beside money; four queries."""
    return WrittenIn(
        tuple(Contact.objects.filter(lease_id=lease_id).order_by("recorded_at")),
        tuple(Pause.objects.filter(lease_id=lease_id)),
        tuple(Promise.objects.filter(lease_id=lease_id)),
        tuple(Deferral.objects.filter(lease_id=lease_id)),
    )


def pause_on(lease_id: UUID, *, on: date) -> Pause | None:
    """The pause that holds on the day, the longest if there are several."""
    holding = Pause.objects.filter(lease_id=lease_id, from_date__lte=on, until_date__gte=on, ended_date=None)
    return holding.order_by("-until_date").first()


def pauses_on(lease_ids: Iterable[UUID], *, on: date) -> dict[UUID, Pause]:
    """The pause that holds on the day, by lease; the longest if there are several."""
    holding = Pause.objects.filter(lease_id__in=list(lease_ids), from_date__lte=on, until_date__gte=on, ended_date=None)
    return {pause.lease_id: pause for pause in holding.order_by("until_date")}


def promises_on(lease_ids: Iterable[UUID], *, on: date) -> dict[UUID, Promise]:
    """Latest promise by lease of those whose day has not passed."""
    promises = Promise.objects.filter(lease_id__in=list(lease_ids), until_date__gte=on)
    return {promise.lease_id: promise for promise in promises.order_by("given_date", "until_date")}


def last_contact(lease_id: UUID) -> Contact | None:
    """The latest contact in or out: the same face as last time."""
    return (
        Contact.objects.filter(lease_id=lease_id).exclude(channel="").order_by("-contact_date", "-recorded_at").first()
    )


def contact_of(member: AtWork, contact: str | None) -> Contact | None:
    """A contact that the member made, with a lease the member may open; none when there is no such."""
    if contact is None:
        return None
    own = Contact.objects.filter(pk=contact, by=member.id, lease__in=leases_open_to(member))
    return own.select_related("lease").first()


def of_leases(leases: QuerySet[Lease]) -> Exists:
    """Rows whose lease is among these, asked row by row: a day's list is short and the leases are many."""
    return Exists(leases.filter(pk=OuterRef("lease_id")))


def done_on(on: date, *, leases: QuerySet[Lease]) -> int:
    """How many steps have been carried out on the day with these leases."""
    done = Contact.objects.filter(of_leases(leases), contact_date=on).exclude(step="").exclude(outcome__in=LEAVES_OPEN)
    return done.values("lease_id", "step").distinct().count()


def banner(*, on: date) -> dict[str, object]:
    """Until when payments are known, and what stands in the way of today's list being right."""
    said = known_banner(on=on)
    if said["known_through"] is None:
        return said
    if not PolicyInForce.objects.filter(valid_from__lte=on).exists():
        return {**said, "known_warning": f"{said['known_warning']} {NO_POLICY}".strip()}
    assessed_on = ledger_state().assessed_on
    if assessed_on != on:
        when = f"räknades ut {swedish.day(assessed_on)}" if assessed_on else "har inte räknats ut än"
        text = f"Listan {when}. Den räknas om varje natt och när en fil har lästs in."
        return {**said, "known_warning": f"{said['known_warning']} {text}".strip()}
    return said
