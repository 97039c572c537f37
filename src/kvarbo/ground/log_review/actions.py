"""Writes: make a month's review, raise an item at once, record what was found, open whom an item is about."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from kvarbo.ground import clock
from kvarbo.ground.clock import STOCKHOLM
from kvarbo.ground.log_review.detecting import About, Detector, Month, Picked, Who, sample_size, surname_of
from kvarbo.ground.log_review.models import Judgement, LogItem, LogJudgement, LogOpening, LogReview
from kvarbo.ground.log_review.rules import RuleName, Rules, rules_on
from kvarbo.ground.people.queries import names_to_compare
from kvarbo.ground.ties import Ties, ties_of
from kvarbo.ground.trail.queries import events, first_row_since, head_of_the_trail
from kvarbo.ground.trail.recorder import record, recorded
from kvarbo.ground.units.queries import AtWork, StaffMember, every_assignment, everybody_by_id
from kvarbo.ground.units.roles import RoleName

YEAR = timedelta(days=365)
AT_A_TIME = 2_000


class CannotReview(ValueError):
    """The review or the finding is refused; the message is Swedish and says what to do."""


def make_review(*, month: date, by: str) -> LogReview | None:
    """Gör månadens granskning, or its next part; none when nothing has happened since the last part.

    The seed comes of the chain's end, so nobody chooses it. The log is gone through before anything is written, so
    that the room does not wait; then all is kept in one short transaction by ``by``.
    """
    month = month.replace(day=1)
    earlier = LogReview.objects.filter(month=month).first()
    last, mac = head_of_the_trail()
    new_after = earlier.last_seq if earlier else 0
    first = first_row_since(_begins(month))
    if (earlier and earlier.ends_month) or first is None or last <= new_after:
        return None
    seed = hashlib.sha256(f"{month:%Y-%m} {last} {mac}".encode()).hexdigest()
    made_at = timezone.now()
    gathered = _gather(Month(month, rules_on(month), new_after), seed, last)
    picked = list(_detector(gathered).picked())
    review = LogReview(
        month=month,
        part=earlier.part + 1 if earlier else 1,
        first_seq=max(first, new_after + 1),
        last_seq=last,
        seed=seed,
        reads=gathered.reads,
        sampled=min(sample_size(gathered.rules, gathered.reads), len(gathered.lots)),
        ends_month=made_at >= _begins(_next(month)),
        rules_from=gathered.rules.valid_from,
        made_by=by,
        made_at=made_at,
    )
    with recorded(by, route="log review"):
        review.save(force_insert=True)
        number = _keep(picked, month, review)
        record("log_review.made", about={"review": str(review.id), "month": f"{month:%Y-%m}", "items": number})
    return review


def _begins(month: date) -> datetime:
    return datetime(month.year, month.month, 1, tzinfo=STOCKHOLM).astimezone(UTC)


def _next(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def _gather(gathered: Month, seed: str, last: int) -> Month:
    """Go through the year before and the month itself; what comes after the month is left."""
    first = first_row_since(_begins(gathered.month) - YEAR) or 1
    after = first_row_since(_begins(_next(gathered.month)) + timedelta(days=1))
    for event in events(first, min(last, after or last)):
        gathered.take(event, seed=seed, sample=gathered.rules.sample_most)
    return gathered


def _detector(gathered: Month) -> Detector:
    names = names_to_compare()
    members = {key: _who(one) for key, one in everybody_by_id().items()}
    return Detector(
        month=gathered,
        members=members,
        subjects=dict(_abouts(gathered.opened, names)),
        assigned=every_assignment(),
        surnames=Counter(surname_of(name) for name in names.values()),
    )


def _who(member: StaffMember) -> Who:
    unit = str(member.unit_id) if member.unit_id else None
    return Who(member.name, unit, RoleName.MANAGER.value in member.roles)


def _abouts(opened: Iterable[str], names: dict[UUID, str]) -> Iterable[tuple[str, About]]:
    """What is known of each subject opened; the id of a person stands for that person alone."""
    ids = [UUID(one) for one in opened]
    for start in range(0, len(ids), AT_A_TIME):
        some = ids[start : start + AT_A_TIME]
        ties = ties_of(some)
        for one in some:
            found = ties.get(one) or Ties(people=(one,) if one in names else ())
            yield (
                str(one),
                About(
                    tuple(names[person] for person in found.people if person in names),
                    str(found.unit_id) if found.unit_id else None,
                    found.closed_on,
                    found.is_protected,
                ),
            )


def _keep(picked: list[Picked], month: date, review: LogReview) -> int:
    """Store items that have not been picked before; how many they were."""
    known = set(LogItem.objects.filter(month__year=month.year).values_list("key", flat=True))
    new = [
        LogItem(
            review=review,
            month=month,
            rule=one.rule.value,
            actor=one.actor,
            subject=UUID(one.subject) if one.subject else None,
            seqs=list(one.seqs),
            count=one.count,
            first_at=one.first_at,
            last_at=one.last_at,
            key=one.key,
            picked_at=timezone.now(),
        )
        for one in picked
        if one.key not in known
    ]
    LogItem.objects.bulk_create(new)
    return len(new)


def raise_at_once(*, rule: RuleName, actor: str, count: int, at: datetime) -> bool:
    """Larm: put an item into the month's review at once, at most one an hour; says whether it is new."""
    here = at.astimezone(STOCKHOLM)
    key = f"{here:%Y-%m}|now|{rule.value}|{actor}|{here:%Y-%m-%dT%H}"
    _, made = LogItem.objects.get_or_create(
        key=key,
        defaults={
            "month": here.date().replace(day=1),
            "rule": rule.value,
            "actor": actor,
            "count": count,
            "first_at": at,
            "last_at": at,
            "picked_at": timezone.now(),
        },
    )
    if made:
        record("log_review.raised", about={"rule": rule.value, "member": actor, "count": count})
    return made


def judge(*, item: LogItem, judgement: str, note: str, by: AtWork) -> LogJudgement:
    """Anteckna bedömningen. Nobody reviews their own rows; anything but fine needs a few words."""
    if item.actor == str(by.id):
        raise CannotReview("Det här är dina egna rader. En annan loggranskare måste bedöma dem.")
    if judgement not in Judgement.values:
        raise CannotReview("Välj vad du kom fram till.")
    if judgement != Judgement.OK and not note.strip():
        raise CannotReview("Skriv kort vad du har gjort eller vad som behöver göras.")
    made = LogJudgement.objects.create(
        item=item, judgement=judgement, note=note.strip(), by=by.id, by_name=by.name, at=timezone.now()
    )
    record("log_review.judged", about={"item": str(item.id), "judgement": judgement})
    return made


def open_reference(*, item: LogItem, reason: str, by: AtWork) -> LogOpening:
    """Öppna beteckningen: be told whom an item is about, for a reason that is kept; never of one's own rows."""
    if item.actor == str(by.id):
        raise CannotReview("Det här är dina egna rader. En annan loggranskare måste öppna dem.")
    if item.subject is None:
        raise CannotReview("Posten handlar om flera och har ingen enskild beteckning att öppna.")
    if len(reason.strip()) < 5:
        raise CannotReview("Skriv varför du behöver veta vem posten gäller.")
    made = LogOpening.objects.create(item=item, reason=reason.strip(), by=by.id, by_name=by.name, at=timezone.now())
    record("log_review.opened", subjects=[item.subject], about={"item": str(item.id)})
    return made


def version_of(review: LogReview | None) -> Rules:
    """The version of the rules an item was picked by."""
    return rules_on(review.rules_from) if review else rules_on(clock.day_of(timezone.now()))
