"""Lämna ut eller skicka ett papper: choose, fill in, see exactly what goes and why, hand over."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from kvarbo.core.law.secrecy.vocabulary import Party
from kvarbo.doors.organisations.queries import Counterpart, counterparts, own_party
from kvarbo.doors.papers.kinds import PaperKind, about
from kvarbo.doors.papers.readable import head_of, lines_of
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.post import beginnings
from kvarbo.doors.post.content_form import ContentForm
from kvarbo.doors.post.forms import ChooseForm
from kvarbo.doors.post.hand_over import Chosen, Seen, hand_over, kinds_between, note_stopped, people_chosen, seen
from kvarbo.doors.post.queries import papers_of, received_paper, sent_paper
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.doors.post.roles import AT_THE_POST
from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.subjects import Subject
from kvarbo.ground.subjects import subject as open_subject
from kvarbo.ground.trail.recorder import shown

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "step", "fingerprint"})
SEE, HAND_OVER, CHANGE = "see", "hand_over", "change"


@open_to(*AT_THE_POST, names="subject", methods=("GET", "POST"))
def hand_over_about(request: Any, subject: UUID) -> HttpResponse:
    """Lämna ett papper om någon."""
    found = open_subject(request.member, subject)
    if found is None:
        raise Http404
    shown([found.id], what="hand_over")
    return _steps(request, found)


@open_to(*AT_THE_POST, methods=("GET", "POST"))
def hand_over_counts(request: Any) -> HttpResponse:
    """Lämna ett papper som inte handlar om någon: counts and anonymous points."""
    return _steps(request, None)


def _steps(request: Any, found: Subject | None) -> HttpResponse:
    choose = _choose_form(request, found)
    if request.method != "POST" or not choose.is_valid():
        return _choose(request, found, choose)
    try:
        chosen = _chosen(request, choose, found)
    except CannotDo as refusal:
        choose.add_error(refusal.field if refusal.field in choose.fields else None, refusal.message)
        return _choose(request, found, choose)
    step = request.POST.get("step", "")
    form = _content_form(request, chosen, filled=step in (SEE, HAND_OVER, CHANGE))
    if step not in (SEE, HAND_OVER) or not form.is_valid():
        return _fill(request, chosen, form)
    try:
        what = seen(chosen, form.content(), on=clock.today())
    except (PaperRefused, CannotDo) as refusal:
        for reason in refusal.reasons if isinstance(refusal, PaperRefused) else (refusal.message,):
            form.add_error(None, reason)
        return _fill(request, chosen, form)
    return _hand_over(request, chosen, form) if step == HAND_OVER else _see(request, chosen, form, what)


def _hand_over(request: Any, chosen: Chosen, form: ContentForm) -> HttpResponse:
    content, on = form.content(), clock.today()
    try:
        sent = hand_over(chosen, content, fingerprint=request.POST.get("fingerprint", ""), by=request.member, on=on)
    except CannotDo as refusal:
        try:
            what = seen(chosen, content, on=on)
        except CannotDo as now:  # what the room knows has changed since it was shown
            form.add_error(None, now.message)
            return _fill(request, chosen, form)
        note_stopped(chosen, what.answer.ground)
        return _see(request, chosen, form, what, warning=refusal.message)
    return redirect("paper", paper=sent.pk)


# --- the three pages ---


def _page(request: Any, name: str, found: Subject | None, more: dict[str, Any]) -> HttpResponse:
    context = {
        "subject": found,
        "who": tuple(person.name for person in found.people) if found else (),
        "here": request.path,
        "kept": [
            (field, value) for field in request.POST if field not in NOT_KEPT for value in request.POST.getlist(field)
        ],
        "papers_url": reverse("papers"),
        **more,
    }
    return render(request, f"post/{name}.html", context)


def _choose(request: Any, found: Subject | None, choose: ChooseForm) -> HttpResponse:
    papers = papers_of(request.member, found.id) if found else []
    rows = [{"row": row, "url": reverse("paper", args=[row.id])} for row in papers]
    return _page(request, "choose", found, {"form": choose, "papers": rows, "hand_over_url": None})


def _fill(request: Any, chosen: Chosen, form: ContentForm) -> HttpResponse:
    names = set(form.fields)
    context = {"form": form, "chosen": chosen, "title": about(chosen.kind).title, "left_out": form.left_out}
    response_kept = [
        (field, value)
        for field in request.POST
        if field not in NOT_KEPT | names
        for value in request.POST.getlist(field)
    ]
    return _page(request, "fill", chosen.subject, {**context, "kept": response_kept})


def _see(request: Any, chosen: Chosen, form: ContentForm, what: Seen, warning: str = "") -> HttpResponse:
    context = {
        "chosen": chosen,
        "title": about(chosen.kind).title,
        "head": head_of(what.paper),
        "lines": lines_of(what.paper),
        "answer": what.answer,
        "fingerprint": what.fingerprint,
        "left_out": form.left_out,
        "warning": warning,
        "early_url": _early_url(chosen),
        "counts_url": reverse("hand_over_counts"),
        "transport": _transport_label(chosen.transport),
    }
    return _page(request, "see", chosen.subject, context)


def _early_url(chosen: Chosen) -> str | None:
    """Where a manager writes the test that an early signal waits for; only landlords' rooms have it."""
    if chosen.kind is not PaperKind.EARLY_SIGNAL:
        return None
    try:
        return reverse("early_signal")
    except NoReverseMatch:
        return None


def _transport_label(transport: str) -> str:
    return dict(Counterpart._meta.get_field("transport").flatchoices).get(transport, "")


# --- what was chosen ---


def _choose_form(request: Any, found: Subject | None) -> ChooseForm:
    own, listed = own_party(), counterparts()
    kinds = dict.fromkeys(kind for other in listed for kind in kinds_between(own, Party(other.party)))
    wanted = [kind for kind in kinds if found or not about(kind).names_people]
    people = found.people if found else ()
    start = {
        "people": [str(person.id) for person in people],
        "paper": str(uuid.uuid4()),
        "kind": request.GET.get("slag", "") if request.GET.get("slag") in {kind.value for kind in wanted} else "",
        **_from_another(request, found),
    }
    form = ChooseForm(
        request.POST if request.method == "POST" else None,
        counterparts=[(str(other.pk), other.name) for other in listed],
        kinds=[(kind.value, about(kind).title) for kind in wanted],
        people=[(str(person.id), str(person.name)) for person in people],
        initial=start,
    )
    form.hidden = {  # type: ignore[attr-defined]
        name: request.POST.get(name) or start.get(name, "") for name in ("paper", "replaces", "answers")
    }
    return form


def _from_another(request: Any, found: Subject | None) -> dict[str, Any]:
    """What the form begins with when it replaces one of our papers or answers one of theirs."""
    replaces, answers = _uuid(request.GET.get("ersatter")), _uuid(request.GET.get("svarar"))
    if replaces and (ours := sent_paper(request.member, replaces)) and ours[0].subject_id == (found and found.id):
        return {"replaces": str(replaces), "counterpart": str(ours[0].counterpart_id), "kind": ours[0].kind}
    if answers and (theirs := received_paper(request.member, answers)) and theirs[0].counterpart_id:
        answer = PaperKind.ANSWER.value if theirs[0].kind == PaperKind.QUESTION else ""
        return {"answers": str(answers), "counterpart": str(theirs[0].counterpart_id), "kind": answer}
    return {}


def _chosen(request: Any, choose: ChooseForm, found: Subject | None) -> Chosen:
    said = choose.cleaned_data
    other = next(one for one in counterparts() if str(one.pk) == said["counterpart"])
    kind = PaperKind(said["kind"])
    if kind not in kinds_between(own_party(), Party(other.party)):
        message = gettext("Ett sådant papper går inte mellan de här två. Välj ett annat slag.")
        raise CannotDo(message, field="kind")
    people = people_chosen(found.people if found else (), said.get("people") or ())
    if about(kind).names_people and not people:
        raise CannotDo(gettext("Välj vem papperet handlar om."), field="people")
    return Chosen(
        subject=found, counterpart=other, kind=kind, people=people if about(kind).names_people else (),
        transport=said["transport"] or other.transport, paper_id=_uuid(request.POST.get("paper")) or uuid.uuid4(),
        replaces=_replaced(request, found, other), answers=_answered(request, found, other),
    )  # fmt: skip


def _replaced(request: Any, found: Subject | None, other: Counterpart) -> UUID | None:
    """The paper of ours that this one comes instead of: about the same, to the same."""
    asked = _uuid(request.POST.get("replaces"))
    ours = sent_paper(request.member, asked) if asked else None
    same = ours and ours[0].counterpart_id == other.pk and ours[0].subject_id == (found and found.id)
    return ours[0].pk if ours and same else None


def _answered(request: Any, found: Subject | None, other: Counterpart) -> UUID | None:
    """The paper of theirs that this one answers: the other side's number of it."""
    asked = _uuid(request.POST.get("answers"))
    theirs = received_paper(request.member, asked) if asked else None
    same = theirs and theirs[0].counterpart_id == other.pk and theirs[0].subject_id == (found and found.id)
    answered: UUID | None = theirs[0].paper_id if theirs and same else None
    return answered


def _content_form(request: Any, chosen: Chosen, *, filled: bool) -> ContentForm:
    begin = beginnings.beginning(request.member, chosen.subject, chosen.kind, on=clock.today())
    return ContentForm(
        request.POST if filled else None, kind=chosen.kind, people=chosen.people, hides=chosen.hides, beginning=begin,
        auto_id="falt_%s",
    )  # fmt: skip


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
