"""Words on the screen: a step's state, why not yet, and what can be decided of the phases."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from kvarbo.core.checklist.words import PhaseGround, ShownBy, StepState, WhyNot
from kvarbo.core.law.secrecy.vocabulary import CasePhase

STATES = {
    StepState.DONE: _("Gjort"),
    StepState.SKIPPED: _("Hoppat över"),
    StepState.OPEN: _("Öppet"),
    StepState.NOT_YET: _("Inte ännu"),
}
WHY_NOT = {
    WhyNot.NEEDS_CONSENT: _("samtycke behövs först"),
    WhyNot.NOT_ALLOWED: _("det är inte tillåtet"),
    WhyNot.CONTACT_FIRST: _("ingen i hushållet är nådd"),
    WhyNot.CONTACT_EXISTS: _("kontakt finns redan"),
    WhyNot.ATTEMPTS_FIRST: _("försök på andra sätt först"),
    WhyNot.STEP_FIRST: _("ett annat steg kommer först"),
    WhyNot.OPENING_PHASE: _("det får inte göras under aktualiseringen"),
    WhyNot.ADULT_DECLINES: _("den enskilde har tackat nej"),
    WhyNot.NO_CHILD_KNOWN: _("inget barn är inskrivet"),
    WhyNot.NOT_FROM_KRONOFOGDEN: _("Kronofogden har inte hört av sig"),
}
# The page of a matter, by its route, where what shows a step as done is written in.
WRITTEN_IN = {
    **dict.fromkeys(
        (ShownBy.PLAN_AGREED, ShownBy.SUPPORT_BEGUN, ShownBy.PAYMENT_PLAN_HELP, ShownBy.COUNSELLING_OFFERED), "support"
    ),
    **dict.fromkeys((ShownBy.DEBT_HELP, ShownBy.AGREEMENT_REACHED), "terminations"),
    **dict.fromkeys((ShownBy.VISIT_ANNOUNCED, ShownBy.UNANNOUNCED_WEIGHED, ShownBy.UNANNOUNCED_VISIT), "visits"),
    **dict.fromkeys((ShownBy.PARENTS_SPOKEN, ShownBy.CHILDREN_HEARD, ShownBy.CHILDRENS_UNIT_TOLD), "children"),
    **dict.fromkeys((ShownBy.EVICTION_TIME_CAME, ShownBy.EVICTION_TIME_CONFIRMED), "matter_notices"),
    **dict.fromkeys(
        (ShownBy.RESPITE_ASKED, ShownBy.ATTENDED, ShownBy.CHILDRENS_UNIT_ATTENDED, ShownBy.FOLLOW_UP_OFFERED),
        "evictions",
    ),
    ShownBy.FOLLOW_UP_ASSESSED: "follow_up",
}
PHASES = {
    CasePhase.PRELIMINARY: _("Aktualisering"),
    CasePhase.ADULT_INQUIRY: _("Utredning om en vuxen"),
    CasePhase.CHILD_ASSESSMENT: _("Förhandsbedömning om ett barn"),
    CasePhase.CHILD_INQUIRY: _("Utredning om ett barn"),
}
GROUNDS = {
    PhaseGround.WANTED: _("Den enskilde vill ha en utredning."),
    PhaseGround.COMPULSORY_CARE: _("Tvångsvård kan bli aktuell."),
    PhaseGround.CHILD: _("Gäller ett barn."),
    PhaseGround.NO_CONTACT: _("Det är svårt att få kontakt."),
    PhaseGround.RECOVERY_PERIOD: _("Återvinningsfristen inväntas."),
    PhaseGround.MOTIVATING: _("Några motiverande kontakter behövs."),
    PhaseGround.OTHER_REASON: _("Ett annat skäl."),
}


class Decision(NamedTuple):
    """Ett beslut om skede: the phase and its ground, chosen together so that no impossible pair can be."""

    phase: CasePhase
    ground: PhaseGround

    @property
    def value(self) -> str:
        """As a form sends it."""
        return f"{self.phase.value}:{self.ground.value}"


DECISIONS = {
    Decision(CasePhase.ADULT_INQUIRY, PhaseGround.WANTED): _("Utredning inleds: den vuxne vill ha den"),
    Decision(CasePhase.ADULT_INQUIRY, PhaseGround.COMPULSORY_CARE): _("Utredning inleds: tvångsvård kan bli aktuell"),
    Decision(CasePhase.PRELIMINARY, PhaseGround.NO_CONTACT): _("Aktualiseringen går vidare: svårt att få kontakt"),
    Decision(CasePhase.PRELIMINARY, PhaseGround.RECOVERY_PERIOD): _("Aktualiseringen går vidare: fristen inväntas"),
    Decision(CasePhase.PRELIMINARY, PhaseGround.MOTIVATING): _("Aktualiseringen går vidare: motiverande kontakter"),
    Decision(CasePhase.PRELIMINARY, PhaseGround.OTHER_REASON): _("Aktualiseringen går vidare: annat skäl"),
    Decision(CasePhase.CHILD_ASSESSMENT, PhaseGround.CHILD): _("Förhandsbedömning om ett barn börjar"),
    Decision(CasePhase.CHILD_INQUIRY, PhaseGround.CHILD): _("Utredning om ett barn inleds"),
}
NEEDS_TEXT = frozenset({PhaseGround.COMPULSORY_CARE, PhaseGround.OTHER_REASON})
