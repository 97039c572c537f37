"""What is filled in about notes, what is carried over to the record, and where the record is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.social.casework.forms import NO_SUCH_CHOICE, choice_field, day_field, text_field
from kvarbo.social.notes.actions import LONGEST_NOTE
from kvarbo.social.notes.words import DayNoteKind, RecordKeeping

Hidden = forms.HiddenInput
NUMBER = _("Skriv ett antal dagar med siffror.")


def _key() -> forms.CharField:
    return forms.CharField(widget=Hidden, max_length=64, error_messages={"required": NO_SUCH_CHOICE})


def _text(label: Any, **settings: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Skriv anteckningen."),
            "max_length": _("Texten är för lång. Dela upp den i flera anteckningar på högst 4 000 tecken."),
        },
        **settings,
    )


class NoteForm(forms.Form):
    """En anteckning."""

    note_date = day_field(_("Vilken dag gäller den?"))
    kind = choice_field(
        _("Vad gäller den?"), DayNoteKind.choices, _("Välj vad anteckningen gäller."),
        help_text=_("Vem ni sökte och om ni nådde någon skrivs in under Kontakter."),
    )  # fmt: skip
    text = _text(_("Anteckning"), help_text=_("Skriv vad som hände och vem som har sagt vad."))
    form_key = _key()


class MendForm(forms.Form):
    """Ändra eller rätta en anteckning."""

    note = forms.UUIDField(widget=Hidden, error_messages={"invalid": NO_SUCH_CHOICE, "required": NO_SUCH_CHOICE})
    text = _text(_("Så här ska det stå"))
    form_key = _key()


class DayForm(forms.Form):
    """Vilken dags text som visas."""

    dag = day_field(_("Dag"))


class CarryForm(forms.Form):
    """Markera en dag i ett ärende som förd till akten."""

    day = forms.DateField(widget=Hidden, input_formats=["%Y-%m-%d"], error_messages={"invalid": NO_SUCH_CHOICE})
    seen = forms.CharField(widget=Hidden, max_length=16)
    form_key = _key()


class CarrySeveralForm(forms.Form):
    """Markera flera dagar som förda till akten; the days themselves are the page's own boxes."""

    form_key = _key()


class UndoForm(forms.Form):
    """Ångra en markering."""

    marking = forms.UUIDField(widget=Hidden, error_messages={"invalid": NO_SUCH_CHOICE, "required": NO_SUCH_CHOICE})


class ReferenceForm(forms.Form):
    """Aktbeteckningen i verksamhetssystemet."""

    outside_reference = text_field(
        _("Beteckning i verksamhetssystemet"), 60, help_text=_("Lämna tomt om ärendet inte har någon akt ännu.")
    )


class ThinForm(forms.Form):
    """Gallra det som förhandsvisas."""

    seen = forms.CharField(widget=Hidden, max_length=16)


class RecordForm(forms.Form):
    """Var akten förs."""

    kept = choice_field(_("Var förs akten?"), RecordKeeping.choices, _("Välj var akten förs."))
    thin_after = forms.IntegerField(
        label=_("Gallra anteckningar så många dagar efter att de har förts till akten"),
        required=False,
        help_text=_("Bara när akten förs i verksamhetssystemet. Tomt betyder att inget gallras i förtid."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": NUMBER},
    )
    decided_by = text_field(
        _("Vem har bestämt det?"), 200, required=True, help_text=_("Till exempel socialnämnden, § 34."),
        error_messages={"required": _("Skriv vem som har bestämt det.")},
    )  # fmt: skip
    decided_on = day_field(_("Vilken dag bestämdes det?"))
    valid_from = day_field(_("Gäller från"), help_text=_("Byter akten plats gäller det tidigast i morgon."))
