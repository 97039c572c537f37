"""Daterade värden: the numbers in the law (weeks, kronor, per cent), each with its dates and its paragraph.

``values(on)["jb.12_44.recovery_weeks"]`` answers with the value in force that day and raises :class:`NoValueInForce`
when there is none. Nothing is carried on past its last day and nothing is guessed.

Each act has one file, ``core/law/<act>/values.yaml``. Periods are half-open: ``from`` is the first day, ``to`` the
first day on which the value no longer holds, ``to: null`` no end known. A period whose ``value`` is null says
*abolished*. An installation adds what the law has set since (the reference rate of a new half-year) with
:func:`load_added`, which requires the source and who signed for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from kvarbo.core.finding import Step
from kvarbo.core.swedish import money


class Unit(StrEnum):
    """What a value is counted in; ``öre`` and the counts of days are whole numbers, per cent are exact decimals."""

    ORE = "öre"
    DAYS = "dagar"
    VARDAGAR = "vardagar"
    WEEKS = "veckor"
    MONTHS = "månader"
    YEARS = "år"
    PERCENT = "procent"
    PERCENTAGE_POINTS = "procentenheter"
    LIST = "lista"


Value = int | Decimal | tuple[int | str, ...]

SINGULAR = {Unit.DAYS: "dag", Unit.VARDAGAR: "vardag", Unit.WEEKS: "vecka", Unit.MONTHS: "månad"}

ENTRY_KEYS = {"swe", "unit", "cite", "verified", "last_checked", "recheck", "condition", "note", "values"}
REQUIRED_ENTRY_KEYS = {"swe", "unit", "cite", "verified", "last_checked", "values"}
PERIOD_KEYS = {"from", "to", "value", "cite", "note"}
ADDED_KEYS = {"from", "to", "value", "source", "signed_by", "signed_on"}
VERIFIED = {"V", "S", "I"}  # read in the statute · seen in an authority's page · our own reading, shown as such


class BadValues(ValueError):
    """A file of dated values that cannot be trusted; the message says which file, value and period."""


class NoValueInForce(LookupError):
    """No value is known for the day asked about: a person has to look it up and add it."""

    def __init__(self, name: str, on: date, why: str, add: str) -> None:
        super().__init__(f"Värdet {name} saknas för {on}: {why} {add}")
        self.name, self.on = name, on


@dataclass(frozen=True, slots=True)
class Period:
    """A value from its first day up to, not including, ``to``; value None means abolished."""

    start: date
    to: date | None
    value: Value | None
    cite: str | None = None
    note: str | None = None
    signed_by: str | None = None
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A named value of an act with all its periods, oldest first and without gaps."""

    name: str
    swe: str
    unit: Unit
    cite: str
    verified: str
    last_checked: date
    recheck: bool
    condition: str | None
    note: str | None
    periods: tuple[Period, ...]
    file: str

    def period(self, on: date) -> Period:
        """The period in force that day; raises :class:`NoValueInForce`."""
        for period in self.periods:
            if period.start <= on and (period.to is None or on < period.to):
                if period.value is None:
                    since = f"det är avskaffat sedan {period.start} ({self.cite})."
                    raise NoValueInForce(self.name, on, since, "Räkna utan det den dagen.")
                return period
        first, last = self.periods[0].start, self.periods[-1].to
        if on < first:
            why = f"det tidigaste värdet vi har gäller från {first} ({self.cite})."
        else:
            why = f"det senaste värdet vi har gäller till och med {_day_before(last)} ({self.cite})."
        add = (
            f"Slå upp {self.swe} och lägg till en period som täcker dagen (from, to, value i {self.unit.value}) "
            f"i {self.file} eller i installationens egen värdefil med källa och underskrift."
        )
        raise NoValueInForce(self.name, on, why, add)

    def step(self, on: date) -> Step:
        """The value in force as a reason to show."""
        period = self.period(on)
        by = f", tillagt av {period.signed_by}" if period.signed_by else ""
        shown = in_words(period.value, self.unit)
        return Step(f"{self.swe[0].upper()}{self.swe[1:]}: {shown}{by}.", period.cite or self.cite)


class ValuesOn:
    """The values in force on one day, by name."""

    def __init__(self, on: date, known: Mapping[str, DatedValue]) -> None:
        self.on = on
        self._known = known

    def entry(self, name: str) -> DatedValue:
        """The value with its citation and all its periods."""
        try:
            return self._known[name]
        except KeyError:
            near = [known for known in self._known if known.split(".")[0] == name.split(".")[0]]
            hint = f"Under {name.split('.')[0]} finns: {', '.join(near)}." if near else "Se listan över värden."
            raise NoValueInForce(name, self.on, "inget värde har det namnet.", hint) from None

    def __getitem__(self, name: str) -> Value:
        value = self.entry(name).period(self.on).value
        assert value is not None  # period() refuses what is abolished
        return value

    def number(self, name: str) -> int:
        """The value as a whole number (öre, days, weeks, months); refuses a value of another kind."""
        value = self[name]
        if not isinstance(value, int):
            raise BadValues(f"Värdet {name} är inget heltal utan {value!r}. Rätta det i värdefilen.")
        return value

    def step(self, name: str) -> Step:
        """The value in force as a reason to show."""
        return self.entry(name).step(self.on)

    def __iter__(self) -> Iterator[str]:
        """The names of the values in force that day."""
        return (name for name, entry in self._known.items() if _in_force(entry, self.on))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def in_words(value: Value | None, unit: Unit) -> str:
    """A value as a Swede reads it: "3 veckor", "60 kr", "2,5 procent"; None is a value that was abolished."""
    if value is None:
        return "avskaffat"
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    if unit is Unit.ORE:
        return money(int(value))
    return f"{str(value).replace('.', ',')} {SINGULAR.get(unit, unit.value) if value == 1 else unit.value}"


def _in_force(entry: DatedValue, on: date) -> bool:
    try:
        entry.period(on)
    except NoValueInForce:
        return False
    return True


def _day_before(day: date | None) -> str:
    return str(day - timedelta(days=1)) if day else "okänt"


def values(on: date, *, extra: Mapping[str, tuple[Period, ...]] | None = None) -> ValuesOn:
    """All values of the law on a day; ``extra`` is what the installation has added (:func:`load_added`)."""
    return ValuesOn(on, _with_added(all_values(), extra) if extra else all_values())


@cache
def all_values() -> Mapping[str, DatedValue]:
    """Every dated value that ships with Kvarbo, read once from the acts' folders."""
    known: dict[str, DatedValue] = {}
    for act in sorted(files("kvarbo.core.law").iterdir(), key=lambda found: found.name):
        file = act / "values.yaml"
        if not file.is_file():
            continue
        for entry in load_values(file, shown_as=f"core/law/{act.name}/values.yaml"):
            if entry.name in known:
                other = known[entry.name].file
                raise BadValues(f"{entry.file}: värdet {entry.name} finns redan i {other}. Ta bort det ena.")
            known[entry.name] = entry
    return known


def load_values(file: Traversable | Path, *, shown_as: str | None = None) -> tuple[DatedValue, ...]:
    """The values of one act's file, checked; raises :class:`BadValues` that says file, value and what to mend."""
    where = shown_as or str(file)
    content = _mapping(_read(file, where), where)
    return tuple(_entry(str(name), raw, where) for name, raw in content.items())


def load_added(file: Traversable | Path) -> dict[str, tuple[Period, ...]]:
    """What an installation has looked up itself: name → periods, each with source, signed_by and signed_on."""
    where = str(file)
    added: dict[str, tuple[Period, ...]] = {}
    for name, raw in _mapping(_read(file, where), where).items():
        known = all_values().get(str(name))
        if known is None:
            raise BadValues(f"{where}: {name} är inget värde som Kvarbo känner till. Kontrollera namnet.")
        periods = []
        for number, period in enumerate(_list(raw, f"{where}: {name}"), 1):
            place = f"{where}: {name}, period {number}"
            fields = _mapping(period, place)
            _check_keys(fields, ADDED_KEYS, ADDED_KEYS, place)
            signed_by, source = _text(fields, "signed_by", place), _text(fields, "source", place)
            plain = _period({key: fields[key] for key in ("from", "to", "value")}, known.unit, place)
            periods.append(
                replace(plain, cite=source, signed_by=signed_by, signed_on=_date(fields, "signed_on", place))
            )
        added[str(name)] = tuple(periods)
    return added


def _with_added(known: Mapping[str, DatedValue], extra: Mapping[str, tuple[Period, ...]]) -> Mapping[str, DatedValue]:
    together = dict(known)
    for name, periods in extra.items():
        if name not in known:
            raise BadValues(f"{name} är inget värde som Kvarbo känner till. Kontrollera namnet.")
        ordered = tuple(sorted((*known[name].periods, *periods), key=lambda period: period.start))
        _check_order(ordered, f"tillagda värden: {name}")
        together[name] = replace(known[name], periods=ordered)
    return together


def _read(file: Traversable | Path, where: str) -> object:
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_NoDoubledKeys)  # noqa: S506  a SafeLoader
    except yaml.YAMLError as error:
        raise BadValues(f"{where}: filen går inte att läsa som YAML ({error}). Rätta raden.") from None


class _NoDoubledKeys(yaml.SafeLoader):
    """YAML lets a later key silently replace an earlier one; here that is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise BadValues(f"Rad {node.start_mark.line + 1}: {key} står två gånger. Ta bort den ena.")
        return super().construct_mapping(node, deep)


def _entry(name: str, raw: object, where: str) -> DatedValue:
    place = f"{where}: {name}"
    fields = _mapping(raw, place)
    _check_keys(fields, ENTRY_KEYS, REQUIRED_ENTRY_KEYS, place)
    try:
        unit = Unit(fields["unit"])
    except ValueError:
        raise BadValues(f"{place}: enheten {fields['unit']} finns inte. Välj bland {', '.join(Unit)}.") from None
    if fields["verified"] not in VERIFIED:
        raise BadValues(f"{place}: verified ska vara V, S eller I, inte {fields['verified']}.")
    periods = tuple(
        _period(_mapping(period, f"{place}, period {number}"), unit, f"{place}, period {number}")
        for number, period in enumerate(_list(fields["values"], place), 1)
    )
    _check_order(periods, place)
    return DatedValue(
        name=name,
        swe=_text(fields, "swe", place),
        unit=unit,
        cite=_text(fields, "cite", place),
        verified=fields["verified"],
        last_checked=_date(fields, "last_checked", place),
        recheck=bool(fields.get("recheck", False)),
        condition=fields.get("condition"),
        note=fields.get("note"),
        periods=periods,
        file=where,
    )


def _period(fields: Mapping[str, Any], unit: Unit, place: str) -> Period:
    _check_keys(fields, PERIOD_KEYS, {"from", "to", "value"}, place)
    to = None if fields["to"] is None else _date(fields, "to", place)
    start = _date(fields, "from", place)
    value = None if fields["value"] is None else _value(fields["value"], unit, place)
    return Period(start, to, value, fields.get("cite"), fields.get("note"))


def _value(raw: object, unit: Unit, place: str) -> Value:
    if unit is Unit.LIST:
        items = _list(raw, place)
        if all(isinstance(item, (int, str)) and not isinstance(item, bool) for item in items):
            return tuple(items)
    elif unit in (Unit.PERCENT, Unit.PERCENTAGE_POINTS):
        if isinstance(raw, (int, float, str)) and not isinstance(raw, bool):
            try:
                return Decimal(str(raw))
            except InvalidOperation:
                pass
    elif isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    raise BadValues(f"{place}: {raw!r} är inget värde i {unit.value}. Rätta value i filen.")


def _check_order(periods: tuple[Period, ...], place: str) -> None:
    for period in periods:
        if period.to is not None and period.to <= period.start:
            raise BadValues(
                f"{place}: perioden från {period.start} slutar innan den börjar ({period.to}). Rätta from eller to."
            )
    for earlier, later in pairwise(periods):
        if earlier.to is None or earlier.to > later.start:
            raise BadValues(
                f"{place}: perioderna från {earlier.start} och {later.start} överlappar varandra. "
                "Låt den första sluta (to) när den andra börjar (from)."
            )
        if earlier.to < later.start:
            raise BadValues(
                f"{place}: lucka mellan {earlier.to} och {later.start}. Ange värdet, eller null om avskaffat."
            )


def _check_keys(fields: Mapping[str, Any], allowed: set[str], required: set[str], place: str) -> None:
    if unknown := sorted(str(key) for key in set(fields) - allowed):
        raise BadValues(f"{place}: okänd nyckel {', '.join(unknown)}. Tillåtna: {', '.join(sorted(allowed))}.")
    if missing := sorted(required - set(fields)):
        raise BadValues(f"{place}: {', '.join(missing)} saknas. Fyll i det.")


def _mapping(raw: object, place: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise BadValues(f"{place}: här ska stå namn och innehåll, inte {type(raw).__name__}. Se en annan post i filen.")
    return raw


def _list(raw: object, place: str) -> list[Any]:
    if not isinstance(raw, list) or not raw:
        raise BadValues(f"{place}: här ska stå en lista med minst en rad. Skriv raderna med - först.")
    return raw


def _text(fields: Mapping[str, Any], key: str, place: str) -> str:
    text = fields[key]
    if not isinstance(text, str) or not text.strip():
        raise BadValues(f"{place}: {key} är tomt. Skriv källan eller texten i klartext.")
    return text.strip()


def _date(fields: Mapping[str, Any], key: str, place: str) -> date:
    day: object = fields[key]
    if type(day) is not date:
        raise BadValues(f"{place}: {key} ska vara ett datum som 2026-07-01, inte {day!r}.")
    return day
