"""docs/rules.md: every rule with its paragraphs, its worked examples and where it is shown, written from the code."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import yaml

from kvarbo.core.law import catalogue
from kvarbo.core.law.catalogue import PACKAGE, Rule

PAGE = Path("docs/rules.md")
CASES = (Path("cases/law"), Path("cases/disclosures"))

OPENING = """# The rules of law

Every rule Kvarbo answers by, as the code has it: what it answers, the paragraphs its answers cite, the worked examples
that hold it to the law's words, and where it is shown. A rule is a file in `src/kvarbo/core/law/<act>/` with a function
of the same name; it answers `Finding(value, steps)`, and each step has a Swedish sentence and its paragraph. Ask one
with `kvarbo law <rule> --fact name=value`, read one with `kvarbo law explain <rule> --on DAY`.

It is decision support, not legal advice. Written by `kvarbo law document`; a test holds the page to the code.
"""


def rules_told(root: Path) -> list[dict[str, Any]]:
    """Each rule with its paragraphs, cases and where it is shown, as JSON would have it."""
    cases, shown = _cases_by_rule(root), _shown_in(root)
    return [
        {
            "rule": rule.full_name,
            "summary": rule.summary,
            "facts": [fact.name for fact in rule.facts],
            "paragraphs": _cited(rule, cases.get(rule.full_name, [])),
            "values": list(catalogue.values_used(rule.full_name)),
            "cases": [{"file": file, "title": case["title"]} for file, case in cases.get(rule.full_name, [])],
            "shown_in": shown.get(rule.full_name, []),
        }
        for rule in catalogue.all_rules()
    ]


def page(root: Path) -> str:
    """The whole page."""
    told = rules_told(root)
    count = sum(len(rule["cases"]) for rule in told)
    lines = [OPENING, f"{len(told)} rules, {count} worked examples.", ""]
    for act, name in catalogue.acts().items():
        lines += [f"## {name.partition(chr(10))[0]}", ""]
        for rule in told:
            if rule["rule"].partition(".")[0] == act:
                lines += _section(rule)
    return "\n".join(lines)


def _section(rule: dict[str, Any]) -> list[str]:
    act, _, name = rule["rule"].partition(".")
    files = dict.fromkeys(case["file"] for case in rule["cases"])
    examples = "; ".join(f"{sum(case['file'] == file for case in rule['cases'])} in `{file}`" for file in files)
    shown = ", ".join(f"`{place}`" for place in rule["shown_in"]) or "on the command line only"
    lines = [f"### `{name}`", "", rule["summary"], "", f"- file: `src/kvarbo/core/law/{act}/{name}.py`"]
    lines.append(f"- asks for: {', '.join(f'`{fact}`' for fact in rule['facts'])}")
    lines.append(f"- paragraphs: {'; '.join(rule['paragraphs'])}")
    if rule["values"]:
        lines.append(f"- values: {', '.join(f'`{value}`' for value in rule['values'])}")
    return [*lines, f"- worked examples: {examples or 'none'}", f"- shown: {shown}", ""]


def _cases_by_rule(root: Path) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for file in (file for folder in CASES for file in sorted((root / folder).glob("*.yaml"))):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        rule = catalogue.find(content["rule"]).full_name
        found.setdefault(rule, []).extend((str(file.relative_to(root)), case) for case in content["cases"])
    return found


def _cited(rule: Rule, cases: list[tuple[str, dict[str, Any]]]) -> list[str]:
    """The sources of every step in the worked examples; examples of what is refused cite nothing."""
    sources: set[str] = set()
    for _, case in cases:
        try:
            steps = rule.ask(case["given"]).steps
        except (ValueError, LookupError):
            continue
        sources |= {part.strip() for step in steps for part in step.source.split(";")}
    return sorted(sources) or list(catalogue.paragraphs_of(rule.full_name))


def _shown_in(root: Path) -> dict[str, list[str]]:
    """The files outside the core that import each rule."""
    shown: dict[str, list[str]] = {}
    source = root / "src" / "kvarbo"
    names = set(catalogue.rule_names())
    for file in sorted(source.rglob("*.py")):
        if source / "core" in file.parents:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{PACKAGE}."):
                for name in {(node.module or "").removeprefix(f"{PACKAGE}.")} & names:
                    shown.setdefault(name, []).append(str(file.relative_to(source)))
    return shown
