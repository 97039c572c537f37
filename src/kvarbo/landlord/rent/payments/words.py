"""Words on the screen: what a payment is when it is no tenant's, and who or what placed it."""

from __future__ import annotations

from kvarbo.landlord.rent.payments.models import Rule, ToldBy

NOT_A_TENANTS: dict[str, str] = {
    "other_income": "Annan intäkt: lokal, förening eller företag",
    "remittance": "Redovisning från inkassobolaget",
    "wrong": "Inbetald av misstag, betalas tillbaka",
    "own": "Egen överföring mellan konton",
}

TOLD_BY: dict[str, str] = {ToldBy.BANK.value: "Banken", ToldBy.AGENCY.value: "Inkassobolaget"}

PLACED_BY: dict[str, str] = {
    Rule.REFERENCE.value: "Placerad efter referensen",
    Rule.TEXT.value: "Placerad efter numret i meddelandet",
    Rule.PAYER.value: "Placerad efter avsändarens konto och beloppet",
    Rule.MATTER.value: "Placerad efter inkassobolagets ärende",
    Rule.REMITTANCE.value: "Inkassobolagets redovisning",
}
