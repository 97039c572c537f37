"""``kvarbo ledger check``: the dry run without a database, for a person and for a program."""

import io
import json
import sys
from types import SimpleNamespace

from kvarbo.web.command_line import main
from tests.landlord.rent.files.lists import LEDGER, LEDGER_ROWS, OPEN_ITEMS, OPEN_ROWS, csv_bytes

ON = ["--on", "2026-11-24"]


def test_a_ledger_that_is_right_answers_with_counts_and_sums(tmp_path, capsys):
    path = tmp_path / "lista.csv"
    path.write_bytes(csv_bytes(LEDGER, LEDGER_ROWS))
    assert main(["ledger", "check", str(path), *ON]) == 0
    told = capsys.readouterr().out.replace("\u00a0", " ").splitlines()
    assert told[:4] == [
        "Hyresreskontra, csv (utf-8, skiljetecken ';'), rubriker på rad 1",
        "5 rader, 3 avtal, 3 hyresgäster",
        "3 avier, 23 900,00 kr; 3 betalningar, 15 450,00 kr",
        "Senaste bokförda betalning: 2026-10-30",
    ]
    assert told[-1] == "Inga fel."


def test_errors_are_told_by_row_and_column_and_written_to_a_file(tmp_path, capsys):
    path, errors = tmp_path / "lista.csv", tmp_path / "fel.csv"
    path.write_bytes(csv_bytes(OPEN_ITEMS, [[*OPEN_ROWS[0][:-1], "tolv"], *OPEN_ROWS[1:]]))
    assert main(["ledger", "check", str(path), *ON, "--errors", str(errors)]) == 1
    assert "rad 2, Restbelopp: ”tolv” – Det är inte ett belopp." in capsys.readouterr().out
    assert errors.read_text(encoding="utf-8-sig").splitlines()[1].startswith("2;Restbelopp;tolv;")


def test_a_program_gets_json_also_from_standard_input_and_with_a_mapping(tmp_path, capsys, monkeypatch):
    chosen = tmp_path / "val.json"
    chosen.write_text(json.dumps({"remaining": "Belopp"}))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(csv_bytes(OPEN_ITEMS, OPEN_ROWS))))
    assert main(["ledger", "check", "-", *ON, "--mapping", str(chosen), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["ok"], answer["kind"], answer["totals"]["remaining"]) == (True, "open_items", 1545000)
    assert answer["reasons"]["remaining"] == "vald av er tidigare eller nu"
    assert answer["skipped"] == {"premises": 1}


def test_a_refused_file_says_why_and_answers_one(tmp_path, capsys):
    path = tmp_path / "tom.csv"
    path.write_bytes(b"")
    assert main(["ledger", "check", str(path), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is False
    assert answer["refused"].startswith("Filen är tom.")
    assert main(["ledger", "check", str(path), "--mapping", str(tmp_path / "saknas.json")]) == 1
    assert "går inte att läsa som JSON" in capsys.readouterr().out
