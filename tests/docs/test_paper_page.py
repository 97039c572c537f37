"""The page on papers agrees with the code, and what it gives others to try against is what Kvarbo itself writes."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

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


def test_somebody_with_this_page_alone_can_believe_a_paper() -> None:
    """Written from the page, with nothing of ours: the rules of canonical form and of the signature."""
    (example,) = re.findall(r"^```json\n(.*)\n```$", PAGE, re.MULTILINE)
    file = json.loads(example)
    written = json.dumps(file["paper"], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(file["public_key"]))
    signature = bytes.fromhex(file["signature"])
    key.verify(signature, b"kvarbo paper 1\n" + written)
    with pytest.raises(InvalidSignature):
        key.verify(signature, b"kvarbo paper 1\n" + written.replace(b"received", b"refused!"))


def test_the_tables_are_those_of_the_code() -> None:
    assert paper_docs().page(PAGE) == PAGE, "run: make docs"
    assert all(PAGE.count(f"`{kind}`") >= 2 for kind in PaperKind)


def test_the_example_to_try_against_is_what_is_written_and_believed() -> None:
    (example,) = re.findall(r"^```json\n(.*)\n```$", PAGE, re.MULTILINE)
    assert example.encode() == to_file(RECEIPT)
    verify(from_file(example.encode()), PUBLIC, receiver=RECEIPT.paper.receiver)
    assert (len(CONTEXT), CONTEXT) == (15, b"kvarbo paper 1\n")
