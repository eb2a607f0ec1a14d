"""The vocabulary: Greek letters, functions, functionals, commands, and the names of the two densities.

Everything here is a table.  A word that stands in no table is a name that the writer chose.
"""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


GREEK: dict[str, str] = {
    name: name
    for name in _words(
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon "
        "phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
    )
} | {
    "varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho", "varsigma": "sigma",
    "varpi": "pi", "varkappa": "kappa",
}  # fmt: skip

#: Greek characters, read as the words above.
GREEK_LETTERS: dict[str, str] = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψωςϵϑϕ",
        _words(
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon "
            "phi chi psi omega sigma epsilon theta phi"
        ),
        strict=True,
    )
) | {"Δ": "Delta", "Γ": "Gamma", "Θ": "Theta", "Λ": "Lambda", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega"}

#: Characters that are read as another single character, so that positions stay what they are.
SAME_AS = str.maketrans({"−": "-", "–": "-", "·": "*", "⋅": "*", "×": "*", "÷": "/", "∣": "|", "∞": "∞", "\u00a0": " "})

#: Spellings of known functions -> the function of `theory.terms.expr.FUNCTIONS`.
FUNCTION_WORDS: dict[str, str] = {
    "log": "log", "ln": "log", "log2": "log2", "log_2": "log2", "lb": "log2",
    "log10": "log10", "log_10": "log10", "lg": "log10", "exp": "exp",
    "sqrt": "sqrt", "abs": "abs", "Abs": "abs", "sign": "sign", "sgn": "sign", "max": "max", "Max": "max",
    "min": "min", "Min": "min", "sigmoid": "sigmoid", "logit": "logit", "softplus": "softplus", "tanh": "tanh",
    "sinh": "sinh", "cosh": "cosh", "relu": "relu", "ReLU": "relu", "Relu": "relu",
}  # fmt: skip

#: Spellings of functionals -> the functional of `theory.terms.named.FUNCTIONALS`.
FUNCTIONAL_WORDS: dict[str, str] = {
    "KL": "KL", "D_KL": "KL", "KLD": "KL", "D_kl": "KL", "d_KL": "KL",
    "JSD": "JSD", "JS": "JSD", "D_JS": "JSD", "D_JSD": "JSD", "d_JS": "JSD",
    "J": "J", "Jeffreys": "J", "D_J": "J",
    "TV": "TV", "D_TV": "TV", "d_TV": "TV",
    "chi2": "chi2", "chi_square": "chi2", "chisq": "chi2", "chi^2": "chi2", "D_chi^2": "chi2", "D_chi2": "chi2",
    "chi_squared": "chi2", "D_chi_2": "chi2",
    "H2": "H2", "Hellinger2": "H2", "hellinger_sq": "H2", "H^2": "H2", "D_H^2": "H2", "D_H2": "H2",
    "Delta": "Delta", "VinczeLeCam": "Delta", "LeCam": "Delta", "triangular": "Delta", "D_Delta": "Delta",
    "D_f": "D_f", "I_f": "D_f",
    "chi_P^2": "chi2", "chi_Pearson^2": "chi2", "chi2_P": "chi2", "chi2_Pearson": "chi2",
    "chi_N^2": "chi2", "chi_Neyman^2": "chi2", "chi2_N": "chi2", "chi2_Neyman": "chi2",
    "Renyi": "Renyi", "Rényi": "Renyi", "D_alpha": "Renyi", "R_alpha": "Renyi",
    "H": "H", "CE": "CE", "V": "V", "BC": "BC",
}  # fmt: skip

#: Neyman's chi-square divides by the first density, so it is Pearson's with the two exchanged.
SWAPPED = frozenset({"chi_N^2", "chi_Neyman^2", "chi2_N", "chi2_Neyman"})

#: Words of the plain syntax for integrals.
INTEGRAL_WORDS = frozenset({"Integral", "Int", "int", "integral", "integrate", "Sum", "sum", "Integrate"})
SUM_WORDS = frozenset({"Sum", "sum"})
EXPECTATION_WORDS = frozenset({"Expectation", "E"})

#: The names under which the lecture decks know the two densities, the mixture, the noise and the optimum.
DENSITIES: dict[str, str] = (
    dict.fromkeys(("p", "P", "p*", "P*"), "p")
    | dict.fromkeys((b + "_" + s for b in "pP" for s in ("data", "d", "r", "real", "x", "X", "D")), "p")
    | dict.fromkeys(("pdata", "Pdata", "pr", "preal", "pi_data", "P_d"), "p")
    | dict.fromkeys(("q", "Q", "pg", "pG", "pmodel"), "q")
    | dict.fromkeys(
        (b + "_" + s for b in "pPqQ" for s in ("g", "G", "model", "theta", "gen", "fake", "theta_g", "G_theta")), "q"
    )
    | dict.fromkeys(("m", "M", "P_m"), "m")
    | dict.fromkeys(("p_z", "pz", "P_z", "p_Z", "P_Z", "p_noise"), "p_z")
    | dict.fromkeys(("D*", "Dstar", "D_star", "D_opt", "Dopt", "D_optimal"), "D*")
    | dict.fromkeys(("qdot", "dq"), "q'")
    | {"D": "D"}
)  # fmt: skip
del DENSITIES["p_D"], DENSITIES["P_D"]

#: What may stand after `E_` besides the name of a density -> (density, variable).
LAW_WORDS: dict[str, tuple[str, str | None]] = {
    "data": ("p", None), "real": ("p", None), "model": ("q", None), "fake": ("q", None), "gen": ("q", None),
    "g": ("q", None), "G": ("q", None), "z": ("p_z", "z"), "Z": ("p_z", "z"), "noise": ("p_z", "z"),
}  # fmt: skip

#: Parameters that may follow the bar of p(x|theta) or hang below D: they name a network, not another function.
PARAMETERS = frozenset(
    _words("theta phi psi omega w eta beta theta_g theta_d theta_G theta_D phi_d theta_0 theta_t w_t G g d")
)

#: Letters that denote a function when they stand before brackets, also where a product would be conceivable.
FUNCTION_LETTERS = frozenset(_words("f g h phi psi ell F T f* g* T*"))

#: Commands that are not names.
COMMAND_KINDS: dict[str, tuple[str, str]] = {
    "cdot": ("op", "*"), "times": ("op", "*"), "ast": ("op", "*"), "star": ("op", "*"), "div": ("op", "/"),
    "int": ("int", ""), "iint": ("int", "iint"), "sum": ("sum", ""), "sim": ("sim", ""), "infty": ("infinity", ""),
    "wedge": ("op", "min"), "land": ("op", "min"), "vee": ("op", "max"), "lor": ("op", "max"),
    "quad": ("space", "wide"), "qquad": ("space", "wide"), "hfill": ("space", "wide"),
    "enspace": ("space", ""), "thinspace": ("space", ""),
    "prime": ("prime", ""), "colon": ("semi", ":"), "in": ("sim", "in"),
    "le": ("relation", "<="), "leq": ("relation", "<="), "ge": ("relation", ">="), "geq": ("relation", ">="),
    "ne": ("relation", "!="), "neq": ("relation", "!="), "approx": ("relation", "~"), "to": ("relation", "->"),
    "lt": ("relation", "<"), "gt": ("relation", ">"), "propto": ("relation", "~"), "equiv": ("equals", "="),
    "triangleq": ("equals", "="), "coloneqq": ("equals", "="), "implies": ("relation", "=>"), "iff": ("relation", "="),
}  # fmt: skip

#: Commands that stand for a word.
COMMAND_WORDS: dict[str, str] = {
    "log": "log", "ln": "ln", "lg": "lg", "lb": "lb", "exp": "exp", "tanh": "tanh", "sinh": "sinh", "cosh": "cosh",
    "max": "max", "min": "min", "sgn": "sgn", "sign": "sign", "E": "E", "EE": "E", "Expect": "E", "KL": "KL",
    "JSD": "JSD", "JS": "JS", "TV": "TV", "sigmoid": "sigmoid", "softplus": "softplus", "relu": "relu",
    "ReLU": "ReLU", "logit": "logit", "ell": "ell", "dd": "d", "diff": "d", "dif": "d", "R": "R",
}  # fmt: skip

#: Words of several letters that may name a quantity.
LONG_NAMES = frozenset({*GREEK.values(), *COMMAND_WORDS.values()})
