"""camt.054 (kontohändelser) and camt.053 (kontoutdrag) of ISO 20022, versions 02 and 08, as rows and sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kvarbo.landlord.rent.bank.camt_fields import ENTRY, HEADER, SECTION
from kvarbo.landlord.rent.bank.camt_payment import (
    Transaction,
    account_signs,
    day_number,
    plain_transaction,
    transaction,
)
from kvarbo.landlord.rent.bank.camt_shapes import MOST_SHAPES, Pieces, Shape
from kvarbo.landlord.rent.bank.camt_text import blocks, encoding_of_xml, plain_text
from kvarbo.landlord.rent.bank.camt_totals import (
    CREDIT,
    DEBIT,
    Tally,
    check_batch,
    check_section,
    read_number,
    read_ore,
    refuse,
    signed,
)
from kvarbo.landlord.rent.bank.gathering import SEK, Gathered, OpenSection, Row
from kvarbo.landlord.rent.bank.iso_values import last_whole_day, local_day
from kvarbo.landlord.rent.bank.rows import BankFormat, EntryKind
from kvarbo.landlord.rent.bank.spoken import CALL_THE_BANK, difference, spelled_account
from kvarbo.landlord.rent.files.refusal import CannotRead, Unreadable, shortened
from kvarbo.landlord.rent.files.tables import Source

_NOT_BOOKED = frozenset(("PDNG", "INFO", "FUTR"))
_SCHEMES = {"BGNR": "bankgiro", "PGNR": "plusgiro"}
_TRUE, _FALSE = frozenset(("true", "1")), frozenset(("false", "0"))
_WORDS = {"camt.054": "notifiering", "camt.053": "kontoutdrag"}

_PAYMENT, _REVERSAL, _DEDUCTION = (kind.value for kind in (EntryKind.PAYMENT, EntryKind.REVERSAL, EntryKind.DEDUCTION))

Found = dict[str, str]


class CamtFile:
    """Läser en fil. Every payment of a post is given when the post has ended and its sum has been found right."""

    def __init__(self, gathered: Gathered, most_shapes: int = MOST_SHAPES) -> None:
        self.gathered = gathered
        self._pieces = Pieces(most_shapes)
        self._header: Found = {}
        self._said: Found = {}
        self._section = OpenSection()
        self._tally = Tally()
        self._entry: Found = {}
        self._entries = 0
        self._currency = self._sign = ""
        self._named = "filens huvud"
        self._transactions: list[Transaction] = []
        self._batches: list[tuple[Found, int]] = []  # what each NtryDtls says, and how many payments came before it

    def rows(self, source: Source) -> Iterator[Row]:
        """Every payment and reversal; when it has run to its end the sections and totals are right."""
        self.gathered.encoding = encoding_of_xml(source)
        for shape, values in self._pieces.of(blocks(source, self.gathered.encoding)):
            if shape.only_payment:
                self._transactions.append(self._transaction(shape, values, {}))
                continue
            found = dict(zip(shape.keys, values, strict=False))  # "" stands last among the values
            if shape.constants:
                found.update(shape.constants)
            if shape.opens_section:
                self._begin_section(found)
            if shape.opens_entry:
                self._entry = found
                self._entries += 1
                self._currency, self._sign = found.get("amount_ccy", ""), found.get("sign", "")
            if shape.opens_details:
                self._batches.append((found, len(self._transactions)))
            if shape.closes_tx:
                self._transactions.append(self._transaction(shape, values, found))
            closes = shape.closes
            if closes == ENTRY:
                if found is not self._entry and not shape.closes_tx:
                    self._late(self._entry, found)
                yield from self._end_entry()
            elif closes == SECTION:
                self._late(self._said, found)
                self._end_section()
            elif closes == HEADER:
                self._header = found
                self._begin_file()
        if not self.gathered.sections:
            raise CannotRead(f"Filen har ingen {_WORDS[self._pieces.format]}. {CALL_THE_BANK}")

    def _transaction(self, shape: Shape, values: Sequence[str], found: Found) -> Transaction:
        if shape.plain and shape.currency == self._currency:
            return plain_transaction(self._where_now, shape.plain(values), self._sign)
        found = found or dict(zip(shape.keys, values, strict=False)) | shape.constants
        return transaction(self._where_now, found, self._currency, shape.strds, self._sign)

    def _begin_file(self) -> None:
        self.gathered.format, self.gathered.version = BankFormat(self._pieces.format), self._pieces.version
        made = (self._header.get("made", ""), self._header.get("message", ""))
        self.gathered.made = shortened(plain_text(" ".join(made)), 80)

    def _late(self, into: Found, found: Found) -> None:
        """What a post or a section says after its payments; nothing may be said twice."""
        if found is into or not found:
            return
        for name, text in found.items():
            if into.setdefault(name, text) is not text:
                raise refuse(self._where(), f"{name} står två gånger")

    def _where(self) -> str:
        entry = f", post {self._entries}" if self._entries else ""
        return self._named + entry

    def _where_now(self) -> str:
        """The place of the payment that is being read."""
        return f"{self._where()}, betalning {len(self._transactions) + 1}"

    def _name_section(self) -> None:
        section = self._section
        self._named = f"{_WORDS.get(self._pieces.format, 'avsnitt')} {len(self.gathered.sections) + 1}"
        if section.account:
            self._named += f" ({spelled_account(section.account, section.account_kind)})"

    def _begin_section(self, found: Found) -> None:
        self._said, self._tally, self._entries = found, Tally(), 0
        self._section = section = OpenSection(currency=found.get("currency", "").strip())
        section.account = account_signs(found.get("iban") or found.get("account", ""))
        scheme = found.get("scheme", "").strip().upper()
        section.account_kind = "iban" if "iban" in found else _SCHEMES.get(scheme, "konto")
        section.number = plain_text(found.get("number") or found.get("legal_number") or found.get("section_id", ""))
        self._name_section()
        if not section.account:
            raise refuse(self._where(), "kontot som pengarna kom till står inte i filen")
        made = found.get("section_made") or self._header.get("made", "")
        try:
            section.day = local_day(made.strip()) if made else None
            section.through = last_whole_day(found.get("begins", "").strip(), found.get("ends", "").strip())
        except Unreadable as fault:
            raise refuse(self._where(), str(fault)) from fault

    def _end_entry(self) -> list[Row]:
        entry, transactions, batches = self._entry, self._transactions, self._batches
        self._entry, self._transactions, self._batches = {}, [], []
        where = f"{self._named}, post {self._entries}"
        sign, status = entry.get("sign", "").strip(), entry.get("status", "").strip()
        if "amount" not in entry:
            raise refuse(where, "posten har inget belopp")
        amount = read_ore(where, entry["amount"])
        net = amount if sign == CREDIT else signed(where, amount, sign)
        if entry["amount_ccy"] != self._section.currency:
            self._check_currency(where, entry["amount_ccy"])
        booked = status == "BOOK"
        if not booked and status not in _NOT_BOOKED:
            raise refuse(where, f"statusen ”{shortened(status)}” är okänd, så det går inte att veta om pengarna kom")
        self._tally.count(sign, amount, booked)
        reversal = "reversal" in entry and _truth(where, entry["reversal"])
        if len(transactions) != 1 or transactions[0].amount != net or "batch_count" in entry or "batch_amount" in entry:
            self._check_amounts(where, entry, net, transactions, batches)
        if not booked or (sign == DEBIT) is not reversal:
            self._section.skipped += 1
            if reversal and booked:
                self.gathered.warn(f"{where}: en återförd utbetalning är inte med; den är ingen hyresgästs betalning.")
            return []
        if "booked" not in entry:
            raise refuse(where, "posten är bokförd men har ingen bokföringsdag")
        return self._rows_of(where, entry, transactions, net, day_number(where, entry["booked"]), reversal)

    def _check_currency(self, where: str, currency: str) -> None:
        section = self._section
        section.currency = section.currency or currency
        if currency != section.currency:
            raise refuse(where, f"posten är i {shortened(currency)} men kontot i {shortened(section.currency)}")

    def _check_amounts(
        self, where: str, entry: Found, net: int, transactions: list[Transaction], batches: list[tuple[Found, int]]
    ) -> None:
        """A post's own amount is the sum of its payments; a batch's number and sum are those of its payments."""
        currency = entry["amount_ccy"]
        amounts = [one.amount for one in transactions]
        if len(amounts) == 1 and amounts[0] is None:
            amounts = [net]
        if None in amounts:
            if net > 0 or "reversal" in entry:
                raise refuse(
                    where, f"{len(amounts)} betalningar delar på ett belopp, och filen säger inte hur mycket var"
                )
            return  # money out: nobody needs to know how it was shared
        known = [amount for amount in amounts if amount is not None]
        if known and sum(known) != net:
            raise refuse(where, f"betalningarna blir inte postens belopp: {difference(net, sum(known), currency)}")
        for place, (said, first) in enumerate(batches):
            last = batches[place + 1][1] if place + 1 < len(batches) else len(known)
            self._check_batch(where, said, known[first:last], net, currency)

    def _check_batch(self, where: str, said: Found, amounts: list[int], net: int, currency: str) -> None:
        if amounts:
            check_batch(where, said, amounts, currency)
        elif net > 0 and (several := read_number(where, said.get("batch_count", "1"))) > 1:
            raise refuse(
                where,
                f"{several} betalningar är hopslagna till en post utan uppgift om vilka. Läs in filen med "
                "kontohändelser (camt.054) i stället, där de står var för sig",
            )

    def _rows_of(
        self, where: str, entry: Found, transactions: list[Transaction], net: int, booked: int, reversal: bool
    ) -> list[Row]:
        section, gathered = self._section, self.gathered
        number, in_kronor = len(gathered.sections), section.currency == SEK
        if not transactions:
            transactions = [Transaction(net, 0, "", (), plain_text(entry.get("entry_text", "")), "", "", "", "")]
        serials = _serials(transactions, entry.get("entry_serial", ""))
        rows: list[Row] = []
        for place, one in enumerate(transactions):
            own, ordered, reference, parts, text, payer, account, identity, _ = one
            amount = net if own is None else own
            kind = _REVERSAL if reversal else _PAYMENT if amount >= 0 else _DEDUCTION
            section.count(kind, amount)
            if in_kronor:
                told = where if len(transactions) == 1 else f"{where}, betalning {place + 1}"
                row = (
                    number, told, kind, amount, booked, ordered, reference, parts, text,
                    payer, account, identity, serials[place], 1,
                )  # fmt: skip
                ordinal = gathered.ordinal(section.account, row)
                rows.append(row if ordinal == 1 else (*row[:-1], ordinal))
        return rows

    def _end_section(self) -> None:
        self._entries = 0
        said, where = self._said, self._where()
        pages = [self._header.get("header_last"), said.get("last")]
        numbers = [self._header.get("header_page"), said.get("page")]
        whole = all(page is None or page.strip() in _TRUE for page in pages) and all(
            page is None or page.strip().lstrip("0") == "1" for page in numbers
        )
        if whole:
            check_section(where, said, self._tally, self._section.currency)
        else:
            self.gathered.warn(
                f"{where}: filen är en sida av flera, så summorna för hela {_WORDS[self._pieces.format]}en är inte "
                "kontrollerade. Läs in alla sidor."
            )
        self.gathered.close(self._section)


def _truth(where: str, text: str) -> bool:
    if (word := text.strip()) not in _TRUE | _FALSE:
        raise refuse(where, f"RvslInd är ”{shortened(word)}”, så det går inte att veta om betalningen är återförd")
    return word in _TRUE


def _serials(transactions: list[Transaction], entry: str) -> list[str]:
    """The bank's number of each payment: its own, else the post's with the payment's place in the post.

    A number that several payments of a post share is the post's, whoever has written it where.
    """
    if len(transactions) == 1:
        return [transactions[0].serial or plain_text(entry)]
    own, entry = [one.serial for one in transactions], plain_text(entry)
    if all(own) and len(set(own)) == len(own):
        return own
    return [f"{number or entry}/{place}" if number or entry else "" for place, number in enumerate(own, start=1)]


def read_camt(gathered: Gathered, source: Source) -> Iterator[Row]:
    """The rows of a camt file; ``gathered`` is complete when they have all been taken."""
    return CamtFile(gathered).rows(source)
