"""Finding every way out: addresses, commands, kinds of work, files that are made, pages that ask again."""

from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

from kvarbo.doors.channels.registry import Channel
from kvarbo.web import commands
from kvarbo.web.worker import WORK_OF
from tests.isolation.cells import UNKNOWN, Route

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "src" / "kvarbo"
MAKES_A_FILE = re.compile(r"Content-Disposition|FileResponse|as_attachment|StreamingHttpResponse")
ASKS_AGAIN = re.compile(r"\bhx-(?:get|post|trigger)=")
NOT_RUN = {"skip", "skipif", "xfail", "proof", "browser", "material", "postgres"}


def unclaimed_routes(routes: Iterable[Route], channels: Collection[Channel], nobody: Collection[str]) -> list[str]:
    """Addresses in a room that belong to no channel, and are not said to show nobody."""
    claimed = {f"{kind}:{name}" for channel in channels for kind, name in channel.routes}
    named = {str(route) for route in routes if route.name != UNKNOWN}
    return sorted(named - claimed - set(nobody))


def names_of_commands() -> set[str]:
    return {found.name for found in pkgutil.iter_modules(commands.__path__)}


def unclaimed_commands(found: Iterable[str], channels: Collection[Channel], nobody: Collection[str]) -> list[str]:
    return sorted(set(found) - {name for channel in channels for name in channel.commands} - set(nobody))


def kinds_of_work() -> set[str]:
    return {kind for work in WORK_OF.values() for kind in work}


def unclaimed_work(found: Iterable[str], channels: Collection[Channel]) -> list[str]:
    return sorted(set(found) - {name for channel in channels for name in channel.jobs})


def files_made(source: Path = SOURCE) -> set[str]:
    """Functions whose answer is a file, by dotted name."""
    found: set[str] = set()
    for path in source.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if not MAKES_A_FILE.search(text):
            continue
        module = ".".join(path.relative_to(source.parent).with_suffix("").parts)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and MAKES_A_FILE.search(ast.get_source_segment(text, node) or ""):
                found.add(f"{module}.{node.name}")
    return found


def unclaimed_files(found: Iterable[str], channels: Collection[Channel]) -> list[str]:
    return sorted(set(found) - {name for channel in channels for name in channel.files})


def asking_again(source: Path = SOURCE) -> set[str]:
    """Templates that ask again by themselves."""
    return {
        path.as_posix().rpartition("/templates/")[2]
        for path in source.glob("*/templates/**/*.html")
        if ASKS_AGAIN.search(path.read_text(encoding="utf-8"))
    }


def unclaimed_templates(found: Iterable[str], channels: Collection[Channel]) -> list[str]:
    return sorted(set(found) - {name for channel in channels for name in channel.templates})


def declared_tests(channels: Collection[Channel]) -> list[str]:
    return sorted({test for channel in channels for test in (channel.revocation, channel.canary)})


def tests_not_there(tests: Iterable[str]) -> list[str]:
    """Declared tests that are not defined, or are marked so that an ordinary run leaves them out."""
    faults = []
    for test in tests:
        module, _, name = test.partition("::")
        path = ROOT / (module.replace(".", "/") + ".py")
        tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
        node = next((one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == name), None)
        if node is None or not name.startswith("test_"):
            faults.append(f"{test} is not there")
            continue
        marks = {word for mark in node.decorator_list for word in re.findall(r"\w+", ast.unparse(mark))}
        module_marks = [ast.unparse(one) for one in tree.body if isinstance(one, ast.Assign)]
        everywhere = {word for mark in module_marks if "pytestmark" in mark for word in re.findall(r"\w+", mark)}
        if (marks | everywhere) & NOT_RUN:
            faults.append(f"{test} is left out of an ordinary run")
    return faults


def tests_not_run(tests: Collection[str]) -> list[str]:
    """Declared tests that pytest itself does not find on both kinds of database."""
    asked = [f"{test.partition('::')[0].replace('.', '/')}.py::{test.partition('::')[2]}" for test in tests]
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *asked]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return [
        f"{test} is not run on {backend}"
        for test, path in zip(tests, asked, strict=True)
        for backend in ("sqlite", "postgres")
        if not re.search(rf"{re.escape(path)}\[[^\]\n]*{backend}", done.stdout)
    ]
