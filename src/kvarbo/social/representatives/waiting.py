"""What a matter's page says of representatives: whom to talk to about money, and who has not been told of a right."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext

from kvarbo.core.law.jordabalken.co_tenant_and_spouse import SECOND
from kvarbo.ground.people.queries import shown_to
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.added import Added
from kvarbo.social.casework.queries import part_of_each
from kvarbo.social.inbox.told import terminations_told
from kvarbo.social.representatives.models import MatterRepresentative
from kvarbo.social.representatives.queries import payer_of, representatives_of, told_of_rights
from kvarbo.social.representatives.words import APPOINTED, PARTNER, DutyPart, RentPayerKind, RepresentativeRole


def tell(reader: AtWork, matter: Any, on: date) -> Added:
    """On the matter's page: who speaks for whom, who pays the rent, and a partner who has yet to be told."""
    known = [one for one in representatives_of(matter.id) if one.ended_on is None]
    names = shown_to(reader, {one.person_id for one in known})
    said = [_speaks(one, str(names[one.person_id].name)) for one in known if one.person_id in names]
    payer = payer_of(matter.id, on)
    if payer is not None and payer.kind != RentPayerKind.SELF:
        who = payer.name or RentPayerKind(payer.kind).label
        said.append(gettext("Hyran betalas av: %(who)s.") % {"who": who})
    return Added(waiting=_not_told(reader, matter), known=tuple(said))


def _speaks(one: MatterRepresentative, person: str) -> str:
    """One sentence on the representative. What a förvaltare decides is agreed with them and not past them."""
    told = {"person": person, "kind": RepresentativeRole(one.kind).label, "name": one.name}
    said = gettext("%(person)s: %(kind)s är %(name)s.") % told
    if one.phone:
        said = f"{said} {one.phone}."
    if one.kind == RepresentativeRole.TRUSTEE and DutyPart.PROPERTY in one.scopes:
        return said + " " + gettext("Allt om hyran och pengarna görs upp med förvaltaren.")
    if one.kind in APPOINTED and DutyPart.PROPERTY in one.scopes:
        return said + " " + gettext("Hör av er också dit om hyran och pengarna.")
    return said


def _not_told(reader: AtWork, matter: Any) -> tuple[str, ...]:
    """Partners without a lease of their own, once a termination has come, who have not been told that they may stay."""
    told = told_of_rights(matter.id)
    left = [person for person, part in part_of_each(matter.id).items() if part == PARTNER and person not in told]
    if not left or not terminations_told([matter.id]):
        return ()
    names = shown_to(reader, left)
    words = gettext("Berätta för %(name)s om rätten att få bo kvar. (%(source)s)")
    return tuple(words % {"name": names[one].name, "source": SECOND} for one in left if one in names)
