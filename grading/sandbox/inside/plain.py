"""Plain values as JSON, both ways: strict, exact and bounded.  Both sides of the pipe use this page.

    None, bool, int, text, finite float, list      themselves
    nan, inf, -inf                                 {"f": "nan"}
    dict                                           {"d": [[key, value], ...]}
    array                                          {"a": ["float64", [shape], base64 of little-endian bytes]}

A float is written as its shortest decimal that reads back to the same bits; an array keeps its bytes.
"""

from __future__ import annotations

import binascii
import json
import math
import sys
from typing import Any

DEPTH = 32
ITEMS = 100_000
#: Bits of an integer: a thousand digits.
BITS = 3321
DIGITS = 1001
NO_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")
#: Dtypes of arrays that travel, and bytes of an entry.
DTYPES = {"float64": 8, "int64": 8, "bool": 1}


class NotPlain(ValueError):
    """A value that does not travel, or bytes that are none: says what there is instead."""


def packed(value: Any, *, room: int) -> Any:
    """The value as JSON data of about `room` bytes at most.  Exact types only: a subclass may lie.  Raises NotPlain."""
    return _pack(value, 0, [ITEMS, room])


def _pack(value: Any, depth: int, left: list[int]) -> Any:
    kind = type(value)
    left[0] -= 1
    if left[0] < 0:
        raise NotPlain(f"more than {ITEMS} values")
    if depth > DEPTH:
        raise NotPlain(f"lists nested deeper than {DEPTH}")
    if value is None or kind is bool:
        return value
    if kind is float:
        return value if math.isfinite(value) else {"f": str(value)}
    if kind is int:
        if value.bit_length() > BITS:
            raise NotPlain("an integer of more than 1000 digits")
        return value
    if kind is str:
        return _text(value, left)
    if kind is list or kind is tuple:
        return [_pack(entry, depth + 1, left) for entry in list(value)]
    if kind is dict:
        return {"d": [[_key(k, left), _pack(v, depth + 1, left)] for k, v in list(value.items())]}
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        if kind is numpy.ndarray:
            return _array(value, numpy, left)
        if kind.__module__ == "numpy" and issubclass(kind, numpy.generic) and kind is numpy.dtype(kind).type:
            return _pack(_scalar(value, numpy), depth, left)
    raise NotPlain(f"a {kind.__name__}")


def _key(key: Any, left: list[int]) -> str:
    if type(key) is not str:
        raise NotPlain(f"a dict with a {type(key).__name__} for a key")
    return _text(key, left)


def _text(text: str, left: list[int]) -> str:
    left[1] -= len(text)
    if left[1] < 0:
        raise NotPlain("too long a text")
    return text


def _scalar(value: Any, numpy: Any) -> Any:
    if value.dtype.kind in "biuf":
        return value.item() if value.dtype.kind != "f" else float(value)
    raise NotPlain(f"a {type(value).__name__}")


def _array(array: Any, numpy: Any, left: list[int]) -> Any:
    kinds = {"b": "bool", "i": "int64", "u": "int64", "f": "float64"}
    if array.dtype.kind not in kinds:
        raise NotPlain(f"an array of {array.dtype.name[:40]}")
    dtype = kinds[array.dtype.kind]
    left[1] -= array.size * DTYPES[dtype] * 4 // 3
    if left[1] < 0:
        raise NotPlain(f"an array of {array.size} entries, too many to send")
    if array.dtype.kind == "u" and array.size and array.max() > 2**63 - 1:
        raise NotPlain("an array of integers above 2^63 - 1")
    data = array.astype(f"<{'?' if dtype == 'bool' else dtype[0] + '8'}").tobytes()
    return {"a": [dtype, list(array.shape), binascii.b2a_base64(data, newline=False).decode()]}


def unpacked(wire: Any, *, depth: int = 0) -> Any:
    """The value that JSON data stand for; the data may be hostile.  Raises NotPlain."""
    if depth > DEPTH + 1:
        raise NotPlain(f"nested deeper than {DEPTH}")
    match wire:
        case None | bool() | int() | float():
            return wire
        case str():
            return unicode(wire)
        case list():
            return [unpacked(entry, depth=depth + 1) for entry in wire]
        case {"f": "nan" | "inf" | "-inf" as name, **more} if not more:
            return float(name)
        case {"d": list() as pairs, **more} if not more:
            return _dict(pairs, depth)
        case {"a": [str() as dtype, list() as shape, str() as data], **more} if not more:
            return _numbers(dtype, shape, data)
    raise NotPlain("an object of no known kind")


def _dict(pairs: list[Any], depth: int) -> dict[str, Any]:
    found = {}
    for pair in pairs:
        if not (isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str)):
            raise NotPlain("a dict whose entries are not pairs of a text and a value")
        found[unicode(pair[0])] = unpacked(pair[1], depth=depth + 1)
    return found


def _numbers(dtype: str, shape: list[Any], data: str) -> Any:
    import numpy as np

    if dtype not in DTYPES or len(shape) > DEPTH or not all(type(n) is int and 0 <= n < 2**40 for n in shape):
        raise NotPlain("an array of unknown entries or shape")
    try:
        raw = binascii.a2b_base64(data, strict_mode=True) if data else b""
    except (binascii.Error, ValueError):
        raise NotPlain("an array whose entries are not base64") from None
    # a shape with a 0 in it may name any size beside; numpy has its own bound for the product
    if math.prod(shape) * DTYPES[dtype] != len(raw) or math.prod(n or 1 for n in shape) >= 2**40:
        raise NotPlain("an array whose entries do not fill its shape")
    if dtype == "bool" and raw.strip(b"\0\1"):
        raise NotPlain("an array of truth values that are neither 0 nor 1")
    order = "?" if dtype == "bool" else f"<{dtype[0]}8"
    return np.frombuffer(bytearray(raw), dtype=order).astype(dtype).reshape(shape)


def unicode(text: str) -> str:
    """The text, if it can be written down in UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotPlain("a text with half a surrogate pair") from None
    return text


def written(data: Any) -> bytes:
    """JSON data as bytes, with no NaN literals."""
    return json.dumps(data, allow_nan=False, separators=(",", ":")).encode()


def read(raw: bytes) -> Any:
    """JSON data from bytes that may be hostile: UTF-8, bounded numbers, no NaN literals.  Raises NotPlain."""
    if depth(raw) > 4 * DEPTH:  # before it is parsed: a grader with a high recursion limit would crash
        raise NotPlain("nested too deeply")
    try:
        return json.loads(raw.decode(), parse_constant=_refused, parse_int=_integer, parse_float=_real)
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise NotPlain("not JSON") from None


def depth(raw: bytes) -> int:
    """How deep brackets are nested, up to the first byte that is not JSON."""
    outside = b"".join(raw.replace(rb"\\", b"").replace(rb"\"", b"").split(b'"')[::2])
    now = deepest = 0
    for byte in outside.translate(None, NO_BRACKETS):
        now += 1 if byte in b"[{" else -1
        deepest = max(deepest, now)
    return deepest


def _refused(literal: str) -> Any:
    raise NotPlain(f"not JSON ({literal})")


def _integer(digits: str) -> int:
    if len(digits) > DIGITS:
        raise NotPlain("an integer of more than 1000 digits")
    return int(digits)


def _real(digits: str) -> float:
    value = float(digits) if len(digits) <= 40 else math.inf
    if not math.isfinite(value):
        raise NotPlain("a float that is none")
    return value
