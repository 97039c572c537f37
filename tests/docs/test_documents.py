"""What the documents say holds: commands exist, links lead somewhere, examples run, no machine is named."""

from __future__ import annotations

import doctest
import importlib.util
import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from kvarbo.web.command_line import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s#]+)[^)]*\)")
NAMED_PATH = re.compile(r"`((?:src|docs|tests|cases|scripts|benchmarks|styles|\.ci)/[\w./-]+)`")
MAKE_COMMAND = re.compile(r"\bmake ((?:[a-z]+-)*[a-z]+)\b")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def code_in(text: str) -> Iterator[str]:
    """What is written as code: fenced blocks and backticks."""
    for _, block in FENCE.findall(text):
        yield block
    yield from re.findall(r"`([^`\n]+)`", FENCE.sub("", text))


def command_line_docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("command_line_docs", ROOT / "scripts" / "command_line_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_documents_to_hold_to_their_word() -> None:
    assert {"README.md", "GLOSSARY.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/map.md"} <= {name_of(p) for p in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_make_command_in_a_document_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    used = {name for code in code_in(page.read_text(encoding="utf-8")) for name in MAKE_COMMAND.findall(code)}
    assert used - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_kvarbo_command_in_a_document_exists(page: Path) -> None:
    known = {parser.prog for parser, _ in command_line_docs().commands_of(command_line_docs().build_parser())}
    used = {
        " ".join(found.split())
        for code in code_in(page.read_text(encoding="utf-8"))
        for found in re.findall(r"^(?:\$ )?(?:\.venv/bin/)?kvarbo((?: [a-z][a-z-]*)+)", code, re.MULTILINE)
    }
    assert {
        words for words in used if not any(f"kvarbo {words} ".startswith(f"{command} ") for command in known)
    } == set()


def test_the_command_line_page_says_what_the_commands_say() -> None:
    page = (ROOT / "docs" / "how-to" / "command-line.md").read_text(encoding="utf-8")
    assert page == command_line_docs().page(), "run: make docs"


def test_every_setting_is_explained_where_one_learns_to_run_it() -> None:
    settings = (ROOT / "src" / "kvarbo" / "web" / "settings.py").read_text(encoding="utf-8")
    read_from_the_environment = set(re.findall(r"""(?:_said|environ\.get)\(["'](KVARBO_\w+)["']""", settings))
    explained = set(
        re.findall(r"^\| `(KVARBO_\w+)`", (ROOT / "docs/how-to/run-it.md").read_text("utf-8"), re.MULTILINE)
    )
    assert len(read_from_the_environment) > 5
    assert read_from_the_environment == explained


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_files_that_exist(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_paths_that_a_document_names_exist(page: Path) -> None:
    named = NAMED_PATH.findall(page.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_python_in_a_document_runs_and_answers_as_written(page: Path, monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = "\n".join(
        block for language, block in FENCE.findall(page.read_text(encoding="utf-8")) if language == "pycon"
    )
    parsed = doctest.DocTestParser().get_doctest(examples, {}, page.name, str(page), 0)
    assert doctest.DocTestRunner(verbose=False).run(parsed).failed == 0


SHOWN = [(page, block) for page in PAGES for kind, block in FENCE.findall(page.read_text("utf-8")) if kind == "console"]


@pytest.mark.parametrize(("page", "block"), SHOWN, ids=[name_of(page) for page, _ in SHOWN])
def test_a_command_that_is_shown_answers_as_written(page: Path, block: str, capsys, monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    first, _, answer = block.partition("\n")
    assert first.startswith("$ kvarbo ")
    main(shlex.split(first.removeprefix("$ kvarbo ")))
    assert capsys.readouterr().out.replace("\u00a0", " ") == answer


def test_the_readme_shows_how_to_use_the_rules_from_python() -> None:
    assert ">>> from kvarbo.core" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_no_machine_path_or_registry_address_stands_in_a_tracked_file() -> None:
    # Written in pieces, so that this file does not name what it forbids.
    places = "|".join(f"/{place}/" for place in ("work", "root", "home/[a-z]"))
    pattern = re.compile(
        rf"(?<![\w.)}}\]])(?:{places})|https?://\S*(?:/simple\b|registry|/packages/)|--(?:extra-)?index" + "-url",
        re.IGNORECASE,
    )
    found = []
    for path in tracked_files():
        if path == Path(__file__).resolve() or path.suffix in {".png", ".woff2", ".ico", ".xlsx", ".mo"}:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_no_work_is_marked_as_left_to_do_in_the_code() -> None:
    mark = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
    code = [path for path in tracked_files() if path.suffix in {".py", ".html", ".css", ".js", ".yaml"}]
    assert code
    assert [str(path.relative_to(ROOT)) for path in code if mark.search(path.read_text(encoding="utf-8"))] == []


def test_version_and_licence_are_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert public["softwareVersion"] == project["version"]
    assert public["legal"]["license"] == project["license"]["text"] == "EUPL-1.2"
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")


def test_every_decision_has_its_four_parts_and_a_number_of_its_own() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    numbers = [page.name[:4] for page in decisions]
    assert numbers == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    wanted = ["## Context", "## Decision", "## Consequences", "## What we verified"]
    headings = {page.name: re.findall(r"^## .*$", page.read_text(encoding="utf-8"), re.MULTILINE) for page in decisions}
    assert {name: found for name, found in headings.items() if found != wanted} == {}


def test_every_key_that_a_policy_may_hold_is_explained() -> None:
    page = (ROOT / "docs" / "how-to" / "change-a-ladder.md").read_text(encoding="utf-8")
    ladder = ROOT / "src" / "kvarbo" / "core" / "ladder"
    source = "".join((ladder / name).read_text(encoding="utf-8") for name in ("loading.py", "loading_terms.py"))
    read_by_the_loader = set(re.findall(r'(?:fields|inner|window|level)\.(?:[a-z_]+)\("([a-z_]+)"', source))
    assert len(read_by_the_loader) > 20
    assert read_by_the_loader - set(re.findall(r"`([a-z_]+)`", page)) == set()
