"""How names are written: Greek letters, indices, the star of D* and the dot of q'.

A name in an expression is typed text such as `sigma_1`, `p_z`, `D*` or `q'` (the direction in which the generator
moves); a reader sees the sign it stands for.
"""

from __future__ import annotations

from fractions import Fraction

_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
#: Velocities of a density have a dot; derivatives of a function of a value, such as f'(u), have a prime.
_MOVING = ("p'", "q'")
_TYPED = {"D*": "Dstar", "q'": "qdot"}
_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_HIGH = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

#: Greek sign -> LaTeX command, for text that already holds the signs.
COMMANDS = {sign: rf"\{word}" for word, sign in _GREEK.items()}

#: Fractions that have a sign of their own.
ONE_SIGN = {
    Fraction(n, d): sign
    for d, signs in {2: "½", 3: "⅓⅔", 4: "¼¾", 5: "⅕⅖⅗⅘", 6: "⅙⅚", 8: "⅛⅜⅝⅞"}.items()
    for n, sign in zip([n for n in range(1, d) if Fraction(n, d).denominator == d], signs, strict=True)
}


def plain_name(name: str) -> str:
    """As it is typed: `Dstar`, `qdot`, and any other name as it is."""
    return _TYPED.get(name, name)


def unicode_name(name: str) -> str:
    """As it is shown in a terminal: `σ₁`, `D*`, `q̇`; a point such as `G(z)` is read from outside in."""
    if name.endswith(")"):
        outer, _, inner = name[:-1].partition("(")
        return f"{unicode_name(outer)}({unicode_name(inner)})"
    if name in _MOVING:
        return name[0] + "\u0307"
    if name.endswith("'"):
        return unicode_name(name[:-1]) + "'"
    base, _, index = name.partition("_")
    base = _GREEK.get(base, base)
    if not index:
        return base
    return base + (index.translate(_LOW) if index.isdecimal() else "_" + _GREEK.get(index, index))


def latex_name(name: str) -> str:
    """As it is typeset: a one-letter name as itself, `D^*`, `\\dot q`, `\\sigma_1`, `p_{data}`, longer ones upright."""
    if name.endswith(")"):
        outer, _, inner = name[:-1].partition("(")
        return f"{latex_name(outer)}({latex_name(inner)})"
    if name in _MOVING:
        return rf"\dot {name[0]}"
    if name.endswith("'"):
        return latex_name(name[:-1]) + "'"
    if name.endswith("*"):
        return latex_name(name[:-1]) + "^*"
    base, _, index = name.partition("_")
    text = rf"\{base}" if base in _GREEK else base if len(base) == 1 else rf"\mathrm{{{base}}}"
    if not index:
        return text
    if index in _GREEK:
        return text + rf"_{{\{index}}}"
    return text + (f"_{index}" if len(index) == 1 else f"_{{{index}}}")


def superscript(digits: str) -> str:
    """A small integer as raised digits."""
    return digits.translate(_HIGH)
