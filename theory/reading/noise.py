r"""The noise z and what sees it: `D(G(z))` stands under an expectation or an integral over z, or under none at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from theory.reading.arithmetic import Reader
from theory.reading.items import Item
from theory.terms.expr import At, Expect, Expr, Integral, children, rebuild, walk

_POINTS = ("x", "y")


@contextmanager
def bound(reader: Reader, *variables: str | None) -> Iterator[None]:
    """While a body is read, its variables are bound."""
    reader.bound += variables
    try:
        yield
    finally:
        del reader.bound[len(reader.bound) - len(variables) :]


def refuse_unbound(reader: Reader, at: Item, body: Expr, own: Iterable[str | None]) -> None:
    """Refuse a G(z) under expectations or integrals none of which is over z."""
    known = {*own, *reader.bound}
    for z in _seen_through(body):
        if z not in known:
            hint = f"E_{{{z}\\sim p_z}} around what holds G({z})"
            raise reader.error(at, f"G({z}) stands here, but nothing is over {z}", hint)


def _seen_through(e: Expr) -> set[str]:
    """The noise variables that are free."""
    if isinstance(e, Integral | Expect):
        # what is free in there was looked at when it was read
        return set()
    own = {e.var[2:-1]} if isinstance(e, At) and e.var is not None and e.var.startswith("G(") else set()
    return own.union(*map(_seen_through, children(e)))


def sees(body: Expr, variable: str | None) -> bool:
    """Whether the body holds G(variable)."""
    return variable is not None and any(isinstance(e, At) and e.var == f"G({variable})" for e in walk(body))


def through_the_generator(reader: Reader, at: Item, body: Expr, variable: str | None) -> Expr:
    """The body with p(z) read as the noise where it stands beside G(z): no data density is taken at a noise point."""
    if variable is None or not sees(body, variable):
        return body
    if variable[0] in _POINTS:
        if any(isinstance(e, At) and e.name in ("p", "q", "m") and e.var == variable for e in walk(body)):
            raise reader.error(at, f"G({variable}) beside a density of {variable}", "p_z(z) and G(z)")
        return body

    def renamed(e: Expr) -> Expr:
        if isinstance(e, At):
            return At("p_z", variable) if e.name in ("p", "q") and e.var == variable else e
        return rebuild(e, tuple(renamed(c) for c in children(e)))

    return renamed(body)


def noise(reader: Reader, at: Item, law: Expr, variable: str | None, body: Expr) -> Expr:
    """`z ~ p(z)` is the noise, not the data, where the body sees z through the generator."""
    if not isinstance(law, At) or law.name not in ("p", "q") or not sees(body, variable):
        return law
    if variable is not None and variable[0] in _POINTS:
        raise reader.error(
            at, f"G({variable}) under {variable} ~ {law.name}", f"E_{{z\\sim p_z}} and G(z), or D({variable})"
        )
    return At("p_z", variable)
