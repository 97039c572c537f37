"""What a room of the social services knows beforehand of a letter: who we are, and whom a paper is about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kvarbo.doors.organisations.queries import Ourselves
from kvarbo.ground.letters import variables as v
from kvarbo.ground.letters.beginnings import Known
from kvarbo.ground.letters.kinds import KINDS, LetterKind
from kvarbo.ground.subjects import Subject
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.inbox.told import times_told

TO_ANSWER = timedelta(days=7)
_REMARKS = {
    LetterKind.LETTERBOX_NOTE: (
        "Lappen kan läsas av vem som helst i hemmet. Skriv en avsändare som inte röjer socialtjänsten, till exempel "
        "kommunens namn, och ingen titel."
    ),
    LetterKind.CONFIRMATION_COPY: (
        "Lägg med en kopia av bekräftelsen till Kronofogden: det är den som den som vräks ska ha "
        "(socialtjänstförordningen 11:3)."
    ),
}


def known_of_letter(reader: AtWork, found: Subject, kind: LetterKind, on: date) -> Known:
    """What the form begins with; whoever writes sees it all and can change it."""
    of = KINDS[kind].variables
    first = str(found.people[0].name) if len(found.people) == 1 else ""  # of several, whoever writes says whom
    known: dict[str, Any] = {}
    if of in (v.PaperAboutYou, v.Answer):
        known = {"reply_by": on + TO_ANSWER}
    elif of is v.EvictionConfirmed:
        known = {"person": first, "home": str(found.where), "received": on, **_newest_time(found)}
    elif of is v.ConfirmationCopy:
        known = {"received": on, **_newest_time(found)}
    elif of is v.Undertaking:
        known = {"tenant": first, "home": str(found.where), "decided": on}
    elif of is v.ConsentForm:
        known = {"person": first}
    ours = Ourselves.objects.filter(pk=1).first()
    lines = tuple(line.strip() for line in ours.address.splitlines() if line.strip()) if ours else ()
    remarks = (_REMARKS[kind],) if kind in _REMARKS else ()
    return Known(known, ours.name if ours else "", lines, remarks)


def _newest_time(found: Subject) -> dict[str, Any]:
    """The day and hour that Kronofogden told last, so that nobody types them a second time."""
    told = times_told([found.id])
    if not told:
        return {}
    newest = max(told, key=lambda one: one.day)
    return {"eviction_day": newest.day, **({"eviction_clock": f"{newest.clock:%H.%M}"} if newest.clock else {})}


def nothing_in_the_way(found: Subject, kind: LetterKind, told: Any, on: date) -> str:
    """A room of the social services has no ledger that a letter could disagree with."""
    return ""
