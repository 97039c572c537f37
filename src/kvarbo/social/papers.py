"""What a room of the social services knows beforehand of a paper: the planned visit, the undertaking, the support."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.post.incoming import unpaid_in
from kvarbo.ground.subjects import Subject
from kvarbo.ground.units.queries import AtWork, members_by_id
from kvarbo.social.contacts.queries import planned_after
from kvarbo.social.contacts.words import VisitPlace
from kvarbo.social.support.queries import supports_of
from kvarbo.social.support.words import SupportKind
from kvarbo.social.undertakings.queries import newest_undertaking

PLACES = {VisitPlace.HOME.value: "home", VisitPlace.UNIT.value: "social"}
# What a paper has words for. The rest of what a household gets is not another organisation's to know.
TOLD_OF_SUPPORT = {
    SupportKind.BUDGET_COUNSELLING: "budget_counselling",
    SupportKind.PAYMENT_PLAN: "payment_plan",
    SupportKind.FINANCIAL_AID: "financial_aid",
    SupportKind.DEBT_AID: "financial_aid",
    SupportKind.HOUSING_SUPPORT: "housing_support",
    SupportKind.REGULAR_CONTACT: "regular_contact",
    SupportKind.HELP_TO_MOVE: "help_to_move",
}
MOST_SUPPORTS = 6  # as many as the paper has room for


def known_of_paper(reader: AtWork, found: Subject, kind: PaperKind, on: date) -> Mapping[str, Any]:
    """Content that a form may begin with; whether it may go at all, the paper's own rule says."""
    begin = _BEGINNINGS.get(kind)
    return begin(reader, found, on) if begin else {}


def _joint_visit(reader: AtWork, found: Subject, on: date) -> Mapping[str, Any]:
    planned = planned_after([found.id], on)
    if not planned:
        return {}
    first = planned[0]
    times = [{"day": one.visit_date.isoformat(), "clock": f"{one.clock:%H:%M}"} for one in planned[:5]]
    who = members_by_id([first.lead_id]).get(first.lead_id, "")
    return {"times": times, "place": PLACES[first.place], "aim": "talk", "who_comes": who, **_dwelling(found)}


def _undertaking(reader: AtWork, found: Subject, on: date) -> Mapping[str, Any]:
    """The newest undertaking in the matter. An offer is none, and begins no paper that says it is."""
    given = newest_undertaking(found.id)
    if given is None or given.is_offer:
        return {}
    return {
        "months": _months(given),
        "total": given.amount,
        "decided": given.decided_on.isoformat(),
        "signed_by": given.signed_by.name,
        "title": given.signed_by.title,
        "right_to_sign": "delegation",
        "right_reference": given.signed_by.delegation,
        **_dwelling(found),
    }


def _months(given: Any) -> list[dict[str, Any]]:
    """Each month with its amount: the notice's own, when together they are what the board undertakes to pay."""
    owed = unpaid_in(given.paper_id)
    if len(given.months) == 1:
        owed = {given.months[0]: given.amount}
    if set(owed) != set(given.months) or sum(owed.values()) != given.amount:
        return [{"month": month} for month in given.months]
    return [{"month": month, "amount": owed[month]} for month in given.months]


def _planned_support(reader: AtWork, found: Subject, on: date) -> Mapping[str, Any]:
    """Support that is offered or given and has not ended, in the paper's few words."""
    told: dict[str, dict[str, str]] = {}
    for one in supports_of(found.id):
        what = TOLD_OF_SUPPORT.get(SupportKind(one.kind))
        if what is not None and one.ended_on is None:
            told.setdefault(what, {"what": what, **({"from": one.begun_on.isoformat()} if one.begun_on else {})})
    supports = list(told.values())[:MOST_SUPPORTS]
    return {"contact": _name(reader.id), **({"supports": supports} if supports else {})}


def _name(member: UUID) -> str:
    return members_by_id([member]).get(member, "")


def _dwelling(found: Subject) -> Mapping[str, Any]:
    return {} if any(person.is_protected for person in found.people) else {"dwelling": str(found.where)}


_BEGINNINGS: Mapping[PaperKind, Callable[[AtWork, Subject, date], Mapping[str, Any]]] = {
    PaperKind.JOINT_VISIT: _joint_visit,
    PaperKind.UNDERTAKING: _undertaking,
    PaperKind.PLANNED_SUPPORT: _planned_support,
}
