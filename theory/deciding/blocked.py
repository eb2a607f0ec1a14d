"""Why a decision stopped, or must start again knowing more."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpz_mpoly


class Blocked(Exception):
    """The expression leaves the class that is decided; the text says by what."""


class Restart(Exception):
    """The normal form must be computed again with what was just learnt."""


@dataclass
class NeedSign(Restart):
    """The sign of an irreducible factor matters and is not the same on the whole domain."""

    factor: fmpz_mpoly
    bound: bool  # does it depend on the point of integration?


@dataclass
class NeedRoot(Restart):
    """Fractional powers occur that the present roots cannot express: all positive variables become N-th powers."""

    order: int


@dataclass
class NeedScale(Restart):
    """A power with a symbolic exponent occurs in fractions of itself."""

    key: str
    scale: int


@dataclass
class NeedDenominator(Restart):
    """Exponents must be brought over a larger common denominator."""

    denominator: fmpz_mpoly


class NeedRoom(Restart):
    """More generators occur than the polynomial ring has places for."""
