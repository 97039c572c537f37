"""Ways by which papers show and leave: the hand-over, the courier, the lists, one paper, its print and its file."""

from __future__ import annotations

from kvarbo.doors.channels.registry import CANARY, Channel, ChannelKind, everywhere, of_room

HERE = "tests.doors.channels.test_revocation_of_papers"

CHANNELS = (
    Channel(
        name="hand-over of a paper",
        kind=ChannelKind.PAPER,
        shows="what the rules of secrecy let be told to a counterpart by a consent that is held while it is sent",
        rests_on_consent=True,
        revocation=f"{HERE}::test_nothing_is_handed_over_when_it_is_taken_back_between_the_showing_and_the_sending",
        canary=(
            "tests.doors.consent.test_actions"
            "::test_a_consent_towards_one_landlord_opens_nothing_towards_another_of_its_kind"
        ),
        routes=everywhere("hand_over"),
    ),
    Channel(
        name="the courier",
        kind=ChannelKind.COMMAND,
        shows="a paper that waits, to the counterpart's room or folder; what rests on a consent is asked about again",
        rests_on_consent=True,
        revocation=f"{HERE}::test_a_paper_that_waits_is_not_carried_after_a_withdrawal",
        canary="tests.doors.post.test_courier::test_a_paper_goes_from_room_to_room_and_a_receipt_comes_back",
        commands=("post", "tick", "work"),
    ),
    Channel(
        name="papers",
        kind=ChannelKind.LIST,
        shows="papers in and out; one whose consent was taken back says so in the place of its state",
        rests_on_consent=True,
        revocation=f"{HERE}::test_the_list_and_the_page_mark_what_has_left_and_say_whom_to_tell",
        canary=CANARY,
        routes=everywhere("papers", "paper_file_in"),
    ),
    Channel(
        name="one paper",
        kind=ChannelKind.PAGE,
        shows="our own copy: what has left stays and is marked, with the way to whom to tell",
        rests_on_consent=True,
        revocation=f"{HERE}::test_the_list_and_the_page_mark_what_has_left_and_say_whom_to_tell",
        canary=CANARY,
        routes=everywhere(
            *("paper", "paper_left", "paper_recall", "paper_recall_task", "paper_place", "paper_done", "paper_again"),
            "paper_throw_away",
        ),
    ),
    Channel(
        name="the print of a paper",
        kind=ChannelKind.PRINT,
        shows="a paper to post or hand over, until its consent is taken back; afterwards only what has left already",
        rests_on_consent=True,
        revocation=f"{HERE}::test_no_print_and_no_file_of_what_has_not_left_is_taken_out_after_a_withdrawal",
        canary=CANARY,
        routes=everywhere("paper_pdf"),
        files=("kvarbo.doors.post.sent_pages._download",),
    ),
    Channel(
        name="the file of a paper",
        kind=ChannelKind.FILE,
        shows="a paper to carry to another installation; one that lies in the folder is taken out of it again",
        rests_on_consent=True,
        revocation=f"{HERE}::test_a_file_that_lies_in_the_folder_is_taken_out_of_it_after_a_withdrawal",
        canary=CANARY,
        routes=everywhere("paper_file"),
    ),
)

_TYPED = "a form that shows what is typed into it to who types it, and no more"
_ORGANISATIONS = "names organisations, and no person in a matter"
NOBODY = {
    **{f"{kind}:{name}": _TYPED for kind, name in everywhere("paper_by_hand")},
    **{f"{kind}:{name}": "counts and fixed phrases; nobody is named" for kind, name in everywhere("hand_over_counts")},
    **{
        f"{kind}:{name}": _ORGANISATIONS
        for kind, name in everywhere("counterparts", "counterpart_keep", "ourselves_keep")
    },
    **{
        f"{kind}:{name}": "the landlord's own weighing, about no tenant"
        for kind, name in of_room("landlord", "early_signal", "early_signal_end")
    },
}
