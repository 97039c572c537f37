"""A matter's checklist in the room: what may be marked, what is refused and why, and what a page shows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kvarbo.core.checklist.assessing import AssessedStep
from kvarbo.core.checklist.words import StepState, WhyNot
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.social.casework import actions as casework
from kvarbo.social.casework.models import Matter, MatterEvent
from kvarbo.social.casework.people import NewPerson, add_person
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.checklist import actions
from kvarbo.social.checklist.models import ChecklistInForce, ChecklistMark, MatterPhase
from kvarbo.social.checklist.queries import facts_of, stands, way_for
from tests.social.conftest import ON

ADULT, AGAINST = "adult_inquiry:wanted", "adult_inquiry:compulsory_care"


@pytest.fixture
def follows(office):
    """The room, following Göteborg's lists since the summer."""
    with recorded("test"):
        actions.follow_way(name="goteborg", valid_from=date(2026, 6, 1), by_name="Eva")
    return office


def steps(office, matter: Matter, who: str = "anna", on: date = ON) -> dict[str, AssessedStep]:
    way = way_for(matter, on=on)
    assert way is not None
    told = stands(way, facts_of(office.at_work(who), matter, on=on), on=on).told
    return {one.step.key: one for _, finding in told for one in finding.value}


def mark(office, matter: Matter, step: str, kind: str = "done", *, day: date = ON, text: str = "", who: str = "anna"):
    with recorded(str(office.at_work(who).id)):
        actions.mark_step(matter=matter, step=step, mark=kind, day=day, text=text, on=ON, by=office.at_work(who))


def decide(office, matter: Matter, decision: str, *, day: date = ON, text: str = "", on: date = ON):
    by = office.at_work("anna")
    with recorded(str(by.id)):
        actions.decide_phase(matter=matter, decision=decision, day=day, text=text, on=on, by=by)


def did(office, matter: Matter, kind: str, reached: bool | None = None, day: date = ON):
    by = office.at_work("anna")
    with recorded(str(by.id)):
        casework.log_event(matter=matter, kind=kind, event_date=day, on=ON, by=by, reached=reached)


def refused(office, matter: Matter, step: str, kind: str = "done", **said) -> str:
    with pytest.raises(CannotDo) as refusal:
        mark(office, matter, step, kind, **said)
    return refusal.value.message


def acts() -> list[str]:
    return [row.act for row in TrailRow.objects.order_by("seq") if row.act != "shown"]


def test_a_step_that_is_marked_is_done_by_somebody_on_a_day_and_the_trail_knows(follows):
    matter = follows.matter(on=ON - timedelta(days=3))
    mark(follows, matter, "folkbokforing", day=ON - timedelta(days=1), text="Två vuxna")
    found = steps(follows, matter)["folkbokforing"]
    assert (found.state, found.day, found.by) == (StepState.DONE, ON - timedelta(days=1), "Anna")
    row = TrailRow.objects.get(act="matter.checklist_marked")
    assert (row.subjects, row.about) == ([str(matter.id)], {"step": "folkbokforing", "mark": "done"})


def test_asking_the_landlord_is_written_in_the_matter_once_and_by_the_same_press(follows):
    matter = follows.matter()
    mark(follows, matter, "fraga-hyresvarden", text="Skulden är två hyror")
    event = MatterEvent.objects.get(kind="asked_landlord")
    assert (event.event_date, event.text, event.by_name) == (ON, "Skulden är två hyror", "Anna")
    assert not ChecklistMark.objects.exists()
    assert steps(follows, matter)["fraga-hyresvarden"].state is StepState.DONE


def test_after_a_relatives_report_the_landlord_is_not_asked_without_consent(follows):
    matter = follows.matter(origin="relative")
    assert steps(follows, matter)["fraga-hyresvarden"].why_not is WhyNot.NEEDS_CONSENT
    said = refused(follows, matter, "fraga-hyresvarden")
    assert said.startswith("Steget får inte göras ännu. Hyresvärden har inte själv underrättat nämnden")
    assert "säg till en chef" in said
    assert not MatterEvent.objects.filter(kind="asked_landlord").exists()
    mark(follows, matter, "fraga-hyresvarden", "skipped", text="Hushållet vill inte")
    assert steps(follows, matter)["fraga-hyresvarden"].skipped_because == "Hushållet vill inte"


def test_what_became_allowed_later_was_not_allowed_before(follows):
    matter = follows.matter(origin="relative", on=ON - timedelta(days=5))
    by = follows.at_work("anna")
    with recorded(str(by.id)):
        casework.add_source(matter=matter, origin="landlord_notice", source_date=ON, on=ON, by=by)
    assert "Hyresvärden har inte själv" in refused(follows, matter, "fraga-hyresvarden", day=ON - timedelta(days=1))
    mark(follows, matter, "fraga-hyresvarden")
    assert steps(follows, matter)["fraga-hyresvarden"].day == ON


def test_an_unannounced_visit_waits_for_attempts_and_for_having_been_weighed(follows):
    matter = follows.matter(on=ON - timedelta(days=3))
    assert "0 försök" in refused(follows, matter, "oanmalt-vagt", text="Vägt")
    for kind in ("wrote", "called", "visited"):
        did(follows, matter, kind, reached=False)
    assert "Först: ”Väg om ett oanmält" in refused(follows, matter, "oanmalt-hembesok")
    assert refused(follows, matter, "oanmalt-vagt") == "Skriv hur ni har vägt det."
    mark(follows, matter, "oanmalt-vagt", text="Tre försök, små barn kan finnas där")
    mark(follows, matter, "oanmalt-hembesok")
    assert steps(follows, matter)["oanmalt-hembesok"].state is StepState.DONE
    did(follows, matter, "called", reached=True)
    assert steps(follows, matter)["personlig-kontakt"].state is StepState.DONE


def test_a_step_is_skipped_for_a_reason_and_opened_again_for_one(follows):
    matter = follows.matter()
    assert refused(follows, matter, "budgetradgivning", "skipped") == "Skriv varför."
    mark(follows, matter, "budgetradgivning", "skipped", text="Har redan en rådgivare")
    assert refused(follows, matter, "budgetradgivning", "open_again") == "Skriv varför."
    mark(follows, matter, "budgetradgivning", "open_again", text="Rådgivningen är slut")
    assert steps(follows, matter)["budgetradgivning"].state is StepState.OPEN
    assert [row.kind for row in ChecklistMark.objects.all()] == ["skipped", "open_again"]


def test_the_same_form_sent_twice_is_one_marking(follows):
    matter = follows.matter()
    mark(follows, matter, "folkbokforing", "skipped", text="Görs av en annan enhet")
    mark(follows, matter, "folkbokforing", "skipped", text="Görs av en annan enhet")
    assert ChecklistMark.objects.count() == 1


@pytest.mark.parametrize(
    ("step", "kind", "said", "told"),
    [
        ("folkbokforing", "klart", {}, "Välj om steget är gjort eller hoppas över."),
        ("hittepå", "done", {}, "Steget finns inte i checklistan."),
        ("folkbokforing", "done", {"day": ON + timedelta(days=1)}, casework.NOT_YET),
        ("folkbokforing", "done", {"day": ON - timedelta(days=1)}, "Ärendet öppnades mån 9 november 2026."),
        ("personlig-kontakt", "done", {}, "Steget blir gjort när det är inskrivet i ärendet."),
        ("kontroll-folkbokforing", "done", {}, "Steget blir gjort när det är inskrivet i ärendet."),
        ("kontroll-folkbokforing", "skipped", {"text": "x"}, "Steget står i den andra listan."),
        ("ta-emot", "skipped", {"text": "x"}, "Steget är redan gjort och kan inte hoppas över."),
        ("ta-emot", "open_again", {"text": "x"}, "Det som visar att steget är gjort står i ärendet"),
        ("folkbokforing", "open_again", {"text": "x"}, "Steget är redan öppet."),
        ("handlingsplan", "done", {}, "Steget får inte göras ännu. Aktualiseringen är ingen utredning"),
        ("narvara", "done", {}, "Steget får inte göras ännu. Först: ”Ta emot tiden för avhysningen”."),
    ],
)
def test_what_cannot_be_marked_is_refused_in_words_that_say_what_to_do(follows, step, kind, said, told):
    matter = follows.matter()
    assert refused(follows, matter, step, kind, **said).startswith(told)
    assert not ChecklistMark.objects.exists()


def test_a_closed_matter_is_marked_for_its_own_days_only(follows):
    matter = follows.matter(on=ON - timedelta(days=5))
    by = follows.at_work("anna")
    with recorded(str(by.id)):
        casework.close(matter=matter, reason="home_kept", on=ON - timedelta(days=1), by=by)
    matter.refresh_from_db()
    assert refused(follows, matter, "folkbokforing") == casework.CLOSED
    mark(follows, matter, "folkbokforing", day=ON - timedelta(days=2))
    assert steps(follows, matter)["avsluta"].state is StepState.DONE


def test_an_inquiry_about_an_adult_is_opened_with_their_will_and_opens_support(follows):
    matter = follows.matter()
    with pytest.raises(CannotDo, match="Ingen i hushållet är nådd ännu"):
        decide(follows, matter, ADULT)
    assert not MatterPhase.objects.exists()
    did(follows, matter, "called", reached=True)
    assert steps(follows, matter)["stod-under-utredning"].why_not is WhyNot.OPENING_PHASE
    decide(follows, matter, ADULT)
    told = steps(follows, matter)
    assert told["inled-utredning"].state is StepState.DONE
    assert told["stod-under-utredning"].state is StepState.OPEN
    with pytest.raises(CannotDo, match="En utredning om en vuxen inleddes redan mån 9 november 2026"):
        decide(follows, matter, AGAINST, text="LVM")
    assert acts().count("matter.phase_decided") == 1


def test_against_a_will_only_where_compulsory_care_may_come_and_why_is_written(follows):
    matter = follows.matter()
    with pytest.raises(CannotDo, match="Skriv skälet"):
        decide(follows, matter, AGAINST)
    decide(follows, matter, AGAINST, text="LVM-utredning enligt läkaren")
    assert steps(follows, matter)["handlingsplan"].state is StepState.OPEN


def test_the_opening_phase_has_a_benchmark_and_goes_on_for_a_stated_reason(follows):
    matter = follows.matter(on=ON - timedelta(days=35))
    way = way_for(matter, on=ON)
    reader = follows.at_work("anna")
    phase = stands(way, facts_of(reader, matter, on=ON), on=ON).phase.value
    assert (phase.benchmark_from, phase.benchmark_to) == (ON - timedelta(days=21), ON - timedelta(days=7))
    assert phase.is_over
    decide(follows, matter, "preliminary:no_contact")
    assert not stands(way, facts_of(reader, matter, on=ON), on=ON).phase.value.is_over
    with pytest.raises(CannotDo, match="Välj vad som är beslutat"):
        decide(follows, matter, "preliminary:wanted")
    with pytest.raises(CannotDo, match="Skriv skälet"):
        decide(follows, matter, "preliminary:other_reason")


def test_a_childs_assessment_needs_a_child_and_opens_nothing_for_the_adult(follows):
    matter = follows.matter()
    with pytest.raises(CannotDo, match="Skriv in barnet i ärendet först"):
        decide(follows, matter, "child_assessment:child")
    assert steps(follows, matter)["foraldrar"].why_not is WhyNot.NO_CHILD_KNOWN
    by = follows.at_work("anna")
    with recorded(str(by.id)):
        add_person(matter=matter, person=NewPerson("Ella Åberg", "child"), by=by, on=ON)
    decide(follows, matter, "child_inquiry:child")
    told = steps(follows, matter)
    assert told["oro-for-barn"].state is StepState.DONE
    assert told["handlingsplan"].why_not is WhyNot.OPENING_PHASE


def test_a_matter_opened_again_for_something_new_begins_its_list_anew(follows):
    matter = follows.matter(on=ON - timedelta(days=20))
    by = follows.at_work("anna")
    mark(follows, matter, "folkbokforing", day=ON - timedelta(days=19))
    with recorded(str(by.id)):
        casework.close(matter=matter, reason="home_kept", on=ON - timedelta(days=10), by=by)
        casework.reopen(matter=matter, reason="new_notice", on=ON, by=by)
    matter.refresh_from_db()
    assert steps(follows, matter)["folkbokforing"].state is StepState.OPEN
    mark(follows, matter, "folkbokforing")
    assert steps(follows, matter)["folkbokforing"].day == ON


def test_a_matter_opened_again_because_it_was_not_settled_goes_on_where_it_was(follows):
    matter = follows.matter(on=ON - timedelta(days=20))
    by = follows.at_work("anna")
    mark(follows, matter, "folkbokforing", day=ON - timedelta(days=19))
    with recorded(str(by.id)):
        casework.close(matter=matter, reason="home_kept", on=ON - timedelta(days=10), by=by)
        casework.reopen(matter=matter, reason="not_settled", on=ON, by=by)
    assert steps(follows, matter)["folkbokforing"].state is StepState.DONE


def test_a_matter_keeps_the_lists_it_was_opened_under(follows):
    before, after = follows.matter(on=date(2026, 5, 1)), follows.matter(on=ON)
    text = ChecklistInForce.objects.get().text
    changed = text.replace("title: Hot om avhysning\n", "title: Ny lista\n", 1)
    ChecklistInForce.objects.create(name="Ny", text=changed, valid_from=date(2026, 11, 1), by_name="Eva")
    titles = [way_for(matter, on=ON).checklists[0].title for matter in (before, after)]
    assert titles == ["Hot om avhysning", "Ny lista"]


def test_no_list_is_followed_until_a_manager_has_chosen_one(office):
    matter = office.matter()
    assert way_for(matter, on=ON) is None
    assert refused(office, matter, "folkbokforing") == actions.NO_LIST
    with recorded("test"), pytest.raises(CannotDo, match="”kvarnby” finns inte"):
        actions.follow_way(name="kvarnby", valid_from=ON, by_name="Eva")
    with recorded("test"):
        actions.follow_way(name="goteborg", valid_from=ON, by_name="Eva")
        actions.follow_way(name="goteborg", valid_from=ON, by_name="Eva")
    assert acts().count("checklist.put_in_force") == 1
    assert way_for(matter, on=ON).name == "goteborg"
