"""Checklistans ord: what can be known of a step, what opens it, and why it waits."""

from __future__ import annotations

from enum import StrEnum


class StepState(StrEnum):
    """Stegets läge."""

    DONE = "done"
    SKIPPED = "skipped"
    OPEN = "open"
    NOT_YET = "not_yet"


class WhyNot(StrEnum):
    """Varför ett steg inte får göras ännu."""

    NEEDS_CONSENT = "needs_consent"
    NOT_ALLOWED = "not_allowed"
    CONTACT_FIRST = "contact_first"
    CONTACT_EXISTS = "contact_exists"
    ATTEMPTS_FIRST = "attempts_first"
    STEP_FIRST = "step_first"
    OPENING_PHASE = "opening_phase"
    ADULT_DECLINES = "adult_declines"
    NO_CHILD_KNOWN = "no_child_known"
    NOT_FROM_KRONOFOGDEN = "not_from_kronofogden"


class Gate(StrEnum):
    """Spärr: a named question that a step waits for; each is a function that asks the rules of law."""

    ASK_LANDLORD = "ask_landlord"
    TELL_LANDLORD = "tell_landlord"
    ASK_OWN_UNIT = "ask_own_unit"
    CHILDRENS_UNIT = "childrens_unit"
    ASK_OTHER_ADMINISTRATION = "ask_other_administration"
    TELL_OTHER_ADMINISTRATION = "tell_other_administration"
    TELL_KRONOFOGDEN = "tell_kronofogden"
    CONTACT = "contact"
    SEVERAL_ATTEMPTS = "several_attempts"
    ADULT_WILL = "adult_will"
    CHILD_CONCERN = "child_concern"
    INQUIRY = "inquiry"
    INDIVIDUAL_SUPPORT = "individual_support"
    FINANCIAL_AID = "financial_aid"
    FROM_KRONOFOGDEN = "from_kronofogden"
    CONFIRM_SAME_DAY = "confirm_same_day"


class Evidence(StrEnum):
    """Det som visar att ett steg är gjort: written in once in the matter, never a second time in the checklist."""

    CAME = "came"
    OPENED = "opened"
    LANDLORD_ASKED = "landlord_asked"
    CONSENT_ASKED = "consent_asked"
    CONTACT_REACHED = "contact_reached"
    ADULT_INQUIRY = "adult_inquiry"
    CHILD_PHASE = "child_phase"
    CLOSED = "closed"


class ShownBy(StrEnum):
    """Det som ärendets egna sidor visar att ett steg är gjort genom; utan det markeras steget för hand."""

    PLAN_AGREED = "plan_agreed"
    SUPPORT_BEGUN = "support_begun"
    DEBT_HELP = "debt_help"
    PAYMENT_PLAN_HELP = "payment_plan_help"
    COUNSELLING_OFFERED = "counselling_offered"
    AGREEMENT_REACHED = "agreement_reached"
    VISIT_ANNOUNCED = "visit_announced"
    UNANNOUNCED_WEIGHED = "unannounced_weighed"
    UNANNOUNCED_VISIT = "unannounced_visit"
    PARENTS_SPOKEN = "parents_spoken"
    CHILDREN_HEARD = "children_heard"
    CHILDRENS_UNIT_TOLD = "childrens_unit_told"
    EVICTION_TIME_CAME = "eviction_time_came"
    EVICTION_TIME_CONFIRMED = "eviction_time_confirmed"
    RESPITE_ASKED = "respite_asked"
    ATTENDED = "attended"
    CHILDRENS_UNIT_ATTENDED = "childrens_unit_attended"
    FOLLOW_UP_OFFERED = "follow_up_offered"
    FOLLOW_UP_ASSESSED = "follow_up_assessed"


class MarkKind(StrEnum):
    """Markering: what a person says of a step. The newest holds."""

    DONE = "done"
    SKIPPED = "skipped"
    OPEN_AGAIN = "open_again"


class ActKind(StrEnum):
    """Slag av händelse that a checklist reads; the words are those of the matter's own events."""

    VISITED = "visited"
    CALLED = "called"
    WROTE = "wrote"
    ASKED_LANDLORD = "asked_landlord"
    CONSENT_ASKED = "consent_asked"
    REFUSED = "refused"


class PhaseGround(StrEnum):
    """Skäl till ett skede: why an inquiry was opened, or why the opening phase goes on."""

    WANTED = "wanted"
    COMPULSORY_CARE = "compulsory_care"
    CHILD = "child"
    NO_CONTACT = "no_contact"
    RECOVERY_PERIOD = "recovery_period"
    MOTIVATING = "motivating"
    OTHER_REASON = "other_reason"


ATTEMPTS = frozenset({ActKind.VISITED, ActKind.CALLED, ActKind.WROTE})
REASONS_TO_GO_ON = (
    PhaseGround.NO_CONTACT,
    PhaseGround.RECOVERY_PERIOD,
    PhaseGround.MOTIVATING,
    PhaseGround.OTHER_REASON,
)
REASONS_FOR_AN_ADULT = (PhaseGround.WANTED, PhaseGround.COMPULSORY_CARE)
