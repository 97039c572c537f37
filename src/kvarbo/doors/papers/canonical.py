"""Kanonisk form: one paper is always the same bytes, so that a signature holds and a copy can be compared.

The form is that of RFC 8785 for what a paper may hold: UTF-8, keys sorted, no spaces, whole numbers only.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from typing import Any, NoReturn
from uuid import UUID

from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.papers.paper import Organisation, Paper
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.papers.schemas import problems_in, problems_in_frame
from kvarbo.doors.papers.texts import problem_in

LARGEST = 1_000_000  # bytes
_LARGEST_NUMBER = 2**53 - 1  # what every JSON reader keeps exactly
_DEEPEST = 12
_KEY = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)

_TOO_LARGE = "Filen är större än 1 MB, och så stort är inget papper. Kontrollera att det är rätt fil."
_BROKEN = "Filen går inte att läsa: den är skadad eller inget papper. Be avsändaren skicka den igen."
NOT_CANONICAL = (
    "Filen är inte skriven på det sätt som ett papper skrivs, så underskriften kan inte prövas. "
    "Den kan ha ändrats på vägen: be avsändaren skicka den igen."
)


def canonical(paper: Paper) -> bytes:
    """The paper's bytes. Raises ``PaperRefused`` for a paper that is not held to its schema."""
    data = as_data(paper)
    faults = (*problems_in_frame(data), *problems_in(paper.kind, data["content"]))
    if faults:
        raise PaperRefused(*faults)
    return written(data)


def paper_from(data: bytes) -> Paper:
    """The paper that the bytes hold. Raises ``PaperRefused`` unless they are exactly what ``canonical`` writes."""
    read = read_strictly(data)
    faults = problems_in_frame(read)
    if faults:
        raise PaperRefused(*faults)
    paper = from_data(read)
    if canonical(paper) != data:
        raise PaperRefused(NOT_CANONICAL)
    return paper


def as_data(paper: Paper) -> dict[str, Any]:
    """The paper as JSON's own shapes, its texts composed (NFC)."""
    return {
        "id": str(paper.id),
        "kind": str(paper.kind),
        "version": paper.version,
        "sender": _organisation(paper.sender),
        "receiver": _organisation(paper.receiver),
        "written": paper.written.isoformat(),
        "ground": _composed(paper.ground),
        "replaces": str(paper.replaces) if paper.replaces else None,
        "answers": str(paper.answers) if paper.answers else None,
        "content": _composed(paper.content),
    }


def from_data(data: dict[str, Any]) -> Paper:
    """The paper of data that ``problems_in_frame`` found nothing wrong with."""
    return Paper(
        id=UUID(data["id"]),
        kind=PaperKind(data["kind"]),
        version=data["version"],
        sender=Organisation(**data["sender"]),
        receiver=Organisation(**data["receiver"]),
        written=date.fromisoformat(data["written"]),
        ground=data["ground"],
        replaces=UUID(data["replaces"]) if data["replaces"] else None,
        answers=UUID(data["answers"]) if data["answers"] else None,
        content=data["content"],
    )


def written(data: Any) -> bytes:
    """Data in canonical form. Raises ``PaperRefused`` for what a paper may not hold, and for more than a megabyte."""
    _hold(data, 0)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    out = text.encode("utf-8")
    if len(out) > LARGEST:
        raise PaperRefused(_TOO_LARGE)
    return out


def read_strictly(data: bytes) -> Any:
    """JSON without what makes two readers see two things: decimals, the same key twice, odd characters, other codings.

    Raises ``PaperRefused``.
    """
    if len(data) > LARGEST:
        raise PaperRefused(_TOO_LARGE)
    try:
        found = json.loads(
            data.decode("utf-8"), object_pairs_hook=_once, parse_float=_no_decimals, parse_constant=_no_decimals
        )
    except PaperRefused:
        raise
    except (ValueError, RecursionError) as fault:
        raise PaperRefused(_BROKEN) from fault
    _hold(found, 0)
    return found


def _organisation(of: Organisation) -> dict[str, str]:
    return {"name": _composed(of.name), "party": str(of.party), "number": of.number}


def _composed(value: Any) -> Any:
    """The same with every text in NFC, which is how two spellings of one name become one."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", str(value))
    if isinstance(value, dict):
        return {name: _composed(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_composed(part) for part in value]
    return value


def _hold(value: Any, depth: int) -> None:
    """Refuse what may not stand anywhere in a paper."""
    if depth > _DEEPEST:
        raise PaperRefused(_BROKEN)
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        _hold_text(value)
    elif isinstance(value, int):
        if abs(value) > _LARGEST_NUMBER:
            raise PaperRefused("Ett tal i papperet är för stort. Skriv belopp i hela öre.")
    elif isinstance(value, list):
        for part in value:
            _hold(part, depth + 1)
    elif isinstance(value, dict):
        for name, part in value.items():
            if not isinstance(name, str) or not _KEY.fullmatch(name):
                raise PaperRefused("Ett fält i papperet har ett namn som inte är tillåtet.")
            _hold(part, depth + 1)
    else:
        _no_decimals(str(value))


def _hold_text(text: str) -> None:
    problem = problem_in(text)
    if problem:
        raise PaperRefused(f"En text i papperet {problem}. Skriv om den utan tecknet.")
    if unicodedata.normalize("NFC", text) != text:
        raise PaperRefused(NOT_CANONICAL)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise PaperRefused("Samma fält står två gånger i papperet. Be avsändaren skicka det igen.")
    return found


def _no_decimals(_written: str) -> NoReturn:
    raise PaperRefused("Papper har bara hela tal: skriv belopp i öre utan decimaler.")
