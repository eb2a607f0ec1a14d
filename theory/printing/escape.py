"""Ordinary text inside a formula: what LaTeX would take for a command, and the mathematical signs it has not."""

from __future__ import annotations

from theory.printing.names import COMMANDS

_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"$<$", ">": r"$>$", "|": r"$|$",
    "≤": r"$\le$", "≥": r"$\ge$", "≠": r"$\ne$", "−": r"$-$", "·": r"$\cdot$", "‖": r"$\|$", "∫": r"$\int$",
    "½": r"$\tfrac12$", "²": r"$^2$", "⁻": r"$^-$", "¹": r"$^1$", "₁": r"$_1$", "₂": r"$_2$", "√": r"$\surd$",
    "∞": r"$\infty$", "→": r"$\to$", "∈": r"$\in$", "∂": r"$\partial$", "̇": r"$\dot{}$", "∼": r"$\sim$",
    "×": r"$\times$", "⇔": r"$\Leftrightarrow$", "⇒": r"$\Rightarrow$", "’": "'", "“": "``", "”": "''",
    **{sign: f"${command}$" for sign, command in COMMANDS.items()},
}  # fmt: skip


def escaped(text: str) -> str:
    r"""Ordinary text as it may stand inside `\text{...}`."""
    return "".join(_ESCAPES.get(sign, sign) for sign in text)
