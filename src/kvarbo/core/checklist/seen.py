"""Ärendet så som det var en dag: what was known then, gone through once for all steps."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kvarbo.core.checklist.facts import Act, Came, Mark, MatterFacts, PhaseChange, Shown
from kvarbo.core.checklist.words import ATTEMPTS, ActKind, ShownBy
from kvarbo.core.law.secrecy.vocabulary import CasePhase, MatterOrigin

ADULT = frozenset({CasePhase.PRELIMINARY, CasePhase.ADULT_INQUIRY})


class Done(NamedTuple):
    """Att något är gjort: the day and by whom, as far as that is known."""

    day: date
    by: str = ""


class Seen:
    """A matter on a day. Acts, marks and phases of an earlier round do not count; through whom it came always does."""

    __slots__ = (
        "adult", "asked_landlord", "attempts", "child", "closed", "consent_asked", "consents", "facts", "first_came",
        "goes_on", "kronofogden", "marks", "on", "origins", "own_word", "reached", "refused", "shown", "ways",
    )  # fmt: skip

    def __init__(self, facts: MatterFacts, on: date) -> None:
        self.facts, self.on = facts, on
        self.closed = facts.closed if facts.closed is not None and facts.closed <= on else None
        self.consents = tuple([one.consents for one in facts.leaseholders]) or ((),)
        self.attempts: int = 0
        self.ways: set[ActKind] = set()
        self.reached: Act | None = None
        self.refused: date | None = None
        self.asked_landlord: Act | None = None
        self.consent_asked: Act | Done | None = None
        self._acts()
        if self.consent_asked is None:
            self._consents_written_in()
        self._came()
        self._phases()
        since = facts.since
        self.shown: dict[ShownBy, list[Shown]] = {}
        for one in facts.shown:
            if since <= one.day <= on:
                self.shown.setdefault(one.what, []).append(one)
        self.marks: dict[str, Mark] = {mark.step: mark for mark in facts.marks if since <= mark.day <= on}

    def _acts(self) -> None:
        since, on = self.facts.since, self.on
        for act in self.facts.acts:
            if not since <= act.day <= on:
                continue
            kind = act.kind
            if kind in ATTEMPTS:
                if not (act.incoming or act.routine):
                    self.attempts += 1
                    self.ways.add(kind)
                if act.reached and (self.reached is None or act.day < self.reached.day):
                    self.reached = act
            elif kind is ActKind.REFUSED:
                self.refused = act.day if self.refused is None else max(self.refused, act.day)
            elif kind is ActKind.ASKED_LANDLORD:
                self.asked_landlord = self.asked_landlord or act
            else:
                self.consent_asked = self.consent_asked or act

    def _consents_written_in(self) -> None:
        """A consent that was given shows that somebody asked, also when it has been taken back since."""
        since, on = self.facts.since, self.on
        given = [consent.given for consents in self.consents for consent in consents if since <= consent.given <= on]
        if given:
            self.consent_asked = Done(min(given))

    def _came(self) -> None:
        since, on = self.facts.since, self.on
        origins: dict[MatterOrigin, None] = {}
        self.own_word: date | None = None
        self.kronofogden: date | None = None
        self.first_came: Came | None = None
        for one in self.facts.came:
            if one.day > on:
                continue
            origins[one.origin] = None
            if one.origin is MatterOrigin.PERSON:
                self.own_word = one.day
            elif one.origin is MatterOrigin.KRONOFOGDEN:
                self.kronofogden = one.day
            if self.first_came is None or self.first_came.day < since:
                self.first_came = one
        self.origins = tuple(origins)

    def _phases(self) -> None:
        """The phase of the adults and that of the children, each the newest; and why the opening phase goes on."""
        since, on = self.facts.since, self.on
        self.adult: PhaseChange | None = None
        self.child: PhaseChange | None = None
        self.goes_on: PhaseChange | None = None
        for change in self.facts.phases:
            if not since <= change.day <= on:
                continue
            if change.phase not in ADULT:
                self.child = change
            elif change.phase is CasePhase.PRELIMINARY:
                self.goes_on = change
            else:
                self.adult = change

    @property
    def phase(self) -> CasePhase:
        """The adults' phase: the opening phase until an inquiry is opened."""
        return CasePhase.PRELIMINARY if self.adult is None else self.adult.phase

    @property
    def started(self) -> date:
        """The day the opening phase is counted from."""
        return self.first_came.day if self.first_came is not None else self.facts.since
