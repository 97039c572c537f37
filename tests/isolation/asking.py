"""From a cell to a request: the address, the query, the form and the headers."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import encode_multipart

from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.slots import slots_of
from kvarbo.ground.letters.words import Language
from kvarbo.landlord.collection.mapping import shipped_text
from kvarbo.social.notes.queries import seen_of
from tests.isolation.bundle_world import BUNDLE, letter_in_bundle
from tests.isolation.cells import Cell
from tests.isolation.consent_world import consent_of
from tests.isolation.message_world import message_of
from tests.isolation.paper_world import OTHER
from tests.isolation.plan_world import plan_of
from tests.isolation.reference import UNPLACED, Relation
from tests.isolation.social_world import (
    NOBODYS_LETTERS,
    SIGNING,
    UNITS,
    letters,
    marking_of,
    note_of,
    old_note_of,
    planned_of,
    talk_of,
    visit_of,
)
from tests.isolation.ways_world import COMING, DRAFT, TRIAL, TRIED_FROM, TRIED_TO
from tests.isolation.world import EXPORT, EXTRACT, FILE_OUT, HOME_OF, LOG_ITEM, ON, World, matter_of

BOUNDARY = "kvarbo-isolation"
CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
NAMES_PEOPLE = (
    "protection",
    "bar",
    "hand_over",
    "letter_write",
    "consent_give",
    "matter_person_remove",
    "support_word",
    *("representative_write", "rights_told"),
)  # a form says who is meant
PLANNED = (
    "support_cause_strike",
    "support_change",
    "support_result",
    "representative_end",
)  # a form says which of what is planned
NOBODY = "4c0ffee0-0000-4000-8000-0000000000bb"
FORMS: dict[str, dict[str, str]] = {
    "member_take_in": {"name": "Ny Kollega", "email": "ny@exempel.example", "role": "rent_officer"},
    "role_give": {"member": NOBODY, "role": "auditor", "reason": "Revisionen börjar."},
    "handler_ask": {"number": "1", "member": NOBODY, "reason": "Semester."},
    "protection_end": {"number": "1", "reason": "Skatteverket har meddelat att den upphört."},
    "protection_rules": {"reason": "Litet rum.", "role_suffices": "1"},
    "protection_addresses": {"forwarding_office": "Box 1", "return_address": "Box 2"},
    "break_glass": {"sought": "finns inte", "reason": "Vattnet rinner ner i lägenheten under."},
    "contact": {"outcome": "spoke", "channel": "call", "contact_date": ON.isoformat(), "form_key": "nyckel"},
    "pause": {"until": "2026-11-20", "reason": "agreed"},
    "promise": {"until": "2026-11-20", "amount": "8450"},
    "deferral": {"until": "2026-11-20", "amount": "8450", "reason": "money_coming"},
    "claim": {"claim": "1"},
    "payments": {"sought": "zq"},
    "payment_seek": {"sought": "zq"},
    "payment_set_aside": {"reason": "wrong"},
    "file_mapping": {"column-0": "tenant_1_name"},
    "collection_file": {"file": str(FILE_OUT[False])},
    "agency_file_accept": {"file": str(uuid.UUID(int=0xF11E))},
    "agency_file_discard": {"file": str(uuid.UUID(int=0xF11E))},
    "agencies": {
        "name": "Norrkrav",
        "organisation_number": "556036-0793",
        "mapping_text": shipped_text("norrkrav"),
        "is_active": "1",
    },
    "matter_status": {"status": "partly_paid", "status_date": "2026-11-06"},
    "matter_payment": {"amount": "500", "paid": "2026-11-06"},
    "matter_paper": {"kind": "form_3", "received": "2026-11-06"},
    "matter_proposal": {"kind": "plan", "day": "2026-11-06"},
    "matter_begin": {"month": "2026-11-01", "agency": str(uuid.UUID(int=0xA9E0)), "sent": "2026-11-06"},
    "plan_new": {
        **{"months": "2026-11-01", "number": "3", "first": "2026-11-30", "kept_by": "landlord", "do": "preview"},
        **{"agreed": ON.isoformat(), "reason": "Löst vid mötet.", "form_key": "nyckel"},
    },
    "plan_end": {"why": "wish"},
    "addendum": {"do": "review", "outcome": "moves"},
    "decide": {"route": "order_to_pay", "reason": "Hyran är obetald.", "form_key": "nyckel"},
    "decision_fact": {"kind": "ended", "outcome": "withdrawn_paid", "day": ON.isoformat()},
    "decision_prepare": {"missing": "Inget", "children": "none", "said": "Betalar", "spouse": "none"},
    "decision_ask": {"text": "Hyran är obetald."},
    "decision_answer": {"answer": "decline"},
    "decision_paper": {
        "paper": "3:",
        "phone": "08-12 34 56",
        "how_to_pay": "Bankgiro 160-9908",
        "board": "Socialnämnden",
        "amount": "844900",
    },
    "matter_new": {
        "origin": "landlord_notice",
        "source_date": ON.isoformat(),
        "name": "Bo Ek",
        "part": "leaseholder",
        "unit": str(UNITS["Norra"]),
        "form_key": "nyckel",
    },
    "notice_register": {
        "plain": "rent",
        "event": "unpaid_rent_termination",
        "sender": "landlord",
        "from_name": "Bostads AB Ån",
        "about_name": "Bo Ek",
        "came_by": "letter",
        "received": ON.isoformat(),
        "form_key": "nyckel",
    },
    "notice_facts": {"sender": "relative", "address": "Torget 1"},
    "notice_standpoint": {"kind": "contact_first", "reason": "Ring först.", "form_key": "nyckel"},
    "notice_strike": {"reason": "Registrerades två gånger."},
    "notice_duty": {"duty": "child_safety", "text": "Barnenheten är uppringd."},
    "matter_person": {"name": "Bo Ek", "part": "child"},
    "matter_details": {"outside_reference": "A-1", "address": "Torget 1"},
    "matter_source": {"origin": "relative", "source_date": ON.isoformat()},
    "matter_move": {"unit": str(UNITS["Södra"])},
    "matter_event": {"kind": "called", "event_date": ON.isoformat(), "reached": "no", "form_key": "nyckel"},
    "matter_close": {
        "reason": "home_kept",
        "outcome": "debt_paid",
        "follow_up": "no",
        "assessment": "Allt är löst.",
    },
    "follow_up_done": {"done_on": ON.isoformat(), "text": "Allt är bra."},
    "follow_up_rent": {"month": "2026-11-01", "state": "late", "source": "person", "form_key": "nyckel"},
    "matter_reopen": {"reason": "new_notice"},
    "checklist_mark": {"step": "folkbokforing", "mark": "done", "day": ON.isoformat()},
    "checklist_phase": {"decision": "child_inquiry:child", "day": ON.isoformat()},
    "checklist_follow": {"way": "goteborg"},
    "termination_facts": {"tenant_served": "2026-11-02", "rent": "8000", "form_key": "nyckel"},
    "note_write": {"note_date": ON.isoformat(), "kind": "call", "text": "Hon ringde.", "form_key": "nyckel"},
    "note_mend": {"text": "Det var hans bror.", "form_key": "nyckel"},
    "note_reference": {"outside_reference": "A-1"},
    "note_carried": {"day": ON.isoformat(), "form_key": "nyckel"},
    "not_in_record": {"form_key": "nyckel"},
    "record_setting": {
        "kept": "external",
        "thin_after": "1",
        "decided_by": "Nämnden",
        "decided_on": ON.isoformat(),
        "valid_from": ON.isoformat(),
    },
    "undertaking_give": {
        "amount": "9000",
        "months": "2026-10",
        "decided_on": ON.isoformat(),
        "signed_by": str(SIGNING),
        "sent_how": "handed_over",
        "reached_on": ON.isoformat(),
        "form_key": "nyckel",
    },
    "signing_rights": {"name": "Bo Ek", "title": "chef", "delegation": "4.3", "valid_from": ON.isoformat()},
    "signing_right_end": {"right": str(SIGNING), "valid_to": ON.isoformat()},
    "support_causes": {"causes": "illness", "said_by": "person", "said_on": ON.isoformat(), "form_key": "nyckel"},
    "support_budget": {"wages": "9000", "told_on": ON.isoformat(), "form_key": "nyckel"},
    "support_offer": {
        "kind": "housing_support",
        "why": "Posten blir liggande.",
        "owner": "organisation",
        "organisation": "Omsorgen",
        "offered_on": ON.isoformat(),
        "form_key": "nyckel",
    },
    "support_change": {"ended_on": ON.isoformat(), "outcome": "not_needed"},
    "support_goal": {
        "text": "Betala hyran",
        "owner": "organisation",
        "organisation": "Banken",
        "due": ON.isoformat(),
        "form_key": "nyckel",
    },
    "support_result": {"result": "met", "settled_on": ON.isoformat()},
    "representative_write": {
        "kind": "relative",
        "name": "Bo Ek",
        "phone": "",
        "email": "",
        "basis": "",
        "form_key": "nyckel",
    },
    "representative_end": {"ended_on": ON.isoformat()},
    "rent_payer": {"kind": "board", "name": "", "from_date": ON.isoformat(), "form_key": "nyckel"},
    "rights_told": {"on_date": ON.isoformat(), "how": "call", "form_key": "nyckel"},
    "support_word": {"agreed": "yes", "on_date": ON.isoformat(), "form_key": "nyckel"},
    "eviction_respite": {"asked_on": ON.isoformat(), "grounds": ["new_home"], "form_key": "nyckel"},
    "eviction_reply": {"answer": "refused", "answered_on": ON.isoformat(), "form_key": "nyckel"},
    "eviction_attendance": {"attends": "yes", "who": "Anna och Bo", "form_key": "nyckel"},
    "eviction_item": {"item": "keys", "state": "ready", "form_key": "nyckel"},
    "eviction_outcome": {"end": "paid", "on_date": ON.isoformat(), "form_key": "nyckel"},
    "contact_add": {"channel": "call", "day": ON.isoformat(), "outcome": "not_reached", "form_key": "nyckel"},
    "contact_not_told": {"reason": "Hyresvärden sade inget nytt."},
    "visit_plan": {
        "how": "announced",
        "visit_date": ON.isoformat(),
        "clock": "10:00",
        "back_by": "11:00",
        "place": "home",
        "alone_reason": "Ingen annan kan",
        "announced_by": "sms",
        "announced_date": ON.isoformat(),
        "form_key": "nyckel",
    },
    "visit_outcome": {"outcome": "not_home"},
    "visit_cancel": {"reason": "Hyresgästen ringde återbud"},
    "children_details": {"part": "child_half_time", "told_by": "parent", "told_on": ON.isoformat()},
    "children_fact": {"step": "family_meeting", "fact_date": ON.isoformat(), "form_key": "nyckel"},
    "children_along": {"where": "eviction", "along_on": ON.isoformat(), "form_key": "nyckel"},
    "children_hand_over": {
        "kind": "internal",
        "ground": "known_to_the_board",
        "known_on": ON.isoformat(),
        "why_you": "Hyran är obetald igen.",
        "facts": "Barnet sover dåligt.",
        "form_key": "nyckel",
    },
    "child_decide": {
        "kind": "protection_needed",
        "decided_on": ON.isoformat(),
        "reason": "Efter samtal.",
        "form_key": "nyckel",
    },
    "child_note": {"text": "Mormor kan ta emot.", "form_key": "nyckel"},
    "family_meaning": {
        "age_limit": "18",
        "agreed_with": "Kvarnbyhem",
        "agreed_on": ON.isoformat(),
        "valid_from": ON.isoformat(),
    },
    "hand_over": {"step": "fill", "kind": "notice_unpaid_rent", "counterpart": str(OTHER)},
    "hand_over_counts": {"step": "fill", "kind": "early_signal_anonymous", "counterpart": str(OTHER)},
    "paper_by_hand": {
        "plain": "rent",
        "counterpart": str(OTHER),
        "about_name": "Bo Ek",
        "came_by": "letter",
        "received": ON.isoformat(),
        "form_key": "nyckel",
    },
    "paper_left": {"handed": ON.isoformat(), "handed_to": "Receptionen"},
    "paper_recall": {"reason": "wrong_content", "wanted": "mark"},
    "paper_recall_task": {"outcome": "back"},
    "counterpart_keep": {"name": "Grannstaden", "party": "social_board", "transport": "letter", "place": "Torget 1"},
    "ourselves_keep": {"name": "Vi", "party": "social_board"},
    "message_new": {"kind": "call_me", "do": "preview"},
    "message_bulk": {"kind": "call_me", "do": "preview"},
    "letter_bulk": {
        **{"kind": "call_me", "do": "preview", "reply_by": "2026-11-20", "contact": "Anna", "phone": "070-174 06 98"},
        **{"organisation": "Kvarnby", "organisation_address": "Torget 2", "form_key": "nyckel"},
    },
    "letter_bundle": {"bunt": str(BUNDLE), "do": "take_out", "why": "paid"},
    "letter_bundle_file": {"bunt": str(BUNDLE)},
    "way_drafts": {"start": "namn:hemma", "name": "Våren", "form_key": "nyckel"},
    "way_draft": {"kopia": str(DRAFT), "do": "force", "valid_from": "2027-05-01", "seen": "1"},
    "way_take_back": {"version": str(COMING)},
    "way_try": {
        **{"one": "namn:hemma", "other": f"kopia:{DRAFT}", "form_key": "nyckel"},
        **{"from_day": TRIED_FROM.isoformat(), "to_day": TRIED_TO.isoformat()},
    },
    "message_sender": {"phone": "070-174 06 97"},
    "reference_rates": {"start": "2026-07-01", "rate": "2,5", "source": "SFS 2026:999", "form_key": "nyckel"},
    "message_rules": {
        "valid_from": ON.isoformat(),
        "quiet_from": "20",
        "quiet_until": "8",
        "most_per_day": "1",
        "most_per_week": "3",
    },
    "outbox_decide": {"decision": "cancel"},
    "early_signal": {"text": "Vi har vägt intresset av hjälp i tid mot rätten att vara i fred, och lämnar lite."},
    "keep_help_contact": {"kind": "inside", "name": "Gruppledaren", "phone": "070-174 06 99"},
    "consent_give": {
        "giver": "tenant",
        "direction": "tell",
        "receivers": str(OTHER),
        "facts": "arrears",
        "purpose": "För att få hjälp.",
        "how_given": "oral",
        "heard_by": "Anna",
        "given_on": ON.isoformat(),
        "until": "2027-05-09",
        "form_key": "nyckel",
    },
    "consent_withdraw": {
        "how_much": "whole",
        "withdrawn_by": "Hyresgästen",
        "told_how": "phone",
        "withdrawn_on": ON.isoformat(),
        "form_key": "nyckel",
    },
    "consent_told": {"told_how": "phone"},
    "letter_write": {
        "slag": "offer_of_talk",
        "do": "keep",
        "address": "Torget 1",
        "language": "sv",
        "v_reply_by": "2026-11-20",
        "contact": "Anna",
        "phone": "070-174 06 99",
        "organisation": "Kvarnby",
        "organisation_address": "Torget 2",
        "form_key": "0f0f0f0f-0000-4000-8000-00000000f0f0",
    },
    "letter_posted": {"posted_date": ON.isoformat()},
    "letter_wording": {
        **{"slag": "offer_of_talk", "sprak": "sv", "number": "0", "do": "save"},
        **{f"s_{slot.key}": f"Hej! {slot.text}" for slot in slots_of(LetterKind.OFFER_OF_TALK, Language.SWEDISH)},
    },
    "letter_wording_force": {"slag": "offer_of_talk", "number": "1"},
    "letter_wording_back": {"slag": "offer_of_talk", "number": "0"},
    "remove_help_contact": {"contact": "1"},
    "make_log_review": {"month": f"{datetime.now(tz=UTC):%Y-%m}"},
    "judge_log_item": {"item": str(LOG_ITEM), "judgement": "ok", "note": ""},
    "open_log_item": {"item": str(LOG_ITEM), "reason": "Läsningen skedde på natten"},
    "extracts": {
        "identity": "zq001zq",
        "identity_check": "in_person",
        "from_date": "2026-10-01",
        "through_date": "2026-11-08",
        "reason": "Begäran om registerutdrag",
    },
    "approve_extract": {"request": str(EXTRACT)},
    "decide_export": {"export": str(EXPORT), "answer": "approve"},
    "record_purpose": {"kind": "language", "purpose": "För att kunna skriva till hyresgästen på rätt språk."},
}


@dataclass(frozen=True)
class Asked:
    """A request, and the ids and words in it that an answer may repeat without telling anything."""

    path: str
    query: dict[str, str]
    form: dict[str, Any]
    headers: dict[str, str]
    given: tuple[str, ...]

    @property
    def body(self) -> bytes:
        return encode_multipart(BOUNDARY, self.form)

    @property
    def content_type(self) -> str:
        return f"multipart/form-data; boundary={BOUNDARY}"


def asked(cell: Cell, world: World) -> Asked:
    """What to send for a cell."""
    names = cell.route.page.names if cell.route.page else "lease"
    given = [str(world.id_for(names, cell.relation, cell.which, cell.route.kind)) for _ in cell.route.ids]
    path = f"/r/{HOME_OF[cell.route.kind]}/" + CONVERTER.sub(lambda _: given[0], cell.route.pattern)
    query = _query(cell, world, names)
    form = _form(cell, world)
    given += [*query.values(), *(value for value in form.values() if isinstance(value, str) and len(value) > 3)]
    headers = {"HX-Request": "true"} if cell.variation == "htmx" else {}
    return Asked(path, query, form, headers, tuple(sorted(set(given), key=len, reverse=True)))


def _query(cell: Cell, world: World, names: str | None) -> dict[str, str]:
    variation = cell.variation
    if cell.route.name == "letter_bundle":
        return {"bunt": str(BUNDLE)}
    if cell.route.name in ("way_draft", "way_trial"):
        return {"kopia": str(DRAFT)} if cell.route.name == "way_draft" else {"prov": str(TRIAL)}
    if cell.route.name == "consent_file" and variation in ("plain", "htmx"):
        return {"samtycke": str(consent_of(world.id_for("subject", cell.relation, cell.which, cell.route.kind)))}
    if variation.startswith("row"):
        return {"rad": str(_row(cell, world))}
    if variation.startswith("smuggled") and names != "file":
        other = _smuggled(cell, world)
        return {"lease": other, "rad": other, "samtycke": str(consent_of(UUID(other)))}
    return {
        "district": {"district": "Norra" if cell.which else "Södra"},
        "district_of_neighbour": {"district": _district(cell)},
        "group": {"group": "ring"},
        "mine": {"mine": "1"},
        "far_page": {"sida": "7"},
    }.get(variation, {})


def _district(cell: Cell) -> str:
    """A district nobody here has, and one that is not there: they must answer alike."""
    return "Ingenstans" if cell.relation is Relation.NOWHERE else "Grannas"


def _row(cell: Cell, world: World) -> UUID:
    """A row of Idag: the lease's own, another lease's, another room's, or nobody's."""
    if cell.variation == "row_of_nobody":
        return uuid.UUID(int=0x4C0FFEE0_0000_4000_8000_0000000000AA)
    if cell.variation == "row_of_another_room":
        return world.suggestions[world.leases[Relation.ANOTHER_ROOM][0]]
    whose = _other(cell) if cell.variation == "row_of_another" else cell.relation
    lease = world.id_for("lease", whose, cell.which)
    return world.suggestions.get(lease, lease)


def _other(cell: Cell) -> Relation:
    """Another home than the one in the address; on a page of many, one that is in nobody's list."""
    if not cell.route.ids:
        return Relation.UNFINISHED if cell.route.kind == "landlord" else Relation.ANOTHER_ROOM
    return Relation.OTHER_DISTRICT if cell.relation is Relation.PROTECTED else Relation.PROTECTED


def _smuggled(cell: Cell, world: World) -> str:
    """The id of a lease that is not the one in the address."""
    relation = {
        "smuggled": _other(cell),
        "smuggled_another_room": Relation.ANOTHER_ROOM,
        "smuggled_nowhere": Relation.NOWHERE,
    }[cell.variation]
    return str(world.id_for("subject", relation, cell.which, cell.route.kind))


def _form(cell: Cell, world: World) -> dict[str, Any]:
    if cell.method in ("GET", "HEAD", "OPTIONS", "TRACE") or cell.variation == "empty":
        return {}
    form: dict[str, Any] = dict(FORMS.get(cell.route.name, {}))
    if cell.route.name == "they_called":
        form["sought"] = _sought(cell, world)
    if cell.route.name == "letter_write":
        subject = world.id_for("subject", cell.relation, cell.which, cell.route.kind)
        form["person"] = str(world.people.get(subject, subject))
    if cell.route.name == "hand_over":
        subject = world.id_for("subject", cell.relation, cell.which, cell.route.kind)
        form["people"] = str(world.people.get(subject, subject))
    if cell.route.name == "attachments":
        form |= {"file": SimpleUploadedFile("underlag.txt", b"Ett underlag"), "kind": "scanned_notice"}
    if cell.route.name in ("plan_new", "plan_end", "addendum"):
        form |= _planned(world.id_for("lease", cell.relation, cell.which), world)
    if cell.route.kind == "social":
        form |= _of_a_matter(cell, world)
    if cell.route.name in ("message_bulk", "letter_bulk", "letter_bundle", "outbox_decide", "contact_wish"):
        form |= _written_to(cell, world)
    if cell.route.name == "collection_file" and cell.which:
        form["file"] = str(FILE_OUT[True])
    if cell.route.name == "collection_review":
        form |= {f"d-{row}": "send" for row in world.to_agency.values()}
        form |= {"agency": str(uuid.UUID(int=0xA9E0)), "form_key": "nyckel"}
    if cell.route.name in ("protection", "bar"):
        subject = world.id_for("subject", cell.relation, cell.which, cell.route.kind)
        form |= {"person": str(world.people.get(subject, uuid.UUID(int=7))), "kind": "not_told", "source": "file"}
        form["member"] = str(world.members[HOME_OF[cell.route.kind], "auditor"])
    if cell.route.kind == "landlord" and cell.route.name.startswith("matter_"):
        form["matter"] = str(matter_of(world.id_for("lease", cell.relation, cell.which)))
    if cell.route.name in ("matter_decide", "matter_payment_back"):
        form |= _told_of(cell, world)
    if cell.route.name.startswith("consent_"):
        form |= _consented(cell, world)
    if cell.route.name == "agency_files":
        form |= {"file": SimpleUploadedFile("lista.csv", b"A;B\n1;2\n"), "agency": str(uuid.UUID(int=0xA9E0))}
    if cell.route.name == "files":
        form |= {"file": SimpleUploadedFile("lista.csv", b"Avtal;Namn\n1;Bo\n"), "known_through": "2026-11-08"}
    if cell.route.name == "contact" and cell.variation.startswith("row"):
        form = {"outcome": "spoke", "form_key": "nyckel"}
    if cell.route.name == "payment_place":
        smuggled = cell.variation.startswith("smuggled")
        form["target"] = f"{_smuggled(cell, world) if smuggled else world.id_for('lease', cell.relation, cell.which)}:"
    if cell.variation.startswith("smuggled"):
        fields = ("lease", "lease_id", "person", "id", "received", "import", "rad", "suggestion", "member", "after")
        other = _smuggled(cell, world)
        form |= dict.fromkeys((*fields, "matter", "subject", "attachment", "letter"), other)
        if cell.route.name in ("plan_new", "plan_end", "addendum"):
            form |= _planned(UUID(other), world)
        if cell.route.name.startswith("consent_"):
            form |= {"consent": str(consent_of(UUID(other))), "task": str(world.to_tell.get(UUID(other), 0))}
        if cell.route.name in ("termination_facts", "undertaking_give"):
            form["paper"] = str(world.terminations.get(UUID(other), UUID(other)))
        if cell.route.name.startswith("not"):
            form |= _noted(cell.route.name, UUID(other))
        if cell.route.name.startswith("eviction_"):
            form["time"] = str(world.times.get(UUID(other), UUID(other)))
        if cell.route.name in PLANNED:
            form |= planned_of(UUID(other))
        if cell.route.name in NAMES_PEOPLE:
            form |= dict.fromkeys(("person", "people"), str(world.people.get(UUID(other), UUID(other))))
    return form


def _of_a_matter(cell: Cell, world: World) -> dict[str, str]:
    """What a form in the social room names: words to search for, somebody in the matter, somebody at work."""
    if cell.route.name == "matter_search":
        return {"sought": _sought_matter(cell, world)}
    if cell.route.name == "notice_search":
        return {"sought": _sought_paper(cell, world)}
    if cell.route.name == "notice_standpoint" and cell.relation in UNPLACED:
        return {"kind": "no_inquiry"}  # with a matter it would be in a new one, which has no relation to anybody
    if cell.route.name == "matter_person_remove":
        matter = world.id_for("subject", cell.relation, cell.which, "social")
        return {"person": str(world.people.get(matter, matter))}
    if cell.route.name in ("termination_facts", "undertaking_give"):
        matter = world.id_for("subject", cell.relation, cell.which, "social")
        return {"paper": str(world.terminations.get(matter, matter))}
    if cell.route.name.startswith("not"):
        return _noted(cell.route.name, world.id_for("subject", cell.relation, cell.which, "social"))
    if cell.route.name.startswith("eviction_"):
        matter = world.id_for("subject", cell.relation, cell.which, "social")
        return {"time": str(world.times.get(matter, matter))}
    if cell.route.name in ("support_word", "representative_write", "rights_told"):
        matter = world.id_for("subject", cell.relation, cell.which, "social")
        return {"person": str(world.people.get(matter, matter))}
    if cell.route.name in PLANNED:
        return planned_of(world.id_for("subject", cell.relation, cell.which, "social"))
    if cell.route.name in ("children_details", "children_hand_over"):
        matter = world.id_for("subject", cell.relation, cell.which, "social")
        child = str(world.children.get(matter, matter))
        return {"child": child} if cell.route.name == "children_details" else {"children": child}
    if cell.route.name in ("matter_assign", "matter_unassign"):
        who = "caseworker_of_another_unit" if cell.route.name == "matter_assign" else "caseworker_by_assignment"
        return {"member": str(world.members[HOME_OF["social"], who])}
    if cell.route.name == "contact_not_told":
        matter = world.id_for("subject", cell.relation, cell.which, "social")
        return {"event": str(talk_of(world.mark_of(matter) if matter in world.kind_of else 0))}
    if cell.route.name.startswith("visit_"):
        matter = world.id_for("subject", cell.relation, cell.which, "social")
        lead = world.members.get((HOME_OF["social"], cell.actor.name), uuid.UUID(int=7))
        return {"visit": str(visit_of(matter)), "lead": str(lead)}
    return {}


def _planned(lease: UUID, world: World) -> dict[str, str]:
    """A home's plan, the review of its addendum, and somebody on it."""
    person = str(world.people.get(lease, lease))
    return {"plan": str(plan_of(lease)), "review": str(world.reviews.get(lease, 0)), "agreed_with": person}


def _noted(route: str, matter: UUID) -> dict[str, str]:
    """The note, the marking and the day that a form about notes names, all of one matter."""
    seen = seen_of([(f"note:{note_of(matter)}", 0)])
    named = {
        "note_mend": {"note": str(note_of(matter))},
        "note_carried": {"seen": seen},
        "note_undo": {"marking": str(marking_of(matter))},
        "not_in_record": {"day": f"{matter}:{ON.isoformat()}:{seen}"},
        "notes_thin": {"seen": seen_of([(f"note:{old_note_of(matter)}", 0)])},
    }
    return named.get(route, {})


def _sought_matter(cell: Cell, world: World) -> str:
    """Words that lead to the matter, or to nobody: a name, the room's number, the number of the case record."""
    nobody = cell.relation in (Relation.NOWHERE, Relation.OTHER_KIND)
    mark = 998 if nobody else world.mark_of(world.matters[cell.relation][cell.which])
    name = NOBODYS_LETTERS if nobody else letters(mark)
    return {"number": f"zq{mark:03d}zq-77", "outside": f"akt zq{mark:03d}zq"}.get(cell.variation, name)


def _sought_paper(cell: Cell, world: World) -> str:
    """Words that lead to what came in, or to nobody: the name of whom it is about, its number in the register."""
    if cell.relation in (Relation.NOWHERE, Relation.OTHER_KIND):
        return "P2026-9998" if cell.variation == "number" else NOBODYS_LETTERS
    paper = world.id_for("received_paper", cell.relation, cell.which, "social")
    if cell.variation == "number":
        return world.register_numbers[paper]
    return letters(world.mark_of(world.id_for("subject", cell.relation, cell.which, "social")))


def _consented(cell: Cell, world: World) -> dict[str, str]:
    """Whose consent is given, which is taken back, and of which withdrawal a receiver is told: the subject's own."""
    subject = world.id_for("subject", cell.relation, cell.which, cell.route.kind)
    if cell.route.name == "consent_give":
        return {"person": str(world.people.get(subject, subject))}
    if cell.route.name == "consent_withdraw":
        return {"consent": str(consent_of(subject))}
    return {"task": str(world.to_tell.get(subject, 0))}


def _told_of(cell: Cell, world: World) -> dict[str, str]:
    """The proposal to decide on, or the payment to take back: the lease's own."""
    proposal, payment = world.told_of.get(world.id_for("lease", cell.relation, cell.which), (0, 0))
    if cell.route.name == "matter_decide":
        return {"proposal": str(proposal), "decision": "declined", "reason": "Betalar på fredag"}
    return {"payment": str(payment)}


def _written_to(cell: Cell, world: World) -> dict[str, Any]:
    """Every row of Idag that goes by message, whoever may open it; a message of one home; somebody on the lease."""
    if cell.route.name in ("message_bulk", "letter_bulk"):
        return {"rad": [str(row) for row in world.by_message.values()]}
    if cell.route.name == "outbox_decide":
        return {"message": str(message_of(world.id_for("lease", cell.relation, cell.which)))}
    lease = world.id_for("lease", cell.relation, cell.which)
    if cell.route.name == "letter_bundle":
        return {"letter": str(letter_in_bundle(lease))}
    return {"person": str(world.people.get(lease, lease)), "kind": "no_sms"}


def _sought(cell: Cell, world: World) -> str:
    """Words that lead to the lease, or to nobody."""
    if cell.relation in (Relation.NOWHERE, Relation.OTHER_KIND):
        return {"phone": "070-174 06 98", "number": "zq998zq-77", "flat": "zq998zq1101"}.get(cell.variation, "zq998zq")
    mark = world.mark_of(world.leases[cell.relation][cell.which])
    phone = next(number for number, owner in world.phones.items() if owner == mark)
    return {
        "phone": f"070-174 06 {phone:02d}",
        "number": f"zq{mark:03d}zq-77",
        "flat": f"zq{mark:03d}zq1101",
        "address": f"zq{mark:03d}zqgränd",
        "e_mail": f"zq{mark:03d}zq@exempel.example",
    }.get(cell.variation, f"zq{mark:03d}zq")
