"""Writes about agencies: who they are and how their files look. Kept by a manager."""

from __future__ import annotations

from datetime import date

from kvarbo.core.identity.numbers import check
from kvarbo.core.identity.payments import check_bankgiro
from kvarbo.core.identity.result import Kind
from kvarbo.core.yaml_fields import YamlRefused
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.collection.mapping import mapping_from_yaml
from kvarbo.landlord.collection.models import Agency
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.payments.telling import remember_remitter


def keep_agency(
    *,
    name: str,
    organisation_number: str,
    bankgiro: str,
    mapping_text: str,
    by: AtWork,
    on: date,
    is_active: bool = True,
) -> Agency:
    """Skriv in ett inkassobolag; the same key in the mapping again changes what is kept of it."""
    number = check(organisation_number, on=on)
    if number.kind is not Kind.ORGANISATIONSNUMMER or number.normal is None:
        text = "Det är inget organisationsnummer. Skriv det som 556036-0793."
        raise CannotDo(number.reason or text, field="organisation_number")
    giro = check_bankgiro(bankgiro) if bankgiro.strip() else None
    if giro is not None and not giro.valid:
        raise CannotDo(giro.reason or "Bankgironumret går inte att läsa.", field="bankgiro")
    try:
        mapping = mapping_from_yaml(mapping_text)
    except YamlRefused as refused:
        raise CannotDo(str(refused), field="mapping_text") from None
    kept, _ = Agency.objects.update_or_create(
        key=mapping.key,
        defaults={
            "name": name.strip()[:100],
            "organisation_number": number.normal,
            "bankgiro": (giro.normal or "") if giro else "",
            "mapping_text": mapping_text,
            "is_active": is_active,
            "by_name": by.name,
        },
    )
    remember_remitter(numbers=[kept.organisation_number, kept.bankgiro], name=kept.name)
    record("agency.kept", about={"agency": str(kept.id), "active": is_active})
    return kept
