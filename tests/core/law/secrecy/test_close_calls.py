"""Secrecy questions that differ in one fact only: each fact matters, and matters only where it should."""

from __future__ import annotations

from typing import Any

import pytest

from kvarbo.core.law import catalogue
from kvarbo.core.law.old_law.old_reference import UnknownReference
from kvarbo.core.law.secrecy.grounds import LawNotRead

ASK: dict[str, Any] = {"on": "2026-11-22", "asker": "social_board", "phase": "preliminary"}
TELL: dict[str, Any] = {"on": "2026-11-22", "receiver": "social_board"}
TO_FETCH: dict[str, Any] = {
    "given": "2026-11-20",
    "other": "private_landlord",
    "facts": ["arrears"],
    "direction": "fetch",
}
TO_TELL: dict[str, Any] = {
    "given": "2026-11-20",
    "holder": "social_board",
    "other": "private_landlord",
    "facts": ["case_content"],
    "direction": "tell",
}


def permission(rule: str, given: dict[str, Any]) -> Any:
    return catalogue.find(rule).ask(given).value


def test_a_consent_given_to_somebody_else_does_not_help_the_one_who_asks() -> None:
    asked = {"on": "2026-11-22", "asked": "private_landlord", "fact": "arrears", "origins": ["relative"]}
    consents = [TO_FETCH | {"holder": "social_board"}]
    assert permission("may_ask", asked | {"asker": "social_board", "consents": consents}).allowed == "yes"
    assert permission("may_ask", asked | {"asker": "debt_collector", "consents": consents}).allowed == "needs"


def test_a_consent_holds_from_the_day_it_is_given() -> None:
    asked = {"asker": "social_board", "asked": "private_landlord", "fact": "arrears", "origins": ["relative"]}
    consents = [TO_FETCH | {"holder": "social_board"}]
    assert permission("may_ask", asked | {"on": "2026-11-20", "consents": consents}).allowed == "yes"
    assert permission("may_ask", asked | {"on": "2026-11-19", "consents": consents}).allowed == "needs"


def test_what_a_consent_says_of_passing_on_is_told_as_a_condition() -> None:
    told = {"on": "2026-11-22", "holder": "social_board", "receiver": "private_landlord", "fact": "case_content"}
    silent = permission("may_disclose", told | {"consents": [TO_TELL]})
    open_ = permission("may_disclose", told | {"consents": [TO_TELL | {"onward_allowed": True}]})
    closed = permission("may_disclose", told | {"consents": [TO_TELL | {"onward_allowed": False}]})
    assert silent == open_
    assert closed.conditions != open_.conditions


@pytest.mark.parametrize(
    ("holder", "conditions"),
    [
        ("kronofogden", ("Anmäl genast; bara det som rör oron för barnet.",)),
        ("private_landlord", ("Bara det som rör oron för barnet.", "Gäller det akut fara: ring 112.")),
    ],
)
def test_who_must_report_does_it_at_once_and_who_should_is_told_of_112(
    holder: str, conditions: tuple[str, ...]
) -> None:
    assert permission("may_disclose", TELL | {"holder": holder, "fact": "child_concern"}).conditions == conditions


def test_a_landlord_could_report_a_child_also_before_the_list_of_2026_was_widened() -> None:
    told = TELL | {"on": "2025-07-01", "holder": "private_landlord", "fact": "child_concern"}
    assert (permission("may_disclose", told).allowed, permission("may_disclose", told).ground) == ("yes", "SoL 19:4")


def test_technical_processing_has_its_own_ground_from_the_first_of_july_2023() -> None:
    told = {"holder": "social_board", "receiver": "data_processor", "fact": "case_content"}
    assert permission("may_disclose", told | {"on": "2023-07-01"}).ground == "OSL 10:2 a"
    assert permission("may_disclose", told | {"on": "2023-06-30"}).ground == "OSL 26:1"


def test_crime_is_closed_to_a_private_landlord_and_weighed_by_a_municipal_one() -> None:
    weighed = {"harm_assumed": True, "general_clause_weighed": True, "tenants_told": True}
    told = TELL | {"fact": "crime", "circumstances": weighed}
    assert permission("may_disclose", told | {"holder": "private_landlord"}).allowed == "no"
    assert permission("may_disclose", told | {"holder": "municipal_landlord"}).allowed == "needs"


@pytest.mark.parametrize(("receiver", "fact"), [("relative", "arrears"), ("other_municipality_board", "case_content")])
def test_what_may_be_told_early_goes_to_the_social_services_and_is_about_the_rent(receiver: str, fact: str) -> None:
    told = {"on": "2026-11-22", "holder": "private_landlord", "receiver": receiver, "fact": fact}
    assert permission("may_disclose", told).needs == (
        "hyresgästens samtycke till just den här uppgiften och mottagaren",
    )


def test_the_first_day_of_the_secrecy_act_has_an_answer_and_the_day_before_none() -> None:
    asked = {"asker": "private_landlord", "asked": "social_board", "fact": "known_here"}
    assert permission("may_ask", asked | {"on": "2009-06-30"}).allowed == "no"
    with pytest.raises(LawNotRead, match="2009-06-29"):
        permission("may_ask", asked | {"on": "2009-06-29"})


def test_only_a_board_is_asked_whether_somebody_is_known_there_without_more() -> None:
    asked = ASK | {"fact": "known_here", "origins": ["landlord_notice"]}
    assert permission("may_ask", asked | {"asked": "same_municipality_board"}).ground != "OSL 26:1"
    assert permission("may_ask", asked | {"asked": "municipal_landlord"}).ground == "OSL 26:1"


def test_benefits_are_told_without_consent_only_by_those_whom_the_law_names() -> None:
    asked = ASK | {"fact": "benefits", "origins": ["landlord_notice"]}
    assert permission("may_ask", asked | {"asked": "custodian"}).allowed == "needs"


def test_before_an_inquiry_a_question_only_completes_what_has_come_in() -> None:
    asked = ASK | {"asked": "private_landlord", "fact": "arrears", "origins": ["landlord_notice"]}
    completing = "Bara frågor som kompletterar det som har kommit in"
    for phase, is_limited in (("preliminary", True), (None, True), ("adult_inquiry", False)):
        conditions = permission("may_ask", asked | {"phase": phase}).conditions
        assert any(condition.startswith(completing) for condition in conditions) == is_limited, phase


def test_a_number_of_the_new_regulation_is_not_looked_for_in_the_old() -> None:
    with pytest.raises(UnknownReference):
        permission("old_reference", {"act": "sof_2001", "paragraph": "11:1", "day": "2026-11-25"})


def test_a_search_has_an_answer_from_the_first_day_of_the_secrecy_act() -> None:
    asked = {"holder": "social_board", "purpose": "casework", "terms": ["address"]}
    assert permission("may_search", asked | {"on": "2009-06-30"}).allowed == "no"
    with pytest.raises(LawNotRead, match="2009-06-29"):
        permission("may_search", asked | {"on": "2009-06-29"})


def test_the_custodians_own_rule_is_about_children_known_to_the_social_services() -> None:
    told = {"on": "2026-11-22", "receiver": "custodian", "fact": "late_payment"}
    assert permission("may_disclose", told | {"holder": "kronofogden"}).ground == "OSL 34:1"


def test_who_reported_is_never_told_to_those_who_give_care() -> None:
    care = {"care_need": "ongoing_misuse", "needed_for_support": True}
    told = {"on": "2026-11-22", "holder": "same_municipality_board", "receiver": "health_care", "circumstances": care}
    assert permission("may_disclose", told | {"fact": "reporter_identity"}).allowed == "no"
    assert permission("may_disclose", told | {"fact": "case_content"}).allowed == "yes"


def test_a_managers_approval_opens_only_for_a_suspected_breach() -> None:
    known = {"technical_only": True, "manager_approved": True}
    told = {"on": "2026-11-22", "holder": "social_board", "receiver": "other_administration", "circumstances": known}
    assert permission("may_disclose", told | {"fact": "case_content"}).allowed == "needs"


@pytest.mark.parametrize(
    ("receiver", "is_landlord"), [("private_landlord", True), ("municipal_landlord", True), ("relative", False)]
)
def test_a_landlord_is_not_even_told_that_somebody_is_known(receiver: str, is_landlord: bool) -> None:
    told = {"on": "2026-11-22", "holder": "social_board", "receiver": receiver, "fact": "known_here"}
    until_then = "Till dess: bekräfta inte ens att personen är känd hos socialtjänsten."
    conditions = permission("may_disclose", told | {"origins": ["landlord_notice"]}).conditions
    assert (until_then in conditions) == is_landlord


@pytest.mark.parametrize(("origin", "is_told"), [("landlord_early", True), ("landlord_notice", False)])
def test_without_a_formal_notice_the_question_keeps_to_what_the_landlord_brought_up(origin: str, is_told: bool) -> None:
    asked = ASK | {"asked": "private_landlord", "fact": "arrears", "origins": [origin]}
    kept = "Utan formell underrättelse: håll frågan till det hyresvärden själv tog upp."
    assert (kept in permission("may_ask", asked).conditions) == is_told


@pytest.mark.parametrize(
    ("changed", "allowed"),
    [
        ({"withdrawn": "2026-11-21"}, "no"),
        ({"withdrawn": "2026-11-22"}, "no"),
        ({"withdrawn": "2026-11-23", "until": "2026-11-21"}, "needs"),  # not taken back yet, only run out
        ({"withdrawn": "2026-11-21", "other": "municipal_landlord"}, "needs"),
        ({"withdrawn": "2026-11-21", "facts": ["arrears"]}, "needs"),
    ],
)
def test_only_a_consent_to_just_this_that_has_been_taken_back_is_a_no(changed: dict[str, Any], allowed: str) -> None:
    told = TELL | {"holder": "social_board", "receiver": "private_landlord", "fact": "case_content"}
    assert permission("may_disclose", told | {"consents": [TO_TELL | changed]}).allowed == allowed


@pytest.mark.parametrize(("receiver", "reserves"), [("private_landlord", True), ("kronofogden", False)])
def test_a_reservation_is_made_towards_another_person_and_never_towards_an_authority(
    receiver: str, reserves: bool
) -> None:
    # OSL 12:2 andra stycket: "till en annan enskild".
    told = {"on": "2026-11-22", "holder": "social_board", "receiver": receiver, "fact": "case_content"}
    answer = permission("may_disclose", told | {"consents": [TO_TELL | {"other": receiver, "onward_allowed": False}]})
    assert answer.allowed == "yes"
    assert any("förbehåll" in condition for condition in answer.conditions) == reserves
