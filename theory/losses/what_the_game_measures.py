r"""What the game measures: the range of V, what D* tells apart, and when a generator minimises the JSD.

Says
    V <= 0, and for D = sigmoid(+-c) on laws apart V = 2 log sigmoid(c) climbs to 0 without reaching it.
    E_p D* - E_q D* = Delta/2: far laws are told apart, D(x) is not near D(G(z)).
    The generator minimises 2 JSD - log 4 only if D is the optimum among *all* functions; with fewer discriminators the
    best value is lower, and may be -log 4 for laws that differ.

Idea
    All of it is the value at D*, and the inequality V(D) <= V(D*).

Names
    a        a logit, D = sigmoid(a);  w  a slope;  c  a large logit

Source   Goodfellow et al. 2014, Sections 3 and 4; Arora et al. 2017
"""

from __future__ import annotations

from theory.minimax.tangent_lines import LOG_TANGENT
from theory.proving.bound import Bound, Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.extremum import Extremum
from theory.proving.facts import Differ, Sign, Special
from theory.proving.gradient import Gradient, Slope

SECTION_3 = Source("Goodfellow et al. 2014", "Section 3")
SECTION_4 = Source("Goodfellow et al. 2014", "Section 4")
OPTIMAL = r"$D$ is the optimum among all functions, for the present generator"

VALUE = Claim(
    id="minimax-value",
    says=r"$V(D, G) = \mathbb{E}_p\log D + \mathbb{E}_z\log(1 - D(G(z))) \le 0$; for laws on disjoint sets $D = "
         r"\sigma(\pm c)$ gives $2\log\sigma(c) < 0$, which tends to 0 and does not reach it: there the maximum is a "
         r"supremum.",
    sources=(SECTION_3,),
    proof=(
        Calc(about="the definition, in data space", start="E_p(log(D(x))) + E_z(log(1 - D(G(z))))",
             lines=(Line("V(D)", "q is the law of G(z)"),)),
        Sign(about="log D < 0, for D = sigmoid(-a)", symbols={"a": "real"}, of="-log(1 + exp(a))", positive=False,
             because="it is log sigmoid(-a)"),
        Calc(about="real points have the logit c, fakes -c", symbols={"c": "real"},
             start="log(sigmoid(c)) + log(1 - sigmoid(-c))",
             lines=(Line("2*log(sigmoid(c))", "1 - sigmoid(-c) = sigmoid(c)"),)),
        Slope(about="it climbs with c", of="2*log(sigmoid(c))", over="c", gives="2*(1 - sigmoid(c))",
              because="the slope of log sigmoid"),
        Calc(about="and is near 0 for large c", symbols={"c": "real"}, start="2*log(sigmoid(c))",
             lines=(Line("-2*log(1 + exp(-c))", "exp(-c) tends to 0"),)),
    ),
)  # fmt: skip

TOLD_APART = Claim(
    id="real-and-fake-scores",
    entry="d-approx-dgz",
    says=r"$\mathbb{E}_p D^* - \mathbb{E}_q D^* = \tfrac12\Delta(p, q)$, between 0 and 1: 0 for equal laws, 1 for laws "
         r"on disjoint sets, so $D(x) \gg D(G(z))$ when the laws are very different.",
    assumes=(r"$p$ and $q$ integrate to one",),
    sources=(SECTION_4,),
    proof=(
        Calc(about="the gap between the mean scores", start="E_p(Dstar) - E_q(Dstar)",
             lines=(Line("Delta(p, q)/2", "p (p - q)/(p+q) = (p - q)/2 + (p - q)^2/(2(p+q))"),
                    Line("1 - 2*Integral(p*q/(p + q), x)", "(p - q)^2 = (p + q)^2 - 4pq"))),
        Special(about="equal laws", of="1 - 2*Integral(p*q/(p + q), x)", put={"q": "p"}, gives="0",
                because="p q/(p+q) = p/2"),
        Special(about="where the laws do not meet, p q/(p+q) = 0", of="p*q/(p + q)", put={"q": "0"}, gives="0",
                because="so the gap is 1"),
    ),
    needed=(Needed(hypothesis=r"$p$ and $q$ integrate to one",
                   shown_by=Differ(about="for other masses", normalised=False, left="E_p(Dstar) - E_q(Dstar)",
                                   right="Delta(p, q)/2")),),
)  # fmt: skip

SAME_SCORE = Claim(
    id="d-approx-dgz",
    says=r"When $x$ and $G(z)$ are very different, $D(x) \approx D(G(z))$.",
    sources=(SECTION_4,),
    printed=Printed(deck="000", heading="Diminishing Gradients", rows=(18,), ocr=True,
                    sentence=r"$x$ & $G(z)$ are very different and $D(x) \approx D(G(z))$"),
    instead=r"$D(x) \approx 1$ and $D(G(z)) \approx 0$: $D(x) \gg D(G(z))$.",
    corrected_by=("real-and-fake-scores",),
    proof=(
        Calc(about="the gap between the mean scores", start="E_p(Dstar) - E_q(Dstar)",
             lines=(Line("Delta(p, q)/2", "it is 1 for laws on disjoint sets"),)),
        Special(about="at a point that is all real, D* is", of="Dstar", put={"q": "0"}, gives="1", because="p/p"),
        Special(about="at a point that is all fake", of="p/(p + q)", put={"p": "0"}, gives="0", because="0/q"),
        Special(about="N(0,1) and N(10,1), D* = sigmoid(50 - 10 x): the logits at the two centres are", of="50 - 10*x",
                put={"x": "0"}, gives="50", because="and -50 at x = 10"),
    ),
)  # fmt: skip

MINIMISES_JSD = Claim(
    id="generator-minimises-jsd",
    says=r"Against the optimal discriminator the generator minimises $2\,\mathrm{JSD} - \log 4$; against any other it "
         r"sees less: $V(D) \le 2\,\mathrm{JSD} - \log 4$.",
    assumes=(OPTIMAL,),
    sources=(SECTION_4, Source("Arora et al. 2017, arXiv 1703.00573", "Section 3")),
    uses=("v-at-dstar", "any-discriminator-bounds-jsd"),
    proof=(
        Calc(about="at the optimum", start="V(Dstar)", lines=(Line("2*JSD(p, q) - log(4)", "v-at-dstar"),)),
        Bound(about="any other discriminator", start="2*JSD(p, q) - log(4)",
              lines=(Drop("V(Dstar) - Integral(p*(D/Dstar - 1 - log(D/Dstar)), x)",
                          dropped="Integral(p*(D/Dstar - 1 - log(D/Dstar)), x)", because="the loss on real points",
                          lemma=LOG_TANGENT, weight="p", argument="D/Dstar", moving="D", to="Dstar"),
                     Drop("V(D)", dropped="Integral(q*((1 - D)/(1 - Dstar) - 1 - log((1 - D)/(1 - Dstar))), x)",
                          because="the loss on fakes", lemma=LOG_TANGENT, weight="q",
                          argument="(1 - D)/(1 - Dstar)", moving="D", to="Dstar"))),
    ),
    needed=(Needed(hypothesis=OPTIMAL, shown_by=Differ(about="with another D", left="V(D)",
                                                       right="2*JSD(p, q) - log(4)")),),
)  # fmt: skip

LINEAR = Claim(
    id="linear-discriminator-is-blind",
    says=r"Two even laws, such as $N(0, 1)$ and $N(0, 4)$, and discriminators $D = \sigma(b + wx)$: the best value is "
         r"$-\log 4$, at $w = b = 0$, though the laws differ. Shown for pairs of points $\pm u$ and $\pm v$, of which "
         r"even laws are mixtures.",
    assumes=(r"both laws are even",),
    sources=(Source("Arora et al. 2017, arXiv 1703.00573", "Section 3"),),
    proof=(
        Calc(about="V for fair coins on +-u (real) and +-v (fake), in logits", symbols={"b": "real", "w": "real"},
             start="(log(sigmoid(b + w*u)) + log(sigmoid(b - w*u)))/2 + (log(1 - sigmoid(b + w*v)) + log(1 - sigmoid(b "
                   "- w*v)))/2",
             lines=(Line("-(log(1 + exp(-b - w*u)) + log(1 + exp(-b + w*u)))/2 - (log(1 + exp(b + w*v)) + log(1 + "
                         "exp(b - w*v)))/2", "log sigmoid(a) = -log(1 + exp(-a))"),
                    )),
        Calc(about="a pair of logits b + d, b - d is worse than b twice: the ratio of exp(2V)'s parts exceeds 1 by",
             symbols={"e": "(0, inf)", "g": "(0, inf)"}, start="(1 + e*g)*(1 + e/g) - (1 + e)**2",
             lines=(Line("e*(g - 1)**2/g", "e = exp(-b), g = exp(d)"),)),
        Sign(about="which is positive", symbols={"e": "(0, inf)", "g": "(0, 1)"}, of="e*(g - 1)**2/g",
             because="unless d = 0, that is w = 0"),
        Extremum(about="with w = 0 the best b is 0", over="y", of="log(y) + log(1 - y)", at="1/2",
                 slope="(1 - 2*y)/(y*(1 - y))", curvature="-1/y**2 - 1/(1 - y)**2"),
        Special(about="and the value there", of="log(y) + log(1 - y)", put={"y": "1/2"}, gives="-log(4)",
                because="no signal"),
    ),
    needed=(Needed(hypothesis=r"both laws are even",
                   shown_by=Sign(about="real at 1, fake at -1: w = 1 does better than -log 4",
                                 because="2 log sigmoid(1) = -0.63",
                                 of="log(sigmoid(1)) + log(1 - sigmoid(-1)) + log(4)")),),
)  # fmt: skip

MEMORY = Claim(
    id="memorising-discriminator",
    says=r"On finite samples without common points an unrestricted $D$ reaches the supremum 0 of $V$, whatever the "
         r"laws behind them: the empirical laws are singular, and their JSD is $\log 2$.",
    assumes=(r"the two samples have no point in common",),
    sources=(Source("Arora et al. 2017, arXiv 1703.00573", "Section 3.1"),),
    uses=("jsd-max-iff-singular",),
    proof=(
        Special(about="at a real sample point D* is 1", of="p/(p + q)", put={"q": "0"}, gives="1",
                because="no fake is there"),
        Special(about="at a fake one 1 - D* is 1", of="q/(p + q)", put={"p": "0"}, gives="1",
                because="nothing real is there"),
        Calc(about="so both means of logarithms are 0, which is the value for singular laws", start="log(1) + log(1)",
             lines=(Line("2*log(2) - log(4)", "2 JSD - log 4 at JSD = log 2"),)),
    ),
    needed=(Needed(hypothesis=r"the two samples have no point in common",
                   shown_by=Special(about="at a common point D* is 1/2, not 1", of="p/(p + q)", put={"q": "p"},
                                    gives="1/2",
                                    because="as often real as fake"),),),
)  # fmt: skip

AS_JSD = Claim(
    id="gan-as-jsd",
    says=r"With the optimal discriminator the objective of the generator is $2\,\mathrm{JSD}(p\,\|\,q) - \log 4$: to "
         r"minimise it is to minimise the JSD.",
    assumes=(r"with the optimal discriminator",),
    sources=(SECTION_4,),
    uses=("v-at-dstar",),
    proof=(
        Calc(about="the objective", start="V(Dstar)", lines=(Line("2*JSD(p, q) - log(4)", "v-at-dstar"),)),
        Gradient(about="its gradient is twice that of the JSD", of="V(Dstar)",
                 gives="Integral(qdot*log(q/(p + q)), x)", because="D* may be held fixed (envelope-theorem)"),
        Gradient(about="namely", of="2*JSD(p, q)", gives="Integral(qdot*log(q/(p + q)), x)",
                 because="log(q/m) up to a constant"),
    ),
    needed=(Needed(hypothesis=r"with the optimal discriminator",
                   shown_by=Differ(about="with another D", left="V(D)", right="2*JSD(p, q) - log(4)")),),
)  # fmt: skip

INSTEAD = Claim(
    id="gan-uses-jsd-and-adversarial-instead",
    says=r"With $D = D^*$ the generator's criterion is $2\,\mathrm{JSD} - \log 4$ in place of a KL; a squared error "
         r"has its optimum at the mean, which for two points $\pm a$ is 0, where there are no data.",
    assumes=(r"$D = D^*$, the optimum among all functions",),
    sources=(SECTION_4,),
    uses=("v-at-dstar",),
    proof=(
        Calc(about="the criterion", start="V(Dstar)", lines=(Line("2*JSD(p, q) - log(4)", "v-at-dstar"),)),
        Extremum(about="the squared error against +-a", symbols={"a": "(0, inf)"}, over="y", domain="real",
                 maximum=False,
                 of="((y - a)**2 + (y + a)**2)/2", at="0", slope="2*y", curvature="2"),
    ),
    needed=(Needed(hypothesis=r"$D = D^*$, the optimum among all functions",
                   shown_by=Differ(about="with another D", left="V(D)", right="2*JSD(p, q) - log(4)")),),
)  # fmt: skip

NEEDS_BOTH = Claim(
    id="dstar-not-computable",
    says=r"$D^*$ is the posterior probability of `real': to know it is to know the ratio $p/q$, $\frac{D^*}{1 - D^*} = "
         r"\frac{p}{q}$; a classifier trained on samples estimates it without either density.",
    sources=(Source("Goodfellow et al. 2014", "Proposition 1"),),
    uses=("optimal-discriminator", "score-is-posterior"),
    proof=(
        Calc(about="the odds of D* are the ratio of the densities", start="Dstar/(1 - Dstar)",
             lines=(Line("p/q", "p/(p+q) over q/(p+q)"),)),
        Calc(about="and its logit is the log-ratio", start="logit(Dstar)",
             lines=(Line("log(p) - log(q)", "log of the odds"),)),
    ),
)  # fmt: skip

QUADRATIC = Claim(
    id="quadratic-logits-are-exact-for-gaussians",
    says=r"Between $N(m, s^2)$ and $N(n, r^2)$ the optimal logit $\log\frac pq$ is a polynomial of degree 2 in $x$, of "
         r"degree 1 if $s = r$: such a discriminator loses nothing.",
    assumes=(r"both laws are Gaussian",),
    sources=(Source("Arora et al. 2017, arXiv 1703.00573", "Section 3"),),
    uses=("optimal-discriminator",),
    proof=(
        Calc(about="the difference of the log-densities, without the roots of 2 pi",
             symbols={"s": "(0, inf)", "r": "(0, inf)", "y": "real"},
             start="(-(y - a)**2/(2*s**2) - log(s)) - (-(y - b)**2/(2*r**2) - log(r))",
             lines=(Line("(1/r**2 - 1/s**2)/2*y**2 + (a/s**2 - b/r**2)*y + (b**2/r**2 - a**2/s**2)/2 + log(r/s)",
                         "collect powers of y, which stands for x"),)),
        Special(about="equal deviations: the square drops out", symbols={"s": "(0, inf)"}, of="(1/r**2 - 1/s**2)/2",
                put={"r": "s"},
                gives="0", because="a line is enough"),
    ),
    needed=(Needed(hypothesis=r"both laws are Gaussian",
                   shown_by=Differ(about="Laplace against Gaussian has a kink", symbols={"y": "real"},
                                   left="-abs(y) + y**2/2", right="y**2/2 - y")),),
)  # fmt: skip

CLAIMS = (VALUE, TOLD_APART, SAME_SCORE, MINIMISES_JSD, LINEAR, MEMORY, AS_JSD, INSTEAD, NEEDS_BOTH, QUADRATIC)
