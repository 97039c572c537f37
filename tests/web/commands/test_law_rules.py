"""``kvarbo law <rule>``: any rule by its name, one case or a table of them, and what there is to ask."""

from __future__ import annotations

import csv
import io
import json
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from kvarbo.core.law import catalogue
from kvarbo.core.values import all_values
from kvarbo.web.command_line import main


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("name", ["rent_due", "rent-due", "jordabalken.rent_due"])
def test_a_rule_answers_to_its_name_however_it_is_written(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", name, "--fact", "month=2027-01", "--json"]) == 0
    answer = json.loads(lines(capsys)[0])
    assert (answer["protective"], answer["enforcing"]) == ("2026-12-30", "2027-01-04")
    assert answer["steps"][0]["source"] == "JB 12:20 första stycket"


def test_an_answer_shows_its_fields_and_then_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "statutory_end", "--fact", "start=2026-12-03", "--fact", "weeks=3"]) == 0
    told = lines(capsys)
    assert told[:3] == ["start       2026-12-03", "unshifted   2026-12-24", "last_day    2026-12-28"]
    assert "Varför:" in told
    assert told[-1].endswith("(Lag (1930:173) 2 §)")


def test_a_bad_row_never_stops_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "tider.csv"
    file.write_text("id,start,weeks\na,2026-12-03,3\nb,2026-02-30,3\nc,,3\nd,2026-10-15,3,x\ne,2026-10-15\n", "utf-8")
    assert main(["law", "statutory_end", "--table", str(file)]) == 1
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["last_day"] for row in rows] == ["2026-12-28", "", "", "", ""]
    assert rows[0]["steps"].count(" | ") == 2
    assert [row["error"] for row in rows[:4]] == [
        "",
        "start: datumet 2026-02-30 finns inte. Kontrollera år, månad och dag.",
        "start saknas, och statutory_end kan inte svara utan det. Skriv datum som 2026-11-22.",
        "Raden har 4 fält men rubriken har 3.",
    ]
    assert "exakt ett av dem" in rows[4]["error"]


def test_a_table_as_json_has_a_line_for_each_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "månader.csv"
    file.write_text("nr;month\n1;2027-01\n2;januari\n", "utf-8")
    assert main(["law", "rent_due", "--table", str(file), "--json"]) == 1
    first, second = (json.loads(line) for line in lines(capsys))
    assert (first["nr"], first["enforcing"], first["error"]) == ("1", "2027-01-04", None)
    assert second == {
        "nr": "2",
        "month": "januari",
        "error": "month: 'januari' är inget datum. Skriv det som 2026-11-22.",
    }


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["rent_due"], "month saknas, och rent_due kan inte svara utan det."),
        (["rent_due", "--fact", "month"], "'month' är inget faktum. Skriv namn=värde"),
        (["rent_due", "--fact", "mont=2027-01"], "rent_due frågar inte efter 'mont'. Menade du month?"),
        (["rent_due", "--fact", "month=2027-01", "--fact", "month=2027-02"], "month står två gånger."),
        (["rent_due", "--fact", "month=2027-01", "--table", "x.csv"], "Ange antingen --table eller --fact"),
        (["statutory_end", "--fact", "start=2026-12-03", "--fact", "weeks=tre"], "'tre' är inget heltal"),
        (["explain", "rent_deu", "--on", "2026-11-22"], "Ingen regel heter rent_deu. Menade du rent_due?"),
        (["explain", "rent_due", "--on", "i går"], "'i går' är inget datum."),
        (["values", "--on", "2026-11-22", "--added", "finns-inte.yaml"], "finns-inte.yaml"),
    ],
)
def test_what_cannot_be_read_is_refused_in_swedish(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", *arguments]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert complaint in told.err


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        ("begin,weeks", "Kolumnen start saknas i tabellens första rad. Där står: begin, weeks."),
        ("start,wekks", "Kolumnen wekks är inget som statutory_end frågar efter. Menade du weeks?"),
        ("start,weeks,steps", "Kolumnen steps kan inte stå i frågan"),
    ],
)
def test_a_column_that_would_be_misunderstood_is_refused(
    header: str, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tider.csv"
    file.write_text(f"{header}\n2026-12-03,3,\n", "utf-8")
    assert main(["law", "statutory_end", "--table", str(file)]) == 1
    assert complaint in capsys.readouterr().err


def test_every_rule_is_listed_with_what_it_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "list", "--json"]) == 0
    listed = [json.loads(line) for line in lines(capsys)]
    assert [rule["rule"] for rule in listed] == list(catalogue.rule_names())
    assert all(rule["summary"] and rule["facts"] for rule in listed)


def test_every_dated_value_is_told_or_said_to_be_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "values", "--on", "2026-11-22", "--json"]) == 0
    told = {value["name"]: value for value in map(json.loads, lines(capsys))}
    assert set(told) == set(all_values())
    assert told["jb.12_44.recovery_weeks"]["shown"] == "3 veckor"
    assert all((value["value"] is None) == bool(value["missing"]) for value in told.values())


def test_a_value_the_installation_added_stands_with_who_signed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", "values", "--on", "2026-11-22", "--json"]) == 0
    missing = next(value for value in map(json.loads, lines(capsys)) if "senaste värdet" in (value["missing"] or ""))
    added = tmp_path / "egna.yaml"
    added.write_text(
        f"{missing['name']}:\n  - {{from: 2026-07-01, to: 2027-01-01, value: 2, source: Riksbanken, "
        "signed_by: Eva, signed_on: 2026-07-02}\n",
        "utf-8",
    )
    assert main(["law", "values", "--on", "2026-11-22", "--added", str(added)]) == 0
    line = next(line for line in lines(capsys) if line.startswith(missing["name"]))
    assert "tillagt av Eva" in line
    assert "Riksbanken" in line


def test_a_rule_explains_what_it_asks_for_and_counts_with(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "explain", "rent_due", "--on", "2026-11-22"]) == 0
    told = capsys.readouterr().out
    assert "- month (krävs): datum som 2026-11-22" in told
    assert "JB 12:20" in told
    assert "- jb.12_42.forfeiture_housing_weeks: 1 vecka" in told


def test_a_hundred_thousand_rows_take_less_than_ten_seconds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = date(2024, 1, 1)
    file = tmp_path / "många.csv"
    rows = [f"{first + timedelta(days=row % 2500)},{1 + row % 40}" for row in range(100_000)]
    file.write_text("\n".join(["start,weeks", *rows]), "utf-8")
    began = time.perf_counter()
    assert main(["law", "statutory_end", "--table", str(file)]) == 0
    assert time.perf_counter() - began < 10
    assert len(lines(capsys)) == 100_001
