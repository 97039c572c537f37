"""``kvarbo post``: carry what waits, or take a file from another installation into a room."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from kvarbo.web.starting import in_room, start_django


def add_to(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("post", help="bär papper mellan rum och installationer")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ÅTGÄRD")
    carry = actions.add_parser("carry", help="bär det som väntar i alla rum")
    carry.add_argument("--json", action="store_true", help="svara med JSON")
    carry.set_defaults(run=run_carry)
    read = actions.add_parser("read", help="ta in en fil från en annan installation")
    read.add_argument("file", type=Path, metavar="FIL", help="filen som motparten har lämnat")
    read.add_argument("--room", required=True, metavar="RUM", help="rummets namn i adressen")
    read.add_argument("--json", action="store_true", help="svara med JSON")
    read.set_defaults(run=run_read)


def run_carry(arguments: argparse.Namespace) -> int:
    """Carry; 1 when something could not be left."""
    start_django()
    from kvarbo.doors.post.courier import carry_all

    carried = carry_all(at_once=True)
    if arguments.json:
        print(json.dumps({"left": carried.left, "stuck": carried.stuck, "stopped": carried.stopped}))
    else:
        print(f"{carried.left} papper lämnade, {carried.stuck} gick inte fram.")
        if carried.stopped:
            print(f"{carried.stopped} papper stoppade: varför står på deras sidor.")
    return 1 if carried.stuck else 0


def run_read(arguments: argparse.Namespace) -> int:
    """Take in; 1 when the file is held for a person, with the reason."""
    try:
        data = arguments.file.read_bytes()
        with in_room(arguments.room):
            from kvarbo.doors.post.receiving import taken_in_from_file

            told = taken_in_from_file(data)
    except (LookupError, OSError) as refused:
        print(refused.args[0] if isinstance(refused, LookupError) else refused, file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps({"taken_in": not told, "why": told}, ensure_ascii=False))
    elif told:
        print(told, file=sys.stderr)
    else:
        print("Filen är intagen.")
    return 1 if told else 0
