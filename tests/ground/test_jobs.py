"""Jobb: asked for twice is done once, what fails is tried again and then given up, what dies is taken over."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from kvarbo.ground.jobs.actions import INTERRUPTED, LEASE, MOST_ATTEMPTS, ask_for, take_next, tell_progress
from kvarbo.ground.jobs.models import Job, JobState
from kvarbo.ground.jobs.queries import asked_for, how_far
from kvarbo.ground.jobs.running import run_all, run_next
from kvarbo.house.rooms import enter


def ask(key: str = "read_in:1", **arguments: Any) -> Job:
    return ask_for(kind="read_in", key=key, arguments=arguments, requested_by="anna")


def later(by: timedelta) -> None:
    """Let time pass for every job."""
    for job in Job.objects.all():
        leased = job.leased_until - by if job.leased_until else None
        Job.objects.filter(pk=job.pk).update(next_try_at=job.next_try_at - by, leased_until=leased)


def test_asking_twice_is_asking_once(room):
    done: list[dict[str, Any]] = []
    assert ask(file="a") == ask(file="b")
    assert run_all({"read_in": lambda arguments, progress: done.append(arguments)}) == 1
    ask(file="c")
    assert run_all({"read_in": lambda arguments, progress: done.append(arguments)}) == 0
    assert done == [{"file": "a"}]
    assert Job.objects.get().state == JobState.DONE


def test_jobs_are_done_in_the_order_they_were_asked_for(room):
    done: list[str] = []
    for key in ("c", "a", "b"):
        ask(key, file=key)
    run_all({"read_in": lambda arguments, progress: done.append(arguments["file"])})
    assert done == ["c", "a", "b"]


def test_what_fails_is_tried_again_later_and_then_succeeds(room):
    tries: list[int] = []

    def work(arguments: dict[str, Any], progress: Any) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise ValueError("halvvägs")

    ask()
    began = timezone.now()
    assert run_next({"read_in": work})
    job = Job.objects.get()
    assert (job.state, job.attempts, job.error) == (JobState.WAITING, 1, "ValueError: halvvägs")
    assert job.next_try_at > began + timedelta(seconds=1)
    later(-timedelta(seconds=30))  # however slow the machine, it is not time yet
    assert not run_next({"read_in": work})
    later(timedelta(seconds=30))
    for _ in range(2):
        later(timedelta(minutes=1))
        assert run_next({"read_in": work})
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error, job.leased_until) == (JobState.DONE, 3, "", None)


def test_each_wait_is_longer_than_the_one_before(room):
    waits = []
    ask()
    for _ in range(MOST_ATTEMPTS - 1):
        run_next({})
        waits.append(Job.objects.get().next_try_at - timezone.now())
        later(timedelta(minutes=5))
    assert waits == sorted(waits)
    assert waits[-1] > 2 * waits[0]


def test_what_fails_five_times_is_given_up_and_shown(room):
    ask()
    for _ in range(MOST_ATTEMPTS + 2):
        run_next({})
        later(timedelta(hours=1))
    job = Job.objects.get()
    assert (job.state, job.attempts) == (JobState.FAILED, MOST_ATTEMPTS)
    assert job.finished_at is not None
    far = how_far(about="1")
    assert far is not None
    assert far.failed


def test_a_dead_workers_job_is_taken_over_and_a_living_ones_is_not(room):
    ask()
    first = take_next()
    assert first is not None
    assert take_next() is None
    later(LEASE / 2)
    tell_progress(first, "Läser in", 1, 2)
    later(LEASE / 2 + timedelta(seconds=1))
    assert take_next() is None
    later(LEASE)
    second = take_next()
    assert second is not None
    assert (second.pk, second.attempts) == (first.pk, 2)


def test_a_job_whose_workers_die_again_and_again_is_given_up(room):
    ask()
    for _ in range(MOST_ATTEMPTS):
        assert take_next() is not None
        later(LEASE + timedelta(seconds=1))
    assert take_next() is None
    job = Job.objects.get()
    assert (job.state, job.attempts, job.error) == (JobState.FAILED, MOST_ATTEMPTS, INTERRUPTED)


def test_progress_is_told_while_the_work_goes_on(room):
    seen: list[Any] = []

    def work(arguments: dict[str, Any], progress: Any) -> None:
        progress("Läser in", 3, 10)
        seen.append(how_far(about="1"))

    ask()
    run_next({"read_in": work})
    assert (seen[0].stage, seen[0].done, seen[0].of) == ("Läser in", 3, 10)
    assert how_far(about="2") is None
    assert asked_for(key_starts="read_in:") == 1


def test_the_log_of_a_failure_holds_nothing_of_what_failed(room, caplog: pytest.LogCaptureFixture):
    def work(arguments: dict[str, Any], progress: Any) -> None:
        raise ValueError("Åsa Öberg, Kvarngränd 1")

    ask()
    with caplog.at_level(logging.DEBUG, logger="kvarbo"):
        run_next({"read_in": work})
    assert "ValueError" in caplog.text
    assert "Åsa" not in caplog.text


def test_one_rooms_jobs_are_not_anothers(rooms):
    with enter(rooms["kvarnbyhem"]):
        ask()
    with enter(rooms["granngarden"]):
        assert take_next() is None
    with enter(rooms["kvarnbyhem"]):
        assert take_next() is not None
