"""Arbetssätt: the shape of a landlord's way of working. Policies are data; ``loading`` reads and checks them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from kvarbo.core import swedish
from kvarbo.core.facts import BillKind, LadderStep
from kvarbo.core.finding import Step
from kvarbo.core.ladder.terms import MeetingFirst, PlanWay, Warnings


class Channel(StrEnum):
    """Kanal: how somebody is reached."""

    SMS = "sms"
    EMAIL = "email"
    CALL = "call"
    LETTER = "letter"
    VISIT = "visit"
    MEETING = "meeting"


class Condition(StrEnum):
    """Villkor: the closed vocabulary of when a rule holds; all conditions of a rule must hold."""

    ALL_UNPAID = "all_unpaid"  # alla vars hyra är obetald
    NOT_REACHED = "not_reached"  # ingen har nåtts sedan månadens hyra förföll
    NEVER_REACHED = "never_reached"  # ingen kontakt alls sedan den äldsta obetalda hyran förföll
    GROUP = "group"  # någon av regelns målgrupper
    REPEATED = "repeated"  # upprepade förseningar


class NonWorkingDay(StrEnum):
    """What happens when the day is no arbetsdag."""

    LATER = "later"
    EARLIER = "earlier"
    SAME = "same"


class CountedIn(StrEnum):
    """What "day n" counts after the due date."""

    DAYS = "days"  # kalenderdagar
    ARBETSDAGAR = "arbetsdagar"
    VARDAGAR = "vardagar"  # lördag räknas, bokstavligt läst
    MONTH = "month"  # en dag i månaden


class Tag(StrEnum):
    """Målgrupp: why somebody is met first. A tag is a fact about the home, never a score."""

    CHILDREN = "children"
    YOUNG = "young"
    OLD = "old"
    FIRST_TIME_LATE = "first_time_late"
    NEWLY_MOVED_IN = "newly_moved_in"
    FIRST_LEASE = "first_lease"
    BREAKS_OWN_PATTERN = "breaks_own_pattern"


class Collector(StrEnum):
    """Vem som driver in: a debt collection agency, or the landlord's own staff."""

    AGENCY = "agency"  # inkassobolag
    OWN = "own"  # egen inkasso


# Contact with a person: only the latest one due is suggested, the earlier ones are replaced by it.
CONTACT_STEPS = frozenset(
    {LadderStep.NOTIFY, LadderStep.CALL, LadderStep.LETTER, LadderStep.VISIT, LadderStep.REMINDER}
)
# Met once per person however many months are open; the other steps concern one month's money each.
PERSON_STEPS = CONTACT_STEPS | {
    LadderStep.COOPERATION_MEETING,
    LadderStep.JOINT_MEETING,
    LadderStep.REVIEW,
    LadderStep.MANUAL,
    LadderStep.MONTHLY_LEASE,  # one addendum to one lease
}
# Work inside the house: it reaches nobody, so it need not wait for payments to be known.
INSIDE_STEPS = frozenset(
    {LadderStep.REVIEW, LadderStep.MANUAL, LadderStep.DECIDE_ORDER_TO_PAY, LadderStep.DECIDE_TERMINATION}
)
# Steps against the tenant: never for a group alone, never in an order of groups, never before a contact attempt.
HARSH_STEPS = frozenset(
    {
        LadderStep.COLLECTION_FILE,
        LadderStep.COLLECTION_DEMAND,
        LadderStep.DECIDE_ORDER_TO_PAY,
        LadderStep.ORDER_TO_PAY,
        LadderStep.WARNING_TO_REMEDY,
        LadderStep.MONTHLY_LEASE,
        LadderStep.DECIDE_TERMINATION,
        LadderStep.TERMINATION,
        LadderStep.TO_KRONOFOGDEN,
    }
)
# Of these, the ones that only make sense after somebody has tried to talk with the tenant.
LAST_STEPS = HARSH_STEPS - {LadderStep.COLLECTION_FILE, LadderStep.COLLECTION_DEMAND}


@dataclass(frozen=True, slots=True)
class Group:
    """Målgrupp: who comes first, with the stated aim; ages are whole years, ends included."""

    tag: Tag
    aim: str
    quote: str
    place: str
    from_age: int | None = None
    to_age: int | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """Lagens villkor: a step that must have been taken, ``days`` whole days before."""

    step: LadderStep
    why: str
    days: int = 0
    within_months: int | None = None  # whichever month it was about, so far back; else since the rent fell due


@dataclass(frozen=True, slots=True)
class LawGate:
    """Vad lagen säger om steget; ``requires`` holds a step against the tenant back until it is fulfilled."""

    text: str
    requires: tuple[Requirement, ...] = ()
    contradicts: bool = False  # källan säger något annat än lagen: det står kvar, och lagen gäller


@dataclass(frozen=True, slots=True)
class GoodPayer:
    """God betalare: whoever has paid ``months`` rents in time in a row gets a reminder instead of debt collection."""

    months: int
    channels: tuple[Channel, ...]
    text: str
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class CollectionWay:
    """Inkasso: who collects, how old the agency's latest word may be, and whom a reminder meets instead."""

    who: Collector
    status_days: int | None
    good_payer: GoodPayer | None


@dataclass(frozen=True, slots=True)
class After:
    """Efter ett steg: the rule is asked for only when ``step`` has been carried out, ``days`` days later."""

    step: LadderStep
    days: int


@dataclass(frozen=True, slots=True)
class OpenMonths:
    """Antal obetalda hyror: the rule holds from so many, and to so many when ``to`` is there."""

    least: int
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """En regel: one step on a day (or from a first to a last day) after the due date, with its words and source."""

    key: str
    order: int
    day: int
    last_day: int | None
    counted_in: CountedIn
    step: LadderStep
    channels: tuple[Channel, ...]
    when: tuple[Condition, ...]
    groups: tuple[Tag, ...]
    on_non_working_day: NonWorkingDay
    who_first: tuple[Tag, ...]
    text: str
    quote: str
    place: str
    leaves_open: str | None
    gate: LawGate | None
    in_month: int = 0  # with counted_in month: 0 is the month the rent is for, 1 the next
    open_months: OpenMonths | None = None
    after: After | None = None
    level: int | None = None  # a step for repeated lateness: which in turn; such a rule has no day
    notice_months: int | None = None  # uppsägningstid as the source tells it

    @property
    def day_words(self) -> str:
        """The rule's day in words: "dag 7", "dag 8–10", "femte arbetsdagen" as "arbetsdag 5"."""
        if self.level is not None:
            return f"upprepat sen, steg {self.level}"
        days = f"{self.day}–{self.last_day}" if self.last_day else f"{self.day}"
        if self.counted_in is CountedIn.MONTH:
            ending = "a" if (self.last_day or self.day) in (1, 2, 21, 22, 31) else "e"
            return f"den {days}:{ending} i {'hyrans månad' if not self.in_month else 'månaden efter'}"
        return f"{_DAY_WORDS[self.counted_in]} {days}"

    @property
    def about_day(self) -> int:
        """About how many days after the due date it falls, to put rules counted in different ways in order."""
        if self.counted_in in (CountedIn.ARBETSDAGAR, CountedIn.VARDAGAR):
            return self.day * 7 // (5 if self.counted_in is CountedIn.ARBETSDAGAR else 6)
        return self.day + 30 * self.in_month


_DAY_WORDS = {CountedIn.DAYS: "dag", CountedIn.ARBETSDAGAR: "arbetsdag", CountedIn.VARDAGAR: "vardag"}


@dataclass(frozen=True, eq=False)
class Policy:
    """Ett arbetssätt i en version, i kraft från ``valid_from``. Amounts in öre; rules by day and stated order.

    One that is read again is another one: what is worked out of it (``month_rules``) is kept for it alone.
    """

    name: str
    title: str
    version: str
    valid_from: date
    source: str
    money_that_starts: tuple[BillKind, ...]
    line_order: tuple[BillKind, ...]
    ignore_below: int
    payments_margin: int
    agreement_days: int
    repeated_times: int
    repeated_within_months: int
    tie_break: str
    groups: tuple[Group, ...]
    rules: tuple[Rule, ...]
    collection: CollectionWay | None = None
    warnings: Warnings | None = None
    plans: PlanWay | None = None
    meeting_first: MeetingFirst | None = None
    reasons: tuple[tuple[str, str], ...] = ()  # key of a value -> why it is what it is
    earlier: tuple[Policy, ...] = ()  # what was in force before, oldest first; running matters keep theirs

    @cached_property
    def title_and_version(self) -> str:
        """The name people see with its version: "Hemmas månad, version 1"."""
        return f"{self.title}, version {self.version}"

    @cached_property
    def versions(self) -> tuple[Policy, ...]:
        """This one and those before it, oldest first."""
        return (*self.earlier, self)

    @cached_property
    def every_rule(self) -> tuple[Rule, ...]:
        """The rules that a matter may be running under, whichever version it began under."""
        return tuple(rule for version in self.versions for rule in version.rules)

    @cached_property
    def place_of(self) -> dict[str, int]:
        """Where each of those rules stands, by key."""
        return {rule.key: place for place, rule in enumerate(self.every_rule)}

    def held_on(self, due_date: date) -> Policy:
        """The version in force when a rent fell due; before the first one, the first."""
        started = [version for version in self.versions if version.valid_from <= due_date]
        return started[-1] if started else self.versions[0]

    @cached_property
    def why(self) -> dict[str, str]:
        """Why each stated value is what it is."""
        return dict(self.reasons)

    @cached_property
    def group_of(self) -> dict[Tag, Group]:
        """Groups by tag."""
        return {group.tag: group for group in self.groups}

    @cached_property
    def monthly(self) -> tuple[Rule, ...]:
        """The rules that follow an unpaid month."""
        return tuple(rule for rule in self.rules if rule.level is None)

    @cached_property
    def levels(self) -> dict[int, tuple[Rule, ...]]:
        """The rules for repeated lateness by level, in their stated order."""
        numbers = sorted({rule.level for rule in self.rules if rule.level is not None})
        return {number: tuple(rule for rule in self.rules if rule.level == number) for number in numbers}

    @cached_property
    def opening(self) -> dict[str, tuple[Step, ...]]:
        """The reasons of each rule that are the same for everybody: rule, version, quote."""
        return {rule.key: self._opening(rule) for rule in self.rules}

    def _opening(self, rule: Rule) -> tuple[Step, ...]:
        place = f"{self.title}, {rule.place}"
        version = f"{self.title_and_version}, i kraft från {swedish.day(self.valid_from)}, regel {rule.key}"
        return (Step(rule.text, version), Step(f"Källan: ”{rule.quote}”", place))

    @cached_property
    def closing(self) -> dict[str, tuple[Step, ...]]:
        """The reasons that come last: what the law says of the step and what the source leaves open."""
        return {rule.key: self._closing(rule) for rule in self.rules}

    def _closing(self, rule: Rule) -> tuple[Step, ...]:
        steps = []
        if rule.gate:
            before = "Berättelsen och lagen säger olika, och lagen gäller: " if rule.gate.contradicts else ""
            steps.append(Step(f"{before}{rule.gate.text}", "lagen"))
        if rule.leaves_open:
            steps.append(Step(rule.leaves_open, f"{self.title}, eget val"))
        return tuple(steps)


class PolicyNotInForce(ValueError):
    """No version of a policy is in force on a day."""


def policy_in_force(versions: tuple[Policy, ...], *, on: date) -> Policy:
    """The version in force on the day; raises when there is none, never falls back to another."""
    started = [policy for policy in versions if policy.valid_from <= on]
    if not started:
        known = swedish.listed(tuple(f"{p.title_and_version} från {swedish.day(p.valid_from)}" for p in versions))
        raise PolicyNotInForce(
            f"Inget arbetssätt är i kraft {swedish.day(on)}. Det som finns: {known or 'inget'}. Välj en senare dag."
        )
    return max(started, key=lambda policy: policy.valid_from)
