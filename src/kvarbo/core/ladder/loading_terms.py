"""Reading what a policy says of repeated lateness, plans and the meeting that is offered first."""

from __future__ import annotations

from kvarbo.core.facts import LadderStep
from kvarbo.core.ladder.terms import MeetingFirst, PlanWay, Trigger, Warnings
from kvarbo.core.yaml_fields import Fields

_KEEPERS = ["landlord", "agency"]


def warnings(fields: Fields, reasons: list[tuple[str, str]]) -> Warnings | None:
    """What is counted, and when each level is due; None when the policy says nothing."""
    if not fields.has("warnings"):
        return None
    inner = fields.mapping("warnings")
    counted = tuple(LadderStep(word) for word in inner.several_of("counted", list(LadderStep)))
    if not counted:
        inner.refuse("counted", "säg vad som räknas, till exempel counted: [collection_demand].")
    levels = tuple(
        tuple(_trigger(item, number) for item in level.items("any_of"))
        for number, level in enumerate(_levels(inner), start=1)
    )
    found = Warnings(
        counted=counted,
        afresh_after_months=inner.required("afresh_after_months", inner.whole("afresh_after_months", least=1)),
        levels=levels,
    )
    reasons.append(("warnings", inner.required("why", inner.text("why"))))
    inner.nothing_else()
    return found


def _levels(fields: Fields) -> tuple[Fields, ...]:
    levels = fields.items("levels")
    for level in levels:
        if not level.raw("any_of"):
            level.refuse("any_of", "steget säger inte när det är i tur. Skriv minst ett villkor.")
    if not levels:
        fields.refuse("levels", "säg när det första steget är i tur. Skriv minst ett.")
    return levels


def _trigger(fields: Fields, level: int) -> Trigger:
    trigger = Trigger(
        at_least=fields.whole("at_least", least=2),
        within_months=fields.whole("within_months", least=1),
        in_a_row=fields.whole("in_a_row", least=2),
        from_months=fields.whole("from_months", least=1),
        kept_months=fields.whole("kept_months", least=1),
    )
    first = trigger.at_least is not None or trigger.in_a_row is not None
    later = trigger.from_months is not None or trigger.kept_months is not None
    if level == 1 and (not first or later):
        fields.refuse("at_least", "det första steget räknar krav: skriv at_least med within_months, eller in_a_row.")
    if level > 1 and first:
        fields.refuse(
            "at_least", "ett senare steg räknas från det förra: skriv within_months, from_months eller kept_months."
        )
    if level > 1 and not later and trigger.within_months is None:
        fields.refuse("within_months", "säg inom hur lång tid från det förra steget.")
    if trigger.at_least is not None and trigger.within_months is None:
        fields.refuse("within_months", "säg på hur många månader kraven räknas.")
    fields.nothing_else()
    return trigger


def plan_way(fields: Fields, reasons: list[tuple[str, str]]) -> PlanWay | None:
    """Whether plans are given and on what terms; None when the policy says nothing."""
    if not fields.has("plans"):
        return None
    inner = fields.mapping("plans")
    offered = inner.required("offered", inner.yes_no("offered"))
    way = PlanWay(
        offered=offered,
        text=inner.required("text", inner.text("text")),
        quote=inner.required("quote", inner.text("quote")),
        place=inner.required("place", inner.text("place")),
        at_most_months=inner.whole("at_most_months", least=1),
        kept_by=inner.one_of("kept_by", _KEEPERS),
        kept_by_before_due=inner.one_of("kept_by_before_due", _KEEPERS),
        more_unpaid_than=inner.whole("more_unpaid_than", least=1),
        one_in_months=inner.whole("one_in_months", least=1),
        paid_in_time_months=inner.whole("paid_in_time_months", least=1),
        no_other_debt=inner.yes_no("no_other_debt") or False,
        tolerance_days=inner.whole("tolerance_days") or 0,
    )
    if offered and (way.kept_by is None or way.at_most_months is None):
        inner.refuse(
            "kept_by", "en plan måste ha någon som håller i den och en längd: skriv kept_by och at_most_months."
        )
    if not offered and (way.kept_by is not None or way.at_most_months is not None):
        inner.refuse(
            "offered", "här ges inga planer, men det står hur de ser ut. Skriv offered: true eller ta bort det."
        )
    reasons.append(("plans", inner.required("why", inner.text("why"))))
    inner.nothing_else()
    return way


def meeting_first(fields: Fields, tags: list[str]) -> MeetingFirst | None:
    """The personal meeting that comes before other measures; without groups it is for everybody."""
    if not fields.has("meeting_first"):
        return None
    inner = fields.mapping("meeting_first")
    first = MeetingFirst(
        groups=inner.several_of("groups", tags),
        text=inner.required("text", inner.text("text")),
        quote=inner.required("quote", inner.text("quote")),
        place=inner.required("place", inner.text("place")),
    )
    inner.nothing_else()
    return first
