"""The examples in cases/papers/, and papers made of them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from kvarbo.doors.papers.kinds import PaperKind, about
from kvarbo.doors.papers.paper import Organisation, Paper

FOLDER = Path(__file__).resolve().parents[3] / "cases" / "papers"


def _plain(value: Any) -> Any:
    """YAML's own days as the papers write them."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else value


@cache
def cases() -> tuple[dict[str, Any], ...]:
    """Every example, as it stands in its file."""
    files = sorted(FOLDER.glob("*.yaml"))
    return tuple(_plain(case) for file in files for case in yaml.safe_load(file.read_text(encoding="utf-8")))


def paper_of(case: dict[str, Any]) -> Paper:
    """The paper that an example describes."""
    kind = PaperKind(case["kind"])
    return Paper(
        id=UUID(case["id"]),
        kind=kind,
        version=about(kind).version,
        sender=Organisation(**case["sender"]),
        receiver=Organisation(**case["receiver"]),
        written=date.fromisoformat(case["written"]),
        ground=case["ground"],
        replaces=UUID(case["replaces"]) if "replaces" in case else None,
        answers=UUID(case["answers"]) if "answers" in case else None,
        content=case["content"],
    )


def example(kind: PaperKind) -> Paper:
    """The first example of a kind."""
    return paper_of(next(case for case in cases() if case["kind"] == kind))
