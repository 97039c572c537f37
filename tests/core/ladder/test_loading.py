"""A policy that cannot be meant is refused on load, in words a rent officer understands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kvarbo.core.facts import BillKind, LadderStep
from kvarbo.core.ladder.loading import LANDLORDS, load_named, named_policies, policy_from_yaml
from kvarbo.core.ladder.policy import HARSH_STEPS, PolicyNotInForce, Tag, policy_in_force
from kvarbo.core.yaml_fields import YamlRefused

HEMMA = (LANDLORDS / "hemma.yaml").read_text(encoding="utf-8")


def refusal(*changes: tuple[str, str]) -> str:
    text = HEMMA
    for old, new in changes:
        assert old in text, f"the test changes {old!r}, which the policy does not hold"
        text = text.replace(old, new, 1)
    with pytest.raises(YamlRefused) as refused:
        policy_from_yaml(text, where="eget.yaml")
    return str(refused.value)


def test_hemma_holds_the_whole_month_in_order() -> None:
    policy = load_named("hemma")
    assert [(rule.day, rule.step.value) for rule in policy.rules] == [
        (2, "notify"),
        (2, "call"),
        (7, "call"),
        (7, "collection_file"),
        (7, "review"),
        (19, "visit"),
        (24, "cooperation_meeting"),
        (24, "joint_meeting"),
        (28, "to_kronofogden"),
    ]
    assert policy.ignore_below == 10000
    assert policy.line_order[0] is BillKind.RENT
    assert set(policy.line_order) == set(BillKind)


@pytest.mark.parametrize("name", named_policies())
def test_every_policy_that_comes_with_kvarbo_loads_and_quotes_its_source(name: str) -> None:
    policy = load_named(name)
    assert policy.name == name
    assert all(rule.quote and rule.place and rule.text for rule in policy.rules)
    assert all(not rule.who_first and not rule.groups for rule in policy.rules if rule.step in HARSH_STEPS)


def test_a_group_states_its_aim() -> None:
    groups = load_named("hemma").group_of
    assert set(groups) == set(Tag)
    assert all(group.aim.endswith(".") for group in groups.values())


REFUSALS = [
    (("who_first: [children, young, old]", "först: [old]"), "nyckeln ”först” är okänd. Här kan stå: key, soft"),
    (("    step: visit", "    step: hot"), "eget.yaml, rules[6] (dag-19-besok).step: ”hot” finns inte."),
    (("channels: [visit]", "channels: [fax]"), "(dag-19-besok).channels: ”fax” finns inte. Välj bland: sms, email"),
    (("when: [never_reached]", "when: [full_moon]"), "(dag-28-kronofogden).when: ”full_moon” finns inte. Välj bland:"),
    (("when: [never_reached]", "when: []"), "(dag-28-kronofogden).when: regeln säger inte när den gäller."),
    (
        ("    quote: Vid upprepade förseningar och inkasso – se dag 24.\n", ""),
        "(dag-7-upprepat).quote: uppgiften saknas. Lägg till den.",
    ),
    (("key: dag-2-samtal", "key: dag-2-notis"), "två regler heter ”dag-2-notis”. Ge dem var sitt namn."),
    (
        ("order: 2\n    step: call", "order: 1\n    step: call"),
        "”dag-2-notis” och ”dag-2-samtal” gäller båda dag 2 med samma plats 1. Skriv order: 1 på den som kommer först",
    ),
    (("order: 3", "order: 4"), "platserna dag 7 är [1, 2, 4]. Räkna 1, 2, 3 utan lucka."),
    (
        ("    step: to_kronofogden", "    who_first: [young]\n    step: to_kronofogden"),
        "steget ”to_kronofogden” är ett steg mot hyresgästen och får inte gälla en målgrupp särskilt.",
    ),
    (
        ("when: [never_reached]", "when: [never_reached, group]\n    groups: [children]"),
        "Målgrupper får hjälp först, aldrig hårdare steg. Ta bort groups och who_first.",
    ),
    (("when: [repeated]", "when: [group]"), "villkoret group och listan groups hör ihop. Skriv båda eller ingen."),
    (
        ("order: oldest_contact_first", "order: largest_debt_first"),
        "eget.yaml, tie_break.order: när två står lika kommer den först som ni inte har talat med på längst tid.",
    ),
    (
        ("money_that_starts: [rent]", "money_that_starts: [rent, increase_54a]"),
        "”increase_54a” får aldrig starta steg",
    ),
    (
        ("kronor: 100", "kronor: -1"),
        "eget.yaml, ignore_below.kronor: gränsen för små rester kan inte vara mindre än noll.",
    ),
    (
        ("  bank_days: 2", "  bank_days: två"),
        "eget.yaml, payments_margin.bank_days: skriv ett helt tal, minst 0, inte ”två”.",
    ),
    (("  bank_days: 2\n", ""), "eget.yaml, payments_margin.bank_days: uppgiften saknas."),
    (("    day: 19", "    day: 0"), "(dag-19-besok).day: skriv ett helt tal, minst 1, inte ”0”."),
    (("    day: 19", "    window: {from: 20, to: 10}"), ".window: fönstret slutar dag 10, inte efter dag 20."),
    (
        ("    day: 19", "    day: 19\n    window: {from: 2, to: 10}"),
        ".window: skriv antingen day eller window, inte båda.",
    ),
    (("    soft: true\n", ""), ".soft: soft: true och leaves_open hör ihop"),
    (("who_first: [children, young, old]", "who_first: [rich]"), "(dag-19-besok).who_first: ”rich” finns inte."),
    (("    from_age: 65\n", ""), "eget.yaml, groups.old.from_age: gruppen måste ha en ålder."),
    (("    to_age: 25", "    to_age: 17"), "eget.yaml, groups.young.to_age: åldern slutar på 17, före 18."),
    (("    aim: Den som är ny", "    mål: Den som är ny"), "eget.yaml, groups.newly_moved_in.aim: uppgiften saknas."),
    (("  newly_moved_in:", "  high_income:"), "eget.yaml, groups: nyckeln ”high_income” är okänd."),
    (("    on_non_working_day: later\n", ""), "(dag-2-notis).on_non_working_day: uppgiften saknas."),
    (("channels: [sms, email]", "channels: []"), "(dag-2-notis).channels: regeln säger inte hur hyresgästen nås."),
    (("channels: [sms, email]", "channels: [sms, sms]"), "samma ord står två gånger. Ta bort det ena."),
    (("valid_from: 2018-01-01", "valid_from: snart"), "eget.yaml, valid_from: ”snart” är inget datum."),
]


@pytest.mark.parametrize(("change", "sentence"), REFUSALS, ids=[sentence[:45] for _, sentence in REFUSALS])
def test_what_cannot_be_meant_is_refused(change: tuple[str, str], sentence: str) -> None:
    assert sentence in refusal(change)


def test_a_last_step_without_an_attempt_to_reach_is_a_gap() -> None:
    start = HEMMA.index("  - key: dag-2-notis")
    end = HEMMA.index("  - key: dag-28-kronofogden")
    with pytest.raises(YamlRefused) as refused:
        policy_from_yaml(HEMMA[:start] + HEMMA[end:], where="eget.yaml")
    assert "här finns en lucka. Steget ”to_kronofogden” kommer dag 28 utan att någon har försökt nå" in str(
        refused.value
    )


def test_a_policy_without_rules_is_refused() -> None:
    with pytest.raises(YamlRefused, match="arbetssättet har inga regler"):
        policy_from_yaml(HEMMA[: HEMMA.index("rules:")], where="eget.yaml")


def test_a_window_and_counted_arbetsdagar_can_be_written() -> None:
    text = HEMMA.replace("    day: 19", "    window: {from: 10, to: 20}\n    counted_in: arbetsdagar", 1)
    rule = next(rule for rule in policy_from_yaml(text, where="eget.yaml").rules if rule.step is LadderStep.VISIT)
    assert rule.day_words == "arbetsdag 10–20"


def test_the_version_in_force_is_the_latest_that_has_begun() -> None:
    first = load_named("hemma")
    second = replace(first, version="2", valid_from=date(2026, 11, 1))
    assert policy_in_force((second, first), on=date(2026, 10, 31)).version == "1"
    assert policy_in_force((first, second), on=date(2026, 11, 1)).version == "2"
    with pytest.raises(PolicyNotInForce, match="Inget arbetssätt är i kraft sön 31 december 2017"):
        policy_in_force((first, second), on=date(2017, 12, 31))


def test_an_unknown_name_is_answered_with_the_names_there_are() -> None:
    with pytest.raises(YamlRefused, match="Arbetssättet ”mkbb” finns inte"):
        load_named("mkbb")
