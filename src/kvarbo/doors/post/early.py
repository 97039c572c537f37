"""Tidig signal: off until the landlord's own test is written and the tenants are told (OSL 26:11, GDPR 6.1 f)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext

from kvarbo.core.law.secrecy.question import Circumstances
from kvarbo.core.law.secrecy.vocabulary import Party
from kvarbo.doors.organisations.queries import own_party
from kvarbo.doors.post.models import EarlySignalTest
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.ground import clock
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork

SHORTEST = 40  # a test that fits in one line has weighed nothing


def is_municipal() -> bool:
    """Whether the room's landlord stands under OSL 26:11, so that it is harm that must be tested."""
    return own_party() is Party.MUNICIPAL_LANDLORD


def tests_written() -> list[EarlySignalTest]:
    """Every test that has been written, the newest first."""
    return list(EarlySignalTest.objects.all())


def in_force(*, on: date) -> EarlySignalTest | None:
    """The test that holds that day, or none."""
    newest = EarlySignalTest.objects.filter(written_date__lte=on).first()
    return newest if newest and (newest.ended_date is None or newest.ended_date > on) else None


def circumstances(*, on: date) -> Circumstances:
    """What the secrecy question may lean on of this; what is not written is unknown."""
    test = in_force(on=on)
    if test is None:
        return Circumstances()
    told = test.tenants_told_since is not None and test.tenants_told_since <= on
    if is_municipal():
        return Circumstances(harm_assumed=test.harm_assumed, tenants_told=told or None)
    return Circumstances(balancing_on_file=True, tenants_told=told or None)


def write_test(
    *, text: str, harm_assumed: bool | None, told_since: date | None, told_how: str, on: date, by: AtWork
) -> EarlySignalTest:
    """Skriv prövningen; the one before stays as it was written."""
    if len(text.strip()) < SHORTEST:
        raise CannotDo(gettext("Skriv hur ni har vägt, så att någon annan kan följa det."), field="text")
    if is_municipal() and harm_assumed is None:
        raise CannotDo(gettext("Svara på om det kan antas att någon lider men."), field="harm_assumed")
    if told_since is not None and not told_how.strip():
        raise CannotDo(gettext("Skriv hur hyresgästerna fick veta det."), field="told_how")
    if told_since is not None and told_since > on:
        raise CannotDo(
            gettext("Dagen ligger framåt i tiden. Skriv den dag hyresgästerna fick veta."), field="told_since"
        )
    written = EarlySignalTest.objects.create(
        text=text.strip(), harm_assumed=harm_assumed if is_municipal() else None, tenants_told_since=told_since,
        tenants_told_how=told_how.strip(), written_date=on, written_at=clock.now(), by=by.id, by_name=by.name,
    )  # fmt: skip
    record("early_signal.tested", about={"test": written.pk, "told": told_since is not None})
    return written


def end_test(*, on: date, by: AtWork) -> None:
    """Upphäv: from now on no early signal leaves before a new test is written."""
    EarlySignalTest.objects.filter(ended_date=None).update(ended_date=on, ended_by_name=by.name)
    record("early_signal.ended")
