"""The tree keeps its shape: sizes, names, and who may import whose tables."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "kvarbo"
TESTS = ROOT / "tests"

MODULE_CEILING = 400
TEST_MODULE_CEILING = 600
FUNCTION_CEILING = 40
EMPTY_NAMES = {"utils", "util", "common", "helpers", "helper", "misc", "managers"}


def modules_under(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


SOURCE_MODULES = modules_under(SOURCE)
TEST_MODULES = modules_under(TESTS)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions_in(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def only_for_types(tree: ast.Module) -> set[ast.AST]:
    """What stands under ``if TYPE_CHECKING:``, which never runs."""
    guards = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    return {node for guard in guards for line in guard.body for node in ast.walk(line)}


def imported_by(tree: ast.Module, package: str) -> set[str]:
    """Absolute names of the modules that a module imports when it runs, wherever in it the import stands."""
    found: set[str] = set()
    for node in set(ast.walk(tree)) - only_for_types(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            found.add(base)
            found.update(f"{base}.{alias.name}" for alias in node.names)
    return found


def package_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE.parent).parent.parts)


def test_there_is_source_to_look_at() -> None:
    assert SOURCE / "core" / "finding.py" in SOURCE_MODULES
    assert Path(__file__).resolve() in TEST_MODULES


@pytest.mark.parametrize("path", SOURCE_MODULES, ids=name_of)
def test_a_module_is_short_enough_to_read_at_a_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_CEILING


@pytest.mark.parametrize("path", TEST_MODULES, ids=name_of)
def test_a_test_module_is_short_enough_to_read_at_a_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= TEST_MODULE_CEILING


@pytest.mark.parametrize("path", SOURCE_MODULES, ids=name_of)
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions_in(tree_of(path))}
    assert {name: length for name, length in lengths.items() if length > FUNCTION_CEILING} == {}


@pytest.mark.parametrize("path", [*SOURCE_MODULES, *TEST_MODULES], ids=name_of)
def test_every_file_and_folder_is_named_after_what_it_holds(path: Path) -> None:
    parts = {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    assert parts & EMPTY_NAMES == set()


@pytest.mark.parametrize("path", SOURCE_MODULES, ids=name_of)
def test_a_module_with_code_opens_with_a_docstring(path: Path) -> None:
    tree = tree_of(path)
    assert not tree.body or ast.get_docstring(tree)


def asserts_something(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A test asserts by itself, with pytest.raises or an expect, or through a function whose name says that it does."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).rsplit(".", 1)[-1]
            if called in {"raises", "expect", "fail"} or called.startswith(
                ("assert", "check", "must", "refuse", "run_state_machine")
            ):
                return True
    return False


@pytest.mark.parametrize("path", [path for path in TEST_MODULES if path.name.startswith("test_")], ids=name_of)
def test_every_test_asserts_something(path: Path) -> None:
    tests = [node for node in functions_in(tree_of(path)) if node.name.startswith("test_")]
    assert [node.name for node in tests if not asserts_something(node)] == []
    assert tests or "TestCase" in path.read_text(encoding="utf-8")


def activity_of(name: str) -> str | None:
    """``kvarbo.landlord.rent.models`` → ``kvarbo.landlord.rent``; None for what is no activity's module."""
    parts = name.split(".")
    return ".".join(parts[:3]) if len(parts) >= 4 and parts[0] == "kvarbo" and parts[1] != "core" else None


def days_of_moments(path: Path) -> list[str]:
    """Where the day of a moment is taken as the moment itself has it, which is not the day it was in Sweden."""
    text = path.read_text(encoding="utf-8")
    return re.findall(r"(?:at|asked|day)\.date\|(?:long|short)_date|\w+_at\.date\(\)|timezone\.now\(\)\.date\(\)", text)


def test_the_day_of_a_moment_is_the_swedish_one() -> None:
    """Moments are kept in UTC: between midnight and two o'clock their own day is yesterday. ``clock.day_of`` knows."""
    found = {name_of(path): days_of_moments(path) for path in (*SOURCE_MODULES, *SOURCE.rglob("*.html"))}
    assert {path: places for path, places in found.items() if places} == {}


@pytest.mark.parametrize("path", SOURCE_MODULES, ids=name_of)
def test_an_activity_keeps_its_tables_and_pages_to_itself(path: Path) -> None:
    """An app's own models.py gathers its activities' models for Django, and its urls.py their urls; nobody else may."""
    own = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
    gathers = path.name in {"models.py", "apps.py"} and len(path.relative_to(SOURCE).parts) == 2
    foreign = {
        name
        for name in imported_by(tree_of(path), package_of(path))
        if (activity := activity_of(name))
        and name.split(".")[3] in {"models", "pages"}
        and not own.startswith(f"{activity}.")
    }
    assert gathers or foreign == set()
