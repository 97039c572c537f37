"""``kvarbo demo-files``: a synthetic town's files, of any size, for trying out and for measuring."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kvarbo.web.demo.choices import DEFAULT_HOMES, DEFAULT_MONTH, DEFAULT_MONTHS, DEFAULT_SEED, Stage

if TYPE_CHECKING:
    from kvarbo.web.demo.files import WrittenFile
    from kvarbo.web.demo.town import Town


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``demo-files`` to the command line."""
    parser = subparsers.add_parser(
        "demo-files",
        help="Skriv filer från en påhittad hyresvärd: hyresreskontra, restlista och dagarna som följer.",
        description="Skriver filerna som en påhittad hyresvärd skulle skriva ut. Alla personer är påhittade. "
        "Samma frö ger samma filer, byte för byte.",
    )
    parser.add_argument("--homes", type=int, default=DEFAULT_HOMES, metavar="N", help="antal lägenheter (%(default)s)")
    parser.add_argument(
        "--months", type=int, default=DEFAULT_MONTHS, metavar="M", help="antal månader med hyror (%(default)s)"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="MAPP", help="mapp att skriva i")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, metavar="S", help="frö (%(default)s)")
    parser.add_argument(
        "--stage",
        type=Stage,
        choices=list(Stage),
        default=Stage.DAY_7,
        metavar="SKEDE",
        help=f"dag efter förfallodagen: {', '.join(Stage)} (%(default)s)",
    )
    parser.add_argument(
        "--rent-month", type=_month, default=DEFAULT_MONTH, metavar="ÅÅÅÅ-MM", help="senaste hyresmånad (2026-11)"
    )
    parser.add_argument("--json", action="store_true", help="svara med JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the files and say what was written; 1 when the size, the month or the folder will not do."""
    from kvarbo.web.demo.files import write_town
    from kvarbo.web.demo.stages import stage_date
    from kvarbo.web.demo.town import CannotBuildTown, build_town

    try:
        town = build_town(
            seed=arguments.seed,
            homes=arguments.homes,
            months=arguments.months,
            today=stage_date(arguments.stage, arguments.rent_month),
            anchor_month=arguments.rent_month,
        )
        written = write_town(town, arguments.out)
    except CannotBuildTown as refused:
        return _refuse(str(refused))
    except ModuleNotFoundError as missing:
        return _refuse(f"Paketet {missing.name} saknas och behövs för Excelfilen. Installera kvarbo[web].")
    except OSError as error:
        return _refuse(
            f"Filerna kunde inte skrivas i {arguments.out}: {error.strerror or error}. "
            "Välj en mapp som går att skriva i och som har plats."
        )
    print(_as_json(town, written) if arguments.json else _as_text(town, written))
    return 0


def _as_json(town: Town, written: tuple[WrittenFile, ...]) -> str:
    from kvarbo.web.demo.places import LANDLORD

    return json.dumps(
        {
            "landlord": LANDLORD,
            "seed": town.seed,
            "homes": town.homes,
            "leases": len(town.leases),
            "months": [town.months[0].isoformat(), town.months[-1].isoformat()],
            "today": town.today.isoformat(),
            "known_through": town.known_through.isoformat(),
            "files": [{"path": str(f.path), "what": f.what, "rows": f.rows, "bytes": f.size} for f in written],
        },
        ensure_ascii=False,
        indent=2,
    )


def _as_text(town: Town, written: tuple[WrittenFile, ...]) -> str:
    from kvarbo.web.demo.places import LANDLORD

    intro = (
        f"{LANDLORD}, en påhittad hyresvärd: {town.homes} lägenheter, {len(town.leases)} avtal, {len(town.months)} "
        f"månader. Filerna är skrivna {town.today}; betalningar kända till och med {town.known_through}."
    )
    return "\n".join([intro, *(f"{f.path}  {f.what}, {f.rows} rader, {f.size} byte" for f in written)])


def _month(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 - a month has no time zone
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} är ingen månad. Skriv år och månad, till exempel 2026-11."
        ) from None


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 1
