"""A second reading of who may open what, written from the promises before the product's code of access and the
reference's rules were read. ``test_independent.py`` holds the two against each other; where they differed, the words
of the promise decided, and docs/proof/isolation.md tells how.

Sources, by letter in what follows:

- **A** docs/how-to/run-it.md, *Who may do what*
- **B** docs/how-to/protected-persons.md
- **C** docs/for-the-organisation/dataskyddsombudet.md and it.md
- **D** docs/how-to/review-the-log.md, import-a-file.md, work-with-an-agency.md
- **E** what the changelog tells users, and docs/decisions/0003, 0004 and 0012
- **F** the law: lag (2001:454) 10 § (access is limited to what each needs), OSL 26:1
"""

from __future__ import annotations

from typing import Protocol

NOBODY: frozenset[str] = frozenset()


class Asker(Protocol):
    """Who asks, as the world has them: roles, district or unit, whether what is asked for is assigned to them."""

    name: str
    roles: frozenset[str]
    district: str | None
    assigned: bool
    stands: str
    has_broken_glass: bool


# --- people -----------------------------------------------------------------------------------------------------------

# A: who works with people in each kind of room. An auditor "opens nothing else", an administrator "har ingen sådan
# roll" (C), and a role of another kind of room is none here. The counsellor's room has no people of its own yet (C).
WORKS_WITH_PEOPLE = {
    "landlord": frozenset({"rent_officer", "manager", "caretaker", "protected_handler"}),
    "social": frozenset({"caseworker", "manager", "protected_handler"}),
    "counselling": NOBODY,
}
IS_NOT_HERE = {"unfinished", "other_kind", "another_room", "nowhere"}
# B: "your file says so: everybody who has the role just then is named". For the last two it is others who are named.
NAMED = {"protected": True, "protected_assigned": True, "protected_co_tenant": True}
NAMED |= {"protected_not_named": False, "protected_two_handlers": False}
UNIT = {
    "own_district": "Norra",
    "other_district": "Södra",
    "assigned": "Södra",
    "no_longer_assigned": "Södra",
    "by_break_glass": "Södra",
    "protected": "Norra",
    "protected_assigned": "Södra",
    "protected_co_tenant": "Norra",
}
ASSIGNED = {"assigned", "protected_assigned"}


def opens_people(who: Asker, kind: str, relation: str) -> bool:
    """May ``who`` open a home or a matter that stands to them as ``relation``?"""
    if relation in ("paper_unplaced", "paper_unplaced_protected"):  # E: met by those who open the post
        opens_post = who.stands == "member" and who.roles & (AT_WORK - {"caretaker"})
        return bool(opens_post) and (relation == "paper_unplaced" or "protected_handler" in who.roles)
    works = who.roles & WORKS_WITH_PEOPLE[kind]
    if who.stands != "member" or not works or relation in IS_NOT_HERE:
        return False
    if relation == "barred":  # B: to the barred colleague the person is nowhere
        return False
    if relation in NAMED:  # B: named for everybody protected there, and at work with the home or the matter as well
        return NAMED[relation] and "protected_handler" in works and _ordinary_work(who, kind, works, relation)
    if relation == "by_break_glass" and who.has_broken_glass:  # B: opens one home or matter for an hour
        return True
    return _ordinary_work(who, kind, works, relation)


def _ordinary_work(who: Asker, kind: str, works: frozenset[str], relation: str) -> bool:
    """What one works with: in a landlord's office everybody's, else one's own unit's or what one is assigned to."""
    if kind == "landlord" and works & {"rent_officer", "manager"}:  # A: everybody on the list
        return True
    if relation in ASSIGNED and who.assigned:
        return True
    if kind == "landlord" and relation in NAMED:  # B: a protected home's district is itself hidden, so is nobody's
        return False
    # A, E: a caretaker's own district, and in the social services each unit seals its own.
    return who.district is not None and UNIT[relation] == who.district


# --- pages ------------------------------------------------------------------------------------------------------------

OFFICE = frozenset({"rent_officer", "manager"})
STAFF = OFFICE | {"caretaker", "protected_handler", "caseworker", "counsellor", "auditor", "administrator"}
AT_WORK = STAFF - {"auditor", "administrator"}

# class: (roles, whose people it is about). "one" names a home or matter; a page without is a list or a form of the
# room, where whoever may open it sees the people they may open and no others.
CLASSES: dict[str, tuple[frozenset[str], bool]] = {
    "of a person": (AT_WORK, True),
    "of a person, decided in the office": (OFFICE | {"protected_handler"}, True),  # D
    "of a person, by the office alone": (OFFICE, True),  # A: caretakers no pauses, handlers "with one of the others"
    "of a person, by a manager": (frozenset({"manager"}), True),  # B is for a manager; taking files away is thinning
    # E: a notice of one's own waits for a second person; which roles that is no promise tells, so this is as built
    "of a person, by a second person": (frozenset({"manager", "protected_handler"}), True),
    "of a person, by a handler": (frozenset({"protected_handler"}), True),  # B: a named handler prints the sheets
    "of a person's paper": (AT_WORK - {"caretaker"}, True),  # E: papers are the office's work, as files are
    # E: what comes in is opened by those who do casework, whichever paper it is
    "of what came in": (WORKS_WITH_PEOPLE["social"], True),
    "of what came in, by a manager": (frozenset({"manager"}), True),  # E: what is lifted is for a manager to see
    "lists of people": (AT_WORK, False),
    "lists of one kind of room": (AT_WORK, False),  # and of them, only the roles that work with people there
    "first page": (STAFF, False),  # a landlord's is Idag; D: an auditor is sent on from it
    "lists of papers": (AT_WORK - {"caretaker"}, False),
    "files and money": (OFFICE, False),  # A, D: handled by rent officers and managers
    "written to people": (OFFICE, False),  # docs/how-to/messages.md: rent officers and managers write to tenants
    "how we have worked": (OFFICE, False),  # E: what the office itself has done, counted; rows by who may open a home
    "to the agency": (OFFICE | {"protected_handler"}, False),  # D: rows of the protected by a named handler only
    "run by a manager": (frozenset({"manager"}), False),  # A: Rummet; D: agencies, large files
    "roles": (frozenset({"manager", "administrator"}), False),  # underway: a manager takes in colleagues
    "protection": (frozenset({"manager", "protected_handler"}), False),  # B: for a manager; addresses by a handler
    "review of the log": (frozenset({"auditor"}), False),  # D
    "review of openings": (frozenset({"manager", "auditor"}), False),  # B, C: chef and loggranskare
    "of colleagues": (AT_WORK, False),  # E: names who is away and who stands in, to those who work with people
    "for all staff": (STAFF, False),  # D: tells all staff
    # B: asked for by one and approved by another, among those who name handlers and give roles
    "two people": (frozenset({"manager", "administrator", "protected_handler"}), False),
}

PAGE_CLASSES = {
    "of a person": """attachments attachment letters letter letter_write letter_pdf letter_posted
        consents consent_form consent_file consent_give
        consent_withdraw consent_told protection tenant call contact promise claim release matter
        matter_person matter_person_remove matter_details matter_source matter_assign matter_unassign matter_move
        matter_event matter_close matter_reopen matter_notices checklist checklist_mark checklist_phase
        evictions eviction_day eviction_respite eviction_reply eviction_attendance eviction_item eviction_outcome
        terminations termination_facts undertaking_give
        notes note_write note_mend note_reference note_carried note_undo note_day note_day_pdf
        contacts contact_add contact_not_told visits visit_plan visit_out visit_back visit_outcome visit_cancel
        support support_plan support_causes support_cause_strike support_budget support_offer support_change
        support_goal support_result support_word representatives representative_write representative_end rent_payer
        rights_told follow_up follow_up_done follow_up_rent
        children children_details children_fact children_along children_hand_over child_work child_decide child_note""",
    "of a person, by the office alone": "pause end_pause deferral message_new contact_wish",
    "of a person, decided in the office": """matter_begin matter_decide matter_paper
        matter_payment matter_payment_back matter_proposal matter_status
        decide decision decision_fact decision_prepare decision_ask decision_paper
        plan plan_new plan_end addendum""",
    "of a person, by a second person": "decision_answer",
    "of a person, by a manager": "attachment_remove bar checklist_follow",
    "of a person, by a handler": "mail_sheets",
    "of a person's paper": """hand_over paper paper_place paper_done paper_again paper_throw_away paper_left
        paper_recall paper_recall_task paper_file paper_pdf""",
    "of what came in": "notice notice_receipt notice_facts notice_standpoint notice_duty notice_strike",
    "of what came in, by a manager": "notice_seen",
    "lists of one kind of room": """idag they_called harm ways matter_search matter_new inbox notice_register
        notice_search visit_round to_childrens_unit not_in_record""",
    "first page": "today front",
    "lists of people": "consents_here consent_form_blank protection_done break_glass break_glass_close",
    "lists of papers": "papers paper_by_hand paper_file_in hand_over_counts",
    "files and money": """files file file_mapping file_accept file_discard file_errors payments payment payment_place
        payment_seek payment_set_aside payment_take_back payment_confirm""",
    "written to people": """outbox outbox_decide message_bulk message_sender
        letter_bundles letter_bulk letter_bundle letter_bundle_file""",
    "to the agency": "collection collection_review collection_file decisions plans",
    "how we have worked": "chances chance_report chance_reason chance_file",
    "run by a manager": """family_meaning message_rules reference_rates way_drafts way_draft way_take_back way_try
        way_trial protection_rules protection_addresses about
        keep_help_contact remove_help_contact record_purpose agencies early_signal
        early_signal_end
        letter_wordings letter_wording letter_wording_force letter_wording_back exports
        decide_export counterparts counterpart_keep ourselves_keep signing_rights signing_right_end
        notes_thin record_setting""",
    "roles": "members member_take_in member_let_out role_give role_take member_attest member_same",
    "protection": "protected handler_ask protection_end bar_lift",
    "review of the log": """log_review log_month make_log_review check_trail log_item judge_log_item open_log_item
        extracts extract approve_extract""",
    "review of openings": "openings opening_review",
    "for all staff": "log_review_info",
    "of colleagues": "standing_in",
    "two people": "requests request_decide",
}
CLASS_OF = {page: name for name, pages in PAGE_CLASSES.items() for page in pages.split()}
CLASS_OF |= dict.fromkeys(("agency_files", "agency_file_accept", "agency_file_discard"), "files and money")


def opens(who: Asker, kind: str, page: str, relation: str) -> bool:
    """May ``who`` open ``page`` about what stands to them as ``relation``? KeyError for a page without a class."""
    name = CLASS_OF[page]
    if kind == "landlord" and page == "matter":
        name = "of a person, decided in the office"  # there it is a home's matters at the agency
    roles, about_one = CLASSES[name]
    if name == "lists of one kind of room" or page == "today":
        roles = WORKS_WITH_PEOPLE[kind] | ({"auditor"} if page == "today" else NOBODY)
    if who.stands != "member" or not who.roles & roles:
        return False
    return opens_people(who, kind, relation) if about_one else True
