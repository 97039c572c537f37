"""Words of plans and addenda: who keeps a plan, why it ended, how it and its parts stand, what came of a review."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from kvarbo.core.ladder.follow_up import Kept


class KeptBy(StrEnum):
    """Vem som håller planen: to whom the parts are paid, and who sees that they come."""

    LANDLORD = "landlord"  # hyresvärden
    AGENCY = "agency"  # inkassobolaget


class PlanEnd(StrEnum):
    """Varför planen avslutades."""

    CHANGED = "changed"  # en ny plan avtalas
    NOT_FOLLOWED = "not_followed"  # delarna kom inte
    WISH = "wish"  # hyresgästen vill inte fortsätta
    LEASE_ENDS = "lease_ends"  # hyresförhållandet upphör
    WRONG = "wrong"  # skrevs in fel, och räknas inte


class SpouseSays(StrEnum):
    """Om make, maka eller sambo har godtagit tillägget."""

    YES = "yes"  # ja
    NO = "no"  # nej
    UNKNOWN = "unknown"  # okänt
    NOBODY = "nobody"  # ingen make, maka eller sambo i hemmet


class ReviewOutcome(StrEnum):
    """Vad omprövningen ledde till."""

    GOES_ON = "goes_on"  # tillägget löper vidare
    ORDINARY = "ordinary"  # det vanliga avtalet gäller igen
    MOVES = "moves"  # hyresgästen flyttar
    NOTICE = "notice"  # uppsägning övervägs


KEEPERS: dict[KeptBy, Any] = {
    KeptBy.LANDLORD: _("Hyresvärden"),
    KeptBy.AGENCY: _("Inkassobolaget"),
}
ENDS: dict[PlanEnd, Any] = {
    PlanEnd.CHANGED: _("En ny plan avtalas i stället"),
    PlanEnd.NOT_FOLLOWED: _("Delarna har inte kommit"),
    PlanEnd.WISH: _("Hyresgästen vill inte fortsätta"),
    PlanEnd.LEASE_ENDS: _("Hyresförhållandet upphör"),
    PlanEnd.WRONG: _("Planen skrevs in fel och ska inte räknas"),
}
PLAN_STANDS: dict[Kept, Any] = {
    Kept.UNDER_WAY: _("Följs"),
    Kept.KEPT: _("Klar: alla delar är inne"),
    Kept.NOT_KEPT: _("Bruten: en del har inte kommit"),
    Kept.UNKNOWN: _("Inte känt än"),
}
PART_STANDS: dict[Kept, Any] = {
    Kept.UNDER_WAY: _("Ska komma"),
    Kept.KEPT: _("Kom i tid"),
    Kept.NOT_KEPT: _("Kom inte"),
    Kept.UNKNOWN: _("Inte känt än"),
}
CAME_LATE = _("Kom för sent")
ENDED_BEFORE = _("Planen avslutades före dagen")
SPOUSE: dict[SpouseSays, Any] = {
    SpouseSays.YES: _("Ja"),
    SpouseSays.NO: _("Nej"),
    SpouseSays.UNKNOWN: _("Vet inte"),
    SpouseSays.NOBODY: _("Det finns ingen make, maka eller sambo i hemmet"),
}
OUTCOMES: dict[ReviewOutcome, Any] = {
    ReviewOutcome.GOES_ON: _("Tillägget löper vidare"),
    ReviewOutcome.ORDINARY: _("Det vanliga avtalet gäller igen"),
    ReviewOutcome.MOVES: _("Hyresgästen flyttar"),
    ReviewOutcome.NOTICE: _("Uppsägning övervägs"),
}
