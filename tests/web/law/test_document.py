"""docs/rules.md is written from the rules and their worked examples, and stands as they do."""

from __future__ import annotations

from pathlib import Path

import pytest

from kvarbo.core.law import catalogue
from kvarbo.web.command_line import main
from kvarbo.web.law.document import PAGE, page, rules_told

ROOT = Path(__file__).parents[3]


def test_the_page_of_rules_says_what_the_rules_say() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page(ROOT), "run: kvarbo law document"


def test_every_rule_stands_there_with_its_paragraphs_and_examples() -> None:
    told = {rule["rule"]: rule for rule in rules_told(ROOT)}
    assert set(told) == set(catalogue.rule_names())
    assert [name for name, rule in told.items() if not rule["cases"] or not rule["paragraphs"]] == []
    assert "web/calculator/answer.py" in told["jordabalken.recovery_period"]["shown_in"]
    assert "JB 12:44 första stycket 1" in told["jordabalken.recovery_period"]["paragraphs"]


def test_a_page_that_is_not_up_to_date_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("cases", "src"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / "docs").mkdir()
    assert main(["law", "document", "--root", str(tmp_path), "--check"]) == 1
    assert "Skriv om sidan med: kvarbo law document." in capsys.readouterr().err
    assert main(["law", "document", "--root", str(tmp_path)]) == 0
    assert main(["law", "document", "--root", str(tmp_path), "--check"]) == 0
