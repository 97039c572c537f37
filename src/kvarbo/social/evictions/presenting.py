"""From what is known of an eviction time to what its pages ask for."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground.asked import new_form_key
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.added import where_met
from kvarbo.social.casework.queries import shown_matters
from kvarbo.social.evictions.forms import AttendanceForm, ItemForm, OutcomeForm, RespiteForm, RespiteReplyForm
from kvarbo.social.evictions.left import how_long
from kvarbo.social.evictions.models import DayItem, EvictionEnd, FollowUp, ItemState, RespiteAnswer, RespiteGround
from kvarbo.social.evictions.queries import Prepared, times_in

ROUTES = ("respite", "reply", "attendance", "item", "outcome", "day")
SAYS = {True: "yes", False: "no", None: ""}


def page(reader: AtWork, matter: Any, *, on: date, with_errors: dict[str, Form]) -> dict[str, Any]:
    """The page of a matter's eviction times. ``with_errors``: forms that came back, by ``time id + name``."""
    return {
        **_about(reader, matter, on),
        "times": [_time(one, matter.id, on, with_errors) for one in times_in([matter.id]).get(matter.id, [])],
        "error_form": next(iter(with_errors.values()), None),
        "inbox_url": reverse("inbox"),
        "letters_url": reverse("letters", args=[matter.id]),
        **{f"{name}_url": reverse(f"eviction_{name}", args=[matter.id]) for name in ROUTES},
    }


def day_list(reader: AtWork, matter: Any, time: Prepared, *, on: date) -> dict[str, Any]:
    """Dagens lista, to print and take along."""
    shown = shown_matters(reader, [matter])[0]
    return {
        **_about(reader, matter, on),
        "people": [person.name for person in shown.people],
        "time": _time(time, matter.id, on, {}),
        "back_url": reverse("evictions", args=[matter.id]),
    }


def _about(reader: AtWork, matter: Any, on: date) -> dict[str, Any]:
    shown = shown_matters(reader, [matter])[0]
    return {
        "on": on,
        "number": matter.number,
        "who": shown.who,
        "where": shown.where,
        **where_met(),
        "matter_url": reverse("matter", args=[matter.id]),
    }


def _time(one: Prepared, matter_id: UUID, on: date, with_errors: dict[str, Form]) -> dict[str, Any]:
    respite, longest, goods = one.respite, one.longest_respite(), one.goods()
    return {
        "id": one.id,
        "day": one.day,
        "clock": one.clock,
        "what": gettext("Avlägsnande") if one.told.is_removal else gettext("Avhysning"),
        "countdown": how_long(one.day, one.respite_until, on=on),
        "is_over": one.is_over,
        "confirmed": one.told.confirmed,
        "notice_url": reverse("notice", args=[one.id]),
        "left": one.left(on=on),
        "respite": respite and {
            "asked_on": respite.asked_on, "grounds": [RespiteGround(ground).label for ground in respite.grounds],
            "text": respite.text, "by": respite.by_name,
        },
        "longest": {"deadline": longest.value, "steps": longest.steps} if longest is not None else None,
        "reply": one.reply and {
            "answer": RespiteAnswer(one.reply.answer).label, "on": one.reply.answered_on, "until": one.reply.until,
        },
        "attendance": one.attendance,
        "items": [_item(item, one, with_errors) for item in one.items],
        "outcome": one.outcome and {
            "end": EvictionEnd(one.outcome.end).label, "on": one.outcome.on_date, "text": one.outcome.text,
            "follow_up": FollowUp(one.outcome.follow_up).label if one.outcome.follow_up else "",
        },
        "goods": {"until": goods.value.protective, "steps": goods.steps} if goods is not None else None,
        "forms": forms_of(one, on=on, with_errors=with_errors),
    }  # fmt: skip


def _item(item: DayItem, one: Prepared, with_errors: dict[str, Form]) -> dict[str, Any]:
    row = one.checks.get(item.value)
    state = ItemState(row.state) if row else ItemState.OPEN
    key = f"{one.id}{item.value}"
    start = {"time": one.id, "item": item.value, "form_key": new_form_key()}
    return {
        "key": item.value,
        "label": item.label,
        "state": state.value,
        "state_words": state.label,
        "text": row.text if row else "",
        "by": row.by_name if row else "",
        "form": with_errors.get(key) or ItemForm(auto_id=f"{item.value}_{one.id}_%s", initial=start),
    }


def forms_of(one: Prepared, *, on: date, with_errors: dict[str, Form]) -> dict[str, Form | None]:
    """The forms of a time, filled in with what is written, or as they came back."""
    start: dict[str, Any] = {"time": one.id, "form_key": new_form_key()}
    respite, attendance, outcome = one.respite, one.attendance, one.outcome
    known: dict[str, Any] = {"asked_on": on}
    if respite is not None:
        known |= {
            "grounds": respite.grounds, "documents_complete": respite.documents_complete, "heard": respite.heard,
            "exceptional_reasons": SAYS[respite.exceptional_reasons],
            "compensation_paid": SAYS[respite.compensation_paid],
        }  # fmt: skip
    goes: dict[str, Any] = {}
    if attendance is not None:
        goes = {
            "attends": SAYS[attendance.attends], "who": attendance.who, "reason": attendance.reason,
            "childrens_unit": SAYS[attendance.childrens_unit], "consulted_on": attendance.consulted_on,
        }  # fmt: skip
    ended = {"end": outcome.end, "on_date": outcome.on_date, "text": outcome.text, "follow_up": outcome.follow_up} if (
        outcome
    ) else {"on_date": one.day if one.day <= on else None}  # fmt: skip
    made: dict[str, Form] = {
        "respite": RespiteForm(auto_id=f"respite_{one.id}_%s", initial={**start, **known}),
        "reply": RespiteReplyForm(auto_id=f"reply_{one.id}_%s", initial={**start, "answered_on": on}),
        "attendance": AttendanceForm(auto_id=f"attendance_{one.id}_%s", initial={**start, **goes}),
        "outcome": OutcomeForm(auto_id=f"outcome_{one.id}_%s", initial={**start, **ended}),
    }
    shown: dict[str, Form | None] = {name: with_errors.get(f"{one.id}{name}", form) for name, form in made.items()}
    if one.is_over:
        shown |= {"respite": None, "attendance": None}
    if respite is None or one.is_over:
        shown["reply"] = None
    return shown
