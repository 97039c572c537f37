"""Alla kanaler: what each floor has declared, and the commands, which tell of nobody in a room."""

from __future__ import annotations

from kvarbo.doors.channels import ground
from kvarbo.doors.channels.registry import Channel
from kvarbo.doors.consent import channels as consent
from kvarbo.doors.post import channels as post
from kvarbo.landlord import channels as landlord
from kvarbo.social import channels as social

_FLOORS = (consent, post, ground, landlord, social)
CHANNELS: tuple[Channel, ...] = tuple(channel for floor in _FLOORS for channel in floor.CHANNELS)
_NO_ROOM = "reads what it is given and opens no room"
_COUNTS = "answers in counts; what it reads shows in the room"
NOBODY: dict[str, str] = {
    **{way: why for floor in _FLOORS for way, why in floor.NOBODY.items()},
    "counselling:front": "a first page that names nobody",
    **dict.fromkeys(("identity", "ladder", "law", "ledger", "letter", "paper", "payments"), _NO_ROOM),
    **dict.fromkeys(("demo", "demo_files"), "makes a town of made-up people"),
    **dict.fromkeys(("import_file", "trail"), _COUNTS),
    "room": "opens rooms and lets staff in",
}
