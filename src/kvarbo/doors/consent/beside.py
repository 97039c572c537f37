"""Samtycken vid sidan: the way from a lease or a matter to what its people have consented to."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground.beside import Link


def link_to(subject_id: UUID) -> Link:
    """The way to a subject's consents; how many there are is told there, where the reading is written down."""
    return Link(gettext("Samtycken"), reverse("consents", args=[subject_id]))
