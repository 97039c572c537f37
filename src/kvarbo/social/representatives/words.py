"""Words of representatives and payers: who speaks for somebody, in what, and who pays the rent."""

from __future__ import annotations

from django.db import models


class RepresentativeRole(models.TextChoices):
    """Företrädare: who speaks for a person in the matter, or helps them to."""

    GOD_MAN = "god_man", "God man"
    TRUSTEE = "trustee", "Förvaltare"
    FUTURE_PROXY = "future_proxy", "Den som har en framtidsfullmakt"
    PROXY = "proxy", "Ombud med fullmakt"
    ASSOCIATION = "association", "Hyresgästförening"
    RELATIVE = "relative", "Anhörig som hjälper till"


class DutyPart(models.TextChoices):
    """Uppdragets delar, as a decision about god man or förvaltare names them."""

    RIGHTS = "rights", "Bevaka rätt"
    PROPERTY = "property", "Förvalta egendom"
    PERSON = "person", "Sörja för person"


class RentPayerKind(models.TextChoices):
    """Betalare: who pays the rent to the landlord."""

    SELF = "self", "Hushållet själv"
    REPRESENTATIVE = "representative", "God man, förvaltare eller ombud"
    BOARD = "board", "Vi, av hushållets eller nämndens pengar"
    RELATIVE = "relative", "En anhörig"
    OTHER = "other", "Någon annan"


class RightsToldHow(models.TextChoices):
    """Hur någon fick veta sina rättigheter."""

    MEETING = "meeting", "Vid ett möte eller besök"
    CALL = "call", "I telefon"
    LETTER = "letter", "I brev"


# Parts in a matter, as casework names them, whose people may have it tried to stay (JB 12:47).
PARTNER, CO_TENANT = "partner", "co_leaseholder"
WITH_A_RIGHT = (PARTNER, CO_TENANT)
APPOINTED = (RepresentativeRole.GOD_MAN, RepresentativeRole.TRUSTEE)  # by a decision that says what they may do
