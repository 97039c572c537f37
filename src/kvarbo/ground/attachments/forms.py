"""What a person fills in about an attachment."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.ground.attachments.models import AttachmentKind


class AttachmentForm(forms.Form):
    """En bilaga: the file, and what paper it is."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("PDF, JPEG, PNG eller ren text, högst 15 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.txt"}),
        allow_empty_file=True,  # an empty file is told of in plainer words by the one who keeps it
        max_length=None,
        error_messages={"required": _("Välj en fil."), "missing": _("Välj en fil.")},
    )
    kind = forms.ChoiceField(
        label=_("Vad är det?"),
        choices=AttachmentKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj vad det är för handling."),
            "invalid_choice": _("Valet finns inte. Öppna sidan på nytt och välj igen."),
        },
    )
