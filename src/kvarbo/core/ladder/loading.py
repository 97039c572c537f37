"""Reading a policy from YAML. What cannot be meant is refused on load, in words a rent officer understands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from kvarbo.core.debt import DISPUTED, RENT_FIRST
from kvarbo.core.facts import BillKind, LadderStep
from kvarbo.core.facts_yaml import load_yaml
from kvarbo.core.ladder.checks import check_rule, check_rules
from kvarbo.core.ladder.loading_terms import meeting_first, plan_way, warnings
from kvarbo.core.ladder.policy import (
    After,
    Channel,
    CollectionWay,
    Collector,
    Condition,
    CountedIn,
    GoodPayer,
    Group,
    LawGate,
    NonWorkingDay,
    OpenMonths,
    Policy,
    Requirement,
    Rule,
    Tag,
)
from kvarbo.core.yaml_fields import Fields, Reading, YamlRefused

T = TypeVar("T")

LANDLORDS = Path(__file__).resolve().parents[2] / "policies" / "landlords"

_TIE_BREAK = "oldest_contact_first"
_AGES = frozenset({Tag.CHILDREN, Tag.YOUNG, Tag.OLD})
_AGES_TOO = _AGES | {Tag.FIRST_LEASE}  # the first lease of the young, where a source says so
_MONTHS = frozenset({Tag.NEWLY_MOVED_IN, Tag.BREAKS_OWN_PATTERN})


def named_policies() -> tuple[str, ...]:
    """The ways of working that come with Kvarbo, by name."""
    return tuple(sorted(path.stem for path in LANDLORDS.glob("*.yaml")))


def load_named(name: str) -> Policy:
    """A way of working that comes with Kvarbo; an unknown name is refused with the names there are."""
    if name not in named_policies():
        raise YamlRefused(f"Arbetssättet ”{name}” finns inte. Det som finns: {', '.join(named_policies())}.")
    path = LANDLORDS / f"{name}.yaml"
    return policy_from_yaml(path.read_text(encoding="utf-8"), where=path.name)


def policy_from_yaml(text: str, *, where: str) -> Policy:
    """A checked policy, or a refusal of all that is wrong: each names its rule and says what to do.

    In one rule, or another part, only the first thing is told. What the rules say together is asked when each of them
    can be read.
    """
    fields, reading = Fields(load_yaml(text, where=where), where), Reading()
    part, reasons = reading.part, list[tuple[str, str]]()
    tie_break = part(lambda: _tie_break(fields.mapping("tie_break"), reasons))
    repeated = part(lambda: _value_with_why(fields, "repeated_late", reasons, _repeated)) or (0, 0)
    tags = _groups_written(fields.raw("groups"))
    groups = part(lambda: _groups(fields.mapping("groups")))
    collection = part(lambda: _collection(fields, reasons))
    rules = [part(partial(_rule, item, tags)) for item in part(lambda: fields.items("rules")) or ()]
    policy = Policy(
        name=part(lambda: fields.required("policy", fields.text("policy"))),
        title=part(lambda: fields.required("title", fields.text("title"))),
        version=part(lambda: fields.required("version", fields.text("version"))),
        valid_from=part(lambda: fields.required("valid_from", fields.day("valid_from"))),
        source=part(lambda: fields.required("source", fields.text("source"))),
        money_that_starts=part(lambda: _money_that_starts(fields)),
        line_order=part(lambda: _line_order(fields)),
        ignore_below=part(lambda: _value_with_why(fields, "ignore_below", reasons, _limit)),
        payments_margin=part(lambda: _value_with_why(fields, "payments_margin", reasons, _whole_of("bank_days"))),
        agreement_days=part(lambda: _value_with_why(fields, "agreement_days", reasons, _whole_of("days"))),
        repeated_times=repeated[0],
        repeated_within_months=repeated[1],
        tie_break=tie_break,
        groups=groups,
        rules=tuple(sorted(filter(None, rules), key=place_in_month)),
        collection=collection,
        warnings=part(lambda: warnings(fields, reasons)),
        plans=part(lambda: plan_way(fields, reasons)),
        meeting_first=part(lambda: meeting_first(fields, tags)),
        reasons=tuple(reasons),
    )
    part(fields.nothing_else)
    reading.end()
    check_rules(policy, where)
    return policy


def place_in_month(rule: Rule) -> tuple[int, int, str, int, int, int]:
    """The order of rules: about which day they fall, then as the policy states."""
    return rule.level or 0, rule.about_day, rule.counted_in, rule.in_month, rule.day, rule.order


def _value_with_why(fields: Fields, key: str, reasons: list[tuple[str, str]], read: Callable[[Fields], T]) -> T:
    inner = fields.mapping(key)
    value = read(inner)
    reasons.append((key, inner.required("why", inner.text("why"))))
    inner.nothing_else()
    return value


def _whole(fields: Fields, key: str, least: int = 0) -> int:
    return fields.required(key, fields.whole(key, least=least))


def _whole_of(key: str) -> Callable[[Fields], int]:
    return lambda fields: _whole(fields, key)


def _limit(fields: Fields) -> int:
    limit = fields.required("kronor", fields.amount("kronor"))
    if limit < 0:
        fields.refuse(
            "kronor", "gränsen för små rester kan inte vara mindre än noll. Skriv 0 om ingen rest är för liten."
        )
    return limit


def _repeated(fields: Fields) -> tuple[int, int]:
    return _whole(fields, "times", 2), _whole(fields, "within_months", 2)


def _tie_break(fields: Fields, reasons: list[tuple[str, str]]) -> str:
    order = fields.text("order")
    if order != _TIE_BREAK:
        fields.refuse(
            "order",
            f"när två står lika kommer den först som ni inte har talat med på längst tid. Skriv {_TIE_BREAK}; "
            "skuldens storlek får aldrig avgöra vem som kommer först.",
        )
    reasons.append(("tie_break", fields.required("why", fields.text("why"))))
    fields.nothing_else()
    return _TIE_BREAK


def _money_that_starts(fields: Fields) -> tuple[BillKind, ...]:
    kinds = tuple(BillKind(word) for word in fields.several_of("money_that_starts", list(BillKind)))
    for kind in kinds:
        if kind in DISPUTED:
            fields.refuse(
                "money_that_starts",
                f"”{kind}” får aldrig starta steg: en höjning som kan prövas eller gäller bakåt hotar inte hemmet "
                "(JB 12:42 och 12:44). Ta bort ordet.",
            )
    return kinds or (BillKind.RENT,)


def _line_order(fields: Fields) -> tuple[BillKind, ...]:
    """Avräkningsordning inside a bill; what is not named follows in the usual order."""
    first = tuple(BillKind(word) for word in fields.several_of("line_order", list(BillKind)))
    return first + tuple(kind for kind in RENT_FIRST if kind not in first)


def _groups(fields: Fields) -> tuple[Group, ...]:
    found = []
    for tag in Tag:
        if fields.raw(tag.value) is not None:
            found.append(_group(tag, fields.mapping(tag.value)))
    fields.nothing_else()
    return tuple(found)


def _groups_written(groups: object) -> list[str]:
    """The groups that the text names, right or wrong: a rule may speak of them."""
    return [tag.value for tag in Tag if isinstance(groups, dict) and tag.value in groups]


def _group(tag: Tag, fields: Fields) -> Group:
    group = Group(
        tag=tag,
        aim=fields.required("aim", fields.text("aim")),
        quote=fields.required("quote", fields.text("quote")),
        place=fields.required("place", fields.text("place")),
        from_age=fields.whole("from_age") if tag in _AGES_TOO else None,
        to_age=fields.whole("to_age") if tag in _AGES_TOO else None,
        months=_months(tag, fields),
    )
    if tag in _AGES and group.from_age is None and group.to_age is None:
        fields.refuse("from_age", "gruppen måste ha en ålder. Skriv from_age, to_age eller båda.")
    if group.from_age is not None and group.to_age is not None and group.to_age < group.from_age:
        fields.refuse("to_age", f"åldern slutar på {group.to_age}, före {group.from_age}. Rätta det ena.")
    fields.nothing_else()
    return group


def _months(tag: Tag, fields: Fields) -> int | None:
    """Months that a group must have; the old may have them: then only who has paid in time for so long is of it."""
    if tag in _MONTHS:
        return _whole(fields, "months", 1)
    return fields.whole("months", least=1) if tag is Tag.OLD else None


def _collection(fields: Fields, reasons: list[tuple[str, str]]) -> CollectionWay | None:
    """Who collects, and what that asks for; a policy may say nothing of it."""
    if not fields.has("collection"):
        return None
    inner = fields.mapping("collection")
    who = inner.required("who", inner.choice("who", Collector))
    days = None
    if who is Collector.AGENCY:
        days = _value_with_why(inner, "status_at_most_days_old", reasons, lambda value: _whole(value, "days", 1))
    elif inner.has("status_at_most_days_old"):
        inner.refuse(
            "status_at_most_days_old",
            "den som sköter inkasso själv vet alltid läget. Ta bort raden, eller skriv who: agency.",
        )
    way = CollectionWay(who, days, _good_payer(inner, reasons))
    inner.nothing_else()
    return way


def _good_payer(fields: Fields, reasons: list[tuple[str, str]]) -> GoodPayer | None:
    if not fields.has("good_payer"):
        return None
    inner = fields.mapping("good_payer")
    payer = GoodPayer(
        months=_whole(inner, "months", 1),
        channels=tuple(Channel(word) for word in inner.several_of("channels", list(Channel))),
        text=inner.required("text", inner.text("text")),
        quote=inner.required("quote", inner.text("quote")),
        place=inner.required("place", inner.text("place")),
    )
    if not payer.channels:
        inner.refuse("channels", "en påminnelse måste säga hur den skickas. Skriv till exempel channels: [letter].")
    reasons.append(("good_payer", inner.required("why", inner.text("why"))))
    inner.nothing_else()
    return payer


def _rule(fields: Fields, tags: list[str]) -> Rule:
    key = fields.required("key", fields.text("key"))
    fields.where = f"{fields.where} ({key})"
    soft = fields.yes_no("soft") or False
    leaves_open = fields.text("leaves_open")
    if soft != (leaves_open is not None):
        fields.refuse("soft", "soft: true och leaves_open hör ihop: skriv vad källan lämnar öppet, eller ta bort båda.")
    level = fields.whole("level", least=1)
    first, last = _days(fields) if level is None else (0, None)
    counted_in = fields.choice("counted_in", CountedIn) or CountedIn.DAYS
    rule = Rule(
        key=key,
        order=fields.whole("order", least=1) or 1,
        day=first,
        last_day=last,
        counted_in=counted_in,
        step=fields.required("step", fields.choice("step", LadderStep)),
        channels=tuple(Channel(word) for word in fields.several_of("channels", list(Channel))),
        when=tuple(Condition(word) for word in fields.several_of("when", list(Condition))),
        groups=tuple(Tag(word) for word in fields.several_of("groups", tags)),
        on_non_working_day=fields.required("on_non_working_day", fields.choice("on_non_working_day", NonWorkingDay)),
        who_first=tuple(Tag(word) for word in fields.several_of("who_first", tags)),
        text=fields.required("text", fields.text("text")),
        quote=fields.required("quote", fields.text("quote")),
        place=fields.required("place", fields.text("place")),
        leaves_open=leaves_open,
        gate=_gate(fields),
        in_month=fields.whole("in_month") or 0,
        open_months=_open_months(fields),
        after=_after(fields),
        level=level,
        notice_months=fields.whole("notice_months"),
    )
    fields.nothing_else()
    check_rule(rule, fields)
    return rule


def _days(fields: Fields) -> tuple[int, int | None]:
    day = fields.whole("day", least=1)
    if fields.raw("window") is None:
        return fields.required("day", day), None
    window = fields.mapping("window")
    first, last = _whole(window, "from", 1), _whole(window, "to", 1)
    window.nothing_else()
    if day is not None:
        fields.refuse("window", "skriv antingen day eller window, inte båda.")
    if last <= first:
        fields.refuse("window", f"fönstret slutar dag {last}, inte efter dag {first}. Rätta det ena.")
    return first, last


def _open_months(fields: Fields) -> OpenMonths | None:
    if not fields.has("open_months"):
        return None
    inner = fields.mapping("open_months")
    least, to = inner.whole("from", least=1) or 1, inner.whole("to", least=1)
    if to is not None and to < least:
        inner.refuse("to", f"antalet obetalda hyror slutar på {to}, före {least}. Rätta det ena.")
    inner.nothing_else()
    return OpenMonths(least, to)


def _after(fields: Fields) -> After | None:
    if not fields.has("after"):
        return None
    inner = fields.mapping("after")
    after = After(inner.required("step", inner.choice("step", LadderStep)), inner.whole("days") or 0)
    inner.nothing_else()
    return after


def _gate(fields: Fields) -> LawGate | None:
    if fields.raw("gated_by_law") is None:
        return None
    inner = fields.mapping("gated_by_law")
    requires = tuple(_requirement(item) for item in inner.items("requires"))
    gate = LawGate(inner.required("text", inner.text("text")), requires, inner.yes_no("contradicts") or False)
    inner.nothing_else()
    return gate


def _requirement(fields: Fields) -> Requirement:
    requirement = Requirement(
        step=fields.required("step", fields.choice("step", LadderStep)),
        why=fields.required("why", fields.text("why")),
        days=fields.whole("days") or 0,
        within_months=fields.whole("within_months", least=1),
    )
    fields.nothing_else()
    return requirement
