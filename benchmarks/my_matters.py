"""How fast Mina ärenden answers with two thousand open matters, beside the same list without the days that run.

    python benchmarks/my_matters.py [MATTERS]

Makes a scratch room on SQLite with so many open matters: one in four holds a termination for unpaid rent whose service
is known, one in ten a time for eviction. Then asks for the first page and for one in the middle, over and over, through
the whole of Django, and beside them for the same pages with no activity telling its days. Milliseconds by the clock,
and of the processor, which says more where other work shares the machine.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

MATTERS = 2_000
ASKED = 60
ON = date(2026, 11, 9)
NOW = datetime(2026, 11, 9, 8, tzinfo=UTC)
WHO = {"by": uuid.uuid4(), "by_name": "Anna"}


def start(folder: Path) -> tuple[Any, Any]:
    """Start Kvarbo on a scratch installation with one room and one caseworker; the room and a client."""
    os.environ.update(KVARBO_MODE="demo", KVARBO_VAR=str(folder), KVARBO_DATABASE=str(folder / "databases"))
    from kvarbo.web import wsgi  # as gunicorn starts it

    assert wsgi.application
    from django.conf import settings
    from django.test import Client

    settings.KVARBO_TODAY = ON.isoformat()
    settings.ALLOWED_HOSTS = ["*"]
    from kvarbo.ground.trail.recorder import recorded
    from kvarbo.ground.units.actions import take_in_member
    from kvarbo.house.actions import let_in, make_account, open_room
    from kvarbo.house.databases import migrate_house
    from kvarbo.house.rooms import enter

    migrate_house()
    room = open_room(slug="social", name="Social", kind="social", login_requirement="password")
    account = make_account(email="anna@exempel.example", name="Anna", password=None)
    let_in(account=account, room=room)
    with enter(room), recorded("benchmark"):
        take_in_member(account_id=account.pk, name="Anna", roles=["caseworker"], unit="Boendeenheten")
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return room, client


def fill(matters: int) -> None:
    """So many open matters with one person in each, and what came in about some of them."""
    from kvarbo.ground.people.models import Person
    from kvarbo.ground.units.queries import units
    from kvarbo.social.casework.models import Matter, MatterPerson

    unit = units()[0][0]
    made = Matter.objects.bulk_create(
        Matter(
            number=f"2026-{number:04d}", unit_id=unit, origin="landlord_notice", address=f"Gatan {number}",
            opened_on=ON - timedelta(days=number % 90),
        )
        for number in range(matters)
    )  # fmt: skip
    people = Person.objects.bulk_create(
        Person(source_key=f"matter:{number}", name=f"Åsa O'Neill {number}") for number in range(matters)
    )
    MatterPerson.objects.bulk_create(
        MatterPerson(matter=matter, person=person, part="leaseholder")
        for matter, person in zip(made, people, strict=True)
    )
    _came([matter for number, matter in enumerate(made) if number % 4 == 0], "notice_unpaid_rent")
    _came([matter for number, matter in enumerate(made) if number % 10 == 0], "")


def _came(matters: list[Any], kind: str) -> None:
    from kvarbo.doors.post.models import ReceivedPaper
    from kvarbo.social.inbox.models import NoticeFacts, Standpoint
    from kvarbo.social.undertakings.models import TerminationFacts

    papers = ReceivedPaper.objects.bulk_create(
        ReceivedPaper(
            kind=kind, plain="rent" if kind else "eviction", from_name="Bostads AB Ån", checked="by_hand",
            came_by="letter", received_date=matter.opened_on, subject_id=matter.id, taken_in_at=NOW, by_name="Anna",
        )
        for matter in matters
    )  # fmt: skip
    placed = list(zip(papers, matters, strict=True))
    NoticeFacts.objects.bulk_create(
        NoticeFacts(
            paper_id=paper.id, sender="landlord" if kind else "kronofogden", event="" if kind else "eviction_time",
            eviction_date=None if kind else ON + timedelta(days=20), debt=900_000, at=NOW, **WHO,
        )
        for paper, _ in placed
    )  # fmt: skip
    Standpoint.objects.bulk_create(
        Standpoint(
            paper_id=paper.id, kind="running", reason="Hör hit.", matter=matter, on_date=ON, at=NOW,
            form_key=str(paper.id), **WHO,
        )
        for paper, matter in placed
    )  # fmt: skip
    if kind:
        TerminationFacts.objects.bulk_create(
            TerminationFacts(
                matter=matter, paper_id=paper.id, form_key=str(paper.id), tenant_served=matter.opened_on, at=NOW, **WHO
            )
            for paper, matter in placed
        )


def times(client: Any, room: Any, page: int) -> tuple[list[float], list[float]]:
    """Milliseconds for each answer, by the clock and of the processor."""
    took, worked = [], []
    for _ in range(ASKED):
        began, began_work = time.perf_counter(), time.process_time()
        answer = client.get(f"/r/{room.slug}/?sida={page}")
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - began_work) * 1000)
        assert answer.status_code == 200
    return took, worked


def tell(name: str, measured: tuple[list[float], list[float]]) -> None:
    """Median and the ninety-fifth of a hundred, by the clock and of the processor."""
    told = "".join(f"{statistics.median(one):>9.1f}{statistics.quantiles(one, n=20)[-1]:>9.1f}" for one in measured)
    print(f"{name:<44}{told} ms")


def main() -> None:
    """Measure and tell."""
    matters = int(sys.argv[1]) if len(sys.argv) > 1 else MATTERS
    with tempfile.TemporaryDirectory() as folder:
        room, client = start(Path(folder))
        from kvarbo.house.rooms import enter
        from kvarbo.social.casework import clocks

        with enter(room):
            fill(matters)
        heads = "".join(f"{head:>9}" for head in ("median", "p95", "proc.", "proc. p95"))
        print(f"{f'{matters} open matters, {ASKED} answers of each':<44}{heads}")
        middle = matters // 100
        for page in (1, middle):
            times(client, room, page)  # warm
            tell(f"Mina ärenden, page {page}", times(client, room, page))
        told, clocks._tellers = clocks._tellers, {}
        tell("the same list, page 1, without the days", times(client, room, 1))
        clocks._tellers = told


if __name__ == "__main__":
    main()
