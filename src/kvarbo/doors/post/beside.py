"""Papper vid sidan: what ``post/rows.html`` shows on the page of a lease or a matter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.doors.post.queries import how_many, papers_of
from kvarbo.doors.post.roles import AT_THE_POST
from kvarbo.ground.beside import Link
from kvarbo.ground.units.queries import AtWork


def link_to(subject_id: UUID) -> Link:
    """The way from a lease or a matter to where its papers stand and a new one is handed over."""
    count = how_many(subject_id)
    told = gettext("%(count)s papper") % {"count": count} if count else ""
    return Link(gettext("Lämna ut eller skicka ett papper"), reverse("hand_over", args=[subject_id]), told)


def papers_beside(reader: AtWork, subject_id: UUID) -> dict[str, Any]:
    """Papers in and out about this one, and where a new one is handed over; nothing for who does not open the post."""
    if not reader.has(*(role.value for role in AT_THE_POST)):
        return {"may_hand_over": False}
    return {
        "may_hand_over": True,
        "hand_over_url": reverse("hand_over", args=[subject_id]),
        "papers": [{"row": row, "url": reverse("paper", args=[row.id])} for row in papers_of(reader, subject_id)],
    }
