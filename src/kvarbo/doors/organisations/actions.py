"""Writes: say who we are, write in a counterpart."""

from __future__ import annotations

from typing import Any

from kvarbo.core.law.secrecy.vocabulary import Party
from kvarbo.doors.organisations.models import Counterpart, Ourselves
from kvarbo.ground.trail.recorder import record


def say_who_we_are(*, name: str, party: str, organisation_number: str = "", address: str = "") -> Ourselves:
    """Skriv in vår organisation; saying it again changes what is kept."""
    values = {
        "name": name.strip()[:200],
        "party": Party(party).value,
        "organisation_number": organisation_number.strip()[:20],
        "address": address.strip(),
    }
    kept, _ = Ourselves.objects.update_or_create(pk=1, defaults=values)
    record("organisation.ourselves", about={"party": values["party"]})
    return kept


def keep_counterpart(*, name: str, party: str, transport: str, **values: Any) -> Counterpart:
    """Skriv in en motpart; the same name again changes what is kept."""
    kept, _ = Counterpart.objects.update_or_create(
        name=name.strip()[:200], defaults={"party": Party(party).value, "transport": transport, **values}
    )
    record("organisation.counterpart", about={"counterpart": str(kept.id), "transport": transport})
    return kept
