"""At once, in every channel that rests on a consent: the first answer after the withdrawal refuses.

The order is that of events, not of a clock: what is asked is asked when the commit has said that it is done, and there
is one question only. How long the answer took is written with the test's report: a second is promised.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from kvarbo.doors.consent.models import Consent, ConsentWithdrawal
from kvarbo.doors.post.courier import carry_all
from kvarbo.doors.post.models import ReceivedPaper, SentPaper
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.ground.trail.models import TrailRow
from kvarbo.ground.trail.recorder import recorded
from kvarbo.house.rooms import current
from kvarbo.web.channels import CHANNELS
from tests.doors.channels.posting import Posting
from tests.doors.post.conftest import SOCIAL

OPENS = "Vi får berätta för Socialnämnden i Kvarnby"
TAKEN_BACK = "har tagits tillbaka"
Opens = Callable[[], bool]  # asks the channel once, and says whether what rests on the consent came out of it


def consents(posting: Posting, consent: Consent) -> Opens:
    def asks() -> bool:
        page = posting.page(f"samtycken/{posting.lease}/")
        return OPENS in page[page.index('id="galler"') : page.index('id="nytt"')]

    return asks


def consents_that_end_soon(posting: Posting, consent: Consent) -> Opens:
    return lambda: OPENS in posting.page("samtycken/").partition('id="snart"')[2]


def signed_form(posting: Posting, consent: Consent) -> Opens:
    """The form proves what was said; what it must not do is open anything."""
    return lambda: posting.shown()[2].answer.may_go


def hand_over(posting: Posting, consent: Consent) -> Opens:
    """What was shown before the withdrawal is sent after it."""
    shown = posting.shown()

    def asks() -> bool:
        if not ConsentWithdrawal.objects.exists():
            return shown[2].answer.may_go
        try:
            posting.send(*shown)
        except CannotDo:
            return False
        return True

    return asks


def courier(posting: Posting, consent: Consent) -> Opens:
    paper = posting.handed()

    def asks() -> bool:
        if not ConsentWithdrawal.objects.exists():
            return SentPaper.objects.get(pk=paper.pk).state == "waiting"
        carry_all()
        with posting.town.enter(SOCIAL):
            return ReceivedPaper.objects.exists()

    return asks


def papers(posting: Posting, consent: Consent) -> Opens:
    posting.handed()
    return lambda: TAKEN_BACK not in posting.page("papper/?visa=ut")


def one_paper(posting: Posting, consent: Consent) -> Opens:
    paper = posting.handed()
    return lambda: TAKEN_BACK not in posting.page(f"papper/{paper.pk}/")


def taken_out(kind: str, to_counsellor: bool) -> Callable[[Posting, Consent], Opens]:
    def made(posting: Posting, consent: Consent) -> Opens:
        paper = posting.handed(posting.counsellor if to_counsellor else posting.board)
        return lambda: "Content-Disposition" in posting.client.get(posting.url(f"papper/{paper.pk}/{kind}/"))

    return made


CHANNELS_ASKED: dict[str, Callable[[Posting, Consent], Opens]] = {
    "consents": consents,
    "consents that end soon": consents_that_end_soon,
    "a tab that stands open": hand_over,  # a form shown before the withdrawal, sent after it
    "the signed form": signed_form,
    "hand-over of a paper": hand_over,
    "the courier": courier,
    "papers": papers,
    "one paper": one_paper,
    "the print of a paper": taken_out("utskrift", to_counsellor=False),
    "the file of a paper": taken_out("fil", to_counsellor=True),
}

# A consent of another room than the one that posts here: asked there, in the test that the channel itself names.
ASKED_IN_ITS_ROOM = {
    "a matter's checklist": "tests.social.test_checklist_consent::test_the_checklist_opens_nothing_after_a_withdrawal",
    "the rent after a matter was closed": "tests.social.test_closing"
    "::test_the_landlords_word_is_refused_without_a_consent_and_after_it_was_taken_back",
}


@dataclass
class Heard:
    """Events in the order they happened, and when the commit was done."""

    events: list[str]
    committed: float = 0.0

    def commit(self) -> None:
        self.events.append("committed")
        self.committed = time.monotonic()


def test_every_channel_that_rests_on_a_consent_is_asked() -> None:
    resting = {channel.name: channel.revocation for channel in CHANNELS if channel.rests_on_consent}
    assert set(CHANNELS_ASKED) | set(ASKED_IN_ITS_ROOM) == set(resting)
    assert {name: resting[name] for name in ASKED_IN_ITS_ROOM} == ASKED_IN_ITS_ROOM


@pytest.mark.parametrize("name", CHANNELS_ASKED)
def test_the_first_answer_after_the_withdrawal_is_the_refusing_one(
    posting: Posting, name: str, record_property: Any, settings: Any
) -> None:
    consent = posting.give(to=(posting.board, posting.counsellor))
    settings.KVARBO_TODAY = Consent.objects.get().until.isoformat()  # its last day, so that it is among those that end
    asks = CHANNELS_ASKED[name](posting, consent)
    assert asks()  # before: it opens
    heard = Heard([])
    with recorded(str(posting.by.id)):
        transaction.on_commit(heard.commit, using=current().alias)
        posting.withdraw(consent)
        heard.events.append("withdrawn")
    opened = asks()  # once: no wait and no second try
    heard.events.append("opened" if opened else "refused")
    took = time.monotonic() - heard.committed
    assert heard.events == ["withdrawn", "committed", "refused"]
    record_property(f"seconds to refuse: {name}", took)
    last = TrailRow.objects.filter(act__in=("consent.withdrawn", "paper.let_go", "paper.handed_over")).order_by("seq")
    assert [row.act for row in last][-1] == "consent.withdrawn"
