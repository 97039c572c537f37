"""Writes: ask for a report, and write afterwards why a measure was not given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.core.facts import LadderStep
from kvarbo.core.ladder.same_chance import Given
from kvarbo.ground import clock
from kvarbo.ground.jobs.actions import ask_for
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.same_chance import queries
from kvarbo.landlord.same_chance.models import AfterReason, ChanceReport, ChanceRow
from kvarbo.landlord.same_chance.words import EXPLAINED, Afterwards

JOB = "same_chance"
MOST_REPORTS = 20  # kept; the oldest goes when another is asked for
LONGEST_PERIOD = timedelta(days=731)
GONE = "Raden finns inte längre, eller är bara för den som tar hand om skyddade uppgifter. Gör rapporten på nytt."
NOT_MISSING = "Åtgärden saknas inte längre. Läs raden på nytt."


@dataclass(frozen=True, slots=True)
class Asked:
    """Vad rapporten gäller."""

    step: LadderStep
    from_day: date
    to_day: date


def ask_for_report(asked: Asked, *, form_key: str, by: AtWork) -> ChanceReport:
    """Be om en rapport. The work is done in the background; the same form twice is one report."""
    before = ChanceReport.objects.filter(form_key=form_key).first()
    if before is not None:
        return before
    on = clock.today()
    if asked.to_day < asked.from_day:
        raise CannotDo("Perioden slutar före den börjar. Rätta ett av datumen.", "to_day")
    if asked.to_day > on:
        raise CannotDo(f"Välj en sista dag som har varit, {swedish.day(on)} eller tidigare.", "to_day")
    if asked.to_day - asked.from_day > LONGEST_PERIOD:
        raise CannotDo("En rapport kan gälla högst två år. Välj en kortare period.", "from_day")
    made = ChanceReport.objects.create(
        form_key=form_key, asked_on=on, by=by.id, by_name=by.name, step=asked.step.value, from_day=asked.from_day,
        to_day=asked.to_day,
    )  # fmt: skip
    record("chance.asked", about={"report": str(made.pk), "step": made.step})
    ask_for(kind=JOB, key=f"{JOB}:{made.pk}", arguments={"report": str(made.pk)}, requested_by=str(by.id))
    old = list(ChanceReport.objects.exclude(pk=made.pk).order_by("-asked_on", "-id").values_list("pk", flat=True))
    ChanceReport.objects.filter(pk__in=old[MOST_REPORTS - 1 :]).delete()
    return made


def write_reason(row_id: UUID, *, rule: str, reason: Afterwards, by: AtWork) -> None:
    """Skriv varför en åtgärd saknas. A reason already there is changed, and the trail keeps both."""
    row = queries.row_open_to(by, row_id)
    if row is None or row.month is None:
        raise CannotDo(GONE)
    if not any(one["rule"] == rule and one["given"] == Given.MISSING for one in row.measures):
        raise CannotDo(NOT_MISSING)
    AfterReason.objects.update_or_create(
        lease_id=row.lease_id, step=row.report.step, month=row.month, rule=rule,
        defaults={"reason": reason.value, "written_on": clock.today(), "by": by.id, "by_name": by.name},
    )  # fmt: skip
    about = {"step": row.report.step, "month": row.month.isoformat(), "rule": rule, "reason": reason.value}
    record("chance.reason_written", subjects=[row.lease_id], about=about)
    same = ChanceRow.objects.filter(lease_id=row.lease_id, month=row.month, report__step=row.report.step)
    for one in same.select_for_update():
        if all_explained(one, queries.reasons_of(row.report.step, [row.lease_id])):
            ChanceRow.objects.filter(pk=one.pk).update(chance=EXPLAINED)


def all_explained(row: ChanceRow, reasons: dict[queries.ReasonKey, AfterReason]) -> bool:
    """Whether everything that is missing before the step has a reason written afterwards."""
    missing = [one["rule"] for one in row.measures if one["given"] == Given.MISSING]
    return bool(missing) and all((row.lease_id, row.month, rule) in reasons for rule in missing)
