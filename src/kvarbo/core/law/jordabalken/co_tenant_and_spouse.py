"""Medhyresgäst, make och sambo: who may keep the home when the tenant loses it."""

from __future__ import annotations

from dataclasses import dataclass

from kvarbo.core.finding import Finding, Step

FIRST = "JB 12:47 första stycket"
SECOND = "JB 12:47 andra stycket"
RENT_GROUNDS = (1, 2)
LAWYER = Step("Fråga en jurist: att få bo kvar så här är lätt att missa.", "vårt råd")
IF_ACCEPTABLE = Step(
    "Det gäller om hyresvärden skäligen kan godta personen. Att hen utsatts för brott av en närstående talar för.",
    "JB 12:47 första–tredje styckena",
)


@dataclass(frozen=True, slots=True)
class MayClaim:
    """``may_claim``: the person may have it tried to stay; None when not known. ``ask_a_lawyer`` is always true."""

    may_claim: bool | None
    ask_a_lawyer: bool = True
    missing: tuple[str, ...] = ()


def co_tenant_and_spouse(
    *,
    has_share: bool,
    is_spouse_or_cohabitant: bool,
    lives_there: bool | None = None,
    terminated_early: bool | None = None,
    ground: int | None = None,
) -> Finding[MayClaim]:
    """Rätt att ta över eller få avtalet förlängt för egen del (JB 12:47): co-tenants first, then spouse and cohabitant.

    ``has_share``: the person is a tenant in the lease. ``terminated_early``: the lease was terminated because it was
    forfeited, on ``ground`` of 42 § (1 and 2 are late rent). The first paragraph presumes that what ends the lease is
    due to only one of the tenants. Whether the landlord can reasonably accept the person is tried, not answered here.
    """
    if not has_share:
        return _without_share(is_spouse_or_cohabitant, lives_there)
    if terminated_early is None:
        return _answer(None, ("terminated_early",), Step("Det är inte känt om avtalet sagts upp i förtid.", FIRST))
    if not terminated_early:
        text = "En medhyresgäst får kräva förlängning för egen del när bara den andra saknar rätt till förlängning."
        return _answer(True, (), Step(text, FIRST))
    if not is_spouse_or_cohabitant:
        text = "Vid uppsägning för förverkande gäller rätten bara den som är make eller sambo."
        return _answer(False, (), Step(text, FIRST))
    if ground is None:
        return _answer(None, ("ground",), Step("Grunden för uppsägningen är inte känd.", FIRST))
    if ground in RENT_GROUNDS:
        return _answer(False, (), Step("Rätten gäller inte när grunden är sen hyra.", FIRST))
    return _answer(True, (), Step("Rätten gäller när förverkandet har en annan grund än sen hyra.", FIRST))


def _without_share(spouse: bool, lives_there: bool | None) -> Finding[MayClaim]:
    if not spouse:
        return _answer(False, (), Step("Regeln gäller make, maka och sambo.", SECOND))
    if lives_there is None:
        return _answer(None, ("lives_there",), Step("Det är inte känt om personen bor i lägenheten.", SECOND))
    if not lives_there:
        return _answer(False, (), Step("Personen har inte sin bostad i lägenheten.", SECOND))
    text = (
        "Den som bor där får kräva att ta över hyresrätten, också när avtalet sagts upp för förverkande, även sen hyra."
    )
    return _answer(True, (), Step(text, SECOND))


def _answer(may_claim: bool | None, missing: tuple[str, ...], step: Step) -> Finding[MayClaim]:
    """Only who may have it tried is told what the trial is about; a refusal ends with the advice to ask a lawyer."""
    steps = (step, LAWYER) if may_claim is False else (step, IF_ACCEPTABLE, LAWYER)
    return Finding(MayClaim(may_claim, missing=missing), steps)
