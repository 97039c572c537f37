"""Notices to the board and moved paragraphs: complete, dated, and an error where a wording has not been read."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest
import yaml

from kvarbo.core.law.in_force import NotInForce
from kvarbo.core.law.notices.inbound_notices import CODES, inbound_notices, notice_in_force
from kvarbo.core.law.notices.notice_duty import NoticeEvent, notice_duty
from kvarbo.core.law.old_law.old_reference import ReferredAct, UnknownReference, old_reference

TODAY = date(2026, 11, 24)


def test_every_event_has_an_answer_with_a_reason() -> None:
    for event in NoticeEvent:
        finding = notice_duty(event=event, day=TODAY)
        assert finding.value.duty == (finding.value.code is not None and event is not NoticeEvent.CONCERN)
        assert all(step.text.endswith(".") for step in finding.steps)


def test_only_the_two_time_notices_are_confirmed_the_same_day() -> None:
    notices = inbound_notices(day=TODAY).value.notices
    assert {notice.code for notice in notices if notice.confirm_same_day} == {"N9", "N10"}
    assert {notice.code: notice.form for notice in notices if notice.form} == {
        "N1": "formulär 3 i förordning (1978:314)",
        "N3": "kopia av uppsägningen",
        "N4": "formulär 3 i förordning (2003:37)",
        "N5": "formulär 4 i förordning (2003:37)",
        "N6": "kopia av uppsägningen",
    }
    assert tuple(notice.code for notice in notices) == CODES


def test_a_duty_under_the_old_wording_shows_the_old_paragraph() -> None:
    assert (
        notice_duty(event=NoticeEvent.MANDATED_CHILD_CONCERN, day=date(2024, 5, 2)).value.ground
        == "SoL (2001:453) 14:1"
    )
    assert notice_in_force("N2", date(2024, 6, 30)).ground == "JB 12:25 andra stycket (lydelse före 2024-07-01)"


def test_a_notice_whose_old_wording_nobody_has_read_is_refused() -> None:
    with pytest.raises(NotInForce, match=r"N3 \(JB 12:42 fjärde stycket\): lydelsen som gällde 2024-06-30"):
        notice_duty(event=NoticeEvent.SERIOUS_DISTURBANCE_TERMINATION, day=date(2024, 6, 30))
    with pytest.raises(NotInForce, match="2024-06-30"):
        inbound_notices(day=date(2024, 6, 30))


def test_an_old_number_that_nobody_has_read_is_refused_before_2024_and_answered_after() -> None:
    with pytest.raises(NotInForce, match="JB 12:42 första stycket 9"):
        old_reference(act=ReferredAct.JB_12, paragraph="42 § första stycket 9", day=date(2024, 6, 30))
    now = old_reference(act=ReferredAct.JB_12, paragraph="42 § första stycket 9", day=date(2024, 7, 1)).value
    assert (now.in_force, now.moved_on) == ("JB 12:42 första stycket 9", None)


def test_an_unknown_reference_lists_what_is_known() -> None:
    with pytest.raises(UnknownReference, match=r"Ingen uppgift om var 2:99 i sof_2001 finns nu. Kända: 2:1, 5:2"):
        old_reference(act=ReferredAct.SOF_2001, paragraph="2:99", day=TODAY)


def test_the_new_and_the_old_act_may_use_the_same_number_for_different_things() -> None:
    old = old_reference(act=ReferredAct.SOL_2001, paragraph="11:1", day=TODAY).value
    new = old_reference(act=ReferredAct.SOL_2025, paragraph="11:1", day=TODAY).value
    assert (old.now, new.now) == ("SoL 14:2", "SoL 11:1")
    assert old_reference(act=ReferredAct.SOL_2025, paragraph="11:1", day=date(2025, 6, 30)).value.in_force == (
        "SoL (2001:453) 4:1"
    )


def test_every_moved_paragraph_answers_from_both_sides_of_its_day() -> None:
    text = files("kvarbo.core.law.old_law").joinpath("moved_paragraphs.yaml").read_text(encoding="utf-8")
    for name, table in yaml.safe_load(text).items():
        for was in table.get("paragraphs", {}):
            then = old_reference(act=ReferredAct(name), paragraph=was, day=date(2024, 6, 28)).value
            now = old_reference(act=ReferredAct(name), paragraph=was, day=TODAY).value
            assert then.in_force != now.in_force == now.now == then.now
            assert then.moved_on == now.moved_on == table["moved_on"]


def test_a_place_that_was_not_checked_against_the_old_act_says_so() -> None:
    finding = old_reference(act=ReferredAct.SOL_2001, paragraph="9:2", day=TODAY)
    assert finding.steps[-1].text == "Platsen i den gamla lagen är inte kontrollerad mot lagtexten."
    assert len(old_reference(act=ReferredAct.SOF_2001, paragraph="5:4", day=TODAY).steps) == 2
