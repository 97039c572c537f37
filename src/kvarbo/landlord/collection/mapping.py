"""Hur ett inkassobolag vill ha och skickar sina filer: a mapping per agency, as data that is checked when loaded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from kvarbo.core.facts import AgencyStatus
from kvarbo.core.facts_yaml import load_yaml
from kvarbo.core.yaml_fields import Fields, YamlRefused
from kvarbo.landlord.collection.words import PAPERS, PROPOSALS

AGENCIES = Path(__file__).resolve().parents[2] / "policies" / "agencies"


class OutFormat(StrEnum):
    """Filformat for what is sent."""

    CSV = "csv"
    XLSX = "xlsx"


class DateStyle(StrEnum):
    """Hur datum skrivs."""

    ISO = "iso"  # 2026-11-05
    COMPACT = "compact"  # 20261105
    DOTTED = "dotted"  # 05.11.2026


class AmountStyle(StrEnum):
    """Hur belopp skrivs."""

    COMMA = "comma"  # 8412,50
    POINT = "point"  # 8412.50
    ORE = "ore"  # 841250


class OutField(StrEnum):
    """Fält i underlaget."""

    REFERENCE = "reference"  # den av våra referenser som bolaget skickar tillbaka
    LEASE_NUMBER = "lease_number"
    NAME = "name"
    IDENTITY = "identity"
    NAME_2 = "name_2"
    IDENTITY_2 = "identity_2"
    ADDRESS = "address"
    FLAT = "flat"
    PHONE = "phone"
    EMAIL = "email"
    BILL_NUMBER = "bill_number"
    OCR = "ocr"
    MONTH = "month"
    DUE_DATE = "due_date"
    CAPITAL = "capital"  # hyra och annat tillsammans
    CAPITAL_RENT = "capital_rent"  # bara hyra
    CAPITAL_OTHER = "capital_other"  # försäkring, garage och annat
    SENT_DATE = "sent_date"


class Reference(StrEnum):
    """Vilken av våra referenser som följer ärendet."""

    OCR = "ocr"
    BILL_NUMBER = "bill_number"
    LEASE_NUMBER = "lease_number"


class FileInKind(StrEnum):
    """Slag av fil från inkassobolaget."""

    PAYMENTS = "payments"  # betalningar
    STATUSES = "statuses"  # lägen
    PAPERS = "papers"  # handlingar
    PROPOSALS = "proposals"  # åtgärdsförslag


class InField(StrEnum):
    """Fält i en fil från inkassobolaget."""

    MATTER = "matter"  # bolagets ärendenummer
    REFERENCE = "reference"  # vår referens
    MONTH = "month"
    ID = "id"  # bolagets nummer på betalningen
    AMOUNT = "amount"
    PAID = "paid"  # hyresgästens egen dag
    REMITTED = "remitted"  # redovisningsdag
    REMITTANCE = "remittance"  # redovisningens nummer
    STATUS = "status"
    STATUS_DATE = "status_date"
    PAPER = "paper"
    POSTED = "posted"
    RECEIVED = "received"
    SERVED = "served"
    PROPOSAL = "proposal"
    PROPOSED = "proposed"
    TEXT = "text"


NEEDED: dict[FileInKind, tuple[InField, ...]] = {
    FileInKind.PAYMENTS: (InField.ID, InField.AMOUNT, InField.PAID),
    FileInKind.STATUSES: (InField.STATUS, InField.STATUS_DATE),
    FileInKind.PAPERS: (InField.PAPER,),
    FileInKind.PROPOSALS: (InField.PROPOSAL, InField.PROPOSED),
}
WORDS_OF: dict[FileInKind, tuple[str, ...]] = {
    FileInKind.PAYMENTS: (),
    FileInKind.STATUSES: tuple(AgencyStatus),
    FileInKind.PAPERS: tuple(PAPERS),
    FileInKind.PROPOSALS: tuple(PROPOSALS),
}


@dataclass(frozen=True, slots=True)
class Column:
    """En kolumn i underlaget."""

    header: str
    field: OutField


@dataclass(frozen=True, slots=True)
class FileOut:
    """Underlaget: how the file that is sent looks."""

    format: OutFormat
    separator: str
    encoding: str
    dates: DateStyle
    amounts: AmountStyle
    reference: Reference
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class FileIn:
    """En fil från inkassobolaget: which column holds what, and what the agency's own words mean."""

    kind: FileInKind
    columns: tuple[tuple[InField, str], ...]
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyMapping:
    """Inkassobolagets filer, ut och in."""

    key: str
    title: str
    source: str
    out: FileOut
    incoming: tuple[FileIn, ...]


def shipped_mappings() -> tuple[str, ...]:
    """The mappings that come with Kvarbo, by name; both are made-up examples."""
    return tuple(sorted(path.stem for path in AGENCIES.glob("*.yaml")))


def shipped_text(name: str) -> str:
    """The text of a mapping that comes with Kvarbo."""
    if name not in shipped_mappings():
        raise YamlRefused(f"Kolumnbeskrivningen ”{name}” finns inte. Det som finns: {', '.join(shipped_mappings())}.")
    return (AGENCIES / f"{name}.yaml").read_text(encoding="utf-8")


@lru_cache(maxsize=32)
def mapping_from_yaml(text: str, *, where: str = "kolumnbeskrivningen") -> AgencyMapping:
    """A checked mapping, or a refusal that names the place and says what to do."""
    fields = Fields(load_yaml(text, where=where), where)
    mapping = AgencyMapping(
        key=_key(fields),
        title=fields.required("title", fields.text("title")),
        source=fields.required("source", fields.text("source")),
        out=_out(fields.mapping("out")),
        incoming=_incoming(fields.mapping("in")),
    )
    fields.nothing_else()
    return mapping


def _key(fields: Fields) -> str:
    key = fields.required("agency", fields.text("agency"))
    if not key.isascii() or not key.replace("-", "").isalnum() or key != key.lower() or len(key) > 40:
        fields.refuse("agency", "namnet får bara ha små bokstäver a–z, siffror och bindestreck, högst 40 tecken.")
    return key


def _out(fields: Fields) -> FileOut:
    columns = tuple(_column(item) for item in fields.items("columns"))
    out = FileOut(
        format=fields.required("format", fields.choice("format", OutFormat)),
        separator=fields.one_of("separator", [";", ",", "tab"]) or ";",
        encoding=fields.one_of("encoding", ["utf-8", "utf-8-sig", "cp1252"]) or "utf-8",
        dates=fields.required("dates", fields.choice("dates", DateStyle)),
        amounts=fields.required("amounts", fields.choice("amounts", AmountStyle)),
        reference=fields.required("reference", fields.choice("reference", Reference)),
        columns=columns,
    )
    fields.nothing_else()
    _check_columns(out, fields)
    return out


def _column(fields: Fields) -> Column:
    column = Column(
        fields.required("header", fields.text("header")), fields.required("field", fields.choice("field", OutField))
    )
    fields.nothing_else()
    return column


def _check_columns(out: FileOut, fields: Fields) -> None:
    headers = [column.header for column in out.columns]
    twice = next((header for header in headers if headers.count(header) > 1), None)
    if twice is not None:
        fields.refuse("columns", f"två kolumner heter ”{twice}”. Ge dem var sitt namn.")
    told = {column.field for column in out.columns}
    if OutField.REFERENCE not in told:
        fields.refuse("columns", "en kolumn måste vara reference: utan den känns svaren från bolaget inte igen.")
    if OutField.CAPITAL not in told and OutField.CAPITAL_RENT not in told:
        fields.refuse("columns", "ingen kolumn säger vad som krävs. Lägg till capital, eller capital_rent.")
    if out.amounts is AmountStyle.COMMA and out.format is OutFormat.CSV and out.separator == ",":
        fields.refuse("amounts", "decimalkomma går inte när kolumnerna skiljs åt med komma. Välj point eller ore.")


def _incoming(fields: Fields) -> tuple[FileIn, ...]:
    found = tuple(_file_in(kind, fields.mapping(kind.value)) for kind in FileInKind if fields.has(kind.value))
    fields.nothing_else()
    for one in found:
        same = [other for other in found if _headers(other) == _headers(one)]
        if len(same) > 1:
            fields.refuse(one.kind.value, "två slags filer har samma kolumner och går inte att skilja åt.")
    return found


def _headers(file: FileIn) -> frozenset[str]:
    return frozenset(header for _, header in file.columns)


def _file_in(kind: FileInKind, fields: Fields) -> FileIn:
    inner = fields.mapping("columns")
    columns = tuple((field, header) for field in InField if (header := inner.text(field.value)) is not None)
    inner.nothing_else()
    told = {field for field, _ in columns}
    missing = [field.value for field in NEEDED[kind] if field not in told]
    if missing:
        fields.refuse("columns", f"här saknas {', '.join(missing)}. Skriv vad kolumnen heter i filen.")
    if kind is FileInKind.PAPERS and not told & {InField.POSTED, InField.RECEIVED, InField.SERVED}:
        fields.refuse("columns", "en handling behöver minst en dag: posted, received eller served.")
    if not told & {InField.MATTER, InField.REFERENCE}:
        fields.refuse("columns", "matter eller reference behövs, annars vet ingen vems raden är.")
    words = _words(kind, fields.mapping("words")) if WORDS_OF[kind] else ()
    fields.nothing_else()
    return FileIn(kind, columns, words)


def _words(kind: FileInKind, fields: Fields) -> tuple[tuple[str, str], ...]:
    """The agency's own words, each under the word of ours that it means."""
    found: list[tuple[str, str]] = []
    for word in WORDS_OF[kind]:
        found += [(theirs, word) for theirs in _texts(fields, word)]
    fields.nothing_else()
    theirs = [word.casefold() for word, _ in found]
    twice = next((word for word in theirs if theirs.count(word) > 1), None)
    if twice is not None:
        raise YamlRefused(f"{fields.where}: ”{twice}” står på två ställen. Ta bort det ena.")
    if not found:
        raise YamlRefused(f"{fields.where}: inga av bolagets ord är beskrivna. Skriv minst ett.")
    return tuple(found)


def _texts(fields: Fields, key: str) -> Iterable[str]:
    value = fields.take(key)
    words = value if isinstance(value, list) else [] if value is None else [value]
    for word in words:
        if not isinstance(word, str) or not word.strip():
            fields.refuse(key, "skriv bolagets ord inom citattecken, eller flera i en lista.")
        yield word.strip()
