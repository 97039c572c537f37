"""Brev: what has been written to somebody, and a new one: choose, fill in, look at it, make it, post it."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import acted
from kvarbo.ground.letters import actions, queries
from kvarbo.ground.letters.answers import pdf_answer
from kvarbo.ground.letters.beginnings import known_of
from kvarbo.ground.letters.forms import LANGUAGES, TO_OTHERS, LetterForm, PostedForm, sender_initial
from kvarbo.ground.letters.kinds import KINDS, About, LetterKind
from kvarbo.ground.letters.letter import PROTECTED, LetterRefused
from kvarbo.ground.letters.models import KeptLetter
from kvarbo.ground.letters.words import Language
from kvarbo.ground.subjects import Subject, subject
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName

THOSE_WHO_MEET_PEOPLE = (
    RoleName.RENT_OFFICER,
    RoleName.CARETAKER,
    RoleName.CASEWORKER,
    RoleName.MANAGER,
    RoleName.PROTECTED_HANDLER,
)
KEEP = "keep"


@open_to(*THOSE_WHO_MEET_PEOPLE, names="subject")
def letters(request: Any, subject: UUID) -> HttpResponse:
    """Brev till någon: those that are kept, and the kinds that can be written."""
    return _list(request, _open(request, subject))


@open_to(*THOSE_WHO_MEET_PEOPLE, names="subject", methods=("GET", "POST"))
def letter_write(request: Any, subject: UUID) -> HttpResponse:
    """Skriv ett brev: preview it as often as one likes; it is kept when it is made."""
    about = _open(request, subject)
    kind = _kind(request)
    if kind is None:
        return _list(request, about)
    if request.method != "POST":
        return _form(request, about, kind, _blank(request, about, kind))
    form = LetterForm(request.POST, about=kind, people=about.people)
    if not form.is_valid():
        return _form(request, about, kind, form)
    letter = form.letter(on=clock.today())
    who = {"about": about, "person_id": form.person_id, "by": request.member}
    try:
        if request.POST.get("do") == KEEP:
            made = actions.keep_letter(letter, **who, form_key=form.cleaned_data["form_key"])
        else:
            content = actions.letter_pdf(letter, **who)
            shown([about.id], what="letter_preview")
            return pdf_answer(content, f"{letter.kind.value.replace('_', '-')}.pdf")
    except LetterRefused as refusal:
        form.add_error(None, refusal.message)
        return _form(request, about, kind, form)
    messages.success(request, gettext("Brevet är gjort och sparat. Skriv ut det och posta det."))
    return HttpResponseRedirect(reverse("letter", args=[made]))


@open_to(*THOSE_WHO_MEET_PEOPLE, names="letter")
def letter(request: Any, letter: UUID) -> HttpResponse:
    """Ett sparat brev: what it is, and whether it has been posted."""
    kept, about = _kept(request, letter)
    shown([about.id], what="letter")
    context = {
        "letter": _row(kept),
        "who": [person.name for person in about.people],
        "to": [person.name for person in about.people if person.id == kept.person_id],
        "letters_url": reverse("letters", args=[about.id]),
        "pdf_url": reverse("letter_pdf", args=[kept.id]),
        "posted_url": reverse("letter_posted", args=[kept.id]),
        "form": PostedForm(initial={"posted_date": clock.today()}),
    }
    return render(request, "letters/letter.html", context)


@open_to(*THOSE_WHO_MEET_PEOPLE, names="letter")
def letter_pdf(request: Any, letter: UUID) -> HttpResponse:
    """Hämta brevet as it was made."""
    try:
        opened = queries.open_letter(request.member, letter)
    except LetterRefused as refusal:
        messages.error(request, refusal.message)
        return HttpResponseRedirect(reverse("letter", args=[letter]))
    if opened is None:
        raise Http404
    return pdf_answer(opened.content, opened.file_name)


@open_to(*THOSE_WHO_MEET_PEOPLE, names="letter", methods=("POST",))
def letter_posted(request: Any, letter: UUID) -> HttpResponse:
    """Notera att brevet är postat."""
    _kept(request, letter)
    form = PostedForm(request.POST)
    day = form.cleaned_data["posted_date"] if form.is_valid() else None
    return acted(
        request,
        lambda: actions.note_posted(letter, on=day, by=request.member),
        done="Dagen för postningen är noterad.",
        back=reverse("letter", args=[letter]),
    )


def _open(request: Any, identity: UUID) -> Subject:
    found = subject(request.member, identity)
    if found is None:
        raise Http404
    return found


def _kept(request: Any, identity: UUID) -> tuple[KeptLetter, Subject]:
    found = queries.letter_open_to(request.member, identity)
    if found is None:
        raise Http404
    return found


def _kind(request: Any) -> About | None:
    asked = (request.POST if request.method == "POST" else request.GET).get("slag", "")
    kind = KINDS.get(LetterKind(asked)) if asked in LetterKind.__members__.values() else None
    return kind if kind in queries.kinds_for(request.member) else None


def _blank(request: Any, about: Subject, kind: About) -> LetterForm:
    """The form with what is known; whoever writes sees it all and can change it."""
    known = known_of(request.member, about, kind.kind, clock.today())
    initial: dict[str, Any] = {f"v_{name}": value for name, value in known.variables.items()}
    initial |= {"contact": request.member.name, "organisation": known.organisation, "language": Language.SWEDISH.value}
    initial |= {"organisation_address": "\n".join(known.organisation_address)}
    if kind.audience not in TO_OTHERS:  # the home is nobody's address but theirs who live there
        initial["address"] = str(about.where)
    initial |= {name: value for name, value in sender_initial(queries.last_sender(request.member)).items() if value}
    if len(about.people) == 1:
        initial["person"] = str(about.people[0].id)
    return LetterForm(about=kind, people=about.people, initial={**initial, "form_key": uuid.uuid4()})


def _form(request: Any, about: Subject, kind: About, form: LetterForm) -> HttpResponse:
    shown([about.id], what="letter_write")
    is_protected = any(person.is_protected for person in about.people)
    context = {
        "who": [person.name for person in about.people],
        "kind": kind,
        "form": form,
        "refused": PROTECTED if is_protected else "",
        "protection_url": reverse("protection", args=[about.id]),
        "remarks": known_of(request.member, about, kind.kind, clock.today()).remarks,
        "letters_url": reverse("letters", args=[about.id]),
        "write_url": reverse("letter_write", args=[about.id]),
    }
    return render(request, "letters/write.html", context)


def _list(request: Any, about: Subject) -> HttpResponse:
    shown([about.id], what="letters")
    context = {
        "who": [person.name for person in about.people],
        "where": about.where,
        "subject_url": about.url,
        "rows": [_row(kept) for kept in queries.letters_of(about.id)],
        "kinds": queries.kinds_for(request.member),
        "write_url": reverse("letter_write", args=[about.id]),
    }
    return render(request, "letters/letters.html", context)


def _row(kept: KeptLetter) -> dict[str, Any]:
    return {
        "title": KINDS[LetterKind(kept.kind)].title,
        "version": kept.version,
        "wording": kept.wording,
        "language": LANGUAGES[Language(kept.language)],
        "made": kept.made_date,
        "by": kept.made_by_name,
        "pages": kept.pages,
        "posted": kept.posted_date,
        "put_away": kept.put_away_why,
        "url": reverse("letter", args=[kept.id]),
    }
