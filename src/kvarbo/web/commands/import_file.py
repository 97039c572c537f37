"""``kvarbo import``: read a landlord's file into its room, as the page would; the dry run is shown first."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from kvarbo.web.starting import in_room


def add_to(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("import", help="läs in en restlista eller hyresreskontra i ett rum")
    parser.add_argument("room", help="rummets namn i adressen, till exempel kvarnbyhem")
    parser.add_argument("file", help="filen, eller - för det som kommer på standard in")
    parser.add_argument("--through", type=date.fromisoformat, metavar="DAG", help="betalningar kända till och med")
    parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle ändras och ändra ingenting")
    parser.add_argument("--json", action="store_true", help="svara med JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Receive, go through and read in; 1 when the file or the room is refused."""
    try:
        with in_room(arguments.room):
            from kvarbo.web.reading_files import read_file_into_room

            came_of = read_file_into_room(
                path=None if arguments.file == "-" else Path(arguments.file),
                through=arguments.through,
                dry_run=arguments.dry_run,
            )
    except (LookupError, OSError) as refused:
        print(refused.args[0] if isinstance(refused, LookupError) else refused, file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps(came_of, ensure_ascii=False, default=str))
    else:
        print(came_of["sentence"])
    return 1 if came_of["refused"] else 0
