"""One TxDtls of a camt file: what the payer said, who it was, how much of it for what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from kvarbo.landlord.rent.bank.camt_fields import AMOUNTS
from kvarbo.landlord.rent.bank.camt_text import plain_text
from kvarbo.landlord.rent.bank.camt_totals import CREDIT, Where, read_ore, refuse, signed
from kvarbo.landlord.rent.bank.iso_values import local_ordinal
from kvarbo.landlord.rent.files.refusal import Unreadable

NOT_GIVEN = frozenset(("", "NOTPROVIDED", "NOT PROVIDED", "NONREF"))

_new = tuple.__new__  # a named tuple's own way of being made is three times as slow
_MORE = frozenset(("strd0.remitted", "strd0.credit_note", "strd0.remark.0"))
_SIGNS = re.compile(r"[^0-9A-Za-z]")


class Transaction(NamedTuple):
    """En betalning under en post; ``amount`` None when it has none of its own. Parts are (reference, öre or None)."""

    amount: int | None
    ordered: int
    reference: str
    parts: tuple[tuple[str, int | None], ...]
    text: str
    payer: str
    account: str
    identity: str
    serial: str


def transaction(where: Where, found: Mapping[str, str], currency: str, strds: int, sign: str) -> Transaction:
    """Everything one TxDtls says; ``where`` tells the place when something is wrong."""
    get = found.get
    amount = _amount(where, found, currency, sign)
    reference, parts, remarks = _references(where, found, strds, amount, currency) if strds else ("", (), ())
    text = ""
    if remarks or "free.0" in found or "tx_text" in found:
        text = _free_text(found, remarks)
    elif not reference and not parts:
        own = plain_text(get("end_to_end", ""))
        text = "" if own.upper() in NOT_GIVEN else own
    ordered = get("ordered")
    return Transaction(
        amount,
        day_number(where, ordered) if ordered else 0,
        reference,
        parts,
        text,
        plain_text(get("payer", "")),
        account_signs(get("payer_iban") or get("payer_account", "")),
        _identity(found) if "payer_id.0" in found else "",
        plain_text(get("serial", "")),
    )


def plain_transaction(where: Where, told: tuple[str, ...], sign: str) -> Transaction:
    """The same for a payment that has only the common fields, which nearly all have."""
    amount_text, own_sign, ordered, payer, iban, account, serial, reference, text, end_to_end = told
    amount = read_ore(where, amount_text)
    if (own_sign or sign) != CREDIT:
        amount = signed(where, amount, (own_sign or sign).strip())
    reference = reference if reference.isalnum() else plain_text(reference)
    text = plain_text(text) if text else ""
    if not reference and not text:
        own = plain_text(end_to_end)
        text = "" if own.upper() in NOT_GIVEN else own
    return _new(
        Transaction,
        (
            amount, day_number(where, ordered) if ordered else 0, reference, (), text, plain_text(payer),
            account_signs(iban or account), "", serial if serial.isalnum() else plain_text(serial),
        ),
    )  # fmt: skip


def account_signs(text: str) -> str:
    """An account's digits and letters."""
    return text if not text or (text.isalnum() and text.isascii()) else _SIGNS.sub("", text).upper()


def day_number(where: Where, text: str) -> int:
    """A date or a time stamp as the number of its Swedish day."""
    try:
        return local_ordinal(text if text[-1:].isalnum() else text.strip())
    except Unreadable as fault:
        raise refuse(where, str(fault)) from fault


def _amount(where: Where, found: Mapping[str, str], currency: str, sign: str) -> int | None:
    for name in AMOUNTS:
        text = found.get(name)
        if text is not None and found[name + "_ccy"] == currency:
            amount, own = read_ore(where, text), found.get("tx_sign", sign)
            return amount if own == CREDIT else signed(where, amount, own.strip())
    return None


def _free_text(found: Mapping[str, str], remarks: tuple[str, ...]) -> str:
    lines = list(remarks)
    place = 0
    while (line := found.get(f"free.{place}")) is not None:
        lines.insert(place, line)
        place += 1
    if "tx_text" in found:
        lines.append(found["tx_text"])
    return plain_text(" ".join(lines))


def _references(
    where: Where, found: Mapping[str, str], strds: int, amount: int | None, currency: str
) -> tuple[str, tuple[tuple[str, int | None], ...], tuple[str, ...]]:
    """The one reference, or the parts when there are several, and what was remarked beside them."""
    if strds == 1 and not found.keys() & _MORE:
        reference = plain_text(found.get("strd0.ref", ""))
        if reference:
            return reference, (), ()  # as nearly all are
    parts: list[tuple[str, int | None]] = []
    remarks: list[str] = []
    for place in range(strds):
        group = f"strd{place}"
        parts += _parts_of(where, found, group, currency)
        number = 0
        while (remark := found.get(f"{group}.remark.{number}")) is not None:
            remarks.append(remark)
            number += 1
    if len(parts) == 1:
        reference, own = parts[0]
        return reference, () if own is None or own == amount else tuple(parts), tuple(remarks)
    return "", tuple(parts), tuple(remarks)


def _parts_of(where: Where, found: Mapping[str, str], group: str, currency: str) -> list[tuple[str, int | None]]:
    reference = plain_text(found.get(f"{group}.ref", ""))
    own = _part_amount(where, found, group, currency)
    if reference:
        return [(reference, own)]
    documents: list[str] = []
    while (document := found.get(f"{group}.document.{len(documents)}")) is not None:
        documents.append(plain_text(document))
    return [(document, own if len(documents) == 1 else None) for document in documents if document]


def _part_amount(where: Where, found: Mapping[str, str], group: str, currency: str) -> int | None:
    """How much of the payment is for this reference; a credit note takes away."""
    for name, sign in (("remitted", 1), ("credit_note", -1)):
        key = f"{group}.{name}"
        if key in found and found[f"{key}_ccy"] == currency:
            return sign * read_ore(where, found[key])
    return None


def _identity(found: Mapping[str, str]) -> str:
    """The payer's number of ten or twelve digits; a bank's own customer numbers are none."""
    place = 0
    while (text := found.get(f"payer_id.{place}")) is not None:
        digits = re.sub(r"[-+\s]", "", text)
        if digits.isascii() and digits.isdigit() and len(digits) in (10, 12):
            return digits.removeprefix("16") if len(digits) == 12 else digits
        place += 1
    return ""
