"""Barnen i demostaden: what is agreed of families, and two children who were handed over to the children's unit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kvarbo.core.calendar import add_arbetsdagar
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork, at_work, units
from kvarbo.social.casework.actions import assign
from kvarbo.social.children import actions, agreed, handover
from kvarbo.social.children.handover import Note
from kvarbo.social.children.queries import children_in
from kvarbo.web.demo.staff import EVA, HANNA

AGREED = 200  # days ago
SAID = (
    {"part": "child", "birth_year": 11, "told_by": "parent"},
    {"part": "child_half_time", "birth_year": 7, "told_by": "parent", "other_parent": "Piotr Wiśniewski"},
)


def agree_on_families(*, on: date, accounts: dict[str, Any]) -> None:
    """The manager says which unit is the children's, and what was agreed at the cooperation's meeting."""
    by = at_work(account_id=accounts[EVA.email].pk)
    assert by is not None
    day = on - timedelta(days=AGREED)
    agreed.choose_unit(unit_id=_unit(HANNA.unit), on=day, by=by)
    agreed.agree(
        valid_from=day, half_time=True, visits=False, partners=True, age_limit=18, meeting_first=True,
        agreed_with="Kvarnbyhem AB", agreed_on=day, on=on, by=by,
    )  # fmt: skip


def _unit(name: str) -> Any:
    return next(identity for identity, called in units() if called == name)


def hand_over_children(matter: Any, *, today: date, by: AtWork, accounts: dict[str, Any]) -> None:
    """Two children, one of them here half the time: spoken about, and handed over yesterday."""
    yesterday = add_arbetsdagar(today, -1)
    children = children_in(by, matter.id, on=today)
    for child, said in zip(children, SAID, strict=False):
        told = {**said, "birth_year": today.year - int(str(said["birth_year"])), "told_on": yesterday}
        actions.keep_details(matter=matter, person_id=child.id, on=today, by=by, **told)  # type: ignore[arg-type]
    facts = (("family_meeting", None), *(("parents_spoken", child.id) for child in children))
    for number, (step, child_id) in enumerate(facts):
        actions.note_fact(
            matter=matter, step=step, person_id=child_id, fact_date=yesterday, on=today, by=by,
            form_key=f"demo-barn-{number}",
        )  # fmt: skip
    note = Note(
        kind="internal", ground="known_to_the_board", known_on=yesterday,
        why_you="Hyran är obetald för tredje gången i år, och mamman oroar sig för hur barnen har det.",
        facts="Mamman berättade i telefon att hon inte orkar laga mat och att sonen sover dåligt.",
        answer_by=add_arbetsdagar(today, 3),
    )  # fmt: skip
    made = handover.hand_over(
        matter=matter, children=[child.id for child in children], adults=[], note=note, on=yesterday, by=by,
        form_key="demo-overlamning",
    )  # fmt: skip
    hanna = at_work(account_id=accounts[HANNA.email].pk)
    if hanna is None or not made:
        return
    with recorded(str(hanna.id), unit_id=hanna.unit_id, route="demo"):
        first = made[0]
        assign(matter=first.child_matter, member_id=hanna.id, on=yesterday)
        handover.decide(
            handover=first, kind="protection_not_needed", decided_on=yesterday, on=today, by=hanna, form_key="demo",
            reason="Mormor bor hos familjen den här veckan.",
        )  # fmt: skip
        handover.write_note(
            matter=first.child_matter, text="Talade med skolsköterskan. Möte med mamman på torsdag.", on=today,
            by=hanna, form_key="demo",
        )  # fmt: skip
