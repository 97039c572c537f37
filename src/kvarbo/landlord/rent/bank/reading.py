"""``read_bank_file``: from a path or an open file to a ``BankReading``; everything dangerous happens elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from kvarbo.ground.limited.limits import Limits
from kvarbo.landlord.rent.bank.reader import KIND
from kvarbo.landlord.rent.bank.recognising import is_bank_file
from kvarbo.landlord.rent.bank.rows import BankFormat, BankPayment, BankReading, Section
from kvarbo.landlord.rent.bank.spool import SpooledPayments
from kvarbo.landlord.rent.files.limited import run_reader, summary_of
from kvarbo.landlord.rent.files.reading import opened
from kvarbo.landlord.rent.files.refusal import CannotRead

READER = "kvarbo.landlord.rent.bank.reader"

__all__ = ["is_bank_file", "kept_bank_reading", "payment_key", "read_bank_file"]


def read_bank_file(
    path: str | Path | BinaryIO, *, on: date, accept_test: bool = False, limits: Limits | None = None
) -> BankReading:
    """Read a payment file, whole or not at all. Raises ``CannotRead`` with a Swedish message.

    ``accept_test`` also reads a BgMax file that says it is a test.
    """
    options = {"on": on.isoformat(), "accept_test": accept_test}
    with opened(path) as file:
        spool, summary = run_reader(file, options, limits or Limits(), READER)
    return bank_reading(summary, spool)


def kept_bank_reading(path: Path) -> BankReading | None:
    """A reading that was kept with ``rows.keep_at``; none when it is not there or cannot be read any more."""
    try:
        spool = path.open("rb")
    except OSError:
        return None
    try:
        summary = summary_of(spool)
    except CannotRead:
        spool.close()
        return None
    if summary["kind"] != KIND:
        spool.close()
        return None  # a landlord's list was kept there
    return bank_reading(summary, spool)


def bank_reading(summary: dict[str, Any], spool: BinaryIO) -> BankReading:
    """The reading that a summary and its spool tell of."""
    return BankReading(
        format=BankFormat(summary["format"]),
        version=summary["version"],
        encoding=summary["encoding"],
        made=summary["made"],
        sections=tuple(_section(cells) for cells in summary["sections"]),
        rows=SpooledPayments(spool, summary["rows_written"]),
        payments=summary["payments"],
        deductions=summary["deductions"],
        total=summary["total"],
        latest_booked=_day(summary["latest_booked"]),
        through=_day(summary["through"]),
        warnings=tuple(summary["warnings"]),
    )


def _section(cells: list[Any]) -> Section:
    account, kind, currency, day, through, *rest = cells
    return Section(account, kind, currency, _day(day), _day(through), *rest)


def _day(number: int | None) -> date | None:
    return date.fromordinal(number) if number else None


def payment_key(section: Section, payment: BankPayment) -> str:
    """Betalningens naturliga nyckel: the same in every file of the same kind that tells of the payment.

    The bank's serial number with account, day and amount: banks do write one number on several payments. Without a
    serial number, everything that tells the payment from others.
    """
    known = [section.account, payment.booked.isoformat(), payment.serial, str(payment.amount)]
    if not payment.serial:
        known += [payment.reference, payment.payer_account or payment.payer_name]
    if not payment.serial or payment.ordinal > 1:
        known.append(str(payment.ordinal))
    return "|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in known)
