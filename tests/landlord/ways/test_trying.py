"""A trial on the room's own ledger: what it asks, what it says where the two differ, and what it never touches."""

from __future__ import annotations

from datetime import date

from kvarbo.core.facts_yaml import FactsFile, PaymentsKnown
from kvarbo.core.ladder.replay import Assume, replay
from kvarbo.core.ladder.try_on import facts_to_try
from kvarbo.ground.jobs.running import run_all
from kvarbo.ground.trail.recorder import recorded
from kvarbo.landlord.outreach.models import Contact, Suggestion
from kvarbo.landlord.outreach.queries import known_facts, read_policy
from kvarbo.landlord.ways import actions
from kvarbo.landlord.ways.models import TrialDifference, WayTrial
from kvarbo.landlord.work import NEEDS, WORK
from tests.landlord.ways.conftest import KNOWN, Working, text_of

FROM = date(2025, 11, 9)
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def tried(working: Working, one: str = "namn:hemma", other: str = "namn:timrabo", key: str = "k") -> WayTrial:
    with recorded(str(working.member("per").id)):
        asked = actions.Asked(one, other, FROM, KNOWN)
        made = actions.ask_for_trial(asked, form_key=key, by=working.member("per"))
    assert run_all(WORK, NEEDS) == 1
    made.refresh_from_db()
    return made


def test_each_home_is_played_as_the_ladder_itself_would_play_it(working: Working) -> None:
    homes = [
        working.home("good", late={}),
        working.home("a week late", late={MARCH: 9}),
        working.home("never paid", late={APRIL: None}),
        working.home("a day late", late={APRIL: 1}),
    ]
    trial = tried(working)
    assert trial.sums is not None
    assert trial.leases == 2  # the others had paid before anybody would have asked
    for place, name in enumerate(("hemma", "timrabo")):
        steps: dict[str, int] = {}
        for home in homes:
            facts = facts_to_try(known_facts([home.pk])[home.pk], from_day=FROM)
            read = FactsFile(facts, PaymentsKnown.EACH_DAY)
            policy = read_policy(text_of(name))
            for line in replay(policy=policy, read=read, from_day=FROM, to_day=KNOWN, assume=Assume.DONE):
                if line.suggested.state == "now":
                    steps[line.suggested.step] = steps.get(line.suggested.step, 0) + 1
        assert trial.sums[place]["steps"] == steps


def test_the_first_difference_is_told_with_both_sides_reasons(working: Working) -> None:
    home = working.home("a week late", late={MARCH: 12})
    tried(working)
    row = TrialDifference.objects.get()
    assert row.lease_id == home.pk
    assert row.first_day == date(2026, 3, 5)  # due on a Saturday: Monday, and two bank days, and the morning after
    hemma, timra = row.steps
    assert [line["step"] for line in hemma["that_day"]] == ["notify", "call"]
    assert all(line["why"] for line in hemma["that_day"])
    assert row.counts[0] != row.counts[1]
    assert timra["that_day"] == [] or timra["that_day"][0]["why"]


def test_the_same_way_with_other_words_differs_nowhere(working: Working) -> None:
    working.home("late", late={MARCH: 12, APRIL: None})
    with recorded("test"):
        copy = actions.copy(start="namn:hemma", name="Bara orden", form_key="c", by=working.member("per"))
    trial = tried(working, other=f"kopia:{copy.pk}")
    assert trial.sums is not None
    assert trial.sums[0]["steps"] == trial.sums[1]["steps"] != {}
    assert not TrialDifference.objects.exists()


def test_a_trial_writes_no_contact_and_no_suggestion_and_is_done_once(working: Working) -> None:
    working.home("late", late={MARCH: 12})
    trial = tried(working)
    assert tried_again(working, trial) == trial.pk
    assert not Contact.objects.exists()
    assert not Suggestion.objects.exists()


def tried_again(working: Working, trial: WayTrial) -> object:
    """The same form sent twice, and the job run twice."""
    with recorded("test"):
        asked = actions.Asked("namn:hemma", "namn:mimer", FROM, KNOWN)
        again = actions.ask_for_trial(asked, form_key=trial.form_key, by=working.member("per"))
    before = list(TrialDifference.objects.values_list("pk", flat=True))
    WORK["try_ways"]({"trial": str(trial.pk)}, lambda *_: None)
    assert list(TrialDifference.objects.values_list("pk", flat=True)) == before
    return again.pk


def test_only_the_newest_trials_are_kept(working: Working) -> None:
    working.home("late", late={MARCH: 12})
    for number in range(actions.MOST_TRIALS + 2):
        tried(working, key=f"k{number}")
    assert WayTrial.objects.count() == actions.MOST_TRIALS
