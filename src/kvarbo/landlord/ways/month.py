"""Arbetssättet som en läsbar månad: each rule with its day, what, for whom, how, who first, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from kvarbo.core import swedish
from kvarbo.core.ladder.open_months import OpenMonth, rule_day
from kvarbo.core.ladder.policy import Collector, Condition, Policy, Rule, Tag
from kvarbo.landlord.ways.words import CHANNELS, CONDITIONS, MONEY, STEPS, TAGS

_KEEPERS = {"landlord": "ni själva", "agency": "inkassobolaget"}


@dataclass(frozen=True, slots=True)
class RuleShown:
    """En regel som sidan visar den; ``falls_on`` is its day for the month that is the example."""

    key: str
    day: str
    falls_on: date | None
    step: str
    whom: str
    how: str
    first: str
    text: str
    quote: str
    place: str
    leaves_open: str
    law: str
    contradicts: bool
    requires: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """Ett värde som arbetssättet räknar med, and why it is what it is."""

    label: str
    value: str
    why: str = ""


def rules_shown(policy: Policy, *, month: date, due: date) -> list[RuleShown]:
    """The rules in their order, with the days they fall on for the rent of the month."""
    opened = OpenMonth(month, due, 0, 0)
    return [_shown(rule, rule_day(rule, opened).due_on if rule.level is None else None) for rule in policy.rules]


def _shown(rule: Rule, falls_on: date | None) -> RuleShown:
    gate = rule.gate
    return RuleShown(
        key=rule.key,
        day=rule.day_words[0].upper() + rule.day_words[1:],
        falls_on=falls_on,
        step=str(STEPS[rule.step]),
        whom=_whom(rule),
        how=_listed(*(str(CHANNELS[channel]) for channel in rule.channels), joined="eller"),
        first=_listed(*(str(TAGS[tag]) for tag in rule.who_first)),
        text=rule.text,
        quote=rule.quote,
        place=rule.place,
        leaves_open=rule.leaves_open or "",
        law=gate.text if gate else "",
        contradicts=bool(gate and gate.contradicts),
        requires=tuple(one.why for one in gate.requires) if gate else (),
    )


def _whom(rule: Rule) -> str:
    parts = [
        _listed(*(str(TAGS[tag]) for tag in rule.groups)) if one is Condition.GROUP else str(CONDITIONS[one])
        for one in rule.when
    ]
    if rule.level is not None and not parts:
        parts = [gettext("den som har fått krav så många gånger som arbetssättet säger")]
    if rule.open_months is not None:
        least, to = rule.open_months.least, rule.open_months.to
        if to == least:
            parts.append(ngettext("när %(n)d hyra är obetald", "när %(n)d hyror är obetalda", least) % {"n": least})
        elif to is None:
            parts.append(gettext("från %(n)d obetalda hyror") % {"n": least})
        else:
            parts.append(gettext("med %(n)d till %(m)d obetalda hyror") % {"n": least, "m": to})
    if rule.after is not None:
        step = str(STEPS[rule.after.step]).lower()
        parts.append(gettext("tidigast %(n)d dagar efter: %(step)s") % {"n": rule.after.days, "step": step})
    return "; ".join(parts)


def _listed(*words: str, joined: str = "och") -> str:
    if len(words) < 2:
        return "".join(words)
    word = gettext("eller") if joined == "eller" else gettext("och")
    return f"{', '.join(words[:-1])} {word} {words[-1]}"


def settings_shown(policy: Policy) -> list[Setting]:
    """What the way of working counts with."""
    why = policy.why
    days = {"n": policy.payments_margin}
    rows = [
        Setting(gettext("Det som startar steg"), _listed(*(str(MONEY[one]) for one in policy.money_that_starts))),
        Setting(
            gettext("Rester som inte startar något"),
            gettext("mindre än %(amount)s") % {"amount": swedish.money(policy.ignore_below)},
            why["ignore_below"],
        ),
        Setting(
            gettext("Betalningar ska vara kända"),
            ngettext("%(n)d bankdag efter förfallodagen", "%(n)d bankdagar efter förfallodagen", days["n"]) % days,
            why["payments_margin"],
        ),
        Setting(
            gettext("En överenskommelse utan dag gäller"),
            ngettext("%(n)d dag", "%(n)d dagar", policy.agreement_days) % {"n": policy.agreement_days},
            why["agreement_days"],
        ),
        Setting(
            gettext("Sent flera gånger är"),
            gettext("minst %(n)d sena månader på %(m)d")
            % {"n": policy.repeated_times, "m": policy.repeated_within_months},
            why["repeated_late"],
        ),
        Setting(
            gettext("När två står lika"),
            gettext("den kommer först som ni inte har talat med på längst tid"),
            why["tie_break"],
        ),
    ]
    return [*rows, *_of_collection(policy), *_of_terms(policy)]


def _of_collection(policy: Policy) -> list[Setting]:
    way = policy.collection
    if way is None:
        return []
    who = gettext("ett inkassobolag") if way.who is Collector.AGENCY else gettext("ni själva")
    rows = [Setting(gettext("Inkasso sköts av"), who)]
    if way.status_days is not None:
        days = ngettext("högst %(n)d dag", "högst %(n)d dagar", way.status_days) % {"n": way.status_days}
        rows.append(Setting(gettext("Läget från inkassobolaget får vara"), days, policy.why["status_at_most_days_old"]))
    if way.good_payer is not None:
        value = gettext("efter %(n)d hyror i rad i tid: %(text)s") % {
            "n": way.good_payer.months,
            "text": way.good_payer.text,
        }
        rows.append(Setting(gettext("Påminnelse i stället för inkasso"), value, policy.why["good_payer"]))
    return rows


def _of_terms(policy: Policy) -> list[Setting]:
    rows = []
    plans, first, warnings = policy.plans, policy.meeting_first, policy.warnings
    if plans is not None:
        kept = _KEEPERS.get(plans.kept_by or "", "")
        value = (
            gettext("högst %(n)d månader, sköts av %(who)s") % {"n": plans.at_most_months, "who": gettext(kept)}
            if plans.offered
            else gettext("ges inte")
        )
        rows.append(Setting(gettext("Avbetalningsplaner"), f"{value}. {plans.text}", policy.why["plans"]))
    if first is not None:
        whom = _listed(*(str(TAGS[Tag(tag)]) for tag in first.groups)) or gettext("alla")
        rows.append(Setting(gettext("Personligt möte före steg mot hyresgästen"), whom, first.text))
    if warnings is not None:
        counted = _listed(*(str(STEPS[step]).lower() for step in warnings.counted))
        value = gettext("%(steps)s räknas; efter %(n)d månader utan börjar räkningen om") % {
            "steps": counted,
            "n": warnings.afresh_after_months,
        }
        rows.append(Setting(gettext("Varningar för upprepat sena"), value, policy.why["warnings"]))
    return rows


def groups_shown(policy: Policy) -> list[dict[str, Any]]:
    """Who is met first, with the stated aim and where it stands."""
    return [
        {"who": str(TAGS[group.tag]), "aim": group.aim, "quote": group.quote, "place": group.place}
        for group in policy.groups
    ]
