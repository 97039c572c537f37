"""Referensränta: the page where a landlord writes in what Riksbanken has set, so that interest can be counted."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.rates import actions, queries
from kvarbo.landlord.rates.forms import RateForm, WithdrawForm


@open_to(RoleName.MANAGER, methods=("GET", "POST"))
def reference_rates(request: Any) -> HttpResponse:
    """Referensränta: those that are known, the next one to look up, and withdrawing the last of one's own."""
    start, own = queries.first_unknown(), queries.own_rates()
    is_withdrawing = request.POST.get("do") == "withdraw"
    said = request.POST if request.method == "POST" else None
    form = RateForm(None if is_withdrawing else said, initial={"start": start, "form_key": uuid.uuid4().hex})
    away = WithdrawForm(said if is_withdrawing else None, initial={"start": own[-1].start if own else None})
    asked = away if is_withdrawing else form
    if asked.is_bound and asked.is_valid():
        try:
            act = actions.withdraw_rate if is_withdrawing else actions.keep_rate
            act(by=request.member, **asked.cleaned_data)
        except CannotDo as refusal:
            asked.add_error(refusal.field if refusal.field in asked.fields else None, refusal.message)
        else:
            done = gettext("Räntan är tillbakatagen.") if is_withdrawing else gettext("Referensräntan är inskriven.")
            messages.success(request, done)
            return HttpResponseRedirect(reverse("reference_rates"))
    context = {
        "form": form, "away": away, "asked": asked, "start": start,
        "is_set": queries.may_be_set(start, on=clock.today()),
        "half_years": queries.half_years(), "own": own[-1] if own else None, "withdrawn": queries.withdrawn(),
        "here_url": reverse("reference_rates"),
    }  # fmt: skip
    return render(request, "rates/rates.html", context)
