"""``kvarbo trail verify``: read a room's whole trail and name the first row that does not hold."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from kvarbo.web.starting import in_room


def add_to(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("trail", help="kontrollera ett rums spår")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ÅTGÄRD")
    verify = actions.add_parser("verify", help="läs hela kedjan och namnge första raden som inte håller")
    verify.add_argument("room", help="rummets namn i adressen, till exempel kvarnbyhem")
    verify.add_argument("--json", action="store_true", help="svara med JSON")
    verify.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify; 1 when a row does not hold."""
    try:
        with in_room(arguments.room):
            from kvarbo.ground.trail.chain import verify

            verdict = verify()
    except LookupError as refused:
        print(refused.args[0], file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps({"rows": verdict.rows, "first_bad": verdict.first_bad, "reason": verdict.reason}))
    else:
        print(verdict.reason or f"Spåret är helt: {verdict.rows} rader.")
    return 0 if verdict.first_bad is None else 1
