"""Personnummer, samordningsnummer, reservnummer and organisationsnummer: which one it is, and if it holds."""

from __future__ import annotations

import re
from datetime import date

from kvarbo.core.identity.result import Identity, Kind
from kvarbo.core.identity.writing import is_luhn, only_digits, plain_signs

INTERIM_LETTERS = "TRSUWXJKLMN"
COORDINATION_OFFSET = 60  # samordningsnummer: the day of birth plus 60, lag (2022:1697) 2 kap. 8 §
CENTURIES = ("18", "19", "20")
ORGANISATION_PREFIX = "16"  # stands where people have their century

_DATED = re.compile(
    r"(?P<century>[0-9]{2})?(?P<yy>[0-9]{2})(?P<gap>-?)(?P<mm>[0-9]{2})(?P=gap)(?P<dd>[0-9]{2})"
    r"(?P<sign>[-+]?)(?P<rest>[A-Z0-9][0-9]{3})"
)
_SPACE_FOR_SIGN = re.compile(r"[0-9A-Z]{6,8} [A-Z0-9][0-9]{3}")
_VAT = re.compile(r"SE[0-9]{12}")


def check(text: str, *, on: date) -> Identity:
    """What kind of number the text is and whether it holds; ``on`` decides the century behind ten digits."""
    written = plain_signs(text).upper()
    joined = written.replace(" ", "")
    found = _DATED.fullmatch(joined)
    if found is None:
        return _refused(text, Kind.UNKNOWN, _why_not_a_number(joined))
    if found["rest"][0].isalpha():
        return _interim(text, joined)
    if found["mm"][0] >= "2" or found["century"] == ORGANISATION_PREFIX:
        return _organisation(text, found)
    kind = Kind.SAMORDNINGSNUMMER if int(found["dd"]) >= COORDINATION_OFFSET else Kind.PERSONNUMMER
    if not found["sign"] and _SPACE_FOR_SIGN.fullmatch(written):
        return _refused(
            text,
            kind,
            "Mellanslag där bindestreck eller plustecken ska stå: ett plustecken kan ha gått "
            "förlorat. Skriv numret med sitt tecken eller helt utan mellanrum.",
        )
    return _person(text, kind, found, on)


def _refused(text: str, kind: Kind, reason: str) -> Identity:
    return Identity(text, kind, valid=False, reason=reason)


def _why_not_a_number(joined: str) -> str:
    if not joined:
        return "Raden är tom."
    if _VAT.fullmatch(joined):
        return (
            "Det är ett momsregistreringsnummer. Organisationsnumret är de tio siffrorna efter SE, utan de två sista."
        )
    digits = re.sub("[-+]", "", joined)
    if not only_digits(digits):
        return "Numret innehåller tecken som inte hör till ett identitetsnummer. Skriv tio eller tolv siffror."
    if len(digits) in (10, 12):
        return "Bindestreck eller plustecken står på fel plats. Det ska stå före de fyra sista siffrorna."
    if 7 <= len(digits) < 10:
        hint = "Inledande nollor kan ha fallit bort i kalkylarket."
    else:
        hint = "Kontrollera att hela numret är med."
    return f"Numret har {len(digits)} siffror och ska ha tio eller tolv. {hint}"


def _interim(text: str, joined: str) -> Identity:
    """Reservnummer: an organisation's own number with a letter in position 9; kept as text, unchecked."""
    letter = joined[-4]
    if letter not in INTERIM_LETTERS:
        reason = f"Bokstaven {letter} används inte i reservnummer. Kontrollera om det ska vara en siffra."
        return _refused(text, Kind.INTERIM, reason)
    reason = "Reservnummer: sparas som text och kan inte kontrolleras."
    return Identity(text, Kind.INTERIM, valid=True, reason=reason, normal=re.sub("[-+]", "", joined))


def _organisation(text: str, found: re.Match[str]) -> Identity:
    kind = Kind.ORGANISATIONSNUMMER
    if found["century"] not in (None, ORGANISATION_PREFIX):
        reason = f"Månaden {found['mm']} finns inte, och ett organisationsnummer med tolv siffror börjar på 16."
        return _refused(text, kind, reason)
    if found["mm"][0] < "2":
        return _refused(text, kind, "Tredje siffran i ett organisationsnummer är minst 2. Är det ett personnummer?")
    if found["sign"] == "+":
        return _refused(text, kind, "Ett organisationsnummer skrivs med bindestreck, aldrig med plustecken.")
    digits = found["yy"] + found["mm"] + found["dd"] + found["rest"]
    if not is_luhn(digits):
        return _refused(text, kind, "Kontrollsiffran (den sista) stämmer inte. Någon siffra är fel.")
    return Identity(text, kind, valid=True, normal=digits)


def _person(text: str, kind: Kind, found: re.Match[str], on: date) -> Identity:
    digits = found["yy"] + found["mm"] + found["dd"] + found["rest"]
    if found["century"] and found["century"] not in CENTURIES:
        return _refused(text, kind, f"Födelseåret {found['century']}{found['yy']} kan inte stämma.")
    if not is_luhn(digits):
        return _refused(text, kind, "Kontrollsiffran (den sista) stämmer inte. Någon siffra är fel.")
    if found["rest"][:3] == "000":
        return _refused(text, kind, "Födelsenumret 000 delas inte ut. Kontrollera de fyra sista siffrorna.")
    year = int(found["century"] + found["yy"]) if found["century"] else _birth_year(found, on)
    born = _real_date(year, found)
    if born is None and kind is Kind.PERSONNUMMER:
        missing = f"{year}-{found['mm']}-{found['dd']}"
        return _refused(text, kind, f"Datumet {missing} finns inte, så det är inget personnummer.")
    if year > on.year or (born is not None and born > on):
        return _refused(text, kind, f"Födelsedatumet ligger efter {on}. Kontrollera århundradet.")
    reason = None if born else "Samordningsnumret innehåller inget verkligt födelsedatum."
    return Identity(text, kind, valid=True, reason=reason, normal=f"{year}{digits[2:]}", birth_date=born)


def _real_date(year: int, found: re.Match[str]) -> date | None:
    """The date the digits name, or None: month 00, day 60 and the like are given to those whose birthday is unknown."""
    day = int(found["dd"])
    try:
        return date(year, int(found["mm"]), day - COORDINATION_OFFSET if day >= COORDINATION_OFFSET else day)
    except ValueError:
        return None


def _birth_year(found: re.Match[str], on: date) -> int:
    """The year behind two digits: "+" from the year a person turns 100, else the latest year that has been."""
    latest = on.year - 100 if found["sign"] == "+" else on.year
    year = latest - (latest - int(found["yy"])) % 100
    born = _real_date(year, found)
    return year - 100 if born is not None and born > on else year
