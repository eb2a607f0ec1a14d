"""The steps of planar dynamics against sympy, against the flow itself, and each seen failing on a wrong entry."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy.parsing.sympy_parser import parse_expr

from theory.games import dirac_gan, dirac_gan_regularised, gradient_steps, oscillation
from theory.proving.formulas import expression
from theory.proving.planar import Eigenvalues, Jacobian
from theory.proving.step import ProofGap

ENTRIES = ("a11", "a12", "a21", "a22")
T, W = sympy.symbols("t w", real=True)
#: Fields with a rest point at 0 and without one; sympy reads the same text.
FIELDS = [
    ("-w", "t", ("0", "0")),
    ("t**2*w + 3*t - w", "t*w**3 - 2*w", ("1", "-2")),
    ("exp(t*w) - 1", "log(1 + t**2 + w**2)", ("1", "2")),
    ("-w*exp(-t)", "t/(1 + w**2)", ("2", "1/3")),
    ("tanh(t - w)", "sqrt(1 + t**2)*w", ("0", "3")),
]
CLAIMS = [c for page in (dirac_gan, dirac_gan_regularised, gradient_steps, oscillation) for c in page.CLAIMS]
IN_THE_BOOK = [step for claim in CLAIMS for step in claim.proof]


def read_by_sympy(formula: Any, names: dict[str, Any]) -> Any:
    return parse_expr(str(formula), local_dict=names)


def by_sympy(first: str, second: str, at: tuple[str, str]) -> dict[str, str]:
    field = sympy.Matrix([read_by_sympy(text, {"t": T, "w": W}) for text in (first, second)])
    matrix = field.jacobian([T, W]).subs(dict(zip((T, W), map(sympy.Rational, at), strict=True)), simultaneous=True)
    return {name: str(entry) for name, entry in zip(ENTRIES, matrix, strict=True)}


def jacobian(first: str, second: str, at: tuple[str, str], **entries: str) -> Jacobian:
    texts: dict[str, Any] = {**by_sympy(first, second, at), **entries}
    return Jacobian(about="", over=("t", "w"), at=at, first=first, second=second, because="", **texts)


def gap(step) -> str:
    with pytest.raises(ProofGap) as refused:
        step.check()
    return str(refused.value)


@pytest.mark.parametrize("field", FIELDS)
def test_the_jacobian_of_sympy_is_accepted(field):
    jacobian(*field).check()


@pytest.mark.parametrize("name", ENTRIES)
@pytest.mark.parametrize("field", FIELDS)
def test_a_jacobian_with_one_wrong_entry_is_refused(field, name):
    right = by_sympy(*field)[name]
    for wrong in (f"({right}) + 1", f"({right}) - 1/1000", f"-({right}) + 1/7"):
        assert "it is false" in gap(jacobian(*field, **{name: wrong}))


@pytest.mark.parametrize("field", [field for field in FIELDS if by_sympy(*field)["a12"] != by_sympy(*field)["a21"]])
def test_a_transposed_jacobian_is_refused(field):
    right = by_sympy(*field)
    assert "it is false" in gap(jacobian(*field, a12=right["a21"], a21=right["a12"]))


def test_the_point_matters():
    assert "it is false" in gap(replace(jacobian("t**2", "w", ("1", "0")), at=("2", "0")))


def test_a_kink_has_no_jacobian():
    for first in ("abs(t)", "sqrt(t**2)", "t**2/t"):
        for slope in ("0", "1", "-1"):
            step = Jacobian(about="", over=("t", "w"), first=first, second="t", a11=slope, a12="0", a21="1", a22="0",
                            because="")  # fmt: skip
            with pytest.raises((ProofGap, ValueError)):
                step.check()


@given(st.lists(st.integers(-9, 9), min_size=10, max_size=10), st.tuples(st.integers(-3, 3), st.integers(-3, 3)))
@settings(max_examples=25)
def test_jacobians_of_random_quadratic_fields(c, at):
    first = f"({c[0]})*t**2 + ({c[1]})*t*w + ({c[2]})*w**2 + ({c[3]})*t + ({c[4]})*w"
    second = f"({c[5]})*t**2 + ({c[6]})*t*w + ({c[7]})*w**2 + ({c[8]})*t + ({c[9]})*w"
    x, y = at
    entries = {"a11": 2 * c[0] * x + c[1] * y + c[3], "a12": c[1] * x + 2 * c[2] * y + c[4],
               "a21": 2 * c[5] * x + c[6] * y + c[8], "a22": c[6] * x + 2 * c[7] * y + c[9]}  # fmt: skip
    texts: dict[str, Any] = {name: str(value) for name, value in entries.items()}
    step = Jacobian(about="", over=("t", "w"), at=(str(x), str(y)), first=first, second=second, because="", **texts)
    step.check()
    for name, value in entries.items():
        gap(replace(step, **{name: str(value + 1)}))


matrices = st.lists(st.fractions(-5, 5, max_denominator=6), min_size=4, max_size=4)


@given(matrices)
@settings(max_examples=40)
def test_middle_and_square_give_the_eigenvalues_of_numpy(entries):
    a, b, c, d = entries
    middle, square = (a + d) / 2, ((a + d) / 2) ** 2 - (a * d - b * c)
    complex_pair = square < 0
    texts: dict[str, Any] = dict(zip(ENTRIES, map(str, entries), strict=True))
    if complex_pair:
        texts["modulus"] = str(a * d - b * c)
    step = Eigenvalues(about="", middle=str(middle), square=str(square), because="", **texts)
    step.check()
    root = np.sqrt(complex(square))
    ours = sorted([float(middle) + root, float(middle) - root], key=lambda z: (z.real, z.imag))
    found = np.linalg.eigvals(np.array([[float(a), float(b)], [float(c), float(d)]]))
    # sums and products, as a double eigenvalue is known to half of the digits only
    assert sum(found) == pytest.approx(sum(ours), abs=1e-9)
    assert found[0] * found[1] == pytest.approx(ours[0] * ours[1], abs=1e-9)
    if complex_pair:
        assert np.abs(found) ** 2 == pytest.approx([float(a * d - b * c)] * 2, abs=1e-9)
    for name in ENTRIES:  # an entry changed changes trace or determinant, unless it multiplies a zero
        changed = dict(zip(ENTRIES, entries, strict=True))
        changed[name] += 1
        m11, m12, m21, m22 = changed.values()
        trace, determinant = m11 + m22, m11 * m22 - m12 * m21
        if (trace, determinant) != (a + d, a * d - b * c):
            gap(replace(step, **{name: str(changed[name])}))


TURN = Eigenvalues(about="", symbols={"a": "nonzero", "h": "(0, inf)"}, a11="1", a12="-h*a", a21="h*a", a22="1",
                   middle="1", square="-(h*a)**2", modulus="1 + h**2*a**2", because="")  # fmt: skip


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("half the trace", {"a11": "2"}),
        ("half the trace", {"middle": "2"}),
        ("less the determinant", {"a12": "h*a"}),
        ("less the determinant", {"a21": "2*h*a"}),
        ("less the determinant", {"square": "(h*a)**2"}),
        ("their product", {"modulus": "1 - h**2*a**2"}),
        ("their product", {"modulus": "1"}),
    ],
)
def test_each_part_of_the_eigenvalues_is_seen_failing(what, change):
    TURN.check()
    message = gap(replace(TURN, **change))
    assert what in message
    assert "it is false" in message


def test_real_eigenvalues_have_no_common_modulus():
    real = Eigenvalues(about="", a11="0", a12="1", a21="1", a22="0", middle="0", square="1", because="")
    real.check()
    assert "conjugate pair" in gap(replace(real, modulus="-1"))  # -1 is the determinant, and no squared modulus
    double = replace(real, a12="0", a21="0", square="0")
    double.check()
    assert "conjugate pair" in gap(replace(double, modulus="0"))


def test_without_a_modulus_another_trace_is_offered_as_false():
    real = Eigenvalues(about="", a11="0", a12="1", a21="1", a22="0", middle="0", square="1", because="")
    offered = [step for _, step in real.falsified()]
    assert len(offered) == 1
    gap(offered[0])


@pytest.mark.parametrize("step", [s for s in IN_THE_BOOK if isinstance(s, Eigenvalues)], ids=lambda s: s.about[:40])
def test_the_eigenvalues_in_the_book_are_those_of_sympy(step):
    names = {name: sympy.Symbol(name, positive=True) for name in step.symbols or {}}
    matrix = sympy.Matrix(2, 2, [read_by_sympy(getattr(step, name), names) for name in ENTRIES])
    middle, square = read_by_sympy(step.middle, names), read_by_sympy(step.square, names)
    x = sympy.Symbol("x")
    claimed = sympy.expand((x - middle) ** 2 - square)
    assert sympy.simplify((x * sympy.eye(2) - matrix).det() - claimed) == 0
    for value in matrix.eigenvals():
        assert sympy.simplify((value - middle) ** 2 - square) == 0


#: What the book's f can be: the GAN's, the WGAN's, and one that is neither.
SHAPES = (lambda u: -sympy.log(1 + sympy.exp(-u)), lambda u: u, lambda u: sympy.sin(u + 1))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("step", [s for s in IN_THE_BOOK if isinstance(s, Jacobian)], ids=lambda s: s.about[:40])
def test_the_jacobians_in_the_book_hold_for_three_games(step, shape):
    """f', f'' as text become derivatives of a concrete f; everything else sympy differentiates by itself."""
    u = sympy.Symbol("u")
    primes = {name: sympy.Lambda(u, sympy.diff(shape(u), u, k)) for name, k in (("f1", 1), ("f2", 2))}
    symbols = {name: sympy.Symbol(name, real=True) for name in (*step.over, *(step.symbols or {}))}

    def read(text):
        return read_by_sympy(str(text).replace("f''", "f2").replace("f'", "f1"), {**primes, **symbols})

    field = sympy.Matrix([read(step.first), read(step.second)])
    matrix = field.jacobian([symbols[name] for name in step.over]).subs({symbols[name]: 0 for name in step.over})
    said = sympy.Matrix(2, 2, [read(getattr(step, name)) for name in ENTRIES])
    assert sympy.simplify(matrix - said) == sympy.zeros(2, 2)


@pytest.mark.parametrize("step", [s for s in IN_THE_BOOK if isinstance(s, Jacobian | Eigenvalues)],
                         ids=lambda s: s.about[:40])  # fmt: skip
def test_no_entry_of_a_step_in_the_book_can_be_raised_by_one(step):
    step.check()
    for name in ENTRIES:
        raised = replace(step, **{name: expression(getattr(step, name), step.symbols) + expression("1")})
        if name in ("a12", "a21") and isinstance(step, Eigenvalues):
            gap(replace(raised, modulus=""))  # the determinant, hence the square, has changed
        else:
            gap(raised)


@pytest.mark.parametrize(("a", "h"), [(0.5, 0.1), (1.0, 0.5)])
def test_the_modulus_is_what_a_step_multiplies_squared_distances_by(a, h):
    """The matrix of TURN is normal, so that holds for every vector and not for eigenvectors only."""
    x, y = sympy.symbols("a h")
    entries = [read_by_sympy(getattr(TURN, name), {}).subs({x: a, y: h}) for name in ENTRIES]
    matrix = np.array(entries, dtype=float).reshape(2, 2)
    expected = float(read_by_sympy(TURN.modulus, {}).subs({x: a, y: h}))
    for start in ([1, 0], [0, 1], [3, -2]):
        assert np.sum((matrix @ start) ** 2) / np.sum(np.square(start)) == pytest.approx(expected, abs=1e-14)


def test_a_point_that_names_a_parameter_is_refused():
    """Substituted one after the other, t = w, w = 0 would make the entry 2t of t**2 a 0."""
    entries = {"a11": "0", "a12": "0", "a21": "0", "a22": "1"}
    step = Jacobian(about="", over=("t", "w"), at=("w", "0"), first="t**2", second="w", because="", **entries)
    with pytest.raises(ProofGap, match="names a parameter"):
        step.check()
