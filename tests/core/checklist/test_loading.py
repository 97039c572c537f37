"""Checklists that cannot be meant are refused on load, in words a caseworker understands."""

from __future__ import annotations

import pytest

from kvarbo.core.checklist.loading import load_named_way, named_ways, text_of_way, way_from_yaml
from kvarbo.core.checklist.words import Evidence, Gate
from kvarbo.core.law.social_services.open_inquiry import GUIDELINE_WEEKS
from kvarbo.core.values import all_values
from kvarbo.core.yaml_fields import YamlRefused

GOTEBORG = text_of_way("goteborg")


def refusal(*changes: tuple[str, str]) -> str:
    text = GOTEBORG
    for old, new in changes:
        assert old in text, f"the test changes {old!r}, which the checklists do not hold"
        text = text.replace(old, new, 1)
    with pytest.raises(YamlRefused) as refused:
        way_from_yaml(text, where="egen.yaml")
    return str(refused.value)


def test_goteborg_holds_both_lists_with_every_number_in_the_handbooks_order() -> None:
    threat, eviction = load_named_way("goteborg").checklists
    assert list(dict.fromkeys(step.section.number for step in threat.steps)) == [str(one) for one in range(1, 10)]
    numbers = [(step.section.part, step.section.number) for step in eviction.steps]
    assert list(dict.fromkeys(numbers)) == [
        *(("", str(one)) for one in range(1, 7)),
        *(("När avhysningen är ett faktum", str(one)) for one in range(1, 5)),
    ]
    asked = threat.step("fraga-hyresvarden")
    assert asked is not None
    assert len(asked.questions) == 6
    assert threat.step("narvara") is None


@pytest.mark.parametrize("name", named_ways())
def test_every_step_quotes_its_place_and_every_word_has_a_use(name: str) -> None:
    way = load_named_way(name)
    steps = [step for one in way.checklists for step in one.steps]
    assert way.name == name
    assert all(step.standing[0].text.startswith("”") and ", " in step.standing[0].source for step in steps)
    assert {gate for step in steps for gate in step.gates} == set(Gate)
    assert {step.evidence for step in steps} - {None} == set(Evidence)


def test_the_benchmark_is_the_one_that_the_rule_warns_by() -> None:
    weeks = load_named_way("goteborg").local.weeks
    assert all_values()[GUIDELINE_WEEKS].periods[-1].value == weeks


def test_soft_values_say_what_the_source_leaves_open() -> None:
    way = load_named_way("goteborg")
    soft = [step for one in way.checklists for step in one.steps if step.is_soft]
    assert {step.key for step in soft} >= {"ta-emot", "personlig-kontakt", "budgetradgivning"}
    for step in soft:
        assert any(reason.text.startswith("Källan lämnar öppet: ") for reason in step.standing)
    assert any("hur många försök" in reason.text for reason in way.local.attempts_why)


REFUSALS = [
    (("gates: [ask_landlord]", "spärr: [ask_landlord]"), "sections[5].steps[1] (fraga-hyresvarden): nyckeln ”spärr”"),
    (("gates: [ask_landlord]", "gates: [fråga]"), "(fraga-hyresvarden).gates: ”fråga” finns inte. Välj bland: ask_"),
    (("done_by: landlord_asked", "done_by: hoppas"), "(fraga-hyresvarden).done_by: ”hoppas” finns inte. Välj något av"),
    (("            quote: slussa den enskilde till rätt verksamhetsområde inom socialtjänsten\n", ""),
     "(ratt-verksamhet).quote: uppgiften saknas. Lägg till den."),
    (("            place: Hot om avhysning, steg 4\n", ""), "(aktualisera).place: uppgiften saknas."),
    (("            title: Aktualisera ärendet\n", ""), "(aktualisera).title: uppgiften saknas."),
    (("- key: folkbokforing\n", "- key: ta-emot\n"), "hot-om-avhysning: två steg heter ”ta-emot”."),
    (("- key: bekrafta\n", "- key: ta-emot\n"),
     "avhysning-fran-kronofogden: två steg heter ”ta-emot”. Ge dem var sitt namn."),
    (("key: avhysning-fran-kronofogden", "key: hot-om-avhysning"), "två listor heter ”hot-om-avhysning”."),
    (("requires: oanmalt-vagt", "requires: vagt"), "(oanmalt-hembesok).requires: steget ”vagt” finns inte tidigare"),
    (("after: narvara", "after: folj-upp-efterat"), "(folj-upp-efterat).after: steget ”folj-upp-efterat” finns inte"),
    (("same_as: folkbokforing", "same_as: narvara"), "(kontroll-folkbokforing).same_as: steget ”narvara” finns inte"),
    (("same_as: kand-i-socialtjansten", "same_as: kontroll-folkbokforing"), "pekar själv på ett annat steg."),
    (("            same_as: aktualisera\n", "            same_as: aktualisera\n            gates: [contact]\n"),
     "(kontroll-aktualisera).same_as: ett steg ur en annan lista får läget därifrån."),
    (("starts_with: tid-fran-kronofogden", "starts_with: bekrafta"), "listan börjar med ”tid-fran-kronofogden”."),
    (("            cite: FOL 32 c §\n", ""), "(folkbokforing).cite: law_now och cite hör ihop"),
    (("            leaves_open: hur snart så snart som möjligt är.\n", ""),
     "(personlig-kontakt).soft: soft: true och leaves_open hör ihop"),
    (("weeks: {from: 2, to: 4}", "weeks: {from: 4, to: 2}"), "weeks.to: riktmärket slutar efter 2 veckor, före 4."),
    (("decided: false", "decided: true"), "support_without_assessment.decision: skriv vilket beslut när"),
    (("decision: null", "decision: Beslut 7"), "support_without_assessment.decision: skriv vilket beslut när decided"),
    (("  attempts: 3\n", ""), "unannounced_visit.attempts: uppgiften saknas."),
    (("go_on_for: [no_contact,", "go_on_for: [lust,"), "opening_phase.go_on_for: ”lust” finns inte. Välj bland:"),
    (("when: children", "when: pets"), "(foraldrar).when: ”pets” finns inte. Välj något av: children."),
    (("questions:\n              - Är hyresskulden reglerad?", "questions:\n              - 7"),
     "(fraga-hyresvarden).questions: här ska stå en lista med texter"),
    (("way: goteborg\n", "way: goteborg\nway: malmo\n"), "rad 5: nyckeln ”way” står två gånger."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), REFUSALS)
def test_what_cannot_be_meant_is_refused_with_its_place(change: tuple[str, str], told: str) -> None:
    said = refusal(change)
    assert told in said
    assert said.startswith("egen.yaml")


def test_a_way_without_lists_and_a_list_without_steps_are_refused() -> None:
    head = GOTEBORG[: GOTEBORG.index("checklists:")]
    with pytest.raises(YamlRefused, match="här finns ingen checklista"):
        way_from_yaml(head, where="egen.yaml")
    with pytest.raises(YamlRefused, match="listan har inga steg"):
        way_from_yaml(head + "checklists:\n  - {key: tom, title: Tom}\n", where="egen.yaml")


def test_an_unknown_municipality_is_refused_with_those_there_are() -> None:
    with pytest.raises(YamlRefused, match=r"”kvarnby” finns inte\. Det som finns: goteborg"):
        load_named_way("kvarnby")
