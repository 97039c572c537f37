"""``kvarbo ledger check``: the dry run of a landlord's list, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kvarbo.landlord.rent.files.rows import FileReading

MOST_SHOWN = 20

_KINDS = {"open_items": "restlista", "ledger": "hyresreskontra"}
_SKIPPED = {"premises": "lokaler", "garage": "garage och p-platser", "storage": "förråd", "other": "övrigt"}


def add_to(subparsers: Any) -> None:
    """Register ``ledger check``."""
    parser = subparsers.add_parser("ledger", help="läs en restlista eller hyresreskontra utan att spara något")
    actions = parser.add_subparsers(dest="action", required=True, metavar="HANDLING")
    check = actions.add_parser("check", help="visa vad filen innehåller, vad som är fel och på vilken rad")
    check.add_argument("file", metavar="FIL", help="CSV eller .xlsx; - läser standard in")
    check.add_argument("--mapping", metavar="FIL.json", help='kolumnval: {"fält": "kolumnens namn", …}')
    check.add_argument("--kind", choices=sorted(_KINDS), help="om filen inte själv visar vilken sorts lista den är")
    check.add_argument("--on", metavar="DATUM", type=_day, help="dagen som filen läses (annars i dag)")
    check.add_argument("--keep", choices=["children", "language"], action="append", default=[], metavar="UPPGIFT",
                       help="läs också children eller language, om det finns ett antecknat ändamål")  # fmt: skip
    check.add_argument("--errors", metavar="FIL.csv", help="skriv alla fel till en CSV-fil")
    check.add_argument("--json", action="store_true", help="svara med JSON")
    check.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("skriv datumet som 2026-11-24") from None


def run(arguments: argparse.Namespace) -> int:
    """Read the file in its limited process; 0 when every row is right, 1 when the file or any row is refused."""
    from kvarbo.landlord.rent.files.reading import read_file
    from kvarbo.landlord.rent.files.refusal import CannotRead
    from kvarbo.landlord.rent.files.rows import FileKind

    try:
        reading = read_file(
            sys.stdin.buffer if arguments.file == "-" else arguments.file,
            on=arguments.on or date.today(),  # noqa: DTZ011  # the command line is where the clock is asked
            mapping=_mapping(arguments.mapping),
            keep=frozenset(arguments.keep),
            kind=FileKind(arguments.kind) if arguments.kind else None,
        )
    except CannotRead as fault:
        print(json.dumps({"ok": False, "refused": str(fault)}, ensure_ascii=False) if arguments.json else str(fault))
        return 1
    with reading:
        return _answer(reading, arguments)


def _mapping(path: str | None) -> dict[str, str]:
    from kvarbo.landlord.rent.files.refusal import CannotRead

    if path is None:
        return {}
    try:
        with open(path, encoding="utf-8") as file:
            chosen = json.load(file)
    except (OSError, ValueError) as fault:
        raise CannotRead(f"Kolumnvalet {path} går inte att läsa som JSON: {fault}") from fault
    if not isinstance(chosen, dict) or not all(isinstance(name, str | None) for name in chosen.values()):
        raise CannotRead(f'Kolumnvalet {path} ska ha formen {{"fält": "kolumnens namn"}}.')
    return chosen


def _answer(reading: FileReading, arguments: argparse.Namespace) -> int:
    from kvarbo.landlord.rent.files.reading import errors_csv

    if arguments.errors:
        with open(arguments.errors, "w", encoding="utf-8", newline="") as file:
            file.write(errors_csv(reading))
    if arguments.json:
        print(json.dumps(_as_json(reading), ensure_ascii=False))
    else:
        print("\n".join(_as_text(reading)))
    return 1 if reading.error_count else 0


def _as_json(reading: FileReading) -> dict[str, Any]:
    """Everything about the file except its rows."""
    totals = {field: getattr(reading.totals, field) for field in reading.totals.__slots__}
    return {
        "ok": not reading.error_count, "kind": reading.kind, "format": reading.format, "encoding": reading.encoding,
        "separator": reading.separator, "sheet": reading.sheet, "header_line": reading.header_line,
        "mapping": dict(reading.mapping), "reasons": dict(reading.reasons), "unused": list(reading.unused),
        "totals": {field: str(value) if isinstance(value, date) else value for field, value in totals.items()},
        "skipped": dict(reading.skipped), "refused_rows": reading.refused_rows,
        "refused_leases": sorted(reading.refused_leases), "error_count": reading.error_count,
        "errors": [
            {"line": error.line, "column": error.column, "value": error.value, "message": error.message,
             "refused": error.refused}
            for error in reading.errors
        ],
        "warnings": list(reading.warnings), "network_closed": reading.network_closed,
    }  # fmt: skip


def _as_text(reading: FileReading) -> list[str]:
    totals = reading.totals
    place = f"arket ”{reading.sheet}”" if reading.sheet else f"{reading.encoding}, skiljetecken {reading.separator!r}"
    told = [
        f"{_KINDS[reading.kind].capitalize()}, {reading.format} ({place}), rubriker på rad {reading.header_line}",
        f"{totals.rows} rader, {totals.leases} avtal, {totals.tenants} hyresgäster",
    ]
    if reading.kind == "ledger":
        told.append(
            f"{totals.bills} avier, {_kronor(totals.billed)}; {totals.payments} betalningar, {_kronor(totals.paid)}"
        )
        told.append(f"Senaste bokförda betalning: {totals.latest_booked or 'ingen'}")
    else:
        told.append(f"{_kronor(totals.remaining)} återstår att betala")
    told += [f"Inte bostäder: {_skipped(reading)}"] if reading.skipped else []
    told += [f"Oanvända kolumner: {', '.join(reading.unused)}"] if reading.unused else []
    told += [f"Obs: {warning}" for warning in reading.warnings]
    return told + _errors_as_text(reading)


def _skipped(reading: FileReading) -> str:
    return ", ".join(f"{number} {_SKIPPED.get(kind, kind)}" for kind, number in sorted(reading.skipped.items()))


def _errors_as_text(reading: FileReading) -> list[str]:
    if not reading.error_count:
        return ["Inga fel."]
    told = [f"{reading.error_count} fel, {reading.refused_rows} rader avvisade:"]
    for error in reading.errors[:MOST_SHOWN]:
        where = f"rad {error.line}" + (f", {error.column}" if error.column else "")
        told.append(f"  {where}: ”{error.value}” – {error.message}")
    if reading.error_count > MOST_SHOWN:
        told.append(f"  … och {reading.error_count - MOST_SHOWN} till. Skriv alla till en fil med --errors FIL.csv.")
    return told


def _kronor(ore: int) -> str:
    """Whole kronor and öre with a narrow space between thousands."""
    return f"{ore / 100:,.2f} kr".replace(",", "\u00a0").replace(".", ",")
