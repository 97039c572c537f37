"""What there is to ask: the rules, the dated values of a day, and one rule explained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kvarbo.core.law import catalogue
from kvarbo.core.law.fact_reading import how_to_write, is_optional
from kvarbo.core.values import DatedValue, NoValueInForce, Period, all_values, in_words, values

VERIFIED = {"V": "läst i lagtexten", "S": "sett hos en myndighet", "I": "vår tolkning"}


def list_rules() -> list[dict[str, Any]]:
    """Every rule: its full name, what it answers, and the facts it asks for."""
    return [
        {"rule": rule.full_name, "summary": rule.summary, "facts": [fact.name for fact in rule.facts]}
        for rule in catalogue.all_rules()
    ]


def list_values(on: date, added: Mapping[str, tuple[Period, ...]] | None = None) -> list[dict[str, Any]]:
    """Every dated value on a day; one that is not known that day stands with the reason, never with an old number."""
    known = values(on, extra=added)
    return [_value(known.entry(name), on) for name in sorted(all_values())]


def _value(entry: DatedValue, on: date) -> dict[str, Any]:
    told: dict[str, Any] = {"name": entry.name, "swe": entry.swe, "unit": str(entry.unit)}
    try:
        period = entry.period(on)
    except NoValueInForce as missing:
        return {**told, "value": None, "shown": None, "cite": entry.cite, "missing": str(missing)}
    return {
        **told,
        "value": list(period.value) if isinstance(period.value, tuple) else _number(period.value),
        "shown": in_words(period.value, entry.unit),
        "from": str(period.start),
        "to": str(period.to) if period.to else None,
        "cite": period.cite or entry.cite,
        "verified": VERIFIED[entry.verified],
        "last_checked": str(entry.last_checked),
        "recheck": entry.recheck,
        "signed_by": period.signed_by,
        "missing": None,
    }


def _number(value: Any) -> int | str | None:
    return value if isinstance(value, int) or value is None else str(value)


def explain(name: str, on: date) -> dict[str, Any]:
    """One rule as of a day: what it answers, what it asks for, its paragraphs, and the values it counts with."""
    rule = catalogue.find(name)
    known = values(on)
    return {
        "rule": rule.full_name,
        "on": str(on),
        "summary": rule.summary,
        "facts": [
            {
                "name": fact.name,
                "written": how_to_write(fact.kind),
                "required": fact.required and not is_optional(fact.kind),
            }
            for fact in rule.facts
        ],
        "paragraphs": list(catalogue.paragraphs_of(rule.full_name)),
        "values": [_value(known.entry(used), on) for used in catalogue.values_used(rule.full_name)],
    }


def explained(told: Mapping[str, Any]) -> str:
    """The explanation as plain text in Swedish."""
    lines = [told["rule"], told["summary"], "", "Frågar efter:"]
    lines += [f"- {fact['name']}{' (krävs)' if fact['required'] else ''}: {fact['written']}" for fact in told["facts"]]
    lines += ["", f"Paragrafer: {', '.join(told['paragraphs'])}."]
    if told["values"]:
        lines += ["", f"Värden {told['on']}:"]
        lines += [f"- {value_line(value)}" for value in told["values"]]
    return "\n".join(lines) + "\n"


def value_line(value: Mapping[str, Any]) -> str:
    """One dated value on one line: "jb.12_44.recovery_weeks: 3 veckor (återvinningsfrist, bostad; JB 12:44 …)"."""
    if value["missing"]:
        return str(value["missing"]).strip()
    recheck = ", ska kontrolleras på nytt" if value["recheck"] else ""
    signed = f", tillagt av {value['signed_by']}" if value["signed_by"] else ""
    where = f"{value['swe']}; {value['cite']}; {value['verified']} {value['last_checked']}{recheck}{signed}"
    return f"{value['name']}: {value['shown']} ({where})"
