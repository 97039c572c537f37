"""``kvarbo``: the one command line. The rule commands need neither Django nor a database."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence

from kvarbo.web import commands


def build_parser() -> argparse.ArgumentParser:
    """Every module in ``kvarbo.web.commands`` adds one command through ``add_to(subparsers)``."""
    parser = argparse.ArgumentParser(prog="kvarbo", description="Verktyg för vräkningsförebyggande arbete.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="KOMMANDO")
    for module in sorted(pkgutil.iter_modules(commands.__path__), key=lambda found: found.name):
        importlib.import_module(f"{commands.__name__}.{module.name}").add_to(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when it went well, 1 when the input was refused, 2 for wrong usage."""
    arguments = build_parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
