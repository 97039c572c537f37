"""Orden: where a letter in a bundle stands, and why one is taken out before it is posted."""

from __future__ import annotations

from django.db import models


class InBundle(models.TextChoices):
    """Läget för ett brev i en bunt."""

    WAITING = "waiting", "Väntar på att göras"
    MADE = "made", "Gjort"
    NOT_MADE = "not_made", "Blev inget brev"
    TAKEN_OUT = "taken_out", "Uttaget"
    LEFT_OUT = "left_out", "Inte med"


class WhyTakenOut(models.TextChoices):
    """Varför ett brev tas ut ur bunten."""

    PAID = "paid", "Hyran är betald eller saken löst"
    SPOKEN = "spoken", "Vi har redan pratats vid"
    WRONG_ADDRESS = "wrong_address", "Adressen är fel"
    ANOTHER_WAY = "another_way", "Personen ska nås på ett annat sätt"
    DAMAGED = "damaged", "Utskriften blev förstörd"


HAD = (InBundle.WAITING.value, InBundle.MADE.value)
PROTECTED_LATER = "Personen har fått skyddade uppgifter."
