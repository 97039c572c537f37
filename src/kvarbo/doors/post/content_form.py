"""Formuläret för ett slag av papper, made from its schema; whom it is about comes from the room, never typed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from kvarbo.doors.papers.fields import Field, fields_of
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.papers.texts import tidied
from kvarbo.doors.post.amounts import AmountField, ClockField, CountField, DayField, MonthField
from kvarbo.doors.post.protection import ABOUT_PEOPLE, WHEREABOUTS
from kvarbo.ground.people.queries import ShownPerson

ROWS = 4  # rows of a list when nothing is known beforehand
COUNTED = "total"  # always the sum of the rows, never typed in
BETWEEN = "-"


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that stand together on the page, under a legend; ``bound`` are their bound fields."""

    legend: str
    hint: str
    bound: tuple[forms.BoundField, ...]


MAKERS: dict[str, Callable[..., forms.Field]] = {
    "day": DayField,
    "month": MonthField,
    "clock": ClockField,
    "amount": AmountField,
    "count": CountField,
    "number": forms.IntegerField,
}


class ContentForm(forms.Form):
    """What a paper says, but for who it is about. ``beginning`` is what the room knows already, shaped as content."""

    use_required_attribute = False

    def __init__(
        self, *said: Any, kind: PaperKind, people: Sequence[ShownPerson], hides: bool, beginning: Mapping[str, Any],
        **settings: Any,
    ) -> None:  # fmt: skip
        super().__init__(*said, **settings)
        self.kind, self.people, self.hides = kind, people, hides
        self.left_out: list[str] = []
        self._sections: list[tuple[str, str, list[str]]] = [("", "", [])]
        self._rows: dict[str, int] = {}
        for field in fields_of(kind):
            self._ask(field, field.name, beginning.get(field.name), top=True)

    @property
    def sections(self) -> list[Section]:
        """The fields as they stand on the page."""
        return [
            Section(legend, hint, tuple(self[name] for name in names))
            for legend, hint, names in self._sections
            if names
        ]

    def _ask(self, field: Field, path: str, start: Any, *, top: bool) -> None:
        if self._is_left_out(field):
            return
        if field.name in ABOUT_PEOPLE and field.shown_as == "list":
            self._ask_about_people(field, path, start)
        elif field.shown_as == "group":
            self._ask_group(field, path, start or {})
        elif field.shown_as == "list" and field.row is not None and field.row.shown_as == "group":
            self._ask_rows(field, path, start or [])
        elif (field.shown_as == "fixed" and field.required) or field.shown_as == "paper" or field.name == COUNTED:
            return
        else:
            self._add(field, path, start, required=field.required and top)

    def _is_left_out(self, field: Field) -> bool:
        if self.hides and field.name in WHEREABOUTS and field.shown_as in ("text", "group"):
            self.left_out.append(field.label)
            return True
        return False

    def _add(self, field: Field, path: str, start: Any, *, required: bool) -> None:
        self.fields[path] = _form_field(field, required=required)
        if start is not None:
            self.fields[path].initial = _as_typed(field, start)
        self._sections[-1][2].append(path)

    def _ask_group(self, field: Field, path: str, start: Mapping[str, Any]) -> None:
        self._sections.append((field.label, field.hint, []))
        for inner in field.fields:
            if inner.shown_as == "group":
                self._ask_group(inner, f"{path}{BETWEEN}{inner.name}", start.get(inner.name) or {})
            else:
                self._ask(inner, f"{path}{BETWEEN}{inner.name}", start.get(inner.name), top=field.required)
        self._sections.append(("", "", []))

    def _ask_rows(self, field: Field, path: str, start: Sequence[Mapping[str, Any]]) -> None:
        rows = self._rows[path] = min(max(ROWS, len(start) + 1), field.most or ROWS)
        for place in range(rows):
            self._sections.append((f"{field.label} {place + 1}", field.hint if place == 0 else "", []))
            known = start[place] if place < len(start) else {}
            for inner in field.fields:
                self._ask(inner, f"{path}{BETWEEN}{place}{BETWEEN}{inner.name}", known.get(inner.name), top=False)
        self._sections.append(("", "", []))

    def _ask_about_people(self, field: Field, path: str, start: Sequence[Mapping[str, Any]] | None) -> None:
        parts = {inner.name: inner for inner in field.fields}
        known = start[0] if start else {}
        if "address" in parts:
            if self.hides:
                self.left_out.append(parts["address"].label)
            else:
                home = replace(parts["address"], label=f"{field.label}: {parts['address'].label.lower()}")
                self._ask_group(home, f"{path}{BETWEEN}address", known.get("address") or {})
        for name, label in (("identity", gettext("Ta med personnummer")), ("phone", gettext("Ta med telefonnummer"))):
            if name in parts and name == "phone" and self.hides:
                self.left_out.append(parts[name].label)
            elif name in parts:
                self.fields[f"{path}{BETWEEN}{name}"] = forms.BooleanField(
                    label=label, required=False, help_text=parts[name].hint
                )
                self._sections[-1][2].append(f"{path}{BETWEEN}{name}")

    def content(self) -> dict[str, Any]:
        """The content as the schema wants it; what was left empty is not there."""
        made = {field.name: self._made(field, field.name) for field in fields_of(self.kind)}
        found = {name: value for name, value in made.items() if value not in (None, "", [], {})}
        if any(field.name == COUNTED for field in fields_of(self.kind)):
            rows = next((value for value in found.values() if _has_amounts(value)), [])
            found[COUNTED] = sum(row["amount"] for row in rows if "amount" in row)
        return found

    def _made(self, field: Field, path: str) -> Any:
        if field.name in ABOUT_PEOPLE and field.shown_as == "list":
            return [self._person(field, path, person) for person in self.people]
        if field.shown_as == "group":
            return self._group(field.fields, path)
        if field.shown_as == "list" and field.row is not None and field.row.shown_as == "group":
            rows = [self._group(field.fields, f"{path}{BETWEEN}{place}") for place in range(self._rows[path])]
            return [row for row in rows if row]
        if field.shown_as == "fixed" and (field.required or self.cleaned_data.get(path)):
            return field.value
        return _as_kept(self.cleaned_data.get(path))

    def _group(self, fields: Sequence[Field], path: str) -> dict[str, Any]:
        made = {field.name: self._made(field, f"{path}{BETWEEN}{field.name}") for field in fields}
        return {name: value for name, value in made.items() if value not in (None, "", [], {})}

    def _person(self, field: Field, path: str, person: ShownPerson) -> dict[str, Any]:
        parts = {inner.name: inner for inner in field.fields}
        made: dict[str, Any] = {"name": tidied(str(person.name))}
        if self.cleaned_data.get(f"{path}{BETWEEN}identity") and str(person.identity).isdecimal():
            made["identity"] = str(person.identity)
        if self.cleaned_data.get(f"{path}{BETWEEN}phone") and person.phone:
            made["phone"] = str(person.phone)
        if "address" in parts and not self.hides:
            made["address"] = self._group(parts["address"].fields, f"{path}{BETWEEN}address")
        elif "address_protected" in parts:
            made["address_protected"] = True
        return made


def _has_amounts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "amount" in value[0]


def _form_field(field: Field, *, required: bool) -> forms.Field:
    said: dict[str, Any] = {"label": field.label, "help_text": field.hint, "required": required}
    messages = {"required": gettext_lazy("Fyll i det här.")}
    if field.shown_as == "fixed":
        return forms.BooleanField(label=f"{field.label}: {field.told}", required=False)
    if field.shown_as == "choice":
        choices = field.choices if required else [("", gettext("Inget svar")), *field.choices]
        widget = forms.RadioSelect if len(field.choices) <= 6 else forms.Select
        return forms.ChoiceField(choices=choices, widget=widget, error_messages=messages, **said)
    if field.shown_as == "list" and field.row is not None:
        return forms.MultipleChoiceField(
            choices=field.row.choices, widget=forms.CheckboxSelectMultiple, error_messages=messages, **said
        )
    if field.shown_as in MAKERS:
        maker = MAKERS[field.shown_as]
        return maker(**said) if maker is DayField else maker(error_messages=messages, **said)
    widget = forms.Textarea(attrs={"rows": 3}) if field.shown_as == "note" else forms.TextInput()
    return forms.CharField(max_length=field.longest, widget=widget, error_messages=messages, **said)


def _as_kept(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return tidied(value) if isinstance(value, str) else value


def _as_typed(field: Field, value: Any) -> Any:
    """A known value as it would have been typed."""
    if field.shown_as == "amount":
        kronor, ore = divmod(int(value), 100)
        return f"{kronor},{ore:02d}" if ore else str(kronor)
    return value
