"""The rules pick what they say, and in a made-up year they find those who read too much without crying wolf."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from kvarbo.ground.log_review.detecting import About, Detector, Month, Picked, Who, local, lot_of, sample_size
from kvarbo.ground.log_review.rules import SENTENCES, TITLES, RuleName, rules_on
from kvarbo.ground.trail.queries import Event
from tests.ground.log_review.measuring import measured
from tests.ground.log_review.synthetic_year import Year

MONTH = date(2026, 11, 1)
NOON = datetime(2026, 11, 4, 11, tzinfo=UTC)  # a Wednesday
RULES = rules_on(MONTH)
MEMBERS = {"anna": Who("Anna Öhrnskiöld", "norr"), "bo": Who("Bo Ek", "söder"), "chef": Who("Cia Ask", "norr", True)}


def shown(actor: str, subject: str, *, at: datetime = NOON, act: str = "shown", about: Any = None) -> Event:
    return Event(0, at, actor, act, [subject], about or {}, False)


def picked(events: list[Event], subjects: dict[str, About], **more: Any) -> dict[RuleName, list[Picked]]:
    month = Month(MONTH, RULES, more.pop("new_after", 0))
    for seq, event in enumerate(events, start=1):
        month.take(event._replace(seq=seq), seed="frö", sample=RULES.sample_most)
    surnames = more.pop("surnames", Counter())
    found: dict[RuleName, list[Picked]] = {}
    for item in Detector(month, MEMBERS, subjects, more.pop("assigned", set()), surnames).picked():
        found.setdefault(item.rule, []).append(item)
    found.pop(RuleName.SAMPLE, None)
    return found


NORTH, SOUTH = About(("Mona Lind",), "norr"), About(("Mona Lind",), "söder")


def test_somebody_with_ones_own_name_is_picked_however_one_is_related() -> None:
    own = About(("anna öhrnskiöld",), "norr")
    assert list(picked([shown("anna", "p")], {"p": own}, assigned={("anna", "p")})) == [RuleName.OWN_NAME]


def test_a_surname_is_picked_only_when_it_is_rare() -> None:
    relative = {"p": About(("Karl Öhrnskiöld",), "norr")}
    assert list(picked([shown("anna", "p")], relative, surnames={"öhrnskiöld": 2})) == [RuleName.SAME_SURNAME]
    assert picked([shown("anna", "p")], relative, surnames={"öhrnskiöld": 7}) == {}
    assert picked([shown("anna", "p"), shown("anna", "p", act="note.written")], relative) == {}


def test_a_colleague_as_client_is_picked() -> None:
    assert list(picked([shown("anna", "p")], {"p": About(("Bo Ek",), "norr")})) == [RuleName.COLLEAGUE]


@pytest.mark.parametrize(("about", "number", "is_picked"), [(SOUTH, 4, False), (SOUTH, 5, True), (NORTH, 11, False)])
def test_the_same_again_and_again_without_a_word_is_picked(about: About, number: int, is_picked: bool) -> None:
    assert (RuleName.REPEATED in picked([shown("anna", "p")] * number, {"p": about})) is is_picked


def test_repeated_reading_counts_a_year_and_is_picked_in_the_month_it_passes_the_limit() -> None:
    before = [shown("anna", "p", at=NOON - timedelta(days=30 * turn)) for turn in range(1, 5)]
    assert picked(before, {"p": SOUTH}) == {}
    found = picked([*before, shown("anna", "p")], {"p": SOUTH})[RuleName.REPEATED]
    assert [(item.count, item.seqs) for item in found] == [(5, (5,))]


def test_a_note_in_another_month_explains_no_reading_of_this_one() -> None:
    note = shown("anna", "p", at=NOON - timedelta(days=60), act="note.written")
    assert list(picked([note, *[shown("anna", "p")] * 5], {"p": SOUTH})) == [RuleName.REPEATED]


def test_who_is_assigned_has_written_or_leads_the_unit_is_related() -> None:
    many = [shown("anna", "p")] * 30
    assert picked(many, {"p": SOUTH}, assigned={("anna", "p")}) == {}
    assert picked([*many, shown("anna", "p", act="note.written")], {"p": SOUTH}) == {}
    assert picked([shown("anna", "p", act="note.written"), *many], {"p": SOUTH}) == {}
    assert picked([shown("chef", "p")] * 30, {"p": NORTH}) == {}


def test_three_of_other_units_are_picked_but_not_in_a_unit_that_works_with_all() -> None:
    subjects = {f"s{place}": SOUTH for place in range(3)} | {f"n{place}": NORTH for place in range(20)}
    own = [shown("anna", name) for name in subjects if name.startswith("n")]
    others = [shown("anna", name) for name in subjects if name.startswith("s")]
    assert list(picked(own + others, subjects)) == [RuleName.OTHER_UNIT]
    assert picked(others, subjects) == {}  # all that the unit opens is others': it is its work


def test_night_and_weekend_are_outside_hours_in_swedish_time() -> None:
    subjects = {f"p{place}": NORTH for place in range(40)}
    day = [shown("anna", name) for name in subjects] * 3
    late = [shown("anna", f"p{place}", at=datetime(2026, 11, 4, 19, 30, tzinfo=UTC)) for place in range(3)]
    assert local(late[0].at).hour == 20
    assert RuleName.OUTSIDE_HOURS in picked([*day, *late], subjects)
    saturday = [shown("anna", f"p{place}", at=datetime(2026, 11, 7, 11, tzinfo=UTC)) for place in range(3)]
    assert RuleName.OUTSIDE_HOURS in picked([*day, *saturday], subjects)
    assert picked(saturday, subjects) == {}  # the whole unit works then


def test_protected_closed_break_glass_export_refusals_and_many() -> None:
    hidden = {"p": About((), "norr", is_protected=True)}
    assert list(picked([shown("anna", "p")], hidden)) == [RuleName.PROTECTED]
    closed = {f"p{place}": About((), "norr", closed_on=date(2026, 1, 1)) for place in range(3)}
    assert list(picked([shown("anna", name) for name in closed], closed)) == [RuleName.AFTER_CLOSURE]
    assert list(picked([shown("anna", "p", act="break_glass.opened")], {})) == [RuleName.BREAK_GLASS]
    assert list(picked([shown("anna", "p", act="export.taken", about={"count": 26})], {})) == [RuleName.EXPORT]
    assert picked([shown("anna", "p", act="export.taken", about={"count": 25})], {}) == {}
    refused = [shown("anna", "p", act="refused")._replace(refused=True)] * 21
    assert list(picked(refused, {})) == [RuleName.MANY_REFUSALS]
    many = {f"p{place}": NORTH for place in range(31)}
    assert list(picked([shown("anna", name) for name in many], many)) == [RuleName.MANY_PEOPLE]


def test_a_list_is_no_opening() -> None:
    listed = shown("anna", "p")._replace(subjects=["p", "q", "r", "s"])
    assert picked([listed] * 40, {"p": SOUTH}) == {}


def test_what_an_earlier_part_has_taken_is_not_picked_again() -> None:
    events = [shown("anna", "p")] * 6
    assert picked(events, {"p": SOUTH}, new_after=5) == {}


def test_the_sample_can_be_drawn_again_by_anybody() -> None:
    month = Month(MONTH, RULES)
    seqs = list(range(1, 2001))
    Random(1).shuffle(seqs)
    for seq in seqs:
        month.take(Event(seq, NOON, "anna", "shown", [f"p{seq}"], {}, False), seed="abc", sample=RULES.sample_most)
    drawn = [item.seqs[0] for item in Detector(month, MEMBERS, {}, set(), {})._sample()]
    assert drawn == sorted(range(1, 2001), key=lambda seq: lot_of("abc", seq))[: sample_size(RULES, 2000)]
    assert len(drawn) == 5


def test_every_rule_has_a_title_and_a_sentence_with_its_figures() -> None:
    assert set(TITLES) == set(SENTENCES) == set(RuleName)
    for rule in RuleName:
        assert "{" not in RULES.sentence(rule)


def test_in_a_small_year_most_are_found_and_few_are_picked_for_nothing() -> None:
    year = Year(seed=7, scale=0.04, people=2_000)
    told = measured(year)
    assert len(year.planted) == 30
    assert len(told.found) >= 25
    assert {year.planted[place].kind for place in told.found} >= {"landskrona", "kronoberg"}
    assert sum(told.false_alarms.values()) <= 5 * 52


@pytest.mark.proof
def test_in_a_full_year_nine_of_ten_are_found_where_a_unit_does_not_open_everybodys() -> None:
    year = Year(seed=105)
    told = measured(year)
    assert told.reads >= 2_000_000
    can_be_told_apart = [
        place for place, one in enumerate(year.planted) if year.workers[one.worker].unit != "Mottagning"
    ]
    assert len(set(can_be_told_apart) & set(told.found)) >= 0.9 * len(can_be_told_apart)
    assert sum(told.false_alarms.values()) <= 5 * 52
