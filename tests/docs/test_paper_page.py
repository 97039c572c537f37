"""The page on papers agrees with the code, and what it gives others to try against is what Kvarbo itself writes."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

from kvarbo.doors.papers.envelope import from_file, to_file
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.papers.signing import CONTEXT, verify
from tests.doors.papers.test_envelope import PUBLIC, RECEIPT

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "papers.md").read_text(encoding="utf-8")


def paper_docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("paper_docs", ROOT / "scripts" / "paper_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_are_those_of_the_code() -> None:
    assert paper_docs().page(PAGE) == PAGE, "run: make docs"
    assert all(PAGE.count(f"`{kind}`") >= 2 for kind in PaperKind)


def test_the_example_to_try_against_is_what_is_written_and_believed() -> None:
    (example,) = re.findall(r"^```json\n(.*)\n```$", PAGE, re.MULTILINE)
    assert example.encode() == to_file(RECEIPT)
    verify(from_file(example.encode()), PUBLIC, receiver=RECEIPT.paper.receiver)
    assert (len(CONTEXT), CONTEXT) == (15, b"kvarbo paper 1\n")
