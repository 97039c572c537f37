"""Every kind has a strict schema, an example that lawyers can read, and a description that agrees with both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kvarbo.core.law.notices.inbound_notices import notice_in_force
from kvarbo.core.law.secrecy.may_ask import may_ask
from kvarbo.core.law.secrecy.may_disclose import may_disclose
from kvarbo.core.law.secrecy.vocabulary import LANDLORDS, SOCIAL_SERVICES, Allowed, KindOfFact, MatterOrigin, Party
from kvarbo.doors.papers.canonical import canonical, paper_from
from kvarbo.doors.papers.fields import Field, facts_told, fields_of, people_in
from kvarbo.doors.papers.kinds import KINDS, Basis, PaperKind, about, may_send
from kvarbo.doors.papers.paper import Paper
from kvarbo.doors.papers.phrases import FixedPhrase, in_words
from kvarbo.doors.papers.readable import lines_of
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.papers.schemas import FOLDER, checked, problems_in, schema_of
from tests.doors.papers.examples import cases, example, paper_of

EVERY_PAPER = [pytest.param(paper_of(case), id=case["title"]) for case in cases()]
SAYS_NOTHING_OF_ANYBODY = {KindOfFact.ANONYMOUS_COUNT, KindOfFact.PAPER_RECEIVED}


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema that holds a value."""
    if isinstance(schema, dict):
        if "type" in schema or "const" in schema or "oneOf" in schema or "$ref" in schema:
            yield schema
        for name, part in schema.items():
            if name not in ("if", "then", "tells"):
                yield from parts_of(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from parts_of(part)


def every_field(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from every_field(field.fields or ((field.row,) if field.row else ()))


def objects_in(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every object in a content."""
    if isinstance(value, dict):
        yield path
        for name, part in value.items():
            yield from objects_in(part, (*path, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from objects_in(part, (*path, place))


def test_every_kind_has_a_schema_a_description_and_an_example_and_nothing_else_is_there() -> None:
    kinds = {str(kind) for kind in PaperKind}
    assert {path.stem for path in FOLDER.glob("*.json")} == kinds | {"paper", "parts"}
    assert set(KINDS) == set(PaperKind)
    assert {case["kind"] for case in cases()} == kinds


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.json")))
def test_a_schema_lets_nothing_through_that_it_does_not_name_and_bound(name: str) -> None:
    schema = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for part in parts_of(schema):
        kind = part.get("type")
        assert kind in {None, "object", "array", "string", "integer", "null"}, part
        if kind == "object" and part.get("title") != "Innehåll":
            assert part["additionalProperties"] is False, part
        if kind == "array":
            assert part["maxItems"] <= 40, part
        if kind == "string":
            assert "maxLength" in part or part["pattern"].startswith("^[a-z_]{1,"), part
        if kind == "integer":
            assert part["maximum"] <= 10**9, part


@pytest.mark.parametrize("kind", PaperKind)
def test_the_schema_and_the_description_say_the_same(kind: PaperKind) -> None:
    schema = schema_of(kind)
    assert schema["title"] == about(kind).title
    assert schema["$id"] == f"urn:kvarbo:paper:{kind}:{about(kind).version}"
    assert set(schema["required"]) <= set(schema["properties"])
    fields = list(every_field(fields_of(kind)))
    assert all(field.label for field in fields)
    assert about(kind).names_people == bool({"residents", "people"} & {field.name for field in fields})


@pytest.mark.parametrize("kind", PaperKind)
def test_free_text_is_short_and_says_what_may_not_be_written(kind: PaperKind) -> None:
    for field in every_field(fields_of(kind)):
        if field.shown_as == "note":
            assert field.longest == 300
            assert "Skriv inte om hälsa, missbruk, brott eller andra personer" in field.hint
        words = " ".join([field.label, *(label for _, label in field.choices)]).lower()
        assert not any(word in words for word in ("diagnos", "sjuk", "missbruk", "psyk", "beroende")), words


def test_no_kind_tells_of_health_or_crime() -> None:
    fields = [field for kind in PaperKind for field in every_field(fields_of(kind))]
    told = {fact for field in fields for fact in field.tells}
    told |= {fact for field in fields for _, facts in field.choice_tells for fact in facts}
    told |= {fact for kind in KINDS.values() for fact in kind.facts}
    assert told & {KindOfFact.HEALTH, KindOfFact.CRIME, KindOfFact.REPORTER_IDENTITY} == set()
    assert KindOfFact.ARREARS in told


@pytest.mark.parametrize("paper", EVERY_PAPER)
def test_an_example_comes_back_as_it_was_and_can_be_read(paper: Paper) -> None:
    data = canonical(paper)
    assert paper_from(data) == paper
    assert canonical(paper_from(data)) == data
    assert about(paper.kind).may_go(Party(paper.sender.party), Party(paper.receiver.party))
    lines = lines_of(paper)
    assert all(line.label for line in lines)
    assert all(person["name"] in " ".join(line.value for line in lines) for person in people_in(paper.content))


@pytest.mark.parametrize("paper", EVERY_PAPER)
def test_an_unknown_field_is_refused_wherever_it_stands(paper: Paper) -> None:
    places = list(objects_in(paper.content))
    for place in places:
        content = json.loads(json.dumps(paper.content))
        target = content
        for step in place:
            target = target[step]
        target["diagnosis"] = "något"
        with pytest.raises(PaperRefused, match="ett fält som det här slaget av papper inte har"):
            canonical(replace(paper, content=content))
    assert places


@pytest.mark.parametrize("paper", EVERY_PAPER)
def test_what_a_schema_requires_cannot_be_left_out(paper: Paper) -> None:
    for name in schema_of(paper.kind)["required"]:
        content = {key: value for key, value in paper.content.items() if key != name}
        assert any("fyll i" in problem for problem in problems_in(paper.kind, content)), name
    assert checked(paper.kind, paper.content) == paper.content


@pytest.mark.parametrize("paper", EVERY_PAPER)
def test_an_example_rests_on_the_ground_that_the_secrecy_rules_cite(paper: Paper) -> None:
    holder, receiver = Party(paper.sender.party), Party(paper.receiver.party)
    basis, facts = about(paper.kind).basis, facts_told(paper.kind, paper.content)
    assert facts
    for fact in facts:
        if basis is Basis.ASKING:
            asked = may_ask(
                on=paper.written, asker=holder, asked=receiver, fact=fact, origins=(MatterOrigin.LANDLORD_NOTICE,)
            ).value
            assert (asked.allowed, asked.ground) == (Allowed.YES, paper.ground)
            continue
        told = may_disclose(on=paper.written, holder=holder, receiver=receiver, fact=fact).value
        if basis in (Basis.DUTY, Basis.NOBODY):
            assert (told.allowed, told.ground) == (Allowed.YES, paper.ground), fact
        else:
            assert told.allowed is Allowed.NEEDS, fact


@pytest.mark.parametrize("kind", PaperKind)
def test_only_what_says_nothing_of_anybody_goes_to_a_landlord_without_consent_or_duty(kind: PaperKind) -> None:
    description = about(kind)
    back = description.senders & SOCIAL_SERVICES and description.receivers & LANDLORDS
    if back and description.basis is Basis.NOBODY:
        assert set(description.facts) <= SAYS_NOTHING_OF_ANYBODY
        assert not description.names_people
    assert description.basis is not Basis.NOBODY or set(description.facts) <= SAYS_NOTHING_OF_ANYBODY
    assert not back or description.basis in (Basis.NOBODY, Basis.CONSENT, Basis.ASKING)


def test_the_notices_are_those_that_the_law_lists() -> None:
    forms = {"N1": "notice_unpaid_rent", "N4": "notice_unpaid_fee", "N5": "notice_association_disturbance"}
    codes = {about(kind).notice: kind for kind in PaperKind if about(kind).notice}
    assert sorted(codes) == ["N1", "N2", "N3", "N4", "N5", "N6"]
    for code, kind in forms.items():
        assert codes[code] == kind
        assert example(codes[code]).content["form"] == notice_in_force(code, date(2026, 11, 24)).form


@pytest.mark.parametrize("kind", PaperKind)
def test_nothing_goes_from_one_landlord_to_another(kind: PaperKind) -> None:
    assert not any(about(kind).may_go(sender, receiver) for sender in LANDLORDS for receiver in LANDLORDS)
    assert any(about(kind).may_go(sender, receiver) for sender in Party for receiver in Party)


def test_an_undertaking_goes_to_those_who_rent_out_and_never_to_an_association() -> None:
    receivers = about(PaperKind.UNDERTAKING).receivers
    assert receivers == {Party.MUNICIPAL_LANDLORD, Party.PRIVATE_LANDLORD}
    assert PaperKind.UNDERTAKING in may_send(Party.SOCIAL_BOARD)
    assert PaperKind.UNDERTAKING not in may_send(Party.BUDGET_COUNSELLING)


def test_a_fixed_phrase_has_the_words_of_the_schema_and_says_nothing_of_anybody() -> None:
    (phrase,) = fields_of(PaperKind.OUTCOME_PHRASE)
    assert [value for value, _ in phrase.choices] == [str(one) for one in FixedPhrase]
    assert in_words(FixedPhrase.WE_REACH_THE_TENANT_OURSELVES) == "Om det behövs hör vi av oss till hyresgästen själv."
    assert all(in_words(one).endswith(".") for one in FixedPhrase)


def test_a_receipt_has_the_same_shape_whatever_it_answers() -> None:
    one = example(PaperKind.RECEIPT)
    other = replace(one, content=one.content | {"paper": "ffffffff-ffff-4fff-bfff-ffffffffffff"})
    assert len(canonical(one)) == len(canonical(other))
    assert set(one.content) == {"paper", "received", "says"}


def test_what_a_signal_tells_follows_from_what_is_filled_in() -> None:
    content = example(PaperKind.EARLY_SIGNAL).content
    assert facts_told(PaperKind.EARLY_SIGNAL, content) == (KindOfFact.CONTACT_DETAILS, KindOfFact.ARREARS)
    late = {**content, "about": ["late_payment", "disturbance"]}
    del late["unpaid"]
    assert KindOfFact.ARREARS not in facts_told(PaperKind.EARLY_SIGNAL, late)
    assert {KindOfFact.LATE_PAYMENT, KindOfFact.DISTURBANCE} <= set(facts_told(PaperKind.EARLY_SIGNAL, late))


@pytest.mark.parametrize(("count", "fine"), [(0, True), ("fewer_than_5", True), (5, True), (1, False), (4, False)])
def test_a_small_number_of_households_can_only_be_told_as_fewer_than_five(count: object, fine: bool) -> None:
    content = example(PaperKind.EARLY_SIGNAL_ANONYMOUS).content | {"households_with_children": count}
    assert (problems_in(PaperKind.EARLY_SIGNAL_ANONYMOUS, content) == ()) is fine
