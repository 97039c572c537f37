"""The long work of a landlord's room, by the name its jobs carry."""

from __future__ import annotations

from kvarbo.ground import clock
from kvarbo.ground.jobs.models import Job
from kvarbo.ground.jobs.running import Progress, Work
from kvarbo.landlord.outreach.actions import assess
from kvarbo.landlord.rent import reading_in
from kvarbo.landlord.rent.models import Import


def go_through(job: Job, progress: Progress) -> None:
    """Gå igenom en fil."""
    reading_in.go_through(Import.objects.get(pk=job.arguments["import"]), progress=progress)


def read_in(job: Job, progress: Progress) -> None:
    """Läs in en fil, and then work out anew whom to reach."""
    reading_in.read_in(Import.objects.get(pk=job.arguments["import"]), progress=progress)
    progress("Räknar ut vilka som ska nås i dag", 0, 1)
    assess(on=clock.today())


WORK: dict[str, Work] = {"go_through": go_through, "read_in": read_in}
