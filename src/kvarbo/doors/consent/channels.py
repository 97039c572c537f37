"""Ways by which a consent shows: its page, its list, its form, and whatever tab stands open with them."""

from __future__ import annotations

from kvarbo.doors.channels.registry import CANARY, OWN, Channel, ChannelKind, everywhere
from kvarbo.house.kinds import RoomKind

HERE = "tests.doors.channels.test_revocation"


CHANNELS = (
    Channel(
        name="consents",
        kind=ChannelKind.PAGE,
        shows="what a person has consented to and what it opens",
        rests_on_consent=True,
        revocation=f"{HERE}::test_the_page_opens_nothing_after_a_withdrawal",
        canary=CANARY,
        routes=everywhere("consents", "consent_give", "consent_withdraw", "consent_told"),
    ),
    Channel(
        name="consents that end soon",
        kind=ChannelKind.LIST,
        shows="whose consent ends within a month and what it opens",
        rests_on_consent=True,
        revocation=f"{HERE}::test_the_list_drops_what_was_taken_back",
        canary=CANARY,
        routes=everywhere("consents_here"),
    ),
    Channel(
        name="a tab that stands open",
        kind=ChannelKind.OPEN_TAB,
        shows="the next request from a page opened before the withdrawal, refreshed or with its form sent",
        rests_on_consent=True,
        revocation=f"{HERE}::test_an_open_tab_shows_and_sends_nothing_more_at_its_next_request",
        canary=CANARY,
    ),
    Channel(
        name="the signed form",
        kind=ChannelKind.FILE,
        shows="the paper a person signed, also after it was taken back: it proves what was said, and opens nothing",
        rests_on_consent=True,
        revocation=f"{HERE}::test_the_signed_form_stays_as_proof_and_opens_nothing",
        canary=CANARY,
        routes=everywhere("consent_file"),
        files=("kvarbo.doors.consent.pages.consent_file",),
    ),
    Channel(
        name="the form to print",
        kind=ChannelKind.PRINT,
        shows="a person's name and number on a form that is not signed yet",
        rests_on_consent=False,
        revocation=OWN,
        canary=CANARY,
        routes=everywhere("consent_form"),
    ),
)

# Shows nobody: what, and why.
NOBODY = {f"{kind.value}:consent_form_blank": "an empty form" for kind in RoomKind}
