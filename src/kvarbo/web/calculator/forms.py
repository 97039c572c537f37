"""What one knows of the two events; days and a choice, nothing about who it concerns."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.core.calendar import FIRST_YEAR, LAST_YEAR
from kvarbo.web.calculator.answer import Home

HOMES = [
    (Home.DWELLING.value, _("Hyreslägenhet")),
    (Home.PREMISES.value, _("Lokal")),
    (Home.TENANT_OWNED.value, _("Bostadsrätt")),
]
BOARD_DAYS = ("posted", "received", "door")


class DayField(forms.DateField):
    """En dag, as the browser's date field sends it or written 2026-10-13; never required: unknown is an answer."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            required=False,
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={
                "invalid": _("Datumet går inte att läsa. Skriv år, månad och dag, till exempel 2026-10-13.")
            },
            **settings,
        )

    def clean(self, value: Any) -> date | None:
        """The day, or None for unknown; a year without a calendar is refused."""
        day: date | None = super().clean(value)
        if day is not None and not FIRST_YEAR < day.year < LAST_YEAR:
            raise forms.ValidationError(
                _("Året %(year)s ligger utanför almanackan. Kontrollera årtalet.") % {"year": day.year}
            )
        return day


class RecoveryForm(forms.Form):
    """Det man vet: what kind of home, and the days of the two events."""

    kind = forms.ChoiceField(
        label=_("Vad gäller det?"),
        choices=HOMES,
        initial=Home.DWELLING.value,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj hyreslägenhet, lokal eller bostadsrätt."),
            "invalid_choice": _("Valet finns inte. Välj hyreslägenhet, lokal eller bostadsrätt."),
        },
    )
    served = DayField(
        label=_("Dagen då underrättelsen om återvinning delgavs"),
        help_text=_(
            "Underrättelsen säger att den som betalar får tillbaka sin bostad. Den är inte uppsägningen. "
            "Ange dagen då delgivningen blev klar."
        ),
    )
    posted = DayField(
        label=_("Meddelandet till socialnämnden skickades rekommenderat"),
        help_text=_("Dagen på postens kvitto."),
    )
    received = DayField(label=_("Meddelandet kom fram till socialnämnden"), help_text=_("Nämndens ankomststämpel."))
    door = DayField(
        label=_("Meddelandet lämnades i socialnämndens brevinkast eller reception"),
        help_text=_("När någon gick dit med det."),
    )
    repeated = forms.BooleanField(
        label=_("Bostadsrättsföreningen säger att avgiften har betalats för sent flera gånger"), required=False
    )

    def known(self) -> bool:
        """Whether any day at all is given."""
        return any(self.cleaned_data.get(name) for name in ("served", *BOARD_DAYS))
