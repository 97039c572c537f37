"""English stands beside Swedish: whoever reads English meets no Swedish sentence."""

from __future__ import annotations

import ast
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation.template import templatize

from tests.web.test_look import SOURCE, TEMPLATES, name_of

ENGLISH = SOURCE / "web" / "locale" / "en" / "LC_MESSAGES"
QUOTED = r"""(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(?:n?gettext|_)\({QUOTED}")
ENTRY = re.compile(r'^msgid (".+")\n(?:msgid_plural (".+")\n)?msgstr(?:\[0\])? (".*")$', re.MULTILINE)


def sentences_in(path: Path) -> set[str]:
    """The Swedish sentences that a template asks gettext for."""
    code = templatize(path.read_text(encoding="utf-8"), origin=path.name)
    return {ast.literal_eval(asked) for asked in CALL.findall(code)}


def catalogue() -> dict[str, tuple[str, str]]:
    """Swedish sentence: its plural or nothing, and the English one."""
    entries = ENTRY.findall((ENGLISH / "django.po").read_text(encoding="utf-8"))
    read = ast.literal_eval
    return {read(swedish): (read(plural) if plural else "", read(english)) for swedish, plural, english in entries}


def test_templates_do_ask_for_sentences() -> None:
    assert sentences_in(next(path for path in TEMPLATES if name_of(path) == "components/why.html")) == {"Varför?"}


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_sentence_of_a_template_has_an_english_one(path: Path) -> None:
    known = catalogue()
    assert sorted(said for said in sentences_in(path) if not known.get(said, ("", ""))[1]) == []


def test_the_compiled_catalogue_says_what_the_written_one_says() -> None:
    with (ENGLISH / "django.mo").open("rb") as compiled:
        said = GNUTranslations(compiled)
    written = catalogue()
    assert {one: said.ngettext(one, many, 1) if many else said.gettext(one) for one, (many, _) in written.items()} == {
        one: english for one, (_, english) in written.items()
    }


def test_the_page_for_what_is_not_there_can_be_read_in_english() -> None:
    with translation.override("en"):
        page = render_to_string("404.html", {})
    assert '<html lang="en">' in page
    assert "The page does not exist" in page


def test_swedish_is_what_one_gets_without_asking() -> None:
    page = render_to_string("404.html", {})
    assert '<html lang="sv">' in page
    assert "Sidan finns inte" in page
