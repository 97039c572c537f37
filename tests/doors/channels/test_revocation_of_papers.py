"""Taken back, and the post stops: nothing is handed over, what waits is not carried, and what has left is marked."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kvarbo.core.law.secrecy.vocabulary import KindOfFact
from kvarbo.doors.consent.models import ReceiverToTell
from kvarbo.doors.organisations.models import Transport
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.post.courier import carry_all
from kvarbo.doors.post.hand_over import seen
from kvarbo.doors.post.models import Delivery, ReceivedPaper, RestsOnConsent, SentPaper
from kvarbo.doors.post.queries import papers_sent
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.doors.post.resting import why_kept
from kvarbo.ground.protection.actions import protect
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from tests.doors.channels.posting import Posting
from tests.doors.post.conftest import ON, SOCIAL, notice

TAKEN_BACK = "Vilar på ett samtycke som har tagits tillbaka mån 9 november 2026."
RECEIVERS, FACTS = ("board", "counsellor"), (KindOfFact.ARREARS, KindOfFact.DISTURBANCE)
PARTS = [*product(RECEIVERS, FACTS), (None, None)]  # each part alone, and the whole


def lost(part: Any, receiver: str, about: KindOfFact) -> bool:
    """Whether a paper to this receiver about this rested on what was taken back."""
    return part == (None, None) or part == (receiver, about)


def given_both(posting: Posting) -> Any:
    """One consent: two receivers, two kinds of fact and the way to the tenant."""
    return posting.give("arrears", "disturbance", "contact_details", to=(posting.board, posting.counsellor))


def take_back(posting: Posting, consent: Any, part: Any) -> None:
    receiver, fact = part
    posting.withdraw(consent, *([(getattr(posting, receiver).pk, fact)] if receiver else []))


@pytest.mark.parametrize("part", PARTS, ids=str)
def test_nothing_is_handed_over_when_it_is_taken_back_between_the_showing_and_the_sending(
    posting: Posting, part: Any
) -> None:
    consent = given_both(posting)
    cells = list(product(RECEIVERS, FACTS))
    shown = {cell: posting.shown(getattr(posting, cell[0]), cell[1].value) for cell in cells}
    assert all(was.answer.may_go for _, _, was in shown.values())
    take_back(posting, consent, part)
    for cell in cells:
        if lost(part, *cell):
            with pytest.raises(CannotDo, match="Ingenting är skickat"):
                posting.send(*shown[cell])
            assert not seen(shown[cell][0], shown[cell][1], on=ON).answer.may_go
        else:
            posting.send(*shown[cell])
    gone = {(one.counterpart_id, KindOfFact(one.asked[-1]["fact"])) for one in SentPaper.objects.all()}
    assert len(gone) == len(cells) - sum(lost(part, *cell) for cell in cells)
    assert set(RestsOnConsent.objects.values_list("consent_id", flat=True)) <= {consent.pk}


def test_the_page_of_a_hand_over_sends_nothing_after_a_withdrawal_and_says_why(posting: Posting) -> None:
    consent = posting.give()
    what, _, was = posting.shown()
    form = {
        "step": "see", "kind": "early_signal", "counterpart": str(posting.board.pk), "paper": str(what.paper_id),
        "people": [str(person.id) for person in what.people], "about": ["arrears"],
        "residents-address-street": "Kvarngatan 3", "residents-address-postcode": "850 00",
        "residents-address-town": "Kvarnby",
    }  # fmt: skip
    see = posting.client.post(posting.url(f"papper/om/{posting.lease}/"), form).content.decode()
    assert "Det får lämnas" in see
    fingerprint = see.partition('name="fingerprint" value="')[2].partition('"')[0]
    posting.withdraw(consent)
    answer = posting.client.post(
        posting.url(f"papper/om/{posting.lease}/"), {**form, "step": "hand_over", "fingerprint": fingerprint}
    )
    told = answer.content.decode()
    assert answer.status_code == 200
    assert "Ingenting är skickat" in told
    assert "Det får lämnas." not in told
    assert not SentPaper.objects.exists()
    assert TrailRow.objects.filter(act="paper.stopped").count() == 1
    assert was.answer.consents == (str(consent.pk),)


@pytest.mark.parametrize("part", PARTS, ids=str)
def test_a_paper_that_waits_is_not_carried_after_a_withdrawal(posting: Posting, part: Any) -> None:
    consent = given_both(posting)
    cells = list(product(RECEIVERS, FACTS))
    papers = {cell: posting.handed(getattr(posting, cell[0]), cell[1].value) for cell in cells}
    take_back(posting, consent, part)
    carried = carry_all(at_once=True)
    stopped = {cell for cell in cells if lost(part, *cell)}
    assert carried.stopped == len(stopped)
    for cell, paper in papers.items():
        paper.refresh_from_db()
        assert (paper.state == "stopped") is (cell in stopped)
        if cell[0] == "counsellor":
            assert posting.file_of(paper).exists() is (cell not in stopped)
    with posting.town.enter(SOCIAL):
        came = set(ReceivedPaper.objects.exclude(kind="receipt").values_list("paper_id", flat=True))
    assert came == {paper.pk for cell, paper in papers.items() if cell[0] == "board" and cell not in stopped}
    told = Delivery.objects.filter(done=False)
    assert {one.text for one in told} == {TAKEN_BACK}
    assert told.count() == len(stopped)
    assert carry_all(at_once=True).stopped == 0  # once and for all


def test_a_consent_given_anew_does_not_start_a_paper_that_was_stopped(posting: Posting) -> None:
    consent = posting.give()
    paper = posting.handed()
    posting.withdraw(consent)
    carry_all(at_once=True)
    posting.give()
    carry_all(at_once=True)
    paper.refresh_from_db()
    assert paper.state == "stopped"
    with posting.town.enter(SOCIAL):
        assert not ReceivedPaper.objects.exists()


def test_what_waits_past_the_last_day_of_its_consent_is_not_carried_either(posting: Posting, settings: Any) -> None:
    posting.give()
    paper = posting.handed()
    settings.KVARBO_TODAY = "2027-11-10"
    assert carry_all(at_once=True).stopped == 1
    paper.refresh_from_db()
    assert paper.state == "stopped"
    assert Delivery.objects.get().text == "Vilar på ett samtycke som gällde till och med tis 9 november 2027."


def test_the_list_and_the_page_mark_what_has_left_and_say_whom_to_tell(posting: Posting) -> None:
    consent = posting.give()
    paper = posting.handed()
    carry_all(at_once=True)
    before = posting.page(f"papper/{paper.pk}/")
    assert "Mottaget" in before
    places = ("papper/?visa=ut", f"papper/om/{posting.lease}/", f"hyresgast/{posting.lease}/")
    assert "tagits tillbaka" not in before + "".join(posting.page(place) for place in places)
    posting.withdraw(consent)
    page = posting.page(f"papper/{paper.pk}/")
    assert TAKEN_BACK in page
    assert "Mottagaren har kvar sin kopia. Säg till mottagaren" in page
    assert posting.url(f"samtycken/{posting.lease}/") in page
    assert "Åke-Örjan O&#x27;Neill" in page  # our own copy stays
    assert all(f"Mottaget. {TAKEN_BACK}" in posting.page(place) for place in places[:2])
    with posting.town.enter(SOCIAL):
        assert ReceivedPaper.objects.filter(paper_id=paper.pk, recalled_at=None).exists()  # theirs stays
    tasks = posting.page(f"samtycken/{posting.lease}/")
    assert ReceiverToTell.objects.get().told_on is None
    assert "Mottagaren har fått:" in tasks
    assert posting.url(f"papper/{paper.pk}/") in tasks


def test_the_task_to_tell_says_what_was_stopped_and_leaves_out_what_rests_on_the_rest(posting: Posting) -> None:
    consent = posting.give("arrears", "disturbance", "contact_details")
    debt, noise = posting.handed(), posting.handed(about="disturbance")
    posting.withdraw(consent, (posting.board.pk, KindOfFact.DISTURBANCE))
    carry_all(at_once=True)
    tasks = posting.page(f"samtycken/{posting.lease}/")
    assert "Ska inte lämnas, och är inte lämnat:" in tasks
    assert posting.url(f"papper/{noise.pk}/") in tasks
    assert posting.url(f"papper/{debt.pk}/") not in tasks
    assert "Mottagaren har fått:" not in tasks


@pytest.mark.parametrize("transport", [Transport.ROOM, Transport.REGISTERED, Transport.HANDED_OVER, Transport.FILE])
def test_no_print_and_no_file_of_what_has_not_left_is_taken_out_after_a_withdrawal(
    posting: Posting, transport: str
) -> None:
    consent = posting.give(to=(posting.board, posting.counsellor))
    paper = posting.handed(posting.counsellor if transport == Transport.FILE else posting.board, transport=transport)
    pdf, file = posting.url(f"papper/{paper.pk}/utskrift/"), posting.url(f"papper/{paper.pk}/fil/")
    assert posting.client.get(pdf)["Content-Type"] == "application/pdf"
    posting.withdraw(consent)
    for address in (pdf, file):
        answer = posting.client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, posting.url(f"papper/{paper.pk}/"))
        assert "Content-Disposition" not in answer
    page = posting.page(f"papper/{paper.pk}/")
    assert "Lämna det inte." in page
    assert "Det har inte lämnat oss." in page
    assert pdf not in page
    assert file not in page


def test_what_has_left_may_be_printed_for_our_own_file_but_not_carried_again(posting: Posting) -> None:
    consent = posting.give(to=(posting.counsellor,))
    paper = posting.handed(posting.counsellor)
    carry_all(at_once=True)
    posting.withdraw(consent)
    assert posting.client.get(posting.url(f"papper/{paper.pk}/utskrift/"))["Content-Type"] == "application/pdf"
    assert posting.client.get(posting.url(f"papper/{paper.pk}/fil/")).status_code == 302


@pytest.mark.parametrize("fetched", [False, True])
def test_a_file_that_lies_in_the_folder_is_taken_out_of_it_after_a_withdrawal(posting: Posting, fetched: bool) -> None:
    consent = posting.give(to=(posting.counsellor,))
    paper = posting.handed(posting.counsellor)
    carry_all(at_once=True)
    assert posting.file_of(paper).exists()
    if fetched:
        posting.file_of(paper).unlink()
    posting.withdraw(consent)
    for _ in range(2):
        carry_all(at_once=True)
        assert not posting.file_of(paper).exists()
    assert TrailRow.objects.filter(act="paper.file_removed").count() == (0 if fetched else 1)
    assert ("är borttagen" in posting.page(f"papper/{paper.pk}/")) is not fetched


def test_a_signed_form_among_the_attachments_is_no_consent_that_holds(posting: Posting) -> None:
    url = posting.url(f"bilagor/{posting.lease}/")
    form = SimpleUploadedFile("samtycke undertecknat.pdf", b"%PDF-1.7 samtycke\n%%EOF\n", "application/pdf")
    kinds = posting.client.get(url).content.decode()
    assert 'value="consent_form"' in kinds
    answer = posting.client.post(url, {"kind": "consent_form", "file": form})
    assert answer.status_code == 302
    assert not posting.shown()[2].answer.may_go
    consent = posting.give()
    was = posting.shown()
    assert was[2].answer.may_go
    posting.withdraw(consent)
    with pytest.raises(CannotDo):
        posting.send(*was)
    assert "samtycke undertecknat.pdf" in posting.page(f"bilagor/{posting.lease}/")  # the paper stays as a paper
    assert not SentPaper.objects.exists()


@pytest.mark.parametrize("on_consent", [True, False])
def test_a_paper_that_waits_when_somebody_becomes_protected_does_not_leave(posting: Posting, on_consent: bool) -> None:
    if on_consent:
        posting.give(to=(posting.board, posting.counsellor))
        papers = [posting.handed(), posting.handed(transport=Transport.REGISTERED)]
    else:
        kinds = {"kind": PaperKind.NOTICE_UNPAID_RENT}
        content = notice()
        papers = []
        for transport in (Transport.ROOM, Transport.REGISTERED):
            what = posting.chosen(**kinds, transport=transport)
            papers.append(posting.send(what, content, seen(what, content, on=ON)))
    with recorded(str(posting.by.id)):
        protect(posting.about.people[0].id, kind="not_told", source="other", by=posting.by, handlers=[posting.by.id])
    assert carry_all(at_once=True).stopped == 1
    with posting.town.enter(SOCIAL):
        assert not ReceivedPaper.objects.exists()
    assert SentPaper.objects.get(pk=papers[0].pk).state == "stopped"
    assert "skyddade personuppgifter" in Delivery.objects.get(paper=papers[0]).text
    assert why_kept(SentPaper.objects.get(pk=papers[1].pk), on=ON) != ""
    to_do = {row.id: row.waits for row in papers_sent(posting.by, waiting=True).rows}
    assert to_do == ({papers[1].pk: True} if on_consent else {papers[0].pk: True, papers[1].pk: True})
