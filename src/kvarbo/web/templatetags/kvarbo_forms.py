"""Form fields with label, hint and error tied together, and the summary that a person with errors meets first."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select, Textarea

register = template.Library()

CLASSES = ((RadioSelect, ""), (CheckboxInput, ""), (FileInput, "kv-file"), (Textarea, "govuk-textarea"))


def _kind(field: BoundField) -> str:
    """Which way of drawing the field fits its widget."""
    widget = field.field.widget
    if isinstance(widget, CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, RadioSelect):
        return "radios"
    return "checkbox" if isinstance(widget, CheckboxInput) else "line"


def _line_class(field: BoundField) -> str:
    """The class of a control that is written or chosen in."""
    widget = field.field.widget
    for kind, name in CLASSES:
        if isinstance(widget, kind):
            return name
    if isinstance(widget, Select):
        return "govuk-select"
    return "govuk-input kv-short" if widget.attrs.get("data-short") or _is_date(field) else "govuk-input"


def _is_date(field: BoundField) -> bool:
    """Whether the control asks for a day: those are drawn short."""
    return getattr(field.field.widget, "input_type", "") in {"date", "number", "tel"}


@register.inclusion_tag("components/field.html")
def form_field(field: BoundField, legend_size: str = "") -> dict[str, Any]:
    """One field of a form; ``legend_size`` "large" turns the legend of a group into a heading."""
    kind = _kind(field)
    described_by = [f"{field.id_for_label or field.auto_id}-{part}" for part, there in _descriptions(field) if there]
    attributes: dict[str, str | bool] = {}
    if kind == "line":
        attributes["class"] = _line_class(field) + (" govuk-input--error" if field.errors else "")
        if described_by:
            attributes["aria-describedby"] = " ".join(described_by)
        if field.errors:
            attributes["aria-invalid"] = "true"
    return {
        "field": field,
        "kind": kind,
        "id": field.id_for_label or field.auto_id,
        "control": field.as_widget(attrs=attributes) if kind == "line" else "",
        "described_by": " ".join(described_by),
        "legend_size": legend_size,
    }


def _descriptions(field: BoundField) -> tuple[tuple[str, bool], ...]:
    """Which of hint and error the field has, in reading order."""
    return (("hint", bool(field.help_text)), ("error", bool(field.errors)))


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What needs mending in the form, each with a link to its field; nothing when all is well."""
    return {"form": form, "fields": [field for field in form.visible_fields() if field.errors]}
