"""Skydd för dem det gäller: protect somebody here, bar a colleague, and letters by the tax agency."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock, subjects
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import acted, id_asked
from kvarbo.ground.protection import actions, queries
from kvarbo.ground.protection.forms import ProtectForm
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.subjects import Subject
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.queries import members_by_id, members_with, staff
from kvarbo.ground.units.roles import CASE_ROLES, RoleName

WORKS = tuple(role for role in RoleName if role.value in CASE_ROLES)


@open_to(*WORKS, names="subject", methods=("GET", "POST"))
def protection(request: Any, subject: UUID) -> HttpResponse:
    """Skydd: who is protected here, and a form to protect somebody at once."""
    found = _found(request, subject)
    people = [(str(one.id), str(one.name)) for one in found.people if not one.is_protected]
    members = [(str(key), name) for key, name in members_by_id(members_with(RoleName.PROTECTED_HANDLER)).items()]
    form = ProtectForm(request.POST or None, people=people, members=members)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.protect(
                UUID(told["person"]), kind=told["kind"], source=told["source"], look_again=told["look_again"],
                handlers=[UUID(one) for one in told["handlers"]], by=request.member,
                never_by_break_glass=told["never_by_break_glass"],
            )  # fmt: skip
        except CannotDo as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, gettext("Personen är skyddad. Bara den som är namngiven ser uppgifterna nu."))
            return HttpResponseRedirect(reverse("protection_done"))
    return _page(request, found, form)


def _page(request: Any, found: Subject, form: ProtectForm) -> HttpResponse:
    shown([found.id], what="protection")
    context = {
        "subject": found,
        "people": [(one, queries.protection_of(one.id)) for one in found.people],
        "form": form,
        "can_protect": any(not one.is_protected for one in found.people),
        "has_protected": any(one.is_protected for one in found.people),
        "mail_url": reverse("mail_sheets", args=[found.id]),
        "may_write_mail": request.member.has(RoleName.PROTECTED_HANDLER.value),
        "may_bar": request.member.has(RoleName.MANAGER.value),
        "members": [(one.id, one.name) for one in staff(on=clock.today())],
        "bar_url": reverse("bar", args=[found.id]),
    }
    return render(request, "protection/subject.html", context)


@open_to(*WORKS)
def protection_done(request: Any) -> HttpResponse:
    """Klart: where one stands when the home or the matter may have closed behind one."""
    return render(request, "protection/done.html", {})


@open_to(RoleName.MANAGER, names="subject", methods=("POST",))
def bar(request: Any, subject: UUID) -> HttpResponse:
    """Spärra en medarbetare för jäv mot någon här."""
    found = _found(request, subject)

    def work() -> None:
        person = id_asked(request, "person")
        if person not in {one.id for one in found.people}:
            raise CannotDo("Personen finns inte här. Öppna sidan på nytt.")
        actions.bar(member_id=id_asked(request, "member"), person_id=person, by=request.member)

    done = "Medarbetaren är spärrad och hittar inte längre personen någonstans."
    return acted(request, work, done=done, back=reverse("protection_done"))


@open_to(RoleName.PROTECTED_HANDLER, names="subject")
def mail_sheets(request: Any, subject: UUID) -> HttpResponse:
    """Försättsblad: an inner and an outer sheet for each protected person, to be forwarded by the tax agency."""
    found = _found(request, subject)
    people = [one for one in found.people if one.is_protected]
    shown([found.id] if people else [], what="mail_sheets")
    context = {"people": people, "rules": queries.policy(), "back_url": reverse("protection", args=[found.id])}
    return render(request, "protection/mail_sheets.html", context)


def _found(request: Any, identity: UUID) -> Subject:
    found = subjects.subject(request.member, identity)
    if found is None:
        raise Http404
    return found
