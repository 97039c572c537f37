"""Provet: two ways of working played over the room's own ledger, in the background, some homes at a time.

Only homes that had something open when one of the two first asked are gone through; the others owe nothing then and
are asked for nothing. The sums and the homes where they differ are kept in one transaction at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from kvarbo.core.facts import Facts, LeaseKind
from kvarbo.core.ladder.open_months import OpenMonth, rule_day
from kvarbo.core.ladder.plans import plan_offer
from kvarbo.core.ladder.policy import CONTACT_STEPS, Policy
from kvarbo.core.ladder.replay import PlayedStep
from kvarbo.core.ladder.try_on import facts_to_try, steps_alone, try_on
from kvarbo.ground.jobs.running import Progress
from kvarbo.ground.trail.recorder import record, recorded
from kvarbo.landlord.outreach.queries import known_facts, leases_with_steps, read_policy
from kvarbo.landlord.rent.queries import ledger_state
from kvarbo.landlord.rent.whole_ledger import leases_open_some_morning
from kvarbo.landlord.ways.models import TrialDifference, WayTrial
from kvarbo.landlord.ways.sums import Difference, Sums, first_difference

AT_A_TIME = 200  # well within the minute after which a silent worker is taken for dead
STAGE = "Provar"
_ROWS = 500


def try_ways(arguments: dict[str, Any], progress: Progress) -> None:
    """Gör ett prov som någon har bett om. What is done already is not done again."""
    trial = WayTrial.objects.get(pk=arguments["trial"])
    if trial.sums is not None:
        return
    progress(STAGE, 0, 0)
    ways = [_as_if_it_held(text, trial.from_day) for text in trial.texts]
    sums, differences, homes = [Sums(), Sums()], [], 0
    leases = _leases_to_ask(ways, trial.from_day, trial.to_day)
    for start in range(0, len(leases), AT_A_TIME):
        progress(STAGE, start, len(leases))
        for lease, facts in known_facts(leases[start : start + AT_A_TIME]).items():
            if facts.lease.kind is not LeaseKind.DWELLING:
                continue
            homes += 1
            row = _try_home(ways, facts, trial, sums)
            if row is not None:
                differences.append((lease, *row))
    progress(STAGE, len(leases), len(leases))
    _keep(trial, homes, sums, differences)


def _as_if_it_held(text: str, from_day: date) -> Policy:
    policy = read_policy(text)
    return steps_alone(replace(policy, valid_from=min(policy.valid_from, from_day)))


def _leases_to_ask(ways: Sequence[Policy], from_day: date, to_day: date) -> list[UUID]:
    """Whom one of the two may have asked for something: who owed, and who has steps that later ones count from."""
    rules = [rule for policy in ways for rule in policy.monthly]

    def first_asked(month: date, due: date) -> date:
        opened = OpenMonth(month, due, 0, 0)
        return min((rule_day(rule, opened).due_on for rule in rules), default=date.max)

    found = dict.fromkeys(leases_open_some_morning(from_day=from_day, to_day=to_day, first_asked=first_asked))
    if any(policy.warnings for policy in ways):
        found.update(dict.fromkeys(leases_with_steps()))
    return sorted(found)


def _try_home(
    ways: Sequence[Policy], facts: Facts, trial: WayTrial, sums: Sequence[Sums]
) -> tuple[Difference, list[int]] | None:
    known = facts_to_try(facts, from_day=trial.from_day)
    played = [try_on(policy=way, facts=known, from_day=trial.from_day, to_day=trial.to_day) for way in ways]
    for way, lines, sum_of in zip(ways, played, sums, strict=True):
        sum_of.add(lines)
        _count_plans(way, known, lines, sum_of)
    found = first_difference(played[0], played[1])
    return (found, [len(lines) for lines in played]) if found else None


def _count_plans(way: Policy, facts: Facts, lines: Sequence[PlayedStep], sums: Sums) -> None:
    """At each month's first contact: whether the way of working would have let a plan be offered."""
    if way.plans is None:
        return
    asked: set[date] = set()
    for line in lines:
        month = line.suggested.month
        if line.suggested.step not in CONTACT_STEPS or month in asked:
            continue
        asked.add(month)
        yesterday = line.on - timedelta(days=1)
        payments = tuple(payment for payment in facts.payments if payment.booked <= yesterday)
        known = replace(facts, payments=payments, known_through=yesterday)
        may = plan_offer(policy=way, facts=known, on=line.on).value.may
        sums.plans["unknown" if may is None else "yes" if may else "no"] += 1


def _keep(
    trial: WayTrial, homes: int, sums: Sequence[Sums], differences: Sequence[tuple[UUID, Difference, list[int]]]
) -> None:
    with recorded("system:try_ways", route="job try_ways"):
        TrialDifference.objects.filter(trial=trial).delete()
        TrialDifference.objects.bulk_create(_rows(trial, differences), batch_size=_ROWS)
        WayTrial.objects.filter(pk=trial.pk).update(
            leases=homes, differ=len(differences), sums=[one.as_data() for one in sums],
            known_through=ledger_state().known_through,
        )  # fmt: skip
        record("way.tried", about={"trial": str(trial.pk), "leases": homes, "differ": len(differences)})


def _rows(trial: WayTrial, found: Sequence[tuple[UUID, Difference, list[int]]]) -> Iterator[TrialDifference]:
    for lease, difference, counts in found:
        steps = [
            {"that_day": [_told(line, with_why=True) for line in lines], "next": _told(after) if after else None}
            for lines, after in zip(difference.that_day, difference.next_after, strict=True)
        ]
        yield TrialDifference(trial=trial, lease_id=lease, first_day=difference.on, steps=steps, counts=counts)


def _told(line: PlayedStep, *, with_why: bool = False) -> dict[str, Any]:
    told = {
        "on": line.on.isoformat(), "step": str(line.suggested.step), "channel": line.suggested.channel or "",
        "month": line.suggested.month.isoformat(),
    }  # fmt: skip
    why = [{"text": one.text, "source": one.source} for one in line.suggested.why] if with_why else []
    return {**told, "why": why}
