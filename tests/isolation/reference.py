"""What may be opened by whom, in the fewest words: written from what the product promises, not from its code.

The harness holds every answer of the product against this page. It knows no view, no query and no declaration; when
the product and this page disagree, one of them is wrong, and a person decides which.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

# --- who asks -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)  # each is made once, below
class Actor:
    """Somebody who asks: their roles, their district (in a social room their unit), and how they stand to the room."""

    name: str
    roles: frozenset[str] = frozenset()
    district: str | None = None
    assigned: bool = False
    stands: str = "member"
    has_broken_glass: bool = False

    @property
    def is_member(self) -> bool:
        return self.stands == "member"

    @property
    def is_logged_in(self) -> bool:
        return self.stands not in ("anonymous", "closed")


def _works_as(name: str, *roles: str, district: str | None = None, assigned: bool = False) -> Actor:
    return Actor(name, frozenset(roles), district, assigned)


ACTORS = (
    _works_as("officer", "rent_officer"),
    _works_as("manager", "manager"),
    _works_as("caretaker", "caretaker", district="Norra", assigned=True),
    Actor("caretaker_without_district", frozenset({"caretaker"}), has_broken_glass=True),
    _works_as("handler", "protected_handler", assigned=True),
    _works_as("officer_and_handler", "rent_officer", "protected_handler"),
    _works_as("caretaker_and_handler", "caretaker", "protected_handler", district="Norra", assigned=True),
    _works_as("auditor", "auditor", district="Norra", assigned=True),
    _works_as("administrator", "administrator", district="Norra", assigned=True),
    _works_as("caseworker", "caseworker", district="Norra"),
    _works_as("caseworker_of_another_unit", "caseworker", district="Södra"),
    Actor("caseworker_by_assignment", frozenset({"caseworker"}), assigned=True, has_broken_glass=True),
    _works_as("caseworker_and_handler", "caseworker", "protected_handler", district="Norra", assigned=True),
    _works_as("manager_of_a_unit", "manager", district="Norra"),
    _works_as("counsellor", "counsellor", district="Norra"),
    _works_as("without_role", district="Norra", assigned=True),
    Actor("deactivated", frozenset({"rent_officer", "protected_handler"}), stands="deactivated"),
    Actor("not_taken_in", stands="not_taken_in"),
    Actor("without_entry", frozenset({"rent_officer", "protected_handler"}), stands="without_entry"),
    Actor("neighbour", frozenset({"rent_officer", "protected_handler"}), stands="neighbour"),
    Actor("closed", frozenset({"rent_officer", "protected_handler"}), stands="closed"),
    Actor("anonymous", stands="anonymous"),
)

# --- what is asked for ----------------------------------------------------------------------------------------------


class Relation(Enum):
    """How the thing whose id is given stands to the room and to the one who asks."""

    OWN_DISTRICT = "own_district"
    OTHER_DISTRICT = "other_district"
    ASSIGNED = "assigned"
    NO_LONGER_ASSIGNED = "no_longer_assigned"
    PROTECTED = "protected"
    PROTECTED_ASSIGNED = "protected_assigned"
    PROTECTED_CO_TENANT = "protected_co_tenant"
    PROTECTED_NOT_NAMED = "protected_not_named"  # somebody else is the named handler
    PROTECTED_TWO_HANDLERS = "protected_two_handlers"  # two protected people on it, each with another handler
    BARRED = "barred"  # everybody at work is barred from the tenant
    BY_BREAK_GLASS = "by_break_glass"  # in the other district, and opened for an hour by those who have a nödöppning
    UNFINISHED = "unfinished"  # an import that has not been made visible brought it
    PAPER_UNPLACED = "paper_unplaced"  # a paper that came in and belongs nowhere yet
    PAPER_UNPLACED_PROTECTED = "paper_unplaced_protected"  # the same, about somebody protected
    FILE_WAITING = "file_waiting"
    FILE_READ_IN = "file_read_in"
    OTHER_KIND = "other_kind"  # the id of something else in the room
    ANOTHER_ROOM = "another_room"
    NOWHERE = "nowhere"


UNPLACED = (Relation.PAPER_UNPLACED, Relation.PAPER_UNPLACED_PROTECTED)
LEASES = tuple(relation for relation in Relation if not relation.name.startswith("FILE_") and relation not in UNPLACED)
MATTERS = tuple(relation for relation in LEASES if relation is not Relation.UNFINISHED)  # no import brings matters
FILES = (
    Relation.FILE_WAITING,
    Relation.FILE_READ_IN,
    Relation.OTHER_KIND,
    Relation.ANOTHER_ROOM,
    Relation.NOWHERE,
)
UNREACHABLE = {Relation.UNFINISHED, Relation.OTHER_KIND, Relation.ANOTHER_ROOM, Relation.NOWHERE}
PROTECTED = {
    Relation.PROTECTED,
    Relation.PROTECTED_ASSIGNED,
    Relation.PROTECTED_CO_TENANT,
    Relation.PROTECTED_NOT_NAMED,
    Relation.PROTECTED_TWO_HANDLERS,
}
NAMED_FOR = {Relation.PROTECTED, Relation.PROTECTED_ASSIGNED, Relation.PROTECTED_CO_TENANT}  # all who have the role
UNIT_OF = {  # which unit has a matter; in a landlord's room the districts are the relations' own
    Relation.OWN_DISTRICT: "Norra",
    Relation.OTHER_DISTRICT: "Södra",
    Relation.ASSIGNED: "Södra",
    Relation.NO_LONGER_ASSIGNED: "Södra",
    Relation.PROTECTED: "Norra",
    Relation.PROTECTED_ASSIGNED: "Södra",
    Relation.PROTECTED_CO_TENANT: "Norra",  # here: the child is protected, the adult is not
    Relation.BY_BREAK_GLASS: "Södra",
}

# --- the rules ------------------------------------------------------------------------------------------------------

OFFICE = frozenset({"rent_officer", "manager"})
MANAGER = frozenset({"manager"})
AUDITOR = frozenset({"auditor"})  # sees the log, never what stands in a matter
COLLECTION = OFFICE | {"protected_handler"}  # what goes to a debt collector is decided in the office
OUTREACH = OFFICE | {"caretaker", "protected_handler"}  # auditors and administrators meet no tenant
CASEWORK = frozenset({"caseworker", "manager", "protected_handler"})  # those who open matters in a social room
PEOPLE = OUTREACH | CASEWORK  # pages that every kind of room has: each room opens its subjects to its own roles
POST = OFFICE | {"protected_handler", "caseworker", "counsellor"}  # who opens the post, in every kind of room
MEETS_PEOPLE = OUTREACH | {"caseworker", "counsellor"}
EVERY_ROLE = OUTREACH | {"auditor", "administrator", "caseworker", "counsellor"}
READ = ("GET", "HEAD")
WRITE = ("POST",)


@dataclass(frozen=True)
class Page:
    """One page: who may open it, by which methods, and what it is about.

    ``names``: what the id in its address names, what it lists, or nothing: then nobody's data may stand on it. A
    "subject" is a lease in a landlord's room and a matter in a social one; a "lease" is that of a page that only
    landlords have; an "attachment" and a "letter" open as their subject does. Every payment opens for the office;
    whose it is shows as the lease it may belong to shows.
    """

    roles: frozenset[str]
    methods: tuple[str, ...]
    names: str | None = None
    writes: bool = False  # a POST to it may change something


def _consents(kind: str) -> dict[tuple[str, str], Page]:
    """Samtycken: of a lease or a matter, for those who meet the people in it."""
    return {
        (kind, "consents_here"): Page(MEETS_PEOPLE, READ, "subjects"),
        (kind, "consent_form_blank"): Page(MEETS_PEOPLE, READ),
        (kind, "consents"): Page(MEETS_PEOPLE, READ, "subject"),
        (kind, "consent_form"): Page(MEETS_PEOPLE, READ, "subject"),
        (kind, "consent_file"): Page(MEETS_PEOPLE, READ, "subject"),
        (kind, "consent_give"): Page(MEETS_PEOPLE, WRITE, "subject", writes=True),
        (kind, "consent_withdraw"): Page(MEETS_PEOPLE, WRITE, "subject", writes=True),
        (kind, "consent_told"): Page(MEETS_PEOPLE, WRITE, "subject", writes=True),
    }


# Pages that every kind of room has. A "subject" is a home or a matter; whatever may be opened of it opens these too.
GIVES = MANAGER | {"administrator"}
HANDLES = MANAGER | {"protected_handler"}
GROUND: dict[str, Page] = {
    "standing_in": Page(MEETS_PEOPLE, READ + WRITE, writes=True),
    "members": Page(GIVES, READ),
    "member_take_in": Page(GIVES, WRITE, writes=True),
    "member_let_out": Page(GIVES, WRITE, writes=True),
    "role_give": Page(GIVES, WRITE, writes=True),
    "role_take": Page(GIVES, WRITE, writes=True),
    "member_attest": Page(GIVES, WRITE, writes=True),
    "member_same": Page(GIVES, WRITE, writes=True),
    "requests": Page(GIVES | {"protected_handler"}, READ),
    "request_decide": Page(GIVES | {"protected_handler"}, WRITE, writes=True),
    "protected": Page(HANDLES, READ),
    "handler_ask": Page(HANDLES, WRITE, writes=True),
    "protection_end": Page(HANDLES, WRITE, writes=True),
    "bar_lift": Page(HANDLES, WRITE, writes=True),
    "protection_rules": Page(MANAGER, WRITE, writes=True),
    "protection_addresses": Page(MANAGER, WRITE, writes=True),
    "protection": Page(MEETS_PEOPLE, READ + WRITE, "subject", writes=True),
    "protection_done": Page(MEETS_PEOPLE, READ),
    "bar": Page(MANAGER, WRITE, "subject", writes=True),
    "mail_sheets": Page(frozenset({"protected_handler"}), READ, "subject"),
    "break_glass": Page(MEETS_PEOPLE, READ + WRITE, writes=True),
    "break_glass_close": Page(MEETS_PEOPLE, WRITE, writes=True),
    "openings": Page(MANAGER | {"auditor"}, READ),
    "opening_review": Page(MANAGER | {"auditor"}, WRITE, writes=True),
}

PAGES: dict[tuple[str, str], Page] = {
    ("landlord", "today"): Page(OUTREACH | AUDITOR, READ, "leases"),  # an auditor is sent on to the log's review
    ("landlord", "idag"): Page(OUTREACH, READ, "leases"),
    ("landlord", "harm"): Page(OUTREACH, READ),
    ("landlord", "they_called"): Page(OUTREACH, READ + WRITE, "leases"),
    ("landlord", "tenant"): Page(OUTREACH, READ, "lease"),
    ("landlord", "call"): Page(OUTREACH, READ, "lease"),
    ("landlord", "contact"): Page(OUTREACH, WRITE, "lease", writes=True),
    ("landlord", "promise"): Page(OUTREACH, WRITE, "lease", writes=True),
    ("landlord", "claim"): Page(OUTREACH, WRITE, "lease", writes=True),
    ("landlord", "release"): Page(OUTREACH, WRITE, "lease", writes=True),
    ("landlord", "pause"): Page(OFFICE, WRITE, "lease", writes=True),
    ("landlord", "deferral"): Page(OFFICE, WRITE, "lease", writes=True),
    ("landlord", "end_pause"): Page(OFFICE, WRITE, "lease", writes=True),
    ("landlord", "files"): Page(OFFICE, READ + WRITE, "files", writes=True),
    ("landlord", "file"): Page(OFFICE, READ, "file"),
    ("landlord", "file_errors"): Page(OFFICE, WRITE, "file", writes=True),
    ("landlord", "file_mapping"): Page(OFFICE, READ + WRITE, "file", writes=True),
    ("landlord", "file_accept"): Page(OFFICE, WRITE, "file", writes=True),
    ("landlord", "file_discard"): Page(OFFICE, WRITE, "file", writes=True),
    ("landlord", "payments"): Page(OFFICE, READ + WRITE, "payments"),
    ("landlord", "payment"): Page(OFFICE, READ, "payment"),
    ("landlord", "payment_place"): Page(OFFICE, WRITE, "payment", writes=True),
    ("landlord", "payment_seek"): Page(OFFICE, WRITE, "payment"),
    ("landlord", "payment_set_aside"): Page(OFFICE, WRITE, "payment", writes=True),
    ("landlord", "payment_take_back"): Page(OFFICE, WRITE, "payment", writes=True),
    ("landlord", "payment_confirm"): Page(OFFICE, WRITE, "payment", writes=True),
    ("landlord", "collection"): Page(COLLECTION, READ, "leases"),
    ("landlord", "collection_review"): Page(COLLECTION, READ + WRITE, "leases", writes=True),
    ("landlord", "collection_file"): Page(COLLECTION, WRITE, "leases", writes=True),  # counted as taken out
    ("landlord", "agency_files"): Page(OFFICE, READ + WRITE, "files", writes=True),
    ("landlord", "agency_file_accept"): Page(OFFICE, WRITE, "files", writes=True),
    ("landlord", "agency_file_discard"): Page(OFFICE, WRITE, "files", writes=True),
    ("landlord", "agencies"): Page(MANAGER, READ + WRITE, writes=True),
    ("landlord", "matter"): Page(COLLECTION, READ, "lease"),
    ("landlord", "matter_status"): Page(COLLECTION, WRITE, "lease", writes=True),
    ("landlord", "matter_payment"): Page(COLLECTION, WRITE, "lease", writes=True),
    ("landlord", "matter_payment_back"): Page(COLLECTION, WRITE, "lease", writes=True),
    ("landlord", "matter_paper"): Page(COLLECTION, WRITE, "lease", writes=True),
    ("landlord", "matter_proposal"): Page(COLLECTION, WRITE, "lease", writes=True),
    ("landlord", "matter_decide"): Page(COLLECTION, WRITE, "lease", writes=True),
    ("landlord", "matter_begin"): Page(COLLECTION, WRITE, "lease", writes=True),
    ("landlord", "outbox"): Page(OFFICE, READ, "leases"),
    ("landlord", "outbox_decide"): Page(OFFICE, WRITE, "leases", writes=True),
    ("landlord", "message_bulk"): Page(OFFICE, READ + WRITE, "leases", writes=True),
    ("landlord", "letter_bundles"): Page(OFFICE, READ),
    ("landlord", "letter_bulk"): Page(OFFICE, READ + WRITE, "leases", writes=True),
    ("landlord", "letter_bundle"): Page(OFFICE, READ + WRITE, "leases", writes=True),
    ("landlord", "letter_bundle_file"): Page(OFFICE, WRITE, "leases", writes=True),  # counted as taken out
    ("landlord", "message_new"): Page(OFFICE, READ + WRITE, "lease", writes=True),
    ("landlord", "contact_wish"): Page(OFFICE, WRITE, "lease", writes=True),
    ("landlord", "message_sender"): Page(OFFICE, READ + WRITE, writes=True),
    ("landlord", "message_rules"): Page(MANAGER, READ + WRITE, writes=True),
    ("landlord", "reference_rates"): Page(MANAGER, READ + WRITE, writes=True),
    ("landlord", "plans"): Page(COLLECTION, READ, "leases"),
    ("landlord", "plan"): Page(COLLECTION, READ, "lease"),
    ("landlord", "plan_new"): Page(COLLECTION, READ + WRITE, "lease", writes=True),
    ("landlord", "plan_end"): Page(COLLECTION, WRITE, "lease", writes=True),
    ("landlord", "addendum"): Page(COLLECTION, READ + WRITE, "lease", writes=True),
    ("landlord", "ways"): Page(OUTREACH, READ),
    ("landlord", "way_drafts"): Page(MANAGER, READ + WRITE, writes=True),
    ("landlord", "way_draft"): Page(MANAGER, READ + WRITE, writes=True),
    ("landlord", "way_take_back"): Page(MANAGER, WRITE, writes=True),
    ("landlord", "way_try"): Page(MANAGER, READ + WRITE, writes=True),
    ("landlord", "way_trial"): Page(MANAGER, READ, "leases"),
    ("landlord", "chances"): Page(OFFICE, READ + WRITE, writes=True),
    ("landlord", "chance_report"): Page(OFFICE, READ, "leases"),
    ("landlord", "chance_reason"): Page(OFFICE, WRITE, "leases", writes=True),
    ("landlord", "chance_file"): Page(OFFICE, WRITE, "leases", writes=True),  # counted as taken out
    ("landlord", "decisions"): Page(COLLECTION, READ, "leases"),
    ("landlord", "decide"): Page(COLLECTION, READ + WRITE, "lease", writes=True),
    ("landlord", "decision"): Page(COLLECTION, READ, "lease"),
    ("landlord", "decision_fact"): Page(COLLECTION, WRITE, "lease", writes=True),
    ("landlord", "decision_prepare"): Page(COLLECTION, WRITE, "lease", writes=True),
    ("landlord", "decision_ask"): Page(COLLECTION, WRITE, "lease", writes=True),
    ("landlord", "decision_answer"): Page(HANDLES, WRITE, "lease", writes=True),  # only a second person's
    ("landlord", "decision_paper"): Page(COLLECTION, WRITE, "lease", writes=True),  # counted as taken out
    ("landlord", "about"): Page(MANAGER, READ),
    ("landlord", "keep_help_contact"): Page(MANAGER, WRITE, writes=True),
    ("landlord", "remove_help_contact"): Page(MANAGER, WRITE, writes=True),
    ("landlord", "record_purpose"): Page(MANAGER, WRITE, writes=True),
    **{
        (kind, name): page
        for kind in ("landlord", "social")
        for name, page in {
            "attachments": Page(PEOPLE, READ + WRITE, "subject", writes=True),
            "attachment": Page(PEOPLE, READ, "attachment"),
            "attachment_remove": Page(MANAGER, WRITE, "attachment", writes=True),
            "letters": Page(PEOPLE, READ, "subject"),
            "letter_write": Page(PEOPLE, READ + WRITE, "subject", writes=True),
            "letter": Page(PEOPLE, READ, "letter"),
            "letter_pdf": Page(PEOPLE, READ, "letter"),
            "letter_posted": Page(PEOPLE, WRITE, "letter", writes=True),
            "letter_wordings": Page(MANAGER, READ),
            "letter_wording": Page(MANAGER, READ + WRITE, writes=True),
            "letter_wording_force": Page(MANAGER, WRITE, writes=True),
            "letter_wording_back": Page(MANAGER, WRITE, writes=True),
        }.items()
    },
    **_consents("landlord"),
    **_consents("social"),
    **_consents("counselling"),
    ("social", "front"): Page(EVERY_ROLE, READ, "subjects"),
    ("social", "matter_search"): Page(CASEWORK, READ + WRITE, "subjects"),
    ("social", "matter_new"): Page(CASEWORK, READ + WRITE, writes=True),
    ("social", "matter"): Page(CASEWORK, READ, "subject"),
    **{
        ("social", f"matter_{name}"): Page(CASEWORK, WRITE, "subject", writes=True)
        for name in (
            *("person", "person_remove", "details", "source", "assign", "unassign", "move", "event", "close", "reopen"),
        )
    },
    ("social", "inbox"): Page(CASEWORK, READ, "subjects"),
    ("social", "notice_search"): Page(CASEWORK, READ + WRITE, "subjects"),
    ("social", "matter_notices"): Page(CASEWORK, READ, "subject"),
    ("social", "notice_register"): Page(CASEWORK, READ + WRITE, writes=True),
    ("social", "notice"): Page(CASEWORK, READ, "received_paper"),
    ("social", "notice_receipt"): Page(CASEWORK, READ, "received_paper"),
    ("social", "notice_seen"): Page(MANAGER, WRITE, "received_paper", writes=True),
    **{
        ("social", f"notice_{name}"): Page(CASEWORK, WRITE, "received_paper", writes=True)
        for name in ("facts", "standpoint", "duty", "strike")
    },
    ("social", "checklist"): Page(CASEWORK, READ, "subject"),
    ("social", "checklist_mark"): Page(CASEWORK, WRITE, "subject", writes=True),
    ("social", "checklist_phase"): Page(CASEWORK, WRITE, "subject", writes=True),
    ("social", "evictions"): Page(CASEWORK, READ, "subject"),
    ("social", "eviction_day"): Page(CASEWORK, READ, "subject"),
    **{
        ("social", f"eviction_{name}"): Page(CASEWORK, WRITE, "subject", writes=True)
        for name in ("respite", "reply", "attendance", "item", "outcome")
    },
    ("social", "terminations"): Page(CASEWORK, READ, "subject"),
    ("social", "termination_facts"): Page(CASEWORK, WRITE, "subject", writes=True),
    ("social", "undertaking_give"): Page(CASEWORK, WRITE, "subject", writes=True),
    **{("social", name): Page(CASEWORK, READ, "subject") for name in ("notes", "note_day", "note_day_pdf")},
    **{
        ("social", f"note_{name}"): Page(CASEWORK, WRITE, "subject", writes=True)
        for name in ("write", "mend", "reference", "carried", "undo")
    },
    ("social", "not_in_record"): Page(CASEWORK, READ + WRITE, "subjects", writes=True),
    ("social", "notes_thin"): Page(MANAGER, READ + WRITE, "subjects", writes=True),
    ("social", "record_setting"): Page(MANAGER, READ + WRITE, writes=True),
    ("social", "signing_rights"): Page(MANAGER, READ + WRITE, writes=True),
    ("social", "signing_right_end"): Page(MANAGER, WRITE, writes=True),
    ("social", "checklist_follow"): Page(MANAGER, WRITE, "subject", writes=True),
    ("social", "contacts"): Page(CASEWORK, READ, "subject"),
    ("social", "visits"): Page(CASEWORK, READ, "subject"),
    **{
        ("social", name): Page(CASEWORK, WRITE, "subject", writes=True)
        for name in (
            *("contact_add", "contact_not_told", "visit_plan", "visit_out", "visit_back", "visit_outcome"),
            "visit_cancel",
        )
    },
    ("social", "visit_round"): Page(CASEWORK, READ, "subjects"),
    ("social", "harm"): Page(CASEWORK, READ),
    ("social", "keep_help_contact"): Page(MANAGER, WRITE, writes=True),
    ("social", "remove_help_contact"): Page(MANAGER, WRITE, writes=True),
    ("social", "children"): Page(CASEWORK, READ, "subject"),
    **{
        ("social", f"children_{name}"): Page(CASEWORK, WRITE, "subject", writes=True)
        for name in ("details", "fact", "along", "hand_over")
    },
    ("social", "support"): Page(CASEWORK, READ, "subject"),
    ("social", "support_plan"): Page(CASEWORK, READ, "subject"),
    **{
        ("social", f"support_{name}"): Page(CASEWORK, WRITE, "subject", writes=True)
        for name in ("causes", "cause_strike", "budget", "offer", "change", "goal", "result", "word")
    },
    ("social", "representatives"): Page(CASEWORK, READ, "subject"),
    ("social", "representative_write"): Page(CASEWORK, WRITE, "subject", writes=True),
    ("social", "representative_end"): Page(CASEWORK, WRITE, "subject", writes=True),
    ("social", "rent_payer"): Page(CASEWORK, WRITE, "subject", writes=True),
    ("social", "rights_told"): Page(CASEWORK, WRITE, "subject", writes=True),
    ("social", "follow_up"): Page(CASEWORK, READ, "subject"),
    ("social", "follow_up_done"): Page(CASEWORK, WRITE, "subject", writes=True),
    ("social", "follow_up_rent"): Page(CASEWORK, WRITE, "subject", writes=True),
    ("social", "child_work"): Page(CASEWORK, READ, "subject"),
    ("social", "child_decide"): Page(CASEWORK, WRITE, "subject", writes=True),
    ("social", "child_note"): Page(CASEWORK, WRITE, "subject", writes=True),
    ("social", "to_childrens_unit"): Page(CASEWORK, READ, "subjects"),
    ("social", "family_meaning"): Page(MANAGER, READ + WRITE, writes=True),
    ("counselling", "front"): Page(EVERY_ROLE, READ),
    **{
        (kind, name): page
        for kind in ("landlord", "social", "counselling")
        for name, page in {
            "papers": Page(POST, READ, "subjects"),
            "paper_by_hand": Page(POST, READ + WRITE, writes=True),
            "paper_file_in": Page(POST, WRITE, "subjects", writes=True),
            "hand_over_counts": Page(POST, READ + WRITE),
            "hand_over": Page(POST, READ + WRITE, "subject", writes=True),
            "paper": Page(POST, READ, "sent_paper"),
            "paper_pdf": Page(POST, READ, "received_paper"),
            "paper_file": Page(POST, READ, "sent_paper"),
            **dict.fromkeys(
                ("paper_left", "paper_recall", "paper_recall_task"), Page(POST, WRITE, "sent_paper", writes=True)
            ),
            **dict.fromkeys(
                ("paper_place", "paper_done", "paper_again", "paper_throw_away"),
                Page(POST, WRITE, "received_paper", writes=True),
            ),
            "counterparts": Page(MANAGER, READ),
            "counterpart_keep": Page(MANAGER, WRITE, writes=True),
            "ourselves_keep": Page(MANAGER, WRITE, writes=True),
        }.items()
    },
    ("landlord", "early_signal"): Page(MANAGER, READ + WRITE, writes=True),
    ("landlord", "early_signal_end"): Page(MANAGER, WRITE, writes=True),
    **{(kind, route): page for kind in ("landlord", "social", "counselling") for route, page in GROUND.items()},
}
for _kind in ("landlord", "social", "counselling"):
    PAGES |= {
        (_kind, "log_review"): Page(AUDITOR, READ),
        (_kind, "log_month"): Page(AUDITOR, READ),
        (_kind, "make_log_review"): Page(AUDITOR, WRITE, writes=True),
        (_kind, "check_trail"): Page(AUDITOR, WRITE, writes=True),
        (_kind, "log_item"): Page(AUDITOR, READ),
        (_kind, "judge_log_item"): Page(AUDITOR, WRITE, writes=True),
        (_kind, "open_log_item"): Page(AUDITOR, WRITE, writes=True),
        (_kind, "log_review_info"): Page(EVERY_ROLE, READ),
        (_kind, "extracts"): Page(AUDITOR, READ + WRITE, writes=True),
        (_kind, "extract"): Page(AUDITOR, READ),
        (_kind, "approve_extract"): Page(AUDITOR, WRITE, writes=True),
        (_kind, "exports"): Page(MANAGER, READ),
        (_kind, "decide_export"): Page(MANAGER, WRITE, writes=True),
    }

# Canaries in what members write about their work: a reason, a note. Who may read it, on which pages.
_LOG = ("log_review", "log_month", "log_item", "judge_log_item", "open_log_item")
NOTES: dict[int, tuple[frozenset[str], tuple[str, ...]]] = {
    811: (AUDITOR, _LOG),  # why names were opened, and the finding
    812: (AUDITOR, ("extracts", "extract", "approve_extract")),  # why somebody asks for an extract
    813: (MANAGER, ("exports", "decide_export")),  # why a file was taken out
    814: (MANAGER | AUDITOR, ("openings", "opening_review")),  # why a nödöppning was made
    815: (GIVES, ("requests", "request_decide")),  # why two people are asked
    816: (frozenset(), ()),  # sealed notes of children: nobody here is both of the unit and assigned
}

# Pages of the house hold no person's matter. "anybody": answers without login; "account": only to who is logged in.
HOUSE: dict[str, str] = {
    "start": "anybody",
    "health": "anybody",
    "recovery_calculator": "anybody",
    "delivery_report": "anybody",  # who was given the address of a handing; any other address is nowhere
    "account_login": "anybody",
    "account_logout": "anybody",
    "account_inactive": "anybody",
    "account_signup": "anybody",
    "account_confirm_login_code": "anybody",
    "account_confirm_email": "anybody",
    "account_email_verification_sent": "anybody",
    "account_reset_password": "anybody",
    "account_reset_password_done": "anybody",
    "account_reset_password_from_key": "anybody",
    "account_reset_password_from_key_done": "anybody",
    "mfa_authenticate": "anybody",
    "account_reauthenticate": "account",
    "account_email": "account",
    "account_change_password": "account",
    "account_set_password": "account",
    "mfa_index": "account",
    "mfa_reauthenticate": "account",
    "mfa_activate_totp": "account",
    "mfa_deactivate_totp": "account",
    "mfa_view_recovery_codes": "account",
    "mfa_generate_recovery_codes": "account",
    "mfa_download_recovery_codes": "account",
}


class Verdict(Enum):
    """How a request ends."""

    LOGIN = "asked to log in"
    NOWHERE = "not found"
    FORBIDDEN = "not allowed"
    WRONG_METHOD = "wrong method"
    OPEN = "opened"


# What an address may name that opens as its subject does.
ONE_SUBJECT = ("lease", "subject", "attachment", "letter", "sent_paper", "received_paper")
SUBJECTS = {"landlord": LEASES, "social": MATTERS, "counselling": (Relation.ANOTHER_ROOM, Relation.NOWHERE)}


def may_open(actor: Actor, relation: Relation, kind: str = "landlord") -> bool:
    """Whether this member may open the subject that stands to them so, in a room of this kind.

    What is protected opens only for those who have the role and are named for everybody protected there. Whoever is
    barred finds nothing.
    """
    if relation in UNREACHABLE or relation is Relation.BARRED:
        return False
    if relation in UNPLACED:  # met by those who open the post, in every kind of room
        protected = relation is Relation.PAPER_UNPLACED_PROTECTED
        return bool(actor.roles & POST) and (not protected or "protected_handler" in actor.roles)
    if relation in PROTECTED and ("protected_handler" not in actor.roles or relation not in NAMED_FOR):
        return False
    return kind != "counselling" and {"landlord": _may_open_lease, "social": _may_open_matter}[kind](actor, relation)


def _may_open_matter(actor: Actor, relation: Relation) -> bool:
    """Each unit seals its own: a matter opens for its unit and for those assigned to it, managers no more than others.

    What is protected opens in the same way, for named handlers only: a unit is no place where anybody lives.
    """
    if not actor.roles & CASEWORK:
        return False
    if relation is Relation.BY_BREAK_GLASS and actor.has_broken_glass:
        return True
    is_assigned = actor.assigned and relation in (Relation.ASSIGNED, Relation.PROTECTED_ASSIGNED)
    return is_assigned or actor.district == UNIT_OF[relation]


def _may_open_lease(actor: Actor, relation: Relation) -> bool:
    """Whether this member may open a lease that stands to them so.

    The office sees every home, others those of their district and those they are assigned to. What is protected
    follows no district, since the district is itself protected. A nödöppning opens one home for an hour, and only for
    somebody whose work is to meet people.
    """
    if not actor.roles & OUTREACH:
        return False
    if relation is Relation.BY_BREAK_GLASS and actor.has_broken_glass:
        return True
    if actor.roles & OFFICE:
        return True
    if relation in (Relation.ASSIGNED, Relation.PROTECTED_ASSIGNED):
        return actor.assigned
    return relation is Relation.OWN_DISTRICT and actor.district == "Norra"


def expected(actor: Actor, kind: str, route: str, method: str, relation: Relation) -> Verdict:
    """How the request must end."""
    if not actor.is_logged_in:
        return Verdict.LOGIN
    page = PAGES.get((kind, route))
    if not actor.is_member or page is None:
        return Verdict.NOWHERE
    if method not in page.methods:
        return Verdict.WRONG_METHOD
    if not actor.roles & page.roles:
        return Verdict.FORBIDDEN
    if page.names in ONE_SUBJECT and not may_open(actor, relation, kind):
        return Verdict.NOWHERE
    if page.names in ("file", "payment") and relation in UNREACHABLE:
        return Verdict.NOWHERE
    if route == "file_mapping" and relation is Relation.FILE_READ_IN:
        return Verdict.NOWHERE  # it has no columns left to ask about
    return Verdict.OPEN
