"""What a copy must not say, each refused in words that a rent officer understands, at the line where it stands."""

from __future__ import annotations

import pytest

from kvarbo.core.ladder.loading import named_policies
from kvarbo.core.ladder.policy import Policy
from kvarbo.landlord.ways.checking import LONGEST, Fault, checked
from tests.landlord.ways.conftest import text_of

HEMMA = text_of("hemma")
VISIT = "  - key: dag-19-besok\n    day: 19\n"


def fault(text: str) -> Fault:
    answer = checked(text)
    assert isinstance(answer, Fault)
    return answer


def lines(told: Fault) -> list[str]:
    return [line.text.strip() for line in told.lines if line.is_it]


@pytest.mark.parametrize("name", named_policies())
def test_what_comes_with_kvarbo_has_no_fault(name: str) -> None:
    assert isinstance(checked(text_of(name)), Policy)


def test_an_unknown_key_is_told_with_the_rule_and_the_keys_there_are() -> None:
    told = fault(HEMMA.replace(VISIT, f"{VISIT}    veckodag: måndag\n"))
    assert told.message.startswith("Regeln dag-19-besok: ")
    assert "nyckeln ”veckodag” är okänd. Här kan stå:" in told.message
    assert lines(told) == ["veckodag: måndag"]


def test_all_that_is_wrong_is_told_downwards_each_at_its_lines() -> None:
    text = HEMMA.replace(VISIT, f"{VISIT}    veckodag: måndag\n").replace("    step: notify\n", "    step: ropa\n", 1)
    told = fault(text.replace("title: Hemmas månad", "titel: Hemmas månad"))
    found = [told, *told.others]
    assert [one.message.split(": ")[0] for one in found] == [
        "Nyckeln ”titel” är okänd. Här kan stå", "Regeln dag-2-notis, raden step", "Regeln dag-19-besok", "title",
    ]  # fmt: skip
    assert found[3].message == "title: uppgiften saknas. Lägg till den."
    assert [lines(one) for one in found[1:3]] == [["step: ropa"], ["veckodag: måndag"]]


def test_what_rules_say_together_is_told_with_all_of_it_too() -> None:
    text = HEMMA.replace("    day: 2\n    order: 2", "    day: 2\n    order: 1")
    told = fault(text.replace("key: dag-19-besok", "key: dag-7-samtal"))
    found = " ".join(one.message for one in (told, *told.others))
    assert "gäller båda dag 2 med samma plats 1" in found
    assert "två regler heter ”dag-7-samtal”" in found


def test_a_gap_is_told_where_the_last_step_stands() -> None:
    text = HEMMA.replace("step: notify", "step: review").replace("step: call", "step: review")
    told = fault(text.replace("step: visit", "step: review").replace("step: joint_meeting", "step: manual"))
    assert "här finns en lucka" in told.message
    assert "Lägg till ett sms, samtal, brev eller besök en tidigare dag." in told.message
    assert lines(told) == ["- key: dag-28-kronofogden"]


def test_two_rules_in_one_place_are_both_shown() -> None:
    told = fault(HEMMA.replace("    day: 2\n    order: 2", "    day: 2\n    order: 1"))
    assert "gäller båda dag 2 med samma plats 1" in told.message
    assert lines(told) == ["- key: dag-2-notis", "- key: dag-2-samtal"]


def test_one_step_counted_in_two_ways_is_told() -> None:
    told = fault(
        HEMMA.replace("  - key: dag-19-besok\n", "  - key: dag-19-samtal\n").replace(
            "    day: 19\n    order: 1\n    step: visit\n",
            "    day: 19\n    order: 1\n    step: call\n    counted_in: vardagar\n",
        )
    )
    assert "räknar dagarna på olika sätt" in told.message
    assert lines(told) == ["- key: dag-7-samtal", "- key: dag-19-samtal"]


def test_a_group_never_gets_a_harder_step() -> None:
    old = "    when: [never_reached]\n"
    told = fault(HEMMA.replace(old, "    when: [never_reached, group]\n    groups: [young]\n"))
    assert "Målgrupper får hjälp först, aldrig hårdare steg." in told.message
    assert lines(told) == ["step: to_kronofogden"]


def test_what_the_law_forbids_is_told_with_its_paragraph() -> None:
    told = fault(HEMMA.replace("  - key: dag-28-kronofogden\n    day: 28", "  - key: dag-28-kronofogden\n    day: 6"))
    assert "kommer för tidigt" in told.message
    assert "JB 12:42" in told.message
    assert lines(told) == ["day: 6"]


def test_what_is_no_yaml_is_told_with_its_line() -> None:
    told = fault(HEMMA.replace("ignore_below:\n", "ignore_below: [\n"))
    assert told.message.startswith("Rad ")
    assert lines(told)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Texten är tom"),
        ("x" * (LONGEST + 1), "Den får vara högst"),
        ("[" * 5_000, "för många nivåer"),
        (HEMMA.replace("day: 28\n", "day: 99999999999\n"), "orimligt antal dagar"),
        (HEMMA.replace("days: 7\n", "days: 9999999999\n", 1), "orimligt antal dagar"),
        ("hej", "här ska stå nycklar med värden"),
    ],
    ids=["empty", "too long", "too deep", "a day beyond the almanac", "days beyond the almanac", "no keys"],
)
def test_what_nobody_means_is_refused_in_words(text: str, words: str) -> None:
    assert words in fault(text).message
