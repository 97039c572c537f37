"""Attachments in words, for the pages of what they belong to."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kvarbo.ground.attachments.queries import how_many
from kvarbo.ground.beside import Link


def link_to(subject_id: UUID) -> Link:
    """The way to a subject's attachments, and how many there are."""
    count = how_many(subject_id)
    told = ngettext("%(count)s fil", "%(count)s filer", count) % {"count": count} if count else ""
    return Link(gettext("Bilagor"), reverse("attachments", args=[subject_id]), told)
