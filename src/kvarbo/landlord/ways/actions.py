"""Writes: make a copy, save it, put it in force or take it away; take back what has not begun; ask for a trial."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.core.ladder.policy import Policy
from kvarbo.ground import clock
from kvarbo.ground.jobs.actions import ask_for
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.outreach import refusals as outreach
from kvarbo.landlord.outreach.actions import follow_policy, take_back_policy
from kvarbo.landlord.outreach.queries import policies_kept
from kvarbo.landlord.ways import queries
from kvarbo.landlord.ways.checking import LONGEST, Fault, checked
from kvarbo.landlord.ways.models import WayDraft, WayTrial

JOB = "try_ways"
MOST_DRAFTS = 30
MOST_TRIALS = 10  # kept; the oldest goes when another is asked for
LONGEST_PERIOD = timedelta(days=731)
FARTHEST = timedelta(days=366)
GONE = "Kopian finns inte längre. Den kan ha tagits bort eller satts i kraft av någon annan."
NOTHING_KNOWN = "Det finns ingen reskontra att prova på än. Läs in hyror och betalningar under Filer först."


def copy(*, start: str, name: str, form_key: str, by: AtWork) -> WayDraft:
    """Gör en kopia of what is followed, of another copy or of what comes with Kvarbo. The same form twice is one."""
    before = WayDraft.objects.filter(form_key=form_key).first()
    if before is not None:
        return before
    source = queries.chosen(start)
    if source is None:
        raise CannotDo("Välj vad kopian ska utgå från.", "start")
    if not name.strip():
        raise CannotDo("Skriv vad kopian ska heta, så att du hittar den.", "name")
    if WayDraft.objects.count() >= MOST_DRAFTS:
        raise CannotDo(f"Det finns redan {MOST_DRAFTS} kopior. Ta bort någon som inte behövs längre.")
    on = clock.today()
    text = _with_own_version(source.text, on)
    answer = checked(text)
    made = WayDraft.objects.create(
        name=name.strip()[:80], text=text, fault=answer.message[:1000] if isinstance(answer, Fault) else "",
        started_from=source.name[:80], form_key=form_key, made_on=on, by_name=by.name, changed_on=on,
        changed_by_name=by.name,
    )  # fmt: skip
    record("way.copied", about={"draft": str(made.pk), "name": made.name, "from": source.name})
    return made


def _with_own_version(text: str, on: date) -> str:
    """A copy is another version than what it was made of, and says so in its reasons."""
    old = re.search(r"^version:\s*[\"']?([^\"'\n#]*)", text, flags=re.MULTILINE)
    base = re.sub(r"(, ändrad \d{4}-\d\d-\d\d)+$", "", old[1].strip() if old else "") or "1"
    text = re.sub(r"^version:.*$", f'version: "{base}, ändrad {on.isoformat()}"', text, count=1, flags=re.MULTILINE)
    return _from(text, on)


def _from(text: str, day: date) -> str:
    return re.sub(r"^valid_from:.*$", f"valid_from: {day.isoformat()}", text, count=1, flags=re.MULTILINE)


def save(draft: UUID, *, text: str, seen: int, by: AtWork) -> Policy | Fault:
    """Spara texten as it is, with what is wrong in it: nothing that has been written is lost."""
    kept = _held(draft)
    if kept.saved_times != seen:
        raise CannotDo(
            f"{kept.changed_by_name} har sparat kopian sedan du öppnade den. Din text står kvar här. Öppna kopian i en "
            "annan flik, jämför, och skriv om det som ska ändras.",
            "text",
        )
    if len(text) > LONGEST:
        raise CannotDo(f"Texten får vara högst {LONGEST} tecken.", "text")
    text = text.replace("\r\n", "\n").replace("\0", "")
    answer = checked(text)
    kept.text, kept.fault = text, answer.message[:1000] if isinstance(answer, Fault) else ""
    kept.saved_times, kept.changed_on, kept.changed_by_name = seen + 1, clock.today(), by.name
    kept.save(update_fields=["text", "fault", "saved_times", "changed_on", "changed_by_name"])
    record("way.saved", about={"draft": str(kept.pk), "fault": bool(kept.fault)})
    return answer


def remove(draft: UUID) -> None:
    """Ta bort en kopia. What has been put in force of it stands by itself."""
    kept = _held(draft)
    record("way.removed", about={"draft": str(kept.pk), "name": kept.name})
    kept.delete()


def put_in_force(draft: UUID, *, valid_from: date, seen: int, by: AtWork) -> None:
    """Sätt kopian i kraft from a day, today at the earliest. Months that fell due before keep what they began under."""
    kept, on = _held(draft), clock.today()
    if kept.saved_times != seen:
        raise CannotDo("Kopian har ändrats sedan du öppnade sidan. Läs den på nytt innan den sätts i kraft.")
    if valid_from < on:
        raise CannotDo("Ett arbetssätt kan inte börja gälla bakåt. Välj i dag eller en senare dag.", "valid_from")
    if valid_from > on + FARTHEST:
        raise CannotDo("Välj en dag inom ett år.", "valid_from")
    text = _from(kept.text, valid_from)
    answer = checked(text)
    if isinstance(answer, Fault):
        raise CannotDo(f"Kopian har ett fel och kan inte gälla. {answer.message}")
    _must_be_new(answer, text)
    try:
        follow_policy(text=text, valid_from=valid_from, by=by.name[:60])
    except outreach.CannotDo as refusal:
        raise CannotDo(refusal.message, refusal.field or "") from None
    record("way.draft_in_force", about={"draft": str(kept.pk), "valid_from": valid_from.isoformat()})
    kept.delete()


def _must_be_new(policy: Policy, text: str) -> None:
    """Two texts with one name and version could not be told apart in the reasons of a step."""
    name = policy.title_and_version[:60]
    if any(row.name == name and row.text != text for row in policies_kept()):
        raise CannotDo(
            f"{name} har redan gällt med en annan text. Ändra raden version i kopian, så att det går att se vilken "
            "som gällde när."
        )


def take_back(version: UUID, *, by: AtWork) -> None:
    """Ta tillbaka en version that has not begun to hold."""
    try:
        take_back_policy(version, on=clock.today())
    except outreach.CannotDo as refusal:
        raise CannotDo(refusal.message) from None


def _held(identity: UUID) -> WayDraft:
    kept = WayDraft.objects.select_for_update().filter(pk=identity).first()
    if kept is None:
        raise CannotDo(GONE)
    return kept


@dataclass(frozen=True, slots=True)
class Asked:
    """Vad som ska provas: the keys of the two, and the period."""

    one: str
    other: str
    from_day: date
    to_day: date


def ask_for_trial(asked: Asked, *, form_key: str, by: AtWork) -> WayTrial:
    """Be om ett prov. The work is done in the background; the texts are kept as they are now."""
    before = WayTrial.objects.filter(form_key=form_key).first()
    if before is not None:
        return before
    on = clock.today()
    one, other = queries.chosen(asked.one), queries.chosen(asked.other)
    if one is None or other is None:
        raise CannotDo("Välj två arbetssätt. Ett av dem finns inte längre.", "other" if one else "one")
    both = one, other
    if one.text == other.text:
        raise CannotDo("Det är samma text två gånger. Välj två som skiljer sig.", "other")
    for field, way in zip(("one", "other"), both, strict=True):
        answer = checked(way.text)
        if isinstance(answer, Fault):
            raise CannotDo(f"{way.name} har ett fel och går inte att prova. {answer.message}", field)
    _check_period(asked, on)
    made = WayTrial.objects.create(
        form_key=form_key, asked_on=on, by=by.id, by_name=by.name, from_day=asked.from_day, to_day=asked.to_day,
        names=[way.name for way in both], texts=[way.text for way in both],
    )  # fmt: skip
    record("way.trial_asked", about={"trial": str(made.pk)})
    ask_for(kind=JOB, key=f"{JOB}:{made.pk}", arguments={"trial": str(made.pk)}, requested_by=str(by.id))
    old = list(WayTrial.objects.exclude(pk=made.pk).order_by("-asked_on", "-id").values_list("pk", flat=True))
    WayTrial.objects.filter(pk__in=old[MOST_TRIALS - 1 :]).delete()
    return made


def _check_period(asked: Asked, on: date) -> None:
    known = queries.period_known(on=on)
    if known is None:
        raise CannotDo(NOTHING_KNOWN)
    if asked.to_day < asked.from_day:
        raise CannotDo("Perioden slutar före den börjar. Rätta ett av datumen.", "to_day")
    if asked.to_day > known[1]:
        day = swedish.day(known[1])
        raise CannotDo(f"Betalningar är kända till och med {day}. Välj den dagen eller en tidigare.", "to_day")
    if asked.from_day < known[0]:
        day = swedish.day(known[0])
        raise CannotDo(f"Reskontran börjar {day}. Välj den dagen eller en senare.", "from_day")
    if asked.to_day - asked.from_day > LONGEST_PERIOD:
        raise CannotDo("Ett prov kan gälla högst två år. Välj en kortare period.", "from_day")
