"""How long it takes to hold a matter of thirty events against a municipality's checklist, with every reason.

    PYTHONPATH=src:. python benchmarks/matter_checklist.py [--out docs/proof/matter-checklist.md]

The matters came in different ways, with and without children, consents and an inquiry, and are asked about on thirty
days. Each matter and day is asked once and timed by itself; the middle one is told. The rules of secrecy remember the
answer to a question they have had: "first" is with nothing remembered, once a matter and day.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import time
from datetime import date, timedelta
from pathlib import Path

from kvarbo.core.checklist.assessing import assess
from kvarbo.core.checklist.facts import Act, Came, Leaseholder, Mark, MatterFacts, PhaseChange
from kvarbo.core.checklist.loading import load_named_way, named_ways
from kvarbo.core.checklist.secrecy_gates import forget
from kvarbo.core.checklist.way import Checklist
from kvarbo.core.checklist.words import ActKind, MarkKind, PhaseGround
from kvarbo.core.law.secrecy.consent import Consent, ConsentDirection
from kvarbo.core.law.secrecy.vocabulary import CasePhase, KindOfFact, MatterOrigin, Party

AIM = 20.0  # µs
MATTERS, EVENTS = 200, 30
OPENED = date(2026, 11, 16)
DAYS = [OPENED + timedelta(days=number) for number in range(30)]
ORIGINS = (MatterOrigin.LANDLORD_NOTICE, MatterOrigin.RELATIVE, MatterOrigin.KRONOFOGDEN, MatterOrigin.PERSON)
KINDS = (ActKind.WROTE, ActKind.CALLED, ActKind.VISITED, ActKind.CALLED)
WHAT_IS_LEFT = """
The floor, measured on 30 November 2026 on the same busy machine: to make the 31 answers of the longer list, with the
reasons that always hold and nothing looked at, takes 21 µs; with one reason of the day each, 56. The limit cannot be
met there with every reason made. Turn and turn about, commit 7a83d8a gave 91 to 94 and 211 to 218 µs for the longer
list where this gave 84 and 196 to 202, and the same for the shorter: what is said of a step that nothing tells of,
and sentences that are always the same, are made once. 8,800 made-up matters give word for word the answers of the
commit before. *First* costs twice as much because the rules of secrecy answer five questions about the landlord
alone; a page shows one matter at a time.

On 30 November 2026, turn and turn about twice with nothing else running: what a matter's own pages show as done (plan,
support, visits, children, the day) costs 2 to 4 µs: 67 and 155 µs before (commit 07b2c43), 71 and 160 with it, and 35
against 37 for the shorter list.
"""


def matter(number: int, checklist: Checklist) -> MatterFacts:
    """A matter of thirty events: contacts, marks, perhaps children, a consent and an inquiry."""
    markable = [step.key for step in checklist.steps if step.evidence is None and not step.same_as]
    marks = tuple(
        Mark(key, MarkKind.DONE if turn % 3 else MarkKind.SKIPPED, OPENED + timedelta(days=turn), "skälet står i akten")
        for turn, key in enumerate(markable[: 5 + number % 6])
    )
    acts = tuple(
        Act(KINDS[turn % 4], OPENED + timedelta(days=turn), reached=number % 3 > 0 and turn > 6)
        for turn in range(EVENTS - len(marks) - 2)
    )
    given = OPENED + timedelta(days=number % 20)
    consent = Consent(given, Party.SOCIAL_BOARD, Party.PRIVATE_LANDLORD,
                      (KindOfFact.ARREARS, KindOfFact.CASE_CONTENT), ConsentDirection.TELL)  # fmt: skip
    inquiry = PhaseChange(CasePhase.ADULT_INQUIRY, OPENED + timedelta(days=9), PhaseGround.WANTED)
    return MatterFacts(
        opened=OPENED,
        since=OPENED,
        came=(Came(ORIGINS[number % 4], OPENED), Came(MatterOrigin.LANDLORD_NOTICE, OPENED + timedelta(days=12))),
        children=number % 3,
        leaseholders=(Leaseholder(date(1970, 1, 1), (consent,) if number % 2 else ()),),
        phases=(inquiry,) if number % 4 == 1 else (),
        acts=acts,
        marks=marks,
    )


def times(checklist: Checklist, matters: list[MatterFacts], *, forgetting: bool) -> tuple[list[float], float]:
    """Microseconds of each matter and day, and how many steps and reasons came of it on average."""
    taken, reasons = [], 0
    for facts in matters:
        for on in DAYS:
            if forgetting:
                forget()
            began = time.perf_counter_ns()
            found = assess(checklist, facts, on=on)
            taken.append((time.perf_counter_ns() - began) / 1_000)
            assert len(found.value) == len(checklist.steps)
            reasons += sum(len(one.reasons) for one in found.value)
    return taken, reasons / len(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    rows = []
    for name in named_ways():
        way = load_named_way(name)
        for checklist in way.checklists:
            matters = [matter(number, checklist) for number in range(MATTERS)]
            times(checklist, matters, forgetting=False)
            for how, forgetting in (("again", False), ("first", True)):
                taken, reasons = times(checklist, matters, forgetting=forgetting)
                middle, high = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
                verdict = "reached" if middle <= AIM else "**missed**"
                rows.append(
                    f"| {way.title}: {checklist.title}, {how} | {middle:.1f} µs | {AIM:.0f} µs | {verdict} | "
                    f"95 of 100 under {high:.1f} µs; {len(checklist.steps)} steps, {reasons:.0f} reasons |"
                )
    text = report(rows)
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")


def report(rows: list[str]) -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()
    head = (
        "# A matter held against its checklist, measured\n\n"
        f"Commit {commit}, run {date.today()}, Python {platform.python_version()}, {os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f}.\n"
        f"{MATTERS} matters of {EVENTS} events, on each of {len(DAYS)} days; each asked once, with every "
        "reason. *First*: the rules of secrecy\nhave nothing remembered; *again*: they have answered the same question "
        "before. Run it again with\n`python benchmarks/matter_checklist.py`.\n\n"
        "| list | median | limit | | how |\n| --- | --- | --- | --- | --- |\n"
    )
    return head + "\n".join(rows) + "\n" + WHAT_IS_LEFT


if __name__ == "__main__":
    main()
