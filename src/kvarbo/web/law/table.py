"""A table of questions to one rule: each row's cells are facts, and each row gets its answer or its error."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, TextIO

from kvarbo.core.finding import Finding
from kvarbo.core.law.catalogue import Rule
from kvarbo.core.law.fact_reading import BadFact, is_optional
from kvarbo.web.law.columns import STEPS, as_json, columns_of, row_of

ERROR = "error"
REMEMBERED = 65_536  # rows that ask the same get the answer already given

# How an answer is told, and how a row is written with the answer told (or nothing) and its error.
Way = tuple[Callable[[Finding[Any]], Any], Callable[[list[str], Any, str], None]]


class BadTable(ValueError):
    """The table's first row cannot be understood; the message says which column, and how to name it."""


def answer_table(rule: Rule, text: str, out: TextIO, *, json_lines: bool = False) -> int:
    """Write the table with its answers; 1 when any row was refused, 0 when all were answered."""
    header, rows, delimiter = _read(text)
    places = _places(rule, header)
    told, write = (_json_lines if json_lines else _csv_rows)(rule, header, delimiter, out)

    @lru_cache(maxsize=REMEMBERED)
    def ask(facts: tuple[str, ...]) -> tuple[Any, str]:
        try:
            return told(rule.ask(dict(zip(places, facts, strict=True)))), ""
        except (ValueError, LookupError) as refusal:
            return None, str(refusal)

    refused = 0
    for row in rows:
        filled = [*row, *[""] * (len(header) - len(row))]
        if len(row) > len(header):
            answer, error = None, f"Raden har {len(row)} fält men rubriken har {len(header)}."
        else:
            answer, error = ask(tuple([filled[place].strip() for place in places.values()]))
        refused |= bool(error)
        write(filled[: len(header)], answer, error)
    return int(refused)


def _csv_rows(rule: Rule, header: list[str], delimiter: str, out: TextIO) -> Way:
    facts = {fact.name for fact in rule.facts}
    columns = {name: way for name, way in columns_of(rule).items() if name not in facts}  # already in the table
    added = [*columns, STEPS, ERROR]
    if taken := [name for name in header if name in added or header.count(name) > 1]:
        raise BadTable(f"Kolumnen {taken[0]} kan inte stå i frågan eller står två gånger. Byt namn på den.")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow([*header, *added])
    nothing = [""] * (len(columns) + 1)

    def write(row: list[str], cells: Any, error: str) -> None:
        writer.writerow([*row, *(cells or nothing), error])

    return lambda finding: row_of(finding, columns), write


def _json_lines(rule: Rule, header: list[str], delimiter: str, out: TextIO) -> Way:
    if taken := [name for name in header if name in (STEPS, ERROR) or header.count(name) > 1]:
        raise BadTable(f"Kolumnen {taken[0]} kan inte stå i frågan eller står två gånger. Byt namn på den.")

    def write(row: list[str], answer: Any, error: str) -> None:
        line = {**dict(zip(header, row, strict=True)), **(answer or {}), ERROR: error or None}
        out.write(json.dumps(line, ensure_ascii=False) + "\n")

    return as_json, write


def _read(text: str) -> tuple[list[str], Iterator[list[str]], str]:
    """The header, the rows that hold anything, and the separator of a CSV text."""
    first_line = text.lstrip("\r\n").partition("\n")[0]
    delimiter = next((sign for sign in ";\t" if sign in first_line), ",")
    rows = (row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(map(str.strip, row)))
    return [name.strip() for name in next(rows, [])], rows, delimiter


def _places(rule: Rule, header: list[str]) -> dict[str, int]:
    """Where in a row each fact stands; a column that is nearly a fact's name is refused rather than overlooked."""
    names = [fact.name for fact in rule.facts]
    for column in header:
        near = get_close_matches(column, names, n=1, cutoff=0.8)
        if near and column not in names and near[0] not in header:
            raise BadTable(f"Kolumnen {column} är inget som {rule.name} frågar efter. Menade du {near[0]}?")
    for fact in rule.facts:
        if fact.required and not is_optional(fact.kind) and fact.name not in header:
            told = ", ".join(header) or "ingenting"
            raise BadTable(f"Kolumnen {fact.name} saknas i tabellens första rad. Där står: {told}.")
    return {name: header.index(name) for name in names if name in header}


def given_facts(written: list[str]) -> dict[str, str]:
    """``--fact name=value`` as names and what was written; raises :class:`BadFact`."""
    given: dict[str, str] = {}
    for fact in written:
        name, equals, value = fact.partition("=")
        name = name.strip().replace("-", "_")
        if not equals or not name:
            raise BadFact(f"{fact!r} är inget faktum. Skriv namn=värde, till exempel tenant_served=2026-10-13.")
        if name in given:
            raise BadFact(f"{name} står två gånger. Ange det en gång.")
        given[name] = value.strip()
    return given
