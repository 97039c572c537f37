"""A report: every time the step was taken, what stood before it, by group; whom it shows and what it leaves alone."""

from __future__ import annotations

from datetime import date

import pytest

from kvarbo.core.ladder.loading import LANDLORDS
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.landlord.outreach.actions import follow_policy
from kvarbo.landlord.outreach.models import Contact, Suggestion
from kvarbo.landlord.same_chance import actions, queries
from kvarbo.landlord.same_chance.models import AfterReason, ChanceReport, ChanceRow
from kvarbo.landlord.same_chance.summing import by_group, by_measure
from kvarbo.landlord.same_chance.words import Afterwards
from kvarbo.landlord.work import WORK
from tests.landlord.same_chance.conftest import APRIL, FROM, TO, Chances


def test_a_home_that_got_everything_and_one_that_got_nothing(chances: Chances) -> None:
    whole, bare = chances.whole("whole"), chances.home("bare")
    chances.filed(bare)
    assert chances.report().steps == 2
    assert (chances.row(whole).chance, chances.row(whole).number_given) == ("whole", 3)
    row = chances.row(bare)
    assert (row.chance, row.number_given, row.policy_name) == ("missing", 0, "Hemmas månad, version 1")
    # The text and the first call waited over Easter, until the call of day 7 took their place; that one is missing.
    assert [one["given"] for one in row.measures] == ["held", "held", "missing"]
    assert "annandag påsk" in row.measures[0]["why"]


def test_only_steps_of_the_period_count_and_each_month_once(chances: Chances) -> None:
    home = chances.home("a")
    chances.filed(home, date(2025, 12, 30))
    chances.filed(home)
    chances.did(home, date(2026, 4, 20), "", "done", step="collection_file", month=APRIL)
    assert chances.report().steps == 0  # it was taken for the first time before the period


def test_a_step_about_no_known_rent_is_told_as_unknown(chances: Chances) -> None:
    home = chances.home("a")
    chances.filed(home, month=None)
    chances.report()
    row = chances.row(home)
    assert (row.chance, row.month, row.measures, row.policy_name) == ("unknown", None, [], "")


def test_a_rent_is_held_to_the_way_of_working_that_it_fell_due_under(chances: Chances) -> None:
    home = chances.whole("a")
    text = (LANDLORDS / "mimer.yaml").read_text(encoding="utf-8")
    with recorded("test"):
        follow_policy(text=text, valid_from=date(2026, 5, 1), by="test")
    chances.report()
    assert chances.row(home).policy_name == "Hemmas månad, version 1"


def test_groups_are_those_of_the_day_the_step_was_taken_and_an_unknown_age_is_told(chances: Chances) -> None:
    young = chances.whole("ung", born=date(2000, 4, 11))  # 25 on the day, 26 the day after
    unknown = chances.whole("okand")
    chances.report()
    assert "young" in chances.row(young).groups
    assert "young" in chances.row(unknown).groups_unknown


def test_the_sums_count_each_group_and_each_measure(chances: Chances) -> None:
    chances.whole("ung", born=date(2004, 1, 1))
    chances.filed(chances.home("gammal", born=date(1950, 1, 1)))
    report = chances.report()
    lines = {line["key"]: line for line in by_group(queries.counted(report.pk), least=3)}
    assert (lines[""]["steps"], lines[""]["enough"], lines[""]["chances"]) == (2, 1, [1, 0, 1, 0])
    assert (lines["young"]["steps"], lines["young"]["enough"]) == (1, 1)
    assert (lines["old"]["steps"], lines["old"]["enough"], lines["old"]["chances"]) == (1, 0, [0, 0, 1, 0])
    measures = {line["words"]: line["numbers"] for line in by_measure(queries.counted(report.pk))}
    assert measures["Samtal, dag 7"] == [1, 0, 0, 1, 0]


def test_a_reason_written_afterwards_is_told_as_such_and_never_as_given(chances: Chances) -> None:
    home = chances.home("a")
    chances.filed(home)
    chances.report()
    with recorded("test"):
        actions.write_reason(
            chances.row(home).pk, rule="dag-7-samtal", reason=Afterwards.NO_TIME, by=chances.working.member("anna")
        )
    row = chances.row(home)
    assert (row.chance, row.number_given) == ("explained", 0)
    assert row.measures[2]["given"] == "missing"
    again = chances.report("once more")
    assert ChanceRow.objects.get(report=again).chance == "explained"
    assert TrailRow.objects.filter(act="chance.reason_written").count() == 1


def test_a_reason_can_be_changed_and_is_refused_for_what_is_not_missing(chances: Chances) -> None:
    home = chances.home("a")
    chances.filed(home)
    chances.report()
    by = chances.working.member("per")
    with recorded("test"):
        for reason in (Afterwards.NO_TIME, Afterwards.FAULT):
            actions.write_reason(chances.row(home).pk, rule="dag-7-samtal", reason=reason, by=by)
        with pytest.raises(CannotDo, match="saknas inte"):
            actions.write_reason(chances.row(home).pk, rule="dag-2-notis", reason=Afterwards.FAULT, by=by)
    assert AfterReason.objects.get().reason == "fault"


def test_a_protected_home_is_counted_and_shown_to_nobody_who_may_not_open_it(chances: Chances) -> None:
    protected = chances.whole("skyddad", protected=True)
    report = chances.report()
    assert len(queries.counted(report.pk)) == 1
    for who in ("anna", "per"):
        reader = chances.working.member(who)
        assert not queries.rows_open_to(reader, report.pk).exists()
        with recorded("test"), pytest.raises(CannotDo, match="finns inte"):
            actions.write_reason(chances.row(protected).pk, rule="dag-7-samtal", reason=Afterwards.FAULT, by=reader)


def test_a_report_writes_no_contact_and_no_suggestion_and_is_done_once(chances: Chances) -> None:
    chances.whole("a")
    contacts = Contact.objects.count()
    report = chances.report()
    before = list(ChanceRow.objects.values_list("pk", flat=True))
    WORK["same_chance"]({"report": str(report.pk)}, lambda *_: None)
    assert chances.report().pk == report.pk  # the same form sent again
    assert list(ChanceRow.objects.values_list("pk", flat=True)) == before
    assert (Contact.objects.count(), Suggestion.objects.count()) == (contacts, 0)


def test_only_the_newest_reports_are_kept(chances: Chances, monkeypatch) -> None:
    monkeypatch.setattr(actions, "MOST_REPORTS", 2)
    made = [chances.report(str(number)).pk for number in range(3)]
    assert ChanceReport.objects.count() == 2
    assert ChanceReport.objects.filter(pk=made[-1]).exists()


@pytest.mark.parametrize(
    ("from_day", "to_day", "said"),
    [
        (TO, FROM, "slutar före den börjar"),
        (FROM, date(2026, 11, 30), "en sista dag som har varit"),
        (date(2023, 1, 1), TO, "högst två år"),
    ],
)
def test_a_period_that_cannot_be_meant_is_refused(chances: Chances, from_day: date, to_day: date, said: str) -> None:
    asked = actions.Asked(actions.LadderStep.COLLECTION_FILE, from_day, to_day)
    with recorded("test"), pytest.raises(CannotDo, match=said):
        actions.ask_for_report(asked, form_key="k", by=chances.working.member("per"))
    assert not ChanceReport.objects.exists()
