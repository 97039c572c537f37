"""The tool that makes wrong rules makes them, and what finds them out bites. The whole run is ``make proof``."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from kvarbo.core.law import catalogue
from kvarbo.core.law.jordabalken import tenancy_end as tenancy_end_module
from tests.mutation import differences, examples
from tests.mutation.modules import ROOT, leaning_on
from tests.mutation.mutants import changed, mutants_of

SMALL = '''
"""A docstring with 3 weeks."""
def late(day: int = 1) -> bool:
    if day < 7 and known:
        return Step(f"{day} dagar", "JB 12:42")
    return min(day, last) + timedelta(weeks=3)
'''
PLANTED = """
import ast, sys
sys.path.insert(0, "src")
from tests.mutation import modules, trial
from tests.mutation.mutants import mutants_of
from tests.mutation.wrong_values import wrong_values
file = modules.CORE / "law" / "counting.py"
tree = ast.parse(file.read_text(encoding="utf-8"))
weeks = [mutant for mutant in mutants_of(tree) if "months=length" in mutant.after and "weeks=length" in mutant.before]
four = [wrong for wrong in wrong_values() if wrong.name == "jb.12_44.recovery_weeks" and wrong.told.endswith("→ 4")]
for found in (trial.tried(file, tree, weeks[0]), trial.tried_value(four[0])):
    print(found.outcome.name, "|", found.why)
"""


def test_a_module_is_changed_in_one_place_at_a_time_and_its_texts_never() -> None:
    made = [f"{mutant.kind}: {mutant.after}" for mutant in mutants_of(ast.parse(SMALL))]
    assert made == [
        "number: 2",
        "number: 0",
        "and/or: day < 7 or known",
        "condition left out: known",
        "condition left out: day < 7",
        "other branch: not (day < 7 and known)",
        "comparison: day <= 7",
        "comparison: day >= 7",
        "number: 8",
        "number: 6",
        "arithmetic: return min(day, last) - timedelta(weeks=3)",
        "part left out: return min(day, last)",
        "word: return max(day, last) + timedelta(weeks=3)",
        "length: return min(day, last) + timedelta(months=3)",
        "number: return min(day, last) + timedelta(weeks=4)",
        "number: return min(day, last) + timedelta(weeks=2)",
    ]


def test_a_changed_module_runs_with_the_change_and_its_tree_is_whole_afterwards() -> None:
    tree = ast.parse("def late(days):\n    return days > 7\n")
    before = ast.dump(tree)
    answers = []
    for mutant in mutants_of(tree):
        made: dict[str, object] = {}
        exec(changed(tree, mutant, "late.py"), made)
        answers.append([made["late"](days) for days in (6, 7, 8)])
    assert answers == [[False, True, True], [True, True, False], [False, False, False], [False, True, True]]
    assert ast.dump(tree) == before


def test_the_rules_as_they_stand_are_not_found_wrong() -> None:
    everything = {"kvarbo.core.calendar", *(f"kvarbo.core.law.{name}" for name in catalogue.rule_names())}
    assert examples.found_out(everything) is None


def test_a_planted_wrong_week_count_is_found_out_in_the_code_and_in_the_values() -> None:
    done = subprocess.run([sys.executable, "-c", PLANTED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert [line.partition(" | ")[0] for line in done.stdout.splitlines()] == ["BY_CASES", "BY_CASES"]
    assert "example: " in done.stdout


def test_a_rule_that_answers_otherwise_is_seen_and_the_question_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    affected = {"kvarbo.core.law.jordabalken.tenancy_end"}
    assert differences.difference(affected) is None
    right = tenancy_end_module.month_end
    monkeypatch.setattr(
        tenancy_end_module, "month_end", lambda day: right(day) if day.month < 12 else right(day.replace(month=11))
    )
    found = differences.difference(affected)
    assert found is not None
    assert found.answers
    assert found.asked.startswith("jordabalken.tenancy_end {'notice_given': ")


def test_what_leans_on_a_shared_module_is_known() -> None:
    leaning = leaning_on("kvarbo.core.law.later_event")
    assert "kvarbo.core.law.jordabalken.recovery_period" in leaning
    assert "kvarbo.core.law.interest.late_interest" not in leaning


@pytest.mark.proof
def test_no_wrong_version_that_changes_an_answer_is_left_unfound() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutation", "--processes", "2"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
