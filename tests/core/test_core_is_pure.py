"""The rule core knows no framework, no clock and no other part of Kvarbo."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

CORE = Path(__file__).parents[2] / "src" / "kvarbo" / "core"
ALLOWED = set(sys.stdlib_module_names) | {"yaml"}
CLOCKS = {
    *("date.today", "datetime.today", "datetime.now", "datetime.utcnow"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.monotonic"),
}


def impurities(source: str) -> list[str]:
    """What in a module reaches outside the core or reads the clock, wherever in it that stands."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""] if not node.level else []
            clocks = {f"{node.module}.{alias.name}" for alias in node.names}
            found += sorted(clocks & CLOCKS)
        else:
            names = []
        found += [
            name for name in names if name.split(".")[0] not in ALLOWED and not f"{name}.".startswith("kvarbo.core.")
        ]
        if isinstance(node, ast.Attribute) and ".".join(ast.unparse(node).split(".")[-2:]) in CLOCKS:
            found.append(ast.unparse(node))
    return found


@pytest.mark.parametrize("file", sorted(CORE.rglob("*.py")), ids=lambda file: str(file.relative_to(CORE)))
def test_a_module_of_the_core_needs_only_the_standard_library_yaml_and_the_core(file: Path) -> None:
    assert impurities(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "impurity"),
    [
        ("import django.db", "django.db"),
        ("from django.utils import timezone", "django.utils"),
        ("def late():\n    import numpy", "numpy"),
        ("from kvarbo.web import settings", "kvarbo.web"),
        ("from kvarbo.corelike import x", "kvarbo.corelike"),
        ("import datetime\nnow = datetime.date.today()", "datetime.date.today"),
        ("from datetime import datetime\nask = datetime.now", "datetime.now"),
        ("from time import time", "time.time"),
        ("import time\ntime.time()", "time.time"),
    ],
)
def test_the_check_bites(source: str, impurity: str) -> None:
    assert impurities(source) == [impurity]
