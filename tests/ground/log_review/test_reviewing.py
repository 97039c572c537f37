"""A month's review from the log to the finding: what is picked, who may judge, what is told and what is logged."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from kvarbo.ground import work
from kvarbo.ground.jobs.running import run_all
from kvarbo.ground.log_review.actions import CannotReview, judge, make_review, open_reference
from kvarbo.ground.log_review.detecting import lot_of
from kvarbo.ground.log_review.models import LogItem, LogOpening, LogReview
from kvarbo.ground.log_review.queries import items_of, months, reference, this_month
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.queries import last_check
from kvarbo.ground.trail.recorder import recorded, shown
from kvarbo.ground.trail.verifying import verify
from tests.ground.log_review.conftest import ROOM, Office

LOG = f"/r/{ROOM}/loggranskning/"


def review(office: Office) -> LogReview:
    made = make_review(month=this_month(), by=str(office.members["nils"].id))
    assert made is not None
    return made


def picked(office: Office, rule: str) -> LogItem:
    return LogItem.objects.get(rule=rule, actor=str(office.members["yusuf"].id))


def test_reading_another_units_matter_five_times_is_picked_and_reading_ones_own_is_not(office):
    office.reads("yusuf", office.matters[0], 5)
    office.reads("ingrid", office.matters[1], 5)
    made = review(office)
    rules = set(LogItem.objects.exclude(rule="sample").values_list("rule", "actor", "count"))
    assert rules == {("repeated", str(office.members["yusuf"].id), 5)}
    assert (made.part, made.reads, made.ends_month) == (1, 10, False)
    assert verify().holds


def test_a_second_part_begins_where_the_first_ended_and_nothing_new_gives_none(office):
    office.reads("yusuf", office.matters[0], 5)
    first = review(office)
    office.reads("ingrid", office.matters[1], 2)
    second = review(office)
    assert (second.part, second.reads) == (2, 2)
    assert second.first_seq == first.last_seq + 1
    assert LogItem.objects.filter(rule="repeated").count() == 1


def test_the_sample_is_what_the_seed_says(office):
    for matter in office.matters[:9]:
        office.reads("ingrid", matter, 2)
    made = review(office)
    openings = TrailRow.objects.filter(act="shown", seq__range=(made.first_seq, made.last_seq))
    lots = sorted(openings.values_list("seq", flat=True), key=lambda seq: lot_of(made.seed, seq))
    drawn = {seq for seqs in LogItem.objects.filter(rule="sample").values_list("seqs", flat=True) for seq in seqs}
    assert drawn == set(lots[: made.sampled])
    assert made.sampled == 5


def test_nobody_judges_or_opens_their_own_rows_and_a_finding_needs_words(office):
    office.reads("stina", office.matters[0], 5)
    review(office)
    item = LogItem.objects.get(rule="repeated")
    stina, nils = office.members["stina"], office.members["nils"]
    with recorded(str(nils.id)):
        for act in (
            lambda: judge(item=item, judgement="ok", note="", by=stina),
            lambda: open_reference(item=item, reason="Jag vill veta", by=stina),
        ):
            with pytest.raises(CannotReview, match="dina egna rader"):
                act()
        with pytest.raises(CannotReview, match="Skriv kort"):
            judge(item=item, judgement="incident", note=" ", by=nils)
        judge(item=item, judgement="asked", note="Frågade i dag.", by=nils)
        judge(item=item, judgement="ok", note="", by=nils)
    group = next(one for one in items_of(nils, this_month()) if one.title == "Återkommande läsning")
    assert [row.judgement and row.judgement.judgement for row in group.rows] == ["ok"]
    assert [row.left for row in months()] == [LogItem.objects.filter(judgements=None).count()]


def test_a_reference_is_opaque_the_same_each_time_and_opened_only_for_a_reason(office):
    matter = office.matters[0]
    office.reads("yusuf", matter, 5)
    review(office)
    item = picked(office, "repeated")
    nils = office.client("nils")
    page = nils.get(f"{LOG}post/?post={item.pk}").content.decode()
    assert reference(matter.pk) in page
    assert str(matter.pk) not in page
    assert "Neill0" not in page
    refused = nils.post(f"{LOG}post/oppna/", {"item": str(item.pk), "reason": ""})
    assert "Neill0" not in refused.content.decode()
    assert not LogOpening.objects.exists()
    answer = nils.post(f"{LOG}post/oppna/", {"item": str(item.pk), "reason": "Frågan gäller släktskap"}, follow=True)
    assert "Åke-Örjan O&#x27;Neill0" in answer.content.decode()
    acts = list(TrailRow.objects.order_by("-seq").values_list("act", "subjects")[:2])
    assert acts == [("shown", [str(matter.pk)]), ("log_review.opened", [str(matter.pk)])]
    LogOpening.objects.update(at=timezone.now() - timedelta(hours=2))
    assert "Neill0" not in nils.get(f"{LOG}post/?post={item.pk}").content.decode()


def test_somebody_protected_stays_masked_also_when_the_reference_is_opened(office):
    office.reads("yusuf", office.matters[9])
    review(office)
    item = picked(office, "protected")
    with recorded(str(office.members["nils"].id)):
        open_reference(item=item, reason="Behöver veta vem", by=office.members["nils"])
    page = office.client("nils").get(f"{LOG}post/?post={item.pk}").content.decode()
    assert "Skyddad uppgift" in page
    assert "Disa" not in page


def test_the_pages_from_making_to_done(office):
    office.reads("yusuf", office.matters[0], 5)
    nils, month = office.client("nils"), f"{this_month():%Y-%m}"
    assert nils.get(f"/r/{ROOM}/").headers["Location"] == LOG
    assert "Månaden pågår" in nils.get(LOG).content.decode()
    nils.post(f"{LOG}manad/gor/", {"month": month})
    assert "gås igenom just nu" in nils.get(f"{LOG}manad/?manad={month}").content.decode()
    assert run_all(work.WORK) == 1
    page = nils.get(f"{LOG}manad/?manad={month}").content.decode()
    assert "Återkommande läsning" in page
    assert "Yusuf Ali" in page
    for item in LogItem.objects.all():
        answer = nils.post(f"{LOG}post/bedom/", {"item": str(item.pk), "judgement": "ok", "note": ""})
        assert answer.status_code == 302
    assert "Allt som är utvalt hittills är bedömt" in nils.get(f"{LOG}manad/?manad={month}").content.decode()
    assert TrailRow.objects.filter(act="log_review.judged").count() == LogItem.objects.count()


def test_the_trail_is_read_by_the_worker_and_the_answer_is_shown(office):
    nils = office.client("nils")
    nils.post(f"{LOG}spar/")
    run_all(work.WORK)
    assert last_check().reason == ""
    assert "är som de skrevs" in nils.get(LOG).content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("asked", ["manad/?manad=2026-13", "manad/?manad=3026-01", "post/?post=x", "post/?post="])
def test_what_is_nowhere_is_not_found(office, asked):
    assert office.client("nils").get(f"{LOG}{asked}").status_code == 404


def test_all_staff_read_how_the_log_is_reviewed_and_only_auditors_the_review(office):
    yusuf = office.client("yusuf")
    page = yusuf.get(f"/r/{ROOM}/sa-granskas-loggen/").content.decode()
    assert "Ingen får poäng" in page
    assert "Landskrona" not in page
    assert yusuf.get(LOG).status_code == 403


def test_very_much_in_an_hour_raises_an_item_at_once_and_once(office):
    yusuf = office.members["yusuf"]
    with recorded(str(yusuf.id)):
        shown([f"00000000-0000-4000-8000-{number:012}" for number in range(401)], what="search")
    assert work.raise_alarms() == 1
    assert work.raise_alarms() == 0
    item = LogItem.objects.get()
    assert (item.rule, item.count, item.review) == ("scrape", 401, None)
    assert "Mycket på kort tid" in office.client("nils").get(f"{LOG}manad/").content.decode()


def test_what_is_due_is_asked_for_once(office):
    office.reads("yusuf", office.matters[0])
    work.ask_for_what_is_due()
    work.ask_for_what_is_due()
    assert run_all(work.WORK) == 1  # the check; the month has not ended
    work.ask_for_what_is_due()
    assert run_all(work.WORK) == 0
