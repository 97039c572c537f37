"""Återkoppling till anmälaren: a mandated reporter who asks is told whether an investigation was opened."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import corresponding_day, in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import last_day, not_known
from kvarbo.core.values import values

WEEKS = "sol.19_6.reporter_feedback_weeks"
FEEDBACK = "SoL 19:6 andra stycket"
MAY_TELL = "SoL 19:6 första stycket"


def child_reporter_feedback(
    *, asked_on: date | None, decided: date | None, inquiry_running: bool | None = None
) -> Finding[Deadline]:
    """Besked till den som är skyldig att anmäla (SoL 19:6): a week from the decision, at once when asked later.

    ``asked_on`` is when the reporter asked; only then is there a duty, and not where telling would be unsuitable.
    """
    if asked_on is None:
        return not_known(FEEDBACK, "en begäran från anmälaren")
    unsuitable = Step("Beskedet lämnas inte om det är olämpligt med hänsyn till omständigheterna.", FEEDBACK)
    if inquiry_running:
        return _at_once(asked_on, unsuitable)
    if decided is None:
        return not_known(FEEDBACK, "dagen för beslutet att inleda eller inte inleda utredning")
    on = values(decided)
    weeks = on.number(WEEKS)
    if asked_on > corresponding_day(decided, weeks=weeks):
        return _at_once(asked_on, unsuitable)
    counted = last_day(decided, FEEDBACK, weeks=weeks)
    what = Step("Beskedet är om en utredning har inletts, inte har inletts eller redan pågår.", MAY_TELL)
    return Finding(counted.value, (on.step(WEEKS), *counted.steps, what, unsuitable))


def _at_once(asked_on: date, unsuitable: Step) -> Finding[Deadline]:
    why = "utredning pågår redan, eller begäran kom mer än en vecka efter beslutet"
    text = f"Beskedet lämnas genast, {in_words(asked_on)}: {why}."
    return Finding(Deadline(asked_on, asked_on), (Step(text, FEEDBACK), unsuitable))
