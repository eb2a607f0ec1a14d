"""A worker: values come back as they are, everything else comes back as a reason."""

import re
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from attack_bank import said

from grading.sandbox import Limits, Raised, Returned, Stopped, Worker, protections

pytestmark = pytest.mark.skipif(bool(protections().missing), reason="; ".join(protections().missing))

SOURCE = """\
import numpy as np
from dataclasses import dataclass

@dataclass
class Law:
    p: float

def kl(p, q):
    return np.sum(p * np.log(p / q))

def same(x):
    return x

def kind(x):
    return [type(x).__name__, str(getattr(x, "dtype", ""))]

def halve(x):
    x /= 2

def none(x):
    pass

def deep(x):
    return 1 / x

def spin():
    while True: pass

count = 0

def counted():
    global count
    count += 1
    return count

def late_imports():
    import decimal, fractions, hashlib, random, sqlite3, statistics, concurrent.futures, ctypes, bz2, lzma, unicodedata
    import numpy.ma, numpy.polynomial, numpy.random, numpy.linalg, numpy.fft
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(abs, [-1, 2]))

constant = 3.0
_private = len
"""


@pytest.fixture(scope="module")
def worker():
    with Worker(SOURCE, limits=Limits(call_seconds=20)) as worker:
        yield worker


NUMBERS = (True, 0, -7, 10**999, 0.1, -0.0, 5e-324, 1.7976931348623157e308, [float("inf"), float("-inf")])
OTHERS = (None, "", 'é 😀\n\0"', [], [1, [2.5, "x", None]], {}, {"a": [1], "f": "nan", "": {"d": 2}})


@pytest.mark.parametrize("value", [*NUMBERS, *OTHERS], ids=lambda value: repr(value)[:20])
def test_plain_values_travel_both_ways(worker, value):
    came = worker.call("same", value)
    assert came == Returned(value, False)
    assert repr(came.value) == repr(value)


FLAT = (np.array([1.5, np.nan, -np.inf, -0.0]), np.array([True, False]), np.array(2.5), np.linspace(0, 1, 7)[::-2])
DEEP = (np.arange(6).reshape(2, 3), np.zeros((0, 3)), np.asfortranarray(np.eye(3)), np.full((2, 1, 2), 2**62))


@pytest.mark.parametrize("array", [*FLAT, *DEEP])
def test_arrays_travel_both_ways(worker, array):
    came = worker.call("same", array).value
    assert type(came) is np.ndarray
    assert (came.dtype, came.shape) == (array.dtype, array.shape)
    assert came.tobytes() == array.tobytes()
    assert came.flags.writeable


def test_floats_travel_bit_for_bit(worker, generator):
    values = generator.integers(0, 2**63, 3000).view(np.float64)
    values = [float(v) for v in values if np.isfinite(v)]
    assert worker.call("same", values).value == values
    assert worker.call("same", np.array(values)).value.tobytes() == np.array(values).tobytes()


def test_nan_travels(worker):
    assert np.isnan(worker.call("same", float("nan")).value)


def test_narrow_numbers_come_as_plain_ones(worker):
    """float32 and int8 of a submission are made float64 and int64; the caller's own are, too."""
    assert worker.call("kind", np.float32([1, 2])).value == ["ndarray", "float64"]
    assert worker.call("kind", np.int8([1, 2])).value == ["ndarray", "int64"]
    assert worker.call("kind", np.float64(1)).value == ["float", ""]
    assert worker.call("kind", (1, 2)).value == ["list", ""]


def test_a_function_of_numpy(worker):
    p, q = np.array([0.5, 0.5]), np.array([0.25, 0.75])
    assert worker.call("kl", p, q).value == np.sum(p * np.log(p / q))


def test_a_change_in_place_is_noticed_and_stays_there(worker):
    mine = np.ones(3)
    assert worker.call("halve", mine) == Returned(None, True)
    assert worker.call("none", mine) == Returned(None, False)
    assert mine.tolist() == [1, 1, 1]


def test_names(worker):
    names = worker.names()
    assert {"kl", "Law", "counted"} <= set(names)
    assert not {"constant", "_private", "np", "count"} & set(names)


def test_an_exception_names_the_line(worker):
    line = SOURCE.splitlines().index("    return 1 / x") + 1
    assert worker.call("deep", 0) == Raised("ZeroDivisionError", "division by zero", line)


def test_missing_functions_and_wrong_arguments(worker):
    assert worker.call("js") == Raised("NameError", "functions.py defines no js", None)
    assert worker.call("constant") == Raised("TypeError", "constant in functions.py is a float, not a function", None)
    assert worker.call("kl", 1.0).kind == "TypeError"


def test_what_a_student_may_import_late(worker):
    assert worker.call("late_imports") == Returned([1, 2], False)


def test_after_a_stop_the_next_call_starts_anew():
    with Worker(SOURCE, limits=Limits(call_seconds=1.5)) as worker:
        assert [worker.call("counted").value, worker.call("counted").value] == [1, 2]
        assert worker.call("spin") == Stopped("no answer within 1.5 s")
        assert worker.call("counted") == Returned(1, False)


def test_a_refused_value_costs_no_new_start():
    with Worker("n = 0\ndef f():\n  global n\n  n += 1\n  return n if n > 1 else 1j", imports=()) as worker:
        assert worker.call("f") == Stopped("it returned a complex, where plain numbers are expected")
        assert worker.call("f") == Returned(2, False)


def test_arguments_that_are_not_plain_are_the_callers_mistake(worker):
    with pytest.raises(TypeError, match="an argument for kl is a complex; give plain numbers"):
        worker.call("kl", 1j)


def test_a_package_that_is_not_installed():
    with pytest.raises(ModuleNotFoundError, match="pip install nothing_of_the_kind"):
        Worker("", imports=("nothing_of_the_kind",))


def test_more_packages_can_be_allowed():
    source = "from scipy.special import xlogy\ndef f(): return xlogy(2.0, 2.0)"
    with Worker(source, imports=("numpy", "scipy"), limits=Limits(load_seconds=60)) as worker:
        assert worker.call("f").value == pytest.approx(2 * np.log(2))
    with Worker(source) as worker:
        assert worker.call("f") == Raised("ModuleNotFoundError", "No module named 'scipy'", 1)


HOSTILE = {
    "syntax error": ("def f(:\n  pass", r"Raised SyntaxError: invalid syntax \(line 1\)"),
    "indentation": ("def f():\npass", r"Raised IndentationError: .* \(line 2\)"),
    "null byte": ("x = 1\0", "Raised (ValueError|SyntaxError)"),
    "half a pair": ("x = '\ud800'", "Raised UnicodeEncodeError"),
    "no end of brackets": ("(" * 100_000, "Raised (SyntaxError|MemoryError|RecursionError)|Stopped"),
    "no end of signs": ("-" * 200_000 + "1", "Raised (SyntaxError|MemoryError|RecursionError)|Stopped"),
    "no end of sums": ("x = " + "1+" * 200_000 + "1", "Raised|Stopped"),
    "coding line": ("# coding: nonsense\nx = 1", "Raised (NameError|SyntaxError)"),
    "empty": ("", "Raised NameError: functions.py defines no f"),
    "raises": ("x = 1\n1/0", r"Raised ZeroDivisionError: division by zero \(line 2\)"),
    "large": ("#" * 5_000_000, "Raised NameError"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_source_that_cannot_be_loaded_is_the_answer_to_every_question(name):
    source, expected = HOSTILE[name]
    with Worker(source, imports=()) as worker:
        first = worker.call("f")
        assert re.match(expected, said(first)), said(first)
        assert worker.call("f") == first


def test_a_worker_of_another_thread():
    """It can be used from any thread that lives as long as it does."""
    found = []

    def work():
        with Worker("def f(): return 1", imports=()) as worker:
            found.append(worker.call("f"))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [Returned(1, False)] * 4


def test_hashes_and_random_numbers_are_the_same_each_time():
    source = "def f(): return [hash('a'), list({'a', 'b', 'c', 'd'})]"
    with Worker(source, imports=()) as one, Worker(source, imports=()) as other:
        assert one.call("f") == other.call("f")


@pytest.mark.parametrize("bad", [{"call_seconds": 0}, {"memory_mib": -1}, {"files": 3}])
def test_a_limit_is_above_zero(bad):
    with pytest.raises(ValueError, match=next(iter(bad))):
        Limits(**bad)


def test_the_import_is_light():
    code = "import sys, grading.sandbox; print({'numpy', 'torch', 'sympy', 'matplotlib', 'scipy'} & {*sys.modules})"
    root = Path(__file__).parent.parent
    said_by = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert said_by.stdout.strip() == "set()"
