"""The rules as modules: who leans on whom, and how one of them is exchanged for a wrong version of itself."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
CORE = SOURCE / "kvarbo" / "core"
LAW = "kvarbo.core.law"
CATALOGUE = f"{LAW}.catalogue"
READS_FACTS = {CATALOGUE, f"{LAW}.fact_reading"}


def name_of(file: Path) -> str:
    """The module that a file of the source holds."""
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def mutated_files() -> tuple[Path, ...]:
    """The files that are tried: the calendar, and every module of the law."""
    return (CORE / "calendar.py", *sorted((CORE / "law").rglob("*.py")))


def imported_by(file: Path, known: Iterable[str]) -> set[str]:
    """The modules among the known ones that a file imports."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
    return named & set(known)


@cache
def importers() -> dict[str, set[str]]:
    """For each module of the core, the modules of the core that import it."""
    files = {name_of(file): file for file in CORE.rglob("*.py")}
    found: dict[str, set[str]] = {name: set() for name in files}
    for name, file in files.items():
        for imported in imported_by(file, files):
            found[imported].add(name)
    return found


@cache
def leaning_on(name: str) -> frozenset[str]:
    """The module itself and all that lean on it, however far."""
    found, waiting = {name}, [name]
    while waiting:
        for importer in importers()[waiting.pop()] - found:
            found.add(importer)
            waiting.append(importer)
    return frozenset(found)


@cache
def _sources() -> dict[str, str]:
    return {name_of(file): file.read_text(encoding="utf-8") for file in CORE.rglob("*.py")}


def reading_value(value: str) -> frozenset[str]:
    """The modules that name a dated value, and all that lean on them."""
    naming = [name for name, source in _sources().items() if f'"{value}"' in source]
    return frozenset().union(*map(leaning_on, naming))


def rules_among(affected: Iterable[str], known: Iterable[str]) -> set[str]:
    """The rules, as ``<act>.<rule>``, that lean on what is affected: all lean on what finds rules and reads facts."""
    names = set(affected)
    return set(known) if names & READS_FACTS else {name.removeprefix(f"{LAW}.") for name in names} & set(known)


class _Exchanged(SourceFileLoader):
    """Loads the wrong version; everything else about the module is as in its file."""

    def __init__(self, name: str, file: str, code: CodeType) -> None:
        super().__init__(name, file)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:
        """The wrong version's code."""
        return self._code


class _Finder(MetaPathFinder):
    def __init__(self, name: str, file: Path, code: CodeType) -> None:
        self._name, self._file, self._code = name, file, code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The exchanged module when it is asked for; other modules are found as usual."""
        if fullname != self._name:
            return None
        loader = _Exchanged(fullname, str(self._file), self._code)
        return spec_from_file_location(fullname, self._file, loader=loader)


def exchange(name: str, file: Path, code: CodeType) -> None:
    """From here on the module is its wrong version, for all that lean on it too. Meant for a process of its own."""
    for stale in leaning_on(name) | {CATALOGUE}:
        sys.modules.pop(stale, None)
        folder, _, child = stale.rpartition(".")
        package = sys.modules.get(folder)
        if package is not None and hasattr(package, child):
            delattr(package, child)
    sys.meta_path.insert(0, _Finder(name, file, code))
