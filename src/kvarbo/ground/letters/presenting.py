"""Brev in words, for the pages of what they belong to."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kvarbo.ground.beside import Link
from kvarbo.ground.letters.queries import how_many


def link_to(subject_id: UUID) -> Link:
    """The way to a subject's letters and to writing one, and how many there are."""
    count = how_many(subject_id)
    told = ngettext("%(count)s brev", "%(count)s brev", count) % {"count": count} if count else ""
    return Link(gettext("Skriv ett brev"), reverse("letters", args=[subject_id]), told)
