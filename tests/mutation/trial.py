"""One wrong version at a time, each in a process of its own that is gone afterwards."""

from __future__ import annotations

import ast
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.mutation import differences, examples
from tests.mutation.modules import (
    CATALOGUE,
    READS_FACTS,
    ROOT,
    SOURCE,
    exchange,
    imported_by,
    importers,
    leaning_on,
    name_of,
    reading_value,
)
from tests.mutation.mutants import Mutant, changed, mutants_of
from tests.mutation.wrong_values import VALUES, WrongValue, put_in, wrong_values

SECONDS, PROBE_SECONDS, TEST_SECONDS = 10, 120, 400
MEMORY = 3 * 1024**3
LONG = {"test_against_the_statute.py"}
CORE_TESTS = (ROOT / "tests" / "core", ROOT / "tests" / "cases")


class Outcome(StrEnum):
    """What became of a wrong version."""

    BY_CASES = "found out by the worked examples, the public calendar or the statute's words"
    BY_TESTS = "found out by a test"
    CHANGES_ANSWER = "not found out, and an answer changes"
    CHANGES_REASONS = "no answer changes; reasons or the words of a refusal do"
    NO_DIFFERENCE = "no difference seen"


@dataclass(frozen=True, slots=True)
class Trial:
    """A wrong version and its outcome; ``why`` says what found it out, or which answer changes."""

    file: str
    mutant: str
    kind: str
    outcome: Outcome
    why: str


class _TooLong(BaseException):
    """The rules did not answer in time."""


def _too_long(number: int, frame: object) -> None:
    raise _TooLong


def prepare() -> int:
    """Read all there is to read before any trial; how many questions the differences are looked for with."""
    import hypothesis
    import pytest

    assert pytest
    hypothesis.settings.register_profile(
        "mutation", max_examples=25, derandomize=True, deadline=None, database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    hypothesis.settings.load_profile("mutation")
    examples.examples()
    examples.public_holidays()
    return differences.remember_right_answers()


def outcome_of(affected: frozenset[str], make_wrong: Callable[[], None]) -> tuple[Outcome, str]:
    """What becomes of the affected modules when something is wrong in one; only for a process of its own."""
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(SECONDS)
    try:
        make_wrong()
        for module in sorted(affected):
            import_module(module)
        found = examples.found_out(affected)
    except (Exception, _TooLong) as error:
        return Outcome.BY_CASES, f"does not load, or never answers: {type(error).__name__}"
    if found:
        return Outcome.BY_CASES, found
    return _looked_closer(affected)


def _looked_closer(affected: frozenset[str]) -> tuple[Outcome, str]:
    signal.alarm(PROBE_SECONDS)
    try:
        found = differences.difference(affected)
    except _TooLong:
        found = differences.Difference(True, "some question", "an answer", "no answer in time")
    signal.alarm(0)
    if found is None and not affected & READS_FACTS:
        return Outcome.NO_DIFFERENCE, ""
    told = f"{found.asked}: {found.was} → {found.became}" if found else ""
    if found and not found.answers:
        return Outcome.CHANGES_REASONS, told
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(TEST_SECONDS)
    failed = failing_test(affected)
    if failed:
        return Outcome.BY_TESTS, failed
    return (Outcome.CHANGES_ANSWER if found else Outcome.NO_DIFFERENCE), told


def tests_of(affected: frozenset[str]) -> list[str]:
    """The test files of the core that lean on what is affected: the closest first, the long ones last."""
    files = [file for folder in CORE_TESTS for file in sorted(folder.rglob("test_*.py"))]
    leaning = {file: imported_by(file, importers()) for file in files if file.name != "test_law_cases.py"}
    own = [file for file, imported in leaning.items() if imported & (affected | {CATALOGUE, VALUES})]
    return [str(file) for file in sorted(own, key=lambda file: (file.name in LONG, -len(affected & leaning[file])))]


def failing_test(affected: frozenset[str]) -> str | None:
    """The first ordinary test that the rules, as they now are, do not pass."""
    import pytest

    failed: list[str] = []

    class Listener:
        """Hears which test fails."""

        def pytest_runtest_logreport(self, report: Any) -> None:
            if report.failed:
                failed.append(report.nodeid)

        def pytest_collectreport(self, report: Any) -> None:
            if report.failed:
                failed.append(f"{report.nodeid} does not load")

    files = tests_of(affected)
    if not files:
        return None
    quiet = ["-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:logging", "--noconftest"]
    where = ["-c", os.devnull, "--rootdir", str(ROOT), "--import-mode=importlib"]
    # A test that measures time would find every version out on a busy machine.
    chosen = ["-m", "not proof and not material", "-k", "not costs and not fifty_microseconds"]
    ended = pytest.main([*quiet, *where, *chosen, *files], plugins=[Listener()])
    if ended and not failed:
        raise RuntimeError(f"The tests did not run: {ended!r}.")
    return failed[0] if failed else None


def tried(file: Path, tree: ast.Module, mutant: Mutant | None) -> Trial:
    """The outcome of one wrong version (or, with no mutant, of the module as it stands)."""

    def make_wrong() -> None:
        code = changed(tree, mutant, str(file)) if mutant else compile(tree, str(file), "exec", dont_inherit=True)
        exchange(name_of(file), file, code)

    outcome, why = _apart(leaning_on(name_of(file)), make_wrong)
    kind = mutant.kind if mutant else "as it stands"
    return Trial(str(file.relative_to(SOURCE / "kvarbo")), str(mutant or kind), kind, outcome, why)


def tried_value(wrong: WrongValue) -> Trial:
    """The outcome of one wrong value."""
    outcome, why = _apart(reading_value(wrong.name), lambda: put_in(wrong))
    return Trial(wrong.file, str(wrong), wrong.kind, outcome, why)


def _apart(affected: frozenset[str], make_wrong: Callable[[], None]) -> tuple[Outcome, str]:
    """Ask in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _in_child(writing, affected, make_wrong)
    os.close(writing)
    with os.fdopen(reading) as told:
        text = told.read()
    os.waitpid(child, 0)
    if not text:
        return Outcome.CHANGES_ANSWER, "the trial ended without an answer"
    outcome, why = json.loads(text)
    return Outcome(outcome), why


def _in_child(writing: int, affected: frozenset[str], make_wrong: Callable[[], None]) -> None:
    answer = (Outcome.CHANGES_ANSWER, "the trial itself broke")
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        answer = outcome_of(affected, make_wrong)
    finally:
        signal.alarm(0)
        os.write(writing, json.dumps([answer[0], answer[1][:3000]]).encode())
        os._exit(0)


def trials_of(file: Path | None, share: tuple[int, int] = (0, 1)) -> Iterator[Trial]:
    """Every wrong version of a file (None: of the dated values), or every n-th when processes share the work."""
    number, of = share
    if file is None:
        for wrong in wrong_values()[number::of]:
            yield tried_value(wrong)
        return
    tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
    for mutant in mutants_of(tree)[number::of]:
        yield tried(file, tree, mutant)


def run(files: Sequence[Path | None], *, processes: int, results: Path) -> list[Trial]:
    """Try every wrong version of the files; each result is also a line of JSON in ``results``."""
    started = time.monotonic()
    workers = []
    for number in range(processes):
        part = results.with_name(f"{results.name}.{number}")
        child = os.fork()
        if child == 0:
            _work(files, (number, processes), part, started)
        workers.append((child, part))
    lines = []
    for child, part in workers:
        _, status = os.waitpid(child, 0)
        if status:
            raise SystemExit("A worker ended before its work was done.")
        lines += part.read_text(encoding="utf-8").splitlines()
        part.unlink()
    results.write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = [json.loads(line) for line in lines]
    return [Trial(**{**fields, "outcome": Outcome(fields["outcome"])}) for fields in made]


def _work(files: Sequence[Path | None], share: tuple[int, int], part: Path, started: float) -> None:
    status = 1
    try:
        with part.open("w", encoding="utf-8") as out:
            for file in files:
                for trial in trials_of(file, share):
                    out.write(json.dumps(asdict(trial), ensure_ascii=False) + "\n")
                    out.flush()
                print(
                    f"{time.monotonic() - started:6.0f} s  {file.relative_to(SOURCE) if file else VALUES}",
                    file=sys.stderr,
                    flush=True,
                )
        status = 0
    finally:
        os._exit(status)
