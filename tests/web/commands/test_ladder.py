"""``kvarbo ladder``: a way of working is checked in words, and a month is played line by line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from kvarbo.core.ladder.loading import LANDLORDS
from kvarbo.web.command_line import main

FACTS = """
lease: {kind: dwelling, rent: 8412}
people:
  - {role: tenant, born: 2004-06-01}
bills:
  - {month: 2026-11, kind: rent, due: 2026-10-30, amount: 8412}
payments:
  - {booked: 2026-11-10, amount: 8412, reference: 2026-11-rent}
known_through: each_day
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "fakta.yaml"
    path.write_text(FACTS, encoding="utf-8")
    return path


def played(capsys: pytest.CaptureFixture[str], facts: Path | str, *more: str) -> list[dict[str, object]]:
    period = ["--from", "2026-10-30", "--to", "2026-11-29"]
    assert main(["ladder", "replay", "--policy", "hemma", "--facts", str(facts), *period, *more]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_day_and_step_is_one_json_line(capsys: pytest.CaptureFixture[str], facts: Path) -> None:
    lines = played(capsys, facts, "--assume", "done")
    assert [(line["date"], line["step"], line["channel"], line["who_first"]) for line in lines] == [
        ("2026-11-04", "notify", "sms", []),
        ("2026-11-04", "call", "call", []),
        ("2026-11-06", "call", "call", ["young"]),
        ("2026-11-06", "collection_file", None, []),
    ]
    assert lines[2]["why"][0] == "Först: En hyresgäst är 18–25 år. [fakta]"  # type: ignore[index]
    assert "Hyran för november 2026 förföll fre 30 oktober 2026: 8 412 kr är obetalt. [fakta]" in lines[2]["why"]  # type: ignore[operator]


def test_when_nothing_is_assumed_a_step_is_asked_for_every_working_day(
    capsys: pytest.CaptureFixture[str], facts: Path
) -> None:
    lines = played(capsys, facts, "--json")
    assert [line["date"] for line in lines if line["step"] == "call"] == [
        "2026-11-04",
        "2026-11-05",
        "2026-11-06",
        "2026-11-09",
        "2026-11-10",
    ]


def test_waiting_steps_are_shown_when_asked_for(capsys: pytest.CaptureFixture[str], facts: Path) -> None:
    first = played(capsys, facts, "--waiting")[0]
    assert (first["date"], first["step"], first["state"]) == ("2026-11-02", "notify", "waiting")
    assert str(first["waiting_for"]).startswith("Betalningar är kända till och med sön 1 november 2026")


def test_unstated_knowledge_of_payments_is_told_in_every_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(FACTS.replace("known_through: each_day", ""), encoding="utf-8")
    lines = played(capsys, path, "--assume", "done")
    assert len(lines) == 4
    assert all("Filen säger inte hur långt betalningar är kända" in line["why"][-1] for line in lines)  # type: ignore[index]


def test_facts_can_come_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(FACTS.encode())))
    assert len(played(capsys, "-", "--assume", "done")) == 4


def test_text_is_for_reading(capsys: pytest.CaptureFixture[str], facts: Path) -> None:
    period = ["--from", "2026-11-06", "--to", "2026-11-06"]
    assert main(["ladder", "replay", "--policy", "hemma", "--facts", str(facts), *period, "--text"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "fre 6 november 2026: samtal (8 412 kr) · ung",
        "fre 6 november 2026: ärendet till inkasso (8 412 kr)",
    ]


def test_a_policy_that_can_be_used_is_shown_as_a_month(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ladder", "check", "hemma"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Hemmas månad, version 1, i kraft från mån 1 januari 2018. Inget att rätta."
    assert lines[6] == "  dag 19: hembesök (först: barn i hemmet, ung, äldre)"
    assert main(["ladder", "check", str(LANDLORDS / "hemma.yaml"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["valid"], answer["policy"], len(answer["rules"])) == (True, "hemma", 9)


def test_a_policy_that_cannot_be_used_says_what_to_change(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["ladder", "check", "hema"]) == 1
    assert capsys.readouterr().err.startswith("Arbetssättet ”hema” finns inte. Det som finns:")
    broken = tmp_path / "eget.yaml"
    text = (LANDLORDS / "hemma.yaml").read_text(encoding="utf-8")
    broken.write_text(text.replace("step: visit", "step: hot"), encoding="utf-8")
    assert main(["ladder", "check", str(broken), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["valid"] is False
    assert answer["reason"].startswith(
        "eget.yaml, rules[6] (dag-19-besok).step: ”hot” finns inte. Välj något av: notify"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--facts", "saknas.yaml"], "Filen saknas.yaml går inte att läsa"),
        (["--from", "2026-12-01"], "Perioden slutar 2026-11-30, före 2026-12-01. Byt plats på datumen."),
        (["--policy", "-", "--facts", "-"], "Bara en av --policy och --facts kan läsas från stdin."),
        (["--from", "2016-11-01", "--to", "2016-11-02"], "Hemmas månad, version 1 gäller från mån 1 januari 2018"),
    ],
)
def test_what_cannot_be_played_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], facts: Path, arguments: list[str], sentence: str
) -> None:
    base = ["--policy", "hemma", "--facts", str(facts), "--from", "2026-11-01", "--to", "2026-11-30"]
    assert main(["ladder", "replay", *base, *arguments]) == 1
    assert capsys.readouterr().err.startswith(sentence)


def test_a_file_in_another_encoding_is_refused_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("lease: {due: förfaller}".encode("latin-1"))
    period = ["--from", "2026-11-01", "--to", "2026-11-30"]
    assert main(["ladder", "replay", "--policy", "hemma", "--facts", str(path), *period]) == 1
    assert capsys.readouterr().err == "Filen latin.yaml är inte skriven i UTF-8. Spara om den som UTF-8.\n"
