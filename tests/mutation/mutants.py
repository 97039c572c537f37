"""Small wrong versions of a module: one node of its syntax tree changed at a time.

Docstrings, texts for the screen, citations, annotations and error messages are left alone: they change no answer.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
NAMES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "next_vardag": "last_arbetsdag",
    "last_arbetsdag": "next_vardag",
    "is_vardag": "is_arbetsdag",
    "is_arbetsdag": "is_vardag",
}
READINGS = {
    "protective": "enforcing",
    "enforcing": "protective",
    "reading_a": "reading_b_extended",
    "reading_b_extended": "reading_a",
}
LENGTHS = {"days": "weeks", "weeks": "months", "months": "weeks", "years": "months"}
LEFT_ALONE = (ast.JoinedStr, ast.Raise, ast.Assert)
TEXTS = (ast.JoinedStr, ast.List, ast.Tuple, ast.Set, ast.ListComp, ast.SetComp)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where it stands, what it was and what it became. ``holder`` and ``slot`` say where to put it."""

    line: int
    kind: str
    before: str
    after: str
    holder: Any
    slot: Any
    new: ast.AST

    def __str__(self) -> str:
        return f"{self.line} {self.kind}: {self.before} → {self.after}"


def mutants_of(tree: ast.Module) -> list[Mutant]:
    """Every change that is tried on a module, in the order of its lines."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    names |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)} | {"min", "max", "any", "all"}
    found = []
    for holder, slot, node, shown in _places(tree, tree):
        for kind, new in (*_changes(node, holder, names), *_conditions(node, holder, slot)):
            before, after = _in_words(shown, holder, slot, node, new)
            found.append(Mutant(node.lineno, kind, before, after, holder, slot, new))
    return sorted(found, key=lambda mutant: mutant.line)


def changed(tree: ast.Module, mutant: Mutant, file: str) -> Any:
    """The code of the module with that one change; the tree is as it was afterwards."""
    old = _put(mutant.holder, mutant.slot, mutant.new)
    try:
        return compile(ast.fix_missing_locations(tree), file, "exec", dont_inherit=True)
    finally:
        _put(mutant.holder, mutant.slot, old)


def _places(holder: ast.AST, shown: ast.AST) -> Iterator[tuple[Any, Any, Any, ast.AST]]:
    """Each node that may be changed, with the place it stands in and the line of code around it."""
    for field, value in ast.iter_fields(holder):
        if field in {"annotation", "returns", "decorator_list", "bases", "type_params"}:
            continue
        for slot, node, owner in _slots(holder, field, value):
            if not isinstance(node, ast.AST) or isinstance(node, LEFT_ALONE) or _is_text(node):
                continue
            around = node if isinstance(node, ast.stmt) and not hasattr(node, "body") else shown
            if isinstance(node, (ast.expr, ast.AugAssign)):
                yield owner, slot, node, around
            yield from _places(node, around)


def _slots(holder: ast.AST, field: str, value: Any) -> list[tuple[Any, Any, Any]]:
    if isinstance(value, list):
        return [(index, node, value) for index, node in enumerate(value)]
    return [(field, value, holder)]


def _is_text(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in {"Step", "zip", "in_words"}
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _put(holder: Any, slot: Any, new: Any) -> Any:
    if isinstance(holder, list):
        old, holder[slot] = holder[slot], new
    else:
        old = getattr(holder, slot)
        setattr(holder, slot, new)
    return old


def _in_words(shown: ast.AST, holder: Any, slot: Any, node: ast.AST, new: ast.AST) -> tuple[str, str]:
    """Before and after: the whole line where it is short, otherwise the changed part."""
    whole = shown if isinstance(shown, ast.stmt) and not hasattr(shown, "body") else None
    if whole is None or len(ast.unparse(whole)) > 110:
        return _clip(ast.unparse(node)), _clip(ast.unparse(new))
    before = ast.unparse(whole)
    if whole is node:
        return before, ast.unparse(new)
    old = _put(holder, slot, new)
    after = ast.unparse(whole)
    _put(holder, slot, old)
    return before, after


def _clip(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 110 else f"{line[:107]}..."


def _with(node: Any, **fields: Any) -> Any:
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _changes(node: ast.AST, holder: Any, names: set[str]) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            for other in COMPARISONS.get(type(operator), ()):
                yield "comparison", _with(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])
    elif isinstance(node, ast.BoolOp):
        yield "and/or", _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        for place in range(len(node.values)):
            rest = [value for number, value in enumerate(node.values) if number != place]
            yield "condition left out", rest[0] if len(rest) == 1 else _with(node, values=rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield "sign or not", node.operand
    elif isinstance(node, ast.BinOp) and not isinstance(node.left, TEXTS) and not isinstance(node.right, TEXTS):
        yield from _sums(node)
    elif isinstance(node, ast.AugAssign) and type(node.op) in ARITHMETIC and not isinstance(node.value, TEXTS):
        yield "arithmetic", _with(node, op=ARITHMETIC[type(node.op)]())
    elif isinstance(node, ast.Constant):
        yield from _constants(node, holder)
    else:
        yield from _words(node, names)


def _sums(node: ast.BinOp) -> Iterator[tuple[str, ast.AST]]:
    if type(node.op) in ARITHMETIC:
        yield "arithmetic", _with(node, op=ARITHMETIC[type(node.op)]())
    if isinstance(node.op, (ast.Add, ast.Sub)):
        yield "part left out", node.left


def _constants(node: ast.Constant, holder: Any) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node.value, bool):
        yield "true/false", _with(node, value=not node.value)
    elif isinstance(node.value, int):
        yield "number", _with(node, value=node.value + 1)
        yield "number", _with(node, value=node.value - 1)
        if isinstance(holder, ast.Subscript) and node.value == 0:
            yield "first/last", ast.UnaryOp(ast.USub(), ast.Constant(1), lineno=node.lineno, col_offset=node.col_offset)


def _words(node: ast.AST, names: set[str]) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Name) and NAMES.get(node.id) in names:
        yield "word", _with(node, id=NAMES[node.id])
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        other = READINGS.get(node.attr) or NAMES.get(node.attr)
        if other:
            yield "reading", _with(node, attr=other)
    elif isinstance(node, ast.Call):
        for place, keyword in enumerate(node.keywords):
            if keyword.arg in LENGTHS:
                swapped = _with(keyword, arg=LENGTHS[keyword.arg])
                yield "length", _with(node, keywords=[*node.keywords[:place], swapped, *node.keywords[place + 1 :]])
        if isinstance(node.func, ast.Name) and node.func.id == "Deadline" and len(node.args) >= 2:
            first, second = node.args[:2]
            if ast.dump(first) != ast.dump(second):
                yield "reading", _with(node, args=[first, first, *node.args[2:]])
                yield "reading", _with(node, args=[second, second, *node.args[2:]])


def _conditions(node: ast.AST, holder: Any, slot: Any) -> Iterator[tuple[str, ast.AST]]:
    """The other branch: a condition that is no comparison is turned round."""
    is_test = slot == "test" and isinstance(holder, (ast.If, ast.IfExp, ast.While))
    plain = isinstance(node, (ast.Name, ast.Attribute, ast.Call, ast.BoolOp, ast.NamedExpr))
    if is_test and plain:
        yield "other branch", ast.UnaryOp(ast.Not(), node, lineno=node.lineno, col_offset=node.col_offset)
