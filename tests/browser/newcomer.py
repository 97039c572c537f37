"""A landlord's room on its first morning: people may log in, Hemma's month is in force, and no file has ever come.

``python -m tests.browser.newcomer FOLDER`` makes it where ``kvarbo demo --var FOLDER`` looks for its town.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from tests.browser.serving import HOMES, STAGE

TODAY = "2026-11-06"


def make(var: Path) -> None:
    folder = var / f"demo-{STAGE}-{HOMES}-7"
    folder.mkdir(parents=True)
    os.environ.update(KVARBO_MODE="demo", KVARBO_VAR=str(folder), KVARBO_TODAY=TODAY)
    os.environ.setdefault("KVARBO_DATABASE", str(folder / "databases"))
    from kvarbo.web.starting import start_django

    start_django()
    _room()
    from kvarbo.web.commands.demo import code_version

    built = {"today": TODAY, "leases": 0, "events": 0, "seconds": 0, "version": code_version()}
    (folder / "ready.json").write_text(json.dumps(built))


def _room() -> None:
    from datetime import date

    from kvarbo.core.ladder.loading import LANDLORDS
    from kvarbo.ground.trail.recorder import recorded
    from kvarbo.ground.units.actions import take_in_member
    from kvarbo.house import actions as house
    from kvarbo.house.databases import migrate_house
    from kvarbo.house.rooms import enter
    from kvarbo.landlord.outreach.actions import follow_policy
    from kvarbo.web.demo.staff import KARIN, LANDLORD_ROOM, PASSWORD

    migrate_house()
    room = house.open_room(slug=LANDLORD_ROOM, name="Kvarnbyhem AB", kind="landlord", login_requirement="password")
    account = house.make_account(email=KARIN.email, name=KARIN.name, password=PASSWORD)
    house.let_in(account=account, room=room)
    with enter(room), recorded("test"):
        take_in_member(account_id=account.pk, name=KARIN.name, roles=list(KARIN.roles), unit=None)
        text = (LANDLORDS / "hemma.yaml").read_text(encoding="utf-8")
        follow_policy(text=text, valid_from=date(2026, 1, 1), by="test")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
