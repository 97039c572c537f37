"""From what is kept of representatives and payers to what their page asks for."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.forms import Form
from django.urls import reverse

from kvarbo.core.law.jordabalken.co_tenant_and_spouse import co_tenant_and_spouse
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.people.queries import shown_to
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.queries import part_of_each, people_choices, shown_matters
from kvarbo.social.representatives.forms import EndForm, PayerForm, RepresentativeForm, RightsForm
from kvarbo.social.representatives.models import MatterRepresentative, RightsTold
from kvarbo.social.representatives.queries import payer_of, representatives_of, told_of_rights
from kvarbo.social.representatives.words import CO_TENANT, WITH_A_RIGHT, DutyPart

RENT = 1  # the ground of JB 12:42 that most matters here are about


def with_a_right(reader: AtWork, matter: Any) -> list[tuple[UUID, str]]:
    """People who may have it tried to stay though the lease is another's, as a form lists them."""
    parts = part_of_each(matter.id)
    return [(one, name) for one, name in people_choices(reader, matter) if parts[one] in WITH_A_RIGHT]


def page(reader: AtWork, matter: Any, *, on: date, with_errors: dict[str, Form]) -> dict[str, Any]:
    """The page of a matter's representatives. ``with_errors``: forms that came back, by name."""
    seen = shown_matters(reader, [matter])[0]
    told = representatives_of(matter.id)
    names = shown_to(reader, {one.person_id for one in told})
    return {
        "on": on,
        "number": matter.number,
        "who": seen.who,
        "where": seen.where,
        "matter_url": reverse("matter", args=[matter.id]),
        "consents_url": reverse("consents", args=[matter.id]),
        "representatives": [
            _representative(one, names[one.person_id].name if one.person_id in names else "", on, with_errors)
            for one in told
        ],
        "payer": payer_of(matter.id, on),
        "rights": _rights(reader, matter),
        **{f"{name}_url": reverse(f"representative_{name}", args=[matter.id]) for name in ("write", "end")},
        **{f"{name}_url": reverse(name, args=[matter.id]) for name in ("rent_payer", "rights_told")},
        **({} if matter.closed_on else _forms(reader, matter, on, with_errors)),
        "error_form": next(iter(with_errors.values()), None),
    }


def _representative(one: MatterRepresentative, person: Any, on: date, with_errors: dict[str, Form]) -> dict[str, Any]:
    start = {"representative": one.id, "ended_on": on}
    form = with_errors.get(f"end{one.id}") or EndForm(auto_id=f"end_{one.id}_%s", initial=start)
    return {
        "row": one,
        "person": person,
        "scopes": [DutyPart(part).label for part in one.scopes],
        "end_form": None if one.ended_on or one.matter.closed_on else form,
    }


def _rights(reader: AtWork, matter: Any) -> list[dict[str, Any]]:
    """Each who may have it tried to stay: the law's answer with why, and whether they have been told."""
    parts, told = part_of_each(matter.id), told_of_rights(matter.id)
    return [_right(name, parts[person], told.get(person)) for person, name in with_a_right(reader, matter)]


def _right(name: str, part: str, told: RightsTold | None) -> dict[str, Any]:
    has_share = part == CO_TENANT
    # Whether a co-tenant is a spouse is not written in, so a rule that asks for it is not answered for them.
    found = co_tenant_and_spouse(
        has_share=has_share, is_spouse_or_cohabitant=not has_share, lives_there=None if has_share else True,
        terminated_early=None if has_share else True, ground=RENT,
    )  # fmt: skip
    return {
        "name": name,
        "has_share": has_share,
        "may_claim": found.value.may_claim,
        "steps": found.steps,
        "told": told,
    }


def _forms(reader: AtWork, matter: Any, on: date, with_errors: dict[str, Form]) -> dict[str, Any]:
    people, entitled = people_choices(reader, matter), with_a_right(reader, matter)
    start = {"form_key": new_form_key()}
    return {
        "write_form": with_errors.get("write") or RepresentativeForm(people=people, auto_id="write_%s", initial=start),
        "payer_form": with_errors.get("payer") or PayerForm(auto_id="payer_%s", initial={**start, "from_date": on}),
        "rights_form": (
            with_errors.get("rights")
            or RightsForm(people=entitled, auto_id="rights_%s", initial={**start, "on_date": on})
        )
        if entitled
        else None,
    }
