"""Regelförteckning: every rule of law there is, found by walking the acts' folders. A rule needs no registration:
a file ``core/law/<act>/<rule>.py`` with a function of the same name is one.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

from kvarbo.core.finding import Finding
from kvarbo.core.law.fact_reading import BadFact, how_to_write, is_optional, reader_of

PACKAGE = "kvarbo.core.law"
CITATION = re.compile(
    r"\b(?:JB|BRL|SoL|SoF|OSL|UB|UF|BFL|FL|FOL|KL|RF|SoLPuL|SoLPuF) \d+(?::\d+)?(?: [a-z]\b)?(?: §)?"
    r"|\b(?:\w*(?:[Ll]ag|[Ff]örordning)(?:en)?|FFFS|SFS) \(?\d{4}:\d+\)?(?: \d+(?: [a-z])? §)?"
)


class UnknownRule(LookupError):
    """No rule has that name, or several acts have one each; the message says which names there are."""


@dataclass(frozen=True, slots=True)
class AskedFact:
    """One thing a rule asks for: its name, its type as the rule declares it, and whether it may be left out."""

    name: str
    kind: Any
    required: bool
    read: Callable[[Any, str], Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of law: the function, what it asks for, and the type of its answer."""

    act: str
    name: str
    function: Callable[..., Finding[Any]]
    facts: tuple[AskedFact, ...]
    answer: Any

    @property
    def full_name(self) -> str:
        """``<act>.<rule>``, which no other rule has."""
        return f"{self.act}.{self.name}"

    @property
    def summary(self) -> str:
        """The first sentence of the rule's docstring; it opens with the Swedish term."""
        return (inspect.getdoc(self.function) or "").partition("\n\n")[0].replace("\n", " ")

    def read(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Facts as they were written, turned into what the rule takes; raises :class:`BadFact` in Swedish."""
        known = {fact.name: fact for fact in self.facts}
        for name in given:
            if name not in known:
                raise BadFact(_unknown_fact(self, name))
        read: dict[str, Any] = {}
        for fact in self.facts:
            written = given.get(fact.name)
            if written is not None and written != "":
                read[fact.name] = fact.read(written, fact.name)
            elif fact.required:
                if not is_optional(fact.kind):
                    raise BadFact(
                        f"{fact.name} saknas, och {self.name} kan inte svara utan det. Skriv {how_to_write(fact.kind)}."
                    )
                read[fact.name] = None
        return read

    def ask(self, given: Mapping[str, Any]) -> Finding[Any]:
        """The rule's answer to facts as they were written; raises ValueError or LookupError in Swedish."""
        return self.function(**self.read(given))


def _unknown_fact(rule: Rule, name: str) -> str:
    names = [fact.name for fact in rule.facts]
    near = get_close_matches(name, names, n=1)
    hint = f" Menade du {near[0]}?" if near else ""
    return f"{rule.name} frågar inte efter {name!r}.{hint} Den frågar efter: {', '.join(names)}."


@cache
def rule_names() -> tuple[str, ...]:
    """Every rule as ``<act>.<rule>``, in alphabetical order; nothing is imported to find them."""
    acts = [act for act in files(PACKAGE).iterdir() if (act / "__init__.py").is_file()]
    return tuple(sorted(f"{act.name}.{stem}" for act in acts for stem in _rules_in(act)))


def _rules_in(act: Traversable) -> list[str]:
    stems = [file.name.removesuffix(".py") for file in act.iterdir() if file.name.endswith(".py")]
    return [stem for stem in stems if f"\ndef {stem}(" in (act / f"{stem}.py").read_text(encoding="utf-8")]


def find(name: str) -> Rule:
    """The rule with that name: ``recovery_period``, ``recovery-period`` or ``jordabalken.recovery_period``."""
    wanted = name.replace("-", "_")
    found = [known for known in rule_names() if wanted in (known, known.partition(".")[2])]
    if len(found) == 1:
        return _load(found[0])
    if found:
        raise UnknownRule(f"Flera lagar har en regel som heter {name}. Skriv {' eller '.join(found)}.")
    short = {known.partition(".")[2] for known in rule_names()}
    near = get_close_matches(wanted.rpartition(".")[2], sorted(short), n=3)
    hint = f"Menade du {' eller '.join(near)}?" if near else "Se alla regler med: kvarbo law list."
    raise UnknownRule(f"Ingen regel heter {name}. {hint}")


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of :func:`rule_names`."""
    return tuple(_load(name) for name in rule_names())


@cache
def _load(full_name: str) -> Rule:
    act, _, name = full_name.partition(".")
    function = getattr(import_module(f"{PACKAGE}.{full_name}"), name)
    hints = get_type_hints(function)
    facts = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            raise TypeError(f"The rule {full_name} takes {parameter.name} by position; facts are keyword-only.")
        kind = hints[parameter.name]
        facts.append(AskedFact(parameter.name, kind, parameter.default is inspect.Parameter.empty, reader_of(kind)))
    (answer,) = get_args(hints["return"])
    return Rule(act, name, function, tuple(facts), answer)


@cache
def values_used(full_name: str) -> tuple[str, ...]:
    """The names of the dated values that a rule's file speaks of, also those it takes from other files."""
    from kvarbo.core.values import all_values  # here, so that naming the rules needs no YAML

    module = import_module(f"{PACKAGE}.{full_name}")
    spoken = set(re.findall(r'"([^"\n]+)"', inspect.getsource(module)))
    spoken |= {value for value in vars(module).values() if isinstance(value, str)}
    return tuple(sorted(name for name in spoken if name in all_values()))


@cache
def paragraphs_of(full_name: str) -> tuple[str, ...]:
    """The paragraphs a rule can cite, in alphabetical order: in its own and its act's files, in its values."""
    from kvarbo.core.values import all_values

    module = import_module(f"{PACKAGE}.{full_name}")
    texts = [inspect.getsource(module), *(value for value in vars(module).values() if isinstance(value, str))]
    texts += [inspect.getsource(import_module(name)) for name in _vocabulary_of(full_name)]
    cited = {match.group() for text in texts for match in CITATION.finditer(text)}
    return tuple(sorted(cited | {all_values()[name].cite for name in values_used(full_name)}))


def _vocabulary_of(full_name: str) -> set[str]:
    """The modules of the same act that a rule leans on and that are no rules themselves, wherever they are imported."""
    act, rules = full_name.partition(".")[0], {f"{PACKAGE}.{name}" for name in rule_names()}
    imported = re.compile(rf"^from ({re.escape(f'{PACKAGE}.{act}')}\.\w+) import", re.MULTILINE)
    found: set[str] = set()
    waiting = [f"{PACKAGE}.{full_name}"]
    while waiting:
        named = set(imported.findall(inspect.getsource(import_module(waiting.pop())))) - rules - found
        found |= named
        waiting += named
    return found


def acts() -> Mapping[str, str]:
    """Each act's folder and its name, as the docstring of the folder tells it."""
    names = dict.fromkeys(name.partition(".")[0] for name in rule_names())
    return MappingProxyType({act: inspect.getdoc(import_module(f"{PACKAGE}.{act}")) or act for act in names})
