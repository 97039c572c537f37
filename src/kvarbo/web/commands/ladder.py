"""``kvarbo ladder``: check a way of working, and play it day by day on written facts. Needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kvarbo.core.ladder.policy import Policy, Rule
    from kvarbo.core.ladder.replay import PlayedStep


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``ladder check`` and ``ladder replay`` to the command line."""
    parser = subparsers.add_parser("ladder", help="Kontrollera ett arbetssätt, eller spela upp det dag för dag.")
    commands = parser.add_subparsers(dest="ladder_command", required=True, metavar="VAD")
    _add_check(commands)
    _add_replay(commands)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "check",
        help="Kontrollera att ett arbetssätt går att använda.",
        description="Läser ett arbetssätt, säger vad som måste rättas eller visar stegen dag för dag.",
    )
    parser.add_argument(
        "policy", metavar="ARBETSSÄTT", help="namn (till exempel hemma), en YAML-fil, eller - för stdin"
    )
    parser.add_argument("--json", action="store_true", help="svara med JSON")
    parser.set_defaults(run=run_check)


def _add_replay(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "replay",
        help="Spela upp ett arbetssätt dag för dag på ett hyresavtal.",
        description="Frågar varje dag i perioden vad arbetssättet ber om, och skriver en JSON-rad per dag och steg. "
        "known_through i faktafilen säger hur långt betalningarna är kända: ett datum spelar med facit till dess, "
        "each_day spelar som det hade sett ut (varje dag kända till och med dagen före). null: ingen "
        "vet, allt som når hyresgästen väntar. Sägs inget spelas each_day, och varje rad säger det bland skälen.",
    )
    parser.add_argument("--policy", required=True, metavar="ARBETSSÄTT", help="namn, YAML-fil, eller - för stdin")
    parser.add_argument("--facts", required=True, metavar="FIL", help="YAML-fil med fakta, eller - för stdin")
    parser.add_argument("--from", required=True, dest="from_day", type=_day, metavar="DATUM", help="första dagen")
    parser.add_argument("--to", required=True, dest="to_day", type=_day, metavar="DATUM", help="sista dagen")
    parser.add_argument(
        "--assume",
        choices=["done", "nothing"],
        default="nothing",
        help="done: varje föreslaget steg görs samma dag utan att någon nås, om inte en händelse säger annat; "
        "nothing: bara det som faktafilen säger har hänt (%(default)s)",
    )
    parser.add_argument(
        "--waiting", action="store_true", help="visa också steg som väntar, första dagen de väntar på något nytt"
    )
    parser.add_argument("--text", action="store_true", help="skriv för läsning i stället för JSON-rader")
    parser.add_argument("--json", action="store_true", help="en JSON-rad per dag och steg (så skrivs det också annars)")
    parser.set_defaults(run=run_replay)


def run_check(arguments: argparse.Namespace) -> int:
    """Say whether the policy can be used; 1 with all that must be changed when it cannot, a line each."""
    try:
        policy = _policy(arguments.policy)
    except ValueError as refused:
        reasons = getattr(refused, "messages", (str(refused),))
        if arguments.json:
            print(json.dumps({"valid": False, "reason": reasons[0], "reasons": reasons}, ensure_ascii=False))
            return 1
        return _refuse("\n".join(reasons))
    print(json.dumps(_policy_as_json(policy), ensure_ascii=False) if arguments.json else _policy_as_text(policy))
    return 0


def run_replay(arguments: argparse.Namespace) -> int:
    """Play the period; 1 when the policy, the facts or the period will not do."""
    from kvarbo.core.facts_yaml import facts_file_from_yaml
    from kvarbo.core.ladder.replay import Assume, replay

    try:
        if arguments.to_day < arguments.from_day:
            raise ValueError(f"Perioden slutar {arguments.to_day}, före {arguments.from_day}. Byt plats på datumen.")
        if arguments.policy == arguments.facts == "-":
            raise ValueError("Bara en av --policy och --facts kan läsas från stdin. Skriv den andra som fil.")
        policy = _policy(arguments.policy)
        read = facts_file_from_yaml(_read(arguments.facts), where=_name(arguments.facts))
        played = replay(
            policy=policy,
            read=read,
            from_day=arguments.from_day,
            to_day=arguments.to_day,
            assume=Assume(arguments.assume),
            waiting=arguments.waiting,
        )
        for line in played:
            print(_as_text(line) if arguments.text else json.dumps(_as_json(line), ensure_ascii=False))
    except ValueError as refused:
        return _refuse(str(refused))
    return 0


def _policy(name_or_file: str) -> Policy:
    from kvarbo.core.ladder.loading import load_named, policy_from_yaml

    is_file = name_or_file == "-" or "/" in name_or_file or name_or_file.endswith((".yaml", ".yml"))
    if not is_file:
        return load_named(name_or_file)
    return policy_from_yaml(_read(name_or_file), where=_name(name_or_file))


def _read(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise ValueError(f"Filen {file} går inte att läsa ({error.strerror}). Kontrollera namnet.") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"Filen {_name(file)} är inte skriven i UTF-8. Spara om den som UTF-8.") from None


def _name(file: str) -> str:
    return "stdin" if file == "-" else Path(file).name


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} är inget datum. Skriv till exempel 2026-11-02.") from None


def _as_json(line: PlayedStep) -> dict[str, Any]:
    step = line.suggested
    return {
        "date": line.on.isoformat(),
        "step": step.step,
        "channel": step.channel,
        "who_first": [item.tag.value for item in step.who_first],
        "state": step.state,
        "waiting_for": step.waiting_for,
        "rule": step.rule,
        "month": f"{step.month:%Y-%m}",
        "due_on": step.due_on.isoformat(),
        "amount": step.amount / 100,
        "why": [f"{reason.text} [{reason.source}]" for reason in (*_first_reasons(line), *step.why)],
    }


def _first_reasons(line: PlayedStep) -> tuple[Any, ...]:
    from kvarbo.core.finding import Step

    return tuple(Step(f"Först: {item.text}", "fakta") for item in line.suggested.who_first)


def _as_text(line: PlayedStep) -> str:
    from kvarbo.core import swedish
    from kvarbo.core.facts import LadderStep
    from kvarbo.core.ladder.words import STEP_WORDS, TAG_WORDS

    step = line.suggested
    first = "".join(f" · {TAG_WORDS[item.tag]}" for item in step.who_first)
    waits = f" · väntar: {step.waiting_for}" if step.waiting_for else ""
    return f"{swedish.day(line.on)}: {STEP_WORDS[LadderStep(step.step)]} ({swedish.money(step.amount)}){first}{waits}"


def _policy_as_json(policy: Policy) -> dict[str, Any]:
    return {
        "valid": True,
        "policy": policy.name,
        "title": policy.title,
        "version": policy.version,
        "valid_from": policy.valid_from.isoformat(),
        "rules": [
            {
                "key": rule.key,
                "day": rule.day,
                "step": rule.step.value,
                "channels": [channel.value for channel in rule.channels],
                "who_first": [tag.value for tag in rule.who_first],
                "soft": rule.leaves_open is not None,
            }
            for rule in policy.rules
        ],
    }


def _policy_as_text(policy: Policy) -> str:
    from kvarbo.core import swedish

    head = f"{policy.title_and_version}, i kraft från {swedish.day(policy.valid_from)}. Inget att rätta."
    return "\n".join([head, *(_rule_as_text(rule) for rule in policy.rules)])


def _rule_as_text(rule: Rule) -> str:
    from kvarbo.core.ladder.words import STEP_WORDS, TAG_WORDS

    first = ", ".join(TAG_WORDS[tag] for tag in rule.who_first)
    return f"  {rule.day_words}: {STEP_WORDS[rule.step]}{f' (först: {first})' if first else ''}"


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 1
