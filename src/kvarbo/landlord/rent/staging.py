"""Mellanlagring: what an import adds is unseen until one last small write makes all of it visible."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from kvarbo.ground.people.actions import remove_unseen
from kvarbo.house.rooms import current
from kvarbo.landlord.rent.models import (
    Bill,
    Import,
    ImportState,
    Lease,
    LeaseTenant,
    LedgerState,
    ListRead,
    Payment,
    Sighting,
)
from kvarbo.landlord.rent.payments.models import AccountDay, IncomingPayment
from kvarbo.landlord.rent.queries import own_known_through
from kvarbo.landlord.rent.reckoning import known_through

Progress = Callable[[str, int, int], None]
STAGED = (Sighting, Payment, IncomingPayment, AccountDay, Bill, LeaseTenant, Lease, ListRead)


def file_path(received: Import) -> Path:
    """Where the dropped file lies, in the room's own folder."""
    return Path(settings.KVARBO_FILES) / current().slug / received.stored_as


def begin(received: Import) -> int:
    """Take a number and clear away what an unfinished import left behind."""
    with transaction.atomic(using=current().alias):
        state = LedgerState.objects.select_for_update().get(pk=1)
        number = state.visible_import + 1
        for model in STAGED:
            model.objects.filter(import_no__gt=state.visible_import).delete()
        remove_unseen(after=state.visible_import)
        Import.objects.exclude(pk=received.pk).filter(number=number).update(number=None)
        Import.objects.filter(pk=received.pk).update(number=number, state=ImportState.APPLYING)
    return number


def make_visible(number: int) -> None:
    """The last write: from now on the import is seen, and payments are known as far as all files together say."""
    state = LedgerState.objects.select_for_update().get(pk=1)
    state.visible_import = number
    state.known_through = known_through(import_no=number, own=own_known_through())
    state.save()


def refuse(received: Import, reason: str, **told: Any) -> None:
    """Avvisa filen with a Swedish reason; ``told`` are other columns to keep, such as its header and its faults."""
    kept = {"summary": {}, **told}
    Import.objects.filter(pk=received.pk).update(state=ImportState.REFUSED, refusal=reason[:2000], **kept)
