"""Papper: in and out, one paper, what came on paper registered by hand, and files from other installations."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core.identity import check
from kvarbo.core.law.secrecy.vocabulary import Party
from kvarbo.doors.organisations.queries import counterparts
from kvarbo.doors.papers.canonical import LARGEST
from kvarbo.doors.post import actions, queries, receiving
from kvarbo.doors.post.forms import ByHandForm, FileForm, HandedForm, RecallForm, RecallTaskForm, RegisteredForm
from kvarbo.doors.post.models import ReceivedPaper
from kvarbo.doors.post.papers_view import received_on_page, sent_on_page
from kvarbo.doors.post.protection import is_protected_here
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.doors.post.roles import AT_THE_POST
from kvarbo.doors.post.words import HELD, CameBy, kind_of
from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName


@open_to(*AT_THE_POST)
def papers(request: Any) -> HttpResponse:
    """Papper in och ut, those that wait first."""
    return _listed(request, FileForm())


def _listed(request: Any, file_form: FileForm) -> HttpResponse:
    out, waiting = request.GET.get("visa") == "ut", request.GET.get("vantar") == "1"
    page = _page_number(request)
    find = queries.papers_sent if out else queries.papers_received
    listed = find(request.member, waiting=waiting, page=page)
    shown(listed.subject_ids, what="papers")
    about_page = {"visa": "ut" if out else "in", **({"vantar": "1"} if waiting else {})}
    context = {
        "rows": [{"row": row, "url": reverse("paper", args=[row.id])} for row in listed.rows],
        "out": out,
        "waiting": waiting,
        "file_form": file_form,
        "is_manager": request.member.has(RoleName.MANAGER.value),
        "previous_page_url": _address(about_page, page - 1) if page > 1 else None,
        "next_page_url": _address(about_page, page + 1) if listed.more else None,
        "urls": {
            "in": _address({"visa": "in"}), "out": _address({"visa": "ut"}),
            "all": _address({"visa": about_page["visa"]}),
            "waiting": _address({"visa": about_page["visa"], "vantar": "1"}),
            "register": reverse("paper_by_hand"), "counts": reverse("hand_over_counts"),
            "counterparts": reverse("counterparts"), "file": reverse("paper_file_in"),
        },
    }  # fmt: skip
    return render(request, "post/papers.html", context)


def _page_number(request: Any) -> int:
    asked = request.GET.get("sida", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1


def _address(said: dict[str, str], page: int = 1) -> str:
    asked = {**said, **({"sida": str(page)} if page > 1 else {})}
    return f"{reverse('papers')}?{'&'.join(f'{name}={value}' for name, value in asked.items())}"


@open_to(*AT_THE_POST, names="paper")
def paper(request: Any, paper: UUID) -> HttpResponse:
    """Ett papper, in eller ut."""
    return show_paper(request, paper)


def show_paper(request: Any, identity: UUID, **with_errors: Any) -> HttpResponse:
    """The page of a paper, with the forms that can be filled in now."""
    ours = queries.sent_paper(request.member, identity)
    if ours is not None:
        return _show_sent(request, *ours, with_errors)
    theirs = queries.received_paper(request.member, identity)
    if theirs is None:
        raise Http404
    return _show_received(request, *theirs)


def _show_sent(request: Any, sent: Any, found: Any, with_errors: dict[str, Any]) -> HttpResponse:
    shown([sent.subject_id or sent.pk], what="paper")
    what = sent_on_page(sent, found)
    left_form = RegisteredForm if sent.transport == "registered" else HandedForm
    context = {
        "what": what,
        "who": tuple(person.name for person in found.people) if found else (),
        "papers_url": f"{reverse('papers')}?visa=ut",
        "left_form": with_errors.get("left") or left_form(auto_id="left_%s"),
        "recall_form": with_errors.get("recall") or RecallForm(auto_id="recall_%s"),
        "task_form": with_errors.get("task") or RecallTaskForm(auto_id="task_%s"),
        "urls": {
            name: reverse(f"paper_{name}", args=[sent.pk]) for name in ("left", "recall", "recall_task", "file", "pdf")
        },
        "replace_url": _replace_url(sent),
    }
    return render(request, "post/sent.html", context)


def _replace_url(sent: Any) -> str:
    """Where a new paper that replaces this one is written."""
    name, ids = ("hand_over", [sent.subject_id]) if sent.subject_id else ("hand_over_counts", [])
    return f"{reverse(name, args=ids)}?ersatter={sent.pk}"


def _show_received(request: Any, came: ReceivedPaper, found: Any) -> HttpResponse:
    shown([came.subject_id or came.pk], what="paper")
    what = received_on_page(request.member, came, found)
    shown([one.id for one in what.may_belong_to], what="paper")
    context = {
        "what": what,
        "who": tuple(person.name for person in found.people) if found else (),
        "papers_url": f"{reverse('papers')}?visa=in",
        "urls": {
            name: reverse(f"paper_{name}", args=[came.pk]) for name in ("place", "done", "again", "throw_away", "pdf")
        },
        "answer_url": f"{reverse('hand_over', args=[found.id])}?svarar={came.pk}" if found else None,
    }
    return render(request, "post/received.html", context)


# --- what comes in by hand or as a file ---


@open_to(*AT_THE_POST, methods=("GET", "POST"))
def paper_by_hand(request: Any) -> HttpResponse:
    """Registrera en handling."""
    listed = counterparts()
    choices = [(str(other.pk), other.name) for other in listed]
    start = {"form_key": uuid.uuid4().hex, "received": clock.today()}
    form = ByHandForm(request.POST if request.method == "POST" else None, counterparts=choices, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = _registered(request, dict(form.cleaned_data), listed)
        except CannotDo as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, gettext("Handlingen är registrerad."))
            return redirect("papers" if made.holds_protected and not request.member.may_see_protected else "paper",
                            **({} if made.holds_protected and not request.member.may_see_protected
                               else {"paper": made.pk}))  # fmt: skip
    return render(request, "post/by_hand.html", {"form": form, "papers_url": reverse("papers")})


def _registered(request: Any, said: dict[str, Any], listed: list[Any]) -> ReceivedPaper:
    """Registered, with the number as it is stored and the kind that the plain word means from that sender."""
    other = next((one for one in listed if str(one.pk) == said["counterpart"]), None)
    number = check(said["about_identity"], on=clock.today()) if said["about_identity"].strip() else None
    if number is not None and number.valid and number.normal:
        said["about_identity"] = number.normal
    association = other is not None and other.party == Party.TENANT_OWNER_ASSOCIATION
    said["kind"] = kind_of(said["plain"], from_association=association)
    said["holds_protected"] = is_protected_here(name=said["about_name"], number=said["about_identity"])
    return actions.register_by_hand(said, counterpart=other, on=clock.today(), by=request.member)


@open_to(*AT_THE_POST, methods=("POST",))
def paper_file_in(request: Any) -> HttpResponse:
    """Läs in en fil från en annan installation."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _listed(request, form)
    file = form.cleaned_data["file"]
    if file.size > LARGEST:
        form.add_error("file", gettext("Filen är för stor för att vara ett papper. Kontrollera att det är rätt fil."))
        return _listed(request, form)
    came = receiving.take_in(file.read(), came_by=CameBy.FILE, by=request.member)
    if came is None:
        messages.success(request, gettext("Kvittot är inläst."))
        return redirect("papers")
    if came.checked in HELD:
        messages.warning(request, gettext("Filen är inte intagen. Skälet står på papperets sida."))
    if came.holds_protected and not request.member.may_see_protected:
        return redirect("papers")
    return redirect("paper", paper=came.pk)


# --- what is done with a paper that came in ---


def _received(request: Any, identity: UUID) -> ReceivedPaper:
    theirs = queries.received_paper(request.member, identity)
    if theirs is None:
        raise Http404
    return theirs[0]


@open_to(*AT_THE_POST, names="paper", methods=("POST",))
def paper_place(request: Any, paper: UUID) -> HttpResponse:
    """Koppla papperet till det som det handlar om."""
    theirs = queries.received_paper(request.member, paper)
    if theirs is None:
        raise Http404
    what = received_on_page(request.member, *theirs)
    wanted = request.POST.get("subject", "")
    chosen = next((one for one in what.may_belong_to if str(one.id) == wanted), None)
    if chosen is not None:
        actions.place(theirs[0], subject_id=chosen.id)
    return redirect("paper", paper=paper)


@open_to(*AT_THE_POST, names="paper", methods=("POST",))
def paper_done(request: Any, paper: UUID) -> HttpResponse:
    """Inget mer väntar på papperet."""
    actions.mark_done(_received(request, paper), by=request.member)
    return redirect("paper", paper=paper)


@open_to(*AT_THE_POST, names="paper", methods=("POST",))
def paper_again(request: Any, paper: UUID) -> HttpResponse:
    """Pröva ett papper som inte är intaget på nytt."""
    held = _received(request, paper)
    if held.checked in HELD and held.done_at is None:
        came = receiving.try_again(held, by=request.member)
        if came is not None:
            messages.success(request, gettext("Papperet är intaget."))
            return redirect("papers")
        messages.warning(request, gettext("Papperet går fortfarande inte att ta in."))
    return redirect("paper", paper=paper)


@open_to(*AT_THE_POST, names="paper", methods=("POST",))
def paper_throw_away(request: Any, paper: UUID) -> HttpResponse:
    """Kasta ett papper som inte är intaget."""
    held = _received(request, paper)
    if held.checked in HELD and held.done_at is None:
        receiving.throw_away(held, by=request.member)
    return redirect("papers")
