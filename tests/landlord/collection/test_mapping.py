"""How an agency's files look is data: what cannot be meant is refused on load."""

from __future__ import annotations

import io
from datetime import date

import pytest

from kvarbo.core.facts import AgencyStatus
from kvarbo.core.yaml_fields import YamlRefused
from kvarbo.landlord.collection.incoming import read_agency_file
from kvarbo.landlord.collection.mapping import (
    AmountStyle,
    DateStyle,
    FileInKind,
    FileOut,
    OutField,
    OutFormat,
    Reference,
    mapping_from_yaml,
    shipped_mappings,
    shipped_text,
)
from kvarbo.landlord.collection.writing import OutRow, can_be_written, written
from kvarbo.landlord.rent.files.refusal import CannotRead

EXAMPLE = shipped_text("exempelinkasso")
ON = date(2026, 11, 20)


@pytest.mark.parametrize("name", shipped_mappings())
def test_every_mapping_that_comes_with_kvarbo_loads_and_says_that_it_is_made_up(name: str) -> None:
    mapping = mapping_from_yaml(shipped_text(name))
    assert mapping.key == name
    assert mapping.source.startswith("Påhittat exempel.")
    statuses = next(one for one in mapping.incoming if one.kind is FileInKind.STATUSES)
    assert {ours for _, ours in statuses.words} == set(AgencyStatus)


REFUSALS = [
    (("agency: exempelinkasso", "agency: Exempel Å"), "namnet får bara ha små bokstäver a–z, siffror och bindestreck"),
    (("dates: iso", "dates: american"), "out.dates: ”american” finns inte. Välj något av: iso, compact, dotted."),
    (("field: reference}", "field: ocr}"), "en kolumn måste vara reference"),
    (("{header: Namn, field: name}", "{header: Namn, field: shoe_size}"), "columns[3].field: ”shoe_size” finns inte."),
    (("header: Kundnummer", "header: Namn"), "två kolumner heter ”Namn”. Ge dem var sitt namn."),
    (('separator: ";"', 'separator: ","'), "decimalkomma går inte när kolumnerna skiljs åt med komma."),
    (("id: Transaktion, ", ""), "in.payments.columns: här saknas id. Skriv vad kolumnen heter i filen."),
    (("plan: Avbetalningsplan", "plan: Betald"), "”betald” står på två ställen. Ta bort det ena."),
    (("plan: Avbetalningsplan", "plan: 7"), "skriv bolagets ord inom citattecken, eller flera i en lista."),
    (("plan: Avbetalningsplan", "plans: Avbetalningsplan"), "nyckeln ”plans” är okänd."),
    (
        ("{matter: Ärende, reference: Referens, status:", "{status:"),
        "matter eller reference behövs, annars vet ingen vems raden är.",
    ),
    (
        (", posted: Postad, received: Mottagen, served: Delgiven", ""),
        "en handling behöver minst en dag: posted, received eller served.",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), REFUSALS, ids=[sentence[:40] for _, sentence in REFUSALS])
def test_what_cannot_be_meant_is_refused(change: tuple[str, str], sentence: str) -> None:
    assert change[0] in EXAMPLE
    with pytest.raises(YamlRefused) as refused:
        mapping_from_yaml(EXAMPLE.replace(*change, 1))
    assert sentence in str(refused.value)


def test_no_column_with_what_is_claimed_is_refused() -> None:
    text = EXAMPLE.replace("field: capital_rent", "field: phone")
    with pytest.raises(YamlRefused, match="ingen kolumn säger vad som krävs"):
        mapping_from_yaml(text)


ROW = OutRow(
    reference="9001", lease_number="N-1", names=("Åsa Öberg", "Bo Ek"), identities=("1", "2"), address="Gatan 1",
    flat="1101", phone="", email="", bill_number="F-1", ocr="9001", month=date(2026, 11, 1),
    due_date=date(2026, 10, 30), capital_rent=841_250, capital_other=5, sent_date=date(2026, 11, 9),
)  # fmt: skip


@pytest.mark.parametrize(
    ("dates", "amounts", "cells"),
    [
        (DateStyle.ISO, AmountStyle.COMMA, "2026-10-30\t8412,50\t0,05\t8412,55"),
        (DateStyle.COMPACT, AmountStyle.POINT, "20261030\t8412.50\t0.05\t8412.55"),
        (DateStyle.DOTTED, AmountStyle.ORE, "30.10.2026\t841250\t5\t841255"),
    ],
)
def test_days_and_amounts_are_written_as_the_agency_wants_them(
    dates: DateStyle, amounts: AmountStyle, cells: str
) -> None:
    from kvarbo.landlord.collection.mapping import Column

    fields = (OutField.DUE_DATE, OutField.CAPITAL_RENT, OutField.CAPITAL_OTHER, OutField.CAPITAL)
    columns = tuple(Column(field.value, field) for field in fields)
    out = FileOut(OutFormat.CSV, "tab", "cp1252", dates, amounts, Reference.OCR, columns)
    assert written([ROW], out).decode("cp1252").splitlines()[1] == cells
    assert can_be_written(ROW, out)


def test_what_is_written_to_excel_is_read_back_cell_by_cell() -> None:
    from python_calamine import CalamineWorkbook

    out = mapping_from_yaml(shipped_text("norrkrav")).out
    book = CalamineWorkbook.from_filelike(io.BytesIO(written([ROW], out)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows == [
        ["Fakturanr", "Gäldenär", "Pnr", "Gatuadress", "Telefon", "Förfaller", "Att kräva"],
        ["9001", "Åsa Öberg", "1", "Gatan 1", "", "2026-10-30", "8412.55"],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_one_file_in_four_encodings_gives_one_result(tmp_path, encoding: str) -> None:
    text = "Utskrift 2026-11-20\nÄrende;Referens;Status;Statusdatum\nA-1;9001;krav  utsänt;2026-11-12\n\n"
    path = tmp_path / "fil.csv"
    path.write_bytes(text.encode(encoding))
    with path.open("rb") as file:
        read = read_agency_file(file, mapping_from_yaml(EXAMPLE), on=ON)
    assert read.kind is FileInKind.STATUSES
    assert read.faults == ()
    assert [{key: row[key] for key in row if key != "line"} for row in read.rows] == [
        {"matter": "A-1", "reference": "9001", "status": "demand_sent", "status_date": "2026-11-12"}
    ]


def test_a_file_that_is_no_text_is_refused(tmp_path) -> None:
    path = tmp_path / "fil.csv"
    path.write_bytes(b"%PDF-1.7 ...")
    with path.open("rb") as file, pytest.raises(CannotRead, match="Filen är en PDF"):
        read_agency_file(file, mapping_from_yaml(EXAMPLE), on=ON)
