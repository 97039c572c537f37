"""Ord på sidorna om samma chans."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kvarbo.core.facts import LadderStep
from kvarbo.core.ladder.same_chance import Chance, Given
from kvarbo.landlord.ways.words import STEPS as OF_WAYS

# The steps that may be asked about: those against the tenant, in the order in which they come.
STEPS = {
    step: OF_WAYS[step]
    for step in (
        *(LadderStep.COLLECTION_FILE, LadderStep.COLLECTION_DEMAND, LadderStep.WARNING_TO_REMEDY),
        *(LadderStep.MONTHLY_LEASE, LadderStep.DECIDE_ORDER_TO_PAY, LadderStep.ORDER_TO_PAY),
        *(LadderStep.DECIDE_TERMINATION, LadderStep.TERMINATION, LadderStep.TO_KRONOFOGDEN),
    )
}
EXPLAINED = "explained"  # what is missing has a reason, written afterwards
CHANCES = {
    Chance.WHOLE.value: _("Alla åtgärder gjorda"),
    Chance.REASONS.value: _("Undantag med skäl"),
    EXPLAINED: _("Saknas, skäl skrivet i efterhand"),
    Chance.MISSING.value: _("Saknas utan skäl"),
    Chance.UNKNOWN.value: _("Går inte att veta"),
    Chance.NONE.value: _("Ingen åtgärd före steget"),
}
GIVEN = {
    Given.GIVEN.value: _("Gjord"),
    Given.NOT_NEEDED.value: _("Behövdes inte"),
    Given.HELD.value: _("Väntade"),
    Given.MISSING.value: _("Saknas"),
    Given.UNKNOWN.value: _("Okänt"),
}


class Afterwards(models.TextChoices):
    """Skäl skrivet i efterhand: why a measure was not given, in words that say nothing of the tenant's life."""

    NOT_RECORDED = "not_recorded", _("Den gjordes men blev inte antecknad")
    NO_WAY = "no_way", _("Det fanns ingen uppgift att nå hyresgästen på")
    AS_WISHED = "as_wished", _("Hyresgästen hade bett om att bli nådd på ett annat sätt")
    NO_TIME = "no_time", _("Vi hann inte")
    FAULT = "fault", _("Ett fel i ett utskick, en fil eller ett system")
    URGENT = "urgent", _("Steget kunde inte vänta")
