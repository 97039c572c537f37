"""Nästa steg: what a landlord's way of working asks for today, for one lease, with every reason.

A payment takes the lease off at once. What cannot be done yet waits and says why; nothing vanishes. Of several contact
attempts that are due only the latest is suggested, the earlier ones are told as replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from kvarbo.core import swedish
from kvarbo.core.facts import Event, EventKind, Facts, LadderStep, LeaseKind
from kvarbo.core.finding import Finding, Step
from kvarbo.core.ladder.agency import agency_hold, agency_reasons, reminder_instead
from kvarbo.core.ladder.done import carried_out, contacts_so_far, reached_since
from kvarbo.core.ladder.holds import (
    Hold,
    WaitingOn,
    broken_promises,
    day_hold,
    hold_of_month,
    law_hold,
    meeting_hold,
    payments_hold,
    queue_hold,
)
from kvarbo.core.ladder.month_rules import DatedRule, dated_rules
from kvarbo.core.ladder.open_months import OpenMonth, RuleDay, open_by_version, open_months
from kvarbo.core.ladder.plans import plan_of_month
from kvarbo.core.ladder.policy import (
    CONTACT_STEPS,
    PERSON_STEPS,
    After,
    Condition,
    Policy,
    PolicyNotInForce,
    Rule,
    Tag,
)
from kvarbo.core.ladder.reasons import day_reason, shared_reasons
from kvarbo.core.ladder.repeated import late_months
from kvarbo.core.ladder.warning_levels import level_due
from kvarbo.core.ladder.who_first import WhoFirst, rent_history, tags_by_history
from kvarbo.core.ladder.words import STEP_WORDS
from kvarbo.core.payment_history import MonthPaid, SettledMonths

Settled = Callable[[], SettledMonths]


class SuggestedStep(NamedTuple):
    """Ett förslag: one step for one lease. ``amount`` is what is open for the months it concerns, in öre."""

    rule: str
    step: str
    channel: str | None
    month: date
    due_on: date
    amount: int
    state: Literal["now", "waiting"]
    waiting_for: str | None
    who_first: tuple[WhoFirst, ...]
    why: tuple[Step, ...]
    waiting_on: str | None = None
    groups_first: tuple[Tag, ...] = ()  # the rule's groups that come first, for the order of a list


@dataclass(slots=True)
class _View:
    """What is looked at once per lease and day; tags and repeated lateness only when a rule asks."""

    policy: Policy
    facts: Facts
    on: date
    months: tuple[OpenMonth, ...]
    events: tuple[Event, ...]
    shared: tuple[Step, ...]
    rent_months: tuple[MonthPaid, ...] | None = None
    tags: tuple[WhoFirst, ...] | None = None
    late_months: tuple[date, ...] | None = None
    settled: Settled | None = None

    def history(self) -> tuple[MonthPaid, ...]:
        if self.rent_months is None:
            policy, known = self.policy, self.facts.known_through
            self.rent_months = (
                self.settled().read(on=self.on, known_through=known, slack_bank_days=policy.payments_margin)
                if self.settled
                else rent_history(policy=policy, facts=self.facts, on=self.on)
            )
        return self.rent_months

    def first(self) -> tuple[WhoFirst, ...]:
        if self.tags is None:
            self.tags = tags_by_history(self.policy, self.facts, self.on, self.history())
        return self.tags

    def late(self) -> tuple[date, ...]:
        if self.late_months is None:
            self.late_months = late_months(self.policy, self.history(), self.on)
        return self.late_months

    def reasons_of(self, month: OpenMonth) -> tuple[Step, ...]:
        """What is the same for every step of the month: payments, contacts so far, promises that were not kept."""
        agency = agency_reasons(self.facts, month, self.on)
        if not self.events:
            return (*self.shared, *agency)
        contacts = contacts_so_far(month, self.events)
        told = () if contacts is None else (contacts,)
        return (*self.shared, *agency, *told, *broken_promises(self.policy, self.facts, month, self.events, self.on))


class _Due(NamedTuple):
    rule: Rule
    day: RuleDay
    why_day: Step
    why: tuple[Step, ...]
    hold: Hold | None
    instead: tuple[Step, ...] = ()  # why it is another step than the rule's own


def next_steps(
    *, policy: Policy, facts: Facts, on: date, settled: Settled | None = None
) -> Finding[tuple[SuggestedStep, ...]]:
    """The steps of the day: the contact to make, then the rest in order. ``settled``: what is kept between days."""
    if policy.valid_from > on:
        raise PolicyNotInForce(
            f"{policy.title_and_version} gäller från {swedish.day(policy.valid_from)}, inte {swedish.day(on)}. "
            "Välj en senare dag eller en tidigare version."
        )
    months, reasons = open_by_version(policy, facts, on)
    events = tuple(sorted((event for event in facts.events if event.date <= on), key=lambda event: event.date))
    repeated = _of_levels(policy, facts, events, on)
    if not any(own for _, own, _ in months):
        return Finding(repeated, reasons + _in_turn(policy, repeated))
    found: list[SuggestedStep] = []
    for version, own, every in months:
        view = _View(version, facts, on, every, events, shared_reasons(facts, on), settled=settled)
        for month in own:
            unpaid = month.reason()
            reasons += (unpaid,)
            found += _of_month(view, month, unpaid)
    suggested = _merged(found) + list(repeated)
    suggested.sort(key=lambda item: (item.step not in CONTACT_STEPS, policy.place_of[item.rule]))
    if not suggested:
        reasons += (Step("Allt som arbetssättet ber om hittills är gjort.", policy.title_and_version),)
    return Finding(tuple(suggested), reasons + _in_turn(policy, suggested))


def steps_of_month(*, policy: Policy, facts: Facts, on: date, month: date) -> tuple[SuggestedStep, ...] | None:
    """What one version asks for about one month alone, before months are put together; none when it is not open."""
    every, _ = open_months(policy=policy, facts=facts, on=on)
    opened = next((one for one in every if one.month == month), None)
    if opened is None:
        return None
    events = tuple(sorted((event for event in facts.events if event.date <= on), key=lambda event: event.date))
    view = _View(policy, facts, on, every, events, shared_reasons(facts, on))
    return tuple(_of_month(view, opened, opened.reason()))


def _in_turn(policy: Policy, suggested: Sequence[SuggestedStep]) -> tuple[Step, ...]:
    """Where several steps are due: the order that the policy states, with all of them listed."""
    return _several(policy, tuple([step.step for step in suggested])) if len(suggested) > 1 else ()


@lru_cache(maxsize=1024)
def _several(policy: Policy, steps: tuple[str, ...]) -> tuple[Step, ...]:
    words = swedish.listed(tuple(STEP_WORDS[LadderStep(step)] for step in steps))
    return (Step(f"Flera steg är i tur, i den ordning som arbetssättet anger: {words}.", policy.title_and_version),)


def _of_levels(policy: Policy, facts: Facts, events: tuple[Event, ...], on: date) -> tuple[SuggestedStep, ...]:
    """What repeated lateness asks for, also of whoever has paid, but late."""
    if policy.warnings is None or not events or facts.lease.kind is not LeaseKind.DWELLING:
        return ()
    if facts.lease.end is not None and facts.lease.end < on:
        return ()
    standing = level_due(policy, events, on)
    if standing is None:
        return ()
    first = standing.month or standing.since.replace(day=1)
    month = OpenMonth(first, standing.since, 0, 0)
    held = hold_of_month(policy, facts, month, events, on)
    found = []
    for rule in standing.rules:
        hold = held or law_hold(rule, month, events, on) or day_hold(rule, on)
        found.append(
            SuggestedStep(
                rule=rule.key,
                step=rule.step.value,
                channel=rule.channels[0].value if rule.channels else None,
                month=first,
                due_on=standing.since,
                amount=0,
                state="waiting" if hold else "now",
                waiting_for=hold.text if hold else None,
                who_first=(),
                why=(*policy.opening[rule.key], *standing.steps, *policy.closing[rule.key]),
                waiting_on=hold.on.value if hold else None,
            )
        )
    return tuple(found)


def _of_month(view: _View, month: OpenMonth, unpaid: Step) -> list[SuggestedStep]:
    dated = dated_rules(view.policy, month.month, month.due_date)
    due = [item for one in dated if one.day.due_on <= view.on and (item := _due(view, one, month)) is not None]
    if not due:
        return []
    latest = max((item.day.counted for item in due if item.rule.step in CONTACT_STEPS), default=date.min)
    replaced = [item for item in due if item.rule.step in CONTACT_STEPS and item.day.counted < latest]
    replaced_rules = {item.rule.key for item in replaced}
    held = hold_of_month(view.policy, view.facts, month, view.events, view.on)
    plan, broken = plan_of_month(view.policy, view.facts, month, view.on)
    held = held or plan
    reasons = unpaid, (*view.reasons_of(month), *broken)
    found = []
    for item in due:
        if item.rule.key in replaced_rules or carried_out(item.rule, item.day, month, view.events):
            continue
        missed: list[_Due] = []
        if item.rule.step in CONTACT_STEPS:
            missed = [r for r in replaced if not carried_out(r.rule, r.day, month, view.events)]
        found.append(_suggest(view, month, item, held, _why(view.policy, item, *reasons, missed)))
    return found


def _due(view: _View, dated: DatedRule, month: OpenMonth) -> _Due | None:
    rule, day, why_day = dated
    why: list[Step] = []
    if rule.open_months is not None:
        count = len(view.months)
        if count < rule.open_months.least or (rule.open_months.to is not None and count > rule.open_months.to):
            return None
        words = "1 hyra är förfallen och obetald." if count == 1 else f"{count} hyror är förfallna och obetalda."
        why.append(Step(words, "fakta"))
    if rule.after is not None:
        moved = _after(rule.after, month, day, view.events)
        if moved is None or moved.due_on > view.on:
            return None
        day, why_day = moved, day_reason(rule, moved)
    if rule.step not in CONTACT_STEPS and carried_out(rule, day, month, view.events):
        return None  # before the conditions, which may ask for the whole history of the lease
    hold: Hold | None = None
    for condition in rule.when:
        if condition is Condition.ALL_UNPAID:
            continue
        holds, reason, hold_here = _condition(view, condition, rule, month)
        if not holds:
            return None
        hold = hold or hold_here
        if reason is not None:
            why.append(reason)
    reminder = _reminder(view, rule, day, month)
    if reminder is not None:
        return _Due(reminder[0], day, why_day, tuple(why), hold, reminder[1])
    return _Due(rule, day, why_day, tuple(why), hold)


def _after(after: After, month: OpenMonth, day: RuleDay, events: tuple[Event, ...]) -> RuleDay | None:
    """The rule's day when it comes so long after another step, or none when that has not been carried out."""
    taken = [
        event.date
        for event in events
        if event.step == after.step
        and event.kind is not EventKind.REMOVED
        and event.month in (None, month.month)
        and event.date >= month.due_date
    ]
    if not taken:
        return None
    earliest = max(taken) + timedelta(days=after.days)
    return RuleDay(max(day.counted, earliest), max(day.due_on, earliest))


def _reminder(view: _View, rule: Rule, day: RuleDay, month: OpenMonth) -> tuple[Rule, tuple[Step, ...]] | None:
    """A good payer's reminder, unless the matter is with the agency already or was left out."""
    collection = view.policy.collection
    if rule.step is not LadderStep.COLLECTION_FILE or collection is None or collection.good_payer is None:
        return None
    if carried_out(rule, day, month, view.events):
        return None
    return reminder_instead(view.policy, collection.good_payer, rule, view.history())


def _condition(
    view: _View, condition: Condition, rule: Rule, month: OpenMonth
) -> tuple[bool, Step | None, Hold | None]:
    """Whether a condition holds, the reason, and what must be filled in before one can say."""
    if condition is Condition.GROUP:
        belongs = [item for item in view.first() if item.tag in rule.groups]
        return bool(belongs), Step(belongs[0].text, "fakta") if belongs else None, None
    if condition is Condition.REPEATED:
        late = view.late()
        months = swedish.listed(tuple(swedish.month(day) for day in late))
        return bool(late), Step(f"Hyran har varit sen för {months}.", "fakta") if late else None, None
    if condition is Condition.NOT_REACHED:
        return reached_since(month.due_date, view.events).on is None, None, None
    reached = reached_since(view.months[0].due_date, view.events)
    if reached.on is not None:
        return False, None, None
    if reached.unknown is not None:
        text = f"Det är okänt om hyresgästen nåddes {swedish.day(reached.unknown)}. Skriv in det först."
        return True, None, Hold(WaitingOn.CONTACT, text)
    since = swedish.day(view.months[0].due_date)
    return True, Step(f"Ingen kontakt har gått att få sedan {since}.", "fakta"), None


def _suggest(view: _View, month: OpenMonth, item: _Due, held: Hold | None, why: tuple[Step, ...]) -> SuggestedStep:
    rule = item.rule
    hold = (
        held
        or payments_hold(view.policy, view.facts, rule, month)
        or queue_hold(view.facts, rule, view.on)
        or item.hold
        or agency_hold(view.policy, view.facts, rule, month, view.on)
        or _meeting_hold(view, rule, month)
        or law_hold(rule, month, view.events, view.on)
        or day_hold(rule, view.on)
    )
    first = (
        tuple(tag for wanted in rule.who_first for tag in view.first() if tag.tag is wanted) if rule.who_first else ()
    )
    return SuggestedStep(
        rule=rule.key,
        step=rule.step.value,
        channel=rule.channels[0].value if rule.channels else None,
        month=month.month,
        due_on=item.day.due_on,
        amount=month.amount,
        state="waiting" if hold else "now",
        waiting_for=hold.text if hold else None,
        who_first=first,
        why=why,
        waiting_on=hold.on.value if hold else None,
        groups_first=rule.who_first,
    )


def _meeting_hold(view: _View, rule: Rule, month: OpenMonth) -> Hold | None:
    first = view.policy.meeting_first
    if first is None or (first.groups and not any(tag.tag in first.groups for tag in view.first())):
        return None
    return meeting_hold(first, rule, month, view.events)


def _why(
    policy: Policy, item: _Due, open_rent: Step, of_month: tuple[Step, ...], replaced: list[_Due]
) -> tuple[Step, ...]:
    rule = item.rule
    instead: tuple[Step, ...] = ()
    if replaced:
        words = swedish.listed(tuple(f"{STEP_WORDS[r.rule.step]} ({r.rule.day_words})" for r in replaced))
        instead = (Step(f"Ersätter det som inte hanns med: {words}.", policy.title_and_version),)
    return (
        *(item.instead or policy.opening[rule.key]),
        open_rent,
        item.why_day,
        *item.why,
        *of_month,
        *instead,
        *(() if item.instead else policy.closing[rule.key]),
    )


def _merged(found: list[SuggestedStep]) -> list[SuggestedStep]:
    """One call, visit or meeting per home, however many months are open; what can be done now goes first."""
    kept: dict[str, SuggestedStep] = {}
    separate: list[SuggestedStep] = []
    for item in found:
        if item.step not in PERSON_STEPS:
            separate.append(item)
        elif item.step in kept:
            kept[item.step] = _joined(kept[item.step], item)
        else:
            kept[item.step] = item
    return [*kept.values(), *separate]


def _joined(older: SuggestedStep, newer: SuggestedStep) -> SuggestedStep:
    main, other = (older, newer) if older.state == "now" or newer.state == "waiting" else (newer, older)
    if other.waiting_on == WaitingOn.AGENCY and main.state == "now":  # it may be paid already: it is not asked for
        text = f"Hyran för {swedish.month(other.month)} nämns inte: {other.waiting_for}"
        return main._replace(why=(*main.why, Step(text, "fakta")))
    text = f"Gäller också hyran för {swedish.month(other.month)}: {swedish.money(other.amount)}."
    return main._replace(amount=main.amount + other.amount, why=(*main.why, Step(text, "fakta")))
