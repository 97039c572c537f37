"""Words of closing with a follow-up: how it went with the home, and how the rent was paid afterwards."""

from __future__ import annotations

from django.db import models


class ClosingOutcome(models.TextChoices):
    """Hur det blev med hemmet och skulden när ärendet avslutades."""

    DEBT_PAID = "debt_paid", "Skulden är betald"
    PAYMENT_PLAN = "payment_plan", "En avbetalningsplan följs"
    UNDERTAKING = "undertaking", "Nämnden har åtagit sig hyran"
    AGREEMENT = "agreement", "En överenskommelse med hyresvärden"
    SHORT_LEASE = "short_lease", "Ett korttidsavtal"
    WITHDRAWN = "withdrawn", "Hyresvärden har tagit tillbaka det"
    CLEANED = "cleaned", "Hemmet är städat och stödet pågår"
    QUIET = "quiet", "Inga nya störningar"
    MOVED = "moved", "Hushållet har flyttat"
    EVICTED = "evicted", "Avhysningen genomfördes"
    OTHER = "other", "Något annat"
    UNKNOWN = "unknown", "Okänt"


class RentState(models.TextChoices):
    """Hyran en månad efter att ärendet avslutades."""

    IN_TIME = "in_time", "Betald i tid"
    LATE = "late", "Betald sent"
    UNPAID = "unpaid", "Inte betald"
    UNKNOWN = "unknown", "Okänt"


class RentSource(models.TextChoices):
    """Vem som har sagt hur hyran betalades."""

    PERSON = "person", "Den enskilde"
    LANDLORD = "landlord", "Hyresvärden, med samtycke"
