"""Kontakter och besök i demostaden: what has been tried, who goes where today, and a pair that is out now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from kvarbo.core.calendar import add_arbetsdagar
from kvarbo.ground import clock as clocks
from kvarbo.ground.help import numbers
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork, at_work
from kvarbo.social.casework.queries import MyMatters, my_matters
from kvarbo.social.contacts import visits
from kvarbo.social.contacts.attempts import Said, record_contact
from kvarbo.social.contacts.queries import help_table, not_back
from kvarbo.web.demo.staff import EVA, INGRID, YUSUF
from kvarbo.web.demo.standing import at_the_desk
from kvarbo.web.demo.town import Town

NUMBERS = (
    ("social_emergency", "Socialjouren i Kvarnby", "070-1740690"),
    ("inside", "Eva Norén, enhetschef", "070-1740692"),
)


@dataclass(frozen=True, slots=True)
class Tried:
    """Ett försök: so many workdays ago, at that hour."""

    days_ago: int
    channel: str
    clock: time | None
    outcome: str = "not_reached"
    text: str = ""


TRIED = {
    "Layla Al-Khatib": (
        Tried(2, "sms", time(9, 10), text="Bad henne ringa."),
        Tried(1, "call", time(14, 20), "left_word", "Talsvar."),
    ),
    "Hodan Warsame": (Tried(2, "call", time(10, 5)), Tried(2, "routine_letter", None)),
    "Åke-Örjan Lindqvist": (Tried(1, "routine_letter", None),),
}
WEIGHED = {
    "weighed_tried": "Samtal på för- och eftermiddag, sms och ett aviserat besök. Ingen har svarat.",
    "weighed_why": "Ingen vet om hon har fått våra meddelanden. Bättre ett kort besök än Kronofogden först.",
    "only_contact": True,
}


def visits_of_the_day(town: Town, accounts: dict[str, Any]) -> None:
    """Attempts, an announced visit this afternoon, an unannounced one that was weighed, and a pair that is out."""
    eva, ingrid, yusuf = (at_work(account_id=accounts[who.email].pk) for who in (EVA, INGRID, YUSUF))
    if eva is None or ingrid is None or yusuf is None:
        return
    with recorded(str(eva.id), unit_id=eva.unit_id, route="demo"):
        for kind, name, phone in NUMBERS:
            numbers.keep(help_table(), kind=kind, name=name, phone=phone)
    with recorded(str(yusuf.id), unit_id=yusuf.unit_id, route="demo"):
        matters = _matters(my_matters(yusuf, on=town.today))
        for who, tried in TRIED.items():
            if who in matters:
                _tried(matters[who], tried, on=town.today, by=yusuf)
        _visits(matters, on=town.today, by=yusuf, other=ingrid)


def come_home(*, on: date) -> int:
    """The evening: whoever set out on an earlier day is checked in and has written how it went; how many visits."""
    with at_the_desk(YUSUF) as by:
        late = [one for one in not_back(by, clocks.now()) if one.visit.visit_date < on]
        out = [(one.matter.matter, one.visit) for one in late if one.matter is not None]
        for matter, visit in out:
            key = {"matter": matter, "visit": visit.id}
            visits.come_back(**key)
            visits.tell_outcome(**key, outcome="met", on=visit.visit_date, by=by)
    return len(out)


def _matters(found: MyMatters) -> dict[str, Any]:
    rows = [row for row in found.rows if not row.matter.closed_on]
    return {str(row.who[0]): row.matter for row in reversed(rows) if row.who}


def _tried(matter: Any, tried: tuple[Tried, ...], *, on: date, by: AtWork) -> None:
    for number, one in enumerate(tried):
        day = max(add_arbetsdagar(on, -one.days_ago), matter.opened_on)
        said = Said(channel=one.channel, day=day, outcome=one.outcome, clock=one.clock, text=one.text)
        record_contact(matter=matter, said=said, on=on, by=by, form_key=f"demo-tried-{number}")


def _visits(matters: dict[str, Any], *, on: date, by: AtWork, other: AtWork) -> None:
    pair = {"visit_date": on, "place": "home", "lead": by.id, "second": other.id}
    told = {"announced_by": "letter", "announced_date": add_arbetsdagar(on, -1)}
    if "Hodan Warsame" in matters:
        plan = visits.Plan(**pair, **told, clock=time(16), back_by=time(17))
        visits.plan_visit(matter=matters["Hodan Warsame"], plan=plan, on=on, by=by, form_key="demo-visit")
    if "Layla Al-Khatib" in matters:
        plan = visits.Plan(**pair, **WEIGHED, clock=time(17, 15), back_by=time(18))
        visits.plan_visit(matter=matters["Layla Al-Khatib"], plan=plan, on=on, by=by, form_key="demo-weighed")
    if "Kent Bergström" in matters:
        matter = matters["Kent Bergström"]
        hour = clocks.now().hour  # the demo stands on its day at the real hour: they left within it
        back = time(hour + 2) if hour < 22 else time(23, 59)
        plan = visits.Plan(**pair, **told, clock=time(hour), back_by=back)
        visit = visits.plan_visit(matter=matter, plan=plan, on=on, by=by, form_key="demo-out")
        visits.go_out(matter=matter, visit=visit.id, on=on, by=by)
