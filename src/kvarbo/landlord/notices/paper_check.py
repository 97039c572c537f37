"""Kontroll av papper till nämnden: the amount must be the ledger's at that very moment, and the law must let it go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kvarbo.core import swedish
from kvarbo.core.facts import Facts
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.ground.subjects import Subject
from kvarbo.landlord.notices.lawful import possible
from kvarbo.landlord.notices.ledger import RENT, late_rent
from kvarbo.landlord.notices.queries import TO_BOARD, months_of, open_decision, whole
from kvarbo.landlord.notices.vocabulary import FOR_RENT, NextStep, Route
from kvarbo.landlord.outreach.queries import known_facts

STALE = (
    "Papperet säger {said} men obetald hyra är {now} enligt reskontran i dag. Fel belopp kan stoppa avhysningen (JB "
    "12:44 första stycket 1; RH 1995:34). Börja om, så fylls det belopp i som gäller."
)


def paper_stopped(found: Subject, kind: PaperKind, content: Mapping[str, Any], on: date) -> str:
    """Why a notice to the board may not go now; "" for every other paper and for one that may."""
    if all(kind not in kinds for kinds in TO_BOARD.values()):
        return ""
    told = known_facts([found.id])[found.id]
    if kind is PaperKind.NOTICE_UNPAID_RENT and (why := _stale(told, content, on)):
        return why
    decision = open_decision(found.id)
    if decision is None or kind not in TO_BOARD[Route(decision.route)]:
        return ""
    known = whole(decision, told, on=on)
    if known.case.route in FOR_RENT and _months(content) != {f"{month:%Y-%m}" for month in months_of(decision)}:
        months = swedish.listed(tuple(swedish.month(month) for month in months_of(decision)))
        return f"Beslutet gäller hyran för {months}. Papperet ska gälla samma månader, varken fler eller färre."
    answer = possible(known.asked, NextStep.TELL_BOARD)
    return "" if answer.allowed else " ".join(f"{why.text} ({why.source})" for why in answer.why)


def _stale(told: Facts, content: Mapping[str, Any], on: date) -> str:
    """Whether the amounts stated are not those of the ledger, for the months stated."""
    months = _months(content)
    now = sum(bill.of(RENT) for bill in late_rent(told, on=on) if f"{bill.bill.month:%Y-%m}" in months)
    said = sum(int(row["amount"]) for row in content.get("unpaid", ()))
    return "" if said == now else STALE.format(said=swedish.money(said), now=swedish.money(now))


def _months(content: Mapping[str, Any]) -> set[str]:
    return {str(row["month"]) for row in content.get("unpaid", ())}
