"""From what is kept of a closing to what the page of its follow-up asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.forms import Form
from django.urls import reverse

from kvarbo.ground.asked import new_form_key
from kvarbo.ground.units.queries import AtWork, members_by_id
from kvarbo.social.casework.queries import shown_matters
from kvarbo.social.closing.forms import DoneForm, RentForm
from kvarbo.social.closing.queries import assessments_of, left_in, months_after, rents_of


def months_begun(matter: Any, on: date) -> list[date]:
    """The months after the closing whose rent can be told of."""
    return [one for one in months_after(matter.closed_on) if one <= on] if matter.closed_on else []


def page(reader: AtWork, matter: Any, *, on: date, with_errors: dict[str, Form]) -> dict[str, Any]:
    """The page of a matter's follow-up. ``with_errors``: forms that came back, by name."""
    seen = shown_matters(reader, [matter])[0]
    told, begun = assessments_of(matter.id), months_begun(matter, on)
    names = members_by_id([one.member_id for one in told if one.member_id])
    rents = rents_of(matter.id, begun)
    left = left_in(matter)
    return {
        "on": on,
        "number": matter.number,
        "who": seen.who,
        "where": seen.where,
        "closed": matter.closed_on,
        "matter_url": reverse("matter", args=[matter.id]),
        "consents_url": reverse("consents", args=[matter.id]),
        "done_url": reverse("follow_up_done", args=[matter.id]),
        "rent_url": reverse("follow_up_rent", args=[matter.id]),
        "assessments": [
            {"row": one, "member": names.get(one.member_id, "") if one.member_id else "", "is_left": one == left}
            for one in told
        ],
        "months": [{"month": one, "rent": rents.get(one)} for one in begun],
        "done_form": (with_errors.get("done") or DoneForm(auto_id="done_%s", initial={"done_on": on}))
        if left
        else None,
        "rent_form": (
            with_errors.get("rent") or RentForm(months=begun, auto_id="rent_%s", initial={"form_key": new_form_key()})
        )
        if begun
        else None,
        "error_form": next(iter(with_errors.values()), None),
    }
