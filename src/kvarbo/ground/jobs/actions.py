"""Writes: ask for a job, take the next one, tell how far it has come, finish it or let it be tried again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kvarbo.ground.jobs.models import Job, JobState
from kvarbo.ground.trail.recorder import record, recorded
from kvarbo.house.rooms import current

LEASE = timedelta(seconds=60)  # a worker says it is alive at least this often, or another takes over
MOST_ATTEMPTS = 5
NO_LONGER = "Den som bad om arbetet har inte längre rätt till det. Någon som har rätt kan be om det på nytt."
INTERRUPTED = f"Arbetet avbröts {MOST_ATTEMPTS} gånger utan att bli klart."


def ask_for(*, kind: str, key: str, arguments: dict[str, Any], requested_by: str) -> Job:
    """Beställ ett jobb; the same key gives the same job."""
    job, _ = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "arguments": arguments,
            "requested_by": requested_by,
            "next_try_at": timezone.now(),
        },
    )
    return job


def take_next() -> Job | None:
    """Ta nästa jobb: one that waits, or one whose worker has not been heard of. One at a time in each room.

    Work whose worker has died as often as work may be tried is given up: it may be what kills them.
    """
    now = timezone.now()
    Job.objects.filter(state=JobState.RUNNING, leased_until__lt=now, attempts__gte=MOST_ATTEMPTS).update(
        state=JobState.FAILED, error=INTERRUPTED, leased_until=None, finished_at=now
    )
    due = Q(state=JobState.WAITING, next_try_at__lte=now) | Q(state=JobState.RUNNING, leased_until__lt=now)
    with transaction.atomic(using=current().alias):
        if Job.objects.filter(state=JobState.RUNNING, leased_until__gte=now).exists():
            return None
        job = Job.objects.select_for_update().filter(due).order_by("created_at").first()
        if job is None:
            return None
        job.attempts += 1
        job.state = JobState.RUNNING
        job.leased_until = now + LEASE
        job.save()
    return job


def tell_progress(job: Job, stage: str, done: int, of: int) -> None:
    """Say how far the work has come; it also tells others that the worker lives."""
    Job.objects.filter(pk=job.pk).update(
        stage=stage, done_parts=done, all_parts=of, leased_until=timezone.now() + LEASE
    )


def finish(job: Job) -> None:
    """Klart."""
    Job.objects.filter(pk=job.pk).update(
        state=JobState.DONE, finished_at=timezone.now(), leased_until=None, error="", stage=""
    )


def give_up_or_retry(job: Job, *, error: str) -> None:
    """After an error: try again later with growing delay, and give up visibly after five attempts."""
    failed = job.attempts >= MOST_ATTEMPTS
    Job.objects.filter(pk=job.pk).update(
        state=JobState.FAILED if failed else JobState.WAITING,
        error=error[:1000],
        leased_until=None,
        next_try_at=timezone.now() + timedelta(seconds=2**job.attempts),
        finished_at=timezone.now() if failed else None,
    )


def refuse(job: Job) -> None:
    """Whoever asked has lost the right meanwhile: the work is not done, now or later, and the trail says so."""
    with recorded(f"system:{job.kind}", route=f"job {job.kind}"):
        Job.objects.filter(pk=job.pk).update(
            state=JobState.FAILED, error=NO_LONGER, leased_until=None, finished_at=timezone.now()
        )
        record("job.refused", about={"job": str(job.pk), "requested_by": job.requested_by})
