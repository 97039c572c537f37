"""The long work that every kind of room has: reading the whole chain, and going through the log for the month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kvarbo.ground import clock
from kvarbo.ground.jobs.actions import ask_for
from kvarbo.ground.jobs.running import Progress, Work
from kvarbo.ground.log_review.actions import make_review, raise_at_once
from kvarbo.ground.log_review.queries import months, this_month
from kvarbo.ground.log_review.rules import RuleName, rules_on
from kvarbo.ground.trail.checking import check_is_due, check_now
from kvarbo.ground.trail.queries import head_of_the_trail, seen_within_the_hour
from kvarbo.ground.trail.recorder import recorded

TICK = "system:tick"


def review_log(arguments: dict[str, Any], tell: Progress) -> None:
    """Gå igenom loggen för en månad."""
    tell("Går igenom loggen", 0, 1)
    make_review(month=date.fromisoformat(arguments["month"]), by=arguments["by"])


def check_trail(arguments: dict[str, Any], tell: Progress) -> None:
    """Läs hela spåret."""
    tell("Läser hela spåret", 0, 1)
    check_now(by=arguments["by"])


WORK: dict[str, Work] = {"review_log": review_log, "check_trail": check_trail}


def ask_for_review(*, month: date, by: str) -> None:
    """Beställ månadens granskning; asked again before anything more has happened changes nothing."""
    last, _ = head_of_the_trail()
    key = f"log_review {month:%Y-%m} {last}"
    ask_for(kind="review_log", key=key, arguments={"month": month.isoformat(), "by": by}, requested_by=by)


def ask_for_check(*, by: str) -> None:
    """Beställ en kontroll av spåret."""
    last, _ = head_of_the_trail()
    ask_for(kind="check_trail", key=f"trail_check {last}", arguments={"by": by}, requested_by=by)


def raise_alarms() -> int:
    """Larm: an item in the review for each member who has been shown very many within the hour; how many were new."""
    rules = rules_on(clock.today())
    over = [(actor, count) for actor, count in seen_within_the_hour().items() if count > rules.scrape_per_hour]
    if not over:
        return 0
    with recorded(TICK, route="alarm"):
        return sum(
            raise_at_once(rule=RuleName.SCRAPE, actor=actor, count=count, at=timezone.now()) for actor, count in over
        )


def ask_for_what_is_due() -> None:
    """Once a day a check of the chain, and when a month has ended its review; asked often, done once."""
    if check_is_due():
        key = f"trail_check {timezone.now():%Y-%m-%d}"
        ask_for(kind="check_trail", key=key, arguments={"by": TICK}, requested_by=TICK)
    ended = this_month() - timedelta(days=1)
    row = next((one for one in months() if one.month == ended.replace(day=1)), None)
    if row and not row.is_reviewed:
        key = f"log_review {row.month:%Y-%m} ended"
        ask_for(kind="review_log", key=key, arguments={"month": row.month.isoformat(), "by": TICK}, requested_by=TICK)
