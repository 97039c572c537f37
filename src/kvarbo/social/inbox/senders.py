"""Avsändare som skrivits förut: what an office has called those who write to it, so that nobody types it again.

Organisations alone, from what the reader may open: who has told of a neighbour is no name to suggest.
"""

from __future__ import annotations

from kvarbo.doors.organisations.queries import counterparts
from kvarbo.doors.post import incoming
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.inbox.models import NoticeFacts, Sender
from kvarbo.social.inbox.words import PEOPLE

LOOKED_THROUGH = 200  # of what came in last
ORGANISATIONS = frozenset(Sender) - PEOPLE


def known_senders(reader: AtWork) -> list[str]:
    """Counterparts first, then what was typed lately about an organisation; each name once."""
    came = [one for one in incoming.newest(reader, start=0, most=LOOKED_THROUGH) if one.by_hand]
    typed = [one for one in came if not one.holds_protected]
    told = NoticeFacts.objects.filter(paper_id__in=[one.id for one in typed], sender__in=ORGANISATIONS)
    of_organisations = dict(told.values_list("paper_id", "sender"))
    names = [one.name for one in counterparts()]
    names += [one.from_name for one in typed if one.id in of_organisations]
    unnamed = {str(sender.label).casefold() for sender in Sender}  # what is written when no name was
    return list({name.casefold(): name for name in names if name.casefold() not in unnamed}.values())
