"""What closing with a follow-up says elsewhere: fields of the form that closes, and follow-ups whose day has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core import swedish
from kvarbo.ground import clock
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.added import Added, Closing, Urgent
from kvarbo.social.closing.actions import assess
from kvarbo.social.closing.forms import closing_fields
from kvarbo.social.closing.queries import due_in, left_in

HANDBOOK = "Göteborgs handbok, Hot om avhysning, steg 9"


def closed(matter: Any, said: dict[str, Any], by: AtWork, on: date) -> None:
    """Keep the assessment that the form asked for, in the same act as the closing."""
    assess(
        matter=matter, outcome=said["outcome"], text=said["assessment"], follow_up=said["follow_up"] == "yes",
        wanted=said["wanted"], member=UUID(said["member"]) if said["member"] else None, due=said["due"], by=by, on=on,
    )  # fmt: skip


CLOSING = Closing(fields=closing_fields, closed=closed)


def urgent(reader: AtWork) -> Sequence[Urgent]:
    """Follow-ups whose day has come, on the first page: the matter's number and no more."""
    return [
        Urgent(
            gettext("Följ upp ärende %(number)s, senast %(day)s.")
            % {"number": one.matter.number, "day": swedish.day(one.due)},
            gettext("Ärendet är avslutat, och den enskilde vill att ni hör av er."),
            reverse("follow_up", args=[one.matter_id]),
            gettext("Öppna uppföljningen"),
            is_calm=True,
        )
        for one in due_in(reader, clock.today())
        if one.due is not None
    ]


def tell(reader: AtWork, matter: Any, on: date) -> Added:
    """On the page of a closed matter: when it is to be followed up."""
    left = left_in(matter)
    if left is None or left.due is None:
        return Added()
    return Added((gettext("Följ upp %(day)s. (%(source)s)") % {"day": swedish.day(left.due), "source": HANDBOOK},))
