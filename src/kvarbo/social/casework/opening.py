"""What every page about a matter does first and last: open it for whoever asks, and do what a form asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.forms import Form
from django.http import Http404

from kvarbo.house.rooms import current
from kvarbo.social.casework.queries import matters_open_to
from kvarbo.social.casework.refusals import CannotDo

if TYPE_CHECKING:
    from kvarbo.social.casework.models import Matter


def open_matter(request: Any, matter: UUID) -> Matter:
    """The matter if it may be opened; what is hidden, another's or nowhere is the same 404."""
    found = matters_open_to(request.member).filter(pk=matter).first()
    if found is None:
        raise Http404
    return found


def named_id(written: str) -> UUID:
    """An id that a form or a button carries; a wrong one is nobody's."""
    try:
        return UUID(written)
    except ValueError:
        return UUID(int=0)


def tell(form: Form, refusal: CannotDo) -> None:
    """Put a refusal where it belongs in the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def did(form: Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether what a valid form asks for was done, whole or not at all; a refusal stands in the form."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic(using=current().alias):
            act(form.cleaned_data)
    except CannotDo as refusal:
        tell(form, refusal)
        return False
    return True
