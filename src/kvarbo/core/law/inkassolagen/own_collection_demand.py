"""Eget inkassokrav: what the landlord's own demand says, each sum apart, and what stands in its way.

An increase in dispute is never in it (JB 12:54 a, 12:55 e), nor costs of a case; a fee only as far as the law lets it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.allocation import DISPUTED
from kvarbo.core.calendar import in_words
from kvarbo.core.claims import ClaimedLine
from kvarbo.core.debt import KIND_WORDS
from kvarbo.core.debt_interest import CAPITAL, InterestRow
from kvarbo.core.facts import BillKind
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.collection_costs.fee_allowed import CollectionFee, FeeAllowed, fee_allowed
from kvarbo.core.law.inkassolagen.collection_demand_contents import DemandContents, collection_demand_contents
from kvarbo.core.law.inkassolagen.inkasso_response import inkasso_response
from kvarbo.core.swedish import listed, money, month

IN_DISPUTE = "Inkassolagen (1974:182) 8 §"
SUMS_APART = "Inkassolagen (1974:182) 5 § andra stycket"
HOW_TO_PAY = "Inkassolagen (1974:182) 5 § första stycket"
TIME_TO_ANSWER = "Inkassolagen (1974:182) 5 § tredje stycket"
MAY_BE_TRIED = "JB 12:54 a och 12:55 e"
DISPUTED_REFUSAL = "Någon avi är bestridd: kräv inget förrän det är utrett."
NOTHING_OPEN = "Inget av det som kravet får gälla är förfallet och obetalt."


@dataclass(frozen=True, slots=True)
class OwnDemand:
    """Kravet in öre: ``to_pay`` is ``capital``, ``interest`` and ``costs`` together, None when the interest is unknown.

    ``lines`` are what is claimed and ``left_out`` what is open but not in it. ``refused`` says why no demand may be
    made at all, ``missing`` what it lacks. ``respond_by`` is the last day to pay or object.
    """

    may_be_sent: bool
    refused: str | None
    missing: tuple[str, ...]
    ground: str
    lines: tuple[ClaimedLine, ...]
    left_out: tuple[ClaimedLine, ...]
    capital: int
    interest: int | None
    interest_rows: tuple[InterestRow, ...]
    costs: int
    to_pay: int | None
    respond_by: date | None
    earliest_legal_action: date | None


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The claims, sorted into what the demand takes and what it leaves out, with why."""

    lines: tuple[ClaimedLine, ...]
    left_out: tuple[ClaimedLine, ...]
    steps: tuple[Step, ...]
    missing: tuple[str, ...]

    def of(self, *kinds: BillKind) -> int:
        return sum(line.amount for line in self.lines if line.kind in kinds)


def own_collection_demand(
    *,
    creditor: str | None,
    claims: tuple[ClaimedLine, ...],
    interest: tuple[InterestRow, ...] = (),
    sent: date | None,
    in_dispute: bool | None,
    respond_by: date | None = None,
    pay_to: str | None = None,
    demand_fee: int = 0,
    reminder_fee_agreed: bool | None = None,
    reminder_written: bool | None = None,
) -> Finding[OwnDemand]:
    """Hyresvärdens eget inkassokrav (inkassolagen 5 §): creditor, claim, capital, interest, costs, last day to answer.

    All in öre. ``claims`` is what is open, bill by bill and kind by kind; ``interest`` rows run until ``sent``. Open
    fees are taken for reminder fees; ``demand_fee`` is what the demand itself is to cost.
    """
    chosen = _sort(claims, sent, reminder_fee_agreed, reminder_written)
    accrued = _sum_of(interest)
    refused = DISPUTED_REFUSAL if in_dispute else None if chosen.lines else NOTHING_OPEN
    last, action, time_steps, time_missing = _time(sent, respond_by)
    contents = _contents(creditor, chosen, interest, accrued, last)
    fee, fee_steps, fee_missing = _demand_fee(demand_fee, sent, contents.value, refused)
    missing = (
        *contents.value.missing,
        *chosen.missing,
        *_not_known(in_dispute, interest, accrued, chosen),
        *time_missing,
        *fee_missing,
    )
    value = _demand(chosen, interest, accrued, fee, refused, tuple(dict.fromkeys(missing)), last, action)
    first = (Step(refused, IN_DISPUTE if in_dispute else "fakta"),) if refused else ()
    steps = (*first, *_sums(value, pay_to), *chosen.steps, *contents.steps, *fee_steps, *time_steps)
    return Finding(value, tuple(dict.fromkeys(steps)))


def _demand(
    chosen: _Sorted,
    interest: tuple[InterestRow, ...],
    accrued: int | None,
    fee: int,
    refused: str | None,
    missing: tuple[str, ...],
    last: date | None,
    action: date | None,
) -> OwnDemand:
    capital, costs = chosen.of(*CAPITAL), chosen.of(BillKind.FEE) + fee
    return OwnDemand(
        may_be_sent=refused is None and not missing,
        refused=refused,
        missing=missing,
        ground=_ground(chosen.lines),
        lines=chosen.lines,
        left_out=chosen.left_out,
        capital=capital,
        interest=accrued,
        interest_rows=interest,
        costs=costs,
        to_pay=None if accrued is None else capital + accrued + costs,
        respond_by=last,
        earliest_legal_action=action,
    )


def _sort(claims: tuple[ClaimedLine, ...], sent: date | None, agreed: bool | None, written: bool | None) -> _Sorted:
    lines: list[ClaimedLine] = []
    left_out: list[ClaimedLine] = []
    steps: list[Step] = []
    missing: list[str] = []
    for line in claims:
        if line.amount <= 0:
            raise ValueError(f"Fordran på {money(line.amount)} ska vara mer än noll. Ange bara det som är obetalt.")
        why: tuple[Step, ...] = _why_not(line, sent)
        if not why and line.kind is BillKind.FEE and sent is not None:
            allowed = fee_allowed(
                fee=CollectionFee.REMINDER,
                day=sent,
                charged=line.amount,
                agreed_before_debt=agreed,
                done_as_required=written,
            )
            why = () if allowed.value.charged_allowed else allowed.steps
            steps += () if why else allowed.steps
            missing += allowed.value.missing
        steps += why
        (left_out if why else lines).append(line)
    return _Sorted(tuple(lines), tuple(left_out), tuple(steps), tuple(missing))


def _why_not(line: ClaimedLine, sent: date | None) -> tuple[Step, ...]:
    what = f"{KIND_WORDS[line.kind]} för {month(line.month)}, {money(line.amount)}"
    if line.kind in DISPUTED:
        return (Step(f"Tas inte med: {what}. En höjning som kan prövas krävs inte här.", MAY_BE_TRIED),)
    if line.kind is BillKind.COST:
        text = f"Tas inte med: {what}. Kostnader i ett mål bestäms i målet."
        return (Step(text, "vår tolkning av lag (1981:739) 1 §"),)
    if line.kind is BillKind.INTEREST:
        text = f"Tas inte med: {what}. Av en äldre räntepost framgår inte räntesats, tid och kapital."
        return (Step(text, SUMS_APART),)
    if sent is not None and line.due_date >= sent:
        return (Step(f"Tas inte med: {what}. Den förfaller {in_words(line.due_date)}.", "fakta"),)
    return ()


def _sum_of(interest: tuple[InterestRow, ...]) -> int | None:
    total = 0
    for row in interest:
        if row.interest is None or row.rate is None:
            return None
        total += row.interest
    return total


def _time(
    sent: date | None, respond_by: date | None
) -> tuple[date | None, date | None, tuple[Step, ...], tuple[str, ...]]:
    """The last day to pay or object, the first day of legal action, why, and what is wrong with it."""
    least = inkasso_response(sent=sent)
    if sent is None:
        return None, None, least.steps, ("dagen då kravet sänds",)
    if respond_by is None or least.value.enforcing is None:
        return least.value.enforcing, least.value.earliest_legal_action, least.steps, ()
    if respond_by < least.value.enforcing:
        short = f"en svarstid till minst {in_words(least.value.enforcing)}"
        text = f"Svarstiden till {in_words(respond_by)} är för kort: ange tidigast {in_words(least.value.enforcing)}."
        return respond_by, None, (Step(text, TIME_TO_ANSWER), *least.steps), (short,)
    stated = inkasso_response(sent=sent, stated_day=respond_by)
    return respond_by, stated.value.earliest_legal_action, stated.steps, ()


def _contents(
    creditor: str | None,
    chosen: _Sorted,
    interest: tuple[InterestRow, ...],
    accrued: int | None,
    last: date | None,
) -> Finding[DemandContents]:
    return collection_demand_contents(
        written=True,
        creditor=creditor,
        ground=_ground(chosen.lines) or None,
        capital=chosen.of(*CAPITAL),
        interest=accrued,
        costs=chosen.of(BillKind.FEE),
        interest_rate=interest[0].rate if interest else None,
        interest_from=min((row.start for row in interest), default=None),
        interest_to=max((row.to for row in interest), default=None),
        interest_capital=interest[0].capital if interest else None,
        respond_by=last,
    )


def _demand_fee(
    charged: int, sent: date | None, contents: DemandContents, refused: str | None
) -> tuple[int, tuple[Step, ...], tuple[str, ...]]:
    """The fee of the demand itself, or nothing and why."""
    if charged < 0:
        raise ValueError(f"Avgiften är {money(charged)}. Ange noll eller mer.")
    if not charged or sent is None or refused:
        return 0, (), ()
    allowed: Finding[FeeAllowed] = fee_allowed(
        fee=CollectionFee.DEMAND, day=sent, charged=charged, done_as_required=contents.complete
    )
    if allowed.value.charged_allowed:
        return charged, allowed.steps, ()
    return 0, allowed.steps, ("en tillåten avgift för kravet, eller ingen",)


def _not_known(
    in_dispute: bool | None, interest: tuple[InterestRow, ...], accrued: int | None, chosen: _Sorted
) -> tuple[str, ...]:
    unknown = [] if in_dispute is not None else ["om någon avi är bestridd"]
    if accrued is None:
        unknown.append("referensräntan")
    capital = chosen.of(*CAPITAL)
    if interest and _last_capital(interest) > capital:
        unknown.append("ränta på bara det kapital som krävs")
    return tuple(unknown)


def _last_capital(interest: tuple[InterestRow, ...]) -> int:
    """What capital the rows that run last stand on; a larger one than is claimed means interest on something else."""
    last = max(row.to for row in interest)
    return sum(row.capital for row in interest if row.to == last)


def _ground(lines: tuple[ClaimedLine, ...]) -> str:
    return listed(tuple(dict.fromkeys(f"{KIND_WORDS[line.kind]} {month(line.month)}" for line in lines)))


def _sums(value: OwnDemand, pay_to: str | None) -> tuple[Step, ...]:
    interest = "okänd" if value.interest is None else money(value.interest)
    text = f"Kapital {money(value.capital)}, ränta {interest} och kostnader {money(value.costs)} anges var för sig."
    rows = tuple(Step(row.text, SUMS_APART) for row in value.interest_rows)
    pay = f"Betala till {pay_to}." if pay_to else "Kravet bör också säga hur man betalar."
    return (Step(text, SUMS_APART), *rows, Step(pay, HOW_TO_PAY))
