"""What a caseworker fills in about an eviction time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.social.casework.forms import choice_field, day_field, text_field
from kvarbo.social.evictions.models import EvictionEnd, FollowUp, RespiteAnswer, RespiteGround

YES_NO = [("", _("Vet inte")), ("yes", _("Ja")), ("no", _("Nej"))]
ANSWERS = {"yes": True, "no": False, "": None}
NO_SUCH_CHOICE = _("Valet finns inte. Öppna sidan på nytt och välj igen.")


def yes_no(label: Any, **settings: Any) -> forms.ChoiceField:
    """Yes, no, or not known; None when nobody has said."""
    return forms.ChoiceField(
        label=label, choices=YES_NO, required=False, error_messages={"invalid_choice": NO_SUCH_CHOICE}, **settings
    )


class OfTimeForm(forms.Form):
    """Which time the form is about, and the key that makes the same form sent twice one act."""

    time = forms.UUIDField(widget=forms.HiddenInput)
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64)


class RespiteForm(OfTimeForm):
    """Anstånd är begärt."""

    asked_on = day_field(_("Dagen då ni bad om anstånd"))
    grounds = forms.MultipleChoiceField(
        label=_("Skäl"),
        choices=RespiteGround.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kryssa i minst ett skäl för anstånd."), "invalid_choice": NO_SUCH_CHOICE},
    )
    text = text_field(_("Med egna ord"), 500, help_text=_("Kort. Det som står här stannar i rummet."))
    documents_complete = day_field(
        _("Dagen då Kronofogden hade alla handlingar"),
        required=False,
        help_text=_("Fråga Kronofogden. Utan den dagen går den längsta tiden inte att räkna."),
    )
    heard = day_field(_("Dagen då den som avhyses fick yttra sig"), required=False)
    exceptional_reasons = yes_no(_("Finns det synnerliga skäl?"))
    compensation_paid = yes_no(_("Betalas skälig ersättning för hela anståndstiden?"))


class RespiteReplyForm(OfTimeForm):
    """Kronofogdens svar."""

    answer = choice_field(_("Kronofogdens svar"), RespiteAnswer.choices, _("Välj vad Kronofogden svarade."))
    answered_on = day_field(_("Dagen för svaret"))
    until = day_field(_("Anståndet gäller till och med"), required=False)


class AttendanceForm(OfTimeForm):
    """Vem som är med."""

    attends = choice_field(
        _("Är socialtjänsten med?"), [("yes", _("Ja")), ("no", _("Nej"))], _("Välj om socialtjänsten är med.")
    )
    who = text_field(_("Vem som är med"), 200)
    childrens_unit = yes_no(_("Är barnenheten med?"))
    reason = text_field(_("Varför ingen är med"), 200)
    consulted_on = day_field(_("Dagen då ni talade med Kronofogden om det"), required=False)


class ItemForm(OfTimeForm):
    """En sak i dagens lista; which button was pressed says how."""

    item = forms.CharField(widget=forms.HiddenInput, max_length=20)
    text = text_field(_("Kort anteckning"), 200)


class OutcomeForm(OfTimeForm):
    """Hur det gick."""

    end = choice_field(_("Hur gick det?"), EvictionEnd.choices, _("Välj hur det gick."))
    on_date = day_field(_("Vilken dag blev det klart?"))
    text = text_field(_("Kort anteckning"), 200)
    follow_up = forms.ChoiceField(
        label=_("Uppföljning"),
        choices=[("", _("Inte erbjuden ännu")), *FollowUp.choices],
        required=False,
        error_messages={"invalid_choice": NO_SUCH_CHOICE},
        help_text=_("När avhysningen har genomförts, eller hushållet flyttat före dagen."),
    )
