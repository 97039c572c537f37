"""Anteckningarna i demostaden: some notes in Kent Bergström's matter, and most days carried over to the record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kvarbo.core.calendar import add_arbetsdagar
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork, at_work
from kvarbo.social.casework.queries import matters_open_to, my_matters
from kvarbo.social.notes.actions import carry_over, decide_record, write_note
from kvarbo.social.notes.queries import days_left_for
from kvarbo.web.demo.staff import EVA, HANNA, INGRID
from kvarbo.web.demo.town import Town

THIN_AFTER = 30  # days
NOT_CARRIED = 2  # the last workdays, so that something waits
WHO = "Kent Bergström"
# Workdays before today, what it is about, and what was written.
NOTES = (
    (6, "visit", "Kent öppnade och bjöd in. Han har varit sjukskriven sedan augusti och har väntat på sjukpenning.\n\n"
                 "Han vill bo kvar och vill ha hjälp med ansökan om ekonomiskt bistånd. Vi ses igen på tisdag."),
    (1, "call", "Kent ringde. Försäkringskassan har betalat ut. Han betalar hyran i dag och skickar kvittot."),
)  # fmt: skip


def notes_kept(town: Town, accounts: dict[str, Any]) -> None:
    """What the board has decided of the record, the notes, and the days that are carried over."""
    eva, ingrid, hanna = (at_work(account_id=accounts[who.email].pk) for who in (EVA, INGRID, HANNA))
    if eva is None or ingrid is None or hanna is None:
        return
    with recorded(str(eva.id), unit_id=eva.unit_id, route="demo"):
        decide_record(
            valid_from=town.today, kept="external", thin_after=THIN_AFTER, decided_by="Socialnämnden § 118", by=eva,
            decided_on=town.today - timedelta(days=20),
        )  # fmt: skip
    with recorded(str(ingrid.id), unit_id=ingrid.unit_id, route="demo"):
        for row in my_matters(ingrid, on=town.today).rows:
            if str(row.who[0]) == WHO and not row.matter.closed_on:
                _write(row.matter, town, ingrid)
    for who in (ingrid, hanna):
        with recorded(str(who.id), unit_id=who.unit_id, route="demo"):
            _carry(town, who)


def _write(matter: Any, town: Town, by: AtWork) -> None:
    for number, (before, kind, text) in enumerate(NOTES):
        day = max(add_arbetsdagar(town.today, -before), matter.opened_on)
        write_note(matter=matter, note_date=day, kind=kind, text=text, by=by, form_key=f"demo-note-{number}")


def _carry(town: Town, by: AtWork) -> None:
    last = add_arbetsdagar(town.today, -NOT_CARRIED)
    old = [one for one in days_left_for(by, everybodys=True) if one.day < last]
    matters = {one.id: one for one in matters_open_to(by).filter(pk__in={one.matter_id for one in old})}
    for one in old:
        carry_over(matter=matters[one.matter_id], day=one.day, seen=one.seen, by=by, form_key=f"demo-{one.day}")
