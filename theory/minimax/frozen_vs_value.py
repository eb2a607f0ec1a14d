"""The frozen-versus-value lemma: what a generator loss measures, and what its gradient follows.

Says
    For a generator loss E_q h(D), with t = q/p and D* = 1/(1 + t):
      the gradient at frozen D* is that of the f-divergence  D_f = integral of p f(q/p)  with  f'(t) = h(1/(1 + t));
      the value at D* is the functional D_F with F(t) = t f'(t).
    The two gradients agree for every motion of q only if t f''(t) is constant, that is, only for
    h = -c logit D + c', where both are c KL(q || p).

Assumes
    D is optimal for the present q; h is differentiable; differentiation under the integral is allowed.

Idea
    Holding D* fixed, only the law under the expectation moves.  Letting it follow adds q h'(D*) dD*/dq, and
    F' - f' = t f''.

Names
    t      q/p at a point
    h      the generator's loss as a function of D;  f, F generators of divergences

Source   after Berger and Sebag 2018, Poole et al. 2016, Shannon et al. 2020
"""

from __future__ import annotations

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.facts import Differ, Number, Sign
from theory.proving.gradient import Gradient, Slope
from theory.proving.step import Step

SOURCES = (Source("Poole et al. 2016, arXiv 1612.02780"), Source("Shannon et al. 2020, arXiv 2010.08029"))
T = {"t": "(0, inf)"}

LEMMA = Claim(
    id="frozen-vs-value",
    says=r"The frozen gradient of $\mathbb{E}_q h(D)$ at $D^*$ is that of $D_f$ with $f'(t) = h(\frac{1}{1+t})$; the "
         r"value is $D_F$ with $F(t) = t f'(t)$.",
    assumes=(r"$D$ is optimal for the present $q$",
             r"differentiation under the integral is allowed"),
    sources=SOURCES,
    uses=("optimal-discriminator", "equal-derivatives"),
    proof=(
        Calc(about="D* as a function of t = q/p", start="Dstar", lines=(Line("1/(1 + q/p)", "divide by p"),)),
        Gradient(about="the frozen gradient", of="E_q(h(D))", frozen="1/(1 + q/p)",
                 gives="Integral(qdot*h(1/(1 + q/p)), x)", because="only the law moves"),
        Gradient(about="the gradient of D_f", of="Integral(p*f(q/p), x)", gives="Integral(qdot*f'(q/p), x)",
                 because="the chain rule: p f'(q/p)/p; compare: f'(t) = h(1/(1+t))"),
        Calc(about="the value, when g(t) = h(1/(1+t)) stands for f'", start="E_q(g(q/p))",
             lines=(Line("Integral(p*((q/p)*g(q/p)), x)", "q = p t: the generator is F(t) = t f'(t)"),)),
        Slope(about="F' - f' = t f''", of="t*g(t) - f(t)", over="t", domain="(0, inf)",
              gives="g(t) + t*g'(t) - f'(t)", because="with g = f' what remains is t f''"),
        Slope(about="t f'' = c leaves f' = c log t + c'", of="c*log(t) + k", over="t", domain="(0, inf)",
              gives="c/t", because="and functions with equal derivatives differ by a constant"),
        Calc(about="and that is h(D) = -c logit D + c'", symbols={**T, "c": "real", "k": "real"},
             start="c*log(t) + k", lines=(Line("-c*logit(1/(1 + t)) + k", "logit of 1/(1+t) is -log t"),)),
    ),
    needed=(Needed(hypothesis=r"$D$ is optimal for the present $q$",
            shown_by=Differ(about="with another D",
                            left="Integral(qdot*h(D), x)", right="Integral(qdot*h(1/(1 + q/p)), x)")),),
)  # fmt: skip


Row = tuple[str, tuple[Step, ...]]


def row(loss: str, value: str, velocity: str, divergence: str, frozen: str, total: str) -> Row:
    """The loss and its row: value at D*, frozen gradient, the divergence it belongs to, a number on R4."""
    held = f"Integral(qdot*({velocity}), x)"
    return loss, (
        Calc(about="the value at D*", start=f"E_q({loss.replace('D', 'Dstar')})",
             lines=(Line(value, "put D* = p/(p+q) into the loss"),)),
        Gradient(about="the gradient at frozen D*", of=f"E_q({loss})", frozen="Dstar", gives=held,
                 because="only the law moves"),
        Gradient(about="is the gradient of", of=divergence, gives=held, because="up to a constant against q'"),
        Number(about="the frozen gradient on two points", of=held, is_about=frozen),
        Gradient(about="the total derivative of the value, D* following q", of=value,
                 gives=f"Integral(qdot*({total}), x)", because="F'(t) = f'(t) + t f''(t)"),
    )  # fmt: skip


def table(name: str, says: str, measured: Row) -> Claim:
    loss, steps = measured
    optimal = r"$D$ is optimal for the present $q$"
    held = next(step for step in steps if isinstance(step, Gradient))
    other = Differ(about="with another D", left=f"Integral(qdot*({loss}), x)", right=held.gives)
    return Claim(id=f"frozen-vs-value-{name}", says=says, assumes=(optimal,), sources=SOURCES,
                 uses=("optimal-discriminator",), proof=steps,
                 needed=(Needed(hypothesis=optimal, shown_by=other),))  # fmt: skip


ROWS = (
    table("saturating",
          r"$\log(1 - D)$: value $\mathrm{KL}(q\,\|\,m) - \log 2$, frozen gradient of $2\,\mathrm{JSD}$.", row(
        "log(1 - D)", "KL(q, m) - log(2)", "log(q/(p + q))", "2*JSD(p, q)",
        "-0.587786664902119008189731140619", "log(q/(p + q)) + p/(p + q)")),
    table("non-saturating",
          r"$-\log D$: value $\log 2 + \mathrm{KL}(q\,\|\,p) - \mathrm{KL}(q\,\|\,m)$, frozen gradient of "
          r"$2\,\mathrm{KL}(m\,\|\,p)$.", row(
        "-log(D)", "log(2) + KL(q, p) - KL(q, m)", "log((p + q)/p)", "2*KL(m, p)",
        "-0.510825623765990683205514096304", "log((p + q)/p) + q/(p + q)")),
    table("logit",
          r"$-\mathrm{logit}\,D$: value and frozen gradient both of $\mathrm{KL}(q\,\|\,p)$: the one loss where they "
          r"agree.", row(
        "-log(D) + log(1 - D)", "KL(q, p)", "log(q/p)", "KL(q, p)",
        "-1.098612288668109691395245236923", "log(q/p)")),
    table("without-the-log",
          r"$1 - D$: value $\tfrac12 + \tfrac14\Delta$, frozen gradient of $\mathrm{KL}(p\,\|\,m)$.", row(
        "1 - D", "1/2 + Delta(p, q)/4", "q/(p + q)", "KL(p, m)",
        "-0.266666666666666666666666666667", "1 - p**2/(p + q)**2")),
    table("maximum-likelihood",
          r"$-\frac{D}{1-D}$: value $-1$ whatever $q$ is, frozen gradient of $\mathrm{KL}(p\,\|\,q)$.", row(
        "-D/(1 - D)", "-1", "-p/q", "KL(p, q)",
        "-1.333333333333333333333333333333", "0")),
    table("inverse-odds",
          r"$\frac{1-D}{D}$: value $1 + \chi^2(q, p)$, frozen gradient of $\tfrac12\chi^2(q, p)$.", row(
        "(1 - D)/D", "1 + chi2(q, p)", "q/p", "chi2(q, p)/2",
        "-1.000000000000000000000000000000", "2*q/p")),
    table("lsgan-01",
          r"$\frac12(D - 1)^2$ with codes 0, 1: the frozen gradient belongs to a convex generator.", ("(D - 1)**2/2", (
        Calc(about="the value at D*", start="E_q((Dstar - 1)**2/2)",
             lines=(Line("E_q((q/(p + q))**2)/2", "1 - D* = q/(p+q)"),)),
        Gradient(about="the gradient at frozen D*", of="E_q((D - 1)**2/2)", frozen="Dstar",
                 gives="Integral(qdot*(q/(p + q))**2/2, x)", because="f'(t) = t^2/(2(1+t)^2) at t = q/p"),
        Slope(about="f''", of="(t/(1 + t))**2/2", over="t", domain="(0, inf)", gives="t/(1 + t)**3",
              because="the quotient rule"),
        Sign(about="f is convex: this is an f-divergence", symbols=T, of="t/(1 + t)**3", because="t > 0"),
    ))),
    table("lsgan-110",
          r"$\frac12 D^2$ with codes $-1, 1, 0$: the generator is not convex, and what it gives is negative for some "
          r"laws: not a divergence.", ("D**2/2", (
        Calc(about="the value at D* = (p - q)/(p + q)", start="E_q(((1 - q/p)/(1 + q/p))**2/2)",
             lines=(Line("E_q(((p - q)/(p + q))**2)/2", "(1-t)/(1+t) at t = q/p"),)),
        Gradient(about="the gradient at frozen D*", of="E_q(D**2/2)", frozen="(p - q)/(p + q)",
                 gives="Integral(qdot*((p - q)/(p + q))**2/2, x)", because="f'(t) = (1-t)^2/(2(1+t)^2) at t = q/p"),
        Slope(about="f''", of="((1 - t)/(1 + t))**2/2", over="t", domain="(0, inf)",
              gives="-2*(1 - t)/(1 + t)**3", because="the quotient rule"),
        Sign(about="f'' is negative for t < 1", symbols={"t": "(0, 1)"}, of="-2*(1 - t)/(1 + t)**3",
             positive=False, because="0 < t < 1"),
        Slope(about="f, with f(1) = 0", of="(t - 1)/2 - 2*log((1 + t)/2) + 2*(1/2 - 1/(1 + t))", over="t",
              domain="(0, inf)",
              gives="((1 - t)/(1 + t))**2/2", because="(1-t)^2/(1+t)^2 = 1 - 4/(1+t) + 4/(1+t)^2"),
        Number(about="the integral of p f(q/p) on two points: negative",
               of="Integral((q - p)/2 - 2*p*log((p + q)/(2*p)) + p - 2*p**2/(p + q), x)", is_about="-0.00212814552909"),
    ))),
)  # fmt: skip

CLAIMS = (LEMMA, *ROWS)
