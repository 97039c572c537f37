"""What is remembered between pages, per room: the filters of Idag, the page one was on, what was just written in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from kvarbo.landlord.outreach.today import Filters
from kvarbo.landlord.outreach.words import GROUPS

ASKED_BY = ("district", "group", "mine")


def filters_of(request: Any) -> Filters:
    """The filters asked for, or else those of last time; what is asked for is remembered."""
    kept = request.session.get(_key(request), {})
    if any(name in request.GET for name in ASKED_BY):
        kept = {
            "district": request.GET.get("district", "").replace("\0", "")[:100],
            "group": request.GET.get("group", ""),
            "mine": request.GET.get("mine") == "1",
        }
        request.session[_key(request)] = kept
    group = kept.get("group", "")
    return Filters(
        district=kept.get("district", ""), group=group if group in GROUPS else "", mine=bool(kept.get("mine"))
    )


def remember_page(request: Any, page: int) -> None:
    """Remember which page of the list is looked at, so that an action leads back to it."""
    if request.session.get(f"{_key(request)}:page", 1) != page:
        request.session[f"{_key(request)}:page"] = page


def page_url(page: int) -> str:
    """The address of one page of Idag."""
    return reverse("today") + (f"?sida={page}" if page > 1 else "")


def last_page_url(request: Any) -> str:
    """Idag as it was looked at last, with filters and page."""
    return page_url(request.session.get(f"{_key(request)}:page", 1))


def remember_written(request: Any, contact: UUID) -> None:
    """Remember the contact just written in by its id alone: sessions stand in the house, where nobody's matter is."""
    request.session[f"{_key(request)}:written"] = str(contact)


def just_written(request: Any) -> str | None:
    """The contact just written in, told once."""
    found: str | None = request.session.pop(f"{_key(request)}:written", None)
    return found


def _key(request: Any) -> str:
    return f"idag:{request.room.slug}"
