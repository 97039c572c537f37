"""``python -m tests.mutation``: is every wrong rule found out? Ends with 1 when one that changes an answer is not."""

from __future__ import annotations

import argparse
import ast
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.mutation.modules import SOURCE, mutated_files

sys.path.insert(0, str(SOURCE))

from tests.mutation import trial
from tests.mutation.mutants import mutants_of
from tests.mutation.wrong_values import VALUES, wrong_values  # the rules of this tree go before any installed ones


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--only", metavar="TEXT", action="append", help="only files whose path holds the text")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--results", type=Path, help="where each trial is written as a line of JSON")
    parser.add_argument("--list", action="store_true", help="print the changes that would be tried, and stop")
    return parser.parse_args()


def _chosen(only: list[str] | None) -> list[Path | None]:
    """The files to try, and None for the dated values."""
    return [file for file in (*mutated_files(), None) if not only or any(text in str(file or VALUES) for text in only)]


def _print_changes(files: list[Path | None]) -> None:
    for file in files:
        if file is None:
            for wrong in wrong_values():
                print(f"{wrong.file}:{wrong}")
        else:
            for mutant in mutants_of(ast.parse(file.read_text(encoding="utf-8"))):
                print(f"{file.relative_to(SOURCE)}:{mutant}")


def _sound() -> None:
    """The rules as they stand must pass, or nothing that is said of the wrong versions means anything."""
    for file in (mutated_files()[0], mutated_files()[-1]):
        tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
        found = trial.tried(file, tree, None)
        if found.outcome is not trial.Outcome.NO_DIFFERENCE:
            raise SystemExit(f"{found.file} as it stands: {found.outcome} ({found.why})")


def main() -> int:
    """Try, print what came of it, and say whether all that changes an answer was found out."""
    asked = _asked()
    files = _chosen(asked.only)
    if asked.list:
        _print_changes(files)
        return 0
    print(f"{trial.prepare()} questions to see differences with", file=sys.stderr)
    _sound()
    with tempfile.TemporaryDirectory() as folder:
        results = asked.results or Path(folder) / "trials.jsonl"
        trials = trial.run(files, processes=asked.processes, results=results)
    left = [one for one in trials if one.outcome is trial.Outcome.CHANGES_ANSWER]
    for outcome, count in sorted(Counter(one.outcome for one in trials).items()):
        print(f"{count:6}  {outcome}")
    for one in left:
        print(f"\n{one.file}:{one.mutant}\n    {one.why}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
