"""Äldre hänvisning: which paragraph was in force on a day, and what it is called now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.in_force import NotInForce
from kvarbo.core.swedish import listed


class ReferredAct(StrEnum):
    """The act that a reference names, as it is written in old documents or now (lag)."""

    SOL_2001 = "sol_2001"  # socialtjänstlagen (2001:453)
    SOF_2001 = "sof_2001"  # socialtjänstförordningen (2001:937)
    SOL_2025 = "sol_2025"  # socialtjänstlagen (2025:400)
    SOF_2025 = "sof_2025"  # socialtjänstförordningen (2025:468)
    JB_12 = "jb_12"  # jordabalken 12 kap.
    OSL = "osl"  # offentlighets- och sekretesslagen


_OF_NEW = {ReferredAct.SOL_2025: "sol_2001", ReferredAct.SOF_2025: "sof_2001"}


@dataclass(frozen=True, slots=True)
class Reference:
    """Hänvisningen: what was in force that day, what it is called now, and the day it moved (None: it has not)."""

    in_force: str
    now: str
    moved_on: date | None


class UnknownReference(LookupError):
    """No mapping is known for the reference; the message says which ones there are."""


@dataclass(frozen=True, slots=True)
class _Moved:
    """One row of the table: a paragraph under its old and its new name."""

    was: str
    now: str
    about: str
    read: bool


def old_reference(*, act: ReferredAct, paragraph: str, day: date) -> Finding[Reference]:
    """Paragrafen som gällde en viss dag; ``paragraph`` is written "11:1 a", in JB "25 a § första stycket"."""
    name = _OF_NEW.get(act, act.value)
    table = _tables()[name]
    wanted = " ".join(paragraph.split())
    if wanted in table.get("unchanged", {}):
        place = _name(table["new"], wanted)
        text = f"{place} ({table['unchanged'][wanted]}) har inte flyttat."
        return Finding(Reference(place, place, None), (Step(text, place),))
    moved_on: date | None = table.get("moved_on")
    if moved_on and wanted in table.get("not_read", {}):
        if day < moved_on:
            raise NotInForce(table["not_read"][wanted], day, moved_on)
        place = _name(table["new"], wanted)
        text = f"{place} gäller från {in_words(moved_on)}. Numreringen dessförinnan är inte inläst."
        return Finding(Reference(place, place, None), (Step(text, place),))
    moved = None if act in _OF_NEW else _by_old_name(table, wanted)
    if moved is None and act in (*_OF_NEW, ReferredAct.JB_12):
        moved = _by_new_name(table, wanted)
    if moved is None or moved_on is None:
        raise UnknownReference(_unknown(name, table, wanted))
    in_force = moved.was if day < moved_on else moved.now
    text = f"{in_force} gällde {in_words(day)} ({moved.about})." if day < moved_on else f"{in_force}: {moved.about}."
    steps = [Step(text, in_force)]
    change = f"{moved.was} gällde till och med {in_words(moved_on - timedelta(days=1))}, sedan {moved.now}."
    steps.append(Step(change, moved.now))
    if not moved.read:
        steps.append(Step("Platsen i den gamla lagen är inte kontrollerad mot lagtexten.", moved.was))
    return Finding(Reference(in_force, moved.now, moved_on), tuple(steps))


def _by_old_name(table: Mapping[str, Any], wanted: str) -> _Moved | None:
    rows = table.get("paragraphs", {})
    return _row(table, wanted, rows[wanted]["new"]) if wanted in rows else None


def _by_new_name(table: Mapping[str, Any], wanted: str) -> _Moved | None:
    for was, row in table.get("paragraphs", {}).items():
        if wanted in row["new"]:
            return _row(table, was, [wanted])
    return None


def _row(table: Mapping[str, Any], was: str, now: list[str]) -> _Moved:
    row = table["paragraphs"][was]
    old = f"{_name(table['old'], was)}{table.get('old_suffix', '')}"
    new = _name(table["new"], listed(tuple(now)))
    return _Moved(old, new, row["about"], row["read"])


def _name(act: str, paragraph: str) -> str:
    """ "SoL" and "14:2" are "SoL 14:2"; in JB the paragraph sign falls away: "JB 12:25 a första stycket"."""
    separator = "" if act.endswith((":", " ")) else " "
    return f"{act}{separator}{paragraph.replace(' §', '') if act.startswith('JB') else paragraph}"


def _unknown(name: str, table: Mapping[str, Any], wanted: str) -> str:
    known = [*table.get("paragraphs", {}), *table.get("unchanged", {}), *table.get("not_read", {})]
    return f"Ingen uppgift om var {wanted} i {name} finns nu. Kända: {', '.join(known)}."


@cache
def _tables() -> Mapping[str, Any]:
    text = files("kvarbo.core.law.old_law").joinpath("moved_paragraphs.yaml").read_text(encoding="utf-8")
    tables: Mapping[str, Any] = yaml.safe_load(text)
    return tables
