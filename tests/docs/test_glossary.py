"""The glossary and the code hold each other to the same words."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "kvarbo"
VOCABULARIES = {"StrEnum", "TextChoices"}
# The demo town's own words and the parts of one command never meet a user or a file.
NOT_A_VOCABULARY_OF_THE_PRODUCT = {"web"}


@cache
def rows() -> tuple[tuple[str, ...], ...]:
    """The cells of every row of the glossary's tables, headings left out."""
    lines = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    split = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("| `")]
    return tuple(split)


@cache
def words_of_the_code() -> frozenset[str]:
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        found.update(re.findall(r"[A-Za-z_]\w*", path.read_text(encoding="utf-8")))
    return frozenset(found)


@cache
def vocabularies() -> dict[str, set[str]]:
    """Every closed vocabulary of the product with its words, read from the source."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        if path.relative_to(SOURCE).parts[0] in NOT_A_VOCABULARY_OF_THE_PRODUCT:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.ClassDef)
                and {ast.unparse(base).split(".")[-1] for base in node.bases} & VOCABULARIES
            ):
                found[node.name] = set(words_in(node))
    return found


def words_in(node: ast.ClassDef) -> list[str]:
    values = [line.value for line in node.body if isinstance(line, ast.Assign)]
    first = [value.elts[0] if isinstance(value, ast.Tuple) else value for value in values]
    return [value.value for value in first if isinstance(value, ast.Constant) and isinstance(value.value, str)]


VOCABULARY_NAMES = sorted(vocabularies())


def test_the_glossary_is_a_table_of_four_columns() -> None:
    assert len(rows()) > 30
    assert [row for row in rows() if len(row) != 4 or not all(row)] == []


def test_every_identifier_of_the_glossary_stands_in_the_code() -> None:
    identifiers = {name for row in rows() for name in re.findall(r"`([^`]+)`", row[0])}
    assert {name for name in identifiers if name.split(".")[-1] not in words_of_the_code()} == set()


def test_no_identifier_is_explained_twice() -> None:
    identifiers = [row[0] for row in rows()]
    assert sorted(identifiers) == sorted(set(identifiers))


@pytest.mark.parametrize("name", VOCABULARY_NAMES)
def test_every_word_of_a_closed_vocabulary_is_in_the_glossary(name: str) -> None:
    # A long vocabulary stands on several lines: `Party`, authorities · `Party`, people.
    own_rows = [row for row in rows() if row[0].split("`")[1].split(".")[-1] == name]
    explained = {word for row in own_rows for word in re.findall(r"`([^`]+)`", row[2])}
    assert explained == vocabularies()[name]
