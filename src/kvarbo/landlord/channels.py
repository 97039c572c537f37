"""Ways by which a landlord's own data about its tenants show. Nothing of it rests on a consent."""

from __future__ import annotations

from kvarbo.doors.channels.registry import CANARY, OWN, OWN_JOBS, Channel, ChannelKind, of_room


def _own(name: str, kind: ChannelKind, shows: str, *names: str, **more: tuple[str, ...]) -> Channel:
    routes = of_room("landlord", *names)
    return Channel(name, kind, shows, rests_on_consent=False, revocation=OWN, canary=CANARY, routes=routes, **more)


CHANNELS = (
    _own("Idag", ChannelKind.LIST, "whom to reach today", "today", "idag"),
    _own("De ringde oss", ChannelKind.SEARCH, "who is found by name, number or address", "they_called"),
    _own(
        *("the tenant", ChannelKind.PAGE, "one lease, the people in it, the debt and what has happened"),
        *("tenant", "call", "contact", "promise", "claim", "release", "pause", "deferral", "end_pause"),
    ),
    _own(
        *("the landlord's files", ChannelKind.LIST, "rows of a list and what is wrong with them"),
        *("files", "file", "file_mapping", "file_accept", "file_discard"),
        templates=("rent/file_progress.html",),
    ),
    _own(
        *("faults in a file", ChannelKind.FILE, "the rows of a list that could not be read", "file_errors"),
        files=("kvarbo.landlord.rent.pages.file_errors",),
    ),
    _own(
        *("payments", ChannelKind.LIST, "who has paid what", "payments", "payment", "payment_place", "payment_seek"),
        *("payment_set_aside", "payment_take_back", "payment_confirm"),
    ),
    _own(
        *("debt collection", ChannelKind.LIST, "what the agency has and is to have", "collection", "collection_review"),
        *("agency_files", "agency_file_accept", "agency_file_discard", "matter", "matter_status", "matter_payment"),
        *("matter_payment_back", "matter_paper", "matter_proposal", "matter_decide", "matter_begin"),
    ),
    _own(
        *("file to the agency", ChannelKind.FILE, "debts given to the landlord's own collector", "collection_file"),
        files=("kvarbo.landlord.collection.pages.collection_file",),
    ),
    _own(
        *("messages to tenants", ChannelKind.PAGE, "the exact text to each person, and who gets none and why"),
        *("message_new", "message_bulk", "contact_wish"),
    ),
    _own(
        *("the outbox", ChannelKind.LIST, "what waits, what has gone, what came of it and who decided"),
        *("outbox", "outbox_decide"),
    ),
    _own(
        *("letters to many", ChannelKind.PAGE, "who gets a letter and who does not and why, and what came of each"),
        *("letter_bulk", "letter_bundle"),
        templates=("bundles/bundle.html",),
    ),
    _own(
        *("the print file", ChannelKind.FILE, "letters as they were made, with a cover list of names and addresses"),
        "letter_bundle_file",
    ),
    _own(
        *("a trial of two ways of working", ChannelKind.LIST, "homes where the two would have asked for other things"),
        "way_trial",
        templates=("ways/trial.html",),
    ),
    _own(
        *("the same chance", ChannelKind.LIST, "what each home was given before a step against it"),
        *("chance_report", "chance_reason"),
        templates=("same_chance/report.html",),
    ),
    _own(
        *(
            "the same chance in a file",
            ChannelKind.FILE,
            "the same by number of the lease, nobody named",
            "chance_file",
        ),
        files=("kvarbo.landlord.same_chance.pages.chance_file",),
    ),
    Channel(
        name="text messages and e-mail",
        kind=ChannelKind.MESSAGE,
        shows="a discreet text to the person themselves, asked about again when it leaves; it tells nothing of others",
        rests_on_consent=False,
        revocation=OWN_JOBS,
        canary=(
            "tests.landlord.messages.test_pages"
            "::test_two_on_a_lease_get_a_message_each_and_neither_holds_anything_of_the_other"
        ),
    ),
    _own(
        *("payment plans and addenda", ChannelKind.LIST, "what is agreed, how each part came, what is reviewed when"),
        *("plans", "plan", "plan_new", "plan_end", "addendum"),
    ),
    _own(
        *("decisions about leases", ChannelKind.LIST, "how a decision stands, its facts and its days", "decisions"),
        *("decide", "decision", "decision_fact", "decision_prepare", "decision_ask", "decision_answer"),
    ),
    _own(
        *("statutory forms", ChannelKind.FILE, "the underrättelse and the message to the board", "decision_paper"),
        files=("kvarbo.landlord.notices.fact_pages.decision_paper",),
    ),
    Channel(
        name="work in the background",
        kind=ChannelKind.JOB,
        shows="nothing by itself: it reads the landlord's files, works out the lists above, makes letters and trials",
        rests_on_consent=False,
        revocation=OWN_JOBS,
        canary=OWN_JOBS,
        jobs=("go_through", "read_in", "make_letters", "try_ways", "same_chance"),
    ),
)
_OFFICE = "the room's own settings and a member's own number, and no person in a home"
_ABOUT = "the room's own settings, and no person"
NOBODY = {
    "landlord:letter_bundles": "kinds of letters, days and counts; nobody is named",
    **dict.fromkeys(
        ("landlord:ways", "landlord:way_drafts", "landlord:way_draft", "landlord:way_take_back", "landlord:way_try"),
        "the landlord's rules and whole numbers of what they ask for; nobody is named",
    ),
    "landlord:chances": "kinds of steps, days and counts; nobody is named",
    "landlord:harm": "what to say and whom to call; nobody is named",
    **dict.fromkeys(("landlord:about", "landlord:keep_help_contact", "landlord:remove_help_contact"), _ABOUT),
    **dict.fromkeys(("landlord:message_sender", "landlord:message_rules"), _OFFICE),
    **dict.fromkeys(("landlord:record_purpose", "landlord:agencies", "landlord:reference_rates"), _ABOUT),
}
