"""The look keeps its promises: nothing inline, nobody else's brand, fonts with their licence, all words in gettext."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines

SOURCE = Path(__file__).parents[2] / "src" / "kvarbo"
STATIC = SOURCE / "web" / "static" / "kvarbo"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
COMMENTS = re.compile(r"{% comment %}.*?{% endcomment %}", re.DOTALL)


def name_of(path: Path) -> str:
    """The template's name as a view gives it."""
    return path.as_posix().rpartition("/templates/")[2]


def markup_of(path: Path) -> str:
    """The template without its comments."""
    return COMMENTS.sub("", path.read_text(encoding="utf-8"))


def test_there_are_templates_to_look_at() -> None:
    assert {"base.html", "outreach/today.html", "rent/files.html", "404.html"} <= {name_of(path) for path in TEMPLATES}


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_template_can_be_read_by_django(path: Path) -> None:
    assert engines["django"].get_template(name_of(path)).template.nodelist


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_holds_inline_style_or_script(path: Path) -> None:
    markup = markup_of(path)
    assert re.findall(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", markup) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_file_a_template_asks_for_exists(path: Path) -> None:
    asked = re.findall(r"{% static ['\"]([^'\"]+)['\"] %}", path.read_text(encoding="utf-8"))
    assert [name for name in asked if finders.find(name) is None] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_swedish_words_in_templates_can_be_translated(path: Path) -> None:
    outside = re.sub(r"{% blocktrans(late)?\b.*?{% endblocktrans(late)? %}", "", markup_of(path), flags=re.DOTALL)
    outside = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", " ", outside, flags=re.DOTALL)
    words = [word for word in re.findall(r"[A-Za-zÅÄÖåäö]{2,}", outside) if word not in ("Kvarbo", "doctype", "html")]
    assert words == []


def test_a_title_never_holds_a_persons_name() -> None:
    for path in TEMPLATES:
        for title in re.findall(r"{% block title %}(.*?){% endblock %}", markup_of(path), flags=re.DOTALL):
            assert "{{" not in title, name_of(path)


def test_the_stylesheet_carries_nobody_elses_brand() -> None:
    css = (STATIC / "kvarbo.css").read_text(encoding="utf-8").lower()
    assert [
        mark for mark in ("gds transport", "crown", "#ffdd00", "#1d70b8", "#00703c", "url(http") if mark in css
    ] == []


def test_every_font_the_stylesheet_names_stands_beside_it_with_its_licence() -> None:
    css = (STATIC / "kvarbo.css").read_text(encoding="utf-8")
    named = set(re.findall(r"url\(\"?(fonts/[^)\"]+)\"?\)", css))
    assert named == {f"fonts/{path.name}" for path in (STATIC / "fonts").glob("*.woff2")}
    assert "SIL Open Font License, Version 1.1" in (STATIC / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "MIT License" in (STATIC / "LICENSE-govuk-frontend.txt").read_text(encoding="utf-8")


def test_every_class_of_our_own_that_a_template_uses_has_a_style() -> None:
    css = (STATIC / "kvarbo.css").read_text(encoding="utf-8")
    used = {name for path in TEMPLATES for name in re.findall(r"\bkv-[a-z_-]+[a-z]\b", markup_of(path))}
    assert sorted(name for name in used if f".{name}" not in css) == []


def test_motion_stops_for_those_who_ask_for_it() -> None:
    assert "prefers-reduced-motion" in (STATIC / "kvarbo.css").read_text(encoding="utf-8")
