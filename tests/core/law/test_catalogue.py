"""Every rule is found by its file alone, asks for facts that can be written as text, and refuses the rest in words."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest

from kvarbo.core.law import catalogue
from kvarbo.core.law.fact_reading import BadFact, how_to_write, is_optional, reader_of

LAW = Path(catalogue.__file__).parent


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Payment:
    day: date
    amount: int
    late: bool | None = None


def test_every_file_with_a_function_of_its_own_name_is_a_rule() -> None:
    written = {
        f"{file.parent.name}.{file.stem}"
        for file in LAW.glob("*/*.py")
        if re.search(rf"^def {file.stem}\(", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert set(catalogue.rule_names()) == written
    assert "jordabalken.rent_due" in written


@pytest.mark.parametrize("name", catalogue.rule_names())
def test_a_rule_says_what_it_answers_and_asks_for_facts_that_can_be_written(name: str) -> None:
    rule = catalogue.find(name)
    assert rule.full_name == name
    assert rule.summary
    assert rule.facts
    assert all(how_to_write(fact.kind) for fact in rule.facts)
    assert catalogue.paragraphs_of(name)


@pytest.mark.parametrize("name", catalogue.rule_names())
def test_a_rule_that_is_told_nothing_answers_or_says_what_is_missing(name: str) -> None:
    rule = catalogue.find(name)
    try:
        told = [step.text for step in rule.ask({}).steps]
    except (ValueError, LookupError) as refusal:
        told = [str(refusal)]
    assert told
    assert all(sentence.endswith(".") for sentence in told)


def test_a_rule_name_that_two_acts_share_asks_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "rule_names", lambda: ("one_act.same", "other_act.same"))
    with pytest.raises(catalogue.UnknownRule, match=r"Skriv one_act\.same eller other_act\.same"):
        catalogue.find("same")


def test_a_rule_name_nobody_knows_is_answered_with_the_nearest() -> None:
    with pytest.raises(catalogue.UnknownRule, match=r"Ingen regel heter rent_deu\. Menade du rent_due"):
        catalogue.find("rent_deu")
    with pytest.raises(catalogue.UnknownRule, match="kvarbo law list"):
        catalogue.find("xyzzy")


def test_an_act_is_named_by_its_folder() -> None:
    assert catalogue.acts()["jordabalken"].startswith("Jordabalken (1970:994)")
    assert set(catalogue.acts()) == {name.partition(".")[0] for name in catalogue.rule_names()}


@pytest.mark.parametrize(
    ("kind", "written", "read"),
    [
        (date, "2026-11-22", date(2026, 11, 22)),
        (date | None, "", BadFact),
        (date | None, "okänt", None),
        (bool, "ja", True),
        (bool, "NEJ", False),
        (bool | None, None, None),
        (int, "-841200", -841200),
        (Decimal, "2,5", Decimal("2.5")),
        (Colour, "red", Colour.RED),
        (Colour | None, "?", None),
        (tuple[Colour, ...], "red, blue", (Colour.RED, Colour.BLUE)),
        (tuple[date, ...], '["2026-11-22"]', (date(2026, 11, 22),)),
        (tuple[int, ...], "", ()),
        (Payment, '{"day": "2026-11-22", "amount": 5}', Payment(date(2026, 11, 22), 5)),
        (tuple[Payment, ...], [{"day": "2026-11-22", "amount": 5, "late": None}], (Payment(date(2026, 11, 22), 5),)),
        (date, "2026-02-30", "datumet 2026-02-30 finns inte"),
        (date, "22/11 2026", "är inget datum. Skriv det som 2026-11-22."),
        (date, 20261122, "är inget datum"),
        (bool, "kanske", "varken ja eller nej"),
        (int, "8 412 kr", "är inget heltal. Belopp skrivs i öre"),
        (Decimal, "två", "är inget tal"),
        (str, " ", "är ingen text"),
        (Colour, "green", "finns inte att välja. Skriv något av: red, blue."),
        (tuple[Colour, ...], "red|green", "x, nummer 2: 'green' finns inte"),
        (Payment, "{day", "går inte att läsa som JSON"),
        (Payment, "[1]", "skriv det som JSON med day, amount, late"),
        (Payment, '{"day": "2026-11-22"}', "amount saknas. Lägg till amount: heltal"),
        (Payment, '{"dag": 1}', "okänd nyckel dag. Tillåtna: day, amount, late."),
        (Payment, '{"day": "2026-11-22", "amount": "x"}', "x.amount: 'x' är inget heltal"),
    ],
)
def test_a_fact_is_read_as_its_type_or_refused_in_swedish(kind: object, written: object, read: object) -> None:
    if read is BadFact or type(read) is str:
        with pytest.raises(BadFact, match=re.escape(read) if isinstance(read, str) else "är inget datum"):
            reader_of(kind)(written, "x")
    else:
        assert reader_of(kind)(written, "x") == read


def test_a_month_can_be_written_as_a_month_where_a_rule_asks_for_one() -> None:
    assert reader_of(date)("2027-01", "month") == date(2027, 1, 1)
    with pytest.raises(BadFact):
        reader_of(date)("2027-01", "start")


def test_unknown_is_a_value_only_where_the_rule_says_so() -> None:
    assert is_optional(date | None)
    assert not is_optional(date)


def test_a_type_that_cannot_be_written_is_the_rules_fault() -> None:
    with pytest.raises(TypeError, match="cannot be written as text"):
        reader_of(complex)


def test_the_catalogue_names_rules_without_loading_them() -> None:
    source = inspect.getsource(catalogue.rule_names) + inspect.getsource(catalogue._rules_in)
    assert "import_module" not in source
