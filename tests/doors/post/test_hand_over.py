"""Nothing is handed over but what was shown, to the byte, on the ground that was shown."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from kvarbo.core.law.secrecy.consent import Consent, ConsentDirection
from kvarbo.core.law.secrecy.vocabulary import KindOfFact, Party
from kvarbo.doors.organisations.models import Counterpart, Transport
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.post import actions, early, hand_over
from kvarbo.doors.post.courier import carry_all
from kvarbo.doors.post.hand_over import Chosen, seen
from kvarbo.doors.post.models import Delivery, RecallTask, ReceivedPaper, SentPaper
from kvarbo.doors.post.queries import handed_over_on, papers_of, papers_sent, sent_paper
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.doors.post.sending import signed_paper
from kvarbo.ground.trail.models import TrailRow
from tests.doors.post.conftest import (
    LANDLORD,
    ON,
    SOCIAL,
    Town,
    household,
    in_one_transaction,
    know_each_other,
    member,
    notice,
)
from tests.doors.post.handing import chosen, handed, notice_sent

SIGNAL = {"residents": [{"name": "Åke-Örjan O'Neill", "address": {"street": "Kvarngatan 3", "postcode": "850 00",
          "town": "Kvarnby"}}], "about": ["arrears"]}  # fmt: skip
CONSENT = UUID(int=0xC0)
WEIGHED = "Vi har vägt hyresgästens intresse av att vara i fred mot möjligheten att få hjälp innan en uppsägning."


def consented(*facts: KindOfFact, **more: Any) -> Consent:
    return Consent(
        date(2026, 11, 1), Party.PRIVATE_LANDLORD, Party.SOCIAL_BOARD, facts, ConsentDirection.TELL,
        reference=str(CONSENT), **more,
    )  # fmt: skip


def test_the_decision_and_the_paper_are_one_row_with_its_ground_and_one_in_the_trail(town: Town) -> None:
    paper = notice_sent(town)
    with town.enter(LANDLORD):
        sent = SentPaper.objects.get()
        row = TrailRow.objects.get(act="paper.handed_over")
        assert (sent.pk, sent.ground, sent.by, sent.kind) == (
            paper, "JB 12:44", town.members[LANDLORD].id, "notice_unpaid_rent",
        )  # fmt: skip
        assert row.subjects == [str(sent.subject_id)]
        assert row.about["ground"] == "JB 12:44"
        assert signed_paper(sent).paper.content["total"] == 845_000
        assert sent.asked[0]["steps"]
        assert "Neill" not in f"{row.about}{sent.asked}"


@pytest.mark.parametrize("changed", ["text", "law", "transport"])
def test_nothing_goes_when_something_has_changed_since_it_was_shown(
    town: Town, changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_one_transaction(town, LANDLORD) as by:
        what, content = chosen(by, household(), PaperKind.NOTICE_UNPAID_RENT), notice()
        fingerprint = seen(what, content, on=ON).fingerprint
        if changed == "text":
            content = notice(interest=100)
        if changed == "transport":
            what = Chosen(**{**{name: getattr(what, name) for name in Chosen.__slots__}, "transport": "letter"})
        if changed == "law":
            monkeypatch.setattr(hand_over, "facts_told", lambda kind, content: (KindOfFact.HEALTH,))
        with pytest.raises(CannotDo, match="Ingenting är skickat"):
            hand_over.hand_over(what, content, fingerprint=fingerprint, by=by, on=ON)
        assert not SentPaper.objects.exists()


def test_the_same_form_twice_is_one_paper(town: Town) -> None:
    with in_one_transaction(town, LANDLORD) as by:
        what, content = chosen(by, household(), PaperKind.NOTICE_UNPAID_RENT), notice()
        first = handed(by, what, content)
        assert hand_over.hand_over(what, content, fingerprint="annat", by=by, on=ON) == first
        assert SentPaper.objects.count() == 1


@pytest.mark.parametrize("party", ["private_landlord", "municipal_landlord"])
def test_an_early_signal_waits_for_the_test_and_for_tenants_who_know(town: Town, party: str) -> None:
    know_each_other(town, party=party)
    with in_one_transaction(town, LANDLORD) as by:
        what = chosen(by, household(), PaperKind.EARLY_SIGNAL)
        assert not seen(what, SIGNAL, on=ON).answer.may_go
        with pytest.raises(CannotDo):
            handed(by, what, SIGNAL)
        said = {"text": WEIGHED, "harm_assumed": False, "on": ON, "by": by}
        early.write_test(told_since=None, told_how="", **said)
        needs = seen(what, SIGNAL, on=ON).answer.needs
        assert any("hyresgästerna" in one for one in needs)
        early.write_test(told_since=date(2026, 10, 1), told_how="Brev till alla", **said)
        assert handed(by, what, SIGNAL).kind == "early_signal"
        early.end_test(on=ON, by=by)
        assert not seen(chosen(by, household(), PaperKind.EARLY_SIGNAL), SIGNAL, on=ON).answer.may_go


def test_counts_without_names_go_before_any_test(town: Town) -> None:
    with in_one_transaction(town, LANDLORD) as by:
        what = chosen(by, None, PaperKind.EARLY_SIGNAL_ANONYMOUS)
        content = {"from": "2026-10-01", "to": "2026-10-31", "households_late": "fewer_than_5"}
        assert handed(by, what, content).subject_id is None


def test_a_consent_lets_it_go_and_taking_it_back_stops_it_at_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    held = [consented(KindOfFact.ARREARS, KindOfFact.CONTACT_DETAILS)]
    monkeypatch.setattr(hand_over, "consents_of", lambda person, **_: tuple(held))
    with in_one_transaction(town, LANDLORD) as by:
        what = chosen(by, household(), PaperKind.EARLY_SIGNAL)
        shown = seen(what, SIGNAL, on=ON)
        assert shown.answer.may_go
        sent = handed(by, chosen(by, what.subject.id if what.subject else None, PaperKind.EARLY_SIGNAL), SIGNAL)
        assert [row.on for row in handed_over_on([CONSENT])] == [ON]
        assert sent.asked[0]["consent"] == str(CONSENT)
        held[0] = consented(KindOfFact.ARREARS, KindOfFact.CONTACT_DETAILS, withdrawn=ON)
        with pytest.raises(CannotDo, match="har ändrats"):
            hand_over.hand_over(what, SIGNAL, fingerprint=shown.fingerprint, by=by, on=ON)


def test_the_board_asks_only_the_landlord_that_told_it_of_the_household(town: Town) -> None:
    from kvarbo.ground.people.models import Person
    from kvarbo.ground.units.actions import assign
    from kvarbo.social.casework.models import Matter, MatterPerson

    notice_sent(town)
    carry_all()
    question = {
        "residents": [{"name": "Åke-Örjan O'Neill"}], "questions": ["debt_settled"], "caseworker": "Ingrid Dahl",
        "phone": "070-174 06 07",
    }  # fmt: skip
    with in_one_transaction(town, SOCIAL) as by:
        person = Person.objects.create(source_key="k", name="Åke-Örjan O'Neill")
        matter = Matter.objects.create(number="2026-0001", origin="relative", opened_on=ON)
        MatterPerson.objects.create(matter=matter, person=person, part="leaseholder")
        assign(member_id=by.id, matter_id=matter.pk, on=ON)
        import kvarbo.doors.post.hand_over as module

        what = _chosen_in(matter.pk, by, PaperKind.QUESTION)
        assert not module.seen(what, question, on=ON).answer.may_go
        actions.place(ReceivedPaper.objects.get(), subject_id=matter.pk)
        assert module.seen(what, question, on=ON).answer.may_go


def _chosen_in(matter: Any, by: Any, kind: PaperKind) -> Chosen:
    from uuid import uuid4

    from kvarbo.ground.people.queries import shown_to
    from kvarbo.ground.subjects import Subject
    from kvarbo.social.casework.queries import people_in

    people = tuple(shown_to(by, [person for _, person in people_in([matter])]).values())
    other = Counterpart.objects.get()
    return Chosen(Subject(matter, people, "", "2026-0001", ""), other, kind, people, other.transport, uuid4())


# --- protected ---


def test_whereabouts_of_somebody_protected_never_stand_in_a_paper(town: Town) -> None:
    with in_one_transaction(town, LANDLORD) as by:
        lease = household("Åsa Dold", protected=True)
        what = chosen(by, lease, PaperKind.NOTICE_UNPAID_RENT)
        assert what.hides
        hidden = {"name": "Åsa Dold", "address_protected": True}
        street = {"street": "Torget 1", "postcode": "850 00", "town": "Kvarnby"}
        elsewhere = {"name": "Kvarnbyhem AB", "address": street, "phone": "070-174 06 05"}
        for told in (
            notice("Åsa Dold"),
            notice("Åsa Dold", residents=[hidden]),  # the landlord's own address is the home's, here
            notice("Åsa Dold", residents=[hidden], landlord=elsewhere, how_to_pay="+46 70 174 06 06"),
        ):
            with pytest.raises(CannotDo, match="skyddade"):
                seen(what, told, on=ON)
        sent = handed(by, what, notice("Åsa Dold", residents=[hidden], landlord=elsewhere))
        assert sent.holds_protected
        assert b"Kvarngatan" not in bytes(sent.canonical)
        officer = member(["rent_officer"], "Samir")
        assert sent_paper(officer, sent.pk) is None
        assert papers_sent(officer).rows == ()
        assert papers_of(officer, lease) == []
        assert sent_paper(by, sent.pk) is not None


# --- how it was left, recall, replacing ---


def test_a_registered_letter_is_noted_once_and_corrected_by_a_new_row(town: Town) -> None:
    paper = notice_sent(town, transport=Transport.REGISTERED)
    assert carry_all().left == 0
    with in_one_transaction(town, LANDLORD) as by:
        sent = SentPaper.objects.get(pk=paper)
        for wrong in (actions.Left(), actions.Left(posted=date(2026, 11, 10)), actions.Left(posted=ON)):
            with pytest.raises(CannotDo):
                actions.note_left(sent, wrong, on=ON, by=by)
        first = actions.note_left(sent, actions.Left(posted=ON, registered_number="RR1"), on=ON, by=by)
        assert actions.note_left(sent, actions.Left(posted=ON, registered_number="RR1"), on=ON, by=by) == first
        second = actions.note_left(sent, actions.Left(posted=ON, registered_number="RR2"), on=ON, by=by)
        assert (second.corrects, Delivery.objects.count()) == (first, 2)
        assert SentPaper.objects.get().state == "carried"


def test_a_recall_marks_the_copy_of_the_receiver_and_keeps_it(town: Town) -> None:
    paper = notice_sent(town)
    carry_all()
    with in_one_transaction(town, LANDLORD) as by:
        for _ in range(2):
            actions.recall(SentPaper.objects.get(pk=paper), reason="wrong_receiver", wanted="mark", by=by)
    carry_all()
    with town.enter(SOCIAL):
        copy = ReceivedPaper.objects.get(kind="notice_unpaid_rent")
        assert copy.recalled_at is not None
        assert copy.recall_reason == "det gick till fel mottagare"
        assert copy.canonical is not None
        assert ReceivedPaper.objects.filter(kind="recall").count() == 1
    with town.enter(LANDLORD):
        assert not RecallTask.objects.exists()


def test_a_recall_that_overtakes_its_paper_marks_it_when_it_comes(town: Town) -> None:
    from kvarbo.doors.post import receiving, sending
    from kvarbo.doors.post.words import CameBy
    from kvarbo.ground.trail.recorder import recorded

    paper = notice_sent(town)
    with in_one_transaction(town, LANDLORD) as by:
        on_its_way = sending.letter(paper)
        actions.recall(SentPaper.objects.get(pk=paper), reason="wrong_content", wanted="mark", by=by)
    carry_all()
    assert on_its_way is not None
    with town.enter(SOCIAL), recorded("test"):
        late = receiving.take_in(on_its_way.envelope, came_by=CameBy.ROOM)
        assert late is not None
        assert late.recalled_at is not None


def test_a_printed_paper_that_is_recalled_is_a_task_until_somebody_ends_it(town: Town) -> None:
    paper = notice_sent(town, transport=Transport.HANDED_OVER)
    with in_one_transaction(town, LANDLORD) as by:
        sent = SentPaper.objects.get(pk=paper)
        actions.note_left(sent, actions.Left(handed=ON, handed_to="Receptionen"), on=ON, by=by)
        actions.recall(sent, reason="wrong_content", wanted="mark_and_return", by=by)
        task = RecallTask.objects.get()
        assert task.done_date is None
        assert [row.waits for row in papers_sent(by).rows] == [True]
        actions.end_recall_task(sent, outcome="back", on=ON, by=by)
        assert RecallTask.objects.get().done_by_name == by.name


def test_a_paper_that_replaces_another_is_linked_both_ways_on_both_sides(town: Town) -> None:
    from kvarbo.doors.post.queries import page_of, replaced_by

    first = notice_sent(town)
    with in_one_transaction(town, LANDLORD) as by:
        lease = SentPaper.objects.get().subject_id
        second = handed(by, chosen(by, lease, PaperKind.NOTICE_UNPAID_RENT, replaces=first), notice(interest=500)).pk
        assert replaced_by(first, sent=True) == second
    carry_all()
    with town.enter(SOCIAL):
        old, new = (ReceivedPaper.objects.get(paper_id=paper).pk for paper in (first, second))
        assert replaced_by(first, sent=False) == new
        assert page_of(first, sent=False) == old
