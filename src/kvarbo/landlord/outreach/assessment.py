"""Working out what to do: the ladder is asked about every lease with something open, and its answers become rows.

The rows are thrown away and made anew, all of them or those of some leases. Their order within a group is an
integer that can be worked out for one lease alone: what can be done now before what waits, the groups in the order
the policy names them, then the one who has gone longest without contact. Never the amount.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from kvarbo.core.facts import Event, EventKind, Facts, LadderStep
from kvarbo.core.finding import Step
from kvarbo.core.ladder.next_steps import SuggestedStep, next_steps
from kvarbo.core.ladder.policy import Policy
from kvarbo.core.ladder.who_first import contact_order
from kvarbo.core.ladder.words import TAG_WORDS
from kvarbo.ground.bulk import insert_missing
from kvarbo.ground.trail.recorder import record, recorded
from kvarbo.house.rooms import current
from kvarbo.landlord.outreach.models import Reassessed, Suggestion
from kvarbo.landlord.outreach.queries import AT_A_TIME, known_facts, leases_with_steps, one_at_a_time, policy_on
from kvarbo.landlord.outreach.words import GROUP_OF
from kvarbo.landlord.rent.queries import leases_to_assess, ledger_state

Row = tuple[Any, ...]  # a suggestion's values, in the order of SUGGESTION
SUGGESTION = (
    "id", "lease", "group", "rule", "step", "channel", "month", "due_on", "days_late", "amount", "waiting_for",
    "who_first", "why", "place",
)  # fmt: skip
WAITING_LAST = 100_000_000
ONE_GROUP = 10_000_000  # larger than any day's ordinal


@dataclass(frozen=True, slots=True)
class Assessed:
    """What an assessment gave: how many leases were looked at, how many steps came of it, by which policy if any."""

    leases: int
    suggestions: int
    policy: str | None


def assess(*, on: date, leases: Collection[UUID] | None = None) -> Assessed:
    """Räkna om förslagen for the given leases, or for all with something open, within the transaction under way.

    Without a policy in force the old suggestions are taken away and none are made: the page says why.
    """
    one_at_a_time()
    policy = policy_on(on)
    old = Suggestion.objects.all() if leases is None else Suggestion.objects.filter(lease_id__in=list(leases))
    wanted = _to_look_at(policy, on) if leases is None else list(leases)
    rows = list(_rows(wanted, policy=policy, on=on)) if policy else []
    old.delete()
    insert_missing(Suggestion, SUGGESTION, rows)
    if leases is None:
        _note_all(on, len(wanted), len(rows))
    else:
        insert_missing(Reassessed, ("lease",), ((lease,) for lease in wanted))
    return Assessed(len(wanted), len(rows), policy.title_and_version if policy else None)


def assess_all(*, on: date, actor: str) -> Assessed:
    """Räkna om allas förslag without holding the room's write lock meanwhile: only the exchange of rows is locked.

    A lease that somebody has logged something on in the meantime keeps the suggestions that came of that.
    """
    with transaction.atomic(using=current().alias):
        Reassessed.objects.all().delete()
    policy = policy_on(on)
    wanted = _to_look_at(policy, on)
    rows = list(_rows(wanted, policy=policy, on=on)) if policy else []
    with recorded(actor, route="assess"):
        one_at_a_time()
        newer = set(Reassessed.objects.values_list("lease_id", flat=True))
        rows = [row for row in rows if row[1] not in newer]
        Suggestion.objects.exclude(lease_id__in=newer).delete()
        insert_missing(Suggestion, SUGGESTION, rows)
        _note_all(on, len(wanted), len(rows))
    return Assessed(len(wanted), len(rows), policy.title_and_version if policy else None)


def _to_look_at(policy: Policy | None, on: date) -> list[UUID]:
    """Who may have something open; and, where lateness is warned of, who has had steps: also whoever has paid since."""
    wanted = leases_to_assess(on=on)
    if policy is not None and any(version.warnings for version in policy.versions):
        wanted += sorted(leases_with_steps() - set(wanted))
    return wanted


def _note_all(on: date, leases: int, suggestions: int) -> None:
    record("suggestions.worked_out", about={"leases": leases, "suggestions": suggestions})
    state = ledger_state()
    state.assessed_on = on
    state.save(update_fields=["assessed_on"])


def _rows(leases: Sequence[UUID], *, policy: Policy, on: date) -> Iterator[Row]:
    for start in range(0, len(leases), AT_A_TIME):
        chunk = leases[start : start + AT_A_TIME]
        for lease_id, facts in known_facts(chunk).items():
            for step in next_steps(policy=policy, facts=facts, on=on).value:
                yield _row(lease_id, facts, step, on)


def _row(lease_id: UUID, facts: Facts, step: SuggestedStep, on: date) -> Row:
    who_first = [{"tag": TAG_WORDS[first.tag], "text": first.text} for first in step.who_first]
    return (
        uuid.uuid5(lease_id, f"{step.rule} {step.month}"), lease_id, GROUP_OF[LadderStep(step.step)], step.rule,
        str(step.step), step.channel or "", step.month, step.due_on, _days_late(facts, step.month, on), step.amount,
        step.waiting_for or "", json.dumps(who_first, ensure_ascii=False),
        json.dumps(_told(step.why), ensure_ascii=False), _place(step, _last_contact(facts.events)),
    )  # fmt: skip


def _told(steps: Iterable[Step]) -> list[dict[str, str]]:
    return [{"text": step.text, "source": step.source} for step in steps]


def _days_late(facts: Facts, month: date, on: date) -> int:
    """Days since the month's first bill fell due."""
    due = min((bill.due_date for bill in facts.bills if bill.month == month and bill.amount > 0), default=on)
    return max((on - due).days, 0)


def _last_contact(events: Iterable[Event]) -> date | None:
    return max((event.date for event in events if event.kind is EventKind.CONTACT), default=None)


def _place(step: SuggestedStep, last_contact: date | None) -> int:
    """The place in the list, worked out for one lease alone: what can be done now, the groups, the oldest contact."""
    group, contacted = contact_order(rule_tags=step.groups_first, tags=step.who_first, last_contact=last_contact)
    place = group * ONE_GROUP + contacted.toordinal()
    return place + WAITING_LAST if step.state == "waiting" else place
