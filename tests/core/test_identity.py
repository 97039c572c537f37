"""Identity numbers in every writing, with the century, the check digit and a reason for each refusal."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core.identity import Identity, Kind, check, is_luhn, luhn_digit, without_spaces

TODAY = date(2026, 11, 22)
BORN_1985 = "198507092388"  # a number that the tax agency has published for tests, like all others here


@pytest.mark.parametrize(
    "written",
    [
        "198507092388",
        "19850709-2388",
        "850709-2388",
        "8507092388",
        "  850709-2388\t",
        "\ufeff850709-2388",
        "850709 - 2388",
        "850709\u00a0-\u00a02388",
        "1985-07-09-2388",
        "1985 0709-2388",
        "８５０７０９－２３８８",
        *(f"850709{dash}2388" for dash in "‐‑‒–—―−－\u00ad"),
    ],
)
def test_a_personnummer_is_read_in_every_writing(written: str) -> None:
    assert check(written, on=TODAY) == Identity(
        written, Kind.PERSONNUMMER, valid=True, normal=BORN_1985, birth_date=date(1985, 7, 9)
    )


@pytest.mark.parametrize(
    ("written", "on", "normal"),
    [
        ("900111+9800", TODAY, "189001119800"),
        ("900111-9800", TODAY, "199001119800"),
        ("900111-9800", date(1899, 1, 1), "189001119800"),
        ("000101-1493", date(2026, 1, 1), "200001011493"),
        ("000101-1493", date(1999, 12, 31), "190001011493"),
        ("000101+1493", date(2000, 1, 1), "190001011493"),
        ("000101+1493", date(2099, 12, 31), "190001011493"),
        ("000101+1493", date(2100, 1, 1), "200001011493"),
    ],
)
def test_the_century_follows_from_the_day_and_the_sign(written: str, on: date, normal: str) -> None:
    assert (
        check(f"{written[:-1]}{luhn_digit(normal[2:-1])}", on=on).normal == f"{normal[:-1]}{luhn_digit(normal[2:-1])}"
    )


def test_a_birthday_later_this_year_belongs_to_the_century_before() -> None:
    number = f"261231980{luhn_digit('261231980')}"
    assert check(number, on=TODAY).birth_date == date(1926, 12, 31)
    assert check(number, on=date(2026, 12, 31)).birth_date == date(2026, 12, 31)
    refused = check(f"20{number}", on=TODAY)
    assert (refused.valid, refused.reason) == (
        False,
        "Födelsedatumet ligger efter 2026-11-22. Kontrollera århundradet.",
    )


@pytest.mark.parametrize(
    ("body", "born"),
    [
        ("19900161980", date(1990, 1, 1)),
        ("19900191980", date(1990, 1, 31)),
        ("19900061980", None),  # month 00
        ("19900160980", None),  # day 60
        ("19900291980", None),  # 31 February
    ],
)
def test_a_samordningsnummer_is_kept_also_when_its_date_is_impossible(body: str, born: date | None) -> None:
    number = f"{body}{luhn_digit(body[2:])}"
    for written in (number, f"{number[2:8]}-{number[8:]}"):
        answer = check(written, on=TODAY)
        assert (answer.kind, answer.valid, answer.normal) == (Kind.SAMORDNINGSNUMMER, True, number)
        assert answer.birth_date == born
        assert (answer.reason is None) == (born is not None)


@pytest.mark.parametrize("written", ["20000101T220", "000101-T220", "000101t220", "20000101-T229"])
def test_an_interim_number_is_kept_as_text_and_its_digits_are_never_checked(written: str) -> None:
    answer = check(written, on=TODAY)
    assert (answer.kind, answer.valid, answer.birth_date) == (Kind.INTERIM, True, None)
    assert answer.normal == written.upper().replace("-", "")
    assert answer.reason == "Reservnummer: sparas som text och kan inte kontrolleras."


@pytest.mark.parametrize("written", ["556016-0680", "5560160680", "165560160680", "16556016-0680", "556016 0680"])
def test_an_organisationsnummer_is_known_by_its_third_digit(written: str) -> None:
    assert check(written, on=TODAY) == Identity(written, Kind.ORGANISATIONSNUMMER, valid=True, normal="5560160680")


@pytest.mark.parametrize("number", ["212000-0142", "212000-1355", "556036-0793", "212000-1124", "202100-2742"])
def test_known_organisations_hold(number: str) -> None:
    assert check(number, on=TODAY).valid


@pytest.mark.parametrize(
    ("written", "kind", "reason"),
    [
        ("", Kind.UNKNOWN, "Raden är tom."),
        ("850709-2389", Kind.PERSONNUMMER, "Kontrollsiffran (den sista) stämmer inte. Någon siffra är fel."),
        ("150916-0006", Kind.PERSONNUMMER, "Födelsenumret 000 delas inte ut"),
        (f"19850231-980{luhn_digit('850231980')}", Kind.PERSONNUMMER, "Datumet 1985-02-31 finns inte"),
        ("178507092388", Kind.PERSONNUMMER, "Födelseåret 1785 kan inte stämma"),
        ("19850709 2388", Kind.PERSONNUMMER, "Mellanslag där bindestreck eller plustecken ska stå"),
        ("000101E221", Kind.INTERIM, "Bokstaven E används inte i reservnummer"),
        ("556016-0681", Kind.ORGANISATIONSNUMMER, "Kontrollsiffran"),
        ("556016+0680", Kind.ORGANISATIONSNUMMER, "aldrig med plustecken"),
        ("195560160680", Kind.ORGANISATIONSNUMMER, "börjar på 16"),
        ("168507092388", Kind.ORGANISATIONSNUMMER, "Tredje siffran i ett organisationsnummer är minst 2"),
        ("SE556016068001", Kind.UNKNOWN, "momsregistreringsnummer"),
        ("507092388", Kind.UNKNOWN, "Numret har 9 siffror och ska ha tio eller tolv. Inledande nollor"),
        ("850709", Kind.UNKNOWN, "Kontrollera att hela numret är med"),
        ("85-07092388", Kind.UNKNOWN, "Bindestreck eller plustecken står på fel plats"),
        ("=8507092388", Kind.UNKNOWN, "tecken som inte hör till"),
        ("²850709-2388", Kind.UNKNOWN, "tecken som inte hör till"),
        ("٨٥٠٧٠٩٢٣٨٨", Kind.UNKNOWN, "tecken som inte hör till"),
        ("850709-2388\0", Kind.UNKNOWN, "tecken som inte hör till"),
        ("1" * 5000, Kind.UNKNOWN, "5000 siffror"),
    ],
)
def test_what_does_not_hold_says_why(written: str, kind: Kind, reason: str) -> None:
    answer = check(written, on=TODAY)
    assert (answer.input, answer.kind, answer.valid, answer.normal) == (written, kind, False, None)
    assert reason in (answer.reason or "")


def test_a_list_that_writes_a_space_for_the_hyphen_is_read_by_taking_the_spaces_away_first() -> None:
    assert check(without_spaces("19850709\u202f2388"), on=TODAY).normal == BORN_1985


def test_the_estate_of_someone_dead_has_a_number_that_begins_with_one() -> None:
    number = f"132000014{luhn_digit('132000014')}"
    assert check(number, on=TODAY).kind is Kind.ORGANISATIONSNUMMER


@given(st.text(max_size=30))
def test_any_text_gets_an_answer_with_a_reason_or_a_stored_form(text: str) -> None:
    answer = check(text, on=TODAY)
    assert answer.input == text
    assert answer.valid == (answer.normal is not None)
    assert answer.valid or answer.reason


@given(st.dates(date(1840, 1, 1), date(2025, 12, 31)), st.integers(980, 999))
def test_the_stored_form_is_stable_and_one_wrong_digit_is_always_seen(born: date, serial: int) -> None:
    body = f"{born:%Y%m%d}{serial:03}"
    number = f"{body}{luhn_digit(body[2:])}"
    answer = check(number, on=TODAY)
    assert (answer.normal, answer.birth_date) == (number, born)
    for place in range(2, 12):
        wrong = f"{number[:place]}{(int(number[place]) + 1) % 10}{number[place + 1 :]}"
        assert not is_luhn(wrong[2:])


def material(name: str) -> Any:
    folder = os.environ.get("KVARBO_MATERIAL")
    if not folder:
        pytest.skip("set KVARBO_MATERIAL to the folder with real files to run this")
    return json.loads((Path(folder) / "ids" / name).read_text(encoding="utf-8"))


@pytest.mark.material
def test_every_published_test_number_is_read_in_four_writings() -> None:
    for number in material("test_personnummer.json"):
        born = date(int(number[:4]), int(number[4:6]), int(number[6:8]))
        sign = "+" if TODAY.year - born.year >= 100 else "-"
        for written in (number, f"{number[:8]}-{number[8:]}", f"{number[2:8]}{sign}{number[8:]}"):
            answer = check(written, on=TODAY)
            assert (answer.kind, answer.normal, answer.birth_date) == (Kind.PERSONNUMMER, number, born)
        if sign == "-":
            assert check(number[2:], on=TODAY).normal == number


@pytest.mark.material
@pytest.mark.parametrize("name", ["personnummer_cases.json", "interim.json", "organisationsnummer_cases.json"])
def test_every_published_case_is_judged_as_its_source_judges_it(name: str) -> None:
    for case in material(name):
        for form in ("input", "long_format", "short_format", "separated_format", "separated_long"):
            if form in case:
                assert (case[form], check(case[form], on=TODAY).valid) == (case[form], case["valid"])
