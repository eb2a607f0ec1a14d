"""A stand-in for the sandbox that calls functions in this process, and that it answers as the sandbox does."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grading.sandbox import Raised, Returned, Stopped, Worker


class InProcess:
    """Functions by their names, called as `Worker.call` does; warnings are the student's own affair."""

    def __init__(self, **functions: Callable[..., Any]) -> None:
        self.functions = functions
        self.calls = 0

    def call(self, function: str, *arguments: Any) -> Returned | Raised | Stopped:
        self.calls += 1
        if function not in self.functions:
            return Raised("NameError", f"functions.py defines no {function}", None)
        given = [a.copy() if isinstance(a, np.ndarray) else a for a in arguments]
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                value = plain(self.functions[function](*given))
            except TypeError as error:
                if "plain numbers" in str(error):
                    return Stopped(str(error))
                return Raised("TypeError", str(error), None)
            except Exception as error:  # whatever a student's code raises is an answer
                return Raised(type(error).__name__, str(error), None)
        return Returned(
            value, not all(np.array_equal(a, b, equal_nan=True) for a, b in zip(given, arguments, strict=True))
        )


def plain(value: Any) -> Any:
    """Exact types only, as the worker's encoder has it."""
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if kind in (list, tuple):
        return [plain(each) for each in value]
    if kind is dict:
        return {name: plain(each) for name, each in value.items()}
    if kind is np.ndarray and value.dtype.kind in "biuf":
        return value.astype({"b": np.bool_, "i": np.int64, "u": np.int64, "f": np.float64}[value.dtype.kind])
    if isinstance(value, np.generic) and value.dtype.kind in "biuf":
        return value.item()
    raise TypeError(f"it returned a {kind.__name__}, where plain numbers are expected")


SOURCE = """
import numpy as np
class Fake(float): pass
def whole(x): return 1
def scalar(x): return np.float64(0.5)
def truth(x): return x > 0
def single(x): return np.array(0.5)
def column(x): return x[:, None]
def single_precision(x): return np.float32(0.1)
def pair(x): return 1.0, x
def nothing(x): pass
def text(x): return "0.5"
def table(x): return {"kl": 0.5}
def odd(x): return np.nan, np.inf, -np.inf
def changes(x): x += 1; return 1.0
def fails(x): raise ValueError("no such thing")
def stub(x): raise NotImplementedError
def liar(x): return Fake(0.5)
def dots(x): return ...
def objects(x): return np.array([x, None], dtype=object)
def imaginary(x): return 1j
"""
NAMES = [line.split("(")[0].removeprefix("def ") for line in SOURCE.splitlines() if line.startswith("def ")]


@pytest.fixture(scope="module")
def workers():
    """The same functions in this process and in the sandbox."""
    here: dict[str, Any] = {}
    exec(SOURCE, here)
    with Worker(SOURCE) as worker:
        yield InProcess(**{name: here[name] for name in NAMES}), worker


@pytest.mark.parametrize("name", [*NAMES, "missing"])
def test_the_stand_in_answers_as_the_sandbox_does(workers, name):
    ours, theirs = (worker.call(name, np.array([0.25, -0.75])) for worker in workers)
    assert type(ours) is type(theirs)
    match ours, theirs:
        case Returned(), Returned():
            assert ours.changed == theirs.changed
            assert np.array_equal(_leaves(ours.value), _leaves(theirs.value), equal_nan=True) or ours == theirs
            assert type(ours.value) is type(theirs.value)
        case Raised(), Raised():
            assert (ours.kind, ours.message) == (theirs.kind, theirs.message)


def _leaves(value: Any) -> Any:
    if isinstance(value, list):
        return np.concatenate([np.ravel(_leaves(each)) for each in value])
    return np.asarray(value if isinstance(value, int | float | np.ndarray) else np.nan, np.float64)
