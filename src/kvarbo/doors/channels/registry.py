"""Vad en kanal är. Each floor declares its own in its ``channels.py``; ``web/channels.py`` gathers them.

A page, a command, a kind of work or a file that belongs to no channel, and a channel whose tests are not there or do
not run, fail the build (``tests/doors/channels``). So whoever adds a way out also says what a withdrawal does to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kvarbo.house.kinds import RoomKind

CANARY = "tests.isolation.test_matrix::test_no_cell_of_a_page_tells_or_changes_more_than_it_may"
OWN = "tests.doors.channels.test_own_data::test_what_shows_there_rests_on_no_consent"
OWN_JOBS = "tests.doors.channels.test_own_data::test_work_in_the_background_reads_no_consent"


class ChannelKind(StrEnum):
    """Slag av kanal."""

    PAGE = "page"
    LIST = "list"
    SEARCH = "search"
    OPEN_TAB = "open_tab"
    FILE = "file"
    PRINT = "print"
    PAPER = "paper"
    COMMAND = "command"
    JOB = "job"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Channel:
    """En kanal. ``routes`` are (kind of room, name of the address), POST addresses that show the page again included.

    ``rests_on_consent`` False: what shows is the room's own, and its revocation test proves that the channel reads no
    consent. ``revocation`` and ``canary`` are tests as ``tests.module::test_name``. ``files`` are the functions that
    make an answer a file, ``templates`` those that ask again by themselves, both by their dotted or template names.
    """

    name: str
    kind: ChannelKind
    shows: str
    rests_on_consent: bool
    revocation: str
    canary: str
    routes: tuple[tuple[str, str], ...] = ()
    commands: tuple[str, ...] = ()
    jobs: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()


def of_room(kind: str, *names: str) -> tuple[tuple[str, str], ...]:
    """Routes of one kind of room."""
    return tuple((kind, name) for name in names)


def everywhere(*names: str) -> tuple[tuple[str, str], ...]:
    """Routes that every kind of room has."""
    return tuple((kind.value, name) for kind in RoomKind for name in names)
