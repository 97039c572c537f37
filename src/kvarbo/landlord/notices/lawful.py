"""Lagliga steg: what can be done next with a decision, what cannot, and by which paragraph. Asked anew when done.

Pure. A fact that somebody else has made (a service, a verdict, an eviction) is written in as it was; only the
landlord's own steps are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Step
from kvarbo.core.law.jordabalken.forfeited_for_late_rent import forfeited_for_late_rent
from kvarbo.core.law.jordabalken.notice_of_misconduct_first import notice_of_misconduct_first
from kvarbo.core.swedish import day as day_words
from kvarbo.core.swedish import money as money_words
from kvarbo.landlord.notices import clocks
from kvarbo.landlord.notices.facts import Case, Money
from kvarbo.landlord.notices.standing import PAID, SAVED, Standing
from kvarbo.landlord.notices.vocabulary import FOR_RENT, FactKind, NextStep, Route, Stage

CAUTION = "försiktighet"
OUR_WAY = "vårt arbetssätt"
NOTHING_OWED = "JB 12:43 första stycket"
DEMAND_FIRST = "Inkassolagen (1974:182) 6 §"
TWO_PEOPLE = "vårt arbetssätt: två personer"


@dataclass(frozen=True, slots=True)
class Possible:
    """Ett steg: allowed, or not and why not. ``done`` says that it has been done already."""

    step: NextStep
    allowed: bool
    why: tuple[Step, ...]
    done: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """All that the question of the next steps rests on."""

    case: Case
    money: Money
    standing: Standing
    on: date
    demand_last_day: date | None = None


def possible_steps(asked: Asked) -> tuple[Possible, ...]:
    """Every step of the route in the order they come, each with why, or why not."""
    return tuple(possible(asked, step) for step in _STEPS[asked.case.route])


def possible(asked: Asked, step: NextStep) -> Possible:
    """Whether one step may be taken on the day."""
    if asked.standing.stage is Stage.ENDED:
        return Possible(step, False, (Step("Beslutet är avslutat.", "fakta"),))
    reasons = _CHECKS[step](asked)
    done = asked.case.last(*_DONE[step]) is not None
    ready = (Step(_READY[step], _SOURCES[step]),)
    return Possible(step, not reasons, tuple(reasons) or ready, done)


def _prepare(asked: Asked) -> list[Step]:
    return [*_not_saved(asked), *_forfeited(asked)]


def _ask(asked: Asked) -> list[Step]:
    reasons = _prepare(asked)
    latest = asked.case.last(FactKind.PREPARED, FactKind.ASKED, FactKind.APPROVED, FactKind.DECLINED)
    if latest is None or latest.kind is FactKind.DECLINED:
        reasons.append(Step("Skriv underlaget först: den som godkänner ska ha något att läsa.", TWO_PEOPLE))
    elif latest.kind is FactKind.APPROVED:
        reasons.append(Step("Underlaget är redan godkänt.", TWO_PEOPLE))
    return reasons


def _apply(asked: Asked) -> list[Step]:
    """To Kronofogden: as the notice itself, or after our own notice when the recovery period has run out."""
    reasons = [*_not_saved(asked), *_fresh(asked)]
    if asked.case.route is Route.ORDER_TO_PAY:
        return [*reasons, *_forfeited(asked), *_demand_out(asked)]
    if asked.standing.given.value.on is None:
        reasons.append(Step("Uppsägningen är inte gjord än: hyresgästen ska först delges.", "JB 12:8 tredje stycket"))
    if asked.case.route in FOR_RENT:
        reasons += _period_out(asked)
    return reasons


def _period_out(asked: Asked) -> list[Step]:
    clock = asked.standing.clock
    if clock is None or clock.value.enforcing is None:
        text = "Återvinningsfristen har inte börjat räknas: både hyresgästen och socialnämnden ska ha fått sitt papper."
        return [Step(text, "JB 12:44 första stycket 1")]
    if asked.on <= clock.value.enforcing:
        text = f"Återvinningsfristen löper till och med {in_words(clock.value.enforcing)}."
        return [Step(text, "JB 12:44 första stycket")]
    earliest = asked.standing.decision
    if earliest is not None and earliest.value.enforcing and asked.on < earliest.value.enforcing:
        text = f"Två vardagar till ska gå. Tidigast {in_words(earliest.value.enforcing)}."
        return [Step(text, "JB 12:44 andra stycket")]
    return []


def _tell_to_stop(asked: Asked) -> list[Step]:
    return _not_saved(asked)


def _tell_board(asked: Asked) -> list[Step]:
    """Form 3 when a notice is decided and the rent is still unpaid; N2 with the warning; N3 as a copy of the notice."""
    case = asked.case
    if case.route is Route.DISTURBANCE:
        return []
    if case.premises:
        return [Step("För en lokal får socialnämnden inget meddelande.", "JB 12:44 första stycket 2")]
    reasons = [*_not_saved(asked), *_forfeited(asked)]
    if case.route is Route.SERIOUS and asked.standing.given.value.on is None:
        text = "Nämnden får en kopia av uppsägningen: den delges först, och kopian sänds samma dag."
        reasons.append(Step(text, "JB 12:42 fjärde stycket"))
    return [*reasons, *_fresh(asked), *_approved(asked)]


def _serve(asked: Asked) -> list[Step]:
    """Our own notice: approved by another, the rent unpaid this very day, and for disturbances told first."""
    case = asked.case
    reasons = [*_not_saved(asked), *_approved(asked), *_forfeited(asked), *_fresh(asked)]
    if case.route is not Route.DISTURBANCE:
        return reasons
    told = case.last(FactKind.TOLD_TO_STOP)
    order = notice_of_misconduct_first(
        notice_given=asked.on,
        premises=case.premises,
        told_to_stop=told.day if told else None,
        board_told=clocks.board_told_on(case),
    )
    return reasons if order.value.may_terminate else [*reasons, *order.steps]


def _reissue(asked: Asked) -> list[Step]:
    amount = asked.standing.amount
    if asked.standing.stage in PAID:
        return _not_saved(asked) or [Step("Hyran är betald: nya papper behövs inte.", NOTHING_OWED)]
    if amount is None or not amount.value.reissue:
        return [Step("Beloppet i papperen stämmer: nya papper behövs inte.", "fakta")]
    return _fresh(asked)


def _evict(asked: Asked) -> list[Step]:
    """To let the eviction go on: never when the rent has been paid in time, or may have been."""
    reasons = _not_saved(asked)
    if asked.standing.stage is Stage.PAID_UNSURE:
        text = "Det är inte känt om hyran betalades i tid. Fråga efter bankens kvittens innan något mer görs."
        reasons.append(Step(text, "JB 12:20 tredje stycket"))
    if asked.case.last(FactKind.EVICTION_TIME) is None:
        reasons.append(Step("Kronofogden har inte satt någon dag.", "UB 16 kap. 3 §"))
    return reasons


def _end(asked: Asked) -> list[Step]:
    return []


def _not_saved(asked: Asked) -> list[Step]:
    """Nothing is done against somebody whose home is saved."""
    stage = asked.standing.stage
    return list(asked.standing.why) if stage in SAVED else []


def _forfeited(asked: Asked) -> list[Step]:
    """Late rent: so late that the lease is forfeited in both readings, and unpaid on this very day."""
    case, money = asked.case, asked.money
    if case.route not in FOR_RENT:
        return []
    if money.open_rent == 0:
        if money.disputed:
            text = (
                f"Bara {money_words(money.disputed)} som kan prövas eller gäller bakåt är obetalt: det är ingen grund."
            )
            return [Step(text, "JB 12:44 tredje stycket; JB 12:42 första stycket 1")]
        return [Step("Ingen hyra är obetald för de månader beslutet gäller.", NOTHING_OWED)]
    late = forfeited_for_late_rent(
        premises=case.premises, rent_month=case.oldest_month, due_date=case.due_date, unpaid_on=asked.on
    ).value
    if late.forfeited:
        return []
    until = f" Hyresvärden väntar till och med {in_words(late.enforcing)}." if late.enforcing else ""
    return [Step(f"Hyran är inte så sen att hyresrätten är förverkad.{until}", "JB 12:42 första stycket 1")]


def _fresh(asked: Asked) -> list[Step]:
    """The ledger must be known through lately: a payment that nobody has read in cures all the same."""
    if asked.case.route not in FOR_RENT:
        return []
    if asked.money.waiting:
        waiting = money_words(asked.money.waiting)
        text = f"En inbetalning på {waiting} väntar på att placeras och kan höra hit. Placera den först."
        return [Step(text, NOTHING_OWED)]
    if asked.money.is_fresh:
        return []
    known = asked.money.known_through
    until = f"bara till och med {day_words(known)}" if known else "inte alls"
    text = f"Betalningarna är kända {until}. Läs in de senaste först: den som har betalat ska inte sägas upp."
    return [Step(text, NOTHING_OWED)]


def _approved(asked: Asked) -> list[Step]:
    if asked.case.route is Route.ORDER_TO_PAY or asked.case.is_approved:
        return []
    return [Step("En annan person ska först ha läst och godkänt underlaget.", TWO_PEOPLE)]


def _demand_out(asked: Asked) -> list[Step]:
    last = asked.demand_last_day
    if last is None:
        return [Step("Skriv sista dagen i inkassokravet: den ska ha gått ut före en ansökan.", DEMAND_FIRST)]
    if asked.on <= last:
        first = last + timedelta(days=1)
        return [Step(f"Inkassokravets tid går ut {in_words(last)}. Ansök tidigast {in_words(first)}.", DEMAND_FIRST)]
    return []


_CHECKS: dict[NextStep, Callable[[Asked], list[Step]]] = {
    NextStep.PREPARE: _prepare,
    NextStep.ASK: _ask,
    NextStep.APPLY: _apply,
    NextStep.TELL_TO_STOP: _tell_to_stop,
    NextStep.TELL_BOARD: _tell_board,
    NextStep.SERVE: _serve,
    NextStep.REISSUE: _reissue,
    NextStep.EVICT: _evict,
    NextStep.END: _end,
}
_DONE: dict[NextStep, tuple[FactKind, ...]] = {
    NextStep.PREPARE: (FactKind.PREPARED,),
    NextStep.ASK: (FactKind.ASKED, FactKind.APPROVED),
    NextStep.APPLY: (FactKind.APPLIED,),
    NextStep.TELL_TO_STOP: (FactKind.TOLD_TO_STOP,),
    NextStep.TELL_BOARD: (FactKind.BOARD_TOLD,),
    NextStep.SERVE: (FactKind.SERVED,),
    NextStep.REISSUE: (FactKind.REISSUED,),
    NextStep.EVICT: (),
    NextStep.END: (FactKind.ENDED,),
}
_READY: dict[NextStep, str] = {
    NextStep.PREPARE: "Underlaget kan skrivas.",
    NextStep.ASK: "Underlaget är skrivet. En annan person kan läsa och godkänna det.",
    NextStep.APPLY: "Hyran är obetald i dag, och tiden som ska ha gått har gått.",
    NextStep.TELL_TO_STOP: "Uppmaningen kommer först: den som rättar sig får bo kvar.",
    NextStep.TELL_BOARD: "Meddelandet kan lämnas. Ett rekommenderat brev räknas från den dag det avsänds.",
    NextStep.SERVE: "Uppsägningen är godkänd och grunden finns kvar i dag.",
    NextStep.REISSUE: "En del är betald sedan papperen gjordes. Nya papper är säkrast, och tiden räknas då om.",
    NextStep.EVICT: "Dagen är satt. Den som flyttar själv och lämnar nycklarna slipper avhysningen.",
    NextStep.END: "Beslutet kan avslutas när som helst, också genom att återkallas.",
}
_SOURCES: dict[NextStep, str] = {
    NextStep.PREPARE: OUR_WAY,
    NextStep.ASK: TWO_PEOPLE,
    NextStep.APPLY: "JB 12:8 sjätte stycket; lag (1990:746) 13–14 §§",
    NextStep.TELL_TO_STOP: "JB 12:25 a första stycket",
    NextStep.TELL_BOARD: "JB 12:63 första stycket",
    NextStep.SERVE: "JB 12:8 tredje stycket",
    NextStep.REISSUE: CAUTION,
    NextStep.EVICT: "UB 16 kap. 3 §",
    NextStep.END: OUR_WAY,
}
_RENT_LAST = (NextStep.REISSUE, NextStep.EVICT, NextStep.END)
_OWN_NOTICE = (NextStep.PREPARE, NextStep.ASK, NextStep.SERVE)
_STEPS: dict[Route, tuple[NextStep, ...]] = {
    Route.ORDER_TO_PAY: (NextStep.APPLY, NextStep.TELL_BOARD, *_RENT_LAST),
    Route.TERMINATION: (*_OWN_NOTICE, NextStep.TELL_BOARD, NextStep.APPLY, *_RENT_LAST),
    Route.DISTURBANCE: (
        *(NextStep.TELL_TO_STOP, NextStep.TELL_BOARD, *_OWN_NOTICE, NextStep.APPLY, NextStep.EVICT, NextStep.END),
    ),
    Route.SERIOUS: (*_OWN_NOTICE, NextStep.TELL_BOARD, NextStep.APPLY, NextStep.EVICT, NextStep.END),
}
