"""From a cell's text to a value: amounts, dates, months, words. What reads two ways is refused, saying both."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from kvarbo.core.facts import BillKind, LeaseKind
from kvarbo.landlord.rent.files.refusal import TwoReadings, Unreadable

LONGEST_TEXT = 200
LARGEST_AMOUNT = 1_000_000_000  # öre: ten million kronor on one bill is a fault, not a rent

_KEPT_FORMAT_SIGNS = "\u200c\u200d"  # joiners that emoji and some scripts need; all other format signs are dropped
_EXCEL_FAULTS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SAKNAS!", "#REFERENS!", "#NAMN?")
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\ufeff'’]")
_CURRENCY = re.compile(r"(?:kr|sek|:-)\.?$|^(?:kr|sek)\.?", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,]*|[.,]\d+")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})+")


@dataclass(frozen=True, slots=True)
class Habits:
    """How this file writes what could be read two ways, learnt from its own unambiguous cells; None: not shown."""

    day_first: bool | None = None
    thousands: str | None = None  # "." or ","


NO_HABITS = Habits()


def text(cell: str) -> str:
    """A text cell kept literally, without control and direction signs; too long or an Excel fault is refused."""
    if cell.isprintable():  # quick: every sign of it is kept
        cleaned = cell.strip()
    else:
        cleaned = "".join(_visible(sign) for sign in cell).strip()
    if len(cleaned) > LONGEST_TEXT:
        raise Unreadable(f"Texten är {len(cleaned)} tecken lång; högst {LONGEST_TEXT} får plats. Korta den.")
    if cleaned[:1] == "#" and cleaned.upper() in _EXCEL_FAULTS:
        raise Unreadable("Cellen är en felande formel i Excel. Rätta formeln eller skriv värdet.")
    return cleaned


def _visible(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cc":
        return " " if sign in "\t\r\n" else ""
    if category in ("Cf", "Cs", "Zl", "Zp"):
        return sign if sign in _KEPT_FORMAT_SIGNS else ""
    return sign


def whole_number_text(cell: str) -> str:
    """A code that may have been a number in Excel: ``12345.0`` is ``12345``; leading zeros of a text are kept."""
    if cell.isdecimal() and cell.isascii() and len(cell) <= LONGEST_TEXT:
        return cell
    cleaned = text(cell)
    if not cleaned[:1].isdigit():
        return cleaned
    if re.fullmatch(r"\d+[.,]0+", cleaned):
        return re.split("[.,]", cleaned)[0]
    if re.fullmatch(r"\d[.,]\d+[eE]\+?\d+", cleaned):
        return shortened_number(cleaned)
    return cleaned


def shortened_number(cleaned: str) -> str:
    """``1.98507099805E11`` as the digits it stands for; refused when Excel has thrown digits away."""
    mantissa, exponent = re.split("[eE]", cleaned.replace(",", "."))
    digits, places = mantissa.replace(".", ""), int(exponent)
    if places > 20 or len(digits) < places - 2:
        raise Unreadable("Excel har kortat talet och siffror är borta. Ställ kolumnen som text och exportera igen.")
    return (digits + "0" * (places + 1 - len(digits)))[: places + 1]


def amount(cell: str, habits: Habits = NO_HABITS) -> int:
    """Kronor as people and systems write them, in öre. ``1.234`` and ``1,234`` need the file's own habit."""
    cleaned = _CURRENCY.sub("", _SPACES.sub("", cell.strip()))
    sign, digits = _sign_of(cleaned)
    if not _NUMBER.fullmatch(digits):
        raise Unreadable("Det är inte ett belopp. Skriv till exempel 8450,00.")
    ore = sign * _to_ore(digits, habits)
    if abs(ore) > LARGEST_AMOUNT:
        raise Unreadable("Beloppet är orimligt stort (över 10 miljoner kronor). Rätta det i filen.")
    return ore


def _sign_of(cleaned: str) -> tuple[int, str]:
    cleaned = cleaned.replace("\u2212", "-").replace("–", "-").replace("\u2010", "-").replace("\u2011", "-")
    if cleaned.startswith("(") and cleaned.endswith(")"):
        return -1, cleaned[1:-1]
    if cleaned.startswith("-"):
        return -1, cleaned[1:]
    if cleaned.endswith("-"):
        return -1, cleaned[:-1]
    return 1, cleaned.removeprefix("+")


def _to_ore(digits: str, habits: Habits) -> int:
    marks = [sign for sign in digits if sign in ".,"]
    if not marks:
        return _whole(digits) * 100
    if len(set(marks)) == 2:
        return _both_marks(digits, marks)
    if _GROUPED.fullmatch(digits) and not digits.startswith("0"):
        return _grouped(digits, marks, habits)
    if len(marks) > 1:
        raise Unreadable("Beloppet har flera decimaltecken. Skriv till exempel 8450,00.")
    whole, decimals = re.split("[.,]", digits)
    return _whole_and_decimals(whole, decimals)


def _both_marks(digits: str, marks: list[str]) -> int:
    thousands, decimal = marks[0], marks[-1]
    grouped = rf"\d{{1,3}}(?:\{thousands}\d{{3}})+"
    whole, _, decimals = digits.rpartition(decimal)
    if marks.count(decimal) > 1 or not re.fullmatch(grouped, whole):
        raise Unreadable("Punkt och komma står så att beloppet inte går att läsa. Skriv till exempel 8450,00.")
    return _whole_and_decimals(whole.replace(thousands, ""), decimals)


def _grouped(digits: str, marks: list[str], habits: Habits) -> int:
    joined = digits.replace(marks[0], "")
    if len(marks) > 1 or habits.thousands == marks[0]:
        return _whole(joined) * 100
    whole, decimals = digits.split(marks[0])
    raise TwoReadings(
        f"Beloppet kan läsas som {_whole(joined)} kr eller som {whole},{decimals} kr. "
        f"Skriv {joined} eller {whole},{decimals[:2]}."
    )


def _whole(digits: str) -> int:
    """The whole number; what is longer than any amount is only made long enough to be refused as too large."""
    return int(digits.lstrip("0")[:15] or "0")


def _whole_and_decimals(whole: str, decimals: str) -> int:
    if decimals[2:].strip("0"):
        raise Unreadable("Beloppet har fler än två decimaler. Avrunda det till hela ören.")
    return _whole(whole) * 100 + int(decimals[:2].ljust(2, "0"))


_ISO = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_WORDED = re.compile(r"(\d{1,2})\.? ?([a-zåäö]+)\.? ?(\d{4})")


def day(cell: str, habits: Habits = NO_HABITS) -> date:
    """A date as systems write it, or an Excel serial number. ``01/11/2026`` needs the file's own habit."""
    cleaned = re.sub(r"[\s\u00a0\u202f]+", " ", cell.strip().lower())
    year, month, day_of_month = _date_parts(cleaned, habits)
    try:
        return date(year, month, day_of_month)
    except ValueError:
        raise Unreadable("Datumet finns inte i kalendern. Skriv det som 2026-11-01.") from None


def _date_parts(cleaned: str, habits: Habits) -> tuple[int, int, int]:
    if found := _ISO.fullmatch(cleaned):
        return int(found[1]), int(found[2]), int(found[3])
    if re.fullmatch(r"\d{8}", cleaned):
        return int(cleaned[:4]), int(cleaned[4:6]), int(cleaned[6:])
    if found := _DOTTED.fullmatch(cleaned):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _SLASHED.fullmatch(cleaned):
        return _slashed(int(found[1]), int(found[2]), int(found[3]), habits)
    if found := _WORDED.fullmatch(cleaned):
        return int(found[3]), _month_word(found[2]), int(found[1])
    if re.fullmatch(r"\d{5}(?:[.,]0+)?", cleaned):
        serial = date(1899, 12, 30) + timedelta(days=int(cleaned[:5]))
        return serial.year, serial.month, serial.day
    raise Unreadable("Det är inte ett datum. Skriv det som 2026-11-01.")


def _slashed(first: int, second: int, year: int, habits: Habits) -> tuple[int, int, int]:
    if first > 12 or (habits.day_first is True and second <= 12):
        return year, second, first
    if second > 12 or habits.day_first is False:
        return year, first, second
    if first == second:
        return year, first, second
    raise TwoReadings(
        f"Datumet kan läsas som {first} {MONTHS[second - 1]} eller {second} {MONTHS[first - 1]} {year}. "
        f"Skriv {year}-{second:02}-{first:02} eller {year}-{first:02}-{second:02}."
    )


MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def _month_word(word: str) -> int:
    for number, name in enumerate(MONTHS, start=1):
        if len(word) >= 3 and (name.startswith(word) or (word == "okt" and number == 10)):
            return number
    raise Unreadable("Månaden känns inte igen. Skriv den som 2026-11.")


_YEAR_MONTH = re.compile(r"(\d{4})[-/. ]?(\d{2})|(\d{4})[-/. ](\d)")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_WORD_YEAR = re.compile(r"([a-zåäö]{3,9})\.?[ -]?'?(\d{4}|\d{2})")
_YEAR_WORD = re.compile(r"(\d{4})[ -]?([a-zåäö]{3,9})")


def month(cell: str, habits: Habits = NO_HABITS) -> date:
    """The month the money is for, as its first day: ``2026-11``, ``nov 2026``, ``2611``, or any day in it."""
    cleaned = re.sub(r"[\s\u00a0\u202f]+", " ", cell.strip().lower())
    year, number = _month_parts(cleaned) or (0, 0)
    if not year:
        return day(cell, habits).replace(day=1)
    if not 1 <= number <= 12:
        raise Unreadable("Månaden finns inte. Skriv den som 2026-11.")
    return date(year, number, 1)


def _month_parts(cleaned: str) -> tuple[int, int] | None:
    if found := re.fullmatch(r"(\d{2})(\d{2})", cleaned):
        return 2000 + int(found[1]), int(found[2])
    if found := _YEAR_MONTH.fullmatch(cleaned):
        return int(found[1] or found[3]), int(found[2] or found[4])
    if found := _MONTH_YEAR.fullmatch(cleaned):
        return int(found[2]), int(found[1])
    if found := _WORD_YEAR.fullmatch(cleaned):
        return int(found[2]) % 100 + 2000 if len(found[2]) == 2 else int(found[2]), _month_word(found[1])
    if found := _YEAR_WORD.fullmatch(cleaned):
        return int(found[1]), _month_word(found[2])
    return None


def between(value: date, earliest: date, latest: date) -> date:
    """The date itself when it is plausible; otherwise refused with the reason."""
    if value < earliest:
        raise Unreadable(f"Datumet {value} är orimligt tidigt (före {earliest}). Rätta det i filen.")
    if value > latest:
        raise Unreadable(f"Datumet {value} är orimligt sent (efter {latest}). Rätta det i filen.")
    return value


_YES = frozenset(("ja", "j", "x", "1", "sant", "true", "yes", "y"))
_NO = frozenset(("nej", "n", "0", "falskt", "false", "no", "-"))
_PROTECTED_WORDS = """skyddad s sekretess sekretessmarkering sekretessmarkerad skyddadfolkbokforing
    skyddadepersonuppgifter skyddadidentitet kvarskrivning fingerad"""
_PROTECTED = frozenset(_PROTECTED_WORDS.split())


def yes_or_no(cell: str) -> bool | None:
    """Ja or nej as systems write it; an empty cell is unknown."""
    word = plain(cell) or cell.strip()
    if not word:
        return None
    if word in _YES or word in _NO:
        return word in _YES
    raise Unreadable("Det är varken ja eller nej. Skriv Ja, Nej eller lämna tomt om det är okänt.")


def protected(cell: str) -> bool | None:
    """Skyddade personuppgifter: ja, nej or the name of the protection; an unknown word is refused, not taken as no."""
    return True if plain(cell) in _PROTECTED else yes_or_no(cell)


def plain(cell: str) -> str:
    """A word without case, diacritics, spaces and punctuation, for comparing."""
    if cell.isascii() and cell.isalnum():  # quick: there is nothing to take away
        return cell.lower()
    decomposed = unicodedata.normalize("NFKD", cell.casefold())
    return "".join(sign for sign in decomposed if sign.isalnum())


def _words(**kinds: str) -> dict[str, str]:
    return {word: kind for kind, words in kinds.items() for word in words.split()}


_LEASE_KINDS = _words(
    dwelling="bostad bostader bostadslagenhet lagenhet lgh hyreslagenhet dwelling bo bl radhus smahus studentbostad "
    "studentlagenhet seniorbostad trygghetsbostad ungdomsbostad bostadsavtal",
    premises="lokal lokaler lok kontor butik lokalavtal premises",
    garage="garage gar pplats parkering parkeringsplats bilplats carport varmgarage mcplats garageplats pp",
    storage="forrad forradsplats kallarforrad storage",
    other="ovrigt ovriga annat antenn mast mark other",
)
_BILL_KINDS = _words(
    rent="hyra hyror bostadshyra manadshyra hyresavi avi rent grundhyra hyrabostad",
    insurance="forsakring hemforsakring kollektivhemforsakring insurance",
    garage="garage garagehyra pplats parkering bilplats parkeringsplats",
    meter="el vatten varme varmvatten kallvatten imd matning elvatten forbrukning meter elforbrukning",
    fee="avgift paminnelseavgift inkassoavgift paminnelse inkasso inkassokostnad fee avgifter",
    interest="ranta drojsmalsranta rantor interest",
    cost="kostnad rattegangskostnad ansokningsavgift ansokningskostnad kronofogden kfmavgift cost",
    increase_54a="hojning54a hyreshojning54a 54a increase54a",
    retroactive_55e="retroaktivhyra retroaktiv retroaktivhojning 55e retroactive55e",
    other="ovrigt annat other diverse skada skador nyckel",
)


def lease_kind(cell: str) -> LeaseKind:
    """Objekttyp: what is let. An unknown word is refused: a home must not vanish as a garage, nor the reverse."""
    found = _LEASE_KINDS.get(plain(cell))
    if found is None:
        raise Unreadable("Objekttypen känns inte igen. Skriv Bostad, Lokal, Garage, Förråd eller Övrigt.")
    return LeaseKind(found)


def bill_kind(cell: str) -> BillKind:
    """Avgiftsslag: what the money is for; an empty cell is rent only where the file has no such column at all."""
    found = _BILL_KINDS.get(plain(cell))
    if found is None:
        raise Unreadable(
            "Avgiftsslaget känns inte igen. Skriv Hyra, Försäkring, Garage, El, Avgift, Ränta, Kostnad eller Övrigt."
        )
    return BillKind(found)


def count(cell: str) -> int | None:
    """A small whole number, such as how many children; empty is unknown."""
    cleaned = cell.strip()
    if not cleaned:
        return None
    if not re.fullmatch(r"\d{1,2}(?:[.,]0+)?", cleaned):
        raise Unreadable("Det är inte ett antal. Skriv 0, 1, 2 … eller lämna tomt om det är okänt.")
    return int(re.split("[.,]", cleaned)[0])


def phone(cell: str) -> str | None:
    """A telephone number as written; a number whose first zero Excel has eaten gets it back."""
    cleaned = whole_number_text(cell)
    if re.fullmatch(r"7[02369]\d{7}", cleaned):
        return "0" + cleaned
    return cleaned or None


def slashed_parts(cell: str) -> tuple[int, int] | None:
    """The first two numbers of a date like ``01/11/2026``, for learning which of them is the day."""
    found = _SLASHED.fullmatch(cell.strip())
    return (int(found[1]), int(found[2])) if found else None


def amount_marks(cell: str) -> tuple[str, str]:
    """Which mark an amount shows to group thousands, and which to start decimals; "" where it does not show."""
    digits = _sign_of(_CURRENCY.sub("", _SPACES.sub("", cell.strip())))[1]
    marks = [sign for sign in digits if sign in ".,"]
    if not marks or not _NUMBER.fullmatch(digits):
        return "", ""
    if len(set(marks)) == 2:
        return marks[0], marks[-1]
    if len(marks) > 1:
        return marks[0], ""
    return ("", "") if _GROUPED.fullmatch(digits) and digits[0] != "0" else ("", marks[0])
