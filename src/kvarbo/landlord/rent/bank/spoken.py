"""How a refusal speaks of amounts, accounts and places in a payment file."""

from __future__ import annotations

CALL_THE_BANK = "Filen är skadad eller ändrad och inget är inläst. Hämta den på nytt från banken."


def kronor(ore: int, currency: str = "") -> str:
    """Öre as kronor: ``-1 234,50``, with the currency when it is not kronor."""
    sign, whole = "-" if ore < 0 else "", abs(ore)
    text = f"{sign}{whole // 100:,},{whole % 100:02}".replace(",", " ", f"{whole // 100:,}".count(","))
    return text + (" kr" if currency in ("", "SEK") else f" {currency}")


def difference(said: int, found: int, currency: str = "") -> str:
    """What the file says, what was found, and what lies between."""
    apart = kronor(abs(said - found), currency)
    return f"filen säger {kronor(said, currency)}, posterna blir {kronor(found, currency)}: {apart} skiljer"


def counted(said: int, found: int, what: str) -> str:
    """The same for a number of things."""
    return f"filen säger {said} {what}, det finns {found}: {abs(said - found)} skiljer"


def spelled_account(account: str, kind: str) -> str:
    """``bankgiro 991-2346``, as a person writes it."""
    if kind == "bankgiro" and account.isdigit() and len(account) in (7, 8):
        return f"bankgiro {account[:-4]}-{account[-4:]}"
    return f"{kind} {account}".strip()
