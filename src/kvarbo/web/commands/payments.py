"""``kvarbo payments read``: what a payment file from the bank says, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kvarbo.landlord.rent.bank.rows import BankPayment, BankReading, Section, SectionedPayment

_KINDS = {"payment": "betalning", "deduction": "avdrag", "reversal": "återförd"}


def add_to(subparsers: Any) -> None:
    """Register ``payments read``."""
    parser = subparsers.add_parser("payments", help="läs en betalningsfil från banken utan att spara något")
    actions = parser.add_subparsers(dest="action", required=True, metavar="HANDLING")
    read = actions.add_parser("read", help="visa filens avsnitt, betalningar och summor, eller varför den inte stämmer")
    read.add_argument("file", metavar="FIL", help="camt.054, camt.053, BgMax eller CSV; - läser standard in")
    read.add_argument("--on", metavar="DATUM", type=_day, help="dagen som filen läses (annars i dag)")
    read.add_argument("--accept-test", action="store_true", help="läs också en fil som säger att den är en testfil")
    read.add_argument("--json", action="store_true", help="svara med JSON")
    read.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("skriv datumet som 2026-11-24") from None


def run(arguments: argparse.Namespace) -> int:
    """Read the file in its limited process; 1 when it is refused, with the section, the record and the difference."""
    from kvarbo.landlord.rent.bank.reading import read_bank_file
    from kvarbo.landlord.rent.files.refusal import CannotRead

    try:
        reading = read_bank_file(
            sys.stdin.buffer if arguments.file == "-" else arguments.file,
            on=arguments.on or date.today(),  # noqa: DTZ011  # the command line is where the clock is asked
            accept_test=arguments.accept_test,
        )
    except CannotRead as fault:
        print(json.dumps({"ok": False, "refused": str(fault)}, ensure_ascii=False) if arguments.json else str(fault))
        return 1
    with reading:
        if arguments.json:
            _print_json(reading)
        else:
            for line in _as_text(reading):
                print(line)
    return 0


def _print_json(reading: BankReading) -> None:
    """Everything the file says, its payments one by one."""
    from kvarbo.landlord.rent.bank.reading import payment_key

    whole = {
        "ok": True,
        **{name: _plain(getattr(reading, name)) for name in reading.__slots__ if name not in ("rows", "sections")},
        "sections": [_fields(section) for section in reading.sections],
        "rows": [
            {"section": row.section + 1, "key": payment_key(reading.sections[row.section], row.payment)}
            | _fields(row.payment)
            for row in reading.rows
        ],
    }
    print(json.dumps(whole, ensure_ascii=False))


def _fields(of: Section | BankPayment) -> dict[str, Any]:
    found = {name: _plain(getattr(of, name)) for name in of.__slots__}
    if "parts" in found:
        found["parts"] = [{"reference": part.reference, "amount": part.amount} for part in found["parts"]]
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _as_text(reading: BankReading) -> Iterator[str]:
    version = f" version {reading.version}" if reading.version else ""
    yield f"{reading.format}{version}, {reading.encoding}" + (f", skapad {reading.made}" if reading.made else "")
    number = -1
    for row in reading.rows:
        while number < row.section:
            number += 1
            yield _section(number, reading.sections[number])
        yield f"  {_payment(row)}"
    for left in range(number + 1, len(reading.sections)):
        yield _section(left, reading.sections[left])
    yield _totals(reading)
    yield from (f"Obs: {warning}" for warning in reading.warnings)


def _section(place: int, section: Section) -> str:
    from kvarbo.landlord.rent.bank.spoken import kronor, spelled_account

    told = [f"Avsnitt {place + 1}: {spelled_account(section.account, section.account_kind)}"]
    told += [section.day.isoformat()] if section.day else []
    told += [f"nr {section.number}"] if section.number else []
    told += [f"till och med {section.through}"] if section.through else []
    told += [f"{section.payments} betalningar"]
    told += [f"{section.deductions} avdrag"] if section.deductions else []
    told += [kronor(section.total, section.currency)]
    told += [f"{section.skipped} poster utelämnade (ut från kontot eller inte bokförda)"] if section.skipped else []
    return ", ".join(told)


def _payment(row: SectionedPayment) -> str:
    from kvarbo.landlord.rent.bank.spoken import kronor

    payment = row.payment
    parts = [
        part.reference + (f" ({kronor(part.amount)})" if part.amount is not None else "") for part in payment.parts
    ]
    order = payment.order_received.isoformat() if payment.order_received else "okänd"
    told = [
        f"{_KINDS[payment.kind]} {kronor(payment.amount)}",
        f"bokförd {payment.booked}",
        f"orderdag {order}",
        f"referens {payment.reference or ', '.join(parts) or 'saknas'}",
    ]
    told += [f"delar {', '.join(parts)}"] if payment.reference and parts else []
    told += [f"text ”{payment.text}”"] if payment.text else []
    payer = " ".join(filter(None, (payment.payer_name, payment.payer_account, payment.payer_identity)))
    told += [f"från {payer}"] if payer else []
    told += [f"serienummer {payment.serial}"] if payment.serial else []
    return "; ".join(told) + f" ({payment.place})"


def _totals(reading: BankReading) -> str:
    from kvarbo.landlord.rent.bank.spoken import kronor

    days = f"senast bokförd {reading.latest_booked or 'ingen'}; betalningar till och med {reading.through or 'okänt'}"
    return f"Summa: {reading.payments} betalningar, {reading.deductions} avdrag, {kronor(reading.total)}; {days}"
