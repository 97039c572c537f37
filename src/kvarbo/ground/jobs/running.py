"""Running jobs: take one, do it, finish it; what fails is tried again and, in the end, shown as failed."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from kvarbo.ground.jobs import actions
from kvarbo.ground.trail.recorder import recording

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


def run_next(kinds: Mapping[str, Work]) -> bool:
    """Do the next job of the room one stands in; says whether there was one."""
    job = actions.take_next()
    if job is None:
        return False
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


def run_all(kinds: Mapping[str, Work]) -> int:
    """Do every job that is waiting; how many there were."""
    number = 0
    while run_next(kinds):
        number += 1
    return number
