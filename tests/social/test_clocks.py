"""Mina ärenden by the day that runs first, and the same days on the matter's own page."""

from __future__ import annotations

from datetime import date, timedelta

from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import matters_assigned_to
from kvarbo.social.casework import actions
from kvarbo.social.casework.clocks import clocks_of
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.casework.queries import my_matters
from tests.social.conftest import ON
from tests.social.test_inbox import LETTER, TIME, day, decide, register


def named(name: str) -> NewPerson:
    return NewPerson(name, "leaseholder", "")


def placed(office, matter, form, **changed):
    paper = register(office, **{**form, "form_key": f"{matter.number}{form['plain']}", **changed})
    decide(office, paper, kind="running", matter_number=matter.number, another="on")
    return paper


def test_the_nearest_day_stands_first_whoever_opened_the_matter(office):
    quiet, rent, eviction = (office.matter("bo", named(name)) for name in ("Siv Ek", "Bo Alm", "Åke O'Neill"))
    placed(office, rent, LETTER)
    placed(office, eviction, TIME, eviction_date="2026-11-12")
    found = my_matters(office.at_work("anna"), on=ON)
    assert [row.matter.number for row in found.rows] == [eviction.number, rent.number, quiet.number]
    first = found.clocks[eviction.id]
    assert [(one.day, one.source) for one in first] == [
        (ON, "SoF 11:3"), (date(2026, 11, 12), "Göteborgs handbok, Tid för avhysning"),
    ]  # fmt: skip
    html = office.get("anna").content.decode().replace("\xa0", " ")
    assert html.index("12 nov 2026") < html.index("sista dagen är okänd") < html.index("Siv Ek")


def test_an_unknown_last_day_is_told_as_unknown_with_the_day_it_does_not_end_before(office):
    matter = office.matter()
    placed(office, matter, LETTER)
    (clock,) = clocks_of([matter.id], on=ON)[matter.id]
    bound = recovery_period(board_posted_registered=date(2026, 11, 5), board_received=ON - timedelta(days=3)).value
    assert not clock.is_known
    assert clock.day == bound.not_before
    assert "sista dagen är okänd" in office.get("anna", f"arende/{matter.id}/").content.decode()


def test_a_known_last_day_is_the_rules_own_and_warns_when_it_is_over(office, settings):
    matter = office.matter()
    paper = placed(office, matter, LETTER)
    form = {"paper": str(paper.pk), "form_key": "x", "tenant_served": "2026-11-03"}
    office.client("anna").post(office.url(f"arende/{matter.id}/hyran/uppgifter/"), form)
    told = []
    for today in (date(2026, 11, 26), date(2026, 11, 27), date(2026, 12, 31)):
        (clock,) = clocks_of([matter.id], on=today)[matter.id]
        told.append((clock.day, clock.text.split(" ")[0]))
    safe = date(2026, 11, 26)
    assert told[:2] == [(safe, "Betalning"), (safe, "VARNING:")]
    assert told[2][0] > safe
    assert told[2][1] == "Tiden"
    office.client("anna").post(
        office.url(f"arende/{matter.id}/hyran/uppgifter/"),
        {**form, "form_key": "y", "settled": "paid", "settled_on": ON.isoformat()},
    )
    assert clocks_of([matter.id], on=ON) == {}


def test_a_time_that_was_taken_back_runs_no_longer(office):
    matter = office.matter()
    paper = placed(office, matter, TIME)
    assert matter.id in clocks_of([matter.id], on=ON)
    type(paper).objects.filter(pk=paper.pk).update(recalled_at=paper.taken_in_at)
    assert clocks_of([matter.id], on=ON) == {}


def test_after_an_eviction_the_follow_up_is_what_runs(office, settings):
    matter = office.matter()
    paper = placed(office, matter, TIME, eviction_date=ON.isoformat())
    day(settings, ON + timedelta(days=1))
    form = {"time": str(paper.pk), "form_key": "x", "end": "carried_out", "on_date": ON.isoformat()}
    office.client("anna").post(office.url(f"arende/{matter.id}/avhysning/utfall/"), form)
    (clock,) = clocks_of([matter.id], on=ON + timedelta(days=1))[matter.id]
    assert "Erbjud uppföljning" in clock.text


def test_a_closed_matter_stands_last_without_its_days(office):
    closed, quiet = office.matter("anna", named("Siv Ek")), office.matter("anna", named("Bo Alm"))
    placed(office, closed, TIME)
    with recorded("a"):
        actions.close(matter=closed, reason="moved", on=ON, by=office.at_work("anna"))
    found = my_matters(office.at_work("anna"), on=ON)
    assert [row.matter.number for row in found.rows] == [quiet.number, closed.number]
    assert found.clocks == {}


def test_the_pages_of_many_matters_hold_each_once(office):
    for number in range(53):
        office.matter("anna", named(f"Person {chr(97 + number % 26)}{chr(97 + number // 26)}"))
    with recorded("a"):
        for row in my_matters(office.at_work("anna"), on=ON).rows[:3]:
            actions.close(matter=row.matter, reason="moved", on=ON, by=office.at_work("anna"))
    pages = [my_matters(office.at_work("anna"), on=ON, page=page) for page in (1, 2, 9)]
    numbers = [[row.matter.number for row in one.rows] for one in pages]
    assert [len(one) for one in numbers] == [50, 3, 3]
    assert len({*numbers[0], *numbers[1]}) == 53
    assert numbers[1] == numbers[2]


def test_the_order_is_the_nearest_day_then_ones_own_then_the_oldest(office):
    """As each key in turn would put them, worked out here one matter at a time."""
    matters = [office.matter("bo" if number % 2 else "anna", named(f"Person {number}")) for number in range(7)]
    for number, matter in enumerate(matters):
        type(matter).objects.filter(pk=matter.pk).update(opened_on=ON - timedelta(days=(5 * number) % 3))
    placed(office, matters[5], LETTER)
    placed(office, matters[2], TIME, eviction_date="2026-11-12")
    mine = set(matters_assigned_to(office.at_work("anna").id))
    assert 0 < len(mine & {one.id for one in matters}) < 7
    days = clocks_of([one.id for one in matters], on=ON)

    def key(matter):
        matter.refresh_from_db()
        nearest = min((one.day for one in days.get(matter.id, [])), default=date.max)
        return nearest, matter.id not in mine, matter.opened_on, matter.number

    exact = [one.number for one in sorted(matters, key=key)]
    assert [row.matter.number for row in my_matters(office.at_work("anna"), on=ON).rows] == exact
