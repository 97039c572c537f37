"""``kvarbo payments read``: a payment file told to a person and to a program, without a database."""

import io
import json
import sys
from datetime import date
from types import SimpleNamespace

from kvarbo.landlord.rent.bank.rows import EntryKind, Part
from kvarbo.web.command_line import main
from tests.landlord.rent.bank.made_files import bgmax, camt, payment

ON = ["--on", "2026-11-24"]
PAYMENTS = [
    payment(serial="000000000010", payer_name="Åsa Öberg", payer_account="5805123"),
    payment(-50_000, "89853", kind=EntryKind.DEDUCTION, serial="000000000011"),
    payment(140_000, "", parts=(Part("657866", 100_000), Part("658765", 40_000)), text="två hyror"),
]


def told(capsys) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_a_file_is_told_section_by_section_with_its_payments_and_totals(tmp_path, capsys):
    path = tmp_path / "fil"
    path.write_bytes(bgmax(PAYMENTS))
    assert main(["payments", "read", str(path), *ON]) == 0
    assert told(capsys) == [
        "BgMax version 01, cp1252, skapad 2026-10-30 20:15:00",
        "Avsnitt 1: bankgiro 991-2346, 2026-10-30, nr 00001, 2 betalningar, 1 avdrag, 9 350,00 kr",
        "  betalning 8 450,00 kr; bokförd 2026-10-30; orderdag okänd; referens 655969; från Åsa Öberg 5805123; "
        "serienummer 000000000010 (avsnitt 1, rad 3 (betalningspost))",
        "  avdrag -500,00 kr; bokförd 2026-10-30; orderdag okänd; referens 89853; serienummer 000000000011 "
        "(avsnitt 1, rad 5 (avdragspost))",
        "  betalning 1 400,00 kr; bokförd 2026-10-30; orderdag okänd; referens 657866 (1 000,00 kr), "
        "658765 (400,00 kr); text ”två hyror” (avsnitt 1, rad 6 (betalningspost))",
        "Summa: 2 betalningar, 1 avdrag, 9 350,00 kr; senast bokförd 2026-10-30; betalningar till och med 2026-10-30",
    ]


def test_sections_without_payments_and_warnings_are_told_too(tmp_path, capsys):
    path = tmp_path / "fil"
    path.write_bytes(bgmax(PAYMENTS, currency="EUR"))
    assert main(["payments", "read", str(path), *ON]) == 0
    _, section, total, warning = told(capsys)
    assert section.endswith("2 betalningar, 1 avdrag, 9 350,00 EUR")
    assert total.startswith("Summa: 0 betalningar, 0 avdrag, 0,00 kr; senast bokförd ingen")
    assert warning == "Obs: Avsnitt 1 är i EUR: 3 poster är inte med, eftersom Kvarbo inte växlar valuta."


def test_a_program_gets_everything_as_json_also_from_standard_input(capsys, monkeypatch):
    one = payment(serial="A1", order_received=date(2026, 10, 29), parts=(Part("1", 1), Part("2", None)), reference="")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(camt([one]))))
    assert main(["payments", "read", "-", *ON, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    (row,) = answer.pop("rows")
    (section,) = answer.pop("sections")
    assert answer == {
        "ok": True, "format": "camt.054", "version": "08", "encoding": "utf-8",
        "made": "2026-10-30T20:15:00+01:00 KH00000001", "payments": 1, "deductions": 0, "total": 845_000,
        "latest_booked": "2026-10-30", "through": "2026-10-30", "warnings": [],
    }  # fmt: skip
    assert section == {
        "account": "9912346", "account_kind": "bankgiro", "currency": "SEK", "day": "2026-10-30",
        "through": "2026-10-30", "number": "1", "payments": 1, "deductions": 0, "total": 845_000, "skipped": 0,
    }  # fmt: skip
    assert row == {
        "section": 1, "key": "9912346|2026-10-30|A1|845000", "place": "notifiering 1 (bankgiro 991-2346), post 1",
        "kind": "payment", "amount": 845_000, "booked": "2026-10-30", "order_received": "2026-10-29", "reference": "",
        "parts": [{"reference": "1", "amount": 1}, {"reference": "2", "amount": None}], "text": "", "payer_name": "",
        "payer_account": "", "payer_identity": "", "serial": "A1", "ordinal": 1,
    }  # fmt: skip


def test_a_broken_file_is_refused_with_section_record_and_difference(tmp_path, capsys):
    path = tmp_path / "fil"
    path.write_bytes(bgmax(PAYMENTS).replace(b"000000000000935000SEK", b"000000000000935001SEK"))
    assert main(["payments", "read", str(path), *ON]) == 1
    (line,) = told(capsys)
    assert line.startswith(
        "Avsnitt 1 (bankgiro 991-2346), insättningspost på rad 10: insättningsbeloppet stämmer inte med posterna: "
        "filen säger 9 350,01 kr, posterna blir 9 350,00 kr: 0,01 kr skiljer."
    )
    assert main(["payments", "read", str(path), *ON, "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"ok": False, "refused": line}


def test_a_test_file_is_read_only_when_asked_for(tmp_path, capsys):
    path = tmp_path / "fil"
    path.write_bytes(bgmax(PAYMENTS, mark="T"))
    assert main(["payments", "read", str(path), *ON]) == 1
    assert "testfil" in capsys.readouterr().out
    assert main(["payments", "read", str(path), *ON, "--accept-test"]) == 0
    assert told(capsys)[0].endswith("(testfil)")
