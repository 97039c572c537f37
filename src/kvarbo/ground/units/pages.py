"""Medarbetare och roller: who works here and what each may do."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import acted, day_asked, id_asked, text_asked
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.units import actions
from kvarbo.ground.units.forms import TakeInForm
from kvarbo.ground.units.queries import staff
from kvarbo.ground.units.roles import NEEDS_TWO, RoleName
from kvarbo.house import actions as house
from kvarbo.house.queries import room_called

GIVES = (RoleName.MANAGER, RoleName.ADMINISTRATOR)


@open_to(*GIVES)
def members(request: Any) -> HttpResponse:
    """Medarbetare och roller."""
    return _page(request, TakeInForm())


@open_to(*GIVES, methods=("POST",))
def member_take_in(request: Any) -> HttpResponse:
    """Ta in en medarbetare with one role that a single person may give; a new account's password is shown once."""
    form = TakeInForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    told = form.cleaned_data
    password = secrets.token_urlsafe(12)
    try:
        account, is_new = house.account_with(email=told["email"], name=told["name"], password=password)
        actions.take_in_colleague(
            account_id=account.pk, name=told["name"], role=told["role"], unit=told["unit"] or None, by=request.member
        )
    except CannotDo as refusal:
        form.add_error(refusal.field, refusal.message)
        return _page(request, form)
    house.let_in(account=account, room=room_called(request.room.slug))
    return _page(request, TakeInForm(), taken_in=told["name"], password=password if is_new else "")


@open_to(*GIVES, methods=("POST",))
def member_let_out(request: Any) -> HttpResponse:
    """Släpp ut en medarbetare: bites at their next request."""
    return _act(request, lambda who: actions.let_out(member_id=who, by=request.member), "Medarbetaren är utsläppt.")


@open_to(*GIVES, methods=("POST",))
def role_give(request: Any) -> HttpResponse:
    """Ge en roll, or ask for one that needs two people."""
    role = text_asked(request, "role", most=30)

    def give(who: Any) -> None:
        until = day_asked(request, "until")
        if role in NEEDS_TWO:
            reason = text_asked(request, "reason")
            actions.ask_for_role(member_id=who, role=role, until=until, by=request.member, reason=reason)
        else:
            actions.give_role(member_id=who, role=role, until=until, by=request.member)

    waits = "Begäran är lämnad. Rollen gäller när en annan person har godkänt den under Två personer."
    return _act(request, give, waits if role in NEEDS_TWO else "Rollen är given.")


@open_to(*GIVES, methods=("POST",))
def role_take(request: Any) -> HttpResponse:
    """Ta bort en roll: bites at the member's next request."""
    role = text_asked(request, "role", most=30)
    return _act(
        request, lambda who: actions.take_role(member_id=who, role=role, by=request.member), "Rollen är borttagen."
    )


@open_to(*GIVES, methods=("POST",))
def member_attest(request: Any) -> HttpResponse:
    """Intyga att rollerna är de rätta."""
    return _act(request, lambda who: actions.attest(member_id=who, by=request.member), "Rollerna är intygade.")


@open_to(*GIVES, methods=("POST",))
def member_same(request: Any) -> HttpResponse:
    """Märk två konton som samma person."""
    return _act(
        request,
        lambda who: actions.mark_same_person(member_id=who, other_id=id_asked(request, "other"), by=request.member),
        "Kontona är märkta som samma person.",
    )


def _act(request: Any, work: Callable[[Any], object], done: str) -> HttpResponse:
    return acted(request, lambda: work(id_asked(request, "member")), done=done, back=reverse("members"))


def _page(request: Any, form: TakeInForm, **told: str) -> HttpResponse:
    names = ("take_in", "let_out", "attest", "same")
    context = {
        **told,
        "staff": staff(on=clock.today()),
        "me": request.member.id,
        "form": form,
        "roles": [(role.value, role.label, role.value in NEEDS_TWO) for role in RoleName],
        "requests_url": reverse("requests"),
        "give_url": reverse("role_give"),
        "take_url": reverse("role_take"),
        **{f"{name}_url": reverse(f"member_{name}") for name in names},
    }
    return render(request, "units/members.html", context)
