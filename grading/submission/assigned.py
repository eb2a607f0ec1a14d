"""What a statement of a notebook says to `answers`: an answer by item, or why it is not understood."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from grading.submission.literals import NotLiteral, literal
from grading.submission.source import Source

#: Stands for an item where it cannot be told which one is meant.
ANY = ""
_READS = {"copy", "get", "items", "keys", "values"}
_ITEMS = 'write answers["item-id"] = r"..." for each item'


@dataclass(frozen=True)
class Said:
    """An answer to an item; `why` is not empty where it was not understood."""

    item: str
    answer: str = ""
    why: str = ""


def said_by(statement: ast.stmt, source: Source) -> list[Said]:
    """What a statement says to `answers`, in order; nothing if it is about something else."""
    try:
        return list(_said(statement, source))
    except RecursionError:
        return _inside(statement, "it is nested too deeply")


def _said(statement: ast.stmt, source: Source) -> Iterator[Said]:
    match statement:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _assigned(target, value, source)
        case ast.AnnAssign(target=target, value=value) if value is not None:
            yield from _assigned(target, value, source)
        case ast.AugAssign(target=ast.Name(id="answers"), op=ast.BitOr(), value=value):
            yield from _entries(value, source)
        case ast.AugAssign(target=target):
            yield from _inside(target, "an answer is assigned as a whole, by =")
        case ast.Expr(value=ast.Call(func=ast.Attribute(ast.Name("answers"), "update"), args=given, keywords=named)):
            for value in given:
                yield from _entries(value, source)
            yield from _named(named, source)
        case ast.Expr(value=ast.Call(func=ast.Attribute(ast.Name("answers"), method))):
            if method not in _READS:
                yield Said(ANY, why=f"answers.{method}(...) is not read; {_ITEMS}")
        case ast.Delete(targets=targets):
            for target in targets:
                yield from _inside(target, "an answer is not taken back; assign another")
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            # inside of it, `answers` may be another variable
            found = _inside(statement, f"it is assigned inside of {statement.name}; {_ITEMS}, outside")
            yield from (each for each in found if each.item != ANY)
        case _:
            yield from _inside(statement, f"nothing is executed, so it is not known whether it counts; {_ITEMS}")


def _assigned(target: ast.expr, value: ast.expr, source: Source) -> Iterator[Said]:
    match target:
        case ast.Name(id="answers"):
            yield from _entries(value, source)
        case ast.Subscript(value=ast.Name(id="answers"), slice=key):
            yield _answer(key, value, source)
        case ast.Tuple(elts=targets) | ast.List(elts=targets):
            values = value.elts if isinstance(value, ast.Tuple | ast.List) else []
            if len(values) == len(targets) and not any(isinstance(each, ast.Starred) for each in (*targets, *values)):
                for each, given in zip(targets, values, strict=True):
                    yield from _assigned(each, given, source)
            else:
                yield from _inside(target, f"it is not seen which value belongs to it; {_ITEMS}")


def _entries(value: ast.expr, source: Source) -> Iterator[Said]:
    match value:
        case ast.Dict(keys=keys, values=values):
            for key, each in zip(keys, values, strict=True):
                if key is None:
                    yield from _entries(each, source)
                else:
                    yield _answer(key, each, source)
        case ast.Call(func=ast.Name(id="dict"), args=given, keywords=named):
            for each in given:
                yield from _entries(each, source)
            yield from _named(named, source)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            yield from _entries(left, source)
            yield from _entries(right, source)
        case ast.Name(id="answers"):
            return
        case _:
            yield Said(ANY, why=f"what `answers` becomes is not seen without executing it; {_ITEMS}")


def _named(keywords: list[ast.keyword], source: Source) -> Iterator[Said]:
    for each in keywords:
        if each.arg is None:
            yield from _entries(each.value, source)
        else:
            yield _answer(ast.Constant(each.arg), each.value, source)


def _answer(key: ast.expr, value: ast.expr, source: Source) -> Said:
    match key:
        case ast.Constant(value=str(item)):
            try:
                return Said(item, literal(value, source))
            except NotLiteral as why:
                return Said(item, why=str(why))
    return Said(ANY, why=f"for which item an answer is, is not seen without executing it; {_ITEMS}")


def _inside(node: ast.AST, why: str) -> list[Said]:
    """Every answer that is assigned anywhere in a statement, as not understood."""
    found = {}
    for each in ast.walk(node):
        match each:
            case ast.Subscript(value=ast.Name(id="answers"), slice=key, ctx=ast.Store() | ast.Del()):
                item = key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ANY
                found[item] = Said(item, why=why)
            case ast.Call(func=ast.Attribute(ast.Name("answers"), "update")) | ast.Name("answers", ast.Store()):
                found[ANY] = Said(ANY, why=why)
    return list(found.values())
