"""``kvarbo identity check`` as it is run from a shell."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kvarbo.web.command_line import main

KVARBO = str(Path(sys.executable).with_name("kvarbo"))
ON = ("--on", "2026-11-22")


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_each_line_on_standard_input_gets_one_line_of_json() -> None:
    given = "850709-2388\r\n\r\n850709-2389\r\n"
    done = subprocess.run(
        [KVARBO, "identity", "check", *ON], input=given, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert lines(done.stdout) == [
        {
            "input": "850709-2388",
            "kind": "personnummer",
            "valid": True,
            "reason": None,
            "normal": "198507092388",
            "birth_date": "1985-07-09",
        },
        {
            "input": "",
            "kind": "unknown",
            "valid": False,
            "reason": "Raden är tom.",
            "normal": None,
            "birth_date": None,
        },
        {
            "input": "850709-2389",
            "kind": "personnummer",
            "valid": False,
            "reason": "Kontrollsiffran (den sista) stämmer inte. Någon siffra är fel.",
            "normal": None,
            "birth_date": None,
        },
    ]
    assert done.stderr == ""


def test_a_file_in_windows_encoding_is_read_and_the_day_is_today_when_not_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "nummer.txt"
    file.write_bytes("850709–2388\nåäö".encode("cp1252"))
    assert main(["identity", "check", str(file), "--json"]) == 0
    first, second = lines(capsys.readouterr().out)
    assert first["normal"] == "198507092388"
    assert (second["input"], second["valid"]) == ("åäö", False)


@pytest.mark.parametrize(
    ("options", "number", "normal"),
    [
        (["--kind", "bankgiro"], "160-9908", "1609908"),
        (["--kind", "plusgiro"], "1-8", "18"),
        (["--kind", "ocr", "--length-digit"], "1234574", "1234574"),
        (["--kind", "ocr", "--level", "none"], "1234575", "1234575"),
        (["--kind", "ocr"], "1234575", None),
    ],
)
def test_references_and_giro_numbers_are_read_as_the_kind_one_asks_for(
    options: list[str], number: str, normal: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "nummer.txt"
    file.write_text(number, encoding="utf-8")
    assert main(["identity", "check", str(file), *options]) == 0
    (answer,) = lines(capsys.readouterr().out)
    assert (answer["kind"], answer["normal"]) == (options[1], normal)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(None, "finns inte. Kontrollera namnet"), (b"8507\x002388", "NUL"), (b"", "Filen är tom")],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(
    content: bytes | None, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "nummer.txt"
    if content is not None:
        file.write_bytes(content)
    assert main(["identity", "check", str(file)]) == 1
    told = capsys.readouterr()
    assert (told.out, complaint in told.err) == ("", True)


def test_a_day_that_is_no_day_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["identity", "check", "--on", "igår"])
    assert stopped.value.code == 2
    assert "igår är inget datum" in capsys.readouterr().err
