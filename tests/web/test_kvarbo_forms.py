"""Fields whose label, hint and error belong together for everyone who reads the page."""

from __future__ import annotations

from django import forms
from django.template import Context, Template

PAGE = Template(
    "{% load kvarbo_forms %}{% error_summary form %}"
    "{% for field in form.visible_fields %}{% form_field field %}{% endfor %}"
)


class Pause(forms.Form):
    """A form with one of each kind of field."""

    until = forms.DateField(
        label="Till och med",
        help_text="Sista dagen utan förslag.",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Välj en dag."},
    )
    reason = forms.ChoiceField(
        label="Skäl",
        widget=forms.RadioSelect,
        choices=[("ill", "Sjukdom"), ("dispute", "Hyran är ifrågasatt")],
        error_messages={"required": "Välj ett skäl."},
    )
    told = forms.BooleanField(label="Hyresgästen vet om pausen", required=False)


def drawn(data: dict[str, str] | None = None) -> str:
    """The form as it stands in a page."""
    return PAGE.render(Context({"form": Pause(data)}))


def test_a_label_a_hint_and_a_field_are_tied_together() -> None:
    page = drawn()
    assert '<label class="govuk-label" for="id_until">Till och med</label>' in page
    assert '<div id="id_until-hint" class="govuk-hint">Sista dagen utan förslag.</div>' in page
    assert 'aria-describedby="id_until-hint"' in page


def test_an_error_is_told_at_the_field_and_in_the_summary() -> None:
    page = drawn({})
    assert '<a href="#id_until">Till och med: Välj en dag.</a>' in page
    assert 'aria-describedby="id_until-hint id_until-error"' in page
    assert 'aria-invalid="true"' in page


def test_the_summary_leads_to_the_first_choice_of_a_group() -> None:
    page = drawn({})
    assert '<a href="#id_reason_0">Skäl: Välj ett skäl.</a>' in page
    assert 'id="id_reason_0"' in page


def test_what_was_chosen_stays_chosen() -> None:
    page = drawn({"reason": "dispute", "told": "on"})
    assert 'id="id_reason_1" name="reason" value="dispute" checked' in page
    assert 'id="id_told" name="told" checked' in page


def test_nothing_to_mend_gives_no_summary() -> None:
    assert "error-summary" not in drawn()


def test_a_form_cannot_smuggle_markup_into_the_page() -> None:
    assert "<script>" not in drawn({"until": "<script>", "reason": "<script>"})
