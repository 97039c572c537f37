"""Ways by which the social services' own data about people in matters show. Only the checklist looks at consents."""

from __future__ import annotations

from kvarbo.doors.channels.registry import CANARY, OWN, Channel, ChannelKind, of_room


def _own(name: str, kind: ChannelKind, shows: str, *names: str) -> Channel:
    routes = of_room("social", *names)
    return Channel(name, kind, shows, rests_on_consent=False, revocation=OWN, canary=CANARY, routes=routes)


CHANNELS = (
    _own("Mina ärenden", ChannelKind.LIST, "the matters of one's unit and those one is assigned to", "front"),
    _own(
        *("Inkorg", ChannelKind.LIST, "what came in, whom it is about, and what is decided of it", "inbox", "notice"),
        *("notice_facts", "notice_standpoint", "notice_duty", "notice_seen", "matter_notices", "notice_receipt"),
        "notice_strike",
    ),
    _own(
        "Sök bland det som kommit",
        ChannelKind.SEARCH,
        "what came in, by its number or whom it is about",
        "notice_search",
    ),
    _own("Sök ärende", ChannelKind.SEARCH, "who is found by name, number or the matter's number", "matter_search"),
    _own(
        *("the matter", ChannelKind.PAGE, "the people in it, where it came from and what has been done", "matter"),
        *("matter_person", "matter_person_remove", "matter_details", "matter_source", "matter_assign"),
        *("matter_unassign", "matter_move", "matter_event", "matter_close", "matter_reopen"),
    ),
    _own(
        *("a matter's eviction times", ChannelKind.PAGE, "when, who attends, the day's list and how it ended"),
        *("evictions", "eviction_day", "eviction_respite", "eviction_reply", "eviction_attendance", "eviction_item"),
        "eviction_outcome",
    ),
    _own(
        *("terminations in a matter", ChannelKind.PAGE, "what is owed, the last days, and the board's undertaking"),
        *("terminations", "termination_facts", "undertaking_give"),
    ),
    _own(
        *("a matter's notes and the text of a day", ChannelKind.PAGE, "notes, and what has happened day by day"),
        *("notes", "note_write", "note_mend", "note_reference", "note_carried", "note_undo", "note_day"),
    ),
    Channel(
        name="the text of a day as a PDF",
        kind=ChannelKind.FILE,
        shows="what happened and was written in a matter on a day; no address where somebody in it is protected",
        rests_on_consent=False,
        revocation=OWN,
        canary=CANARY,
        routes=of_room("social", "note_day_pdf"),
    ),
    _own(
        *("Inte fört till akten", ChannelKind.LIST, "days in matters that are not in the case record, and who wrote"),
        *("not_in_record", "notes_thin"),
    ),
    _own(
        *(
            "contacts and visits of a matter",
            ChannelKind.PAGE,
            "when somebody was tried or visited, by whom",
            "contacts",
        ),
        *("contact_add", "contact_not_told", "visits", "visit_plan", "visit_out", "visit_back", "visit_outcome"),
        "visit_cancel",
    ),
    _own("Dagens runda", ChannelKind.LIST, "where the unit's staff go that day, whom they visit", "visit_round"),
    _own(
        *("a matter's children", ChannelKind.PAGE, "the children concerned, what is done for each and handed over"),
        *("children", "children_details", "children_fact", "children_along", "children_hand_over"),
    ),
    _own(
        *("a matter's support and plan", ChannelKind.PAGE, "what the debt comes from, the budget, support and goals"),
        *("support", "support_plan", "support_causes", "support_cause_strike", "support_budget", "support_offer"),
        *("support_change", "support_goal", "support_result", "support_word"),
    ),
    _own(
        *("representatives and payers", ChannelKind.PAGE, "who speaks for whom, who pays, who was told they may stay"),
        *("representatives", "representative_write", "representative_end", "rent_payer", "rights_told"),
    ),
    _own(
        *("Till barnenheten", ChannelKind.LIST, "children handed over, and to those assigned the sealed notes"),
        *("to_childrens_unit", "child_work", "child_decide", "child_note"),
    ),
    _own(
        *("a closed matter's follow-up", ChannelKind.PAGE, "who looks again when, and how the rent was paid since"),
        *("follow_up", "follow_up_done"),
    ),
    Channel(
        name="the rent after a matter was closed",
        kind=ChannelKind.PAGE,
        shows="what the landlord has said of the rent, written in only by a consent that covers it then",
        rests_on_consent=True,
        revocation="tests.social.test_closing"
        "::test_the_landlords_word_is_refused_without_a_consent_and_after_it_was_taken_back",
        canary=CANARY,
        routes=of_room("social", "follow_up_rent"),
    ),
    Channel(
        name="a matter's checklist",
        kind=ChannelKind.PAGE,
        shows="whose matter it is, what has been marked in it, and whom one may ask and tell by which consent",
        rests_on_consent=True,
        revocation="tests.social.test_checklist_consent::test_the_checklist_opens_nothing_after_a_withdrawal",
        canary=CANARY,
        routes=of_room("social", "checklist", "checklist_mark", "checklist_phase", "checklist_follow"),
    ),
)
NOBODY = {
    "social:signing_rights": "who at the board may sign, for managers: it shows no person in a matter",
    "social:record_setting": "where the record is kept and who decided it, for managers: no person in a matter",
    "social:signing_right_end": "who at the board may sign, for managers: it shows no person in a matter",
    "social:harm": "what to say and whom to call; nobody is named",
    "social:keep_help_contact": "the room's own numbers to call, and no person",
    "social:remove_help_contact": "the room's own numbers to call, and no person",
    "social:family_meaning": "what a cooperation has agreed on and which unit is the children's: no person's data",
    "social:matter_new": "a form that shows what is typed into it to who types it, and no more",
    "social:notice_register": "a form that shows what is typed into it to who types it, and no more",
}
