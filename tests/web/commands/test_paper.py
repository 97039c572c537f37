"""``kvarbo paper read``: a paper told to a person and to a program, without a database."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kvarbo.doors.papers.envelope import to_file
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.web.command_line import main
from tests.doors.papers.examples import example
from tests.doors.papers.test_envelope import PUBLIC, signed_here

DATA = to_file(signed_here(example(PaperKind.QUESTION)))
SPOKEN = " ".join(PUBLIC[place : place + 8] for place in range(0, 64, 8))


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "papper.json"
    path.write_bytes(DATA)
    return str(path)


def test_a_paper_is_told_line_by_line_and_its_key_compared(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paper", "read", file, "--key", SPOKEN.upper()]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Fråga till hyresvärden",
        "  Från: Socialnämnden i Kvarnby (212000-0142)",
        "  Till: Kvarnbyhem AB (556036-0793)",
        "  Skrivet: fre 11 december 2026",
        "  Grund: OSL 26:1",
        "  Papperets nummer: 0f3b8f0e-6a3d-4d0e-9c0a-2f6f6f1f0a0c",
        "  Svarar på papper: 0f3b8f0e-6a3d-4d0e-9c0a-2f6f6f1f0a01",
        "",
        "  Hyresgäst: Åke-Örjan O'Neill",
        "  Lägenhet: Ängsvägen 4 B, lägenhet 1102",
        "  Fråga 1: Är hyresskulden betald?",
        "  Fråga 2: Har hyran kommit sent flera gånger?",
        "  Fråga 3: Bor det barn i lägenheten som inte är folkbokförda där?",
        "  Svar önskas senast: fre 18 december 2026",
        "  Handläggare: Maja Lind",
        "  Telefon till handläggaren: 070-1740610",
        "",
        f"Underskriften stämmer med nyckeln {SPOKEN}.",
        "Det är den nyckel som angavs.",
    ]


def test_without_a_key_the_one_in_the_file_is_told_to_be_compared(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(DATA)))
    assert main(["paper", "read", "-"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("Ingen nyckel angavs: jämför den")


def test_a_program_gets_the_paper_its_lines_and_the_verdict(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paper", "read", file, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is True
    assert told["paper"] == json.loads(DATA)["paper"]
    assert told["lines"][0] == {"label": "Hyresgäst", "value": "Åke-Örjan O'Neill", "level": 0}
    assert told["signature"] == {"holds": True, "public_key": PUBLIC, "key_is_known": False}


@pytest.mark.parametrize(
    ("data", "key", "said"),
    [
        (DATA.replace(b"Maja", b"Mija"), PUBLIC, "innehållet har ändrats"),
        (DATA, "0" * 64, "med en annan nyckel"),
        (b"%PDF-1.7", PUBLIC, "inget papper"),
        (DATA + b" " * 1_000_000, PUBLIC, "större än 1 MB"),
    ],
)
def test_a_paper_that_does_not_hold_is_refused_in_swedish(
    data: bytes, key: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "papper.json"
    path.write_bytes(data)
    assert main(["paper", "read", str(path), "--key", key]) == 1
    assert said in capsys.readouterr().out
    assert main(["paper", "read", str(path), "--key", key, "--json"]) == 1
    assert said in json.loads(capsys.readouterr().out)["refused"]


def test_a_file_that_is_not_there_and_a_key_that_is_none_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["paper", "read", str(tmp_path / "borta.json")]) == 1
    assert "Filen gick inte att öppna" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="2"):
        main(["paper", "read", str(tmp_path / "borta.json"), "--key", "hemlig"])
    assert "en nyckel är 64 tecken" in capsys.readouterr().err
