"""The table of f-GAN: seven generators with their conjugates, and the dual bound on each divergence.

Says
    Fenchel-Young.  f(u) + f*(t) >= u t for u > 0 and t in the domain, with equality only at t = f'(u).
    Dual bound.     D_f(p || q) = integral of q f(p/q) >= E_p T - E_q f*(T) for every function T into the domain,
                    with equality at T = f'(p/q).
    Activation.     g maps the real numbers into the domain, so that T = g(v) for a network's output v.

Idea
    For fixed t, u -> f(u) + f*(t) - u t is convex, zero with zero slope at the point u where f'(u) = t.
    Put u = p/q, t = T(x), multiply by q and integrate: no normalisation is needed.

Names
    u    a ratio p/q      t, T(x)    a slope of f, what the discriminator estimates      v    its output before g

Conventions
    D_f(p || q) has p/q as the argument, so "KL" is KL(p || q).  The paper's "JS" is 2 JSD by its generator, its
    "GAN" is 2 JSD - log 4, and its "squared Hellinger" is 2 H^2.  Pearson's conjugate t^2/4 + t is that of f on the
    whole line: for u > 0 alone, sup (u t - f(u)) is -1 for t <= -2, and t^2/4 + t is larger, so the bound holds all
    the same.

Source   Nowozin, Cseke and Tomioka 2016, Tables 2 and 6 (the activation for Neyman is ours)
"""

from __future__ import annotations

from dataclasses import dataclass

from theory.printing.plain import plain
from theory.proving.bound import Bound, Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.dropped import Dropped
from theory.proving.expansion import Expansion
from theory.proving.facts import Sign, Special
from theory.proving.formulas import expression
from theory.proving.generators import Convex
from theory.terms.derivative import substituted
from theory.terms.expr import Sym

NOWOZIN = Source("Nowozin, Cseke and Tomioka 2016", "Tables 2 and 6")
NORMALISED = r"$p$ and $q$ integrate to one"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table: f, its slope and curvature in u; its conjugate in t; the activation in v.

    where       the u at which f has the slope t
    domain      of t, and its upper `end` if it has one
    distance    end - activation, a positive function of s = exp(-v)
    reached     the v at which the activation is t
    at_one      f(1) and f'(1)
    means       what D_f(p || q) is called in this project
    latex       f, f*, the domain, the activation
    """

    name: str
    f: str
    slope: str
    curvature: str
    conjugate: str
    where: str
    activation: str
    means: str
    latex: tuple[str, str, str, str]
    at_one: tuple[str, str] = ("0", "0")
    end: str = ""
    distance: str = "s"
    reached: str = "t"

    @property
    def domain(self) -> str:
        return f"(-inf, {self.end})" if self.end else "real"


ROWS = (
    Row(name="kl", f="u*log(u)", slope="log(u) + 1", curvature="1/u", at_one=("0", "1"),
        conjugate="exp(t - 1)", where="exp(t - 1)", activation="v", means="KL(p, q)",
        latex=(r"u\log u", r"e^{t-1}", r"t \in \mathbb{R}", "v")),
    Row(name="reverse-kl", f="-log(u)", slope="-1/u", curvature="1/u**2", at_one=("0", "-1"),
        conjugate="-1 - log(-t)", where="-1/t", end="0", activation="-exp(-v)", reached="-log(-t)", means="KL(q, p)",
        latex=(r"-\log u", r"-1 - \log(-t)", "t < 0", r"-e^{-v}")),
    Row(name="pearson", f="(u - 1)**2", slope="2*(u - 1)", curvature="2",
        conjugate="t**2/4 + t", where="1 + t/2", activation="v", means="chi2(p, q)",
        latex=(r"(u-1)^2", r"\frac{t^2}{4} + t", r"t \in \mathbb{R}", "v")),
    Row(name="neyman", f="(1 - u)**2/u", slope="1 - 1/u**2", curvature="2/u**3",
        conjugate="2 - 2*sqrt(1 - t)", where="1/sqrt(1 - t)", end="1", activation="1 - exp(-v)",
        reached="-log(1 - t)", means="chi2(q, p)",
        latex=(r"\frac{(1-u)^2}{u}", r"2 - 2\sqrt{1-t}", "t < 1", r"1 - e^{-v}")),
    Row(name="squared-hellinger", f="(sqrt(u) - 1)**2", slope="1 - 1/sqrt(u)", curvature="1/(2*u*sqrt(u))",
        conjugate="t/(1 - t)", where="1/(1 - t)**2", end="1", activation="1 - exp(-v)",
        reached="-log(1 - t)", means="2*H2(p, q)",
        latex=(r"(\sqrt{u} - 1)^2", r"\frac{t}{1-t}", "t < 1", r"1 - e^{-v}")),
    Row(name="jensen-shannon", f="u*log(u) - (u + 1)*log((u + 1)/2)", slope="log(2*u/(u + 1))",
        curvature="1/(u*(u + 1))", conjugate="-log(2 - exp(t))", where="exp(t)/(2 - exp(t))", end="log(2)",
        activation="log(2) - log(1 + exp(-v))", distance="log(1 + s)", reached="t - log(2 - exp(t))",
        means="2*JSD(p, q)",
        latex=(r"u\log u - (u+1)\log\frac{u+1}{2}", r"-\log(2 - e^t)", r"t < \log 2", r"\log 2 - \log(1 + e^{-v})")),
    Row(name="gan", f="u*log(u) - (u + 1)*log(u + 1)", slope="log(u/(u + 1))", curvature="1/(u*(u + 1))",
        at_one=("-log(4)", "-log(2)"), conjugate="-log(1 - exp(t))", where="exp(t)/(1 - exp(t))", end="0",
        activation="-log(1 + exp(-v))", distance="log(1 + s)", reached="t - log(1 - exp(t))",
        means="2*JSD(p, q) - log(4)",
        latex=(r"u\log u - (u+1)\log(u+1)", r"-\log(1 - e^t)", "t < 0", r"-\log(1 + e^{-v})")),
)  # fmt: skip


def put(formula: str, name: str, value: str) -> str:
    """The formula with a value in place of its variable."""
    return plain(substituted(expression(formula), Sym(name), expression(value)))


def fenchel_young(row: Row) -> Claim:
    """f(u) + f*(t) >= u t, the Fenchel equality, and what the activation does."""
    f, conjugate, domain, activation = row.latex
    convex = Convex(about="for fixed t, convex in u", over="u", domain="real" if row.name == "pearson" else "(0, inf)",
                    of=f"{row.f} + ({row.conjugate}) - u*t", at=row.where, slope=f"{row.slope} - t",
                    curvature=row.curvature, symbols={"t": row.domain}, becomes={"t": "T(x)"})  # fmt: skip
    into = (
        Calc(about="the activation's distance from the end of the domain", symbols={"v": "real"},
             start=f"{row.end} - ({row.activation})",
             lines=(Line(put(row.distance, "s", "exp(-v)"), "with s = exp(-v)"),)),
        Sign(about="so it stays inside", of=row.distance, symbols={"s": "(0, inf)"}, because="s = exp(-v) > 0"),
    )  # fmt: skip
    hypothesis = f"${domain}$"
    return Claim(
        id=f"fenchel-young-{row.name}",
        says=rf"For $f(u) = {f}$ and $f^*(t) = {conjugate}$, $u > 0$: $f(u) + f^*(t) \ge u t$, with equality only at "
             rf"$t = f'(u)$. The activation $g(v) = {activation}$ maps the real numbers onto the domain of $t$.",
        assumes=(hypothesis,) if row.end else (),
        sources=(NOWOZIN,),
        proof=(
            convex,
            Special(about="the Fenchel equality", of=f"({row.slope})*u - ({row.f}) - ({row.conjugate})",
                    symbols={"u": "(0, inf)"}, put={"t": row.slope}, gives="0", because="f*(f'(u)) = u f'(u) - f(u)"),
            Special(about="the point where it touches: there the slope of f is t", of=row.slope,
                    symbols={"t": row.domain}, put={"u": row.where}, gives="t", because="f' undone"),
            Expansion(about="f near 1", of=row.f, over="u", at="1", value=row.at_one[0], slope=row.at_one[1],
                      because="f(1) and f'(1)"),
            *(into if row.end else ()),
            Special(about="every t of the domain is reached", of=row.activation, symbols={"t": row.domain},
                    put={"v": row.reached}, gives="t", because="the activation undone"),
        ),
        needed=(Needed(hypothesis=hypothesis, shown_by=Dropped(
            about="beyond the end of the domain", step=convex, change={"symbols": {"t": "real"}})),) if row.end else (),
    )  # fmt: skip


def dual_bound(row: Row, lemma: Claim) -> Claim:
    """D_f >= E_p T - E_q f*(T), and equality at T = f'(p/q)."""
    f, at_best = put(row.f, "u", "p/q"), put(row.slope, "u", "p/q")
    conjugate, conjugate_at_best = put(row.conjugate, "t", "T(x)"), put(row.conjugate, "t", at_best)
    divergence = Calc(about="the divergence", start=row.means, lines=(Line(f"Integral(q*({f}), x)", "D_f(p || q)"),))
    masses = row.at_one[0] != "0"
    return Claim(
        id=f"dual-bound-{row.name}",
        says=rf"${LATEX_NAMES[row.name]} = \int q\,f(p/q) \ge \mathbb{{E}}_p T - \mathbb{{E}}_q f^*(T)$ with "
             rf"$f(u) = {row.latex[0]}$, $f^*(t) = {row.latex[1]}$, for every function $T$ with values "
             rf"${row.latex[2]}$; "
             rf"equality at $T = f'(p/q)$.",
        assumes=(NORMALISED,) if masses else (),
        sources=(NOWOZIN,),
        needed=(Needed(hypothesis=NORMALISED, shown_by=Dropped(
            about="f(1) is not 0", step=divergence, change={"normalised": False})),) if masses else (),
        proof=(
            divergence,
            Bound(about="the dual bound", start=f"Integral(q*({f}), x)", symbols={"T": row.domain},
                  lines=(Drop(f"E_p(T(x)) - E_q({conjugate})",
                              dropped=f"Integral(q*({f} + ({conjugate}) - p/q*T(x)), x)",
                              because="Fenchel-Young at u = p/q, t = T(x), times q",
                              lemma=lemma, weight="q", argument="p/q"),)),
            Calc(about="equality at T = f'(p/q)", start=f"E_p({at_best}) - E_q({conjugate_at_best})",
                 lines=(Line(f"Integral(q*({f}), x)", "the Fenchel equality at u = p/q"),)),
        ),
    )  # fmt: skip


LATEX_NAMES = {
    "kl": r"\mathrm{KL}(p\|q)",
    "reverse-kl": r"\mathrm{KL}(q\|p)",
    "pearson": r"\chi^2(p\|q)",
    "neyman": r"\chi^2(q\|p)",
    "squared-hellinger": r"2H^2",
    "jensen-shannon": r"2\,\mathrm{JSD}",
    "gan": r"2\,\mathrm{JSD} - \log 4",
}
YOUNG = tuple(fenchel_young(row) for row in ROWS)
DUAL = tuple(dual_bound(row, lemma) for row, lemma in zip(ROWS, YOUNG, strict=True))

CLAIMS = (*YOUNG, *DUAL)
