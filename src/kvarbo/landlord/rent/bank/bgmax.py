"""BgMax (Bankgiro Inbetalningar): sections of payments and deductions, each total held against what it sums.

The day is the payment day of the deposit. When the payer's bank received the order the file does not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from kvarbo.landlord.rent.bank import bgmax_records as bgmax
from kvarbo.landlord.rent.bank.bgmax_records import NAMES, Record, records
from kvarbo.landlord.rent.bank.gathering import SEK, Gathered, OpenSection, Row
from kvarbo.landlord.rent.bank.rows import EntryKind
from kvarbo.landlord.rent.bank.spoken import CALL_THE_BANK, counted, difference, spelled_account
from kvarbo.landlord.rent.files.decode import encoding_of
from kvarbo.landlord.rent.files.refusal import CannotRead, shortened
from kvarbo.landlord.rent.files.tables import Source

CORRECT = frozenset("24")  # reference codes of a reference that has been checked
SEVERAL = "3"  # one reference that was not checked, or several in one field


@dataclass(slots=True)
class _Payment:
    """En betalning eller ett avdrag under läsning, with the records that belong to it."""

    record: Record
    rank: int = 0
    extras: list[tuple[str, int | None]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    name: str = ""
    identity: str = ""


class BgMaxFile:
    """Läser en fil. A section's payments are given when its deposit has been found right."""

    def __init__(self, gathered: Gathered, *, accept_test: bool = False) -> None:
        self.gathered = gathered
        self._accept_test = accept_test
        self._section: OpenSection | None = None
        self._payments: list[_Payment] = []
        self._unknown: list[Record] = []
        self._payment_records = self._deduction_records = self._extra_records = 0
        self._begun = self._ended = False

    def rows(self, source: Source) -> Iterator[Row]:
        """Every payment and deduction; when it has run to its end the file's own counts are right."""
        with source() as stream:
            decoding = encoding_of(stream)
        self.gathered.encoding = decoding.encoding
        last = 0
        for record in records(source, decoding.encoding):
            last = record.line
            if self._ended:
                raise record.refused("efter slutposten får ingenting mer stå")
            if not self._begun:
                self._begin(record)
            elif record.code == bgmax.DEPOSIT:
                yield from self._deposit(record)
            else:
                self._take(record)
        if not self._ended:
            raise CannotRead(f"Filen slutar på rad {last} utan slutpost (70): den är avhuggen. {CALL_THE_BANK}")
        self._tell()

    def _begin(self, record: Record) -> None:
        layout, version = record.field(3, 22), record.field(23, 24)
        if record.code != bgmax.START or layout.upper() != "BGMAX":
            raise record.refused("filen börjar inte med BgMax startpost (01)")
        if version != "01":
            raise record.refused(f"versionen är ”{shortened(version)}”; Kvarbo läser version 01")
        mark = self._mark(record)
        if mark == "T" and not self._accept_test:
            raise CannotRead(
                "Filen säger själv att den är en testfil (T i startposten): betalningarna i den är inte riktiga. "
                "Den läses inte in. Hämta produktionsfilen från banken."
            )
        self.gathered.version = version
        self.gathered.made = self._stamp(record) + (" (testfil)" if mark == "T" else "")
        self._begun = True

    def _mark(self, record: Record) -> str:
        mark = record.field(45, 45).upper()
        if mark not in ("P", "T"):
            raise record.refused("testmarkeringen (position 45) är varken P (produktion) eller T (test)")
        return mark

    def _stamp(self, record: Record) -> str:
        digits = f"{record.number(25, 44, 'tidsstämpeln'):020}"
        try:
            return datetime.strptime(digits, "%Y%m%d%H%M%S%f").isoformat(" ")  # noqa: DTZ007 - the file has no zone
        except ValueError as fault:
            raise record.refused(f"tidsstämpeln {digits} finns inte") from fault

    def _take(self, record: Record) -> None:
        code = record.code
        if code == bgmax.OPENING:
            self._open(record)
        elif code in (bgmax.PAYMENT, bgmax.DEDUCTION):
            self._in_section(record)
            self._payments.append(_Payment(record))
            if code == bgmax.PAYMENT:
                self._payment_records += 1
            else:
                self._deduction_records += 1
        elif code in bgmax.DETAILS:
            self._detail(record)
        elif code == bgmax.END:
            self._end(record)
        elif code == bgmax.START:
            raise record.refused("en startpost får bara stå först i filen")
        else:
            self._unknown.append(record)

    def _named(self) -> str:
        section = self._section
        name = f"Avsnitt {len(self.gathered.sections) + 1}"
        return f"{name} ({spelled_account(section.account, section.account_kind)})" if section else name

    def _open(self, record: Record) -> None:
        if self._section:
            raise record.refused("förra avsnittet är inte avslutat med en insättningspost (15)", self._named())
        giro, plusgiro = record.number(3, 12, "mottagarens bankgironummer"), record.field(13, 22).lstrip("0")
        section = OpenSection(account=str(giro), account_kind="bankgiro", currency=record.field(23, 25))
        if not giro:
            section.account, section.account_kind = plusgiro, "plusgiro"
        if not section.account:
            raise record.refused("mottagarens bankgironummer står inte i posten")
        if len(section.currency) != 3 or not section.currency.isalpha():
            raise record.refused(f"valutan (position 23–25) är ”{shortened(section.currency)}”")
        self._section = section

    def _in_section(self, record: Record) -> OpenSection:
        if self._section is None:
            raise record.refused("posten står utanför ett avsnitt: före den ska en öppningspost (05) stå")
        return self._section

    def _detail(self, record: Record) -> None:
        self._in_section(record)
        if not self._payments:
            raise record.refused("posten hör inte till någon betalning: före den ska en betalningspost (20) stå")
        payment, rank = self._payments[-1], bgmax.DETAILS[record.code]
        if rank < payment.rank or (rank == payment.rank and rank not in bgmax.REPEATED):
            raise record.refused("posterna under betalningen står inte i den ordning som BgMax har", self._named())
        payment.rank = rank
        match record.code:
            case bgmax.EXTRA | bgmax.EXTRA_NEGATIVE:
                self._extra_records += 1
                sign = 1 if record.code == bgmax.EXTRA else -1
                amount = sign * record.number(38, 55, "beloppet")
                payment.extras.append((record.field(13, 37), amount or None))
            case bgmax.INFORMATION:
                payment.lines.append(record.field(3, 52))
            case bgmax.NAME:
                payment.name = " ".join((record.field(3, 37) + " " + record.field(38, 72)).split())
            case bgmax.ORGANISATION:
                payment.identity = record.field(3, 14).lstrip("0")

    def _deposit(self, record: Record) -> Iterator[Row]:
        section = self._in_section(record)
        if not self._payments:
            raise record.refused("avsnittet har ingen betalning", self._named())
        day = record.day(38, 45, "betalningsdagen")
        number, place = len(self.gathered.sections), f"avsnitt {len(self.gathered.sections) + 1}"
        section.day, section.number = day, record.field(46, 50)
        rows = [self._row(number, place, payment, day.toordinal()) for payment in self._payments]
        for row in rows:
            section.count(row[2], row[3])
        self._check_deposit(record, section)
        self.gathered.close(section)
        self._section, self._payments = None, []
        if section.currency == SEK:
            for row in rows:
                yield (*row[:-1], self.gathered.ordinal(section.account, row))

    def _check_deposit(self, record: Record, section: OpenSection) -> None:
        named = self._named()
        if record.field(69, 71) != section.currency:
            told = f"insättningen är i ”{shortened(record.field(69, 71))}” men avsnittet i {section.currency}"
            raise record.refused(told, named)
        said = record.number(51, 68, "insättningsbeloppet")
        if said != section.total:
            told = difference(said, section.total, section.currency)
            raise record.refused(f"insättningsbeloppet stämmer inte med posterna: {told}", named)
        several = record.number(72, 79, "antalet betalningar")
        if several != len(self._payments):
            told = counted(several, len(self._payments), "betalningar och avdrag")
            raise record.refused(f"antalet stämmer inte: {told}", named)

    def _end(self, record: Record) -> None:
        if self._section:
            raise record.refused("avsnittet är inte avslutat med en insättningspost (15)", self._named())
        for first, last, found, what in (
            (3, 10, self._payment_records, "betalningsposter"),
            (11, 18, self._deduction_records, "avdragsposter"),
            (19, 26, self._extra_records, "extra referensnummerposter"),
            (27, 34, len(self.gathered.sections), "insättningsposter"),
        ):
            said = record.number(first, last, f"antalet {what}")
            if said != found:
                raise record.refused(f"antalet {what} stämmer inte: {counted(said, found, what)}")
        self._ended = True

    def _tell(self) -> None:
        if not self.gathered.sections:
            self.gathered.warn("Filen innehåller inga betalningar.")
        if self._unknown:
            first = self._unknown[0]
            self.gathered.warn(
                f"{len(self._unknown)} poster har en posttyp som Kvarbo inte känner (först {first.code} på rad "
                f"{first.line}). De är inte lästa, som BgMax föreskriver."
            )

    def _row(self, number: int, place: str, payment: _Payment, booked: int) -> Row:
        record = payment.record
        taken = record.code == bgmax.DEDUCTION
        amount = record.number(38, 55, "beloppet") * (-1 if taken else 1)
        reference, parts, beside = _references(record, payment.extras, amount)
        text = " ".join(" ".join([*payment.lines, beside]).split())
        serial = record.field(58, 69)
        return (
            number, f"{place}, rad {record.line} ({NAMES[record.code]})",
            (EntryKind.DEDUCTION if taken else EntryKind.PAYMENT).value, amount, booked, 0, reference, parts, text,
            payment.name, record.field(3, 12).lstrip("0"), payment.identity, serial if serial.strip("0") else "", 1,
        )  # fmt: skip


def _references(
    record: Record, extras: list[tuple[str, int | None]], amount: int
) -> tuple[str, tuple[tuple[str, int | None], ...], str]:
    """The one reference, or the parts when there are several; and the field's own text where it says more than they.

    The extra records repeat what Bankgirot has recognised in a field with several references and in the payer's lines.
    """
    own, code = record.field(13, 37), record.field(56, 56)
    if not extras:
        alone = code in CORRECT or len(own.split()) == 1
        return (own, (), "") if alone else ("", (), own)
    parts: list[tuple[str, int | None]] = []
    parts += [(own, None)] if own and code != SEVERAL and own not in {reference for reference, _ in extras} else []
    parts += [extra for extra in dict.fromkeys(extras) if extra[0]]
    known = {reference for reference, _ in parts}
    beside = own if set(own.replace(",", " ").split()) - known and own not in known else ""
    if len(parts) == 1:
        reference, part = parts[0]
        return reference, () if part in (None, amount) else tuple(parts), beside
    return "", tuple(parts), beside


def read_bgmax(gathered: Gathered, source: Source, *, accept_test: bool = False) -> Iterator[Row]:
    """The rows of a BgMax file; ``gathered`` is complete when they have all been taken."""
    return BgMaxFile(gathered, accept_test=accept_test).rows(source)
