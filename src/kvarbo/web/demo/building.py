"""Building the demo town: rooms, staff, two years of rents through the real import, and what has been done so far."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from kvarbo.core.calendar import add_arbetsdagar
from kvarbo.core.ladder.loading import LANDLORDS
from kvarbo.ground.break_glass.actions import close_own, open_subject
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.queries import AtWork, at_work
from kvarbo.house import actions as house
from kvarbo.house.databases import migrate_house
from kvarbo.house.kinds import RoomKind
from kvarbo.house.queries import room_called
from kvarbo.house.rooms import enter
from kvarbo.landlord.about.actions import keep_help_contact
from kvarbo.landlord.outreach import actions as outreach
from kvarbo.landlord.rent.queries import leases_by_key
from kvarbo.web.demo.agency import tell_of_collection
from kvarbo.web.demo.bank_days import bank_days, name_of, write_others
from kvarbo.web.demo.consents import tell_of_consents
from kvarbo.web.demo.decisions import tell_of_decisions
from kvarbo.web.demo.events import DemoEvent, events_of
from kvarbo.web.demo.files import PAYMENTS_FOLDER, last_due_date, write_ledger, write_town
from kvarbo.web.demo.inbox import things_that_came
from kvarbo.web.demo.log import play_log
from kvarbo.web.demo.notes import notes_kept
from kvarbo.web.demo.papers import know_each_other, papers_on_their_way
from kvarbo.web.demo.plans import plans_of_the_town
from kvarbo.web.demo.points import households_of_the_town
from kvarbo.web.demo.social import open_matters
from kvarbo.web.demo.staff import (
    COUNSELLING_ROOM,
    INGRID,
    KARIN,
    LANDLORD_ROOM,
    LISA,
    PASSWORD,
    PER,
    SAMIR,
    SOCIAL_ROOM,
    STAFF,
)
from kvarbo.web.demo.story import numbers_in_the_story, play_scenes
from kvarbo.web.demo.support import plan_of_the_town
from kvarbo.web.demo.town import Town
from kvarbo.web.demo.visits import visits_of_the_day
from kvarbo.web.reading_files import read_file_into_room

ROOMS = (
    (LANDLORD_ROOM, "Kvarnbyhem AB", RoomKind.LANDLORD),
    (SOCIAL_ROOM, "Socialtjänsten i Kvarnby", RoomKind.SOCIAL),
    (COUNSELLING_ROOM, "Budget- och skuldrådgivningen i Kvarnby", RoomKind.COUNSELLING),
)
HELP = (
    ("social_emergency", "Socialjouren i Kvarnby", "070-1740690"),
    ("social_services", "Socialtjänstens mottagning", "070-1740691"),
    ("inside", "Per Åkerlund, chef", "070-1740692"),
)
FILES_FOLDER = "files-from-the-landlord"
LEDGER_BANK_DAYS_OLD = 2
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: the day the town stands on, its size, and how long it took."""

    today: date
    leases: int
    events: int
    seconds: float


def tell(text: str) -> None:
    """Progress for the person who waits, on standard error so that answers stay clean."""
    print(text, file=sys.stderr, flush=True)


def build(town: Town, *, tell: Tell = tell) -> Built:
    """Make everything from nothing; the caller has pointed the settings at an empty folder."""
    began = time.monotonic()
    migrate_house()
    accounts = _accounts()
    for slug, name, kind in ROOMS:
        room = house.open_room(slug=slug, name=name, kind=kind.value, login_requirement="password")
        _staff(room, accounts)
    files = Path(settings.KVARBO_VAR) / FILES_FOLDER
    tell("Skriver hyresvärdens filer …")
    write_town(town, files)
    with enter(room_called(LANDLORD_ROOM)):
        tell("Läser in två års hyror på samma väg som en riktig fil …")
        _purposes_and_policy(town)
        earlier = ledger_day(town)
        _read(write_ledger(earlier, files / "senaste-reskontran.csv"), through=earlier.known_through)
        for day in bank_days(earlier.known_through, town.known_through):
            _read(files / PAYMENTS_FOLDER / name_of(day), through=None)
        _read(write_others(town.known_through, files / PAYMENTS_FOLDER), through=None)
        tell("Lägger in vad som redan är gjort …")
        per = at_work(account_id=accounts[PER.email].pk)
        if per is not None:
            tell_of_collection(on=town.today, by=per, but_not=numbers_in_the_story(town))
            tell_of_consents(on=town.today, by=per)
        events = play_events(events_of(town), accounts)
        if per is not None:
            tell_of_decisions(town, by=per)
        plans_of_the_town(town)
        _opened_in_an_emergency(accounts)
        leases = len(leases_by_key())
        _log(accounts)
    with enter(room_called(SOCIAL_ROOM)):
        tell("Öppnar socialtjänstens ärenden …")
        open_matters(town, accounts)
        visits_of_the_day(town, accounts)
        notes_kept(town, accounts)
        plan_of_the_town(town, accounts)
    know_each_other()
    _papers(town, accounts)
    return Built(town.today, leases, events, time.monotonic() - began)


def _papers(town: Town, accounts: dict[str, Any]) -> None:
    """Papers on their way, handed over by those whose work it is."""
    at_the_desk = []
    for person in (KARIN, INGRID):
        with enter(room_called(person.room)):
            at_the_desk.append(at_work(account_id=accounts[person.email].pk))
    karin, ingrid = at_the_desk
    if karin is not None and ingrid is not None:
        papers_on_their_way(on=town.today, landlord=karin, caseworker=ingrid, but_not=numbers_in_the_story(town))
        with enter(room_called(SOCIAL_ROOM)):
            things_that_came(on=town.today, by=ingrid)
        households_of_the_town(town)
        play_scenes(town)
        with enter(room_called(LANDLORD_ROOM)):
            outreach.assess_all(on=town.today, actor="system:demo")


def ledger_day(town: Town) -> Town:
    """The town on the day its last ledger was printed: the bank's files of the last days have come since."""
    printed = add_arbetsdagar(town.known_through, -LEDGER_BANK_DAYS_OLD) + timedelta(days=1)
    return town.on(printed) if printed > last_due_date(town) else town


def _read(path: Path, *, through: date | None) -> None:
    came_of = read_file_into_room(path=path, through=through, by="Karin Öberg")
    if came_of["refused"]:
        raise RuntimeError(f"Demostadens fil avvisades: {came_of['sentence']}")


def _accounts() -> dict[str, Any]:
    return {
        person.email: house.make_account(email=person.email, name=person.name, password=PASSWORD) for person in STAFF
    }


def _staff(room: Any, accounts: dict[str, Any]) -> None:
    with enter(room), recorded("system:demo"):
        for person in STAFF:
            if person.room == room.slug or not person.room:
                account = accounts[person.email]
                house.let_in(account=account, room=room)
                take_in_member(
                    account_id=account.pk, name=person.name, roles=list(person.roles), unit=person.unit or None
                )


def _purposes_and_policy(town: Town) -> None:
    from kvarbo.landlord.rent.actions import record_purpose

    with recorded("system:demo"):
        purpose = "Barnfamiljer ska nås först och erbjudas ett personligt möte innan andra åtgärder vidtas."
        record_purpose(kind="children", purpose=purpose, by="Per Åkerlund")
        purpose = "Den som behöver ska få besked på sitt eget språk eller med tolk när hyran är sen."
        record_purpose(kind="language", purpose=purpose, by="Per Åkerlund")
        for kind, name, number in HELP:
            keep_help_contact(kind=kind, name=name, phone=number)
        outreach.follow_policy(
            text=(LANDLORDS / "hemma.yaml").read_text(encoding="utf-8"), valid_from=town.months[0], by="Per Åkerlund"
        )


def _opened_in_an_emergency(accounts: dict[str, Any]) -> None:
    """Lisa has opened a home in another district and closed it again; somebody else has yet to review it."""
    lisa = at_work(account_id=accounts[LISA.email].pk)
    elsewhere = (key for key, lease in leases_by_key().items() if lease.district not in ("", LISA.unit))
    number = next(elsewhere, None)
    if lisa is None or number is None:
        return
    reason = "Vattnet rann ner i lägenheten under och ingen svarade på jourens nummer."
    with recorded(str(lisa.id), unit_id=lisa.unit_id, route="demo"):
        open_subject(sought=number, reason=reason, by=lisa)
        close_own(by=lisa)


def play_events(events: tuple[DemoEvent, ...], accounts: dict[str, Any]) -> int:
    """What the staff have done, by the same actions as their pages use; how many things."""
    leases = leases_by_key()
    members: dict[str, AtWork | None] = {email: at_work(account_id=account.pk) for email, account in accounts.items()}
    played = 0
    for event in events:
        by = members[event.staff_email]
        lease = leases.get(event.lease_number)
        if by is None or lease is None:
            continue
        with recorded(str(by.id), unit_id=by.unit_id, route="demo"):
            _act(event, lease=lease, by=by, form_key=f"demo-{event.lease_number}-{event.date}-{event.channel}")
        played += 1
    return played


def _log(accounts: dict[str, Any]) -> None:
    readers = [at_work(account_id=accounts[one.email].pk) for one in (KARIN, SAMIR, LISA)]
    karin, samir, lisa = (one for one in readers if one is not None)
    open_homes = [lease for _, lease in sorted(leases_by_key().items()) if not lease.is_protected]
    play_log([karin, samir], lisa, open_homes[:40])


def _act(event: DemoEvent, *, lease: Any, by: AtWork, form_key: str) -> None:
    if event.kind == "promise" and event.until:
        outreach.promise(lease=lease, on=event.date, by=by, until=event.until)
    elif event.kind == "pause" and event.until:
        outreach.pause(lease=lease, on=event.date, by=by, until=event.until, reason="help")
    else:
        outreach.record_contact(
            lease=lease,
            on=event.date,
            by=by,
            channel=event.channel,
            outcome=event.outcome,
            part_of_day=("morning", "afternoon")[event.date.day % 2] if event.channel == "call" else "",
            incoming=event.incoming,
            step=event.step,
            month=event.month,
            form_key=form_key,
        )
