"""``kvarbo paper read``: what a paper's file says and whether its signature holds, without a database."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kvarbo.doors.papers.signing import SignedPaper


def add_to(subparsers: Any) -> None:
    """Register ``paper read``."""
    parser = subparsers.add_parser("paper", help="läs ett papper från en annan organisation utan att ta in det")
    actions = parser.add_subparsers(dest="action", required=True, metavar="HANDLING")
    read = actions.add_parser("read", help="visa vad papperet säger och om underskriften stämmer")
    read.add_argument("file", metavar="FIL", help="papperets fil; - läser standard in")
    read.add_argument(
        "--key", metavar="NYCKEL", type=_key, help="avsändarens nyckel, som ni har fått på en väg ni litar på"
    )
    read.add_argument("--json", action="store_true", help="svara med JSON")
    read.set_defaults(run=run)


def _key(text: str) -> str:
    digits = re.sub(r"\s", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", digits):
        raise argparse.ArgumentTypeError("en nyckel är 64 tecken, 0–9 och a–f; mellanslag går bra")
    return digits


def run(arguments: argparse.Namespace) -> int:
    """Read the file and hold its signature to the key; 1 when either is refused, with why in Swedish."""
    from kvarbo.doors.papers.envelope import from_file
    from kvarbo.doors.papers.refusal import PaperRefused
    from kvarbo.doors.papers.signing import check_signature, verify

    try:
        signed = from_file(_bytes_of(arguments.file))
        if arguments.key:
            verify(signed, arguments.key)
        else:
            check_signature(signed)
    except (PaperRefused, OSError) as fault:
        reason = f"Filen gick inte att öppna: {fault.strerror}." if isinstance(fault, OSError) else str(fault)
        print(json.dumps({"ok": False, "refused": reason}, ensure_ascii=False) if arguments.json else reason)
        return 1
    if arguments.json:
        print(json.dumps(_as_json(signed, known=bool(arguments.key)), ensure_ascii=False))
    else:
        for line in _as_text(signed, known=bool(arguments.key)):
            print(line)
    return 0


def _bytes_of(file: str) -> bytes:
    """The file, or as much of it as shows that it is too large."""
    from kvarbo.doors.papers.canonical import LARGEST

    if file == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(file).open("rb") as opened:
        return opened.read(LARGEST + 1)


def _as_json(signed: SignedPaper, *, known: bool) -> dict[str, Any]:
    from kvarbo.doors.papers.canonical import as_data
    from kvarbo.doors.papers.readable import lines_of, title_of

    lines = [{"label": line.label, "value": line.value, "level": line.level} for line in lines_of(signed.paper)]
    verdict = {"holds": True, "public_key": signed.public_key_hex, "key_is_known": known}
    return {
        "ok": True,
        "title": title_of(signed.paper),
        "paper": as_data(signed.paper),
        "lines": lines,
        "signature": verdict,
    }


def _as_text(signed: SignedPaper, *, known: bool) -> Iterator[str]:
    from kvarbo.doors.papers.readable import head_of, in_groups, lines_of, title_of

    yield title_of(signed.paper)
    yield from (f"  {line.label}: {line.value}" for line in head_of(signed.paper))
    yield ""
    for line in lines_of(signed.paper):
        yield f"  {'  ' * line.level}{line.label}: {line.value}".rstrip()
    yield ""
    yield f"Underskriften stämmer med nyckeln {in_groups(signed.public_key_hex)}."
    if known:
        yield "Det är den nyckel som angavs."
    else:
        yield "Ingen nyckel angavs: jämför den med den ni har fått från avsändaren på annan väg, innan ni litar på den."
