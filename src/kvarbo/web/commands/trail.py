"""``kvarbo trail``: read a room's whole trail and name the first row that does not hold; tell its end to outside."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kvarbo.web.starting import in_room

BY = "system:kommandoraden"


def add_to(subparsers: Any) -> None:
    """Add the command and its actions."""
    parser = subparsers.add_parser("trail", help="kontrollera och förankra ett rums spår")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ÅTGÄRD")
    verify = actions.add_parser("verify", help="läs hela kedjan och namnge första raden som inte håller")
    verify.add_argument("room", help="rummets namn i adressen, till exempel kvarnbyhem")
    verify.add_argument("--anchors", type=Path, metavar="FIL", help="ankare som spåret fortfarande ska stämma med")
    verify.add_argument("--json", action="store_true", help="svara med JSON")
    verify.set_defaults(run=run)
    anchor = actions.add_parser("anchor", help="skriv ett ankare: en rad att mejla eller skriva ut")
    anchor.add_argument("room", help="rummets namn i adressen, till exempel kvarnbyhem")
    anchor.set_defaults(run=write_anchor)


def run(arguments: argparse.Namespace) -> int:
    """Verify; 1 when a row does not hold, 2 when all rows hold and something else must be looked at."""
    try:
        with in_room(arguments.room):
            from kvarbo.ground.trail.anchors import read_anchors
            from kvarbo.ground.trail.verifying import verify

            verdict = verify(read_anchors(arguments.anchors) if arguments.anchors else None)
    except (LookupError, ValueError, OSError) as refused:
        print(refused.args[0] if isinstance(refused, LookupError | ValueError) else refused, file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps(asdict(verdict), ensure_ascii=False))
    else:
        held = f", och {verdict.anchors} ankare ligger på kedjan" if arguments.anchors else ""
        print(verdict.reason or f"Spåret är helt: {verdict.rows} rader{held}.")
        for note in verdict.notes:
            print(note)
    return 0 if verdict.holds else 2 if verdict.first_bad is None else 1


def write_anchor(arguments: argparse.Namespace) -> int:
    """Print an anchor of the chain as it is now; when nothing has happened since the last, that one once more."""
    try:
        with in_room(arguments.room):
            from kvarbo.ground.trail.anchors import anchor_file, anchor_now, read_anchors

            anchor = anchor_now(by=BY) or read_anchors(anchor_file())[-1]
    except (LookupError, ValueError, OSError) as refused:
        print(refused.args[0] if isinstance(refused, LookupError | ValueError) else refused, file=sys.stderr)
        return 1
    print(anchor.line)
    return 0
