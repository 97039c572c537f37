"""Kontroller: what a policy must not say, each refused in words that a rent officer understands."""

from __future__ import annotations

from functools import partial
from itertools import groupby, pairwise

from kvarbo.core.facts import LadderStep
from kvarbo.core.ladder.policy import (
    CONTACT_STEPS,
    HARSH_STEPS,
    LAST_STEPS,
    Condition,
    CountedIn,
    Policy,
    Rule,
)
from kvarbo.core.yaml_fields import Fields, Reading, YamlRefused

# An attempt to reach: a contact, or a meeting that somebody is asked to.
_TRIES = CONTACT_STEPS | {LadderStep.SUMMONS, LadderStep.JOINT_MEETING}
# Never within a week of the due date: the tenancy cannot be forfeited before (JB 12:42).
_NEVER_THE_FIRST_WEEK = frozenset(
    {LadderStep.ORDER_TO_PAY, LadderStep.DECIDE_TERMINATION, LadderStep.TERMINATION, LadderStep.TO_KRONOFOGDEN}
)
_FIRST_DAY = 8
_TO_KRONOFOGDEN = frozenset({LadderStep.ORDER_TO_PAY, LadderStep.TO_KRONOFOGDEN})
_NOTICE_MONTHS = 3


def check_rule(rule: Rule, fields: Fields) -> None:
    if not rule.when and rule.level is None:
        fields.refuse("when", "regeln säger inte när den gäller. Skriv till exempel when: [all_unpaid].")
    if (Condition.GROUP in rule.when) != bool(rule.groups):
        fields.refuse("groups", "villkoret group och listan groups hör ihop. Skriv båda eller ingen.")
    if rule.step in HARSH_STEPS and (rule.groups or rule.who_first):
        fields.refuse(
            "step",
            f"steget ”{rule.step}” är ett steg mot hyresgästen och får inte gälla en målgrupp särskilt. Målgrupper får "
            "hjälp först, aldrig hårdare steg. Ta bort groups och who_first.",
        )
    _check_law(rule, fields)
    _check_days(rule, fields)
    if rule.step in CONTACT_STEPS and not rule.channels:
        fields.refuse("channels", "regeln säger inte hur hyresgästen nås. Skriv till exempel channels: [call].")


def _check_law(rule: Rule, fields: Fields) -> None:
    """What the law forbids is no way of working; what the source says against the law stands, marked, and waits."""
    if rule.level is None and rule.step in _NEVER_THE_FIRST_WEEK and rule.about_day < _FIRST_DAY:
        fields.refuse(
            "day",
            f"steget ”{rule.step}” kommer för tidigt. Hyresrätten kan vara förverkad först när hyran är mer än en "
            f"vecka sen (JB 12:42). Välj tidigast dag {_FIRST_DAY}.",
        )
    required = {requirement.step for requirement in rule.gate.requires} if rule.gate else set()
    if rule.step in _TO_KRONOFOGDEN and not required & {LadderStep.COLLECTION_DEMAND, LadderStep.TERMINATION}:
        fields.refuse(
            "gated_by_law",
            f"lagen förbjuder steget ”{rule.step}” innan tiden i inkassokravet har gått ut (inkassolagen 6 §). Lägg "
            "till requires med step: collection_demand och antalet days, eller step: termination.",
        )
    if rule.step is LadderStep.MONTHLY_LEASE and rule.gate is None:
        fields.refuse(
            "gated_by_law",
            "ett 1+1-avtal tar bort hyresgästens viktigaste skydd (JB 12:45 a). Skriv under gated_by_law vad "
            "lagen kräver.",
        )
    if (
        rule.notice_months is not None
        and rule.notice_months < _NOTICE_MONTHS
        and not (rule.gate and rule.gate.contradicts)
    ):
        fields.refuse(
            "notice_months",
            f"hyresvärden kan inte säga upp en bostad med {rule.notice_months} månads tid: lagen säger "
            f"{_NOTICE_MONTHS} månader (JB 12:4). Rätta talet, eller skriv contradicts: true under "
            "gated_by_law om källan säger så.",
        )


def _check_days(rule: Rule, fields: Fields) -> None:
    if rule.in_month and rule.counted_in is not CountedIn.MONTH:
        fields.refuse("in_month", "in_month hör till dagar i månaden. Skriv counted_in: month, eller ta bort raden.")
    if rule.counted_in is CountedIn.MONTH and (rule.last_day or rule.day) > 31:
        fields.refuse("day", f"ingen månad har {rule.last_day or rule.day} dagar. Skriv en dag från 1 till 31.")


def check_rules(policy: Policy, where: str) -> None:
    """What only shows when the rules are read together: keys, order on a day, and leaps."""
    if not policy.rules:
        raise YamlRefused(f"{where}, rules: arbetssättet har inga regler. Skriv minst en.")
    reading = Reading()
    reading.part(lambda: _check_names(policy, where))
    for _, same in groupby(policy.rules, key=lambda rule: (rule.level, rule.counted_in, rule.in_month, rule.day)):
        reading.part(partial(_check_order, list(same), where))
    for check in (_check_ways_of_counting, _check_levels, _check_leaps, _check_good_payer):
        reading.part(partial(check, policy, where))
    reading.end()


def _check_names(policy: Policy, where: str) -> None:
    keys = [rule.key for rule in policy.rules]
    for key in keys:
        if keys.count(key) > 1:
            raise YamlRefused(f"{where}, rules: två regler heter ”{key}”. Ge dem var sitt namn.")


def _check_good_payer(policy: Policy, where: str) -> None:
    good_payer = policy.collection and policy.collection.good_payer
    if good_payer and all(rule.step is not LadderStep.COLLECTION_FILE for rule in policy.rules):
        raise YamlRefused(
            f"{where}, collection.good_payer: här står vad en god betalare får i stället för inkasso, men ingen regel "
            "har steget collection_file. Lägg till regeln eller ta bort good_payer."
        )


def _check_order(same: list[Rule], where: str) -> None:
    words = same[0].day_words
    orders = [rule.order for rule in same]
    for one, other in pairwise(same):
        if one.order == other.order:
            raise YamlRefused(
                f"{where}, rules: ”{one.key}” och ”{other.key}” gäller båda {words} med samma plats {one.order}. "
                "Skriv order: 1 på den som kommer först och order: 2 på nästa."
            )
    if orders != list(range(1, len(same) + 1)):
        raise YamlRefused(f"{where}, rules: platserna {words} är {orders}. Räkna 1, 2, 3 utan lucka.")


def _check_ways_of_counting(policy: Policy, where: str) -> None:
    """Two rules for one step that count days in different ways: which comes first no almanac can tell beforehand."""
    for one, other in pairwise(sorted(policy.monthly, key=lambda rule: (rule.step, policy.rules.index(rule)))):
        if one.step is not other.step or one.counted_in is other.counted_in or one.after or other.after:
            continue
        if one.open_months != other.open_months or one.when != other.when:
            continue
        raise YamlRefused(
            f"{where}, rules: ”{one.key}” och ”{other.key}” är samma steg, ”{one.step}”, men räknar dagarna på olika "
            "sätt, så ordningen mellan dem går inte att se. Räkna lika, eller säg med after eller open_months när var "
            "och en gäller."
        )


def _check_levels(policy: Policy, where: str) -> None:
    """Steg för upprepat sena: levels and rules belong together, without a gap."""
    stated = len(policy.warnings.levels) if policy.warnings else 0
    numbers = sorted(policy.levels)
    if numbers != list(range(1, stated + 1)):
        raise YamlRefused(
            f"{where}, warnings: här finns {stated} steg för upprepat sena, men reglerna har level "
            f"{numbers or 'ingen'}. Varje steg ska ha minst en regel, räknat 1, 2, 3 utan lucka."
        )


def _check_leaps(policy: Policy, where: str) -> None:
    """Lucka: a last step without an attempt to talk with everybody before it."""
    first_try = min(
        (rule.about_day for rule in policy.monthly if rule.step in _TRIES and Condition.GROUP not in rule.when),
        default=None,
    )
    for rule in policy.monthly:
        if rule.step in LAST_STEPS and (first_try is None or first_try >= rule.about_day):
            raise YamlRefused(
                f"{where}, rules ({rule.key}): här finns en lucka. Steget ”{rule.step}” kommer {rule.day_words} utan "
                "att någon har försökt nå hyresgästen före. "
                "Lägg till ett sms, samtal, brev eller besök en tidigare dag."
            )
