"""Rapporten som fil: every row in Excel, or the sums and what was not given on paper. By lease, never by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from kvarbo.core import swedish
from kvarbo.core.facts import LadderStep
from kvarbo.ground import clock
from kvarbo.ground.exports.actions import ExportStopped, export_allowed
from kvarbo.ground.exports.workbook import workbook
from kvarbo.ground.letters.setting import CannotSet, set_pdf
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.rent.queries import shown_leases
from kvarbo.landlord.same_chance.models import AfterReason, ChanceReport, ChanceRow
from kvarbo.landlord.same_chance.presenting import measures_told
from kvarbo.landlord.same_chance.queries import ReasonKey, counted, leases_of, reasons_of, rows_open_to
from kvarbo.landlord.same_chance.summing import by_group, by_measure, shown_chances
from kvarbo.landlord.same_chance.words import CHANCES, GIVEN, STEPS

TEMPLATE = "landlord/same_chance/typst/report.typ"
SECONDS = 60
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNKNOWN_MONTH = "Det är inte antecknat vilken hyra steget gäller, eller så är hyran inte känd."


@dataclass(frozen=True, slots=True)
class Fetched:
    """Filen, what the download is called, and whom it is about."""

    content: bytes
    content_type: str
    name: str
    leases: tuple[UUID, ...]


def fetch(report: ChanceReport, *, as_paper: bool, reason: str, by: AtWork) -> Fetched:
    """Hämta rapporten. Raises ``CannotDo``; what is taken out is counted as every file is."""
    rows = list(rows_open_to(by, report.pk))
    leases = tuple(dict.fromkeys(row.lease_id for row in rows))
    try:
        export_allowed(by, len(leases), reason, what="same_chance", about=str(report.pk), subjects=leases)
    except ExportStopped as refusal:
        raise CannotDo(str(refusal)) from None
    numbers = {lease: str(one.number) for lease, one in shown_leases(by, list(leases_of(by, leases).values())).items()}
    lines = _lines(rows, numbers, reasons_of(report.step, leases))
    name = f"samma-chans-{report.from_day.isoformat()}-{report.to_day.isoformat()}-{str(report.pk)[:8]}"
    if as_paper:
        return Fetched(_paper(report, lines), "application/pdf", f"{name}.pdf", leases)
    header = ("Avtal", "Hyra", "Steget togs", "Läge", "Gjorda åtgärder", "Åtgärd", "Åtgärdens läge", "Varför", "Skäl")
    return Fetched(workbook([header, *lines], sheet="Samma chans"), EXCEL, f"{name}.xlsx", leases)


def _lines(
    rows: Sequence[ChanceRow], numbers: Mapping[UUID, str], reasons: Mapping[ReasonKey, AfterReason]
) -> list[tuple[str, ...]]:
    """One line for each measure before each step; a row without measures has one line."""
    found = []
    for row in rows:
        start = (
            numbers.get(row.lease_id, ""), swedish.month(row.month) if row.month else "", row.taken_on.isoformat(),
            str(CHANCES[row.chance]), str(row.number_given),
        )  # fmt: skip
        told = measures_told(row, reasons)
        found += [(*start, one["words"], str(one["given"]), one["text"], _after(one["after"])) for one in told]
        if not told:
            found.append((*start, "", "", "" if row.policy_name else UNKNOWN_MONTH, ""))
    return found


def _after(reason: AfterReason | None) -> str:
    if reason is None:
        return ""
    return f"{reason.get_reason_display()} (skrivet {reason.written_on.isoformat()} av {reason.by_name})"


def _paper(report: ChanceReport, lines: Sequence[tuple[str, ...]]) -> bytes:
    every = counted(report.pk)
    columns = shown_chances(every)
    told: dict[str, Any] = {
        "title": "Alla fick samma chans",
        "written": clock.today().isoformat(),
        "what": f"Åtgärder före: {str(STEPS[LadderStep(report.step)]).lower()}. Från och med "
        f"{swedish.day(report.from_day)} till och med {swedish.day(report.to_day)}.",
        "made": f"Rapporten är gjord {swedish.day(report.asked_on)}.",
        "groups": {
            "columns": ["Grupp", "Steg", *(str(CHANCES[chance]) for chance in columns)],
            "rows": [
                [line["title"], str(line["steps"]), *map(str, line["chances"])] for line in by_group(every, least=None)
            ],
        },
        "measures": {
            "columns": ["Åtgärd", *(str(words) for words in GIVEN.values())],
            "rows": [[line["words"], *map(str, line["numbers"])] for line in by_measure(every)],
        },
        "lines": {"columns": ["Avtal", "Hyra", "Steget togs", "Åtgärd", "Läge", "Varför"], "rows": _paper_lines(lines)},
    }
    try:
        return set_pdf(told, template=TEMPLATE, seconds_each=SECONDS)
    except CannotSet as fault:
        raise CannotDo(gettext(str(fault))) from None


def _paper_lines(lines: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """What was not simply given, since that is what a reader asks about; the sums above tell the rest."""
    given = str(GIVEN["given"])
    return [
        [number, month, taken, words, standing or chance, " ".join(part for part in (why, after) if part)]
        for number, month, taken, chance, _, words, standing, why, after in lines
        if standing != given
    ]
