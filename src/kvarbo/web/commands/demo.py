"""``kvarbo demo``: a synthetic town at work, built in under a minute and opened in the browser."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from kvarbo.web.demo.choices import DEFAULT_HOMES, DEFAULT_SEED, Stage


def add_to(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("demo", help="bygg en påhittad kommun och öppna den i webbläsaren")
    parser.add_argument("--port", type=int, default=8000, help="port att öppna på (%(default)s)")
    parser.add_argument(
        "--stage", type=Stage, choices=list(Stage), default=Stage.DAY_7, metavar="SKEDE",
        help=f"dag efter förfallodagen: {', '.join(Stage)} (%(default)s)",
    )  # fmt: skip
    parser.add_argument("--homes", type=int, default=DEFAULT_HOMES, metavar="N", help="antal lägenheter (%(default)s)")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="frö (%(default)s)")
    parser.add_argument("--var", type=Path, default=Path("var"), help="mapp för databaser och filer (%(default)s)")
    parser.add_argument("--rebuild", action="store_true", help="bygg staden på nytt fast den finns")
    parser.add_argument("--build-only", action="store_true", help="bygg och öppna inte")
    parser.add_argument(
        "--next-day", type=int, nargs="?", const=1, default=0, metavar="N",
        help="låt staden gå vidare en dag, eller N dagar, och säg vad som hände",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="svara med JSON om vad som byggdes")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Build what is missing, say who can log in, and serve until stopped."""
    from kvarbo.web.demo.stages import stage_date
    from kvarbo.web.serving import port_is_free

    if not (arguments.build_only or arguments.next_day) and not port_is_free(arguments.port):
        print(
            f"Port {arguments.port} används redan. Välj en annan: make demo PORT={arguments.port + 1}", file=sys.stderr
        )
        return 1
    today = stage_date(arguments.stage)
    folder = arguments.var.resolve() / f"demo-{arguments.stage}-{arguments.homes}-{arguments.seed}"
    _point_at(folder, today)
    from kvarbo.web.starting import start_django

    start_django()
    built = _build(arguments, folder, today)
    if arguments.next_day:
        return _play_on(arguments)
    from kvarbo.ground import clock
    from kvarbo.web.demo.building import FILES_FOLDER
    from kvarbo.web.demo.staff import PASSWORD, STAFF

    if arguments.json:
        logins = [{"name": person.name, "email": person.email, "room": person.room} for person in STAFF]
        print(json.dumps({**built, "password": PASSWORD, "logins": logins}, ensure_ascii=False))
    else:
        stands = f"{clock.today().isoformat()} ({arguments.stage} efter förfallodagen)"
        print(f"\nKvarnby, {stands}. Lösenord för alla: {PASSWORD}\n")
        for person in STAFF:
            print(f"  {person.email:32} {person.name}, {person.title}")
        print(f"\nFiler att släppa under Filer ligger i {folder / FILES_FOLDER}\n")
    if arguments.build_only:
        return 0
    from kvarbo.web.serving import serve

    return serve(host="127.0.0.1", port=arguments.port, tell=lambda text: print(text, flush=True))


def _play_on(arguments: argparse.Namespace) -> int:
    """Play the days one by one, and tell what happened; 1 when a day could not be played."""
    from kvarbo.web.demo.next_day import CannotPlay, play_next_day

    for _ in range(arguments.next_day):
        try:
            played = play_next_day()
        except CannotPlay as refused:
            print(refused, file=sys.stderr)
            return 1
        if arguments.json:
            print(json.dumps({"today": played.day.isoformat(), "told": played.told}, ensure_ascii=False))
        else:
            print(f"\nKvarnby, {played.day.isoformat()}")
            print("\n".join(f"  {one}" for one in played.told or ("Ingenting hände.",)))
    return 0


def _point_at(folder: Path, today: date) -> None:
    os.environ.update(
        KVARBO_MODE="demo", KVARBO_VAR=str(folder), KVARBO_TODAY=today.isoformat(),
        KVARBO_DATABASE=os.environ.get("KVARBO_DATABASE", str(folder / "databases")),
    )  # fmt: skip


def code_version() -> str:
    """What tells one version of Kvarbo's code from another: its tables and the town's people may differ."""
    import hashlib

    import kvarbo

    source = Path(kvarbo.__file__).parent
    digest = hashlib.sha256()
    for path in sorted((*source.rglob("*.py"), *source.rglob("*.yaml"))):
        digest.update(path.relative_to(source).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _build(arguments: argparse.Namespace, folder: Path, today: date) -> dict[str, Any]:
    """Build unless it is there already; one left half built by a stop, or built by another version, is built again."""
    ready, version = folder / "ready.json", code_version()
    if ready.exists() and not arguments.rebuild:
        found: dict[str, Any] = json.loads(ready.read_text(encoding="utf-8"))
        if found.pop("version", "") == version:
            return found
        print("Demostaden är byggd av en annan version av Kvarbo.", file=sys.stderr)
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    from kvarbo.web.demo.building import build
    from kvarbo.web.demo.town import demo_town

    began = time.monotonic()
    print("Bygger demostaden …", file=sys.stderr, flush=True)
    built = build(demo_town(seed=arguments.seed, homes=arguments.homes, today=today))
    told = {"today": today.isoformat(), "homes": arguments.homes, "seed": arguments.seed,
            "leases": built.leases, "events": built.events,
            "seconds": round(time.monotonic() - began, 1)}  # fmt: skip
    ready.write_text(json.dumps({**told, "version": version}), encoding="utf-8")
    print(f"Klar på {told['seconds']} sekunder.", file=sys.stderr, flush=True)
    return told
