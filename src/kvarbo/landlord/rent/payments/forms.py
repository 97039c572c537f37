"""What a person fills in about a payment: where it belongs, or what it is instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kvarbo.core import swedish
from kvarbo.landlord.outreach.forms import KronorField
from kvarbo.landlord.outreach.today import names
from kvarbo.landlord.rent.payments.queries import Choice
from kvarbo.landlord.rent.payments.words import NOT_A_TENANTS

NO_SUCH_CHOICE = _("Valet finns inte. Öppna sidan på nytt och välj igen.")


class PlaceForm(forms.Form):
    """Placera betalningen: on a lease, and how much of it when it belongs to several."""

    target = forms.ChoiceField(
        label=_("Var hör pengarna hemma?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett avtal eller en avi."), "invalid_choice": NO_SUCH_CHOICE},
    )
    amount = KronorField(
        label=_("Belopp, om bara en del hör dit"),
        required=False,
        help_text=_("Lämna tomt när hela betalningen hör till samma avtal. Resten ligger kvar och väntar."),
    )

    for_rent = forms.BooleanField(
        label=_("Betalaren har skrivit att pengarna bara gäller hyran"),
        required=False,
        help_text=_("Då betalar de hyran på avin först, före försäkring, garage och annat. Betalarens ord går före."),
    )

    def __init__(self, *said: Any, choices: Sequence[Choice], **settings: Any) -> None:
        super().__init__(*said, **settings)
        self.fields["target"].choices = [(choice.value, in_words(choice)) for choice in choices]  # type: ignore[attr-defined]

    def chosen(self) -> tuple[UUID, int | None]:
        """The lease, and the bill when one was chosen."""
        lease, _colon, bill = self.cleaned_data["target"].partition(":")
        return UUID(lease), int(bill) if bill else None


def in_words(choice: Choice) -> str:
    """A choice as it stands beside its button."""
    who = ", ".join(map(str, names(choice.lease)))
    if choice.month is None:
        owed = _("obetalt %(amount)s") % {"amount": swedish.money(choice.left)} if choice.left else _("inget obetalt")
        return f"{who}, {choice.lease.where}: {_('äldsta obetalda avi först')} ({owed})"
    return (
        f"{who}, {choice.lease.where}: {_('avin för')} {swedish.month(choice.month)}, "
        f"{swedish.money(choice.left)} {_('kvar')}"
    )


class SetAsideForm(forms.Form):
    """Pengarna hör inte till någon hyresgäst."""

    reason = forms.ChoiceField(
        label=_("Vad är pengarna?"),
        widget=forms.RadioSelect,
        choices=list(NOT_A_TENANTS.items()),
        error_messages={"required": _("Välj vad pengarna är."), "invalid_choice": NO_SUCH_CHOICE},
    )


class SeekLeaseForm(forms.Form):
    """Sök fram ett avtal att placera på."""

    sought = forms.CharField(
        label=_("Namn, adress, lägenhet eller avtalsnummer"),
        max_length=100,
        error_messages={"required": _("Skriv ett namn, en adress eller ett nummer.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class FindPaymentForm(forms.Form):
    """Hitta en betalning, also one that is placed."""

    sought = forms.CharField(
        label=_("Belopp, referens eller avsändare"),
        max_length=100,
        error_messages={"required": _("Skriv ett belopp, en referens eller ett namn.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
