r"""What would be lost in silence is refused: a prime, a label, a region, a sample mean, a power with two readings.

Each row is a text, where the error points, and words of what is wrong.  The message always says what to write instead.
"""

import pytest

from theory.reading import ReadingError, read

DERIVATIVE = "a derivative is not a formula"
PART, MEAN, UNCLEAR = "a part of the space", "a sample mean is not an expectation", "it is not clear"
SAMPLES, NO_NOISE, TWICE = "a sum over samples", "nothing is over", "two readings"
POINT, WIDE, TWO = "not a function of a point", "set apart by a wide space", "two superscripts"

REFUSED = [
    # primes
    (r"\log(a)'", 4, DERIVATIVE), (r"\sigma(a)'", 6, DERIVATIVE), (r"f(a)^{\prime}", 1, DERIVATIVE),
    (r"[a]'", 0, DERIVATIVE), (r"|a|'", 2, DERIVATIVE), (r"\left|a\right|'", 0, DERIVATIVE),
    (r"\sqrt{a}'", 0, DERIVATIVE), (r"(p-q)^{\prime\prime}", 0, DERIVATIVE), (r"{a^2}'", 1, DERIVATIVE),
    (r"e^{a}'", 0, DERIVATIVE), (r"e'", 0, DERIVATIVE), (r"2'", 0, DERIVATIVE), (r"\sigma'", 0, DERIVATIVE),
    (r"\tanh'(a)", 0, DERIVATIVE), (r"\mathrm{KL}(p\|q)'", 11, DERIVATIVE), (r"\mathrm{KL}'(p\|q)", 0, DERIVATIVE),
    (r"\mathbb{E}_p[D]'", 12, DERIVATIVE), (r"\mathbb{E}'_p[D]", 0, DERIVATIVE), (r"\int' p\,dx", 0, DERIVATIVE),
    (r"D'(x)", 0, DERIVATIVE), (r"m'", 0, DERIVATIVE),
    # derivatives
    (r"\partial_\theta^2 q", 0, DERIVATIVE), (r"\frac{d^2}{da^2}\log a", 0, "only first derivatives"),
    (r"\frac{\partial q}{\partial\theta^2}", 0, "only first derivatives"),
    (r"\frac{d}{da}[a^2] b", 0, UNCLEAR), (r"\frac{d}{da}a\cdot b", 0, UNCLEAR), (r"\frac{d}{da}[a^2]/2", 0, UNCLEAR),
    (r"\frac{d}{dt}\log q(x)", 0, "not said how this depends on t"), (r"\frac{d}{dx}\log p(x)", 0, "by the point x"),
    (r"\frac{d}{da}\max(0,a)", 0, "kink"), (r"\frac{\partial f}{\partial D}", 0, DERIVATIVE),
    (r"\nabla_\theta\log D(x)", 0, DERIVATIVE), (r"\nabla_\theta\mathbb{E}_q[f]", 0, DERIVATIVE),
    (r"\frac{\partial p}{\partial\theta}", 0, DERIVATIVE), (r"\nabla D(x)", 0, DERIVATIVE),
    (r"\frac{d}{da}", 0, "a derivative of nothing"), (r"\dot p(x)", 0, "only the generator's density moves"),
    (r"\dot D(x)", 0, "only the generator's density moves"), (r"\dot{q}_\phi", 0, "only the generator's density moves"),
    # labels and powers that would be dropped
    (r"\frac{a}{b}_1", 0, "a fraction with a label"), (r"|x|_1", 2, "with a label"), (r"a \cdot_2 b", 2, "no quantity"),
    (r"\mathbb{E}_p[f]_+", 12, "a label behind it"), (r"\mathbb{E}_p^q[f]", 0, "above an expectation"),
    (r"{a}^b^c", 1, TWO), (r"x_{1}_{2}", 0, "not a label"), (r"KL^{sym}(p\|q)", 4, "a label above KL"),
    (r"D_{JS}^{\alpha}(p\|q)", 8, "a label above D"), (r"\mathrm{KL}(p\|_1 q)", 11, "a bar with a label"),
    # the noise
    (r"\mathbb{E}_p[\log D(G(z))]", 0, NO_NOISE), (r"\mathbb{E}_{x\sim p_g}[D(G(z))]", 0, NO_NOISE),
    (r"\mathbb{E}_{z\sim p_z}[D(G(\epsilon))]", 0, NO_NOISE), (r"\int p(x)D(G(z))\,dx", 0, NO_NOISE),
    (r"\mathbb{E}_z[D(G(z))] - \mathbb{E}_p[D(G(z))]", 24, NO_NOISE),
    (r"\mathbb{E}_{x\sim p}[D(G(x))]", 0, "G(x) under x ~ p"), (r"\int p(x)D(G(x))\,dx", 0, "beside a density of x"),
    (r"\mathbb{E}_{x\sim\mathcal N(0,1)}[D(x)]", 17, "a law other than"),
    # regions
    (r"\int_B p\,dx", 5, PART), (r"\int_C p", 5, PART), (r"\int_S p", 5, PART), (r"\int_T p", 5, PART),
    (r"\int_{G} p", 6, PART), (r"\int_{\mathrm{supp}(p)} p\,dx", 6, PART), (r"\int_\chi p", 5, PART),
    (r"\int_{\mathcal A} p", 6, PART), (r"\int_{\mathbb{R}^+} p", 6, PART), (r"\int_{R_+} p", 6, PART),
    (r"\int_{\mathcal X^n} p", 6, PART), (r"\int_{\mathcal X\times\mathcal Y} p", 6, PART),
    (r"\sum_{x\in\{0,1\}} p(x)", 6, PART), (r"\sum_{i\in I}p_i", 6, PART), (r"\sum_{x,y} p(x)q(y)", 6, "bounded range"),
    (r"\int_{p>q} p\,dx", 6, "bounded range"), (r"\int_x p(y)\,dy", 0, "ends with dy"),
    # sums
    (r"\frac1n\sum_i p(x_i)", 0, MEAN), (r"\frac{1}{m}\sum_{i=1}^m p_i", 22, MEAN),
    (r"\sum_{i=1}^n\frac1n\log\frac{p_i}{q_i}", 11, MEAN), (r"\log n-\sum_{i=1}^n p_i", 18, MEAN),
    (r"\sum_i\log D(x_i)", 0, SAMPLES), (r"\sum_{i=1}^n\log\frac{p(x_i)}{q(x_i)}", 0, SAMPLES),
    (r"\sum_i(p_i+1)", 0, SAMPLES), (r"\sum_i y_i\log p_i", 0, SAMPLES), (r"\sum p_iq_j", 0, "without its index"),
    (r"\sum_{i=1}^2 p_i", 0, "bounded range"), (r"\sum_{i=0}^n p_i", 0, "bounded range"),
    (r"\sum_x -p\log q", 7, "a sign directly after"), (r"\mathbb{E}_p -\log D", 13, "a sign directly after"),
    # at a point, side by side
    (r"(a+b)(x)", 5, POINT), (r"\log(a)(x)", 7, POINT), (r"(p(x)-q(x))(x)", 11, POINT), (r"p(x-\mu)", 1, "of a point"),
    (r"D(g(t))", 1, "of a point"), (r"\zeta(a)", 0, TWICE), (r"\sigma_\tau(a)", 0, TWICE), (r"h_2(\rho)", 0, TWICE),
    (r"KL(p\|q)\quad q", 14, WIDE), (r"p\hspace{1cm}q", 13, WIDE), (r"KL(p\|q)\quad (3)+1", 14, WIDE),
    (r"\alpha p\wedge q", 8, UNCLEAR), (r"p\wedge q r", 1, UNCLEAR), (r"p\wedge q/2", 1, UNCLEAR),
    # powers and numbers
    (r"\log\left(1-u\right)^{2}", 9, TWICE), (r"\ln(x)^{-1}", 3, TWICE), (r"\log_2(x)^2", 6, TWICE),
    (r"\log 1/2", 6, TWICE), (r"1e-3", 1, TWICE), (r"2e3", 1, TWICE),
    # norms
    (r"\|p-q\|", 0, "which norm"), (r"\|p-q\|^2", 0, "which norm"), (r"\|p-q\|_\infty", 0, "which norm"),
    (r"\|a-b\|_1", 0, "norm of what is not a function"), (r"\|p+q\|_{TV}", 0, "a difference of two densities"),
    (r"p\|q", 1, "unexpected '||'"),
    # laws, functionals, words
    (r"\mathbb{E}_X[D(X)]", 11, "over X of which law"), (r"V(D,G^*)", 1, "V takes the discriminator"),
    (r"V(\theta,\phi)", 1, "V takes the discriminator"), (r"\min_G V(D,G)", 0, "min over a set"),
    (r"D_1(p\|q)", 0, "a limit only"), (r"\mathrm{TV}_\alpha(p,q)", 0, "unknown functional TV_alpha"),
    (r"V_{LSGAN}(D)", 0, "unknown functional V_LSGAN"), (r"\mathrm{Var}_q f", 0, "a variance without brackets"),
    (r"p\text{, where }m=\frac{p+q}{2}", 1, "a definition beside"), (r"p\text{ bits}", 1, "unknown word bits"),
    (r"p \text{ if } a>0,\ q \text{ otherwise}", 2, "by cases"), (r"p\text{ with probability }1/2", 1, "by cases"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "position", "message"), REFUSED)
def test_it_is_refused_where_it_stands(text, position, message):
    with pytest.raises(ReadingError) as refused:
        read(text, syntax="latex")
    assert (refused.value.position, message in refused.value.message) == (position, True), refused.value
    assert refused.value.expected


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("(log(a))'", 8, DERIVATIVE),
        ("log'(a)", 0, DERIVATIVE),
        ("sigma''(a)", 0, DERIVATIVE),
        ("(p-q)'(x)", 5, DERIVATIVE),
        ("sum_i p_i", 0, "sum without brackets"),
        ("sum_i(p_i)", 0, "unknown function sum_i"),
        ("Sum(log(D(x_i)), i)", 0, SAMPLES),
        ("E_x(D(x))", 2, "over x of which law"),
        ("E_p(log(D(G(z))))", 0, NO_NOISE),
        ("Integral(p(x)*D(G(z)), x)", 0, NO_NOISE),
        ("(a+b)(x)", 5, POINT),
        ("p((x-mu)/sigma)", 1, "of a point"),
        ("t(1-t)", 1, "t is a symbol here"),
    ],
)
def test_the_plain_counterparts_are_refused(text, position, message):
    with pytest.raises(ReadingError) as refused:
        read(text, syntax="plain")
    assert (refused.value.position, message in refused.value.message) == (position, True), refused.value


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        (r"\sigma'(a)", ["sigma"]),
        ("a'", ["a"]),
        ("x^t(1-t)", ["x", "t"]),
        ("1/t(1-t)", ["t"]),
        ("sigma(1-a)", ["sigma"]),
    ],
)
def test_what_a_declaration_makes_unclear(text, symbols):
    with pytest.raises(ReadingError):
        read(text, symbols=symbols)


def test_a_prime_that_is_declared_is_a_name():
    assert read("a' + a", symbols=["a", "a'"]) is not None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("H_q(p)", "H(...)"),
        ("K(p,q)", "a known function"),
        ("sofptlus(x)", "softplus"),
        ("sgimoidd(x)", "a known function"),
    ],
)
def test_only_a_slip_of_one_letter_is_guessed(text, hint):
    with pytest.raises(ReadingError) as refused:
        read(text, syntax="plain")
    assert refused.value.expected.startswith(hint)
    assert ", or" not in refused.value.expected or hint != "a known"
