"""What a camt file says of itself, held against what is in it: every number and sum, refused by name and difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kvarbo.landlord.rent.bank.iso_values import number, ore
from kvarbo.landlord.rent.bank.spoken import CALL_THE_BANK, counted, difference
from kvarbo.landlord.rent.files.cells import Remembering
from kvarbo.landlord.rent.files.refusal import CannotRead, Unreadable

CREDIT, DEBIT = "CRDT", "DBIT"
_ORE = Remembering(lambda text: ore(text.strip()))

Where = str | Callable[[], str]  # the place in the file, or what tells it when it is asked for


@dataclass(slots=True)
class Tally:
    """Det som finns i ett avsnitt: every post, also those that are not read as payments."""

    credits: int = 0
    credits_sum: int = 0
    debits: int = 0
    debits_sum: int = 0
    booked_net: int = 0

    def count(self, sign: str, amount: int, booked: bool) -> None:
        """One post."""
        if sign == CREDIT:
            self.credits += 1
            self.credits_sum += amount
        else:
            self.debits += 1
            self.debits_sum += amount
        if booked:
            self.booked_net += amount if sign == CREDIT else -amount


def refuse(where: Where, what: str) -> CannotRead:
    """A refusal that says where in the file, and what is wrong there."""
    where = where if isinstance(where, str) else where()
    return CannotRead(f"{where[:1].upper()}{where[1:]}: {what}. {CALL_THE_BANK}")


def read_ore(where: Where, text: str) -> int:
    """An amount of the file."""
    try:
        amount: int = _ORE[text]
    except Unreadable as fault:
        raise refuse(where, str(fault)) from fault
    return amount


def read_number(where: str, text: str) -> int:
    """A count of the file."""
    try:
        return number(text.strip())
    except Unreadable as fault:
        raise refuse(where, str(fault)) from fault


def check_section(where: str, said: Mapping[str, str], tally: Tally, currency: str) -> None:
    """The totals of a notification or a statement, those that it has."""
    counts = {
        "entries": ("TtlNtries/NbOfNtries", tally.credits + tally.debits, "poster"),
        "credits": ("TtlCdtNtries/NbOfNtries", tally.credits, "poster in"),
        "debits": ("TtlDbtNtries/NbOfNtries", tally.debits, "poster ut"),
    }
    sums = {
        "entries_sum": ("TtlNtries/Sum", tally.credits_sum + tally.debits_sum),
        "credits_sum": ("TtlCdtNtries/Sum", tally.credits_sum),
        "debits_sum": ("TtlDbtNtries/Sum", tally.debits_sum),
    }
    for key, (name, found, what) in counts.items():
        if key in said and (told := read_number(f"{where}, {name}", said[key])) != found:
            raise refuse(f"{where}, {name}", counted(told, found, what))
    for key, (name, found) in sums.items():
        if key in said and (told := read_ore(f"{where}, {name}", said[key])) != found:
            raise refuse(f"{where}, {name}", difference(told, found, currency))
    _check_net(f"{where}, TtlNetNtry", said, tally.credits_sum - tally.debits_sum, currency)
    _check_balances(f"{where}, Bal", said, tally.booked_net, currency)


def _check_net(where: str, said: Mapping[str, str], found: int, currency: str) -> None:
    if "net" not in said:
        return
    told, sign = read_ore(where, said["net"]), said.get("net_sign", "").strip()
    if sign:
        told = signed(where, told, sign)
    elif abs(told) == abs(found):
        return
    if told != found:
        raise refuse(where, difference(told, found, currency))


def _check_balances(where: str, said: Mapping[str, str], net: int, currency: str) -> None:
    """Ingående saldo and the booked posts make utgående saldo, where the file has both."""
    balances: dict[str, int] = {}
    place = 0
    while (kind := said.get(f"balance{place}.balance_kind")) is not None:
        amount = read_ore(where, said.get(f"balance{place}.balance", ""))
        balances[kind.strip()] = signed(where, amount, said.get(f"balance{place}.balance_sign", "").strip())
        place += 1
    before = balances.get("OPBD", balances.get("PRCD"))
    if before is None or "CLBD" not in balances:
        return
    if balances["CLBD"] != before + net:
        apart = difference(balances["CLBD"], before + net, currency)
        raise refuse(where, f"utgående saldo följer inte av ingående saldo och posterna: {apart}")


def signed(where: Where, amount: int, sign: str) -> int:
    """In is above zero, out below."""
    if sign not in (CREDIT, DEBIT):
        raise refuse(where, "CdtDbtInd säger varken in (CRDT) eller ut (DBIT)")
    return amount if sign == CREDIT else -amount


def check_batch(where: str, said: Mapping[str, str], amounts: list[int], currency: str) -> None:
    """A batch's own number and sum, held against the payments listed under it (amounts with their sign)."""
    if "batch_count" in said and (told := read_number(f"{where}, NbOfTxs", said["batch_count"])) != len(amounts):
        raise refuse(f"{where}, NbOfTxs", counted(told, len(amounts), "betalningar"))
    same_currency = said.get("batch_amount_ccy", currency) == currency
    if "batch_amount" in said and same_currency:
        told, found = read_ore(f"{where}, TtlAmt", said["batch_amount"]), sum(amounts)
        if "batch_sign" in said:
            told = signed(f"{where}, TtlAmt", told, said["batch_sign"].strip())
        if told not in ((found,) if "batch_sign" in said else (found, -found)):
            raise refuse(f"{where}, TtlAmt", difference(told, found, currency))
