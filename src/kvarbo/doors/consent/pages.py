"""Samtycken: what somebody in a lease or a matter has consented to, and what is left to do about it in the room."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from kvarbo.doors.consent import actions, files, presenting
from kvarbo.doors.consent.forms import GiveForm, TellForm, WithdrawForm
from kvarbo.doors.consent.queries import (
    KeptConsent,
    consent_of,
    consents_about,
    consents_expiring,
    kept_consents,
    receivers_to_tell,
)
from kvarbo.doors.consent.refusals import CannotDo
from kvarbo.doors.consent.words import FACTS, FACTS_OF, TOLD_HOW
from kvarbo.doors.organisations.queries import counterparts
from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.people.masked import Masked
from kvarbo.ground.subjects import Subject, subject, subjects
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName

MEETS_PEOPLE = (
    RoleName.RENT_OFFICER,
    RoleName.MANAGER,
    RoleName.CARETAKER,
    RoleName.PROTECTED_HANDLER,
    RoleName.CASEWORKER,
    RoleName.COUNSELLOR,
)
SOON = timedelta(days=30)
OTHER_LANGUAGE = {"sv": ("en", "In English"), "en": ("sv", "På svenska")}


def _open(request: Any, identity: UUID) -> Subject:
    found = subject(request.member, identity)
    if found is None:
        raise Http404
    return found


@open_to(*MEETS_PEOPLE)
def consents_here(request: Any) -> HttpResponse:
    """Samtycken i rummet: those that end soon, and receivers to tell of a withdrawal."""
    on = clock.today()
    expiring, waiting = consents_expiring(on=on, through=on + SOON), receivers_to_tell()
    about = {kept.row.subject_id for kept in expiring} | {task.consent.subject_id for task in waiting}
    may_open = subjects(request.member, about)
    waiting = [task for task in waiting if task.consent.subject_id in may_open]
    expiring = [kept for kept in expiring if kept.row.subject_id in may_open]
    kept = {one.row.pk: one for one in kept_consents([task.consent for task in waiting])}
    to_tell = presenting.shown_to_tell(waiting, kept)
    listed = {one.row.subject_id: None for one in expiring} | {one.subject_id: None for one in to_tell}
    shown(listed, what="consents")
    soon = [(one, may_open[one.row.subject_id]) for one in expiring]
    ending = [(presenting.shown_consent(kept, about, on=on), about) for kept, about in soon]
    # Those that end on one day stand by the name that is shown, so that no order of ids is told.
    ending.sort(key=lambda pair: (pair[0].kept.row.until, str(pair[0].who), [str(one) for one in pair[0].opens]))
    context = {
        "on": on,
        "expiring": [
            {"about": about, "url": reverse("consents", args=[one.kept.row.subject_id]), "consent": one}
            for one, about in ending
        ],
        "to_tell": [
            {"about": may_open[one.subject_id], "url": reverse("consents", args=[one.subject_id]), "task": one}
            for one in to_tell
        ],
        "blank_url": reverse("consent_form_blank"),
    }
    return render(request, "consent/here.html", context)


@open_to(*MEETS_PEOPLE, names="subject")
def consents(request: Any, subject: UUID) -> HttpResponse:
    """Samtycken i ett avtal eller ärende."""
    return _answer(request, _open(request, subject))


def _answer(
    request: Any, about: Subject, *, give: GiveForm | None = None, withdraw: WithdrawForm | None = None
) -> HttpResponse:
    on = clock.today()
    shown([about.id], what="consents")
    kept = consents_about(about.id)
    taking_back = withdraw.data.get("consent") if withdraw else None
    listed = [
        presenting.shown_consent(one, about, on=on, form=withdraw if str(one.row.pk) == taking_back else None)
        for one in kept
    ]
    to_tell = presenting.shown_to_tell(receivers_to_tell([about.id]), {one.row.pk: one for one in kept})
    args = [about.id]
    context = {
        "on": on,
        "about": about,
        "live": [one for one in listed if one.form is not None],
        "ended": [one for one in listed if one.form is None],
        "to_tell": to_tell,
        "told_how": list(TOLD_HOW.items()),
        "give_form": give or presenting.give_form(about, on=on, by=request.member.name),
        "has_receivers": bool(counterparts()),
        "give_url": reverse("consent_give", args=args),
        "withdraw_url": reverse("consent_withdraw", args=args),
        "told_url": reverse("consent_told", args=args),
        "print_url": reverse("consent_form", args=args),
        "file_url": reverse("consent_file", args=args),
        "here_url": reverse("consents_here"),
    }
    return render(request, "consent/consents.html", context)


@open_to(*MEETS_PEOPLE, names="subject", methods=("POST",))
def consent_give(request: Any, subject: UUID) -> HttpResponse:
    """Skriv in ett samtycke."""
    about = _open(request, subject)
    said = (request.POST, request.FILES)
    form = presenting.give_form(about, on=clock.today(), by=request.member.name, said=said)
    if form.is_valid():
        try:
            actions.give(
                subject=about,
                said=actions.Given(**form.said()),
                on=clock.today(),
                by=request.member,
                form_key=form.cleaned_data["form_key"],
            )
        except CannotDo as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, gettext("Samtycket är sparat."))
            return _back(about)
    return _answer(request, about, give=form)


def _back(about: Subject) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("consents", args=[about.id]))


def _asked_for(about: Subject, sent: str) -> KeptConsent | None:
    """The consent whose id was sent, if it is one of this subject's."""
    try:
        return consent_of(about.id, UUID(sent))
    except ValueError:
        return None


@open_to(*MEETS_PEOPLE, names="subject", methods=("POST",))
def consent_withdraw(request: Any, subject: UUID) -> HttpResponse:
    """Ta tillbaka ett samtycke, helt eller till en del."""
    about = _open(request, subject)
    kept = _asked_for(about, request.POST.get("consent", ""))
    if kept is None:
        messages.warning(request, gettext("Samtycket finns inte här. Öppna sidan på nytt."))
        return _back(about)
    form = presenting.withdraw_form(kept, on=clock.today(), said=request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.withdraw(
                subject=about,
                consent=kept.row.pk,
                parts=form.chosen(),
                withdrawn_on=said["withdrawn_on"],
                withdrawn_by=said["withdrawn_by"],
                told_how=said["told_how"],
                on=clock.today(),
                by=request.member,
                form_key=said["form_key"],
            )
        except CannotDo as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, gettext("Samtycket är tillbakataget och gäller inte från nu."))
            return _back(about)
    return _answer(request, about, withdraw=form)


@open_to(*MEETS_PEOPLE, names="subject", methods=("POST",))
def consent_told(request: Any, subject: UUID) -> HttpResponse:
    """Mottagaren är underrättad om att ett samtycke är tillbakataget."""
    about = _open(request, subject)
    form = TellForm(request.POST)
    done = form.is_valid() and actions.tell_receiver(
        subject=about,
        task=form.cleaned_data["task"],
        told_how=form.cleaned_data["told_how"],
        on=clock.today(),
        by=request.member,
    )
    if done:
        messages.success(request, gettext("Det är antecknat att mottagaren är underrättad."))
    else:
        messages.warning(request, gettext("Det gick inte att anteckna. Öppna sidan på nytt och försök igen."))
    return _back(about)


@open_to(*MEETS_PEOPLE, names="subject")
def consent_file(request: Any, subject: UUID) -> HttpResponse:
    """Den undertecknade blanketten, as a download that no browser opens by itself; its name tells of nobody."""
    about = _open(request, subject)
    kept = _asked_for(about, request.GET.get("samtycke", ""))
    if kept is None or not kept.row.file_sha256:
        return _back(about)
    try:
        content = files.content_of(kept.row.pk, kept.row.file_sha256)
    except CannotDo as refusal:
        messages.error(request, refusal.message)
        return _back(about)
    shown([about.id], what="consent_file")
    answer = HttpResponse(content, content_type=files.CONTENT_TYPES[kept.row.file_kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="samtycke.{kept.row.file_kind}"'
    return answer


@open_to(*MEETS_PEOPLE)
def consent_form_blank(request: Any) -> HttpResponse:
    """Blanketten, tom."""
    return _printed(request, [{"name": "", "identity": ""}], on=None)


@open_to(*MEETS_PEOPLE, names="subject")
def consent_form(request: Any, subject: UUID) -> HttpResponse:
    """Blanketten, en för varje person, with name and number filled in."""
    about = _open(request, subject)
    shown([about.id], what="consent_form")
    people = [
        {"name": person.name, "identity": "" if isinstance(person.identity, Masked) else person.identity}
        for person in about.people
    ]
    return _printed(request, people, on=clock.today(), back_url=reverse("consents", args=[about.id]))


def _printed(request: Any, people: list[dict[str, Any]], *, on: date | None, back_url: str = "") -> HttpResponse:
    """The form in the language asked for, whatever language the rest is read in."""
    asked = request.GET.get("sprak", "sv")
    language = asked if asked in OTHER_LANGUAGE else "sv"
    with translation.override(language):
        context = {
            "people": people,
            "us": request.room.name,
            "receivers": [one.name for one in counterparts()],
            "facts": [str(FACTS[fact]) for fact in FACTS_OF[request.room.kind]],
            "until": actions.months_after(on, actions.USUAL_MONTHS) if on else None,
            "other_language": OTHER_LANGUAGE[language],
            "back_url": back_url or reverse("consents_here"),
        }
        return render(request, "consent/form.html", context)
