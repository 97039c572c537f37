"""Ways by which what every room has shows: attachments, protection, the log. The ground knows no doors, so it is here.

Nothing of it rests on a consent. A consent form among the attachments is a paper like others: it opens nothing.
"""

from __future__ import annotations

from kvarbo.doors.channels.registry import CANARY, OWN, OWN_JOBS, Channel, ChannelKind, everywhere, of_room

Routes = tuple[tuple[str, str], ...]


def _own(name: str, kind: ChannelKind, shows: str, routes: Routes, **more: tuple[str, ...]) -> Channel:
    return Channel(name, kind, shows, rests_on_consent=False, revocation=OWN, canary=CANARY, routes=routes, **more)


CHANNELS = (
    Channel(
        name="attachments",
        kind=ChannelKind.FILE,
        shows="files of a lease or a matter; a signed consent form among them proves no consent that holds",
        rests_on_consent=False,
        revocation=(
            "tests.doors.channels.test_revocation_of_papers"
            "::test_a_signed_form_among_the_attachments_is_no_consent_that_holds"
        ),
        canary=CANARY,
        routes=tuple(
            route
            for kind in ("landlord", "social")
            for route in of_room(kind, "attachments", "attachment", "attachment_remove")
        ),
        files=("kvarbo.ground.attachments.pages.attachment",),
    ),
    Channel(
        name="letters",
        kind=ChannelKind.PRINT,
        shows="letters to somebody as they were made, and a new one before it is kept",
        rests_on_consent=False,
        revocation=OWN,
        canary=CANARY,
        routes=tuple(
            route
            for kind in ("landlord", "social")
            for route in of_room(kind, "letters", "letter_write", "letter", "letter_pdf", "letter_posted")
        ),
        files=("kvarbo.ground.letters.answers.pdf_answer",),
    ),
    _own(
        *("protection of one household", ChannelKind.PAGE, "who is protected in it, who handles it and who is barred"),
        everywhere("protection", "protection_done", "bar"),
    ),
    _own("mail sheets", ChannelKind.PRINT, "the inner and outer sheet of a letter", everywhere("mail_sheets")),
    _own(
        *("protected people", ChannelKind.LIST, "numbers of protections and the names of their handlers"),
        everywhere("protected", "handler_ask", "protection_end", "bar_lift"),
    ),
    _own(
        *("nödöppning", ChannelKind.PAGE, "one household, for an hour, to who says why"),
        everywhere("break_glass", "break_glass_close", "openings", "opening_review"),
    ),
    _own(
        *("what needs two people", ChannelKind.LIST, "what somebody has asked for and who decides"),
        everywhere("requests", "request_decide"),
    ),
    _own(
        *("log review", ChannelKind.LIST, "who has looked at what, by names of members and ids"),
        everywhere("log_review", "log_month", "make_log_review", "check_trail", "log_item", "judge_log_item")
        + everywhere("open_log_item"),
    ),
    _own(
        *("extract", ChannelKind.PRINT, "who has looked at one person's data, to that person"),
        everywhere("extracts", "extract", "approve_extract"),
    ),
    Channel(
        name="the room's own work",
        kind=ChannelKind.JOB,
        shows="nothing by itself: it checks the trail and picks what an auditor is to look at",
        rests_on_consent=False,
        revocation=OWN_JOBS,
        canary=OWN_JOBS,
        jobs=("check_trail", "review_log"),
    ),
)

_STAFF = "names who works here, and nobody in a matter"
NOBODY = {
    **{
        f"{kind}:{name}": _STAFF
        for kind, name in everywhere(
            *("members", "member_take_in", "member_let_out", "member_attest", "member_same", "role_give", "role_take"),
            "standing_in",
        )
    },
    **{f"{kind}:{name}": "counts of what has left in files, by members" for kind, name in everywhere("exports")},
    **{f"{kind}:{name}": "a yes or a no about a file" for kind, name in everywhere("decide_export")},
    **{f"{kind}:{name}": "how the log is looked at, in general" for kind, name in everywhere("log_review_info")},
    **{
        f"{kind}:{name}": "the room's own settings, and no person"
        for kind, name in everywhere("protection_rules", "protection_addresses")
    },
    **{
        f"{kind}:letter_wording{more}": "the words of letters, about nobody, and examples about made-up people"
        for kind in ("landlord", "social")
        for more in ("s", "", "_force", "_back")
    },
}
