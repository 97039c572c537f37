"""Vem först: why a home is met before others. Facts and stated reasons; what is not known gives no tag."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.facts import Facts, PersonFacts, Role
from kvarbo.core.finding import Finding, Step
from kvarbo.core.ladder.policy import Group, Policy, Tag
from kvarbo.core.payment_history import MonthPaid, MonthState, paid_months

_TENANTS = frozenset({Role.TENANT, Role.CO_TENANT})
_PAID_WELL = frozenset({MonthState.IN_TIME, MonthState.MAYBE_IN_TIME})
_PAID = frozenset({*_PAID_WELL, MonthState.LATE, MonthState.LATE_AT_MOST})
_AGE_UNKNOWN = "En hyresgästs födelsedag är okänd; åldern gissas inte."
# Known to have been late; what may have been in time is never counted.
KNOWN_LATE = frozenset({MonthState.LATE, MonthState.OPEN})


@dataclass(frozen=True, slots=True)
class WhoFirst:
    """Ett skäl att börja här: the tag and the Swedish sentence that the screen shows."""

    tag: Tag
    text: str


@dataclass(frozen=True, slots=True)
class _Home:
    policy: Policy
    facts: Facts
    on: date
    history: tuple[MonthPaid, ...]


def who_first(*, policy: Policy, facts: Facts, on: date) -> Finding[tuple[WhoFirst, ...]]:
    """All the policy's groups that the home is known to belong to, in the policy's order, each with its aim."""
    return who_first_by_history(policy, facts, on, rent_history(policy=policy, facts=facts, on=on))


def who_first_by_history(
    policy: Policy, facts: Facts, on: date, history: tuple[MonthPaid, ...]
) -> Finding[tuple[WhoFirst, ...]]:
    """The same, for who already has the months."""
    told = _read_groups(policy, facts, on, history)
    steps = tuple(
        Step(f"{text} {group.aim}", f"{policy.title}, {group.place}") if known else Step(text, "fakta")
        for group, text, known in told
    )
    found = tuple(WhoFirst(group.tag, text) for group, text, known in told if known)
    return Finding(found, steps or (Step("Inget känt skäl att börja just här.", "fakta"),))


def tags_by_history(policy: Policy, facts: Facts, on: date, history: tuple[MonthPaid, ...]) -> tuple[WhoFirst, ...]:
    """The groups alone, for who tells the reasons elsewhere."""
    told = _read_groups(policy, facts, on, history)
    return tuple([WhoFirst(group.tag, text) for group, text, known in told if known])


def _read_groups(
    policy: Policy, facts: Facts, on: date, history: tuple[MonthPaid, ...]
) -> list[tuple[Group, str, bool]]:
    """What there is to say of each group, and whether the home is known to belong to it."""
    home = _Home(policy, facts, on, history)
    told = [(group, *_READERS[group.tag](home, group)) for group in policy.groups]
    return [one for one in told if one[1]]


@dataclass(frozen=True, slots=True)
class Belongs:
    """Målgrupper: those the home is known to belong to, and those of which one cannot know, with why."""

    known: tuple[Tag, ...]
    unknown: tuple[tuple[Tag, str], ...]


def groups_of(*, policy: Policy, facts: Facts, on: date) -> Belongs:
    """Every group of the policy that the home belongs to on the day, or may belong to; an age is never guessed."""
    home = _Home(policy, facts, on, rent_history(policy=policy, facts=facts, on=on))
    readings = [(group.tag, _age_said(home, group) or _READERS[group.tag](home, group)) for group in policy.groups]
    return Belongs(
        tuple(tag for tag, (text, known) in readings if text and known),
        tuple((tag, text) for tag, (text, known) in readings if text and not known),
    )


def _age_said(home: _Home, group: Group) -> Reading | None:
    """A list of whom to meet first says once that a birthday is unknown; here it is said of each group by age."""
    return _old(home, group, _AGE_UNKNOWN) if group.tag is Tag.OLD else None


def rent_history(*, policy: Policy, facts: Facts, on: date) -> tuple[MonthPaid, ...]:
    """The months as the policy sees them: its margin for payments under way, its limit for small remainders."""
    return paid_months(
        facts.bills,
        facts.payments,
        on=on,
        known_through=facts.known_through,
        slack_bank_days=policy.payments_margin,
        ignore_below=policy.ignore_below,
    )


def contact_order(
    *, rule_tags: tuple[Tag, ...], tags: tuple[WhoFirst, ...], last_contact: date | None
) -> tuple[int, date]:
    """A sort key for a list of homes: the rule's groups first, then oldest contact first. The debt is not in it."""
    belongs = {item.tag for item in tags}
    place = next((index for index, tag in enumerate(rule_tags) if tag in belongs), len(rule_tags))
    return place, last_contact or date.min


def age_on(born: date, on: date) -> int:
    """Whole years on the day; the one born on 29 February grows older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


Reading = tuple[str, bool]  # sentence, and whether it gives the tag; ("", False) when there is nothing to say


def _people_in(group: Group, people: tuple[PersonFacts, ...], on: date) -> bool:
    low, high = group.from_age or 0, group.to_age if group.to_age is not None else 200
    return any(person.born is not None and low <= age_on(person.born, on) <= high for person in people)


def _by_age(home: _Home, group: Group, roles: frozenset[Role], text: str, unknown: str) -> Reading:
    people = tuple(person for person in home.facts.people if person.role in roles)
    if _people_in(group, people, home.on):
        return text, True
    return (unknown, False) if any(person.born is None for person in people) else ("", False)


def _children(home: _Home, group: Group) -> Reading:
    text = "Det bor barn i hemmet."
    if home.facts.lease.children:
        return "Det bor barn i hemmet, enligt hyresvärdens lista.", True
    return _by_age(home, group, frozenset({Role.CHILD}), text, "Ett barns födelsedag är okänd; åldern gissas inte.")


def _young(home: _Home, group: Group) -> Reading:
    text = f"En hyresgäst är {_ages(group)}."
    return _by_age(home, group, _TENANTS, text, _AGE_UNKNOWN)


def _old(home: _Home, group: Group, unknown: str = "") -> Reading:
    """By age; with ``months`` only where the rents before the open one came in time."""
    text, known = _by_age(home, group, _TENANTS, f"En hyresgäst är {_ages(group)}.", unknown)
    if group.months is None:
        return text, known
    if not paid_in_time(home.history, group.months):
        return "", False
    return (f"{text} De senaste {group.months} hyrorna kom i tid.", True) if known else (text, False)


def _ages(group: Group) -> str:
    if group.to_age is None:
        return f"{group.from_age} år eller äldre"
    return f"{group.from_age}–{group.to_age} år" if group.from_age is not None else f"högst {group.to_age} år"


def paid_in_time(history: tuple[MonthPaid, ...], months: int) -> bool:
    """Whether the last ``months`` rents before the one that is open are known to have come in time, and only it is."""
    earlier = [row for row in history if row.state in _PAID][-months:]
    in_time = len(earlier) == months and all(row.state in _PAID_WELL for row in earlier)
    return in_time and sum(1 for row in history if row.state in (MonthState.OPEN, MonthState.UNKNOWN)) <= 1


def _earlier(home: _Home) -> tuple[MonthPaid, ...]:
    """The months before those now open, oldest first."""
    return tuple(row for row in home.history if row.state in _PAID)


def _several_open(home: _Home) -> bool:
    """Whether more than one month is open or not known: then this one is neither the first nor out of pattern."""
    return sum(1 for row in home.history if row.state in (MonthState.OPEN, MonthState.UNKNOWN)) > 1


def _first_time_late(home: _Home, group: Group) -> Reading:
    earlier = _earlier(home)
    if not earlier or any(row.state not in _PAID_WELL for row in earlier):
        return "", False
    if _several_open(home):
        return "", False
    return f"Hyran är sen för första gången på de {len(earlier)} månader vi känner till.", True


def _breaks_own_pattern(home: _Home, group: Group) -> Reading:
    months = group.months or 0
    if not paid_in_time(home.history, months):
        return "", False
    return f"De senaste {months} hyrorna kom i tid, men inte denna.", True


def _newly_moved_in(home: _Home, group: Group) -> Reading:
    start, months = home.facts.lease.start, group.months or 0
    if start is None:
        return "Inflyttningsdagen är okänd.", False
    lived = (home.on.year - start.year) * 12 + home.on.month - start.month - (home.on.day < start.day)
    return (f"Hyresgästen flyttade in för högst {months} månader sedan.", True) if 0 <= lived < months else ("", False)


def _first_lease(home: _Home, group: Group) -> Reading:
    aged = group.from_age is not None or group.to_age is not None
    if aged and not _by_age(home, group, _TENANTS, "", "")[1]:
        return "", False
    return ("Det är hyresgästens första egna kontrakt.", True) if home.facts.lease.first_lease else ("", False)


_READERS = {
    Tag.CHILDREN: _children,
    Tag.YOUNG: _young,
    Tag.OLD: _old,
    Tag.FIRST_TIME_LATE: _first_time_late,
    Tag.NEWLY_MOVED_IN: _newly_moved_in,
    Tag.FIRST_LEASE: _first_lease,
    Tag.BREAKS_OWN_PATTERN: _breaks_own_pattern,
}
