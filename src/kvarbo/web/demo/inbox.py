"""Inkorgen i demostaden: what came to the social services on paper and in words, some of it with an hour to keep."""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from kvarbo.core.calendar import add_arbetsdagar
from kvarbo.ground.attachments.actions import keep_attachment
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.evictions import actions as evictions
from kvarbo.social.inbox.actions import Facts, mark_duty_done, register, take_standpoint
from kvarbo.social.inbox.queries import matters_that_may_be_meant, one
from kvarbo.web.demo.scanned import one_page


@dataclass(frozen=True, slots=True)
class Came:
    """Något som kom: so many workdays before today; ``decided`` is a standpoint's kind and its reason."""

    days_ago: int
    plain: str
    sender: str
    from_name: str
    about: str
    came_by: str
    facts: dict[str, Any] = field(default_factory=dict)
    eviction_in: int = 0  # workdays from today
    decided: tuple[str, str] | None = None
    scanned: tuple[str, ...] = ()


RENT_AGAIN = "Hyresvärden skriver att hon brukar betala sent. Ingen utredning nu."
CAME: tuple[Came, ...] = (
    Came(130, "rent", "landlord", "Bostads AB Ån", "Signe Ahlgren", "registered", {"debt": 742000},
         decided=("no_inquiry", RENT_AGAIN)),
    Came(80, "rent", "landlord", "Bostads AB Ån", "Signe Ahlgren", "letter", {"debt": 1484000},
         decided=("no_inquiry", "Svarade inte på brevet. Inget mer gjordes.")),
    Came(0, "eviction", "kronofogden", "Kronofogden", "Signe Ahlgren", "e_mail",
         {"child_concerned": False, "eviction_clock": time(9, 30)}, eviction_in=6,
         scanned=("Underrättelse om tid för avhysning", "Kronofogden har bestämt en tid för avhysningen.")),
    Came(6, "rent", "landlord", "Kvarnbyhem", "Kent Bergström", "registered", {"debt": 742000},
         decided=("running", "Hör till ärendet om Kent Bergström.")),
    Came(5, "eviction", "kronofogden", "Kronofogden", "Emil Sandgren", "e_mail",
         {"child_concerned": False, "eviction_clock": time(10, 0)}, eviction_in=3,
         decided=("running", "Hör till ärendet om Emil Sandgren.")),
    Came(0, "worry", "relative", "Birgitta Ahlgren", "Rolf Ahlgren", "phone", {"child_concerned": False}),
    Came(1, "disturbance", "disturbance_unit", "Störningsjouren i Kvarnby", "Emil Sandgren", "e_mail"),
    Came(2, "tribunal", "rent_tribunal", "Hyresnämnden", "Greta Falk", "e_service", {"child_concerned": True}),
    Came(4, "rent", "agent", "Inkassobolaget Strand", "Ove Sjödin", "letter_box", {"debt": 968000}),
    Came(6, "worry", "school", "Kvarnskolan", "Tuva Hjelm", "phone",
         {"event": "mandated_child_concern", "child_concerned": True, "child_inquiry_running": True},
         decided=("passed_on", "Gäller ett barn. Barnenheten har ärendet och är uppringd.")),
)  # fmt: skip


def things_that_came(*, on: date, by: AtWork) -> int:
    """Register what came, oldest first, with the standpoints that were taken; how many they were."""
    with recorded(str(by.id), unit_id=by.unit_id, route="demo"):
        for number, came in enumerate(CAME):
            _register(came, number, on=on, by=by)
    return len(CAME)


def _register(came: Came, number: int, *, on: date, by: AtWork) -> None:
    received = add_arbetsdagar(on, -came.days_ago) if came.days_ago else on
    facts = Facts(sender=came.sender, **came.facts)
    if came.eviction_in:
        facts = Facts(sender=came.sender, **came.facts, eviction_date=add_arbetsdagar(on, came.eviction_in))
    posted = received - timedelta(days=3) if came.came_by == "registered" else None
    said = {
        "plain": came.plain, "from_name": came.from_name, "about_name": came.about, "about_identity": "",
        "came_by": came.came_by, "received": received, "posted": posted, "form_key": f"demo-came-{number}",
        "registered_number": "RR 000 000 002 SE" if posted else "", "kept_where": "",
    }  # fmt: skip
    paper = register(said, facts, by=by)
    if came.scanned:
        scan = io.BytesIO(one_page(*came.scanned, "Påhittad handling i Kvarbos demostad."))
        scan.name = "Skannat 0002.pdf"
        keep_attachment(paper, scan, "scanned_notice", by)
    found = one(by, paper)
    if came.decided and found is not None:
        kind, reason = came.decided
        passed_to = "Barnenheten" if kind == "passed_on" else ""
        matter = next(iter(matters_that_may_be_meant(by, found)), None) if kind == "running" else None
        if kind == "running" and matter is None:
            return  # a small town has few matters
        taken = take_standpoint(
            found.seen, kind=kind, reason=reason, passed_to=passed_to, by=by, matter=matter,
            form_key=str(uuid.uuid5(uuid.NAMESPACE_OID, f"demo-{number}")),
        )  # fmt: skip
        if came.eviction_in:
            _prepared(taken.matter, paper, received=received, by=by)


def _prepared(matter: Any, paper: Any, *, received: date, by: AtWork) -> None:
    """What is done about a time that came some days ago: confirmed, a respite refused, somebody attends."""
    found = one(by, paper)
    if found is None:
        return
    key = {"matter": matter, "paper_id": paper, "by": by}
    mark_duty_done(found.seen, duty="confirm_eviction_time", text="E-post till Kronofogden.", by=by)
    evictions.ask_for_respite(
        **key,
        asked_on=received,
        grounds=["time_to_find"],
        text="Ny lägenhet visas nästa vecka.",
        form_key="demo-respite",
    )
    evictions.answer_respite(
        **key, answer="refused", answered_on=add_arbetsdagar(received, 2), until=None, form_key="demo-reply"
    )
    evictions.plan_attendance(**key, attends=True, who=by.name, form_key="demo-attendance")
    evictions.check_item(**key, item="animals", state="not_needed", form_key="demo-animals")
