"""Whom staff call when somebody may come to harm: numbers of the place, written in once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kvarbo.ground.help.contact import HelpContactFields


class HelpContact(HelpContactFields):
    """Hjälpkontakt in a landlord's room; nothing about any tenant."""

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "name"], name="one_number_per_helper")
        ]
