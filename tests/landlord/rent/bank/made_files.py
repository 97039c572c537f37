"""Payment files made for tests: payments in, bytes out, in every format that Kvarbo reads."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Sequence
from datetime import date, datetime
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
        content = as_statement(content)
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


def as_statement(content: str) -> str:
    """The same posts as a statement of account."""
    return (
        content.replace("camt.054", "camt.053")
        .replace("BkToCstmrDbtCdtNtfctn", "BkToCstmrStmt")
        .replace("Ntfctn>", "Stmt>")
    )


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
