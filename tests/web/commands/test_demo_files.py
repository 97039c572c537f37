"""``kvarbo demo-files`` as it is run."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from kvarbo.web.command_line import main


def test_it_writes_the_files_and_says_so_in_plain_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo-files", "--homes", "12", "--months", "2", "--out", str(tmp_path / "nytt")]) == 0
    first, *files = capsys.readouterr().out.splitlines()
    assert first.startswith("Kvarnbyhem AB, en påhittad hyresvärd: 12 lägenheter, ")
    assert first.endswith("Filerna är skrivna 2026-11-06; betalningar kända till och med 2026-11-05.")
    assert len(files) == 3 + 2 * 16 + len(list(tmp_path.rglob("kontohandelser-*.xml")))
    assert len(list((tmp_path / "nytt" / "payments").iterdir())) > 20
    assert (tmp_path / "nytt" / "hyresreskontra.csv").exists()


def test_the_json_names_every_file_with_its_rows_and_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["demo-files", "--homes", "12", "--months", "2", "--out", str(tmp_path), "--stage", "day24", "--json"]
    assert main(asked) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["today"], answer["known_through"]) == ("2026-11-23", "2026-11-20")
    assert answer["months"] == ["2026-10-01", "2026-11-01"]
    assert {file["path"] for file in answer["files"]} == {str(path) for path in tmp_path.rglob("*.*")}
    assert all(Path(file["path"]).stat().st_size == file["bytes"] for file in answer["files"])
    ledger = (tmp_path / "hyresreskontra.csv").read_text(encoding="utf-8-sig").splitlines()
    assert answer["files"][0]["rows"] == len(ledger) - 1


def test_another_rent_month_moves_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["demo-files", "--homes", "3", "--months", "1", "--out", str(tmp_path), "--rent-month", "2026-03", "--json"]
    assert main(asked) == 0
    assert json.loads(capsys.readouterr().out)["today"] == "2026-03-06"


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--homes", "0", "Antalet lägenheter måste vara mellan 1 och 200000, inte 0."),
        ("--months", "0", "Antalet månader måste vara mellan 1 och 120, inte 0."),
        ("--rent-month", "2060-01", "Inga publicerade testnummer finns för åldern 18-25 år 2060."),
    ],
)
def test_a_size_that_will_not_do_is_refused_in_one_line(
    option: str, value: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo-files", "--out", str(tmp_path), option, value]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(says)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "en fil"
    file.write_text("hej")
    assert main(["demo-files", "--homes", "3", "--months", "1", "--out", str(file)]) == 1
    assert "Välj en mapp som går att skriva i" in capsys.readouterr().err


def test_a_missing_package_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert main(["demo-files", "--homes", "3", "--months", "1", "--out", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "Paketet xlsxwriter saknas och behövs för Excelfilen. Installera kvarbo[web].\n"


@pytest.mark.parametrize("month", ["2026-13", "november", "2026-11-01"])
def test_a_month_that_is_none_is_wrong_usage(month: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["demo-files", "--out", str(tmp_path), "--rent-month", month])
    assert "Skriv år och månad, till exempel 2026-11." in capsys.readouterr().err
