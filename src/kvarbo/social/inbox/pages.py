"""Inkorgen: what came in, one thing, registering what came on paper, and what is decided of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy

from kvarbo.core.swedish import listed
from kvarbo.doors.post.queries import register_number
from kvarbo.doors.post.words import CameBy
from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.attachments.actions import keep_attachment
from kvarbo.ground.attachments.refusals import AttachmentRefused
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.standing_in.queries import receives_on
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.queries import protected_handlers, units
from kvarbo.ground.units.roles import RoleName
from kvarbo.house.rooms import current
from kvarbo.social.casework.opening import did, tell
from kvarbo.social.casework.queries import ShownMatter, matter_numbered, shown_matter
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.inbox import actions, presenting, queries
from kvarbo.social.inbox.forms import NEW, DoneForm, MendForm, RegisterForm, SearchForm, StandpointForm, StrikeForm
from kvarbo.social.inbox.models import StandpointKind
from kvarbo.social.inbox.queries import Row
from kvarbo.social.inbox.search import Hits, find
from kvarbo.social.inbox.senders import known_senders

ATTACHED_AS = "scanned_notice"
FILE_STAYS = gettext_lazy(
    "Filen går inte att lägga till här. Registrera utan fil, och lämna handlingen till den som tar hand om skyddade "
    "personuppgifter: %(whom)s."
)
NOBODY_CALLED_SO = (
    "Ingen i det ärendet har samma nummer eller namn som i handlingen. Kontrollera ärendets nummer. "
    "Hör det ändå dit, kryssa i ”Ja, det hör till det ärendet”."
)
WHICH = "Det finns ärenden med samma nummer eller namn. Välj vilket det hör till, eller välj ett nytt ärende."


# Parts of what waits, each a question of its own: its words, and the rows that ask it.
PARTS: dict[str, tuple[Any, Callable[[Row], bool]]] = {
    "stallning": (gettext_lazy("Utan ställningstagande"), lambda row: row.seen.standpoint is None),
    "avhysning": (gettext_lazy("Avhysning"), lambda row: row.seen.eviction is not None or row.seen.time_unsaid),
    "barn": (gettext_lazy("Ta reda på om ett barn berörs"), presenting.asks_for_a_child),
}


@open_to(*CASEWORK)
def inbox(request: Any) -> HttpResponse:
    """Inkorg: what waits, that which ends at midnight first; or everything that came in."""
    return _listed(request, _lists(request))


@open_to(*CASEWORK, names="matter")
def matter_notices(request: Any, matter: UUID) -> HttpResponse:
    """Det som kom in i ett ärende."""
    found = shown_matter(request.member, matter)
    if found is None:
        raise Http404
    shown([matter], what="inbox")
    rows = queries.of_matter(request.member, matter)
    context = {"rows": [presenting.row(row) for row in rows], "matter": presenting.matter(found)}
    return render(request, "inbox/of_matter.html", context)


def _listed(request: Any, lists: dict[str, Any]) -> HttpResponse:
    rows: list[Row] = lists["rows"]
    to_see = queries.to_be_seen_by_a_manager(request.member) if request.member.has(RoleName.MANAGER.value) else []
    listed = {row.seen.id for row in rows}
    loose = [row for row in queries.loose_times(request.member) if row.seen.id not in listed]
    shown([_subject_of(row) for row in (*rows, *to_see, *loose)], what="inbox")
    context = {
        **lists,
        "rows": [presenting.row(row) for row in rows],
        "to_see": [presenting.row(row) for row in to_see],
        "loose": [presenting.row(row) for row in loose],
        "until_midnight": queries.until_midnight(rows),
        "on": clock.today(),
        "receives": receives_on(clock.today()),
        "register_url": reverse("notice_register"),
        "search_url": reverse("notice_search"),
        "search_form": SearchForm(auto_id="search_%s"),
    }
    return render(request, "inbox/inbox.html", context)


@open_to(*CASEWORK, methods=("GET", "POST"))
def notice_search(request: Any) -> HttpResponse:
    """Sök bland det som kommit: posted, so that no name or number stands in an address."""
    form = SearchForm(request.POST) if request.method == "POST" else SearchForm()
    hits: Hits | None = None
    if request.method == "POST" and form.is_valid():
        try:
            hits = find(request.member, form.cleaned_data["sought"], on=clock.today())
            shown([_subject_of(row) for row in hits.rows], what="search")
        except CannotDo as refusal:
            tell(form, refusal)
    context = {
        "form": form,
        "searched": hits is not None,
        "rows": [presenting.row(row) for row in hits.rows] if hits else [],
        "too_many": hits.too_many if hits else False,
        "protected_handlers": protected_handlers(),
        "inbox_url": reverse("inbox"),
    }
    return render(request, "inbox/search.html", context)


def _lists(request: Any) -> dict[str, Any]:
    """The rows that were asked for, and how the page names and turns them."""
    if request.GET.get("visa") != "allt":
        rows, too_many = queries.waiting(request.member)
        chosen = PARTS.get(request.GET.get("visa", ""))
        parts = [
            {"url": f"?visa={key}", "label": label, "count": sum(map(asks, rows)), "is_here": (label, asks) == chosen}
            for key, (label, asks) in PARTS.items()
        ]
        shown_rows = [row for row in rows if chosen is None or chosen[1](row)]
        return {"rows": shown_rows, "count": len(rows), "parts": parts, "too_many": too_many, "waiting": True,
                "whole": chosen is None}  # fmt: skip
    page = _page(request)
    rows, more = queries.everything(request.member, page=page)
    return {
        "rows": rows,
        "all": True,
        "previous_page_url": f"?visa=allt&sida={page - 1}" if page > 1 else None,
        "next_page_url": f"?visa=allt&sida={page + 1}" if more else None,
    }


def _page(request: Any) -> int:
    asked = request.GET.get("sida", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1


def _subject_of(row: Row) -> UUID:
    return row.seen.came.subject.id if row.seen.came.subject else row.seen.id


def _open(request: Any, identity: UUID) -> Row:
    """The thing if it may be opened; what is hidden, another's or nowhere is the same 404."""
    found = queries.one(request.member, identity)
    if found is None:
        raise Http404
    return found


@open_to(*CASEWORK, names="notice")
def notice(request: Any, notice: UUID) -> HttpResponse:
    """Något som kom in: what it is, what must be done and by when, what came before, and what is decided."""
    return _answer(request, _open(request, notice))


def _answer(request: Any, found: Row, **with_errors: Form) -> HttpResponse:
    shown([_subject_of(found)], what="notice")
    meant = queries.matters_that_may_be_meant(request.member, found)
    shown([one.matter.id for one in meant], what="notice")
    context = {
        **presenting.one(request.member, found),
        "on": clock.today(),
        "meant": [presenting.matter(one) for one in meant],
        "facts_form": MendForm(
            auto_id="facts_%s",
            by_hand=found.seen.came.by_hand,
            initial={**presenting.facts_of(found.seen), **queries.as_registered(found.seen)},
        ),
        "strike_form": StrikeForm(auto_id="strike_%s"),
        "standpoint_form": _standpoint_form(request, found),
        "inbox_url": reverse("inbox"),
    }
    return render(request, "inbox/notice.html", {**context, **with_errors})


def _standpoint_form(request: Any, found: Row, said: Any = None) -> StandpointForm:
    matters = [(one.matter.id, one.matter.number) for one in queries.matters_that_may_be_meant(request.member, found)]
    start = {"form_key": new_form_key()}
    return StandpointForm(said, auto_id="standpoint_%s", matters=matters, units=units(), initial=start)


# --- registering ---


@open_to(*CASEWORK, methods=("GET", "POST"))
def notice_register(request: Any) -> HttpResponse:
    """Registrera det som kom: one form, made to be filled in within a minute."""
    start = {"received": clock.today(), "form_key": new_form_key(), "came_by": CameBy.LETTER.value}
    form = RegisterForm(initial=start)
    if request.method == "POST":
        form = RegisterForm(request.POST, request.FILES)
        if form.is_valid():
            made = _registered(request, form)
            if made is not None:
                return made
        form.let_the_file_stay(request.member)
    context = {"form": form, "senders": known_senders(request.member), "inbox_url": reverse("inbox")}
    return render(request, "inbox/register.html", context)


def _registered(request: Any, form: RegisterForm) -> HttpResponse | None:
    """Registered with its file, both or neither; None with the refusal in the form."""
    said = form.cleaned_data
    try:
        with transaction.atomic(using=current().alias):
            whole = {**form.said(), "plain": said["plain"], "form_key": said["form_key"]}
            paper = actions.register(whole, form.facts(said["sender"]), by=request.member)
            found = queries.one(request.member, paper)
            file = form.chosen_file(request.member)
            if file is not None and found is not None:
                keep_attachment(_subject_of(found), file, ATTACHED_AS, request.member)
            elif file is not None:
                form.add_error("file", FILE_STAYS % {"whom": _handlers()})
                transaction.set_rollback(True, using=current().alias)
                return None
    except CannotDo as refusal:
        tell(form, refusal)
        return None
    except AttachmentRefused as refused:
        form.add_error("file", refused.message)
        return None
    if found is None:
        messages.success(
            request,
            gettext("Registrerat som %(number)s. %(whom)s tar det vidare.")
            % {"number": register_number(paper), "whom": _handlers()},
        )
        return HttpResponseRedirect(reverse("inbox"))
    messages.success(request, gettext("Registrerat som %(number)s.") % {"number": found.seen.came.number})
    return HttpResponseRedirect(reverse("notice", args=[paper]))


def _handlers() -> str:
    """Those who take care of what is about somebody protected, by name; nobody may be named yet."""
    return listed(tuple(protected_handlers())) or gettext("den som tar hand om skyddade personuppgifter")


# --- what is decided ---


@open_to(*CASEWORK, names="notice", methods=("POST",))
def notice_facts(request: Any, notice: UUID) -> HttpResponse:
    """Rätta det som är känt."""
    found = _open(request, notice)
    form = MendForm(request.POST, auto_id="facts_%s", by_hand=found.seen.came.by_hand)
    if form.is_valid():
        try:
            with transaction.atomic(using=current().alias):
                facts = form.facts(form.cleaned_data["sender"])
                actions.keep_facts(found.seen, facts, said=form.said() if form.mends_paper else None, by=request.member)
        except CannotDo as refusal:
            tell(form, refusal)
        else:
            messages.success(request, gettext("Uppgifterna är sparade."))
            if queries.one(request.member, notice) is None:
                messages.success(request, gettext("Den som tar hand om skyddade personuppgifter tar det vidare."))
                return HttpResponseRedirect(reverse("inbox"))
            return HttpResponseRedirect(reverse("notice", args=[notice]))
    return _answer(request, found, facts_form=form)


@open_to(*CASEWORK, names="notice", methods=("POST",))
def notice_strike(request: Any, notice: UUID) -> HttpResponse:
    """Makulera det som registrerades av misstag eller två gånger."""
    found = _open(request, notice)
    form = StrikeForm(request.POST, auto_id="strike_%s")
    if did(form, lambda said: actions.strike(found.seen, reason=said["reason"], by=request.member)):
        messages.success(request, gettext("Makulerad. Numret står kvar i registret."))
        return HttpResponseRedirect(reverse("notice", args=[notice]))
    return _answer(request, found, strike_form=form)


@open_to(*CASEWORK, names="notice", methods=("POST",))
def notice_standpoint(request: Any, notice: UUID) -> HttpResponse:
    """Ta ställning till det som kom in."""
    found = _open(request, notice)
    form = _standpoint_form(request, found, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            chosen = _chosen_matter(request, found, said)
            with transaction.atomic(using=current().alias):
                made = actions.take_standpoint(
                    found.seen, kind=said["kind"], reason=said["reason"], by=request.member, matter=chosen,
                    passed_to=said["passed_to"], unit_id=UUID(said["unit"]) if said["unit"] else None,
                    form_key=said["form_key"],
                )  # fmt: skip
        except CannotDo as refusal:
            tell(form, refusal)
        else:
            _say_it_is_taken(request, said)
            if _has_more_today(request, notice):
                return HttpResponseRedirect(reverse("notice", args=[notice]))
            if made.matter_id and shown_matter(request.member, made.matter_id):
                return HttpResponseRedirect(reverse("matter", args=[made.matter_id]))
            return HttpResponseRedirect(reverse("inbox"))
    return _answer(request, found, standpoint_form=form)


def _say_it_is_taken(request: Any, said: dict[str, Any]) -> None:
    """That it is saved, with the way to the next letter; nothing is handed over by itself, and that is told."""
    words = gettext("Ställningstagandet är sparat.")
    if said["kind"] == StandpointKind.PASSED_ON:
        to = gettext("Kvarbo lämnar inte över åt er: skicka handlingen till %(whom)s.") % {"whom": said["passed_to"]}
        words = f"{words} {to}"
    link = gettext("Registrera nästa")
    messages.success(request, format_html('{} <a href="{}">{}</a>', words, reverse("notice_register"), link))


def _has_more_today(request: Any, identity: UUID) -> bool:
    """Whether something is left that the law wants the same day: then one stays by it."""
    found = queries.one(request.member, identity)
    return found is not None and queries.until_midnight([found]) > 0


def _chosen_matter(request: Any, row: Row, said: dict[str, Any]) -> ShownMatter | None:
    """The matter chosen in the list or named by its number; none when neither is.

    A number with a figure wrong would put one person's paper among another's, and a standpoint is never changed: a
    matter where nobody is called so is asked about once.
    """
    if said.get("matter") == NEW:
        return None
    if said.get("matter"):
        return shown_matter(request.member, UUID(said["matter"]))
    if not said["matter_number"].strip():
        only = _only_one_meant(request, row) if said["kind"] == StandpointKind.RUNNING else None
        placed = row.seen.came.subject is not None
        if only is None and not placed and said["kind"] in actions.WITH_A_MATTER and "matter" in said:
            raise CannotDo(WHICH, field="matter")
        return only
    found = matter_numbered(request.member, said["matter_number"].strip())
    if found is None:
        raise CannotDo("Inget ärende med det numret som du får öppna. Kontrollera det.", field="matter_number")
    meant = {one.matter.id for one in queries.matters_that_may_be_meant(request.member, row)}
    if found.matter.id not in meant and not said.get("another"):
        raise CannotDo(NOBODY_CALLED_SO, field="matter_number")
    return found


def _only_one_meant(request: Any, row: Row) -> ShownMatter | None:
    """The one open matter with the same number or name, where there is no other to choose."""
    meant = [one for one in queries.matters_that_may_be_meant(request.member, row) if one.matter.closed_on is None]
    return meant[0] if len(meant) == 1 else None


@open_to(*CASEWORK, names="notice", methods=("POST",))
def notice_duty(request: Any, notice: UUID) -> HttpResponse:
    """Det som lagen kräver är gjort."""
    found = _open(request, notice)
    form = DoneForm(request.POST)
    if not form.is_valid():
        too_long = gettext("Skriv kortare hur det gjordes: högst 200 tecken.")
        messages.error(request, form.errors["day"][0] if "day" in form.errors else too_long)
        return HttpResponseRedirect(reverse("notice", args=[notice]))
    try:
        with transaction.atomic(using=current().alias):
            actions.mark_duty_done(found.seen, by=request.member, **form.cleaned_data)
    except CannotDo as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, gettext("Det är antecknat som gjort."))
    return HttpResponseRedirect(reverse("notice", args=[notice]))


@open_to(RoleName.MANAGER, names="notice", methods=("POST",))
def notice_seen(request: Any, notice: UUID) -> HttpResponse:
    """En chef har sett det som lyftes."""
    actions.see_escalation(_open(request, notice).seen, by=request.member)
    messages.success(request, gettext("Antecknat att du har sett det."))
    return HttpResponseRedirect(reverse("inbox"))


@open_to(*CASEWORK, names="notice")
def notice_receipt(request: Any, notice: UUID) -> HttpResponse:
    """Mottagningskvitto to print: that something came, on which day and under which number. It shows nobody."""
    found = _open(request, notice)
    context = {
        "number": found.seen.came.number,
        "came": found.seen.day,
        "to": found.seen.came.from_name,
        "ourselves": queries.ourselves(),
        "on": clock.today(),
        "notice_url": reverse("notice", args=[notice]),
    }
    return render(request, "inbox/receipt.html", context)
