"""``kvarbo law …`` as it is run from a shell, for one question and for a table of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kvarbo.web.command_line import main

KVARBO = str(Path(sys.executable).with_name("kvarbo"))


def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [KVARBO, "law", *arguments], input=given, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def test_the_due_date_is_told_in_swedish_with_its_reasons() -> None:
    done = run("due-date", "--month", "2027-02")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:6] == [
        "Förfallodag                                 fredag 29 januari 2027",
        "Mer än en vecka sen från                    lördag 6 februari 2027",
        "Sista vardagen efter ordalydelsen           lördag 30 januari 2027",
        "Får betalas senast (hyresvärden räknar så)  måndag 1 februari 2027",
        "Hyresvärden får gå vidare tidigast          tisdag 9 februari 2027",
        "",
    ]
    assert "- Förverkande, bostad, när hyran dröjer mer än: 1 vecka. (JB 12:42 första stycket 1)" in done.stdout


def test_a_table_on_standard_input_comes_back_with_answers_and_its_bad_rows_told() -> None:
    table = "id;month\n1;2027-01\n2;2027-13\n\n3;1899-01\n4;2026-12;x\n"
    done = run("due-date", "--table", "-", given=table)
    rows = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (1, "")
    assert rows[0] == "id;month;protective;protective_late_from;literal;enforcing;enforcing_late_from;error"
    assert rows[1] == "1;2027-01;2026-12-30;2027-01-08;2026-12-31;2027-01-04;2027-01-12;"
    assert rows[2] == "2;2027-13;;;;;;'2027-13' är ingen månad. Skriv den som 2027-01."
    assert rows[3].startswith("3;1899-01;;;;;;Året 1899 ligger utanför almanackan")
    assert rows[4] == "4;2026-12;;;;;;Raden har 3 fält men rubriken har 2."


def test_a_statutory_period_is_answered_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "statutory-end", "--start", "2026-12-03", "--weeks", "3", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    steps = answer.pop("steps")
    assert answer == {
        "start": "2026-12-03",
        "weeks": 3,
        "unshifted": "2026-12-24",
        "last_day": "2026-12-28",
        "protective": "2026-12-23",
    }
    assert [step["source"] for step in steps] == ["Lag (1930:173) 1 §", "Lag (1930:173) 2 §", "Lag (1930:173) 2 §"]


def test_a_table_of_periods_mixes_weeks_months_and_years(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "tider.csv"
    file.write_bytes("\ufeffstart,weeks,months,years\n2026-11-24,,1\n2026-10-15,3,,\n2028-02-29,,,1\n".encode())
    assert main(["law", "statutory-end", "--table", str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "start,weeks,months,years,unshifted,last_day,protective,error",
        "2026-11-24,,1,,2026-12-24,2026-12-28,2026-12-23,",
        "2026-10-15,3,,,2026-11-05,2026-11-05,2026-11-05,",
        "2028-02-29,,,1,2029-02-28,2029-02-28,2029-02-28,",
    ]
    assert main(["law", "statutory-end", "--table", str(file), "--json"]) == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (first["last_day"], first["error"]) == ("2026-12-28", None)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["due-date"], "month saknas: månaden hyran är för."),
        (["due-date", "--month", "januari"], "'januari' är ingen månad. Skriv den som 2027-01."),
        (["statutory-end", "--start", "2026-02-30", "--weeks", "1"], "Datumet 2026-02-30 finns inte."),
        (["statutory-end", "--start", "2026-W01-1", "--weeks", "1"], "är inget datum. Skriv det som 2026-11-22."),
        (["statutory-end", "--start", "2026-11-23"], "exakt ett av dem"),
        (["statutory-end", "--start", "2026-11-23", "--weeks", "1", "--months", "1"], "exakt ett av dem"),
        (["statutory-end", "--start", "2026-11-23", "--weeks", "tre"], "'tre' är inget antal"),
        (["statutory-end", "--start", "2026-11-23", "--weeks", "999999"], "hamnar utanför almanackan"),
        (["due-date", "--table", "finns-inte.csv"], "Filen finns-inte.csv finns inte."),
        (
            ["due-date", "--table", "x.csv", "--month", "2027-01"],
            "Ange antingen --table eller frågan själv, inte båda.",
        ),
    ],
)
def test_a_question_that_cannot_be_read_is_refused_in_swedish(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", *arguments]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert complaint in told.err


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("maanad\n2027-01\n", "Kolumnen month saknas i tabellens första rad. Där står: maanad."),
        ("month,error\n2027-01,\n", "Kolumnen error kan inte stå i frågan"),
        ("month,month\n2027-01,2027-02\n", "Kolumnen month kan inte stå i frågan eller står två gånger"),
        (f'month\n"{"1" * 200_000}"\n', "går inte att läsa som CSV"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused_whole(
    table: str, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tabell.csv"
    file.write_text(table, encoding="utf-8")
    assert main(["law", "due-date", "--table", str(file)]) == 1
    assert complaint in capsys.readouterr().err
