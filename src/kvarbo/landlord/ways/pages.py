"""Vårt arbetssätt: what is followed as a readable month, its versions, and the copies that a manager writes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core.ladder.policy import Policy
from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import acted, id_asked, new_form_key
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.outreach.queries import read_policy
from kvarbo.landlord.rent.due_dates import latest_rent_due
from kvarbo.landlord.ways import actions, queries
from kvarbo.landlord.ways.checking import Fault, checked
from kvarbo.landlord.ways.forms import CopyForm, DraftForm, ForceForm
from kvarbo.landlord.ways.models import WayDraft
from kvarbo.landlord.ways.month import groups_shown, rules_shown, settings_shown
from kvarbo.landlord.ways.words import CHANNELS, CONDITIONS, STEPS, TAGS

STAFF = (RoleName.RENT_OFFICER, RoleName.MANAGER, RoleName.CARETAKER, RoleName.PROTECTED_HANDLER)
SAVED = "Kopian är sparad. Inget fel hittades."
SAVED_WITH_FAULT = "Kopian är sparad som den är. Den har ett fel, se nedan."


@open_to(*STAFF)
def ways(request: Any) -> HttpResponse:
    """Vårt arbetssätt: the month, the rules with their sources, and the versions. Names nobody."""
    return render(request, "ways/ways.html", _context(request))


@open_to(RoleName.MANAGER, methods=("GET", "POST"))
def way_drafts(request: Any) -> HttpResponse:
    """Kopior: those that are written on, and a new one."""
    choices = queries.choices(on=clock.today(), only_whole=False)
    initial = {"form_key": new_form_key(), "start": request.GET.get("fran")}
    form = CopyForm(request.POST if request.method == "POST" else None, choices=choices, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            made = actions.copy(by=request.member, **form.cleaned_data)
        except CannotDo as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, gettext("Kopian är gjord. Ingen följer den förrän den sätts i kraft."))
            return HttpResponseRedirect(draft_address(made.pk))
    context = {
        "form": form, "drafts": [{"draft": one, "url": draft_address(one.pk)} for one in queries.drafts()],
        "ways_url": reverse("ways"), "here_url": reverse("way_drafts"), "try_url": reverse("way_try"),
    }  # fmt: skip
    return render(request, "ways/drafts.html", context)


def _context(request: Any) -> dict[str, Any]:
    on = clock.today()
    found = queries.versions(on=on)
    now = next((one for one in found if one.when == "now"), None)
    asked, named = request.GET.get("version", ""), request.GET.get("namn", "")
    shown = next((one for one in found if str(one.id) == asked), now)
    text = queries.named_text(named) if named else None
    policy = read_policy(text) if text is not None else shown.policy if shown else None
    here = reverse("ways")
    return {
        **(month_of(policy) if policy else {}),
        "policy": policy, "shown": None if text is not None else shown, "is_now": text is None and shown is now,
        "versions": [{"version": one, "url": f"{here}?version={one.id}"} for one in found],
        "named": [
            {"title": title, "url": f"{here}?namn={key.partition(':')[2]}"}
            for key, title in queries.choices(on=on)
            if key.startswith(queries.NAMED)
        ],
        "may_change": request.member.has(RoleName.MANAGER.value), "here_url": here,
        "take_back_url": reverse("way_take_back"), "try_url": reverse("way_try"), "drafts_url": reverse("way_drafts"),
    }  # fmt: skip


def month_of(policy: Policy) -> dict[str, Any]:
    """What a page shows of a way of working, with the rent that last fell due as the example."""
    on = clock.today()
    first = on.replace(day=1)
    month, due = latest_rent_due(on=on) or (first, first - timedelta(days=1))
    rules = rules_shown(policy, month=month, due=due)
    return {
        "monthly": [rule for rule in rules if rule.falls_on is not None],
        "levels": [rule for rule in rules if rule.falls_on is None],
        "rules": rules, "settings": settings_shown(policy), "groups": groups_shown(policy), "due": due,
    }  # fmt: skip


@open_to(RoleName.MANAGER, methods=("POST",))
def way_take_back(request: Any) -> HttpResponse:
    """Ta tillbaka en kommande version."""
    work = lambda: actions.take_back(id_asked(request, "version"), by=request.member)  # noqa: E731
    return acted(request, work, done="Versionen är tillbakatagen.", back=reverse("ways"))


@open_to(RoleName.MANAGER, methods=("GET", "POST"))
def way_draft(request: Any) -> HttpResponse:
    """En kopia: write, check, save, put in force, remove. What cannot be meant is told beside the text."""
    found = _found(request.POST.get("kopia") or request.GET.get("kopia", ""))
    if found is None:
        messages.error(request, gettext(actions.GONE))
        return HttpResponseRedirect(reverse("way_drafts"))
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "remove":
        done = "Kopian är borttagen."
        return acted(request, lambda: actions.remove(found.pk), done=done, back=reverse("way_drafts"))
    if do == "force":
        return _put_in_force(request, found)
    form = DraftForm(request.POST if do else None, initial={"text": found.text, "seen": found.saved_times})
    if not form.is_bound or not form.is_valid():
        return _draft_page(request, found, form, checked(form["text"].value() or ""))
    text, seen = form.cleaned_data["text"], form.cleaned_data["seen"]
    try:
        answer = actions.save(found.pk, text=text, seen=seen, by=request.member)
    except CannotDo as refusal:
        form.add_error(refusal.field, refusal.message)
        return _draft_page(request, found, form, checked(text))
    if isinstance(answer, Fault):
        messages.warning(request, gettext(SAVED_WITH_FAULT))
    else:
        messages.success(request, gettext(SAVED))
    return HttpResponseRedirect(draft_address(found.pk))


def _put_in_force(request: Any, found: WayDraft) -> HttpResponse:
    force = ForceForm(request.POST, auto_id="kraft_%s")
    if force.is_valid():
        try:
            actions.put_in_force(found.pk, by=request.member, **force.cleaned_data)
        except CannotDo as refusal:
            force.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, gettext("Arbetssättet är satt i kraft. Det står bland versionerna med sin dag."))
            return HttpResponseRedirect(reverse("ways"))
    form = DraftForm(initial={"text": found.text, "seen": found.saved_times})
    return _draft_page(request, found, form, checked(found.text), force=force)


def _draft_page(
    request: Any, found: WayDraft, form: DraftForm, answer: Policy | Fault, *, force: ForceForm | None = None
) -> HttpResponse:
    fault = answer if isinstance(answer, Fault) else None
    tomorrow = clock.today() + timedelta(days=1)
    force = force or ForceForm(auto_id="kraft_%s", initial={"valid_from": tomorrow, "seen": found.saved_times})
    context = {
        **({} if isinstance(answer, Fault) else month_of(answer)),
        "draft": found, "form": form, "force": force, "asked": force if force.is_bound else form, "fault": fault,
        "policy": None if isinstance(answer, Fault) else answer, "here_url": draft_address(found.pk),
        "ways_url": reverse("ways"), "drafts_url": reverse("way_drafts"),
        "try_url": f"{reverse('way_try')}?andra={queries.DRAFT}:{found.pk}",
        "act_url": reverse("way_draft"), "glossary": _glossary(),
    }  # fmt: skip
    return render(request, "ways/draft.html", context)


def _glossary() -> list[dict[str, Any]]:
    """What the words of the text mean: steps, channels, conditions and groups."""
    parts = (
        (gettext("Steg (step)"), STEPS), (gettext("Kanaler (channels)"), CHANNELS),
        (gettext("Villkor (when)"), CONDITIONS), (gettext("Målgrupper (groups, who_first)"), TAGS),
    )  # fmt: skip
    return [{"title": title, "words": [(one.value, words) for one, words in table.items()]} for title, table in parts]


def _found(identity: str) -> WayDraft | None:
    try:
        return queries.draft(UUID(identity))
    except ValueError:
        return None


def draft_address(identity: UUID) -> str:
    """Where a copy is opened."""
    return f"{reverse('way_draft')}?kopia={identity}"
