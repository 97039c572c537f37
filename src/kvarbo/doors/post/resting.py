"""Vad ett papper vilar på: which consents let it go, and whether they still do. Asked anew each time, never stored.

What has left cannot be fetched back, so it stays and is marked. What waits when a consent is taken back stops here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from kvarbo.core.law.secrecy.vocabulary import KindOfFact
from kvarbo.core.swedish import day
from kvarbo.doors.consent.queries import Lost, Rest, lost_among
from kvarbo.doors.organisations.queries import Transport
from kvarbo.doors.post.files_out import Undeliverable, remove_file
from kvarbo.doors.post.models import Delivery, RestsOnConsent, SentPaper
from kvarbo.doors.post.words import PostState
from kvarbo.ground import clock
from kvarbo.ground.people.queries import protected_among
from kvarbo.ground.ties import ties_of
from kvarbo.ground.trail.recorder import record

NOT_LEFT = (PostState.WAITING, PostState.STOPPED)
AT_A_TIME = 500


def rests_of(sent: SentPaper) -> tuple[Rest, ...]:
    """What of a paper rests on which consent, as the law answered when it was handed over."""
    return tuple(
        Rest(UUID(one["consent"]), sent.counterpart_id, KindOfFact(one["fact"]))
        for one in sent.asked
        if one.get("consent")
    )


def has_left(sent: SentPaper) -> bool:
    """Whether the receiver has it, as far as we know."""
    return sent.state not in NOT_LEFT


def lost_by(papers: Iterable[SentPaper], *, on: date, to_act_on: bool = False) -> dict[UUID, Lost]:
    """The papers whose consent no longer holds, each with what was lost: first what somebody has taken back.

    That a consent's last day has passed says nothing of what was left while it held.
    """
    rests = {sent: rests_of(sent) for sent in papers}
    found = lost_among({rest for some in rests.values() for rest in some}, on=on, to_act_on=to_act_on)
    told: dict[UUID, Lost] = {}
    for sent, some in rests.items():
        lost = sorted((found[rest] for rest in some if rest in found), key=lambda one: not one.taken_back)
        if lost and (lost[0].taken_back or not has_left(sent)):
            told[sent.pk] = lost[0]
    return told


def lost_of(sent: SentPaper, *, on: date) -> Lost | None:
    """What of this paper's consents no longer holds, or none."""
    return lost_by([sent], on=on).get(sent.pk)


def protected_since(sent: SentPaper) -> bool:
    """Whether somebody in the household has become protected since the paper was written with addresses and all."""
    if sent.holds_protected or sent.subject_id is None:
        return False
    tied = ties_of([sent.subject_id]).get(sent.subject_id)
    return tied is not None and bool(protected_among(tied.people))


def why_kept(sent: SentPaper, *, on: date, to_act_on: bool = False) -> str:
    """Why a paper that has not left must not leave now, in a sentence; empty when it may."""
    if has_left(sent):
        return ""
    lost = lost_by([sent], on=on, to_act_on=to_act_on).get(sent.pk)
    if lost is not None:
        return why(lost)
    if protected_since(sent):
        return gettext("Någon i hemmet har fått skyddade personuppgifter sedan papperet skrevs. Skriv ett nytt.")
    return ""


def why(lost: Lost) -> str:
    """What the paper rests on that no longer holds, in a sentence."""
    if lost.on is None:
        return gettext("Vilar på ett samtycke som inte finns kvar.")
    if lost.taken_back:
        return gettext("Vilar på ett samtycke som har tagits tillbaka %(day)s.") % {"day": day(lost.on)}
    return gettext("Vilar på ett samtycke som gällde till och med %(day)s.") % {"day": day(lost.on)}


def is_asked_again(paper_id: UUID) -> bool:
    """Whether anything can have changed since the paper was handed over: its consent, or who is protected."""
    if RestsOnConsent.objects.filter(paper=paper_id).exists():
        return True
    return protected_since(SentPaper.objects.get(pk=paper_id))


def let_go(paper_id: UUID) -> bool:
    """Släpp i väg a waiting paper if its consents hold and nobody has become protected; False: it is stopped, for good.

    Called in the courier's transaction, which holds the consents: a withdrawal is before it and seen, or after it, and
    then the paper has gone.
    """
    sent = SentPaper.objects.select_for_update().get(pk=paper_id)
    if sent.state != PostState.WAITING or sent.recalled_at is not None:
        return True  # another courier was first, or it was recalled: there is nothing to stop
    kept = why_kept(sent, on=clock.today(), to_act_on=True)
    about = {"paper": str(paper_id)}
    if not kept:
        record("paper.let_go", subjects=_subjects(sent), about=about)
        return True
    _take_file_away(sent)
    _note(sent, kept)
    sent.state = PostState.STOPPED
    sent.save(update_fields=["state"])
    record("paper.stopped", subjects=_subjects(sent), about=about)
    return False


def files_to_take_away(*, on: date) -> list[UUID]:
    """Papers carried as files that nobody has receipted, and whose consent has been taken back since."""
    carried = SentPaper.objects.filter(
        transport=Transport.FILE, state=PostState.CARRIED, rests_on__isnull=False
    ).distinct()
    return list(lost_by(carried.order_by("-sent_at")[:AT_A_TIME], on=on))


def take_file_away(paper_id: UUID) -> None:
    """Take a file that still lies in the folder out of it and say so on the paper; nothing when it is fetched."""
    sent = SentPaper.objects.select_for_update().get(pk=paper_id)
    if _take_file_away(sent):
        _note(sent, gettext("Filen låg kvar i mappen och är borttagen, för samtycket är tillbakataget."))
        record("paper.file_removed", subjects=_subjects(sent), about={"paper": str(paper_id)})


def _take_file_away(sent: SentPaper) -> bool:
    if sent.transport != Transport.FILE:
        return False
    try:
        return remove_file(sent.counterpart.place.strip(), sent.pk)
    except Undeliverable:  # no folder, so no file in it
        return False


def _note(sent: SentPaper, text: str) -> None:
    Delivery.objects.create(
        paper=sent, at=clock.now(), transport=sent.transport, done=False, text=text[:300], by_name="Kvarbo"
    )


def _subjects(sent: SentPaper) -> list[UUID]:
    return [sent.subject_id] if sent.subject_id else []
