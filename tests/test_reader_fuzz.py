"""Ten thousand random and hostile strings: each is an expression or a ReadingError, soon, and nothing is executed.

The strings are made from a fixed seed, so a failure can be repeated by its number.  While they are read, everything
that could run code or reach the machine is replaced by a trap.
"""

import builtins
import importlib
import os
import random
import subprocess
import time

import pytest

from theory.reading import ReadingError, read, read_chain, read_domain, read_pair
from theory.terms.expr import Expr

COUNT = 10_000
SLOWEST = 2.0

FORMULAS = [
    r"\mathbb{E}_{x\sim p_{data}}[\log D(x)] + \mathbb{E}_{z\sim p_z}[\log(1-D(G(z)))]",
    r"\int p\log\frac{2p}{p+q}\,dx - \log 4 + 2\,\mathrm{JSD}(p\|q)",
    r"\tfrac12\left|\frac{p(x|\theta)}{\pi(x)}\right|^2 + \sqrt[3]{\sigma_1^{2}} \underset{x\sim p}{\mathbb{E}}[x]",
    r"\begin{align*} A(x) &= \sum_x p(x)\log_2 p(x) \\ &= D^*_G(x)\max\{0, 1-t\} \end{align*}",
    "E_p(log(D(x))) + E_q(log(1-D(x)))",
    "Integral(p(x)*log(2*p(x)/(p(x)+q(x))), x) - log(4)/2",
    "KL(p||(p+q)/2) + JSD(p,q) - Renyi(alpha,p,q) + |p-q|/2",
    "E_{x~p_data}[softplus(-C(x))] + f'(1) + 1e-3*x**2 - D*(x)",
    "V(D*, G) = -log(4) + 2*JSD(p, q)",
    "(-inf, log(2)]",
]

# What an attacker would type.
CODE = [
    "__import__('os').system('touch owned')", "().__class__.__bases__[0].__subclasses__()", "{0.__class__}",
    "f'{__import__(\"os\").getpid()}'", "lambda: 0", "exec('1')", "eval(p)", "open(p)", "print(p)", "globals()(p)",
    "getattr(p, x)", "p.__class__", "p.__init__.__globals__", "import os", "; rm -rf /", "$(reboot)", "`reboot`",
    "<script>alert(1)</script>", "' OR 1=1 --", "\\input{/etc/passwd}", "\\write18{ls}", "\\def\\a{\\a\\a}\\a",
    "\\newcommand{\\x}{\\x\\x}\\x", "\\catcode`\\%=12", "\\csname end\\endcsname", "\\loop\\iftrue\\repeat", "%s%n%x",
    "__a__", "_a", "a_",
]  # fmt: skip

# Numbers and powers that must not be computed.
HUGE = [
    "9**9**9**9", "9^9^9^9^9", "10**10**10", "((((9^9)^9)^9)^9)", "x^(9^(9^9))", "1e999999999", "1e-999999999",
    "0." + "0" * 3000 + "1", "9" * 3000, "2" * 60 + "p", "2^(-9^9)", "x^(64*64)", "(x^64)^64", "exp(exp(exp(9^9)))",
]  # fmt: skip

# (text, how often, what comes in the middle, text, how often)
NESTED = [
    ("(", 2000, "", "", 0), ("(", 59, "", ")", 59), ("[", 4000, "", "", 0), ("\\left(", 500, "", "", 0),
    ("{", 1900, "", "}", 1900), ("\\frac", 500, "", "", 0), ("\\frac{1}{", 59, "2", "}", 59),
    ("\\sqrt", 700, "", "", 0),
    ("\\sqrt[", 300, "", "", 0), ("x^", 1500, "x", "", 0), ("x_", 1500, "x", "", 0), ("-", 3999, "x", "", 0),
    ("\\log", 900, "x", "", 0), ("\\int", 900, "x", "", 0), ("\\int", 400, "x", "dx", 400), ("E_p", 1000, "", "", 0),
    ("E_p\\log ", 400, "p", "", 0), ("\\mathbb{E}_{", 59, "p", "}", 59), ("log(", 900, "", "", 0),
    ("x", 1, "", "'", 3990),
    ("log(", 59, "p", ")", 59), ("f(", 59, "p", ")", 59), ("p(", 59, "x", ")", 59), ("KL(", 50, "p,q", ",q)", 50),
    ("D*(", 59, "", "", 0), ("D^", 1900, "*", "", 0), ("\\mathrm{", 59, "KL", "}", 59), ("1/(", 58, "1", ")", 58),
    ("\\frac{d}{da}", 300, "a", "", 0), ("\\frac{d}{da}[", 50, "a\\log a", "]", 50), ("\\|", 1900, "p", "", 0),
    ("\\frac{d}{da}\\frac{1}{", 50, "a", "}", 50), ("\\nabla_\\theta ", 900, "q", "", 0),
    ("p\\wedge ", 400, "q", "", 0),
    ("\\|p", 50, "", "\\|_1", 50), ("\\underbrace{", 59, "p", "}_{x}", 59), ("\\iint", 400, "p", "dx", 800),
    ("\\sum_i", 900, "p_i", "", 0), ("\\sum", 900, "p_i", "", 0), ("(p-q)(x)", 400, "", "", 0),
    ("{", 50, "a", "'}", 50),
    ("((p-q)", 50, "", "(x))", 50), ("E_p[f", 50, "", "]", 50), ("\\mathrm{Var}_q[", 50, "f", "]", 50),
    ("|", 40, "p", "|", 40), ("2^(", 40, "2", ")", 40), ("\\left|", 50, "p", "\\right|", 50),
]  # fmt: skip

# Pieces that are repeated until the text is full.
REPEATED = [
    "+", "*", "|", "||", "|x", "'", "2p", "p ", "p+", "(p+q)*", "p=", "&", "\\\\", "\\", "$", "D*", "\\label{",
    "\\label{a}",
    "\\begin{align}", "\\mathrm", "a", "a_", "p,", "/2", "\\int p + ", "\\sum_x ", "x^2", "\\,", "~", ".", "1.",
    "E_{", "_",
]  # fmt: skip

STRANGE = [
    "", " " * 4000, "\r\n\t", "\f\v", "$$", "$$$", "\\[", "\\]", "\\(\\)", "\\[\\]", "\x00", "p\x00q",
    "\ud800\udc00", "\udfff",
    "\u202ep", "\0" * 100, "𝔼_p[log D]", "ｐ＋ｑ", "p\u200bq", "p\u0301", "é", "ß(x)", "ﬁ", "٣ + ٤", "²", "Ⅷ", "½",
    "∫ p dx", "√p", "\N{PILE OF POO}", "\\end{align}", "\\text{" + "a" * 3900 + "}", "max(" + "p," * 900 + "q)",
    "[0" + ",1" * 1900 + ")", "(0," + "(" * 59, "(" + "," * 3900 + ")", "\\" * 3998,
]  # fmt: skip

HOSTILE = [
    *CODE, *HUGE, *STRANGE,
    *(left * n + middle + right * k for left, n, middle, right, k in NESTED),
    *(piece * (3990 // len(piece)) for piece in REPEATED),
    *(piece * 50 for piece in REPEATED),
]  # fmt: skip

SOUP = r"""
p q m D G x y z t f g a b pi sigma alpha 2 0.5 .5 1e-3 7 + - * / ** ^ ( ) [ ] { } , ; : | || = < ~ ' _ . & log( exp(
sqrt( abs( max( E_p( E_q[ E_{x~p}[ KL( JSD( TV( H( V( D* D*( D_f( Renyi( Integral( Sum( p(x) q(x) D(x) D(G(z)) e i I
\log \exp \frac \frac12 \tfrac \sqrt \int \sum \mathbb{E} \mathbb{E}_{x\sim \mathrm{KL}( \left( \right) \left| \right|
\| \mid \, \quad \; \cdot \times \sigma \pi \theta \lambda p_{data} p_\theta D^*_G ^* ^2 ^{2} _1 _{ ^{ dx \,dx
\mathrm{d}x
\text{ \operatorname{ \max\{ \} \dot \hat{ \partial_\theta \chi^2( \underset \begin{align} \end{align} \\ \infty \sim
\lVert \rVert \|p-q\|_1 \wedge \vee \sum_{i=1}^n \sum_i p_i p(x_i) f_i (x) (p-q)(x) \frac{d}{da} \frac{d}{dD}
\frac{\partial}{\partial\theta} \nabla_\theta \underbrace{ \boxed{ \color{red} \hspace{1cm} \iint d(P-Q) P(dx)
\mathrm{Var}_q[ \text{for} \text{nats} \quad (2) %c ' \sigma'(a) \hat\mu _+ D_2( \chi^2_N( \mathcal{X} \prime
\lvert \rvert \middle| \big| ~ \! \displaystyle \mathcal \boldsymbol \nabla \Delta(p,q) ∞ π σ − ·
"""
WORDS = SOUP.split()


def from_soup(r: random.Random) -> str:
    glue = r.choice(["", " ", " "])
    return glue.join(r.choices(WORDS, k=r.randint(1, r.choice([4, 12, 40, 150]))))


def from_unicode(r: random.Random) -> str:
    top = r.choice([0x7F, 0xFF, 0x3FF, 0x2FFF, 0xFFFF, 0x10FFFF])
    return "".join(chr(r.randint(0, top)) for _ in range(r.randint(0, 60)))


def from_formula(r: random.Random) -> str:
    text = r.choice(FORMULAS)
    for _ in range(r.randint(1, 4)):
        at, to = sorted((r.randint(0, len(text)), r.randint(0, len(text))))
        change = r.randrange(6)
        if change == 0:
            text = text[:at] + text[at + 1 :]
        elif change == 1:
            text = text[:at] + r.choice(WORDS) + text[at:]
        elif change == 2:
            text = text[:at] + text[at:to] * r.randint(0, 4) + text[to:]
        elif change == 3:
            text = text[:at] + r.choice("()[]{}|^_*/+-\\'\",.~=&$0123456789pqDx") + text[at + 1 :]
        elif change == 4:
            text = text[:at] + text[at:to][::-1] + text[to:]
        else:
            text = text[:at] + r.choice(FORMULAS)[: r.randint(0, 30)] + text[at:]
    return text


WRAPPINGS = ["{}", "{}", "log({})", r"\log\left({}\right)", "p + {}", "{} + q", r"\frac{ {} }{2}", "E_p({})"]


def from_hostile(r: random.Random) -> str:
    # each stands in full at the head of the list; here they are cut, and put where a formula is expected
    text = r.choice(HOSTILE)[: r.choice([30, 100, 400, 1500])]
    return r.choice(WRAPPINGS).replace("{}", text)


def from_nesting(r: random.Random) -> str:
    left, _, _, right, _ = r.choice(NESTED)
    depth = r.randint(1, r.choice([10, 60, 300]))
    return left * depth + r.choice(["p", "", "x", "2"]) + right * (depth + r.choice([0, 0, 0, -1, 1]))


def hostile_strings() -> list[str]:
    r = random.Random(20_140_610)
    makers = 3 * [from_soup] + 4 * [from_formula] + [from_unicode, from_hostile, from_nesting]
    return HOSTILE + [r.choice(makers)(r) for _ in range(COUNT - len(HOSTILE))]


@pytest.fixture
def traps(monkeypatch):
    """Replace what could execute a text or touch the machine; the grammars are loaded before."""
    for text in (r"\log p", "log(p)"):
        read(text)
    sprung = []

    def trap(name):
        def sprung_by(*args, **kwargs):
            sprung.append((name, args))
            raise AssertionError(f"{name} was called while reading")

        return sprung_by

    with monkeypatch.context() as patch:
        for module, name in [
            (builtins, "eval"), (builtins, "exec"), (builtins, "open"), (builtins, "compile"), (builtins, "input"),
            (os, "system"), (os, "popen"), (os, "remove"), (os, "open"), (subprocess, "Popen"), (subprocess, "run"),
            (importlib, "import_module"),
        ]:  # fmt: skip
            patch.setattr(module, name, trap(name))
        yield sprung


def outcome(reader, *args, **options):
    try:
        return reader(*args, **options)
    except ReadingError as error:
        return error


def test_hostile_strings_are_read_or_refused(traps):
    texts = hostile_strings()
    assert len(texts) == COUNT
    readable, slowest = 0, (0.0, "")
    for number, text in enumerate(texts):
        start = time.perf_counter()
        found = outcome(read, text, syntax=("auto", "plain", "latex")[number % 3])
        slowest = max(slowest, (time.perf_counter() - start, text))
        assert isinstance(found, Expr | ReadingError), (number, text)
        if isinstance(found, Expr):
            readable += 1
            hash(found)
        else:
            str(found).encode("utf-8")
            assert found.text == text, (number, text)
        if number % 10 == 0:
            for result in (
                outcome(read_pair, text, FORMULAS[number % 4]), outcome(read_chain, text), outcome(read_domain, text)
            ):  # fmt: skip
                assert result is not None
    assert slowest[0] < SLOWEST, slowest
    assert not traps
    # a fuzz run in which nothing, or everything, is readable tests little
    assert 0.03 * COUNT < readable < 0.6 * COUNT


def test_the_traps_work(traps):
    with pytest.raises(AssertionError, match="eval was called"):
        eval("1")
    with pytest.raises(AssertionError, match="system was called"):
        os.system("true")
    assert [name for name, _ in traps] == ["eval", "system"]
