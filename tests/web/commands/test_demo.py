"""The demo town is built once, and again when another version of Kvarbo built it: its tables may have changed."""

from __future__ import annotations

import argparse
import json
from datetime import date
from types import SimpleNamespace

import pytest

from kvarbo.web.commands import demo
from kvarbo.web.demo import building, town

TODAY = date(2026, 11, 6)
ASKED = argparse.Namespace(rebuild=False, seed=7, homes=200)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """Each building of the town, without its building."""
    times: list[date] = []

    def build(_town: object) -> SimpleNamespace:
        times.append(TODAY)
        return SimpleNamespace(today=TODAY, leases=1, events=2)

    monkeypatch.setattr(building, "build", build)
    monkeypatch.setattr(town, "demo_town", lambda **_: None)
    return times


def test_a_town_that_is_there_is_not_built_again(built, tmp_path) -> None:
    first = demo._build(ASKED, tmp_path / "demo", TODAY)
    assert demo._build(ASKED, tmp_path / "demo", TODAY) == first
    assert len(built) == 1


def test_a_town_of_another_version_is_built_again_and_says_so(built, tmp_path, monkeypatch, capsys) -> None:
    demo._build(ASKED, tmp_path / "demo", TODAY)
    monkeypatch.setattr(demo, "code_version", lambda: "another")
    demo._build(ASKED, tmp_path / "demo", TODAY)
    assert len(built) == 2
    assert "byggd av en annan version" in capsys.readouterr().err
    assert json.loads((tmp_path / "demo" / "ready.json").read_text())["version"] == "another"
