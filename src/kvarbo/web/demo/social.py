"""Ärendena i demostaden: what the social services have open on the day, some of it about the landlord's tenants.

The two rooms know nothing of each other: whoever is in both has been written in twice.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from kvarbo.core.calendar import add_arbetsdagar
from kvarbo.core.law.secrecy.vocabulary import MatterOrigin
from kvarbo.ground.attachments.actions import keep_attachment
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork, at_work
from kvarbo.social.casework import actions
from kvarbo.social.casework.people import NewPerson, add_person
from kvarbo.social.checklist.actions import follow_way
from kvarbo.social.closing.actions import assess
from kvarbo.social.undertakings.actions import grant_signing
from kvarbo.web.demo.children import agree_on_families, hand_over_children
from kvarbo.web.demo.leases import DemoLease
from kvarbo.web.demo.published import published_numbers
from kvarbo.web.demo.scanned import scanned_notice
from kvarbo.web.demo.staff import EVA, HANNA, INGRID, YUSUF, StaffMember
from kvarbo.web.demo.town import Town


@dataclass(frozen=True, slots=True)
class Done:
    """Något gjort: so many workdays after the matter was opened; ``reached`` for contacts."""

    kind: str
    after: int
    reached: bool | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class DemoMatter:
    """Ett ärende: about the household of somebody in the cast, or (``elsewhere``) with another landlord."""

    who: str
    by: StaffMember
    origin: MatterOrigin
    opened: int  # workdays before today
    done: tuple[Done, ...] = ()
    children: tuple[str, ...] = ()
    elsewhere: tuple[int, str, str] | None = None  # year of birth, telephone, address
    closed: str = ""
    closed_before: int = 1  # workdays before today
    follow_up: str = ""  # what is to be asked today, where the person wants to be followed up
    scanned: bool = False
    reference: str = ""
    handed_over: bool = False  # the children, to the children's unit, yesterday


FOLLOWED = 365  # days that the room has followed its checklists
Free = dict[int, Iterator[str]]
NOTICE, EARLY = MatterOrigin.LANDLORD_NOTICE, MatterOrigin.LANDLORD_EARLY
TRIED = Done("called", 1, reached=False)
MATTERS: tuple[DemoMatter, ...] = (
    DemoMatter("Kent Bergström", INGRID, NOTICE, 9, (
        TRIED, Done("wrote", 1, reached=False), Done("visited", 3, reached=True, text="Vill ha hjälp med ansökan."),
        Done("consent_asked", 3), Done("asked_landlord", 4), Done("supported", 6),
    ), scanned=True, reference="IFO 2026-1187"),
    DemoMatter("Hodan Warsame", YUSUF, EARLY, 3, (TRIED,), ("Ayaan Warsame", "Sahra Warsame", "Liban Warsame")),
    DemoMatter("Hodan Warsame", HANNA, MatterOrigin.OWN_OBSERVATION, 2, (), ("Ayaan Warsame",)),
    DemoMatter("Małgorzata Wiśniewska", YUSUF, EARLY, 12, (
        Done("called", 1, reached=True), Done("supported", 4, text="Budgetrådgivning."),
    ), ("Zofia Wiśniewska", "Jan Wiśniewski"), handed_over=True),
    DemoMatter("Sofia Nordin", INGRID, MatterOrigin.PERSON, 4, (Done("called", 0, reached=True),), ("Elsa Nordin",)),
    DemoMatter("Layla Al-Khatib", YUSUF, MatterOrigin.RELATIVE, 6, (TRIED, Done("visited", 4, reached=False))),
    DemoMatter("Åke-Örjan Lindqvist", INGRID, MatterOrigin.OTHER_ADMINISTRATION, 1),
    DemoMatter("Dennis Holm", INGRID, NOTICE, 60, (
        Done("called", 2, reached=False), Done("visited", 5, reached=False), Done("assessed", 12),
    ), closed="moved"),
    DemoMatter("Patrick O'Neill", YUSUF, MatterOrigin.PERSON, 45, (
        Done("called", 0, reached=True), Done("supported", 5), Done("assessed", 20),
    ), closed="home_kept", closed_before=20, follow_up="Ringa och fråga hur det går med hyran."),
    DemoMatter("Þórunn Björnsdóttir", INGRID, NOTICE, 2, (), elsewhere=(1987, "070-1740671", "Sågargatan 4"),
               scanned=True),
    DemoMatter("Emil Sandgren", YUSUF, MatterOrigin.KRONOFOGDEN, 5, (
        Done("visited", 1, reached=True), Done("assessed", 3),
    ), elsewhere=(1992, "070-1740672", "Sågargatan 9"), scanned=True, reference="IFO 2026-1201"),
    DemoMatter("Gun-Britt af Ekenstam", INGRID, MatterOrigin.RENT_TRIBUNAL, 15, (
        Done("wrote", 1, reached=True), Done("refused", 7, text="Har betalat själv."),
    ), elsewhere=(1984, "070-1740673", "Kvarnvägen 2"), closed="declined"),
    DemoMatter("Robin Hjelm", HANNA, MatterOrigin.OTHER_AUTHORITY, 8, (Done("called", 1, reached=True),),
               ("Tuva Hjelm",), elsewhere=(1995, "070-1740674", "Kvarnvägen 7")),
)  # fmt: skip


def open_matters(town: Town, accounts: dict[str, Any]) -> int:
    """Open the matters and play what has been done in them; how many there are. A small town has few of them."""
    leases = {tenant.name: lease for lease in town.homes_let() for tenant in lease.tenants}
    free = _free_numbers(town)
    opened = 0
    with recorded("system:demo"):
        follow_way(name="goteborg", valid_from=town.today - timedelta(days=FOLLOWED), by_name=EVA.name)
        grant_signing(
            name=EVA.name,
            title=EVA.title,
            delegation="Delegationsordningen, punkt 4.2",
            valid_from=town.today - timedelta(days=FOLLOWED),
            by_name=EVA.name,
        )
        agree_on_families(on=town.today, accounts=accounts)
    for number, matter in enumerate(MATTERS):
        by = at_work(account_id=accounts[matter.by.email].pk)
        lease = leases.get(matter.who)
        if by is None or (lease is None and matter.elsewhere is None):
            continue
        with recorded(str(by.id), unit_id=by.unit_id, route="demo"):
            opened_now = _play(town, matter, _household(matter, lease, free), by, form_key=f"demo-{number}")
            if matter.handed_over:
                hand_over_children(opened_now, today=town.today, by=by, accounts=accounts)
        opened += 1
    return opened


def _free_numbers(town: Town) -> Free:
    """Published numbers that nobody in the landlord's houses has, by year of birth."""
    taken = {tenant.number for lease in town.leases for tenant in lease.tenants}
    by_year = published_numbers().personnummer
    return {year: iter([one for one in numbers if one not in taken]) for year, numbers in by_year.items()}


def _household(matter: DemoMatter, lease: DemoLease | None, free: Free) -> list[NewPerson]:
    children = [NewPerson(name, "child") for name in matter.children]
    if matter.elsewhere is not None:
        born, phone, _ = matter.elsewhere
        return [NewPerson(matter.who, "leaseholder", next(free[born]), phone), *children]
    assert lease is not None
    parts = ("leaseholder", "co_leaseholder")
    adults = [
        NewPerson(tenant.name, part, tenant.number, tenant.phone, tenant.email, tenant.protected)
        for part, tenant in zip(parts, lease.tenants, strict=False)
    ]
    return [*adults, *children]


def _play(town: Town, told: DemoMatter, people: list[NewPerson], by: AtWork, *, form_key: str) -> Any:
    opened_on = add_arbetsdagar(town.today, -told.opened)
    where = told.elsewhere[2] if told.elsewhere else _address(town, told.who)
    matter = actions.open_matter(
        people=people[:1], origin=told.origin.value, on=opened_on, by=by, address=where, form_key=form_key,
        outside_reference=told.reference,
    )  # fmt: skip
    for person in people[1:]:
        add_person(matter=matter, person=person, by=by, on=opened_on)
    for done in told.done:
        day = add_arbetsdagar(opened_on, done.after) if done.after else opened_on
        if day <= town.today:
            actions.log_event(
                matter=matter, kind=done.kind, event_date=day, on=town.today, by=by, reached=done.reached,
                text=done.text,
            )  # fmt: skip
    if told.scanned:
        scan = io.BytesIO(scanned_notice(posted=opened_on - timedelta(days=1)))
        scan.name = "Skannat 0001.pdf"
        keep_attachment(matter.id, scan, "scanned_notice", by)
    if told.closed:
        last = add_arbetsdagar(town.today, -told.closed_before)
        actions.close(matter=matter, reason=told.closed, on=last, by=by)
        if told.follow_up:
            assess(
                matter=matter, outcome="payment_plan", text=told.follow_up, follow_up=True, wanted=True,
                member=by.id, due=town.today, by=by, on=last,
            )  # fmt: skip
    return matter


def _address(town: Town, who: str) -> str:
    lease = next(lease for lease in town.homes_let() if any(tenant.name == who for tenant in lease.tenants))
    return f"{lease.address}, lgh {lease.flat}"
