"""Brevbuntar: the list; one bundle with its progress, what came of each letter, its print file and its posting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import acted, id_asked
from kvarbo.ground.letters.answers import pdf_answer
from kvarbo.ground.letters.kinds import KINDS, LetterKind
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.bundles import actions, queries
from kvarbo.landlord.bundles.forms import AllPostedForm, TakeOutForm
from kvarbo.landlord.bundles.models import BundleLetter
from kvarbo.landlord.bundles.printing import fetch_print_file
from kvarbo.landlord.bundles.queries import Bundle
from kvarbo.landlord.bundles.words import InBundle
from kvarbo.landlord.rent.queries import leases_open_to, shown_leases

OFFICE = (RoleName.RENT_OFFICER, RoleName.MANAGER)
PAGE = 100


@open_to(*OFFICE)
def letter_bundles(request: Any) -> HttpResponse:
    """Brevbuntar, the newest first. Names nobody."""
    rows = [
        {"bundle": bundle, "title": _title(bundle), "made": made, "waiting": waiting, "url": _address(bundle.id)}
        for bundle, made, waiting in queries.bundles()
    ]
    context = {"rows": rows, "write_url": reverse("letter_bulk"), "today_url": reverse("today")}
    return render(request, "bundles/bundles.html", context)


@open_to(*OFFICE, methods=("GET", "POST"))
def letter_bundle(request: Any) -> HttpResponse:
    """En brevbunt: what came of each letter; take one out, note that all are posted, or make those that are left."""
    said = request.POST if request.method == "POST" else request.GET
    found = _found(said.get("bunt", ""))
    if found is None:
        return _nowhere(request)
    if request.method != "POST":
        return render(request, "bundles/bundle.html", _context(request, found))
    work, done = {
        "take_out": (_take_out, "Brevet är uttaget ur bunten."),
        "posted": (_posted, "Dagen för postningen är noterad för alla brev i bunten."),
    }.get(request.POST.get("do", ""), (_again, "Breven som är kvar görs nu."))
    return acted(request, lambda: work(request, found), done=done, back=_address(found.id))


def _take_out(request: Any, found: Bundle) -> None:
    letter, why = id_asked(request, "letter"), request.POST.get("why", "")
    actions.take_out(found.id, letter=letter, why=why, by=request.member)


def _posted(request: Any, found: Bundle) -> None:
    form = AllPostedForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    seen = said.get("seen", -1)
    actions.note_bundle_posted(found.id, on=said.get("posted_date"), seen=seen, by=request.member)


def _again(request: Any, found: Bundle) -> None:
    actions.ask_again(found.id, by=request.member)


@open_to(*OFFICE, methods=("POST",))
def letter_bundle_file(request: Any) -> HttpResponse:
    """Hämta utskriftsfilen. A POST: what is taken out is counted."""
    found = _found(request.POST.get("bunt", ""))
    if found is None:
        return _nowhere(request)
    try:
        fetched = fetch_print_file(found, by=request.member)
    except CannotDo as refusal:
        messages.error(request, refusal.message)
        return HttpResponseRedirect(_address(found.id))
    return pdf_answer(fetched.content, fetched.file_name)


def _found(identity: str) -> Bundle | None:
    try:
        return queries.bundle(UUID(identity))
    except ValueError:
        return None


def _nowhere(request: Any) -> HttpResponse:
    messages.error(request, gettext("Bunten finns inte. Välj en av dem som står här."))
    return HttpResponseRedirect(reverse("letter_bundles"))


def _address(identity: UUID) -> str:
    return f"{reverse('letter_bundle')}?bunt={identity}"


def _title(bundle: Bundle) -> str:
    return KINDS[LetterKind(bundle.kind)].title


def _context(request: Any, found: Bundle) -> dict[str, Any]:
    every = queries.open_letters(request.member, found.id)
    asked = [row for row in every if row.state != InBundle.LEFT_OUT]
    counted = queries.counts(every)
    waiting, made = counted.get(InBundle.WAITING, 0), counted.get(InBundle.MADE, 0)
    page = Paginator(every, PAGE).get_page(request.GET.get("sida"))
    here = _address(found.id)
    has_stopped, _ = queries.work_on(found.id)
    return {
        "bundle": found,
        "title": _title(found),
        "rows": _rows(request, list(page), may_take_out=found.posted_date is None),
        "counts": [{"label": gettext(InBundle(state).label), "number": n} for state, n in counted.items()],
        "done": len(asked) - waiting,
        "total": len(asked),
        "hidden": max(0, found.planned - len(asked)),
        "made": made,
        "pages": sum(row.pages for row in every if row.state == InBundle.MADE),
        "is_made": not waiting,
        "has_stopped": has_stopped and waiting > 0,
        "changed": _changed_since_printed(found, made),
        "posted_form": AllPostedForm(initial={"posted_date": clock.today(), "seen": made}),
        "here_url": here,
        "act_url": reverse("letter_bundle"),
        "file_url": reverse("letter_bundle_file"),
        "bundles_url": reverse("letter_bundles"),
        "previous_page_url": f"{here}&sida={page.previous_page_number()}" if page.has_previous() else None,
        "next_page_url": f"{here}&sida={page.next_page_number()}" if page.has_next() else None,
    }


def _changed_since_printed(found: Bundle, made: int) -> str:
    """That the paper holds more letters than the bundle, when some were taken out after the print file."""
    more = found.printed - made
    if found.printed_at is None or more <= 0 or found.posted_date is not None:
        return ""
    text = ngettext(
        "Ett brev är uttaget sedan utskriftsfilen hämtades. Plocka bort det ur högen, eller hämta filen på nytt.",
        "%(n)s brev är uttagna sedan utskriftsfilen hämtades. Plocka bort dem ur högen, eller hämta filen på nytt.",
        more,
    )
    return text % {"n": more}


def _rows(request: Any, rows: list[BundleLetter], *, may_take_out: bool) -> list[dict[str, Any]]:
    leases = {lease.id: lease for lease in leases_open_to(request.member).filter(pk__in={row.lease_id for row in rows})}
    seen = shown_leases(request.member, list(leases.values()))
    shown(leases, what="letter_bundle")
    answers = []
    for row in rows:
        lease = seen[row.lease_id]
        names = {person.id: person.name for person in lease.tenants}
        is_made = row.state == InBundle.MADE
        answers.append(
            {
                "who": names.get(row.person_id, "") if row.person_id else "",
                "where": lease.where,
                "url": reverse("tenant", args=[lease.id]),
                "state": gettext(InBundle(row.state).label),
                "reason": row.reason,
                "pages": row.pages,
                "letter_url": reverse("letter", args=[row.letter_id]) if row.letter_id else None,
                "form": TakeOutForm(initial={"letter": row.id}, auto_id=f"t{row.place}_%s")
                if is_made and may_take_out
                else None,
            }
        )
    return answers
