"""Ways by which a consent shows, and the one by which what rests on it leaves: the hand-over of a paper."""

from __future__ import annotations

from kvarbo.doors.channels.registry import Channel, ChannelKind
from kvarbo.house.kinds import RoomKind

CANARY = "tests.isolation.test_matrix::test_no_cell_of_a_page_tells_or_changes_more_than_it_may"
HERE = "tests.doors.channels.test_revocation"


def _everywhere(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind.value, name) for kind in RoomKind for name in names)


CHANNELS = (
    Channel(
        name="consents",
        kind=ChannelKind.PAGE,
        shows="what a person has consented to and what it opens",
        rests_on_consent=True,
        revocation=f"{HERE}::test_the_page_opens_nothing_after_a_withdrawal",
        canary=CANARY,
        routes=_everywhere("consents", "consent_give", "consent_withdraw", "consent_told"),
    ),
    Channel(
        name="consents that end soon",
        kind=ChannelKind.LIST,
        shows="whose consent ends within a month and what it opens",
        rests_on_consent=True,
        revocation=f"{HERE}::test_the_list_drops_what_was_taken_back",
        canary=CANARY,
        routes=_everywhere("consents_here"),
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
        routes=_everywhere("consent_file"),
        files=("kvarbo.doors.consent.pages.consent_file",),
    ),
    Channel(
        name="the form to print",
        kind=ChannelKind.PRINT,
        shows="a person's name and number on a form that is not signed yet",
        rests_on_consent=False,
        revocation="tests.doors.channels.test_own_data::test_what_shows_there_rests_on_no_consent",
        canary=CANARY,
        routes=_everywhere("consent_form"),
    ),
    Channel(
        name="hand-over of a paper",
        kind=ChannelKind.PAPER,
        shows="what the rules of secrecy let be told to a counterpart by a consent that is held while it is sent",
        rests_on_consent=True,
        revocation=(
            "tests.doors.consent.test_races::test_nothing_is_handed_over_after_a_withdrawal_in_a_hundred_interleavings"
        ),
        canary=(
            "tests.doors.consent.test_actions"
            "::test_a_consent_towards_one_landlord_opens_nothing_towards_another_of_its_kind"
        ),
    ),
)

# Shows nobody: what, and why.
NOBODY = {f"{kind.value}:consent_form_blank": "an empty form" for kind in RoomKind}
