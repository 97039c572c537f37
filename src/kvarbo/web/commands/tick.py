"""``kvarbo tick``: once a day the list of whom to reach, once an hour an anchor of each trail; twice does no more."""

from __future__ import annotations

import argparse
import json
from typing import Any

from kvarbo.web.starting import start_django


def add_to(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("tick", help="räkna ut dagens lista i varje hyresvärds rum och förankra spåren")
    parser.add_argument("--again", action="store_true", help="räkna om också där det redan är gjort i dag")
    parser.add_argument("--json", action="store_true", help="svara med JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Assess every landlord's room, and anchor every room's trail."""
    start_django()
    from kvarbo.doors.post.courier import carry_all
    from kvarbo.web import worker

    steps = worker.tick(again=arguments.again)
    carry_all(at_once=True)
    worker.look_after_trails()
    if arguments.json:
        print(json.dumps(steps))
    else:
        for slug, number in steps.items():
            print(f"{slug}: {number} steg att ta ställning till")
        if not steps:
            print("Dagens lista är redan uträknad i alla rum.")
    return 0
