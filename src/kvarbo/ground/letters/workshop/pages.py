"""Verkstaden för brev: whose words each kind of letter has, and one's own: write, look, put in force, go back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground.access import open_to
from kvarbo.ground.asked import acted, number_asked, text_asked
from kvarbo.ground.letters.answers import pdf_answer
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.slots import languages_of
from kvarbo.ground.letters.words import Language
from kvarbo.ground.letters.workshop import actions
from kvarbo.ground.letters.workshop.forms import WordingForm, name_of
from kvarbo.ground.letters.workshop.presenting import address_of, languages_shown, lix_of, rows_of, state_in_words
from kvarbo.ground.letters.workshop.queries import (
    KindInRoom,
    Texts,
    Version,
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
    page = _opened(kind, asked.get("sprak", ""), asked.get("version", ""))
    if request.method != "POST":
        return _form(request, page, page.form())
    form = page.form(request.POST)
    if form.is_valid():
        try:
            done = _do(request, page, form)
        except CannotDo as refusal:
            form.add_error(None, refusal.message)
        else:
            if done is not None:
                return done
    return _form(request, page, form)


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


@dataclass(frozen=True, slots=True)
class Opened:
    """En uppslagen mall: ``version`` is what is shown, None for Kvarbo's text; ``is_read``: it is not to be changed."""

    kind: KindInRoom
    language: Language
    version: Version | None
    is_read: bool

    @property
    def letter(self) -> LetterKind:
        """Which letter it is."""
        return self.kind.about.kind

    @property
    def texts(self) -> Texts:
        """The own words of the version, in every language."""
        return self.version.texts if self.version else {}

    def form(self, said: Mapping[str, Any] | None = None) -> WordingForm:
        """Its form; what is only read is what is kept, whatever is sent."""
        texts = shown_texts(self.letter, self.language, self.texts)
        if said is not None and self.is_read:
            said = {name_of(key): text for key, text in texts.items()}
        return WordingForm(said, kind=self.letter, language=self.language, texts=texts)


def _opened(kind: KindInRoom, language: str, number: str) -> Opened:
    """What is asked for; else what waits for a second person, the draft, or what is in force."""
    offered = languages_of(kind.about.kind)
    shown = next((one for one in offered if one.value == language), offered[0])
    asked = next((one for one in kind.versions if str(one.number) == number), None)
    waits = kind.under_way is not None and kind.under_way.state is WordingState.WAITING
    return Opened(kind, shown, asked or kind.under_way or kind.in_force, is_read=asked is not None or waits)


def _do(request: Any, page: Opened, form: WordingForm) -> HttpResponse | None:
    """What was asked for; None when the page is to be shown again with what it has found."""
    if request.POST.get("do") == "preview":
        content = actions.example_pdf(page.letter, page.language, {page.language.value: form.texts})
        return pdf_answer(content, f"{page.letter.value.replace('_', '-')}.pdf")
    if request.POST.get("do") != "save":
        return None
    if page.is_read:
        raise CannotDo(actions.WAITS if page.version is page.kind.under_way else actions.OLD)
    number = number_asked(request, "number")
    actions.save_wording(page.letter.value, page.language, form.texts, base=number, by=request.member)
    messages.success(request, gettext("Utkastet är sparat. Det gäller först när du låter det gälla."))
    return HttpResponseRedirect(address_of(page.letter, page.language))


def _form(request: Any, page: Opened, form: WordingForm) -> HttpResponse:
    kind, under_way = page.kind, page.kind.under_way
    rows, spelling = rows_of(form)
    context = {
        "kind": kind.about,
        "form": form,
        "rows": rows,
        "spelling": spelling,
        "lix": lix_of(form),
        "is_checked": form.is_bound and form.is_valid() and not page.is_read,
        "language": page.language,
        "languages": languages_shown(page.letter, page.language, page.texts, page.version if page.is_read else None),
        "version": page.version,
        "is_read": page.is_read,
        "number": kind.newest,
        "draft": under_way if under_way and under_way.state is WordingState.DRAFT else None,
        "waiting": under_way if under_way and under_way.state is WordingState.WAITING else None,
        "may_go_back": bool(under_way or kind.in_force),
        "outdated": outdated(page.letter, page.texts),
        "versions": [(one, state_in_words(one), address_of(page.letter, version=one)) for one in kind.versions],
        "now_url": address_of(page.letter, page.language),
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


def _back(kind: KindInRoom | None) -> str:
    return address_of(kind.about.kind) if kind and not kind.is_locked else reverse("letter_wordings")
