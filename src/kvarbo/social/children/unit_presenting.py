"""From what was handed over to what the children's unit's own pages ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.queries import ShownMatter, shown_matters
from kvarbo.social.children import queries
from kvarbo.social.children.clocks import Clock, clocks_of, next_clock, phase_words
from kvarbo.social.children.forms import DecideForm, NoteForm
from kvarbo.social.children.models import Handover, UnitDecision
from kvarbo.social.children.words import QUESTIONS

CLOCKS = {
    "protection": gettext_lazy("Behov av omedelbart skydd bedömt"),
    "preliminary": gettext_lazy("Beslut om utredning"),
    "inquiry": gettext_lazy("Utredningen klar"),
}


def the_list(reader: AtWork, *, on: date) -> tuple[list[ShownMatter], dict[str, Any]]:
    """Till barnenheten: what was handed over, what ends first above; and what is decided below."""
    handovers = queries.handed_over_to(reader)
    shown = {one.matter.id: one for one in shown_matters(reader, [one.child_matter for one in handovers])}
    rows = [(one, next_clock(one)) for one in handovers if one.child_matter_id in shown]
    waits = sorted((row for row in rows if row[1]), key=lambda row: (row[1].last, row[0].pk))  # type: ignore[union-attr]
    settled = [row for row in rows if row[1] is None]
    return list(shown.values()), {
        "on": on,
        "waits": [_row(one, shown[one.child_matter_id], on) for one, _ in waits],
        "settled": [_row(one, shown[one.child_matter_id], on) for one, _ in settled],
    }


def _row(one: Handover, matter: ShownMatter, on: date) -> dict[str, Any]:
    return {
        "url": reverse("child_work", args=[matter.matter.id]),
        "number": matter.matter.number,
        "who": matter.who[:1],
        "assigned": [name for _, name in matter.assigned],
        "kind": one.get_kind_display(),
        "why_you": one.why_you,
        "by": one.by_name,
        "handed_on": one.handed_on,
        "answer_by": one.answer_by,
        "clocks": [clock(found, on) for found in clocks_of(one)],
        "decided": phase_words(one),
    }


def clock(found: Clock, on: date) -> dict[str, Any]:
    """One clock, with the days left in words."""
    return {
        "label": CLOCKS[found.what],
        "done": _decision(found.done) if found.done else None,
        "target": found.target,
        "last": found.last if found.last != found.target else None,
        "left": "" if found.done or found.target is None or found.is_late(on) else _left(found, on),
        "late": found.is_late(on),
        "steps": found.steps,
    }


def _left(found: Clock, on: date) -> str:
    assert found.target is not None
    days = (found.target - on).days
    if days == 0:
        return gettext("i dag")
    if days > 0:
        return ngettext("%(count)s dag kvar", "%(count)s dagar kvar", days) % {"count": days}
    return gettext("dagen har gått")


def _decision(one: UnitDecision) -> dict[str, Any]:
    return {
        "what": one.get_kind_display(),
        "date": one.decided_on,
        "until": one.until,
        "reason": one.reason,
        "by": one.by_name,
    }


def work(
    reader: AtWork, matter: Any, came: Handover, *, on: date, form_key: str, with_errors: dict[str, Form]
) -> dict[str, Any]:
    """The unit's page of one child: the note with its two questions, the clocks, the decisions, the sealed notes."""
    as_shown = shown_matters(reader, [matter])[0]
    notes = queries.sealed_notes(reader, matter)
    start = {"decided_on": on, "form_key": form_key}
    return {
        **_row(came, as_shown, on),
        "on": on,
        "who": as_shown.who,
        "is_protected": matter.is_protected,
        "matter_url": reverse("matter", args=[matter.id]),
        "children_url": reverse("children", args=[matter.id]),
        "list_url": reverse("to_childrens_unit"),
        "ground": came.get_ground_display(),
        "known_on": came.known_on,
        "questions": QUESTIONS,
        "decisions": [_decision(one) for one in came.decisions.all()],
        "notes": notes,
        "decide_form": with_errors.get("decide") or DecideForm(auto_id="decide_%s", initial=start),
        "note_form": (
            with_errors.get("note") or NoteForm(auto_id="note_%s", initial={"form_key": form_key})
            if notes is not None
            else None
        ),
        "decide_url": reverse("child_decide", args=[matter.id]),
        "note_url": reverse("child_note", args=[matter.id]),
    }
