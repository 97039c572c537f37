"""A bundle of letters in the landlord's room: one made to every home, its name and address full of canaries."""

from __future__ import annotations

import hashlib
import uuid
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from kvarbo.ground.attachments import storage
from kvarbo.ground.letters.examples import LANDLORD_SENDER, VARIABLES
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.letter import LetterToSet, Recipient, set_letters
from kvarbo.ground.letters.models import KeptLetter
from kvarbo.ground.letters.queries import FOLDER
from kvarbo.ground.letters.words import Language
from kvarbo.landlord.bundles.models import BundleLetter, LetterBundle
from kvarbo.landlord.rent.models import Lease

BUNDLE = UUID(int=0xB0D7E0)
MADE = date(2026, 10, 8)


def letter_in_bundle(lease: UUID) -> UUID:
    """The id of a home's letter in the bundle, so that a form can name it."""
    return uuid.uuid5(lease, "letter in a bundle")


def in_a_bundle(world: Any) -> None:
    """Letters as they were before anybody became protected: what a page or a file would tell if it forgot to ask."""
    bundle = LetterBundle.objects.create(
        id=BUNDLE, form_key="bunten", kind=LetterKind.CALL_ME.value, sender={}, planned=Lease.objects.count(),
        made_at=datetime(2026, 10, 8, 9, tzinfo=UTC), made_date=MADE, by=uuid.uuid4(), by_name="Anna",
    )  # fmt: skip
    leases = list(Lease.objects.order_by("source_key"))
    letters = [_letter(lease) for lease in leases]
    for place, (lease, pdf) in enumerate(zip(leases, set_letters(letters), strict=True)):
        assert isinstance(pdf, bytes)
        _kept(bundle, lease, pdf, place)


def _letter(lease: Lease) -> LetterToSet:
    to = Recipient(lease.source_key, (f"{lease.source_key} gränd 1",))
    told = VARIABLES[LetterKind.CALL_ME]
    return LetterToSet(LetterKind.CALL_ME, told, Language.SWEDISH, LANDLORD_SENDER, to, MADE)


def _kept(bundle: LetterBundle, lease: Lease, pdf: bytes, place: int) -> None:
    person, key = lease.lease_tenants.order_by("place").values_list("person_id", flat=True).first(), uuid.uuid4()
    kept = KeptLetter.objects.create(
        id=storage.store(pdf, within=FOLDER), subject_id=lease.id, person_id=person, form_key=key, version=1,
        kind=bundle.kind, language="sv", variables={"reply_by": "2026-10-20", "hours": ""}, sender={}, pages=1,
        size=len(pdf), sha256=hashlib.sha256(pdf).hexdigest(), made_date=MADE, made_by=bundle.by,
        made_by_name="Anna",
    )  # fmt: skip
    BundleLetter.objects.create(
        id=letter_in_bundle(lease.id), bundle=bundle, lease=lease, person_id=person, kind=bundle.kind, period="2026-10",
        step="letter", state="made", letter_id=kept.id, pages=1, to_name=lease.source_key,
        to_street=f"{lease.source_key} gränd 1", place=place,
    )  # fmt: skip
