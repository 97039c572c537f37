"""What has been tried when, the ways on, and what the person is still to be told after a talk with the landlord."""

from __future__ import annotations

from datetime import date, time

import pytest

from kvarbo.core.checklist.contacts import (
    ContactWay,
    Household,
    NextWay,
    PartOfDay,
    Try,
    hours_not_tried,
    next_ways,
    part_of_day,
    talks_not_told,
)
from kvarbo.core.checklist.facts import Act
from kvarbo.core.checklist.words import ActKind

ON = date(2026, 11, 18)


def call(clock: time | None = time(9), *, reached: bool = False, incoming: bool = False) -> Try:
    return Try(ActKind.CALLED, ON, reached, ContactWay.CALL, clock, incoming)


def home(clock: time | None = time(14), *, note: bool = False) -> Try:
    return Try(ActKind.VISITED, ON, False, ContactWay.HOME_VISIT, clock, note_left=note)


def ways(tries: list[Try], household: Household) -> list[NextWay]:
    return [one.value for one in next_ways(tries, household)]


@pytest.mark.parametrize(
    ("clock", "part"),
    [
        (time(0, 0), PartOfDay.MORNING),
        (time(11, 59), PartOfDay.MORNING),
        (time(12, 0), PartOfDay.AFTERNOON),
        (time(16, 59), PartOfDay.AFTERNOON),
        (time(17, 0), PartOfDay.EVENING),
    ],
)
def test_the_parts_of_a_day(clock: time, part: PartOfDay) -> None:
    assert part_of_day(clock) is part


def test_the_hours_that_nobody_has_tried_are_told_in_words() -> None:
    assert hours_not_tried([call(time(9)), call(time(14))]) == ("Ingen har ringt på kvällen.",)
    assert hours_not_tried([]) == ()
    assert hours_not_tried([call(time(9)), call(time(14)), call(time(18))]) == ()


def test_where_an_hour_is_unknown_it_is_said_what_is_written_down_and_not_what_was_done() -> None:
    assert hours_not_tried([call(time(9)), call(None)]) == (
        "För något samtal är klockslaget okänt.",
        "Inget samtal är inskrivet på eftermiddagen.",
        "Inget samtal är inskrivet på kvällen.",
    )
    assert NextWay.CALL_AT_ANOTHER_HOUR in ways([call(None)], Household())


def test_a_call_that_came_in_says_nothing_of_when_we_called() -> None:
    assert hours_not_tried([call(time(9), reached=True, incoming=True)]) == ()


def test_a_visit_at_our_office_is_no_visit_at_the_home() -> None:
    assert hours_not_tried([Try(ActKind.VISITED, ON, False, ContactWay.UNIT_VISIT, time(10))]) == ()


def test_first_somebody_calls_and_a_routine_letter_is_not_personal_contact() -> None:
    letter = Try(ActKind.WROTE, ON, False, ContactWay.ROUTINE_LETTER)
    first = next_ways([letter], Household(oldest=40))[0]
    assert first.value is NextWay.CALL
    assert "Ett rutinbrev är ingen personlig kontakt." in [step.text for step in first.steps]


def test_a_family_with_children_is_given_a_new_time_for_a_home_visit() -> None:
    found = next_ways([call(), home(note=True)], Household(children=2, oldest=38))
    at_home = next(one for one in found if one.value is NextWay.HOME_VISIT)
    assert "ny tid" in at_home.steps[0].text


def test_who_is_sixty_five_is_written_to_about_a_home_visit_and_who_is_younger_is_not() -> None:
    assert NextWay.HOME_VISIT_LETTER in ways([call()], Household(oldest=65))
    assert NextWay.HOME_VISIT_LETTER not in ways([call()], Household(oldest=64))
    unknown = next(one for one in next_ways([call()], Household()) if one.value is NextWay.VISIT_LETTER)
    assert any("Ingen ålder är känd" in step.text for step in unknown.steps)


def test_nobody_at_home_means_a_letter_in_the_letterbox_once_and_never_at_a_protected_address() -> None:
    assert NextWay.LETTERBOX_NOTE in ways([call(), home()], Household())
    assert NextWay.LETTERBOX_NOTE not in ways([call(), home(note=True)], Household())
    assert NextWay.LETTERBOX_NOTE not in ways([call(), home()], Household(is_protected=True))


def test_nothing_more_is_suggested_when_somebody_is_reached() -> None:
    assert ways([call(), call(reached=True, incoming=True)], Household(children=1)) == []


ASKED = Act(ActKind.ASKED_LANDLORD, ON)
REACHED = Act(ActKind.CALLED, ON, reached=True)
MISSED = Act(ActKind.CALLED, ON, reached=False)


def test_a_talk_with_the_landlord_waits_until_the_person_is_reached_after_it() -> None:
    assert talks_not_told([ASKED]).value == (0,)
    assert talks_not_told([ASKED, MISSED]).value == (0,)
    assert talks_not_told([ASKED, MISSED, REACHED]).value == ()
    assert talks_not_told([REACHED, ASKED]).value == (1,)
    assert talks_not_told([ASKED, REACHED, ASKED]).value == (2,)


def test_a_reason_settles_one_talk_and_not_the_next() -> None:
    assert talks_not_told([ASKED, ASKED], excused={0}).value == (1,)
