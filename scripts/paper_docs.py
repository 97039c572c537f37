"""Write the tables in docs/how-to/papers.md from the code. ``make docs``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kvarbo.core.law.secrecy.vocabulary import LANDLORDS, Party
from kvarbo.doors.papers.fields import Field, fields_of
from kvarbo.doors.papers.kinds import KINDS, PaperKind

PAGE = Path(__file__).resolve().parents[1] / "docs" / "how-to" / "papers.md"
RENTING = LANDLORDS - {Party.TENANT_OWNER_ASSOCIATION}


def parties(of: Iterable[Party]) -> str:
    """Who they are, with the usual groups named as one."""
    left, words = set(of), []
    if len(left) > 10:
        return "any organisation"
    for group, name in ((LANDLORDS, "landlords and associations"), (RENTING, "landlords")):
        if group <= left:
            words.append(name)
            left -= group
    return ", ".join(words + [f"`{party}`" for party in Party if party in left])


def kinds() -> str:
    """One row for each kind."""
    head = (
        "| kind | Swedish | from | to | rests on | always tells | names people |\n"
        "| --- | --- | --- | --- | --- | --- | --- |"
    )
    rows = [
        f"| `{kind}` | {one.title} | {parties(one.senders)} | {parties(one.receivers)} | "
        f"{one.basis}{f' ({one.notice})' if one.notice else ''} | "
        f"{', '.join(f'`{fact}`' for fact in one.facts) or 'what its content tells'} | "
        f"{'yes' if one.names_people else 'no'} |"
        for kind, one in KINDS.items()
    ]
    return "\n".join([head, *rows])


def fields() -> str:
    """The fields of each kind, in their order."""
    told = []
    for kind in PaperKind:
        rows = "\n".join(row(field) for field in fields_of(kind))
        told.append(f"**`{kind}`**\n\n| field | label | written as | |\n| --- | --- | --- | --- |\n{rows}\n")
    return "\n".join(told).rstrip()


def row(field: Field) -> str:
    """One field: a list says of what, a choice among what."""
    return f"| `{field.name}` | {field.label} | {how(field)} | {'required' if field.required else ''} |"


def how(field: Field) -> str:
    """How a field is written."""
    if field.shown_as == "list" and field.row is not None:
        return f"list of at most {field.most}: {how(field.row)}"
    if field.shown_as == "group":
        return "object: " + ", ".join(f"`{part.name}`" for part in field.fields)
    if field.shown_as == "choice":
        return "one of " + ", ".join(f"`{value}`" for value, _ in field.choices)
    if field.shown_as == "fixed":
        return f"always `{str(field.value).lower() if isinstance(field.value, bool) else field.value}`"
    return field.shown_as + (f", at most {field.longest}" if field.shown_as in ("text", "note") else "")


def page(text: str) -> str:
    """The page with what stands between its marks written anew."""
    for name, made in (("kinds", kinds()), ("fields", fields())):
        marks = f"<!-- {name}: written by make docs -->", f"<!-- end of {name} -->"
        pattern = re.compile(f"({re.escape(marks[0])}).*?({re.escape(marks[1])})", re.DOTALL)
        text = pattern.sub(lambda found, made=made: f"{found[1]}\n{made}\n{found[2]}", text)
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
