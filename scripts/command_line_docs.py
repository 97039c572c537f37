"""Write docs/how-to/command-line.md from the command line itself. ``make docs``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from kvarbo.web.command_line import build_parser

PAGE = Path(__file__).resolve().parents[1] / "docs" / "how-to" / "command-line.md"

OPENING = """# The command line

`kvarbo` is one command; `make install` puts it in `.venv/bin`. The rule commands need no database. Where a file is
asked for, `-` reads standard input. With `--json` a command writes JSON instead of text.

The exit code is 0 when it went well, 1 when the input was refused (with a Swedish message that says what, where and
what to do), and 2 for wrong usage.

This page is written from the commands themselves by `make docs`, and a test holds it to them.
"""


def commands_of(parser: argparse.ArgumentParser, about: str = "") -> Iterator[tuple[argparse.ArgumentParser, str]]:
    """Every command that can be run, with the one-line help its group gives it."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield parser, about
    for group in groups:
        told = {choice.dest: choice.help or "" for choice in group._choices_actions}
        first_names = {id(command): name for name, command in reversed(group.choices.items())}
        for name, command in group.choices.items():
            if first_names[id(command)] == name:  # every rule of law is another name of the same command
                yield from commands_of(command, told.get(name, ""))


def written(action: argparse.Action) -> str:
    """How an argument is written: ``--month ÅÅÅÅ-MM``, ``FIL``, ``--json``."""
    names = ", ".join(action.option_strings)
    takes_nothing = action.nargs == 0
    choices = "|".join(map(str, action.choices)) if action.choices else None
    value = "" if takes_nothing else str(action.metavar or choices or action.dest.upper())
    if not names and action.nargs in ("?", "*"):
        value = f"[{value}]"
    return f"{names} {value}".strip()


def meaning(action: argparse.Action) -> str:
    """The help text, with what holds when the argument is left out."""
    text = (action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%").replace("|", "\\|")
    return f"{text} (krävs)" if action.option_strings and action.required else text


def as_sentence(text: str) -> str:
    """With a capital first and a full stop last, as the one-line helps are written without."""
    text = text.strip()
    return text[:1].upper() + text[1:].removesuffix(".") + "."


def section(parser: argparse.ArgumentParser, about: str) -> str:
    """One command: heading, what it does, its arguments."""
    lines = [f"## `{parser.prog}`", "", as_sentence(parser.description or about), ""]
    arguments = [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]
    if arguments:
        lines += ["| argument | betydelse |", "| --- | --- |"]
        lines += [f"| `{written(action).replace('|', chr(92) + '|')}` | {meaning(action)} |" for action in arguments]
        lines.append("")
    if parser.epilog:
        lines += [parser.epilog.strip(), ""]
    return "\n".join(lines)


def page() -> str:
    """The whole page."""
    return "\n".join([OPENING, *(section(parser, about) for parser, about in commands_of(build_parser()))])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
