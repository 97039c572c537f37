"""What a person fills in about an attachment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.ground.attachments.held import TICKET, KeepsItsFile
from kvarbo.ground.attachments.models import AttachmentKind

CHOOSE_A_FILE = _("Välj en fil.")


class AttachmentForm(KeepsItsFile):
    """En bilaga: the file, and what paper it is."""

    file = forms.FileField(
        label=_("Fil"),
        required=False,
        help_text=_("PDF, JPEG, PNG eller ren text, högst 15 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.txt"}),
        allow_empty_file=True,  # an empty file is told of in plainer words by the one who keeps it
        max_length=None,
        error_messages={"invalid": CHOOSE_A_FILE, "missing": CHOOSE_A_FILE},
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

    def clean(self) -> dict[str, Any]:
        """A file chosen now, or the one that stayed while the rest was mended."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("file") and not said.get(TICKET) and "file" not in self.errors:
            self.add_error("file", CHOOSE_A_FILE)
        return said
