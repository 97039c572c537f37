"""Gallring av personakter: what must be kept, from when the rest must go, and by when that is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvarbo.core.calendar import corresponding_day, in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.last_day import steps_for_unknown
from kvarbo.core.law.old_law.old_reference import ReferredAct, old_reference
from kvarbo.core.values import all_values, values

YEARS = "sol.16_1.retention_years"
CHILD_AGE = "sol.16_2a.child_investigation_until_age"
AREAS = "sof.13_1.retention_exempt_areas"
BIRTHDAYS = "sof.13_1.retention_exempt_birthdays"
NOTHING_WHILE_MORE_REMAINS = "SoL 16:1 första stycket"
DONE_BY = "SoL 16:1 tredje stycket"
KEPT = "SoL 16:2"
CHILD_INQUIRY = "SoL 16:2 a"


class RecordKind(StrEnum):
    """What kind of record it is (handlingens slag)."""

    ORDINARY = "ordinary"  # vanlig personakt
    CHILD_INQUIRY = "child_inquiry"  # utredning av om ett barn behöver skydd eller stöd
    CHILD_NOT_OPENED = "child_not_opened"  # beslut att inte inleda utredning
    KEPT = "placement_or_parentage"  # placering, faderskap, föräldraskap, adoption


class RetentionArea(StrEnum):
    """Where the record is kept (område); the exempt ones are named in SoF 13:1."""

    GOTEBORG = "goteborg"  # Göteborgs kommun
    OSTERGOTLAND = "ostergotland"  # Östergötlands län
    GOTLAND = "gotland"  # Gotlands län
    VASTERNORRLAND = "vasternorrland"  # Västernorrlands län, bland annat Timrå och Sollefteå
    ELSEWHERE = "elsewhere"


_AREA_NAMES = {
    RetentionArea.GOTEBORG: "Göteborgs kommun",
    RetentionArea.OSTERGOTLAND: "Östergötlands län",
    RetentionArea.GOTLAND: "Gotlands län",
    RetentionArea.VASTERNORRLAND: "Västernorrlands län",
}


@dataclass(frozen=True, slots=True)
class Retention:
    """Gallringen: ``keep`` is never destroyed; otherwise from when and by when. What is unknown destroys nothing."""

    keep: bool | None
    due_from: date | None
    done_by: date | None
    missing: tuple[str, ...] = ()


def retention(
    *,
    record: RecordKind,
    area: RetentionArea | None,
    last_entry: date | None,
    born: date | None,
    other_data_remains: bool | None,
    case_closed: date | None = None,
) -> Finding[Retention]:
    """När en personakt gallras (SoL 16:1–16:4, SoF 13:1): nothing goes while a fact is unknown or more remains.

    ``born`` is the person the record is about, whose registered birthday also decides the exemption for research.
    """
    if last_entry is None:
        return _unknown(None, "dagen då sista anteckningen gjordes")
    if exempt := _exempt(record, area, born, last_entry):
        return Finding(Retention(True, None, None), (exempt,))
    if area is None:
        return _unknown(None, "vilken kommun och vilket län akten finns i")
    if born is None:
        return _unknown(None, "personens födelsedag")
    if other_data_remains is not False:
        missing = (
            "att övriga uppgifter om personen har gallrats"
            if other_data_remains
            else "om andra sammanställda uppgifter om personen finns kvar"
        )
        return _unknown(False, missing)
    return _due(record, last_entry, born, case_closed)


def _exempt(record: RecordKind, area: RetentionArea | None, born: date | None, last_entry: date) -> Step | None:
    """The reason why the record is never destroyed, if there is one."""
    if record is RecordKind.KEPT:
        return Step("Handlingar om placering, faderskap, föräldraskap och adoption gallras aldrig.", KEPT)
    on = values(last_entry)
    place = old_reference(act=ReferredAct.SOF_2025, paragraph="13:1", day=last_entry).value.in_force
    areas, birthdays = on[AREAS], on[BIRTHDAYS]
    if not isinstance(areas, tuple) or not isinstance(birthdays, tuple):
        raise TypeError("The areas and birthdays exempt from destruction are lists.")
    if area is not None and _AREA_NAMES.get(area) in areas:
        return Step(f"I {_AREA_NAMES[area]} gallras inga personakter, av hänsyn till forskningen.", place)
    if born is not None and born.day in birthdays:
        return Step(f"Personer födda den {born.day} i en månad undantas från gallring i alla kommuner.", place)
    return None


def _due(record: RecordKind, last_entry: date, born: date, case_closed: date | None) -> Finding[Retention]:
    on = values(last_entry)
    years = on.number(YEARS)
    due = corresponding_day(last_entry, years=years)
    place = old_reference(act=ReferredAct.SOL_2025, paragraph="16:1", day=due).value.in_force
    steps = [on.step(YEARS), Step(f"Sista anteckningen gjordes {in_words(last_entry)}.", place)]
    if record is RecordKind.CHILD_INQUIRY:
        child = all_values()[CHILD_AGE]
        if case_closed is None and last_entry < child.periods[0].start:
            return _unknown(False, "dagen då ärendet avslutades", source=CHILD_INQUIRY)
        if case_closed is None or case_closed >= child.periods[0].start:
            age = values(child.periods[0].start).number(CHILD_AGE)
            grown = corresponding_day(born, years=age)
            steps += [
                child.step(child.periods[0].start),
                Step(f"Barnet fyller {age} år {in_words(grown)}.", CHILD_INQUIRY),
            ]
            due = max(due, grown)
    elif record is RecordKind.CHILD_NOT_OPENED:
        steps.append(Step("Beslutet att inte inleda utredning gallras efter fem år.", "SoL 16:2 a andra stycket"))
    done_by = date(due.year + 1, 12, 31)
    steps.append(Step(f"Ska gallras från {in_words(due)} och vara klart {in_words(done_by)}.", DONE_BY))
    return Finding(Retention(False, due, done_by), tuple(steps))


def _unknown(keep: bool | None, missing: str, *, source: str = NOTHING_WHILE_MORE_REMAINS) -> Finding[Retention]:
    steps = (*steps_for_unknown(source, missing), Step("Ingenting gallras innan det är känt.", source))
    return Finding(Retention(keep, None, None, (missing,)), steps)
