"""Skicka sms och e-post: to one home from its page, to those chosen on Idag; the preview is exactly what goes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.outbox import actions
from kvarbo.ground.outbox.messages import MessageChannel
from kvarbo.ground.outbox.providers.chosen import provider_for
from kvarbo.ground.outbox.queries import sender_of, wishes
from kvarbo.ground.outbox.rules import rules_at, shipped
from kvarbo.ground.outbox.words import WishKind
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.messages.forms import MessageForm, RulesForm, SenderForm, WishForm
from kvarbo.landlord.messages.planning import Choice, Plan, Wanted, plan
from kvarbo.landlord.opening import open_lease
from kvarbo.landlord.outreach.queries import suggested_by_ids, suggested_now
from kvarbo.landlord.rent.queries import Lease, leases_open_to, shown_leases

OFFICE = (RoleName.RENT_OFFICER, RoleName.MANAGER)
NO_NUMBER_YET = "Skriv in ditt direktnummer först: det står i varje meddelande, så att svaret når just dig."


@open_to(*OFFICE, names="lease", methods=("GET", "POST"))
def to_one(request: Any, lease: UUID) -> HttpResponse:
    """Skriv till hyresgästen: each person on the lease gets their own."""
    found = open_lease(request, lease)
    shown([found.id], what="message")
    return _answer(request, [_wanted(request, found)], found)


@open_to(*OFFICE, methods=("GET", "POST"))
def to_many(request: Any) -> HttpResponse:
    """Skriv till flera: the rows chosen on Idag."""
    rows = suggested_by_ids(_ids(request.POST.getlist("rad")), leases=leases_open_to(request.member))
    wanted = [
        Wanted(row.lease_id, row.step, f"{row.month:%Y-%m}", MessageChannel(row.channel))
        for row in rows.values()
        if row.channel in set(MessageChannel) and not row.waiting_for
    ]
    shown(dict.fromkeys(one.lease_id for one in wanted), what="messages")
    return _answer(request, wanted, None)


def _ids(said: Sequence[str]) -> list[UUID]:
    found = []
    for one in said[: actions.MOST]:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def _wanted(request: Any, lease: Lease) -> Wanted:
    """The step that is suggested by message now; else a message of its own, one a day of each sort."""
    row = suggested_now(lease.id, "sms", "email", on=clock.today())
    if row is not None:
        return Wanted(lease.id, row.step, f"{row.month:%Y-%m}", MessageChannel(row.channel))
    kind = request.POST.get("kind", "")[:30]
    return Wanted(lease.id, f"text:{kind}", clock.today().isoformat(), MessageChannel.SMS)


def _answer(request: Any, wanted: list[Wanted], lease: Lease | None) -> HttpResponse:
    """The form, the preview when it is filled in, and the way on when it is sent."""
    phone, _ = sender_of(request.member.id)
    form = MessageForm(request.POST if "do" in request.POST else None, initial={"kind": "call_me"})
    made: Plan | None = None
    if form.is_bound and form.is_valid() and wanted:
        try:
            if not phone:
                raise CannotDo(NO_NUMBER_YET)
            made = plan(request.member, wanted, _choice(request, form, phone), at=clock.now())
            if request.POST["do"] in ("send", "by_hand") and made.planned:
                return _send(request, made, lease)
        except CannotDo as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return render(request, "messages/write.html", _context(request, form, made, wanted, lease))


def _choice(request: Any, form: MessageForm, phone: str) -> Choice:
    said = form.cleaned_data
    slots = {name: said[name] for name in ("day", "time", "place")}
    slots |= {"name": request.member.name, "phone": phone, "landlord": request.room.name}
    again = request.POST.get("again") == "1"
    return Choice(said["kind"], said["language"], said["channel"], slots, again=again)


def _send(request: Any, made: Plan, lease: Lease | None) -> HttpResponse:
    """What was shown goes, and nothing else: a list that has changed meanwhile is shown again."""
    if request.POST.get("seen") != made.digest:
        raise CannotDo(actions.CHANGED)
    number = len(made.planned)
    if lease is not None:
        by_hand = request.POST["do"] == "by_hand"
        actions.put_in_outbox(made.lines, by=request.member, by_hand=by_hand)
        text = gettext("Inskrivet som skickat av dig.") if by_hand else gettext("Lagt i utkorgen.")
        messages.success(request, text)
        return HttpResponseRedirect(reverse("tenant", args=[lease.id]))
    batch = actions.put_batch(
        made.lines, by=request.member, form_key=request.POST.get("form_key", ""), left_out=made.nobody
    )
    text = ngettext("Ett meddelande är lagt i utkorgen.", "%(n)s meddelanden är lagda i utkorgen.", number)
    messages.success(request, text % {"n": number})
    return HttpResponseRedirect(f"{reverse('outbox')}?grupp={batch}")


def _context(
    request: Any, form: MessageForm, made: Plan | None, wanted: list[Wanted], lease: Lease | None
) -> dict[str, Any]:
    phone, mailbox = sender_of(request.member.id)
    return {
        "form": form,
        "plan": made,
        "segments": sum(one.counted.segments for one in made.planned if one.counted) if made else 0,
        "may_again": lease is not None and made is not None and any(one.had for one in made.left_out),
        "carried": made is not None and all(provider_for(one.line.channel) for one in made.planned),
        "form_key": request.POST.get("form_key", "") or secrets.token_urlsafe(16),
        "rows": request.POST.getlist("rad")[: actions.MOST] if lease is None else [],
        "chosen": len(wanted),
        "otherwise": max(0, len(request.POST.getlist("rad")) - len(wanted)) if lease is None else 0,
        "one": lease is not None,
        "here_url": reverse("message_new", args=[lease.id]) if lease else reverse("message_bulk"),
        "back_url": reverse("tenant", args=[lease.id]) if lease else reverse("today"),
        "wishes": _wishes(request, lease) if lease else [],
        "wish_url": reverse("contact_wish", args=[lease.id]) if lease else "",
        "sender_url": reverse("message_sender"),
        "phone": phone,
        "mailbox": mailbox,
    }


def _wishes(request: Any, lease: Lease) -> list[dict[str, Any]]:
    people = shown_leases(request.member, [lease])[lease.id].tenants
    held = wishes([person.id for person in people])
    return [
        {
            "name": person.name,
            "said": WishKind(held[person.id][0]).label if person.id in held else "",
            "by": held[person.id][1] if person.id in held else "",
            "form": WishForm(
                initial={"person": person.id, "kind": held.get(person.id, ("", ""))[0]}, auto_id=f"w{place}_%s"
            ),
        }
        for place, person in enumerate(people)
    ]


@open_to(*OFFICE, names="lease", methods=("POST",))
def wish(request: Any, lease: UUID) -> HttpResponse:
    """Skriv in hur någon på avtalet vill bli kontaktad."""
    found = open_lease(request, lease)
    form = WishForm(request.POST)
    people = {person.id for person in shown_leases(request.member, [found])[found.id].tenants}
    if form.is_valid() and form.cleaned_data["person"] in people:
        said = form.cleaned_data
        actions.keep_wish(person_id=said["person"], subject_id=found.id, kind=said["kind"], by=request.member)
        messages.success(request, gettext("Önskemålet är sparat."))
    else:
        messages.error(request, gettext("Önskemålet gick inte att läsa. Öppna sidan på nytt och välj igen."))
    return HttpResponseRedirect(reverse("message_new", args=[found.id]))


@open_to(*OFFICE, methods=("GET", "POST"))
def sender(request: Any) -> HttpResponse:
    """Mina uppgifter: the direct number that stands in what I send."""
    phone, mailbox = sender_of(request.member.id)
    form = SenderForm(request.POST if request.method == "POST" else None, initial={"phone": phone, "mailbox": mailbox})
    if form.is_bound and form.is_valid():
        try:
            actions.keep_sender(by=request.member, **form.cleaned_data)
        except CannotDo as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, gettext("Dina uppgifter är sparade."))
            return HttpResponseRedirect(reverse("outbox"))
    context = {"form": form, "here_url": reverse("message_sender"), "outbox_url": reverse("outbox")}
    return render(request, "messages/sender.html", context)


@open_to(RoleName.MANAGER, methods=("GET", "POST"))
def rules(request: Any) -> HttpResponse:
    """Regler för utskick: quiet hours and how many somebody may get."""
    now = rules_at(clock.now())
    names = ("quiet_from", "quiet_until", "quiet_holidays", "most_per_day", "most_per_week")
    start = {name: getattr(now, name) for name in names} | {"valid_from": clock.today()}
    form = RulesForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        try:
            actions.keep_rules(by=request.member, **form.cleaned_data)
        except CannotDo as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, gettext("Reglerna är sparade."))
            return HttpResponseRedirect(reverse("message_rules"))
    context = {
        "form": form, "now": now, "outer": shipped()[1], "here_url": reverse("message_rules"),
        "outbox_url": reverse("outbox"),
    }  # fmt: skip
    return render(request, "messages/rules.html", context)
