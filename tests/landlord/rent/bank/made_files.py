"""Payment files made for tests: payments in, bytes out, in every format that Kvarbo reads."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import textwrap
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from kvarbo.landlord.rent.bank.reader import read_payments
from kvarbo.landlord.rent.bank.reading import bank_reading
from kvarbo.landlord.rent.bank.rows import BankPayment, BankReading, EntryKind
from kvarbo.landlord.rent.files.reader import read_into
from kvarbo.landlord.rent.files.refusal import CannotRead
from kvarbo.landlord.rent.files.spool import lines_of
from kvarbo.web.demo.bank_file import camt_054

ON = date(2026, 11, 24)
BANKGIRO = "9912346"
MADE = datetime(2026, 10, 30, 20, 15)
DAY = date(2026, 10, 30)


def payment(amount: int = 845_000, reference: str = "655969", **told: Any) -> BankPayment:
    """One payment, told apart by what a test says of it."""
    kind = told.pop("kind", EntryKind.PAYMENT if amount >= 0 else EntryKind.REVERSAL)
    return BankPayment(**{"place": "", "kind": kind, "amount": amount, "booked": DAY, "reference": reference, **told})


def camt(
    payments: Sequence[BankPayment],
    *,
    message: str = "camt.054",
    version: str = "08",
    account: str = BANKGIRO,
    account_kind: str = "bankgiro",
    through: date = DAY,
    number: int = 1,
    batch: int = 1,
) -> bytes:
    """camt.054 or camt.053, version 02 or 08."""
    content = camt_054(
        payments, account=account, account_kind=account_kind, made=MADE, through=through, number=number, batch=batch
    ).decode()
    if version == "02":
        content = as_version_02(content)
    if message == "camt.053":
        content = as_statement(content, sum(one.amount for one in payments))
    return content.encode()


def as_version_02(content: str) -> str:
    """The same message as version 02 writes it."""
    for new, old in (
        (".001.08", ".001.02"), ("<Sts><Cd>BOOK</Cd></Sts>", "<Sts>BOOK</Sts>"), ("<Pty>", ""), ("</Pty>", ""),
        ("<TtlNetNtry><Amt>", "<TtlNetNtryAmt>"), ("</Amt><CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry>",
         "</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd>"), ("</Amt><CdtDbtInd>DBIT</CdtDbtInd></TtlNetNtry>",
         "</TtlNetNtryAmt><CdtDbtInd>DBIT</CdtDbtInd>"),
    ):  # fmt: skip
        content = content.replace(new, old)
    parts = content.split("</Refs><Amt ")
    for place, part in enumerate(parts[1:], start=1):
        amount, rest = part.split("</CdtDbtInd>", 1)
        amount = amount.split("</Amt>")[0]
        parts[place] = f"</Refs><AmtDtls><TxAmt><Amt {amount}</Amt></TxAmt></AmtDtls>{rest}"
    return "".join(parts)


def as_statement(content: str, net: int = 0, opening: int = 1_000_000) -> str:
    """The same posts as a statement of account, between the balance before them and the one after."""
    balances = "".join(
        f'<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="SEK">{abs(ore) / 100:.2f}</Amt>'
        f"<CdtDbtInd>{'CRDT' if ore >= 0 else 'DBIT'}</CdtDbtInd><Dt><Dt>{DAY}</Dt></Dt></Bal>"
        for kind, ore in (("OPBD", opening), ("CLBD", opening + net))
    )
    return (
        content.replace("camt.054", "camt.053")
        .replace("BkToCstmrDbtCdtNtfctn", "BkToCstmrStmt")
        .replace("Ntfctn>", "Stmt>")
        .replace("<TxsSummry>", balances + "<TxsSummry>")
    )


def bgmax(
    payments: Sequence[BankPayment],
    *,
    account: str = BANKGIRO,
    currency: str = "SEK",
    mark: str = "P",
    encoding: str = "latin-1",
) -> bytes:
    """A BgMax file: a section for each run of payments on one day, lines of eighty signs."""
    lines = ["01" + "BGMAX".ljust(20) + "01" + MADE.strftime("%Y%m%d%H%M%S") + "000000" + mark]
    sections = [list(run) for _, run in groupby(payments, key=lambda one: one.booked)]
    for number, run in enumerate(sections, start=1):
        lines.append("05" + account.zfill(10) + " " * 10 + currency)
        for one in run:
            lines += _bgmax_payment(one)
        total = sum(one.amount for one in run)
        day = run[0].booked.strftime("%Y%m%d")
        lines.append(f"15{'58410000010098232':>035}{day}{number:05}{total:018}{currency}{len(run):08}")
    deductions = sum(one.kind is EntryKind.DEDUCTION for one in payments)
    extras = sum(len(one.parts) for one in payments)
    lines.append(f"70{len(payments) - deductions:08}{deductions:08}{extras:08}{len(sections):08}")
    return "".join(line.ljust(80) + "\r\n" for line in lines).encode(encoding)


def _bgmax_payment(one: BankPayment) -> list[str]:
    giro, serial = one.payer_account.zfill(10), (one.serial or "").zfill(12)
    code = "21" if one.kind is EntryKind.DEDUCTION else "20"
    status = "0" if not one.reference else "2"
    lines = [f"{code}{giro}{one.reference:<25}{abs(one.amount):018}{status}1{serial}0"]
    for part in one.parts:
        amount = part.amount or 0
        lines.append(f"{'22' if amount >= 0 else '23'}{giro}{part.reference:<25}{abs(amount):018}41{serial}0")
    lines += [f"25{line}" for line in textwrap.wrap(one.text, 50)]
    lines += [f"26{one.payer_name}"] if one.payer_name else []
    lines += [f"29{one.payer_identity.zfill(12)}"] if one.payer_identity else []
    return lines


CSV_HEADER = ("Bokföringsdag", "Belopp", "Referens", "Meddelande", "Avsändare", "Avsändarkonto", "Transaktionsid")


def csv_events(
    payments: Sequence[BankPayment],
    *,
    balance: int | None = None,
    separator: str = ";",
    encoding: str = "utf-8-sig",
    above: str = "Konto: 8327-9 123456789",
) -> bytes:
    """Account events, oldest first; with a running balance when it is said what there was before."""
    header = [*CSV_HEADER, *(["Saldo"] if balance is not None else [])]
    rows = [[above], header]
    for one in payments:
        cells = [one.booked.isoformat(), _comma(one.amount), one.reference, one.text, one.payer_name]
        cells += [one.payer_account, one.serial]
        if balance is not None:
            balance += one.amount
            cells.append(_comma(balance))
        rows.append(cells)
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def _comma(ore: int) -> str:
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100},{abs(ore) % 100:02}"


def read_here(content: bytes, **options: Any) -> BankReading:
    """Read in this process, without limits: for tests of content, not of danger."""
    out = tempfile.TemporaryFile()  # noqa: SIM115
    given = {"on": ON.isoformat(), "accept_test": False, **options}
    read_into(lambda: io.BytesIO(content), out, given, read_payments)
    out.flush()
    *_, last = lines_of(out)
    summary = json.loads(last)
    if "refused" in summary:
        out.close()
        raise CannotRead(summary["refused"])
    return bank_reading(summary, out)


def payments_of(content: bytes, **options: Any) -> list[BankPayment]:
    """The payments of a file, its spool given back."""
    with read_here(content, **options) as reading:
        return [sectioned.payment for sectioned in reading.rows]


def without_places(payments: Sequence[BankPayment]) -> list[tuple[Any, ...]]:
    """What the payments tell, wherever they stand."""
    return [tuple(getattr(one, name) for name in one.__slots__ if name not in ("place", "ordinal")) for one in payments]
