"""Stöd och plan i demostaden: one matter where an inquiry goes on, with causes, a budget, support and a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from kvarbo.core.calendar import add_arbetsdagar
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork, at_work
from kvarbo.social.casework.queries import my_matters, part_of_each
from kvarbo.social.checklist.actions import decide_phase
from kvarbo.social.support import actions, told
from kvarbo.web.demo.staff import INGRID
from kvarbo.web.demo.town import Town

WHOSE = "Kent Bergström"
# In öre; what is not here nobody has told yet.
BUDGET = {
    "wages": 0, "unemployment_benefit": 1_184_000, "housing_allowance": 130_000, "rent": 842_000, "electricity": 61_250,
    "food": 320_000, "phone": 39_900, "travel": 97_000, "child_costs": 0,
}  # fmt: skip


def plan_of_the_town(town: Town, accounts: dict[str, Any]) -> None:
    """What is told and planned in the matter, as far as a town of this size has it."""
    ingrid = at_work(account_id=accounts[INGRID.email].pk)
    if ingrid is None:
        return
    with recorded(str(ingrid.id), unit_id=ingrid.unit_id, route="demo"):
        for row in my_matters(ingrid, on=town.today).rows:
            if str(row.who[0]) == WHOSE and not row.matter.closed_on:
                _planned(row.matter, on=town.today, by=ingrid)


def _planned(matter: Any, *, on: date, by: AtWork) -> None:
    begun = add_arbetsdagar(on, -4)
    person = next(iter(part_of_each(matter.id)))
    decide_phase(matter=matter, decision="adult_inquiry:wanted", day=begun, on=on, by=by)
    told.tell_causes(
        matter=matter, causes=["income_fell", "electricity_debt"], said_by="person", said_on=begun, by=by,
        form_key="demo-causes",
    )  # fmt: skip
    told.tell_budget(matter=matter, amounts=BUDGET, told_on=begun, by=by, form_key="demo-budget")
    us, him = {"owner": f"member:{by.id}", "organisation": ""}, {"owner": f"person:{person}", "organisation": ""}
    counsellors = {"owner": "organisation", "organisation": "Budget- och skuldrådgivningen"}
    for number, (kind, why, owner, started) in enumerate(
        (
            ("budget_counselling", "Skuld för el utöver hyran.", counsellors, begun),
            ("verified_rent", "Hyran har kommit sent tre gånger.", us, begun),
            ("housing_support", "Vill ha hjälp att öppna posten.", us, None),
        )
    ):
        actions.offer_support(
            matter=matter, kind=kind, why=why, offered_on=begun, begun_on=started, by=by,
            form_key=f"demo-support-{number}", **owner,
        )  # fmt: skip
    for number, (text, owner, days) in enumerate(
        (
            ("Ansöka om autogiro hos banken", him, 3),
            ("Fråga elbolaget om en avbetalningsplan", counsellors, 6),
            ("Se efter att nästa hyra är betald", us, 15),
        )
    ):
        due = add_arbetsdagar(on, days)
        actions.set_goal(matter=matter, text=text, due=due, by=by, form_key=f"demo-goal-{number}", **owner)
    actions.write_word(
        matter=matter, agreed=True, person=person, on_date=on, text="", by=by, form_key="demo-word"
    )  # fmt: skip
