"""What a page does with a form: act, say how it went, and lead back; and ids in forms, where anything may stand."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from kvarbo.ground.refusals import CannotDo

FILL_IN = "Något i formuläret saknas eller går inte att läsa. Fyll i det och försök igen."


def new_form_key() -> str:
    """Made anew for each showing of a form, so that the same form sent twice is told from two forms."""
    return secrets.token_urlsafe(16)


def acted(request: Any, work: Callable[[], object], *, done: str, back: str) -> HttpResponse:
    """Do ``work`` and lead to ``back`` with ``done`` (Swedish), or with the refusal's own words."""
    try:
        work()
    except CannotDo as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, gettext(done))
    return HttpResponseRedirect(back)


def id_asked(request: Any, name: str) -> UUID:
    """The id in a field; raises ``CannotDo`` for what is no id."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise CannotDo(FILL_IN) from None


def number_asked(request: Any, name: str) -> int:
    """The number in a field; raises ``CannotDo`` for what is no number."""
    text = request.POST.get(name, "")
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        raise CannotDo(FILL_IN)
    return int(text)


def day_asked(request: Any, name: str) -> date | None:
    """The day in a field, or none when it is empty; raises ``CannotDo`` for what is no day."""
    text = request.POST.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CannotDo("Skriv dagen som åååå-mm-dd.") from None


def text_asked(request: Any, name: str, *, most: int = 500) -> str:
    """The words in a field."""
    return str(request.POST.get(name, "")).replace("\0", "").strip()[:most]
