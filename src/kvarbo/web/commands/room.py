"""``kvarbo room``: open a room, let people in, follow a way of working, bring every room to the newest version."""

from __future__ import annotations

import argparse
import getpass
import json
import secrets
import sys
from datetime import date
from pathlib import Path
from typing import Any

from kvarbo.web.starting import in_room, start_django

BY = "system:kommandoraden"


def add_to(subparsers: Any) -> None:
    """Add the command and its actions."""
    parser = subparsers.add_parser("room", help="öppna rum, släpp in medarbetare, uppgradera alla rum")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ÅTGÄRD")
    opening = _action(actions, "open", open_room, "öppna ett rum med egen databas och egen nyckel")
    opening.add_argument("--name", required=True, help="organisationens namn")
    opening.add_argument("--kind", required=True, choices=["landlord", "social", "counselling"], help="slag av rum")
    opening.add_argument(
        "--login", default="second_factor", choices=["password", "second_factor"], help="inloggningskrav (%(default)s)"
    )
    letting = _action(actions, "let-in", let_in, "släpp in en medarbetare med roller")
    letting.add_argument("--email", required=True, help="e-postadressen att logga in med")
    letting.add_argument("--name", required=True, help="medarbetarens namn")
    letting.add_argument("--role", required=True, action="append", metavar="ROLL", help="kan ges flera gånger")
    letting.add_argument("--unit", help="enhet eller distrikt")
    letting.add_argument(
        "--password-from-stdin", action="store_true", help="läs lösenordet från standard in; annars slumpas ett"
    )
    out = _action(actions, "let-out", let_out, "släpp ut en medarbetare: gäller vid nästa klick")
    out.add_argument("--email", required=True, help="e-postadressen som medarbetaren loggar in med")
    following = _action(actions, "follow", follow, "sätt ett arbetssätt i kraft i en hyresvärds rum")
    following.add_argument("--policy", required=True, help="namnet på ett som följer med, eller en YAML-fil")
    following.add_argument("--valid-from", required=True, type=date.fromisoformat, metavar="DAG", help="första dagen")
    migrating = actions.add_parser("migrate", help="för huset och alla rum till den nya versionen")
    migrating.add_argument("--json", action="store_true", help="svara med JSON")
    migrating.set_defaults(run=migrate)


def _action(actions: Any, name: str, work: Any, text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=text)
    parser.add_argument("room", help="rummets namn i adressen, till exempel kvarnbyhem")
    parser.add_argument("--json", action="store_true", help="svara med JSON")
    parser.set_defaults(run=work)
    return parser


def open_room(arguments: argparse.Namespace) -> int:
    """Make the house when it is not there, and the room."""
    start_django()
    from kvarbo.house import actions, databases

    if not arguments.room.replace("-", "").isalnum() or arguments.room != arguments.room.lower():
        return _refuse("Rummets namn i adressen får bara ha små bokstäver, siffror och bindestreck.")
    databases.migrate_house()
    room = actions.open_room(
        slug=arguments.room, name=arguments.name, kind=arguments.kind, login_requirement=arguments.login
    )
    return _tell(arguments, {"room": room.slug, "kind": room.kind}, f"Rummet {room.name} finns på /r/{room.slug}/.")


def let_in(arguments: argparse.Namespace) -> int:
    """Make the account when it is new, and take the person in with their roles."""
    try:
        with in_room(arguments.room) as entered:
            from kvarbo.ground.trail.recorder import recorded
            from kvarbo.ground.units.actions import take_in_member
            from kvarbo.house.actions import account_with, let_in
            from kvarbo.house.queries import room_called

            password = _password(arguments)
            account, is_new = account_with(email=arguments.email, name=arguments.name, password=password)
            with recorded(BY, route="room let-in"):
                take_in_member(account_id=account.pk, name=arguments.name, roles=arguments.role, unit=arguments.unit)
            let_in(account=account, room=room_called(entered.slug))
    except (LookupError, ValueError) as refused:
        return _refuse(str(refused.args[0]))
    told = {"email": account.email, "password": password if is_new else None}
    sentence = f"{arguments.name} kan logga in med {account.email}."
    return _tell(arguments, told, f"{sentence} Lösenord: {password}" if is_new else f"{sentence} Kontot fanns redan.")


def let_out(arguments: argparse.Namespace) -> int:
    """Let a member out of the room; the account stays, since it may be let into others."""
    try:
        with in_room(arguments.room) as entered:
            from kvarbo.ground.trail.recorder import recorded
            from kvarbo.ground.units.actions import let_out
            from kvarbo.ground.units.queries import at_work
            from kvarbo.house.actions import shut_out
            from kvarbo.house.queries import account_called, room_called

            account = account_called(arguments.email)
            member = at_work(account_id=account.pk) if account else None
            if account is None or member is None:
                return _refuse(f"Ingen som loggar in med {arguments.email} arbetar i rummet.")
            with recorded(BY, route="room let-out"):
                let_out(member_id=member.id)
            shut_out(account=account, room=room_called(entered.slug))
    except (LookupError, ValueError) as refused:  # CannotDo is a ValueError
        return _refuse(str(refused.args[0]))
    return _tell(arguments, {"email": account.email}, f"{member.name} är utsläppt ur rummet.")


def _password(arguments: argparse.Namespace) -> str:
    if not arguments.password_from_stdin:
        return secrets.token_urlsafe(12)
    typed = getpass.getpass("Lösenord: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(typed) < 12:
        raise ValueError("Lösenordet är för kort. Använd minst 12 tecken.")
    return typed


def follow(arguments: argparse.Namespace) -> int:
    """Put a way of working in force; it is checked first, as ``kvarbo ladder check`` does."""
    try:
        with in_room(arguments.room):
            from kvarbo.core.ladder.loading import LANDLORDS, named_policies
            from kvarbo.ground.trail.recorder import recorded
            from kvarbo.landlord.outreach.actions import follow_policy

            known = arguments.policy in named_policies()
            path = LANDLORDS / f"{arguments.policy}.yaml" if known else Path(arguments.policy)
            with recorded(BY, route="room follow"):
                follow_policy(
                    text=path.read_text(encoding="utf-8"), valid_from=arguments.valid_from, by="Kommandoraden"
                )
    except (LookupError, ValueError, OSError) as refused:
        return _refuse(str(refused))
    told = {"policy": arguments.policy, "valid_from": arguments.valid_from.isoformat()}
    return _tell(arguments, told, f"Arbetssättet {arguments.policy} gäller från {arguments.valid_from}.")


def migrate(arguments: argparse.Namespace) -> int:
    """Bring the house and every room to this version; safe to run again."""
    start_django()
    from kvarbo.house import databases
    from kvarbo.house.queries import all_rooms

    databases.migrate_house()
    slugs = []
    for room in all_rooms():
        databases.migrate_room(room)
        slugs.append(room.slug)
    return _tell(arguments, {"rooms": slugs}, f"Huset och {len(slugs)} rum har den nya versionen.")


def _tell(arguments: argparse.Namespace, told: dict[str, Any], sentence: str) -> int:
    print(json.dumps(told, ensure_ascii=False) if arguments.json else sentence)
    return 0


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
