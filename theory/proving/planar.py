"""Planar dynamics: the linear part of a vector field at a point, and the eigenvalues of a 2 x 2 matrix.

Near a rest point a game of two parameters does what its Jacobian does: with eigenvalues a + bi the flow spirals at the
rate a, and the step x + h v(x) multiplies distances by |1 + h (a + bi)|.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from theory.proving.formulas import Formula, with_formula
from theory.proving.step import ProofGap, Shown, Step
from theory.terms.derivative import by_symbol, substituted
from theory.terms.expr import Expr, Sym, as_expr, walk


@dataclass(frozen=True, kw_only=True)
class Jacobian(Step):
    """The partial derivatives of the field (first, second) by the two parameters `over`, at the point `at`.

    a11  a12     first by each parameter
    a21  a22     second by each parameter
    """

    over: tuple[str, str]
    at: tuple[str, str] = ("0", "0")
    first: Formula
    second: Formula
    a11: Formula
    a12: Formula
    a21: Formula
    a22: Formula
    because: str

    def variables(self) -> Mapping[str, str]:
        return dict.fromkeys(self.over, "real")

    def row(self, of: Expr) -> tuple[Expr, Expr]:
        """The derivatives of one component, at the point."""
        x, y = (self.at_point(by_symbol(of, name)) for name in self.over)
        return x, y

    def at_point(self, e: Expr) -> Expr:
        point = [self.expr(text) for text in self.at]
        if any(Sym(name) in walk(value) for name in self.over for value in point):
            raise ProofGap(f"{self.about}: the point {self.at} names a parameter; give its coordinates")
        for name, value in zip(self.over, point, strict=True):
            e = substituted(e, Sym(name), value)
        return e

    def contributes(self, path: tuple[str | int, ...], e: Expr) -> Expr:
        if path[-1] not in ("first", "second"):
            return e
        x, y = self.row(e)
        return x + as_expr(2) * y

    def check(self) -> None:
        said = ((self.a11, self.a12), (self.a21, self.a22))
        for part, entries in zip((self.first, self.second), said, strict=True):
            for name, found, entry in zip(self.over, self.row(self.expr(part)), entries, strict=True):
                self.must_equal(found, self.expr(entry), f"d/d{name} at {self._where()} ({self.because})")

    def _where(self) -> str:
        return ", ".join(f"{name} = {text}" for name, text in zip(self.over, self.at, strict=True))

    def shown(self) -> list[Shown]:
        x, y = self.over
        return [
            Shown(self.expr(self.first), "", f"the velocity of {x}"),
            Shown(self.expr(self.second), "", f"the velocity of {y}"),
            Shown(self.expr(self.a11), "entry 11", f"the Jacobian at {self._where()}: {self.because}"),
            Shown(self.expr(self.a12), "entry 12", ""),
            Shown(self.expr(self.a21), "entry 21", ""),
            Shown(self.expr(self.a22), "entry 22", ""),
        ]


@dataclass(frozen=True, kw_only=True)
class Eigenvalues(Step):
    """The matrix ((a11, a12), (a21, a22)) has the eigenvalues  middle + root  and  middle - root, root^2 = `square`.

    middle    half the trace
    square    middle^2 - determinant; negative: a conjugate pair, the plane turns
    modulus   (if given) the squared absolute value of such a pair, which is the determinant
    """

    a11: Formula
    a12: Formula
    a21: Formula
    a22: Formula
    middle: Formula
    square: Formula
    modulus: Formula = ""
    because: str

    def trace_and_determinant(self) -> tuple[Expr, Expr]:
        a, b, c, d = (self.expr(entry) for entry in (self.a11, self.a12, self.a21, self.a22))
        return a + d, a * d - b * c

    def contributes(self, path: tuple[str | int, ...], e: Expr) -> Expr:
        if path[-1] in ("middle", "square", "modulus"):
            return e
        trace, determinant = with_formula(self, path, e).trace_and_determinant()
        return trace + as_expr(3) * determinant

    def check(self) -> None:
        trace, determinant = self.trace_and_determinant()
        middle, square = self.expr(self.middle), self.expr(self.square)
        self.must_equal(trace / as_expr(2), middle, "half the trace")
        self.must_equal(middle * middle - determinant, square, "the square of half the trace, less the determinant")
        if self.modulus:
            self.must_have_sign(square, -1, "the eigenvalues are a conjugate pair")
            self.must_equal(determinant, self.expr(self.modulus), "their product")

    def falsified(self) -> Iterator[tuple[str, Step]]:
        if not self.modulus:
            yield "another trace", replace(self, a11=self.expr(self.a11) + as_expr(1))

    def shown(self) -> list[Shown]:
        rows = [Shown(self.expr(getattr(self, name)), f"entry {name[1:]}", "") for name in ("a11", "a12", "a21", "a22")]
        rows.append(Shown(self.expr(self.middle), "middle", "of the two eigenvalues: half the trace"))
        rows.append(Shown(self.expr(self.square), "square", f"of what is added and taken away: {self.because}"))
        if self.modulus:
            rows.append(Shown(self.expr(self.modulus), "|z|^2", "of the conjugate pair: the determinant"))
        return rows
