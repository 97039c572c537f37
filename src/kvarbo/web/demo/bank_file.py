"""Betalningsfil från banken: kontohändelser (camt.054 version 08) with made-up payments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import groupby
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from kvarbo.landlord.rent.bank.rows import BankPayment, EntryKind

SWEDEN = ZoneInfo("Europe/Stockholm")
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"
_SCHEMES = {"bankgiro": "BGNR", "plusgiro": "PGNR"}


def camt_054(
    payments: Sequence[BankPayment],
    *,
    account: str,
    account_kind: str = "bankgiro",
    made: datetime,
    through: date,
    number: int = 1,
    batch: int = 1,
) -> bytes:
    """One notification with the payments in their order, at most ``batch`` of them in a post."""
    posts = [post for run in _runs(payments) for post in _in_batches(run, batch)]
    credits = [payment.amount for payment in payments if payment.amount >= 0]
    debits = [payment.amount for payment in payments if payment.amount < 0]
    begins = min((payment.booked for payment in payments), default=through)
    stamp = made.replace(tzinfo=SWEDEN).isoformat()
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<Document xmlns="{NAMESPACE}"><BkToCstmrDbtCdtNtfctn>',
        f"<GrpHdr><MsgId>KH{number:08}</MsgId><CreDtTm>{stamp}</CreDtTm>",
        "<MsgPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></MsgPgntn></GrpHdr>",
        f"<Ntfctn><Id>KH{number:08}-1</Id><ElctrncSeqNb>{number}</ElctrncSeqNb><CreDtTm>{stamp}</CreDtTm>",
        f"<FrToDt><FrDtTm>{_stamp(begins, time())}</FrDtTm>",
        f"<ToDtTm>{_stamp(through, time(23, 59, 59))}</ToDtTm></FrToDt>",
        f"<Acct>{_account(account, account_kind)}<Ccy>SEK</Ccy></Acct>",
        _summary(posts, sum(credits), -sum(debits)),
        *(_post(post, place) for place, post in enumerate(posts, start=1)),
        "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\n",
    ]
    return "\n".join(lines).encode()


def _runs(payments: Sequence[BankPayment]) -> Iterator[list[BankPayment]]:
    """Payments that may share a post: booked the same day, and all of them in or all of them taken back."""
    for _, run in groupby(payments, key=lambda payment: (payment.booked, payment.kind)):
        yield list(run)


def _in_batches(run: list[BankPayment], batch: int) -> Iterator[list[BankPayment]]:
    for place in range(0, len(run), batch):
        yield run[place : place + batch]


def _summary(posts: list[list[BankPayment]], credited: int, debited: int) -> str:
    takings = sum(post[0].kind is EntryKind.REVERSAL for post in posts)
    net = credited - debited
    return (
        f"<TxsSummry><TtlNtries><NbOfNtries>{len(posts)}</NbOfNtries><Sum>{_kronor(credited + debited)}</Sum>"
        f"<TtlNetNtry><Amt>{_kronor(net)}</Amt><CdtDbtInd>{_sign(net)}</CdtDbtInd></TtlNetNtry></TtlNtries>"
        f"<TtlCdtNtries><NbOfNtries>{len(posts) - takings}</NbOfNtries><Sum>{_kronor(credited)}</Sum></TtlCdtNtries>"
        f"<TtlDbtNtries><NbOfNtries>{takings}</NbOfNtries><Sum>{_kronor(debited)}</Sum></TtlDbtNtries></TxsSummry>"
    )


def _post(post: list[BankPayment], place: int) -> str:
    first, total = post[0], sum(payment.amount for payment in post)
    taken = "<RvslInd>true</RvslInd>" if first.kind is EntryKind.REVERSAL else ""
    many = ""
    if len(post) > 1:
        many = f'<Btch><NbOfTxs>{len(post)}</NbOfTxs><TtlAmt Ccy="SEK">{_kronor(total)}</TtlAmt></Btch>'
    return (
        f'<Ntry><NtryRef>{place}</NtryRef><Amt Ccy="SEK">{_kronor(total)}</Amt><CdtDbtInd>{_sign(total)}</CdtDbtInd>'
        f"{taken}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{first.booked}</Dt></BookgDt><ValDt><Dt>{first.booked}</Dt></ValDt>"
        "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>"
        f"<NtryDtls>{many}{''.join(map(_payment, post))}</NtryDtls></Ntry>"
    )


def _payment(payment: BankPayment) -> str:
    serial = f"<AcctSvcrRef>{escape(payment.serial)}</AcctSvcrRef>" if payment.serial else ""
    ordered = ""
    if payment.order_received:
        stamp = _stamp(payment.order_received, time(10, 15))
        ordered = f"<RltdDts><AccptncDtTm>{stamp}</AccptncDtTm></RltdDts>"
    return (
        f"<TxDtls><Refs>{serial}<EndToEndId>NOTPROVIDED</EndToEndId></Refs>"
        f'<Amt Ccy="SEK">{_kronor(payment.amount)}</Amt><CdtDbtInd>{_sign(payment.amount)}</CdtDbtInd>'
        f"{_parties(payment)}{_remittance(payment)}{ordered}</TxDtls>"
    )


def _parties(payment: BankPayment) -> str:
    name = f"<Nm>{escape(payment.payer_name)}</Nm>" if payment.payer_name else ""
    number = payment.payer_identity
    kind = "PrvtId" if len(number) == 12 else "OrgId"
    identity = f"<Id><{kind}><Othr><Id>{number}</Id></Othr></{kind}></Id>" if number else ""
    payer = f"<Dbtr><Pty>{name}{identity}</Pty></Dbtr>" if name or identity else ""
    account = payment.payer_account
    account_kind = (
        "iban" if account[:2].isalpha() and len(account) > 14 else "bankgiro" if len(account) < 9 else "konto"
    )
    whose = f"<DbtrAcct>{_account(account, account_kind)}</DbtrAcct>" if account else ""
    return f"<RltdPties>{payer}{whose}</RltdPties>" if payer or whose else ""


def _account(account: str, kind: str) -> str:
    if kind == "iban":
        return f"<Id><IBAN>{account}</IBAN></Id>"
    scheme = f"<Prtry>{_SCHEMES[kind]}</Prtry>" if kind in _SCHEMES else "<Cd>BBAN</Cd>"
    return f"<Id><Othr><Id>{account}</Id><SchmeNm>{scheme}</SchmeNm></Othr></Id>"


def _remittance(payment: BankPayment) -> str:
    text = f"<Ustrd>{escape(payment.text)}</Ustrd>" if payment.text else ""
    references = [(part.reference, part.amount) for part in payment.parts]
    if payment.reference and not references:
        references = [(payment.reference, None)]
    structured = "".join(_structured(reference, amount) for reference, amount in references)
    return f"<RmtInf>{text}{structured}</RmtInf>" if text or structured else ""


def _structured(reference: str, amount: int | None) -> str:
    name = "RmtdAmt" if amount is not None and amount >= 0 else "CdtNoteAmt"
    own = "" if amount is None else f'<RfrdDocAmt><{name} Ccy="SEK">{_kronor(amount)}</{name}></RfrdDocAmt>'
    return (
        f"<Strd>{own}<CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>{escape(reference)}</Ref>"
        "</CdtrRefInf></Strd>"
    )


def _stamp(day: date, hour: time) -> str:
    return datetime.combine(day, hour, SWEDEN).isoformat()


def _kronor(ore: int) -> str:
    return f"{abs(ore) // 100}.{abs(ore) % 100:02}"


def _sign(ore: int) -> str:
    return "CRDT" if ore >= 0 else "DBIT"
