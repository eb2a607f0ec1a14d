"""What this chapter takes on trust: duality and continuity for laws on general spaces."""

from __future__ import annotations

from theory.proving.claim import Claim, Source

DUALITY = Claim(
    id="kantorovich-duality-theorem",
    says=r"On a Polish space, for laws with finite first moments, $W_1(p, q) = \sup_{\|f\|_{Lip} \le 1} \mathbb{E}_p f "
    r"- \mathbb{E}_q f$, and an optimal plan exists.",
    assumes=(r"$p$ and $q$ have finite first moments",),
    sources=(Source("Villani 2009, Optimal Transport", "Theorem 5.10 and Remark 6.5"),),
)

RADEMACHER = Claim(
    id="rademacher-theorem",
    says=r"A locally Lipschitz function on $\mathbb{R}^n$ is differentiable almost everywhere.",
    sources=(Source("Evans and Gariepy 2015, Measure Theory and Fine Properties of Functions", "Theorem 3.2"),),
)

WEAK_CONVERGENCE = Claim(
    id="wasserstein-metrizes-weak-convergence",
    says=r"On a compact metric space $W_1(p_n, p) \to 0$ if and only if $p_n \to p$ weakly.",
    assumes=(r"the space is compact",),
    sources=(Source("Villani 2009, Optimal Transport", "Theorem 6.9 and Corollary 6.13"),),
)

CLAIMS = (DUALITY, RADEMACHER, WEAK_CONVERGENCE)
