"""Formulas of a page: plain text that is read when it is needed, in the setting of its step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from theory.reading import read, read_domain
from theory.terms.domain import Setting
from theory.terms.expr import Expr

#: A formula is written in the plain syntax; a mutant of a page holds expressions in its place.
Formula = str | Expr


@cache
def _read(text: str, symbols: frozenset[str]) -> Expr:
    return read(text, syntax="plain", symbols=symbols)


@cache
def _domain(text: str):
    return read_domain(text)


def expression(formula: Formula, symbols: Mapping[str, str] | None = None) -> Expr:
    return formula if isinstance(formula, Expr) else _read(formula, frozenset(symbols or ()))


def setting(symbols: Mapping[str, str] | None, *, normalised: bool = True) -> Setting:
    """The setting for declared domains such as {"t": "(0, inf)"}."""
    return Setting({name: _domain(text) for name, text in (symbols or {}).items()}, normalised)


def formulas(step: Any) -> Iterator[tuple[tuple[str | int, ...], Formula]]:
    """Every formula of a step or line, with the path that leads to it."""
    for f in fields(step):
        value = getattr(step, f.name)
        if f.type == "Formula" and value:
            yield (f.name,), value
        elif isinstance(value, tuple):
            for k, part in enumerate(value):
                if is_dataclass(part) and not isinstance(part, Expr):
                    for path, formula in formulas(part):
                        yield (f.name, k, *path), formula


def with_formula(step: Any, path: tuple[str | int, ...], formula: Formula) -> Any:
    """The same step with another formula at that path."""
    name = str(path[0])
    if len(path) == 1:
        return replace(step, **{name: formula})
    parts = list(getattr(step, name))
    k = int(path[1])
    parts[k] = with_formula(parts[k], path[2:], formula)
    return replace(step, **{name: tuple(parts)})
