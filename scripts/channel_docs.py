"""Write the tables in docs/how-to/channels.md from the code. ``make docs``."""

from __future__ import annotations

import re
from pathlib import Path

from kvarbo.doors.channels.registry import Channel
from kvarbo.web.channels import CHANNELS, NOBODY

PAGE = Path(__file__).resolve().parents[1] / "docs" / "how-to" / "channels.md"


def channels() -> str:
    """One row for each channel."""
    head = "| channel | kind | shows | rests on a consent | revocation test |\n| --- | --- | --- | --- | --- |"
    return "\n".join([head, *(_row(one) for one in CHANNELS)])


def _row(one: Channel) -> str:
    module, _, test = one.revocation.partition("::")
    rests = "yes" if one.rests_on_consent else "no, the room's own"
    return f"| {one.name} | `{one.kind.value}` | {one.shows} | {rests} | `{module.rpartition('.')[2]}::{test}` |"


def nobody() -> str:
    """What shows nobody, by the reason: the rooms of an address stand after it."""
    rooms: dict[tuple[str, str], list[str]] = {}
    for way, why in NOBODY.items():
        room, _, name = way.rpartition(":")
        rooms.setdefault((why, name), []).append(room or "command")
    reasons: dict[str, list[str]] = {}
    for (why, name), where in rooms.items():
        reasons.setdefault(why, []).append(f"`{name}` ({'every room' if len(where) == 3 else ', '.join(where)})")
    rows = [f"| {', '.join(names)} | {why} |" for why, names in reasons.items()]
    return "\n".join(["| addresses and commands | why |", "| --- | --- |", *rows])


def page(text: str) -> str:
    """The page with what stands between its marks written anew."""
    for name, made in (("channels", channels()), ("nobody", nobody())):
        marks = f"<!-- {name}: written by make docs -->", f"<!-- end of {name} -->"
        pattern = re.compile(f"({re.escape(marks[0])}).*?({re.escape(marks[1])})", re.DOTALL)
        text = pattern.sub(lambda found, made=made: f"{found[1]}\n{made}\n{found[2]}", text)
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
