"""``kvarbo law …``: ask one rule of law, for one case or for a whole table of them.

Every rule in ``core/law`` can be asked by its name with ``--fact``; it needs no line here. ``QUESTIONS`` are the few
with options and labels of their own: the options are also the table's columns, and the fields of the rule's answer
are the columns that the table gets.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import importlib
import io
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kvarbo.core.finding import Finding

ERROR = "error"


class BadQuestion(ValueError):
    """What was asked cannot be read; the message says which part and how to write it."""


def _day(text: str) -> date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise BadQuestion(f"Datumet {text} finns inte.") from None
    raise BadQuestion(f"{text!r} är inget datum. Skriv det som 2026-11-22.")


def _month(text: str) -> date:
    try:
        return _day(f"{text}-01" if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text) else text).replace(day=1)
    except BadQuestion:
        raise BadQuestion(f"{text!r} är ingen månad. Skriv den som 2027-01.") from None


def _count(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,6}", text):
        raise BadQuestion(f"{text!r} är inget antal. Skriv ett heltal, till exempel 3.")
    return int(text)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a question asks for: an option on the command line and a column in a table."""

    name: str
    metavar: str
    help: str
    read: Callable[[str], Any]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A rule as a command. ``labels`` names the fields of its answer in Swedish, in the order they are shown."""

    name: str
    rule: str  # <act>.<rule> under kvarbo.core.law, a function with the file's name
    help: str
    parts: tuple[Part, ...]
    labels: Mapping[str, str]


QUESTIONS = (
    Question(
        name="due-date",
        rule="jordabalken.rent_due",
        help="Hyrans förfallodag för en månad, i båda läsningarna.",
        parts=(Part("month", "ÅÅÅÅ-MM", "månaden hyran är för", _month, required=True),),
        labels={
            "protective": "Förfallodag",
            "protective_late_from": "Mer än en vecka sen från",
            "literal": "Sista vardagen efter ordalydelsen",
            "enforcing": "Får betalas senast (hyresvärden räknar så)",
            "enforcing_late_from": "Hyresvärden får gå vidare tidigast",
        },
    ),
    Question(
        name="statutory-end",
        rule="lagstadgad_tid.statutory_end",
        help="Sista dagen i en tid som lagen anger i veckor, månader eller år.",
        parts=(
            Part("start", "ÅÅÅÅ-MM-DD", "dagen tiden räknas från", _day, required=True),
            Part("weeks", "N", "tidens längd i veckor", _count),
            Part("months", "N", "tidens längd i månader", _count),
            Part("years", "N", "tidens längd i år", _count),
        ),
        labels={
            "unshifted": "Slutdag före flytt",
            "last_day": "Sista dag",
            "protective": "Säkert i tid senast",
        },
    ),
)


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``law`` with one command for each question."""
    parser = subparsers.add_parser("law", help="Fråga en lagregel: datum och skäl med paragraf.")
    rules = parser.add_subparsers(dest="question", required=True, metavar="REGEL")
    for question in QUESTIONS:
        command = rules.add_parser(
            question.name,
            help=question.help,
            description=f"{question.help} Svaret är beslutsstöd, inte juridisk rådgivning. Med --table läses en "
            f"CSV-fil med kolumnerna {', '.join(part.name for part in question.parts)}; svaret blir samma tabell med "
            f"kolumnerna {', '.join(question.labels)} och {ERROR} tillagda.",
        )
        for part in question.parts:
            command.add_argument(f"--{part.name}", metavar=part.metavar, help=part.help)
        command.add_argument("--table", metavar="FIL", help="CSV-fil med en fråga per rad, - för standard input")
        command.add_argument("--json", action="store_true", help="skriv JSON (med --table en rad per fråga)")
        command.set_defaults(run=run, asked=question)
    _add_overviews(rules)
    _add_rules(rules)


def _add_overviews(rules: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    listed = rules.add_parser("list", help="Alla regler, med vad de svarar på och frågar efter.")
    known = rules.add_parser("values", help="Alla daterade värden en dag, med paragraf.")
    known.add_argument("--on", metavar="ÅÅÅÅ-MM-DD", help="dagen värdena gäller", required=True)
    known.add_argument("--added", metavar="FIL", help="installationens egna värden (YAML med källa och underskrift)")
    explain = rules.add_parser("explain", help="En regel: vad den frågar efter, paragrafer och värden en dag.")
    explain.add_argument("rule", metavar="REGEL", help="regelns namn, till exempel rent_due")
    explain.add_argument("--on", metavar="ÅÅÅÅ-MM-DD", help="dagen värdena gäller", required=True)
    for command, answer in ((listed, _list), (known, _values), (explain, _explain)):
        command.add_argument("--json", action="store_true", help="skriv JSON")
        command.set_defaults(run=_refusing(answer))
    document = rules.add_parser("document", help="Skriv sidan docs/rules.md från reglerna och exemplen.")
    document.add_argument("--root", metavar="MAPP", default=".", help="källträdets mapp (%(default)s)")
    document.add_argument("--check", action="store_true", help="skriv inget; fel om sidan inte stämmer")
    document.add_argument("--json", action="store_true", help="skriv JSON i stället för sidan")
    document.set_defaults(run=_refusing(_document))


def _add_rules(rules: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """One command under the names of all rules, written with _ or -, with or without the act."""
    from kvarbo.core.law.catalogue import rule_names

    full = list(rule_names())
    short = {name.partition(".")[2] for name in full}
    names = {*full, *short, *(name.replace("_", "-") for name in short)} - set(rules.choices)
    asked = rules.add_parser(
        "REGEL",
        aliases=sorted(names),
        prog="kvarbo law",
        usage="kvarbo law REGEL [--fact NAMN=VÄRDE] [--table FIL] [--json]",
        description="Fråga vilken regel som helst, med namnet från kvarbo law list: till exempel kvarbo law "
        "recovery_period --fact tenant_served=2026-10-13. Vad regeln frågar efter står i kvarbo law explain REGEL. "
        "Svaret är beslutsstöd, inte juridisk rådgivning. Med --table läses en CSV-fil vars kolumner är fakta; svaret "
        "blir samma tabell med svarets fält (value, eller protective och enforcing), not_before, missing, steps och "
        f"{ERROR} tillagda. En rad som inte går att läsa hindrar inte de andra.",
    )
    asked.add_argument("--fact", action="append", metavar="NAMN=VÄRDE", help="ett faktum; upprepas")
    asked.add_argument("--table", metavar="FIL", help="CSV-fil med en fråga per rad, - för standard input")
    asked.add_argument("--json", action="store_true", help="skriv JSON (med --table en rad per fråga)")
    asked.set_defaults(run=_refusing(_ask_rule))


def _refusing(answer: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """The command, with what is refused told in Swedish and the exit code 1."""

    def command(arguments: argparse.Namespace) -> int:
        from kvarbo.web.text_input import CannotOpen

        try:
            return answer(arguments)
        except BrokenPipeError:
            raise  # the reader of the output has gone home: ``main`` ends quietly
        except csv.Error as refusal:
            sys.stderr.write(f"{arguments.table}: tabellen går inte att läsa som CSV ({refusal}). Spara den på nytt.\n")
        except (CannotOpen, OSError, ValueError, LookupError) as refusal:
            sys.stderr.write(f"{refusal}\n")
        return 1

    return command


def _ask_rule(arguments: argparse.Namespace) -> int:
    from kvarbo.core.law.catalogue import find
    from kvarbo.web.law.columns import as_json, columns_of, row_of
    from kvarbo.web.law.table import answer_table, given_facts
    from kvarbo.web.text_input import read_text

    rule = find(arguments.question)
    if arguments.table is not None:
        if arguments.fact:
            raise BadQuestion("Ange antingen --table eller --fact, inte båda.")
        return answer_table(rule, read_text(arguments.table), sys.stdout, json_lines=arguments.json)
    finding = rule.ask(given_facts(arguments.fact or []))
    if arguments.json:
        sys.stdout.write(json.dumps(as_json(finding), ensure_ascii=False) + "\n")
        return 0
    columns = columns_of(rule)
    width = max(map(len, columns)) + 2
    for name, told in zip(columns, row_of(finding, columns), strict=False):
        if told:
            sys.stdout.write(f"{name:<{width}}{told}\n")
    _write_steps(finding)
    return 0


def _write_steps(finding: Finding[Any]) -> None:
    sys.stdout.write("\nVarför:\n")
    for step in finding.steps:
        sys.stdout.write(f"- {step.text} ({step.source})\n")


def _write_lines(told: list[dict[str, Any]], line: Callable[[Mapping[str, Any]], str], *, as_json: bool) -> int:
    for row in told:
        sys.stdout.write((json.dumps(row, ensure_ascii=False) if as_json else line(row)) + "\n")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    from kvarbo.web.law.overview import list_rules

    return _write_lines(list_rules(), lambda rule: f"{rule['rule']}: {rule['summary']}", as_json=arguments.json)


def _values(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from kvarbo.core.values import load_added
    from kvarbo.web.law.overview import list_values, value_line

    added = load_added(Path(arguments.added)) if arguments.added else None
    return _write_lines(list_values(_day(arguments.on), added), value_line, as_json=arguments.json)


def _explain(arguments: argparse.Namespace) -> int:
    from kvarbo.web.law.overview import explain, explained

    told = explain(arguments.rule, _day(arguments.on))
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n" if arguments.json else explained(told))
    return 0


def _document(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from kvarbo.web.law.document import PAGE, page, rules_told

    root = Path(arguments.root)
    if arguments.json:
        return _write_lines(rules_told(root), str, as_json=True)
    file, written = root / PAGE, page(root)
    if arguments.check:
        if not file.is_file() or file.read_text(encoding="utf-8") != written:
            raise BadQuestion(f"{PAGE} stämmer inte med reglerna. Skriv om sidan med: kvarbo law document.")
    else:
        file.write_text(written, encoding="utf-8")
    return 0


def run(arguments: argparse.Namespace) -> int:
    """Answer one question or a table; the exit code is 1 when a question or any row was refused."""
    question: Question = arguments.asked
    given = {part.name: getattr(arguments, part.name) for part in question.parts}
    from kvarbo.web.text_input import CannotOpen, read_text

    try:
        if arguments.table is None:
            return _answer_one(question, given, as_json=arguments.json)
        if any(value is not None for value in given.values()):
            raise BadQuestion("Ange antingen --table eller frågan själv, inte båda.")
        return _answer_table(question, read_text(arguments.table), as_json=arguments.json)
    except csv.Error as refusal:
        sys.stderr.write(f"{arguments.table}: tabellen går inte att läsa som CSV ({refusal}). Spara den på nytt.\n")
    except (CannotOpen, ValueError, LookupError) as refusal:
        sys.stderr.write(f"{refusal}\n")
    return 1


def ask(question: Question, given: Mapping[str, str | None]) -> Finding[Any]:
    """Put the question with its parts as they were written; raises ValueError or LookupError in Swedish."""
    read: dict[str, Any] = {}
    for part in question.parts:
        text = (given.get(part.name) or "").strip()
        if text:
            read[part.name] = part.read(text)
        elif part.required:
            raise BadQuestion(f"{part.name} saknas: {part.help}.")
    rule = importlib.import_module(f"kvarbo.core.law.{question.rule}")
    finding: Finding[Any] = getattr(rule, question.rule.rpartition(".")[2])(**read)
    return finding


def _fields(question: Question, finding: Finding[Any]) -> dict[str, str]:
    answer = dataclasses.asdict(finding.value)
    return {name: str(answer[name]) for name in question.labels}


def _shown(read: Any) -> int | str:
    return read if isinstance(read, int) else str(read)


def _answer_one(question: Question, given: Mapping[str, str | None], *, as_json: bool) -> int:
    from kvarbo.core.calendar import in_words

    finding = ask(question, given)
    if as_json:
        asked = {part.name: _shown(part.read(text)) for part in question.parts if (text := given[part.name])}
        steps = [{"text": step.text, "source": step.source} for step in finding.steps]
        answer = {**asked, **_fields(question, finding), "steps": steps}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        return 0
    width = max(len(label) for label in question.labels.values()) + 2
    for name, label in question.labels.items():
        sys.stdout.write(f"{label:<{width}}{in_words(getattr(finding.value, name))}\n")
    _write_steps(finding)
    return 0


def _answer_table(question: Question, text: str, *, as_json: bool) -> int:
    header, rows, delimiter = _table(question, text)
    added = [*question.labels, ERROR]
    writer = csv.writer(sys.stdout, delimiter=delimiter, lineterminator="\n")
    if not as_json:
        writer.writerow([*header, *added])
    refused = False
    for row in rows:
        result = _answer_row(question, header, row)
        refused = refused or bool(result[ERROR])
        if as_json:
            asked = dict(zip(header, row, strict=False))
            sys.stdout.write(json.dumps({**asked, **result}, ensure_ascii=False) + "\n")
        else:
            filled = [*row[: len(header)], *[""] * (len(header) - len(row))]
            writer.writerow([*filled, *(result[name] or "" for name in added)])
    return 1 if refused else 0


def _table(question: Question, text: str) -> tuple[list[str], Iterator[list[str]], str]:
    """The header, the rows that hold anything, and the separator of a CSV text."""
    first_line = text.lstrip("\r\n").partition("\n")[0]
    delimiter = next((sign for sign in ";\t" if sign in first_line), ",")
    rows = (row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(map(str.strip, row)))
    header = [name.strip() for name in next(rows, [])]
    for part in question.parts:
        if part.required and part.name not in header:
            raise BadQuestion(f"Kolumnen {part.name} saknas i tabellens första rad. Där står: {', '.join(header)}.")
    if taken := [name for name in header if name in question.labels or name == ERROR or header.count(name) > 1]:
        raise BadQuestion(f"Kolumnen {taken[0]} kan inte stå i frågan eller står två gånger. Byt namn på den.")
    return header, rows, delimiter


def _answer_row(question: Question, header: list[str], row: list[str]) -> dict[str, str | None]:
    empty: dict[str, str | None] = dict.fromkeys(question.labels)
    if len(row) > len(header):
        return {**empty, ERROR: f"Raden har {len(row)} fält men rubriken har {len(header)}."}
    try:
        finding = ask(question, dict(zip(header, row, strict=False)))
    except (ValueError, LookupError) as refusal:
        return {**empty, ERROR: str(refusal)}
    return {**empty, **_fields(question, finding), ERROR: None}
