"""The two households in the demo town, day by day: what stands in docs/proof/households.md is what the rooms say.

The ten others stand at their points on any day, and there are plans that were kept, broken and newly agreed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kvarbo.core.ladder.follow_up import Kept
from kvarbo.landlord.collection.queries import leases_with_matters
from kvarbo.landlord.notices.queries import decisions_of, whole
from kvarbo.landlord.notices.vocabulary import FactKind, Stage
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.plans.queries import plans_among
from kvarbo.landlord.plans.view import followed
from kvarbo.landlord.rent.queries import leases_open_to
from kvarbo.social.casework.search import find
from kvarbo.social.closing.queries import left_in
from kvarbo.social.evictions.queries import time_in
from kvarbo.social.undertakings.queries import terminations_in
from kvarbo.web.demo.cast import HOME_KEPT, HOME_LOST
from kvarbo.web.demo.choices import Stage as Day
from kvarbo.web.demo.points import AN, HOUSEHOLDS, LINDEN
from kvarbo.web.demo.staff import INGRID, KARIN, PER, YUSUF
from kvarbo.web.demo.stages import stage_date
from kvarbo.web.demo.standing import at_the_desk, home_of, on_day
from kvarbo.web.demo.story import play_scenes
from kvarbo.web.demo.town import Town


def at_the_landlord(town: Town, who: str) -> Any:
    """The newest decision about the household as it stands that day; None where nothing is decided."""
    with on_day(town.today), at_the_desk(KARIN):
        home = home_of(town, who)
        decided = decisions_of(home.pk)
        return whole(decided[0], known_facts([home.pk])[home.pk], on=town.today) if decided else None


def at_the_board(town: Town, who: str) -> Any:
    """The household's matter, the notice in it and the time for eviction; None where there is none."""
    with on_day(town.today), at_the_desk(INGRID) as by:
        rows = find(by, who, on=town.today).rows
        if not rows:
            return None, None, None
        matter = rows[0].matter
        notice = terminations_in([matter.id])[matter.id][0]
        return matter, notice, time_in(matter.id, None)


def played(town: Town, stage: Day, after: date) -> Town:
    there = town.on(stage_date(stage))
    play_scenes(there, after=after)
    return there


def test_before_their_first_day_nobody_has_decided_anything_about_them(standing: Town) -> None:
    for who in (HOME_KEPT, HOME_LOST):
        assert at_the_landlord(standing, who) is None
        assert at_the_board(standing, who)[0] is None


def test_a_home_is_kept_by_the_boards_undertaking_day_by_day(standing: Town) -> None:
    town = played(standing, Day.DAY_7, standing.today)
    decided = at_the_landlord(town, HOME_KEPT)
    assert decided.latest_row(FactKind.APPLIED).told == {"applicant": "agency"}
    with at_the_desk(KARIN):
        assert home_of(town, HOME_KEPT).pk in leases_with_matters()
        assert home_of(town, HOME_LOST).pk not in leases_with_matters()
    matter, notice, _ = at_the_board(town, HOME_KEPT)
    assert matter.opened_on == date(2026, 11, 6)
    assert (notice.period().not_before, notice.period().protective) == (date(2026, 11, 27), None)
    town = played(standing, Day.DAY_24, town.today)
    assert at_the_landlord(town, HOME_KEPT).standing.stage is Stage.RUNNING
    assert at_the_board(town, HOME_KEPT)[1].period().protective == date(2026, 12, 11)
    town = played(standing, Day.DAY_31, town.today)
    matter, notice, _ = at_the_board(town, HOME_KEPT)
    assert notice.undertaking is not None
    assert (notice.not_handed_over, notice.undertaking.is_offer) == (False, False)
    assert notice.undertaking.amount == notice.rent > 0
    ended = at_the_landlord(town, HOME_KEPT)
    assert ended.latest_row(FactKind.ENDED).outcome == "recovered"
    town = played(standing, Day.DAY_45, town.today)
    matter, notice, _ = at_the_board(town, HOME_KEPT)
    assert matter.closed_on == date(2026, 12, 14)
    assert notice.facts.settled_on == date(2026, 12, 10)
    with at_the_desk(INGRID):
        assert left_in(matter) is None
    rents = town.account(next(lease for lease in town.leases if lease.tenants[0].name == HOME_KEPT))
    assert {payment.booked for payment in rents.payments[-5:]} >= {date(2026, 12, 10)}


def test_a_home_is_lost_attended_and_followed_up_day_by_day(standing: Town) -> None:
    town = played(standing, Day.DAY_52, standing.today)
    decided = at_the_landlord(town, HOME_LOST)
    assert decided.standing.stage is Stage.EVICTION_SET
    assert decided.latest_row(FactKind.APPLIED).told == {"applicant": "own"}
    _, _, time = at_the_board(town, HOME_LOST)
    assert (time.day, time.has_children, time.told.confirmed) == (date(2027, 1, 13), True, True)
    assert (time.respite.grounds, time.reply) == (["children"], None)
    town = played(standing, Day.DAY_59, town.today)
    _, _, time = at_the_board(town, HOME_LOST)
    assert (time.reply.answer, time.attendance.childrens_unit) == ("refused", True)
    town = played(standing, Day.DAY_75, town.today)
    matter, _, time = at_the_board(town, HOME_LOST)
    assert (time.outcome.end, matter.closed_on) == ("carried_out", date(2027, 1, 13))
    assert at_the_landlord(town, HOME_LOST).latest_row(FactKind.ENDED).outcome == "evicted"
    with on_day(town.today), at_the_desk(INGRID):
        assert left_in(matter).due == date(2027, 2, 15)
    town = played(standing, Day.DAY_108, town.today)
    matter, _, _ = at_the_board(town, HOME_LOST)
    with at_the_desk(INGRID):
        assert left_in(matter) is None


def test_what_has_been_played_is_not_played_again(standing: Town) -> None:
    town = standing.on(stage_date(Day.DAY_31))
    first = play_scenes(town)
    assert play_scenes(town, after=town.today) == []
    assert {scene.day for scene in first} == {7, 24, 31}


def test_ten_households_each_stand_at_their_point_most_with_a_landlord_on_paper(standing: Town) -> None:
    found = {}
    for household in HOUSEHOLDS:
        with on_day(standing.today), at_the_desk(household.by) as by:
            matter = find(by, household.who, on=standing.today).rows[0].matter
            found[household.who] = (matter, terminations_in([matter.id])[matter.id], time_in(matter.id, None))
    assert len(found) == 10
    assert {household.by for household in HOUSEHOLDS} == {INGRID, YUSUF}
    assert {one.told.from_name for _, notices, _ in found.values() for one in notices} == {AN, LINDEN}
    _, (runs_out, *_), _ = found["Stefan Holmgren"]
    assert timedelta() < runs_out.period().protective - standing.today < timedelta(days=8)
    assert runs_out.undertaking is None
    _, (in_time, *_), _ = found["Lena Viklund"]
    assert in_time.undertaking.sent_on <= in_time.period().protective
    assert not in_time.undertaking.is_offer
    assert found["Viktor Lindberg"][2].reply.until > standing.today
    assert len(found["Fatima Rahimi"][1]) == 2
    with on_day(standing.today), at_the_desk(INGRID):
        assert left_in(found["Conny Berg"][0]).due == standing.today
    closed = [who for who, (matter, _, _) in found.items() if matter.closed_on]
    assert closed == ["Conny Berg"]


def test_the_plans_are_one_kept_one_broken_and_one_newly_agreed(standing: Town) -> None:
    with on_day(standing.today), at_the_desk(PER) as by:
        told = followed(plans_among(leases_open_to(by), ended=False), on=standing.today)
    assert sorted(one.now.standing for one in told) == sorted([Kept.NOT_KEPT, Kept.UNDER_WAY, Kept.KEPT])
    newest = max(told, key=lambda one: one.plan.agreed_date)
    assert newest.now.standing is Kept.UNDER_WAY
    assert standing.today - newest.plan.agreed_date < timedelta(days=4)
