"""Hushåll i var sin punkt: where a matter can stand that the others in the town do not, most with a landlord on paper.

Each is played on its own days by the actions that the pages use, and stands the same however late the town is built:
the days are counted back from today.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kvarbo.core.calendar import add_arbetsdagar
from kvarbo.core.law.secrecy.vocabulary import Party
from kvarbo.doors.organisations.actions import keep_counterpart
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework import actions as casework
from kvarbo.social.casework.people import NewPerson, add_person
from kvarbo.social.casework.queries import part_of_each, shown_matter
from kvarbo.social.children.actions import note_fact
from kvarbo.social.closing.actions import assess
from kvarbo.social.contacts.attempts import Said, record_contact
from kvarbo.social.evictions import actions as evictions
from kvarbo.social.inbox.actions import Facts, register, take_standpoint
from kvarbo.social.inbox.queries import one
from kvarbo.social.inbox.told import times_told
from kvarbo.social.representatives.actions import write_payer, write_representative
from kvarbo.social.undertakings.actions import give_undertaking, keep_facts
from kvarbo.social.undertakings.queries import rights_on
from kvarbo.web.demo.staff import INGRID, YUSUF, StaffMember
from kvarbo.web.demo.standing import at_the_desk, on_day
from kvarbo.web.demo.story_social import (
    evicted,
    form,
    may_tell_of_undertaking,
    opened_on_what_came,
    termination_about,
    time_in_the_matter,
    time_registered,
)
from kvarbo.web.demo.town import Town

AN, LINDEN = "Bostads AB Ån", "Fastighets AB Linden"
LANDLORDS = {AN: "Ågatan 1", LINDEN: "Lindgatan 12"}  # they do not run Kvarbo: letters to and from them go by post
DEBT = 8_412_00
FOUR_WEEKS = timedelta(days=28)  # within which an eviction is to be carried out; a respite comes after them (UB 16:4)

Act = Callable[["Household", Any, date, AtWork], None]


@dataclass(frozen=True, slots=True)
class Household:
    """Ett hushåll: who, whose letter came how many workdays ago, and what has been done since, oldest first."""

    who: str
    address: str
    landlord: str
    came: int
    by: StaffMember
    acts: tuple[tuple[int, Act], ...] = ()  # workdays before today
    standpoint: str = "contact_first"
    why: str = "Ring först: ingen vet hur det är hemma."


def households_of_the_town(town: Town) -> int:
    """Play each household's days; how many households."""
    with at_the_desk(INGRID):
        for landlord, street in LANDLORDS.items():
            keep_counterpart(
                name=landlord, party=Party.PRIVATE_LANDLORD.value, transport="registered",
                place=f"{street}\n850 00 Kvarnby",
            )  # fmt: skip
    for household in HOUSEHOLDS:
        matter = None
        day = add_arbetsdagar(town.today, -household.came)
        with on_day(day), at_the_desk(household.by) as by:
            paper = letter_came(household, on=day, by=by)
            matter = opened_on_what_came(
                paper, household.who, kind=household.standpoint, why=household.why, by=by
            )  # fmt: skip
        for before, act in household.acts:
            day = add_arbetsdagar(town.today, -before) if before else town.today
            with on_day(day), at_the_desk(household.by) as by:
                act(household, matter, day, by)
    return len(HOUSEHOLDS)


def letter_came(household: Household, *, on: date, by: AtWork, again: str = "") -> Any:
    """Form 3 by registered letter, posted two workdays before; the paper's id."""
    said = {
        "plain": "rent", "from_name": household.landlord, "about_name": household.who, "about_identity": "",
        "came_by": "registered", "received": on, "posted": add_arbetsdagar(on, -2), "kept_where": "",
        "registered_number": "RR 000 000 003 SE", "form_key": form(f"letter{again}", household.who),
    }  # fmt: skip
    facts = Facts(sender="landlord", event="unpaid_rent_termination", debt=DEBT, address=household.address)
    return register(said, facts, by=by)


def _reached(household: Household, matter: Any, on: date, by: AtWork) -> None:
    said = Said(channel="call", day=on, outcome="reached", text="Vill ha hjälp.")
    record_contact(matter=matter, said=said, on=on, by=by, form_key=form("reached", household.who))


def _served(household: Household, matter: Any, on: date, by: AtWork) -> None:
    """The tenant has been served today, as she tells herself."""
    paper = termination_about(matter).id
    keep_facts(matter=matter, paper_id=paper, tenant_served=on, by=by, form_key=form("served", household.who))


def _may_tell(household: Household, matter: Any, on: date, by: AtWork) -> None:
    may_tell_of_undertaking(matter, household.who, to=household.landlord, on=on, by=by)


def _undertaking_posted(household: Household, matter: Any, on: date, by: AtWork) -> None:
    give_undertaking(
        matter=matter, paper_id=termination_about(matter).id, amount=DEBT, months=[f"{on:%Y-%m}"], decided_on=on,
        signed_by=rights_on(on)[0].id, sent_how="registered", registered_number="RR 000 000 004 SE", sent_on=on, by=by,
        form_key=form("undertaking", household.who),
    )  # fmt: skip


def _child_heard(household: Household, matter: Any, on: date, by: AtWork) -> None:
    child = add_person(matter=matter, person=NewPerson("Yonis Jama", "child"), by=by, on=on)
    for step in ("parents_spoken", "informed", "heard"):
        text = "Oroar sig för att byta skola." if step == "heard" else ""
        note_fact(
            matter=matter, step=step, person_id=child, fact_date=on, on=on, by=by, text=text,
            form_key=form(step, household.who),
        )  # fmt: skip


def _represented(household: Household, matter: Any, on: date, by: AtWork) -> None:
    write_representative(
        matter=matter, person=next(iter(part_of_each(matter.id))), kind="trustee", name="Bo Åkesson",
        phone="070-1740690", email="", scopes=["property"], basis="Tingsrättens beslut 2026-03-02", by=by,
        form_key=form("trustee", household.who),
    )  # fmt: skip
    write_payer(
        matter=matter, kind="representative", name="Bo Åkesson", from_date=on, by=by,
        form_key=form("payer", household.who),
    )  # fmt: skip


def _partner(household: Household, matter: Any, on: date, by: AtWork) -> None:
    """Somebody lives there without a lease, and has not been told of their right to stay."""
    add_person(matter=matter, person=NewPerson("Zdravka Horvat", "partner"), by=by, on=on)


def _respite_given(household: Household, matter: Any, on: date, by: AtWork) -> None:
    day = add_arbetsdagar(on, 8)
    paper = time_registered(household.who, day, child=False, on=on, by=by)
    time_in_the_matter(paper, matter, household.who, by=by)
    key = {"matter": matter, "paper_id": paper, "by": by}
    evictions.ask_for_respite(
        **key, asked_on=on, grounds=["new_home"], text="Ny lägenhet från den första.",
        documents_complete=day - FOUR_WEEKS,
        form_key=form("respite", household.who),
    )  # fmt: skip
    evictions.answer_respite(
        **key, answer="granted", answered_on=on, until=day + timedelta(days=14), form_key=form("answer", household.who)
    )


def _time_came(household: Household, matter: Any, on: date, by: AtWork) -> None:
    paper = time_registered(household.who, add_arbetsdagar(on, 10), child=False, on=on, by=by)
    time_in_the_matter(paper, matter, household.who, by=by)


def _evicted(household: Household, matter: Any, on: date, by: AtWork) -> None:
    paper = times_told([matter.id])[0].paper_id
    evicted(matter, paper, household.who, due=add_arbetsdagar(on, 20), on=on, by=by)


def _closed(household: Household, matter: Any, on: date, by: AtWork) -> None:
    keep_facts(
        matter=matter, paper_id=termination_about(matter).id, settled="paid", settled_on=on, by=by,
        form_key=form("settled", household.who),
    )  # fmt: skip
    casework.close(matter=matter, reason="home_kept", on=on, by=by)
    assess(matter=matter, outcome="debt_paid", text="Skulden är betald.", follow_up=False, by=by, on=on)


def _came_again(household: Household, matter: Any, on: date, by: AtWork) -> None:
    """Ett nytt meddelande: the matter that was closed is opened again, and the letter put in it."""
    casework.reopen(matter=matter, reason="new_notice", on=on, by=by)
    paper = letter_came(household, on=on, by=by, again="-again")
    found, shown = one(by, paper), shown_matter(by, matter.id)
    if found is not None and shown is not None:
        take_standpoint(
            found.seen, kind="running", reason="Ärendet är öppnat igen.", matter=shown, by=by,
            form_key=form("again", household.who),
        )  # fmt: skip


def _unanswered(household: Household, matter: Any, on: date, by: AtWork) -> None:
    said = Said(channel="sms", day=on, outcome="not_reached", text="Bad om ett samtal.")
    record_contact(matter=matter, said=said, on=on, by=by, form_key=form("sms", household.who))


HOUSEHOLDS: tuple[Household, ...] = (
    Household("Ronja Falk", "Lindgatan 3", LINDEN, 1, YUSUF),  # a standpoint and nothing more yet
    Household("Petra Nyman", "Ågatan 8", AN, 4, INGRID, ((3, _reached),), "inquiry",
              "Hon ber om hjälp och vill bli utredd."),
    Household("Amina Jama", "Ågatan 14", AN, 8, YUSUF, ((6, _reached), (1, _child_heard))),
    Household("Stefan Holmgren", "Lindgatan 5", LINDEN, 15, INGRID, ((13, _reached), (12, _served), (2, _may_tell))),
    Household("Lena Viklund", "Ågatan 2", AN, 12, YUSUF, ((10, _reached), (9, _served), (1, _undertaking_posted))),
    Household("Marko Horvat", "Lindgatan 7", LINDEN, 7, INGRID, ((5, _unanswered), (3, _partner))),
    Household("Inger Palm", "Ågatan 6", AN, 10, YUSUF, ((9, _reached), (8, _represented))),
    Household("Viktor Lindberg", "Ågatan 11", AN, 60, INGRID, ((50, _reached), (48, _served), (4, _respite_given))),
    Household("Fatima Rahimi", "Lindgatan 9", LINDEN, 90, YUSUF, ((85, _reached), (60, _closed), (2, _came_again))),
    Household("Conny Berg", "Ågatan 4", AN, 80, INGRID, ((70, _served), (30, _time_came), (20, _evicted))),
)  # fmt: skip
