"""Running jobs: take one, do it, finish it; what fails is tried again and, in the end, shown as failed."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from kvarbo.ground.jobs import actions
from kvarbo.ground.trail.recorder import recording
from kvarbo.ground.units.queries import member_at_work

Progress = Callable[[str, int, int], None]
Work = Callable[[dict[str, Any], Progress], None]
logger = logging.getLogger(__name__)


@contextmanager
def _without_cycle_search() -> Iterator[None]:
    """Rows come and go by the million and hold no cycles: searching for some takes a sixth of a large file's time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        gc.collect()


def run_next(kinds: Mapping[str, Work], needs: Mapping[str, Collection[str]] | None = None) -> bool:
    """Do the next job of the room one stands in; says whether there was one.

    ``needs``: the roles that whoever asked for a kind of work must have. They are asked about now, not when the work
    was asked for: what somebody has lost the right to is not done, and says so.
    """
    job = actions.take_next()
    if job is None:
        return False
    if not _still_allowed(job.requested_by, (needs or {}).get(job.kind)):
        actions.refuse(job)
        return True
    with recording(f"system:{job.kind}", route=f"job {job.kind}"), _without_cycle_search():
        try:
            kinds[job.kind](
                job.arguments, lambda stage, done, of: actions.tell_progress(job, stage=stage, done=done, of=of)
            )
        except Exception as error:
            # A traceback can carry a person's data, so the log gets only which job and what kind of error.
            logger.error("Job %s (%s) failed, attempt %s: %s", job.id, job.kind, job.attempts, type(error).__name__)
            actions.give_up_or_retry(job, error=f"{type(error).__name__}: {error}")
        else:
            actions.finish(job)
    return True


def _still_allowed(requested_by: str, roles: Collection[str] | None) -> bool:
    """Whether a member who asked is at work with one of the roles; the room's own work asks nobody."""
    try:
        member = member_at_work(UUID(requested_by))
    except ValueError:
        return True
    return member is not None and (roles is None or member.has(*roles))


def run_all(kinds: Mapping[str, Work], needs: Mapping[str, Collection[str]] | None = None) -> int:
    """Do every job that is waiting; how many there were."""
    number = 0
    while run_next(kinds, needs):
        number += 1
    return number
