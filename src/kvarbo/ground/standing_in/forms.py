"""What a person can send in about absence and reception."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.ground.letters.fields import DayField

_CHOOSE: Any = dict.fromkeys(("required", "invalid_choice"), _("Välj en medarbetare i listan."))


class ReceptionForm(forms.Form):
    """Vem som tar emot, och vilka dagar."""

    member = forms.TypedChoiceField(label=_("Vem"), coerce=UUID, error_messages=_CHOOSE)
    from_day = DayField(label=_("Från och med"))
    to_day = DayField(label=_("Till och med"))

    def __init__(
        self, *args: Any, colleagues: list[tuple[UUID, str]], own: list[tuple[UUID, str]], **more: Any
    ) -> None:
        """``own``: whose days whoever reads may write in."""
        super().__init__(*args, **more)
        self.fields["member"].choices = [(str(one), name) for one, name in own]  # type: ignore[attr-defined]


class AbsenceForm(ReceptionForm):
    """Vem som är borta, vem som ersätter, och vilka dagar."""

    stand_in = forms.TypedChoiceField(
        label=_("Ersätts av"), coerce=UUID,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj en ersättare i listan.")),
    )  # fmt: skip
    field_order = ("member", "stand_in", "from_day", "to_day")

    def __init__(
        self, *args: Any, colleagues: list[tuple[UUID, str]], own: list[tuple[UUID, str]], **more: Any
    ) -> None:
        super().__init__(*args, colleagues=colleagues, own=own, **more)
        self.fields["stand_in"].choices = [  # type: ignore[attr-defined]
            ("", _("Välj")), *((str(one), name) for one, name in colleagues)
        ]  # fmt: skip
