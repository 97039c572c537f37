"""What the inbox says on the first page of matters: times for eviction that nobody else counts down to."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core.swedish import day as in_words
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.added import Urgent
from kvarbo.social.inbox.presenting import who
from kvarbo.social.inbox.queries import loose_times


def urgent(reader: AtWork) -> Sequence[Urgent]:
    """Each time for eviction without a matter."""
    return [
        Urgent(
            gettext("Avhysning %(day)s utan ärende: %(who)s.")
            % {
                "day": in_words(row.seen.eviction[0]),
                "who": ", ".join(map(str, who(row.seen))) or gettext("okänd person"),
            },
            gettext("Öppna ett ärende, eller ta reda på hur det gick."),
            reverse("notice", args=[row.seen.id]),
        )
        for row in loose_times(reader)
        if row.seen.eviction is not None
    ]
