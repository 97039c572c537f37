"""Consents full of canaries in a room: one about every lease or matter, a part of it taken back, its form signed."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from kvarbo.doors.consent.files import store
from kvarbo.doors.consent.models import Consent, ConsentReceiver, ConsentWithdrawal, ReceiverToTell, WithdrawnPart
from kvarbo.doors.organisations.models import Counterpart
from kvarbo.ground.people.models import Person
from tests.isolation.paper_world import OTHER, canary_of, subjects_here

if TYPE_CHECKING:
    from tests.isolation.world import World


def consent_of(subject: UUID) -> UUID:
    """The id of a consent given about a subject, so that a form can name it."""
    return uuid.uuid5(subject, "consent")


def fill(world: World) -> None:
    """A consent about every subject of the room one stands in, and a receiver to tell that a part is taken back."""
    for subject in subjects_here(world):
        if subject in world.people:
            _consent(world, subject, canary_of(world, subject)[1])


def fill_orphan() -> None:
    """A consent about what is not in the room any more: it opens to nobody, also where there are no subjects at all."""
    sign = "zq804zq"
    person = Person.objects.create(source_key=sign, name=f"Åsa {sign}", identity=sign)
    Consent.objects.create(
        subject_id=uuid.uuid4(), person=person, giver="tenant", direction="tell", facts=["arrears"],
        purpose=f"För {sign}", how_given="oral", heard_by=f"Eva {sign}", given_on=date(2026, 11, 2),
        valid_from=date(2026, 11, 2), until=date(2026, 11, 20), form_key=sign, by=uuid.uuid4(), by_name="Anna",
    )  # fmt: skip


def _consent(world: World, subject: UUID, sign: str) -> None:
    content = f"%PDF-1.7 undertecknad av Åsa {sign}".encode()
    consent = Consent.objects.create(
        id=consent_of(subject), subject_id=subject, person_id=world.people[subject], giver="god_man",
        giver_name=f"Eva {sign}", basis=f"Förordnande {sign}", direction="tell", facts=["arrears", "household"],
        purpose=f"För {sign}", how_given="written", file_kind="pdf", given_on=date(2026, 11, 2),
        valid_from=date(2026, 11, 2), until=date(2026, 11, 20), form_key=f"samtycke {sign}", by=uuid.uuid4(),
        by_name="Anna", file_sha256=store(consent_of(subject), content),
    )  # fmt: skip
    receiver = ConsentReceiver.objects.create(consent=consent, counterpart=Counterpart.objects.get(pk=OTHER))
    withdrawal = ConsentWithdrawal.objects.create(
        consent=consent, withdrawn_on=date(2026, 11, 5), withdrawn_by=f"Åsa {sign}", told_how="phone",
        form_key=f"återkallelse {sign}", by=uuid.uuid4(), by_name="Anna",
    )  # fmt: skip
    WithdrawnPart.objects.create(consent=consent, withdrawal=withdrawal, receiver=receiver, fact="household")
    world.to_tell[subject] = ReceiverToTell.objects.create(consent=consent, withdrawal=withdrawal, receiver=receiver).pk
