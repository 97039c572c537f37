"""Where in camt.053 and camt.054, versions 02 and 08, everything stands that Kvarbo reads.

``S`` is a notification or a statement. What the two versions write in different places has one name here.
"""

from __future__ import annotations

HEADER = "Document/M/GrpHdr"
SECTION = "Document/M/S"
ENTRY = f"{SECTION}/Ntry"
DETAILS = f"{ENTRY}/NtryDtls"
TX = f"{DETAILS}/TxDtls"
STRD = f"{TX}/RmtInf/Strd"

MESSAGES = {
    "BkToCstmrDbtCdtNtfctn": ("camt.054", "Ntfctn"),
    "BkToCstmrStmt": ("camt.053", "Stmt"),
}
BOUNDARIES = ("TxDtls", "Ntry", "Ntfctn", "Stmt", "GrpHdr")

_HEADER = {"MsgId": "message", "CreDtTm": "made", "MsgPgntn/PgNb": "header_page", "MsgPgntn/LastPgInd": "header_last"}
_SECTION = {
    "Id": "section_id", "ElctrncSeqNb": "number", "LglSeqNb": "legal_number", "CreDtTm": "section_made",
    "FrToDt/FrDtTm": "begins", "FrToDt/ToDtTm": "ends", "CpyDplctInd": "copy",
    "NtfctnPgntn/PgNb": "page", "NtfctnPgntn/LastPgInd": "last",
    "StmtPgntn/PgNb": "page", "StmtPgntn/LastPgInd": "last",
    "Acct/Id/IBAN": "iban", "Acct/Id/Othr/Id": "account", "Acct/Id/Othr/SchmeNm/Cd": "scheme",
    "Acct/Id/Othr/SchmeNm/Prtry": "scheme", "Acct/Ccy": "currency",
    "TxsSummry/TtlNtries/NbOfNtries": "entries", "TxsSummry/TtlNtries/Sum": "entries_sum",
    "TxsSummry/TtlNtries/TtlNetNtryAmt": "net", "TxsSummry/TtlNtries/CdtDbtInd": "net_sign",
    "TxsSummry/TtlNtries/TtlNetNtry/Amt": "net", "TxsSummry/TtlNtries/TtlNetNtry/CdtDbtInd": "net_sign",
    "TxsSummry/TtlCdtNtries/NbOfNtries": "credits", "TxsSummry/TtlCdtNtries/Sum": "credits_sum",
    "TxsSummry/TtlDbtNtries/NbOfNtries": "debits", "TxsSummry/TtlDbtNtries/Sum": "debits_sum",
}  # fmt: skip
_BALANCE = {"Tp/CdOrPrtry/Cd": "balance_kind", "Amt": "balance", "CdtDbtInd": "balance_sign"}
_ENTRY = {
    "NtryRef": "entry_number", "Amt": "amount", "CdtDbtInd": "sign", "RvslInd": "reversal", "Sts": "status",
    "Sts/Cd": "status", "Sts/Prtry": "status", "BookgDt/Dt": "booked", "BookgDt/DtTm": "booked",
    "AcctSvcrRef": "entry_serial", "AddtlNtryInf": "entry_text",
    "NtryDtls/Btch/NbOfTxs": "batch_count", "NtryDtls/Btch/TtlAmt": "batch_amount",
    "NtryDtls/Btch/CdtDbtInd": "batch_sign",
}  # fmt: skip
_TX = {
    "Refs/AcctSvcrRef": "serial", "Refs/EndToEndId": "end_to_end", "Amt": "tx_amount", "CdtDbtInd": "tx_sign",
    "AmtDtls/TxAmt/Amt": "booked_amount", "AmtDtls/InstdAmt/Amt": "ordered_amount",
    "RltdPties/DbtrAcct/Id/IBAN": "payer_iban", "RltdPties/DbtrAcct/Id/Othr/Id": "payer_account",
    "RltdDts/AccptncDtTm": "ordered", "AddtlTxInf": "tx_text",
}  # fmt: skip
_PAYER = {"Nm": "payer", "Id/OrgId/Othr/Id": "payer_id", "Id/PrvtId/Othr/Id": "payer_id"}
_STRD = {
    "CdtrRefInf/Ref": "ref", "RfrdDocInf/Nb": "document", "RfrdDocAmt/RmtdAmt": "remitted",
    "RfrdDocAmt/CdtNoteAmt": "credit_note", "AddtlRmtInf": "remark",
}  # fmt: skip


def _all() -> dict[str, str]:
    found = {f"{HEADER}/{path}": name for path, name in _HEADER.items()}
    found |= {f"{SECTION}/{path}": name for path, name in _SECTION.items()}
    found |= {f"{SECTION}/Bal/{path}": name for path, name in _BALANCE.items()}
    found |= {f"{ENTRY}/{path}": name for path, name in _ENTRY.items()}
    found |= {f"{TX}/{path}": name for path, name in _TX.items()}
    for party in ("Dbtr", "Dbtr/Pty"):
        found |= {f"{TX}/RltdPties/{party}/{path}": name for path, name in _PAYER.items()}
    found |= {f"{STRD}/{path}": name for path, name in _STRD.items()}
    found[f"{TX}/RmtInf/Ustrd"] = "free"
    return found


FIELDS = _all()  # path → name
REPEATED = frozenset(("free", "payer_id", "document", "remark"))  # may stand several times: numbered from 0
GROUPS = {STRD: "strd", f"{SECTION}/Bal": "balance"}  # elements that repeat as a whole: their number stands first
WITH_CURRENCY = frozenset(
    ("amount", "tx_amount", "booked_amount", "ordered_amount", "batch_amount", "remitted", "credit_note", "balance")
)
AMOUNTS = ("tx_amount", "booked_amount", "ordered_amount")  # the first that is in the post's own currency
# What nearly every payment consists of; "amount" is the first of AMOUNTS. Such payments are read without a detour.
PLAIN = (
    "tx_sign", "ordered", "payer", "payer_iban", "payer_account", "serial", "strd0.ref", "free.0", "end_to_end",
)  # fmt: skip
OF_PAYMENTS = frozenset((*_TX.values(), *_PAYER.values(), *_STRD.values(), "free"))
