"""The conventions of this project, in one place: what each name means, with the formula it stands for.

Everything that prints, reads or decides uses these.  They are not prose only: `tests/test_conventions.py` decides
every formula below against `theory.terms.named`, where the same names are executable, and checks the numbers.

    densities    p is the data's, q the generator's, m = (p + q)/2; in prose p_data and p_g
    logarithms   natural: results are in nats; `log2` is the logarithm to base 2
    D            a probability, D in (0, 1); a network outputs its logit a, D = sigmoid(a)
    D*           p/(p + q), the best discriminator at q
    q'           the velocity dq/dtheta of the generator's density, written `qdot`; it integrates to zero
    0 log 0      is 0; KL(p || q) is infinite where q = 0 < p
    equal        for all densities, discriminators, unknown functions and parameters in their domains, up to null sets;
                 off the reals, logarithms and powers take their principal values
    R1           gamma/2 E|grad C|^2, with the half, C the logit
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Convention:
    """One named functional: how it is written, its formula, and the convention it is confused with."""

    written: str
    formula: str
    not_to_be_confused_with: str


DIVERGENCES = (
    Convention("KL(p, q)", "Integral(p*log(p/q), x)", "KL(q, p): the first argument is the one averaged over"),
    Convention("JSD(p, q)", "KL(p, m)/2 + KL(q, m)/2", "its square root, which is a distance; twice itself"),
    Convention("J(p, q)", "KL(p, q) + KL(q, p)", "half of it; JSD, which is not 'symmetric KL'"),
    Convention("TV(p, q)", "Integral(abs(p - q), x)/2", "the integral without the half, between 0 and 2"),
    Convention("chi2(p, q)", "Integral((p - q)**2/q, x)", "Neyman's, with p below"),
    Convention("H2(p, q)", "Integral((sqrt(p) - sqrt(q))**2, x)/2", "the integral without the half; its root"),
    Convention("Delta(p, q)", "Integral((p - q)**2/(p + q), x)", "half of it (Le Cam's squared distance)"),
    Convention("Renyi(alpha, p, q)", "log(Integral(p**alpha*q**(1 - alpha), x))/(alpha - 1)", "Tsallis' divergence"),
    Convention("D_f(p, q)", "Integral(q*f(p/q), x)", "D_f(q, p), which has the generator t f(1/t)"),
    Convention("H(p)", "-Integral(p*log(p), x)", "H(p, q), the cross-entropy"),
    Convention("H(p, q)", "-Integral(p*log(q), x)", "the joint entropy"),
    Convention("V(D)", "E_p(log(D)) + E_q(log(1 - D))", "minus twice the binary cross-entropy, which it equals"),
)
