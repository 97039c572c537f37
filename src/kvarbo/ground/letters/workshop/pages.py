"""Verkstaden för brev: whose words each kind of letter has, and one's own: write, look, put in force, go back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground.access import open_to
from kvarbo.ground.asked import acted, number_asked, text_asked
from kvarbo.ground.letters.answers import pdf_answer
from kvarbo.ground.letters.forms import LANGUAGES
from kvarbo.ground.letters.slots import languages_of
from kvarbo.ground.letters.words import Language
from kvarbo.ground.letters.workshop import actions
from kvarbo.ground.letters.workshop.forms import WordingForm, name_of
from kvarbo.ground.letters.workshop.presenting import address_of, rows_of, state_in_words
from kvarbo.ground.letters.workshop.queries import (
    KindInRoom,
    WordingState,
    kind_in_room,
    kinds_in_room,
    outdated,
    shown_texts,
)
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.units.roles import RoleName


@open_to(RoleName.MANAGER)
def letter_wordings(request: Any) -> HttpResponse:
    """Brevmallar: each kind with whose words are in force."""
    return render(request, "letters/wordings.html", {"kinds": [_line(one) for one in kinds_in_room()]})


@open_to(RoleName.MANAGER, methods=("GET", "POST"))
def letter_wording(request: Any) -> HttpResponse:
    """Egna ord i ett brev: write, have it looked through, preview it as often as one likes, and keep it."""
    asked = request.POST if request.method == "POST" else request.GET
    kind = kind_in_room(asked.get("slag", ""))
    if kind is None or kind.is_locked:
        return letter_wordings(request)
    language = _language(kind, asked.get("sprak", ""))
    version = kind.under_way or kind.in_force
    texts = shown_texts(kind.about.kind, language, version.texts if version else {})
    if request.method != "POST":
        return _form(request, kind, language, WordingForm(kind=kind.about.kind, language=language, texts=texts))
    waits = version is not None and version.state is WordingState.WAITING  # what waits is read and previewed as it is
    said = {name_of(key): text for key, text in texts.items()} if waits else request.POST
    form = WordingForm(said, kind=kind.about.kind, language=language, texts=texts)
    if form.is_valid():
        try:
            done = _do(request, kind, language, form)
        except CannotDo as refusal:
            form.add_error(None, refusal.message)
        else:
            if done is not None:
                return done
    return _form(request, kind, language, form)


@open_to(RoleName.MANAGER, methods=("POST",))
def letter_wording_force(request: Any) -> HttpResponse:
    """Låt en version gälla: at once, or when a second person has said yes."""
    kind = kind_in_room(request.POST.get("slag", ""))
    waits = kind is not None and kind.about.is_statutory
    return acted(
        request,
        lambda: actions.put_in_force(
            text_asked(request, "slag"),
            number=number_asked(request, "number"),
            by=request.member,
            reason=text_asked(request, "reason"),
        ),
        done="Begäran är lämnad. Orden gäller när en annan person har godkänt dem under Två personer."
        if waits
        else "Orden gäller nu, för varje brev som görs från och med nu.",
        back=_back(kind),
    )


@open_to(RoleName.MANAGER, methods=("POST",))
def letter_wording_back(request: Any) -> HttpResponse:
    """Gå tillbaka till Kvarbos text."""
    return acted(
        request,
        lambda: actions.back_to_kvarbos(
            text_asked(request, "slag"), base=number_asked(request, "number"), by=request.member
        ),
        done="Kvarbos text gäller nu. Brev som redan är gjorda är som de var.",
        back=_back(kind_in_room(request.POST.get("slag", ""))),
    )


def _do(request: Any, kind: KindInRoom, language: Language, form: WordingForm) -> HttpResponse | None:
    """What was asked for; None when the page is to be shown again with what it has found."""
    if request.POST.get("do") == "preview":
        content = actions.example_pdf(kind.about.kind, language, {language.value: form.texts})
        return pdf_answer(content, f"{kind.about.kind.value.replace('_', '-')}.pdf")
    if request.POST.get("do") != "save":
        return None
    actions.save_wording(
        kind.about.kind.value, language, form.texts, base=number_asked(request, "number"), by=request.member
    )
    messages.success(request, gettext("Utkastet är sparat. Det gäller först när du låter det gälla."))
    return HttpResponseRedirect(address_of(kind.about.kind, language))


def _form(request: Any, kind: KindInRoom, language: Language, form: WordingForm) -> HttpResponse:
    about, under_way, in_force = kind.about, kind.under_way, kind.in_force
    used = under_way or in_force
    rows, spelling = rows_of(form)
    context = {
        "kind": about,
        "form": form,
        "rows": rows,
        "spelling": spelling,
        "language": language,
        "languages": [
            (LANGUAGES[one], address_of(about.kind, one), one is language) for one in languages_of(about.kind)
        ],
        "number": kind.newest,
        "under_way": under_way,
        "waits": under_way is not None and under_way.state is WordingState.WAITING,
        "may_go_back": used is not None,
        "outdated": outdated(about.kind, used.texts) if used else 0,
        "versions": [(one, state_in_words(one)) for one in kind.versions],
        "list_url": reverse("letter_wordings"),
        "write_url": reverse("letter_wording"),
        "force_url": reverse("letter_wording_force"),
        "back_url": reverse("letter_wording_back"),
        "requests_url": reverse("requests"),
    }
    return render(request, "letters/wording.html", context)


def _line(kind: KindInRoom) -> dict[str, Any]:
    return {
        "about": kind.about,
        "is_locked": kind.is_locked,
        "in_force": kind.in_force,
        "under_way": state_in_words(kind.under_way) if kind.under_way else "",
        "number": kind.under_way.number if kind.under_way else 0,
        "url": "" if kind.is_locked else address_of(kind.about.kind),
    }


def _language(kind: KindInRoom, asked: str) -> Language:
    offered = languages_of(kind.about.kind)
    return next((one for one in offered if one.value == asked), offered[0])


def _back(kind: KindInRoom | None) -> str:
    return address_of(kind.about.kind) if kind and not kind.is_locked else reverse("letter_wordings")
