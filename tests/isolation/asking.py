"""From a cell to a request: the address, the query, the form and the headers."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import encode_multipart

from kvarbo.social.notes.queries import seen_of
from tests.isolation.bundle_world import BUNDLE, letter_in_bundle
from tests.isolation.cells import Cell
from tests.isolation.consent_world import consent_of
from tests.isolation.filled_in import FORMS
from tests.isolation.message_world import message_of
from tests.isolation.plan_world import plan_of
from tests.isolation.reference import UNPLACED, Relation
from tests.isolation.social_world import (
    NOBODYS_LETTERS,
    letters,
    marking_of,
    note_of,
    old_note_of,
    planned_of,
    talk_of,
    visit_of,
)
from tests.isolation.ways_world import CHANCES, DRAFT, TRIAL
from tests.isolation.world import FILE_OUT, HOME_OF, ON, World, matter_of

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
    if cell.route.name == "chance_report":
        return {"rapport": str(CHANCES)}
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
