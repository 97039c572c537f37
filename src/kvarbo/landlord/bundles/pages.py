"""Skriv brev till flera: those chosen on Idag, or a whole group of it; the preview is exactly what is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kvarbo.core.ladder.policy import Channel
from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.letters.actions import letter_pdf
from kvarbo.ground.letters.answers import pdf_answer
from kvarbo.ground.letters.forms import sender_initial
from kvarbo.ground.letters.letter import LetterRefused
from kvarbo.ground.letters.queries import last_sender
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.subjects import subject
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.bundles import actions
from kvarbo.landlord.bundles.forms import BulkLetterForm, SelectionForm
from kvarbo.landlord.bundles.kinds import kinds_in_bulk
from kvarbo.landlord.bundles.planning import Choice, Plan, Wanted, plan
from kvarbo.landlord.bundles.queries import bundle_of_form
from kvarbo.landlord.letters import TO_CALL, ourselves_on_letters
from kvarbo.landlord.outreach.queries import suggested_by_ids, suggested_in
from kvarbo.landlord.rent.queries import leases_open_to

OFFICE = (RoleName.RENT_OFFICER, RoleName.MANAGER)
MANY = "Urvalet har fler än {most} hem. Välj en grupp eller ett område i taget."


@open_to(*OFFICE, methods=("GET", "POST"))
def letter_bulk(request: Any) -> HttpResponse:
    """Skriv brev till flera: the rows chosen on Idag, or those of a group that is chosen here."""
    before = bundle_of_form(request.POST.get("form_key", "")[:64], by=request.member)
    if before is not None and request.POST.get("do") == "make":
        return _made(before)
    said = request.POST if request.method == "POST" else request.GET
    selection = SelectionForm(said if "group" in said else None)
    wanted = _wanted(request, selection)
    form = BulkLetterForm(
        request.POST if "do" in request.POST else None, kinds=kinds_in_bulk(request.member), initial=_initial(request)
    )
    made: Plan | None = None
    if form.is_bound and form.is_valid() and wanted:
        try:
            made = plan(request.member, wanted, _choice(request, form), on=clock.today())
            shown(dict.fromkeys(one.lease_id for one in (*made.planned, *made.left_out)), what="letters")
            if made.planned and request.POST["do"] == "first":
                return _first(request, made)
            if made.planned and request.POST["do"] == "make":
                return _make(request, made)
        except (CannotDo, LetterRefused) as refusal:
            form.add_error(None, refusal.message)
    return render(request, "bundles/write.html", _context(request, form, selection, made, wanted))


def _wanted(request: Any, selection: SelectionForm) -> list[Wanted]:
    """Rows of Idag whose homes this member may open."""
    leases = leases_open_to(request.member)
    chosen = _ids(request.POST.getlist("rad"))
    if chosen:
        rows = list(suggested_by_ids(chosen, leases=leases).values())
    elif selection.is_bound and selection.is_valid():
        rows = suggested_in(**selection.cleaned_data, leases=leases)
    else:
        rows = []
    homes = list(dict.fromkeys(row.lease_id for row in rows))
    if len(homes) > actions.MOST:
        selection.add_error(None, MANY.format(most=actions.MOST))
        return []
    return [
        Wanted(row.lease_id, row.step if row.channel == Channel.LETTER else "", row.month, row.waiting_for)
        for row in rows
    ]


def _ids(said: Sequence[str]) -> list[UUID]:
    found = []
    for one in said[: actions.MOST]:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def _initial(request: Any) -> dict[str, Any]:
    """What the form begins with: how this member signed last, who we are, and a day to answer by."""
    name, address = ourselves_on_letters()
    initial = {
        "contact": request.member.name, "organisation": name, "organisation_address": "\n".join(address),
        "reply_by": clock.today() + TO_CALL,
    }  # fmt: skip
    return initial | {key: value for key, value in sender_initial(last_sender(request.member)).items() if value}


def _choice(request: Any, form: BulkLetterForm) -> Choice:
    return Choice(
        kind=form.chosen_kind,
        language=form.chosen_language,
        said=form.said,
        sender=form.sender,
        town=form.cleaned_data["town"].strip(),
        again=request.POST.get("again") == "1",
    )


def _first(request: Any, made: Plan) -> HttpResponse:
    """The first letter as it would be made now, kept nowhere."""
    one = made.planned[0]
    about = subject(request.member, one.lease_id)
    assert about is not None
    content = letter_pdf(one.letter, about=about, person_id=one.person_id, by=request.member)
    shown([one.lease_id], what="letter_preview")
    return pdf_answer(content, f"{one.letter.kind.value.replace('_', '-')}.pdf")


def _make(request: Any, made: Plan) -> HttpResponse:
    """What was shown is made, and nothing else: a list that has changed meanwhile is shown again."""
    if request.POST.get("seen") != made.digest:
        raise CannotDo(actions.CHANGED)
    bundle = actions.put_bundle(made, by=request.member, form_key=request.POST.get("form_key", ""))
    number = len(made.planned)
    text = ngettext("Ett brev görs nu.", "%(n)s brev görs nu.", number) % {"n": number}
    messages.success(request, text)
    return _made(bundle)


def _made(bundle: UUID) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('letter_bundle')}?bunt={bundle}")


def _context(
    request: Any, form: BulkLetterForm, selection: SelectionForm, made: Plan | None, wanted: list[Wanted]
) -> dict[str, Any]:
    rows = request.POST.getlist("rad")[: actions.MOST]
    chosen = selection.cleaned_data if selection.is_bound and selection.is_valid() and not rows else None
    return {
        "form": form,
        "selection": selection,
        "plan": made,
        "may_again": made is not None and any(one.had for one in made.left_out),
        "is_again": request.POST.get("again") == "1",
        "form_key": request.POST.get("form_key", "") or new_form_key(),
        "rows": rows,
        "chosen_group": chosen,
        "chosen": len({one.lease_id for one in wanted}),
        "nobody": _nobody(selection, rows, wanted),
        "here_url": reverse("letter_bulk"),
        "bundles_url": reverse("letter_bundles"),
        "today_url": reverse("today"),
    }


def _nobody(selection: SelectionForm, rows: Sequence[str], wanted: list[Wanted]) -> str:
    """Why nobody is chosen, when somebody has chosen."""
    if wanted or not (rows or selection.is_bound) or selection.errors:
        return ""
    return gettext("Ingen på Idag är i det urvalet, eller så går deras rader inte att öppna för dig.")
