"""The PDF holds exactly this paper, letter by letter, whatever somebody wrote, and is made within limits."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.papers.paper import Organisation, Paper
from kvarbo.doors.papers.readable import TEMPLATE, head_of, in_groups, lines_of, pdf_of, title_of
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.papers.signing import SignedPaper
from kvarbo.ground.letters.setting import LIMITS
from kvarbo.ground.letters.typesetter import FONTS, CannotSet, Setter
from tests.doors.papers.examples import example
from tests.doors.papers.pdf_text import information_in, words_in
from tests.doors.papers.test_envelope import PUBLIC, signed_here

NOTICE = example(PaperKind.NOTICE_UNPAID_RENT)
HOSTILE = [
    '#read("/etc/passwd")',
    "#panic() #import sys: inputs",
    "$x^2$ *fet* _kursiv_ `kod` = Rubrik @se <etikett> // bort",
    '<script>alert(1)</script><b onclick="x">&amp;</b>',
    "\\u{202e} \\ #sys.inputs --- ... ~ -- 'citat' \"citat\"",
    "https://exempel.se/?a=1&b=2 mailto:a@b.se",
    "=CMD('calc')!A1",
    "O'Neill, Åke-Örjan von Ängsö-Þórðarson Łukasz Ğüneş",
    "Ω Привет",
]


def named(name: str) -> Paper:
    """The notice about somebody with that name."""
    person = {**NOTICE.content["residents"][0], "name": name}
    return replace(NOTICE, content={**NOTICE.content, "residents": [person]})


def bare(text: str) -> str:
    """Without spaces and line breaks, which a page places as it likes."""
    return re.sub(r"\s", "", text)


def told_by(signed: SignedPaper) -> str:
    """Every letter that the paper's single page should hold, and no other, without spaces."""
    paper = signed.paper
    words = [title_of(paper)]
    level: int | None = None
    for line in head_of(paper):
        words += ["UppgiftInnehåll" if level is None else "", line.label, line.value]
        level = 0
    level = None
    for line in lines_of(paper):
        if not line.value:
            words += [line.label, "UppgiftInnehåll"]
            level = line.level + 1
            continue
        words += ["UppgiftInnehåll" if line.level != level else "", line.label, line.value]
        level = line.level
    words += [
        f"Underskrivet digitalt av {paper.sender.name}. Nyckel: {in_groups(signed.public_key_hex)}.",
        "Underskriften prövas på papperets fil: den här utskriften är en läsbar kopia.",
        f"Papper {paper.id} Sida 1 av 1",
    ]
    return bare("".join(words))


@pytest.mark.parametrize("kind", [kind for kind in PaperKind if kind is not PaperKind.UNDERTAKING])
def test_the_page_holds_every_row_of_the_paper_and_not_a_letter_more(kind: PaperKind) -> None:
    signed = signed_here(example(kind))
    assert bare(words_in(pdf_of(signed))) == told_by(signed)


def test_a_written_undertaking_has_a_line_to_sign_on_by_hand() -> None:
    words = bare(words_in(pdf_of(signed_here(example(PaperKind.UNDERTAKING)))))
    assert "OrtochdatumEvaChef,Enhetschef" in words
    assert "SocialnämndenåtarsigbetalningsansvaretförhyrannedanHyresgäst" in words


@pytest.mark.parametrize("name", HOSTILE)
def test_what_somebody_wrote_comes_out_as_it_was_written_and_is_never_run(name: str) -> None:
    signed = signed_here(named(name))
    assert bare(words_in(pdf_of(signed))) == told_by(signed)
    assert bare(name) in told_by(signed)


@pytest.mark.parametrize("letter", ["x", "W", "Å"])
def test_a_name_of_two_hundred_letters_is_broken_inside_its_column(letter: str) -> None:
    signed = signed_here(named(letter * 200))
    pdf = pdf_of(signed)
    assert bare(words_in(pdf)) == told_by(signed)
    assert max(words_in(pdf).split("\n"), key=len).count(letter) <= 36


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\u200b", "\x07", "\n", "\ud800", "\ue000"])
def test_a_mark_that_changes_how_text_is_read_never_comes_as_far_as_a_page(mark: str) -> None:
    with pytest.raises(PaperRefused):
        signed_here(named(f"Åke{mark}Ek"))


def test_letters_that_the_fonts_lack_are_named_and_never_left_out() -> None:
    with pytest.raises(PaperRefused, match=r"typsnittet saknar .*م"):
        pdf_of(signed_here(named("محمد")))


def test_nobodys_name_is_in_the_metadata_and_no_time_but_the_papers_own() -> None:
    signed = signed_here(named("Åke-Örjan Hemlig"))
    told = information_in(pdf_of(signed))
    assert "Meddelande om uppsägning för obetald hyra" in told
    assert not any(word in told for word in ("Hemlig", "Kvarnby", "Ängsvägen", "Author", "creator>", "Keywords("))
    assert set(re.findall(r"20\d\d-\d\d-\d\d", told)) == {"2026-12-10"}


def test_a_pdf_says_what_standards_it_keeps_and_is_always_the_same_bytes() -> None:
    signed = signed_here(NOTICE)
    pdf = pdf_of(signed)
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/Lang(sv-SE)" in pdf
    assert pdf == pdf_of(signed)
    assert len(pdf) < 100_000


def test_a_paper_whose_signature_does_not_fit_is_never_made_to_a_page() -> None:
    signed = replace(signed_here(NOTICE), paper=replace(NOTICE, sender=Organisation("Annat AB", "private_landlord")))
    assert signed.public_key_hex == PUBLIC
    with pytest.raises(PaperRefused, match="innehållet har ändrats"):
        pdf_of(signed)


@pytest.mark.parametrize(("limit", "said"), [({"wall_seconds": 0}, "lång tid"), ({"output": 1000}, "avbröts")])
def test_typesetting_beyond_its_limits_is_ended_and_the_caller_lives(limit: dict[str, int], said: str) -> None:
    with pytest.raises(PaperRefused, match=said):
        pdf_of(signed_here(NOTICE), limits=replace(LIMITS, **limit))


def test_without_the_fonts_there_is_no_pdf_in_another_font(tmp_path: Path) -> None:
    with pytest.raises(CannotSet, match="Typsnitten som papper skrivs med saknas"):
        Setter(TEMPLATE, fonts=tmp_path)
    (tmp_path / "one.ttf").write_bytes((FONTS / "source-sans-3-400.ttf").read_bytes())
    with pytest.raises(CannotSet, match="Typsnitten som papper skrivs med saknas"):
        Setter(TEMPLATE, fonts=tmp_path)


def test_the_licence_of_the_fonts_stands_beside_them() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert sorted(path.name for path in FONTS.glob("*.ttf")) == [
        "source-sans-3-400.ttf",
        "source-sans-3-700.ttf",
    ]


def test_a_long_paper_goes_on_over_pages_with_its_number_on_each() -> None:
    bills: list[dict[str, Any]] = [{**NOTICE.content["unpaid"][0], "amount": 100 + row} for row in range(36)]
    content = {**NOTICE.content, "unpaid": bills, "total": sum(bill["amount"] for bill in bills)}
    words = words_in(pdf_of(signed_here(replace(NOTICE, content=content))))
    pages = words.count("Sida ")
    assert pages >= 2
    assert words.count(f"Papper {NOTICE.id}") == pages
    assert all(f"Obetald hyra {row}" in words for row in range(1, 37))
