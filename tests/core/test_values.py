"""Dated values: what is in force on a day, and the refusal of everything that would have to be guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kvarbo.core.values import BadValues, NoValueInForce, Unit, all_values, in_words, load_added, load_values, values

TODAY = date(2026, 11, 22)
ENTRY = """
jb.test.weeks:
  swe: prövotid
  unit: veckor
  cite: JB 12:99
  verified: V
  last_checked: 2026-04-27
  values:
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "values.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_value_is_answered_with_its_paragraph() -> None:
    on = values(TODAY)
    assert on["jb.12_44.recovery_weeks"] == 3
    assert on.number("inkassokostnad.4.reminder_fee_max") == 6000
    assert on["ranta.6.margin"] == Decimal(8)
    assert on["sof.13_1.retention_exempt_birthdays"] == (5, 15, 25)
    step = on.step("jb.12_44.recovery_weeks")
    assert (step.text, step.source) == ("Återvinningsfrist, bostad: 3 veckor.", "JB 12:44 första stycket 1")


def test_the_value_changes_on_the_day_the_law_says() -> None:
    assert values(date(2025, 6, 30))["inkassolagen.5.response_days"] == 8
    assert values(date(2025, 7, 1))["inkassolagen.5.response_days"] == 10
    assert values(date(2022, 12, 31))["ranta.9.reference_rate"] == Decimal("0.5")
    assert values(date(2023, 1, 1))["ranta.9.reference_rate"] == Decimal("2.5")


def test_the_reference_rate_of_the_second_half_of_2026_is_refused_until_somebody_adds_it() -> None:
    assert values(date(2026, 6, 30))["ranta.9.reference_rate"] == Decimal("2.0")
    with pytest.raises(NoValueInForce) as refusal:
        values(date(2026, 7, 1))["ranta.9.reference_rate"]
    assert str(refusal.value) == (
        "Värdet ranta.9.reference_rate saknas för 2026-07-01: det senaste värdet vi har gäller till och med 2026-06-30 "
        "(Räntelagen (1975:635) 9 §). Slå upp referensränta och lägg till en period som täcker dagen (from, to, value "
        "i procent) i core/law/interest/values.yaml eller i installationens egen värdefil med källa och underskrift."
    )


def test_a_day_before_the_first_value_and_an_unknown_name_are_refused() -> None:
    with pytest.raises(NoValueInForce, match="det tidigaste värdet vi har gäller från 2013-03-16"):
        values(date(2013, 3, 15))["inkassokostnad.4.reminder_fee_max"]
    with pytest.raises(NoValueInForce, match=r"inget värde har det namnet. Under jb finns: jb.12_42"):
        values(TODAY)["jb.12_44.recovery_days"]
    with pytest.raises(BadValues, match="inget heltal"):
        values(TODAY).number("ranta.6.margin")


def test_every_value_that_ships_can_be_asked_on_every_first_day_it_holds() -> None:
    for entry in all_values().values():
        for period in entry.periods:
            assert values(period.start)[entry.name] == period.value
        assert entry.name in set(values(entry.periods[-1].start))
    assert len(values(TODAY)) == len(all_values()) - 1  # the reference rate


def test_what_the_installation_adds_needs_source_and_signature_and_is_shown(tmp_path: Path) -> None:
    text = "ranta.9.reference_rate:\n  - {from: 2026-07-01, to: 2027-01-01, value: '2.5', source: Riksbanken, %s}\n"
    added = load_added(written(tmp_path, text % "signed_by: Ekonomichefen, signed_on: 2026-07-02"))
    on = values(date(2026, 8, 1), extra=added)
    assert on["ranta.9.reference_rate"] == Decimal("2.5")
    assert on.step("ranta.9.reference_rate").text == "Referensränta: 2,5 procent, tillagt av Ekonomichefen."
    assert on.step("ranta.9.reference_rate").source == "Riksbanken"
    with pytest.raises(NoValueInForce):
        values(date(2026, 8, 1))["ranta.9.reference_rate"]
    with pytest.raises(BadValues, match=r"period 1: signed_by, signed_on saknas\."):
        load_added(written(tmp_path, text.replace(", %s", "")))


def test_what_the_installation_adds_never_replaces_the_law_or_leaves_a_gap(tmp_path: Path) -> None:
    for start, complaint in (("2026-06-01", "överlappar"), ("2026-08-01", "lucka")):
        row = f"{{from: {start}, to: null, value: 2, source: RB, signed_by: A, signed_on: 2026-07-02}}"
        added = load_added(written(tmp_path, f"ranta.9.reference_rate: [{row}]"))
        with pytest.raises(BadValues, match=complaint):
            values(TODAY, extra=added)
    with pytest.raises(BadValues, match=r"jb\.hittat_på är inget värde som Kvarbo känner till"):
        load_added(written(tmp_path, "jb.hittat_på: []"))


def test_an_abolished_value_is_refused_as_abolished(tmp_path: Path) -> None:
    rows = "    - {from: 2000-01-01, to: 2010-01-01, value: 3}\n    - {from: 2010-01-01, to: null, value: null}\n"
    (entry,) = load_values(written(tmp_path, ENTRY + rows))
    assert entry.period(date(2009, 12, 31)).value == 3
    with pytest.raises(NoValueInForce, match=r"det är avskaffat sedan 2010-01-01 \(JB 12:99\)"):
        entry.period(date(2010, 1, 1))


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("[{from: 2000-01-01, to: 2001-01-01, value: 1}, {from: 2001-01-02, to: null, value: 2}]", "lucka mellan"),
        ("[{from: 2000-01-01, to: 2001-01-02, value: 1}, {from: 2001-01-01, to: null, value: 2}]", "överlappar"),
        ("[{from: 2000-01-01, to: null, value: 1}, {from: 2001-01-01, to: null, value: 2}]", "överlappar"),
        ("[{from: 2001-01-01, to: 2000-01-01, value: 1}]", "slutar innan den börjar"),
        ("[{from: 2000-01-01, to: null, value: 1, until: 3}]", "okänd nyckel until"),
        ("[{from: 2000-01-01, value: 1}]", "to saknas"),
        ("[{from: 2000-01-01 12:00:00, to: null, value: 1}]", "from ska vara ett datum"),
        ("[{from: 2000-01-01, to: null, value: true}]", "True är inget värde i veckor"),
        ("[{from: 2000-01-01, to: null, value: 1.5}]", "1.5 är inget värde i veckor"),
        ("[{from: 2000-01-01, to: null, value: 1, value: 2}]", "value står två gånger"),
        ("[]", "minst en rad"),
    ],
)
def test_a_file_with_a_doubtful_period_is_refused(rows: str, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(BadValues, match=complaint):
        load_values(written(tmp_path, f"{ENTRY}    {rows}\n"))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("  cite: JB 12:99\n", "", "jb.test.weeks: cite saknas"),
        ("cite: JB 12:99", "cite: ''", "cite är tomt"),
        ("verified: V", "verified: kanske", "verified ska vara V, S eller I"),
        ("unit: veckor", "unit: varv", "enheten varv finns inte"),
        ("jb.test.weeks:", "- jb.test.weeks:", "här ska stå namn och innehåll, inte list"),
        ("  unit: veckor", "\tunit: veckor", "filen går inte att läsa som YAML"),
    ],
)
def test_a_value_without_its_paragraph_or_unit_is_refused(old: str, new: str, complaint: str, tmp_path: Path) -> None:
    text = f"{ENTRY}    [{{from: 2000-01-01, to: null, value: 1}}]\n"
    assert old in text
    with pytest.raises(BadValues, match=complaint):
        load_values(written(tmp_path, text.replace(old, new)))


def test_values_are_written_as_a_swede_reads_them() -> None:
    assert in_words(1, Unit.WEEKS) == "1 vecka"
    assert in_words(18050, Unit.ORE) == "180,50 kr"
    assert in_words(Decimal("2.5"), Unit.PERCENT) == "2,5 procent"
    assert in_words((5, 15), Unit.LIST) == "5, 15"
    assert in_words(None, Unit.WEEKS) == "avskaffat"
