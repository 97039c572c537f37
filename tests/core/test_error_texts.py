"""Every error text of the core stands in one list, so that a changed or a new one is read by somebody.

Write the list anew with ``python -m tests.core.test_error_texts`` and read what changed.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

CORE = Path(__file__).parents[2] / "src" / "kvarbo" / "core"
LIST = Path(__file__).with_name("error_texts.txt")
REFUSING = {"refuse"}  # methods that raise with the text they are given
# A text for those who write the rules, not for those who use them: it means that the code is wrong.
FOR_PROGRAMMERS = re.compile(r"^(A|An|The) ")


def text_of(node: ast.expr) -> str | None:
    """A text as it stands in the code, with what is filled in within braces; None when it is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            "{" + ast.unparse(part.value) + "}" if isinstance(part, ast.FormattedValue) else text_of(part) or ""
            for part in node.values
        )
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = text_of(node.left), text_of(node.right)
        return left + right if left is not None and right is not None else None
    return None


def raised_in(source: str) -> list[str]:
    """The texts that a module raises: in the raise itself, in an exception's own words, or in a refusal."""
    tree = ast.parse(source)
    named = {
        target.id: text
        for node in tree.body
        if isinstance(node, ast.Assign) and (text := text_of(node.value)) is not None
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = []
    for node in ast.walk(tree):
        call = node.exc if isinstance(node, ast.Raise) else node
        if not isinstance(call, ast.Call) or not (isinstance(node, ast.Raise) or _refuses(call)):
            continue
        for argument in call.args:
            text = named.get(argument.id) if isinstance(argument, ast.Name) else text_of(argument)
            if text is not None and " " in text.strip():
                found.append(" ".join(text.split()))
    return found


def _refuses(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in {*REFUSING, "__init__"}


def error_texts() -> dict[str, list[str]]:
    """Module by module, the error texts in the order of the alphabet."""
    modules = {
        file.relative_to(CORE).as_posix(): raised_in(file.read_text(encoding="utf-8")) for file in CORE.rglob("*.py")
    }
    return {name: sorted(set(texts)) for name, texts in sorted(modules.items()) if texts}


def listed() -> str:
    return (
        "\n".join("\n".join([name, *(f"  {text}" for text in texts)]) for name, texts in error_texts().items()) + "\n"
    )


SWEDISH = sorted({text for texts in error_texts().values() for text in texts if not FOR_PROGRAMMERS.match(text)})


def test_the_list_of_error_texts_is_the_one_that_was_read() -> None:
    assert listed() == LIST.read_text(encoding="utf-8"), (
        "Read the new text aloud, then: python -m tests.core.test_error_texts"
    )


def test_the_list_holds_the_errors_of_the_law_the_ladders_and_the_calendar() -> None:
    assert {"values.py", "calendar.py", "facts_yaml.py", "law/catalogue.py", "ladder/loading.py"} <= set(error_texts())
    assert len(SWEDISH) > 60


@pytest.mark.parametrize("text", SWEDISH)
def test_a_swedish_error_text_is_made_of_whole_sentences(text: str) -> None:
    assert not re.search(r"\b(Error|invalid|None|error)\b", re.sub(r"{[^}]*}", "", text))
    assert "!" not in re.sub(r"{[^}]*}", "", text)
    assert "  " not in text


def test_texts_are_found_wherever_they_stand() -> None:
    source = """
LONG = "Detta är fel. " "Rätta det."
class Bad(ValueError):
    def __init__(self, what):
        super().__init__(f"{what} finns inte.")
def rule():
    raise ValueError(LONG)
def other(fields):
    fields.refuse("key", "Nyckeln saknas här.")
    raise TypeError(f"A rule asks for {1 + 1}.")
"""
    assert sorted(raised_in(source)) == [
        "A rule asks for {1 + 1}.",
        "Detta är fel. Rätta det.",
        "Nyckeln saknas här.",
        "{what} finns inte.",
    ]


if __name__ == "__main__":
    LIST.write_text(listed(), encoding="utf-8")
