"""Reading a municipality's checklists from YAML. What cannot be meant is refused in words a caseworker understands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kvarbo.core.checklist.way import Checklist, ChecklistStep, LocalRules, MunicipalWay, Section
from kvarbo.core.checklist.words import REASONS_TO_GO_ON, Evidence, Gate, PhaseGround, ShownBy
from kvarbo.core.facts_yaml import load_yaml
from kvarbo.core.finding import Step
from kvarbo.core.yaml_fields import Fields, YamlRefused

MUNICIPALITIES = Path(__file__).resolve().parents[2] / "policies" / "municipalities"
CHILDREN = "children"


def named_ways() -> tuple[str, ...]:
    """The municipalities whose way of working comes with Kvarbo."""
    return tuple(sorted(path.stem for path in MUNICIPALITIES.glob("*.yaml")))


def load_named_way(name: str) -> MunicipalWay:
    """A way of working that comes with Kvarbo; an unknown name is refused with the names there are."""
    return way_from_yaml(text_of_way(name), where=f"{name}.yaml")


def text_of_way(name: str) -> str:
    """The file of a way of working, as it is written."""
    if name not in named_ways():
        raise YamlRefused(f"Arbetssättet ”{name}” finns inte. Det som finns: {', '.join(named_ways())}.")
    return (MUNICIPALITIES / f"{name}.yaml").read_text(encoding="utf-8")


def way_from_yaml(text: str, *, where: str) -> MunicipalWay:
    """Checked checklists, or a refusal that names the step and says what to do."""
    fields = Fields(load_yaml(text, where=where), where)
    title = fields.required("title", fields.text("title"))
    source = fields.required("source", fields.text("source"))
    local = _local(fields, title)
    lists = tuple(_checklist(item, title, local, source) for item in fields.items("checklists"))
    way = MunicipalWay(
        name=fields.required("way", fields.text("way")),
        title=title,
        version=fields.required("version", fields.text("version")),
        valid_from=fields.required("valid_from", fields.day("valid_from")),
        source=source,
        local=local,
        checklists=lists,
    )
    fields.nothing_else()
    _check(way, where)
    known = {step.key: step for one in lists for step in one.steps}
    return replace(way, checklists=tuple(replace(one, others=known) for one in lists))


def _local(fields: Fields, title: str) -> LocalRules:
    opening, attempts, support = (
        fields.mapping(key) for key in ("opening_phase", "unannounced_visit", "support_without_assessment")
    )
    weeks = opening.mapping("weeks")
    first, last = (weeks.required(key, weeks.whole(key, least=1)) for key in ("from", "to"))
    weeks.nothing_else()
    if last < first:
        weeks.refuse("to", f"riktmärket slutar efter {last} veckor, före {first}. Rätta det ena.")
    decision = support.text("decision") or ""
    if (support.required("decided", support.yes_no("decided"))) != bool(decision):
        support.refuse("decision", "skriv vilket beslut när decided är true, och null när nämnden inte har beslutat.")
    local = LocalRules(
        weeks=(first, last),
        weeks_why=_quoted(opening, title),
        go_on_for=tuple(PhaseGround(word) for word in opening.several_of("go_on_for", list(REASONS_TO_GO_ON))),
        attempts=attempts.required("attempts", attempts.whole("attempts", least=1)),
        ways=attempts.required("ways", attempts.whole("ways", least=1)),
        attempts_why=_quoted(attempts, title),
        support_decision=decision,
        support_why=_quoted(support, title),
    )
    for one in (opening, attempts, support):
        one.nothing_else()
    return local


def _quoted(fields: Fields, title: str) -> tuple[Step, ...]:
    """The quote a step or a value rests on and where it stands, what it leaves open, and what the law says today."""
    place = fields.required("place", fields.text("place"))
    quote = fields.required("quote", fields.text("quote"))
    steps = [Step(f"”{quote}”", f"{title}, {place}")]
    limits, open_end, law = fields.text("limits"), _soft(fields), fields.text("law_now")
    if limits:
        steps.append(Step(limits, f"{title}, {place}"))
    if open_end:
        steps.append(Step(f"Källan lämnar öppet: {open_end}", f"{title}, {place}"))
    if (law is None) != (not fields.has("cite")):
        fields.refuse("cite", "law_now och cite hör ihop: skriv vad lagen säger i dag och var, eller ta bort båda.")
    if law:
        steps.append(Step(law, fields.required("cite", fields.text("cite"))))
    return tuple(steps)


def _soft(fields: Fields) -> str | None:
    is_soft, leaves_open = fields.yes_no("soft") or False, fields.text("leaves_open")
    if is_soft != (leaves_open is not None):
        fields.refuse("soft", "soft: true och leaves_open hör ihop: skriv vad källan lämnar öppet, eller ta bort båda.")
    return leaves_open


def _checklist(fields: Fields, title: str, local: LocalRules, source: str) -> Checklist:
    key = fields.required("key", fields.text("key"))
    fields.where = f"{fields.where} ({key})"
    name, start = fields.required("title", fields.text("title")), fields.text("starts_with") or ""
    steps = tuple(step for section in fields.items("sections") for step in _section(section, title))
    if not steps:
        fields.refuse("sections", "listan har inga steg. Skriv minst ett.")
    if start and start != steps[0].key:
        fields.refuse("starts_with", f"listan börjar med ”{steps[0].key}”. Skriv det, eller ta bort raden.")
    fields.nothing_else()
    return Checklist(key, name, start, steps, local, source, {})


def _section(fields: Fields, title: str) -> Iterable[ChecklistStep]:
    section = Section(
        number=fields.required("number", fields.text("number")),
        title=fields.required("title", fields.text("title")),
        part=fields.text("part") or "",
    )
    steps = [_step(item, section, title) for item in fields.items("steps")]
    fields.nothing_else()
    if not steps:
        fields.refuse("steps", "avsnittet har inga steg. Skriv minst ett, eller ta bort avsnittet.")
    return steps


def _step(fields: Fields, section: Section, title: str) -> ChecklistStep:
    key = fields.required("key", fields.text("key"))
    fields.where = f"{fields.where} ({key})"
    is_soft = fields.raw("soft") is True
    step = ChecklistStep(
        key=key,
        section=section,
        title=fields.required("title", fields.text("title")),
        text=fields.text("text") or "",
        standing=_quoted(fields, title),
        gates=tuple(Gate(word) for word in fields.several_of("gates", list(Gate))),
        evidence=fields.choice("done_by", Evidence),
        shown_by=fields.choice("shown_by", ShownBy),
        when_children=fields.one_of("when", [CHILDREN]) is not None,
        requires=_keys(fields, "requires"),
        after=_keys(fields, "after"),
        same_as=_keys(fields, "same_as"),
        questions=_texts(fields, "questions"),
        skip_only=fields.text("skip_only") or "",
        needs_text=fields.yes_no("needs_text") or False,
        is_soft=is_soft,
    )
    fields.nothing_else()
    if step.same_as and (step.gates or step.evidence or step.shown_by):
        fields.refuse("same_as", "ett steg ur en annan lista får läget därifrån. Ta bort gates, done_by och shown_by.")
    if step.evidence and step.shown_by:
        fields.refuse("shown_by", "steget har redan done_by. Ta bort en av dem.")
    return step


def _texts(fields: Fields, key: str) -> tuple[str, ...]:
    value = fields.take(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        fields.refuse(key, "här ska stå en lista med texter, en på varje rad som börjar med streck.")
    return tuple(value)


def _keys(fields: Fields, key: str) -> tuple[str, ...]:
    value = fields.raw(key)
    return _texts(fields, key) if value is None or isinstance(value, list) else (str(fields.text(key)),)


def _check(way: MunicipalWay, where: str) -> None:
    """What only shows when the lists are read together: keys, and that what a step waits for exists before it."""
    if not way.checklists:
        raise YamlRefused(f"{where}, checklists: här finns ingen checklista. Skriv minst en.")
    seen: dict[str, ChecklistStep] = {}
    for one in way.checklists:
        if [other.key for other in way.checklists].count(one.key) > 1:
            raise YamlRefused(f"{where}, checklists: två listor heter ”{one.key}”. Ge dem var sitt namn.")
        for step in one.steps:
            if step.key in seen:
                raise YamlRefused(f"{where}, {one.key}: två steg heter ”{step.key}”. Ge dem var sitt namn.")
            _check_order(step, seen, f"{where}, {one.key} ({step.key})")
            seen[step.key] = step


def _check_order(step: ChecklistStep, seen: dict[str, ChecklistStep], where: str) -> None:
    for name in ("requires", "after", "same_as"):
        for key in getattr(step, name):
            if key not in seen:
                raise YamlRefused(f"{where}.{name}: steget ”{key}” finns inte tidigare i listorna. Rätta namnet.")
            if name == "same_as" and seen[key].same_as:
                raise YamlRefused(f"{where}.same_as: ”{key}” pekar själv på ett annat steg. Peka på det i stället.")
