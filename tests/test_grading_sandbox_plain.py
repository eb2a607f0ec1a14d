"""Values on the wire: every plain one comes back the same, and no bytes do harm."""

import json
import math
import sys
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.sandbox.inside.plain import DEPTH, NotPlain, depth, packed, read, unpacked, written
from grading.sandbox.outcomes import shown
from grading.sandbox.replies import OutOfMemory, names, outcome, reply

ROOM = 1 << 20
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
PLAIN = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4))


def there_and_back(value):
    return unpacked(read(written(packed(value, room=ROOM))))


@given(PLAIN)
def test_plain_values_come_back_the_same(value):
    assert repr(there_and_back(value)) == repr(value)


@given(st.lists(st.floats(width=64)), st.integers(0, 3))
def test_arrays_come_back_with_their_bytes(entries, extra):
    array = np.array(entries, dtype=float).reshape((1,) * extra + (-1,))
    back = there_and_back(array)
    assert back.shape == array.shape
    assert back.tobytes() == array.tobytes()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(["float64", "AAAA"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["f", "d", "a", "id", "returned"]), inner)
    ),
)


@given(JSON)
def test_any_json_is_a_value_or_not_plain(data):
    with suppress(NotPlain):
        once = packed(unpacked(data), room=1 << 20)
        # nothing but plain data came out: written and read again it is the same, byte for byte (nan too)
        assert written(packed(unpacked(once), room=1 << 20)) == written(once)


@given(st.binary() | st.text('[]{}"\\\\,:01eE.-na', max_size=50).map(str.encode))
def test_any_bytes_are_a_reply_or_not_plain(raw):
    for reader in (outcome, names):
        with suppress(NotPlain, OutOfMemory):
            reader(reply(raw, "1"))


@given(st.text('[]{}"\\\\x', max_size=30))
def test_nesting_is_counted_as_the_parser_meets_it(text):
    """Where JSON can be read at all, its depth is what was counted, strings and escapes put aside."""
    try:
        data = json.loads(text)
    except ValueError:
        return
    assert depth(text.encode()) == _height(data)


def _height(data):
    if isinstance(data, dict):
        data = list(data.values())
    return 1 + max(map(_height, data), default=0) if isinstance(data, list) else 0


@pytest.mark.parametrize("text", ["[" * 10**6, '{"a":' * 10**5, '["\\\\", "\\"", ' + "[" * 10**5])
def test_deep_nesting_does_not_reach_the_parser(text):
    """Not even in a grader with a recursion limit that would let it run over the stack."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(10**7)
    try:
        with pytest.raises(NotPlain, match="nested too deeply"):
            read(text.encode())
    finally:
        sys.setrecursionlimit(limit)


def test_what_is_allowed_to_be_deep():
    value = 1.0
    for _ in range(DEPTH):
        value = {"x": value}
    assert there_and_back(value) == value
    with pytest.raises(NotPlain, match="deeper than 32"):
        packed([value], room=ROOM)


@pytest.mark.parametrize("literal", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 2000, "0." + "1" * 50])
def test_numbers_that_json_does_not_have(literal):
    with pytest.raises(NotPlain):
        read(literal.encode())


@given(st.text())
def test_a_shown_text_is_one_safe_line(text):
    line = shown(text)
    assert line.isprintable()
    assert len(line) <= 300
    line.encode()


def test_a_long_text_is_cut_and_says_so():
    assert shown("x" * 1000) == "x" * 299 + "…"


def test_a_number_that_is_not_one():
    assert math.isnan(unpacked({"f": "nan"}))
    for wrong in ({"f": "1"}, {"f": "nan", "g": 1}, {"f": 1}):
        with pytest.raises(NotPlain):
            unpacked(wrong)
