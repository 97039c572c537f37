"""What holds of every secrecy answer, whoever asks: nothing leaves the social services by default, and all is said."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core.law.secrecy.consent import Consent, ConsentDirection
from kvarbo.core.law.secrecy.grounds import LawNotRead
from kvarbo.core.law.secrecy.may_ask import may_ask
from kvarbo.core.law.secrecy.may_disclose import NoRuleForHolder, may_disclose
from kvarbo.core.law.secrecy.may_search import NoRuleForSearch, NothingToSearchBy, may_search
from kvarbo.core.law.secrecy.permission import Permission
from kvarbo.core.law.secrecy.question import Circumstances
from kvarbo.core.law.secrecy.vocabulary import (
    LANDLORDS,
    SOCIAL_SERVICES,
    Allowed,
    CareNeed,
    KindOfFact,
    MatterOrigin,
    Party,
    SearchPurpose,
    SearchTerm,
)

ON = date(2026, 11, 22)
HARMLESS = {KindOfFact.ANONYMOUS_COUNT, KindOfFact.PAPER_RECEIVED}
HOLDERS = sorted(SOCIAL_SERVICES | LANDLORDS | {Party.KRONOFOGDEN})


@pytest.mark.parametrize(
    ("holder", "receiver", "fact"),
    list(product(sorted(SOCIAL_SERVICES), sorted(LANDLORDS), sorted(set(KindOfFact) - HARMLESS))),
)
def test_nothing_leaves_the_social_services_for_a_landlord_without_consent(
    holder: Party, receiver: Party, fact: KindOfFact
) -> None:
    answer = may_disclose(on=ON, holder=holder, receiver=receiver, fact=fact, origins=tuple(MatterOrigin)).value
    assert answer.allowed is not Allowed.YES


@given(
    st.sampled_from(sorted(LANDLORDS)),
    st.sampled_from(sorted(set(KindOfFact) - HARMLESS)),
    st.sampled_from([*CareNeed, None]),
    st.lists(st.sampled_from(MatterOrigin), max_size=3),
)
def test_no_care_need_harm_test_or_weighing_opens_the_way_to_a_landlord(
    receiver: Party, fact: KindOfFact, care_need: CareNeed | None, origins: list[MatterOrigin]
) -> None:
    circumstances = Circumstances(
        requested=True,
        same_branch=True,
        harm_excluded=True,
        general_clause_weighed=True,
        tenants_told=True,
        balancing_on_file=True,
        care_need=care_need,
        needed_for_support=True,
        inquiry_opened=True,
    )
    answer = may_disclose(
        on=ON,
        holder=Party.SOCIAL_BOARD,
        receiver=receiver,
        fact=fact,
        origins=tuple(origins),
        circumstances=circumstances,
    ).value
    assert answer.allowed is not Allowed.YES


@pytest.mark.parametrize(
    ("holder", "receiver"), list(product(sorted(SOCIAL_SERVICES), sorted(set(Party) - {Party.PERSON})))
)
def test_the_general_clause_is_never_a_ground_out_of_the_social_services(holder: Party, receiver: Party) -> None:
    for fact in KindOfFact:
        weighed = Circumstances(general_clause_weighed=True)
        answer = may_disclose(on=ON, holder=holder, receiver=receiver, fact=fact, circumstances=weighed).value
        assert answer.ground != "OSL 10:27"


@given(st.sampled_from(HOLDERS), st.sampled_from(Party), st.sampled_from(KindOfFact), st.integers(-30, 30))
def test_a_withdrawn_consent_opens_nothing_that_would_else_be_shut(
    holder: Party, receiver: Party, fact: KindOfFact, days: int
) -> None:
    withdrawn = Consent(
        given=ON - timedelta(days=60),
        holder=holder,
        other=receiver,
        facts=tuple(KindOfFact),
        direction=ConsentDirection.TELL,
        withdrawn=ON + timedelta(days=days),
    )
    plain = may_disclose(on=ON, holder=holder, receiver=receiver, fact=fact).value
    having = may_disclose(on=ON, holder=holder, receiver=receiver, fact=fact, consents=(withdrawn,)).value
    if days <= 0:
        assert (having.allowed is Allowed.YES) == (plain.allowed is Allowed.YES)
    elif plain.allowed is Allowed.YES:
        assert having.allowed is Allowed.YES


@pytest.mark.parametrize("asked", sorted(LANDLORDS))
@pytest.mark.parametrize(
    "origin", sorted(set(MatterOrigin) - {MatterOrigin.LANDLORD_NOTICE, MatterOrigin.LANDLORD_EARLY})
)
def test_a_landlord_is_asked_without_consent_only_where_it_told_first(asked: Party, origin: MatterOrigin) -> None:
    def ask(*origins: MatterOrigin) -> Permission:
        return may_ask(on=ON, asker=Party.SOCIAL_BOARD, asked=asked, fact=KindOfFact.ARREARS, origins=origins).value

    assert ask(origin).allowed is Allowed.NEEDS
    assert ask(origin, MatterOrigin.LANDLORD_NOTICE).allowed is Allowed.YES


def test_only_four_terms_find_people_in_casework() -> None:
    found = {
        term
        for term in SearchTerm
        if may_search(on=ON, holder=Party.SOCIAL_BOARD, purpose=SearchPurpose.CASEWORK, terms=(term,)).value.allowed
        is Allowed.YES
    }
    assert found == {
        SearchTerm.NAME,
        SearchTerm.PERSONAL_NUMBER,
        SearchTerm.COORDINATION_NUMBER,
        SearchTerm.CASE_NUMBER,
    }


def test_every_holder_receiver_and_fact_gets_an_answer_that_cites_its_ground() -> None:
    for holder, receiver, fact in product(HOLDERS, Party, KindOfFact):
        finding = may_disclose(on=ON, holder=Party(holder), receiver=receiver, fact=fact)
        assert finding.steps[0].source == finding.value.ground
        assert all(step.text.endswith(".") for step in finding.steps)


def test_what_kvarbo_has_no_rule_for_is_refused_in_words() -> None:
    with pytest.raises(NoRuleForHolder, match="hälso- och sjukvården får lämna ut: det prövas där uppgiften finns"):
        may_disclose(on=ON, holder=Party.HEALTH_CARE, receiver=Party.SOCIAL_BOARD, fact=KindOfFact.HEALTH)
    with pytest.raises(NoRuleForSearch, match="finns för socialtjänst och hyresvärdar"):
        may_search(on=ON, holder=Party.POLICE, purpose=SearchPurpose.CASEWORK, terms=(SearchTerm.NAME,))
    with pytest.raises(NothingToSearchBy, match="Ange minst ett"):
        may_search(on=ON, holder=Party.SOCIAL_BOARD, purpose=SearchPurpose.CASEWORK, terms=())


@pytest.mark.parametrize(
    ("on", "holder", "receiver", "fact"),
    [
        (date(2009, 6, 29), Party.SOCIAL_BOARD, Party.PERSON, KindOfFact.CASE_CONTENT),
        (date(2024, 6, 30), Party.PRIVATE_LANDLORD, Party.SOCIAL_BOARD, KindOfFact.NOTICE_DISTURBANCE),
        (date(2025, 6, 30), Party.SOCIAL_BOARD, Party.SAME_MUNICIPALITY_BOARD, KindOfFact.KNOWN_HERE),
        (date(2026, 1, 14), Party.KRONOFOGDEN, Party.SOCIAL_BOARD, KindOfFact.CHILD_CONCERN),
    ],
)
def test_a_day_whose_law_has_not_been_read_is_refused_not_guessed(
    on: date, holder: Party, receiver: Party, fact: KindOfFact
) -> None:
    known = Circumstances(requested=True)
    with pytest.raises(LawNotRead, match="är inte inläst i Kvarbo"):
        may_disclose(on=on, holder=holder, receiver=receiver, fact=fact, circumstances=known)
    assert may_disclose(
        on=on + timedelta(days=1), holder=holder, receiver=receiver, fact=fact, circumstances=known
    ).value


def test_a_permission_names_what_it_needs_and_only_then() -> None:
    with pytest.raises(ValueError, match="must name it"):
        Permission(Allowed.NEEDS, "OSL 26:1")
    with pytest.raises(ValueError, match="must name it"):
        Permission(Allowed.YES, "OSL 26:1", ("samtycke",))
