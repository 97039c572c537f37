"""The columns of a bank's list of account events, by the words that Swedish and English internet banks print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kvarbo.landlord.rent.files.columns import FIELD_OF_WORD
from kvarbo.landlord.rent.files.refusal import CannotRead, shortened
from kvarbo.landlord.rent.files.values import plain

SWEDISH = {
    "booked": "bokföringsdag", "transaction_day": "transaktionsdag", "amount": "belopp", "paid_in": "insättning",
    "paid_out": "uttag", "reference": "referens", "text": "text", "payer": "avsändare",
    "payer_account": "avsändarens konto", "balance": "saldo", "serial": "verifikationsnummer", "account": "konto",
    "currency": "valuta", "status": "status",
}  # fmt: skip

_WORDS = {
    "booked": "bokföringsdag bokföringsdatum bokförd bokfdatum bokfdag bokföringsdat bookingdate booked bokfört "
    "postingdate datum date",
    "transaction_day": "transaktionsdag transaktionsdatum transdatum transactiondate",
    "amount": "belopp beloppsek beloppkr transaktionsbelopp amount amountsek",
    "paid_in": "insättning insättningar insatt in kredit credit inbetalning inbetalt",
    "paid_out": "uttag ut debet debit utbetalning",
    "reference": "ocr ocrnr ocrnummer ocrreferens betalningsreferens referensnummer referens reference "
    "referensmeddelande",
    "text": "meddelande text beskrivning rubrik specifikation transaktion händelse egenanteckning description message "
    "details transaktionstext information",
    "payer": "avsändare betalare betalarensnamn avsändarnamn avsändarensnamn motpart namn sender payer name "
    "counterparty frånnamn",
    "payer_account": "avsändarkonto avsändarenskonto betalarenskonto frånkonto motpartskonto senderaccount "
    "avsändarbankgiro betalarensbankgiro",
    "balance": "bokförtsaldo saldo saldosek kontosaldo balance runningbalance",
    "serial": "transaktionsid transaktionsnummer verifikationsnummer verifikationsnr verifikat arkivreferens "
    "bankreferens löpnummer transactionid archivereference",
    "account": "kontonummer kontonr konto bankgiro bankgironummer account accountnumber tillkonto",
    "currency": "valuta currency",
    "status": "status",
}
WORDS = {field: [plain(word) for word in words.split()] for field, words in _WORDS.items()}
FIELD_OF = {word: field for field, words in WORDS.items() for word in words}
KNOWN_WORDS = {f"{field} {word}": word for field, words in WORDS.items() for word in words}  # for finding separators
_OF_A_LIST = frozenset(("lease_number", "due_date"))


def fields_in(cells: Sequence[str]) -> set[str]:
    """Which columns of account events a row of cells names."""
    return {FIELD_OF[word] for cell in cells if (word := plain(cell)) in FIELD_OF}


def is_header(cells: Sequence[str]) -> bool:
    """Whether the row heads account events: a day, an amount and something said; and not a landlord's own list."""
    named = fields_in(cells)
    lists = {FIELD_OF_WORD.get(plain(cell)) for cell in cells}
    return bool(
        named & {"booked", "transaction_day"}
        and named & {"amount", "paid_in"}
        and named & {"reference", "text", "payer"}
        and not lists & _OF_A_LIST
    )


def places_of(header: Sequence[str]) -> Mapping[str, int]:
    """Field → place. Two columns with one name, or none for what is needed, are refused with what to do."""
    words = [plain(cell) for cell in header]
    places: dict[str, int] = {}
    for field, known in WORDS.items():
        fitting = [word for word in known if word in words]
        if not fitting:
            continue
        if words.count(fitting[0]) > 1:
            name = shortened(header[words.index(fitting[0])])
            raise CannotRead(
                f"Kolumnen ”{name}” finns {words.count(fitting[0])} gånger i rubriken, så det går inte att veta "
                f"vilken som är {SWEDISH[field]}. Byt namn på den ena."
            )
        places[field] = words.index(fitting[0])
    return _complete(places)


def _complete(places: dict[str, int]) -> dict[str, int]:
    if "amount" in places and "paid_in" in places:
        raise CannotRead(
            "Filen har både en kolumn för belopp och en för insättning, så det går inte att veta vilken som gäller. "
            "Ta bort den ena."
        )
    if "booked" not in places and "transaction_day" in places:
        places["booked"] = places.pop("transaction_day")
    missing = [] if "booked" in places else [SWEDISH["booked"]]
    missing += [] if {"amount", "paid_in"} & set(places) else [SWEDISH["amount"]]
    missing += [] if {"reference", "text", "payer"} & set(places) else ["referens eller text"]
    if missing:
        raise CannotRead(
            f"Filen saknar kolumn för {', '.join(missing)}. Ta med den när kontohändelserna exporteras från banken."
        )
    return places
