"""Reads of jobs: how far the work has come."""

from __future__ import annotations

from dataclasses import dataclass

from kvarbo.ground.jobs.models import Job


@dataclass(frozen=True, slots=True)
class HowFar:
    """Hur långt: what a job is doing and how much of it is done; ``stage`` is empty while it waits."""

    stage: str
    done: int
    of: int | None
    failed: bool


def how_far(*, about: str) -> HowFar | None:
    """The newest job whose key names this thing, or none."""
    job = Job.objects.filter(key__contains=about).order_by("-created_at").first()
    return HowFar(job.stage, job.done_parts, job.all_parts or None, job.state == "failed") if job else None


def asked_for(*, key_starts: str) -> int:
    """How many jobs have been asked for under keys that start so."""
    return Job.objects.filter(key__startswith=key_starts).count()


def is_waiting(*, key_starts: str) -> bool:
    """Whether a job under a key that starts so waits or is being done."""
    return Job.objects.filter(key__startswith=key_starts, state__in=("waiting", "running")).exists()
