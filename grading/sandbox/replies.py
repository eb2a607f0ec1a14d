"""The bytes of a reply become an outcome, or a reason why they cannot."""

from __future__ import annotations

from typing import Any

from grading.sandbox.inside.plain import NotPlain, read, unicode, unpacked
from grading.sandbox.outcomes import Raised, Returned, Stopped, shown


class OutOfMemory(Exception):
    """The code met the bound on memory; its process is not to be trusted with more."""


def reply(body: bytes, number: str) -> dict[str, Any]:
    """The fields of a reply to question `number`.  Raises NotPlain."""
    fields = read(body)
    if not isinstance(fields, dict) or fields.pop("id", None) != number:
        raise NotPlain("an answer to a question that was not asked")
    return fields


def outcome(fields: dict[str, Any]) -> Returned | Raised | Stopped:
    """What a call came to.  Raises NotPlain and OutOfMemory."""
    match fields:
        case {"returned": wire, "changed": bool() as changed, **more} if not more:
            return Returned(unpacked(wire), changed)
        case {"odd": str() as what, **more} if not more:
            return Stopped(f"it returned {shown(what)}, where plain numbers are expected")
    return failure(fields)


def failure(fields: dict[str, Any]) -> Raised:
    """An exception of the submission's.  Raises NotPlain and OutOfMemory."""
    match fields:
        case {"raised": [str() as kind, str() as message, int() | None as line], **more} if not (
            more or isinstance(line, bool)
        ):
            return Raised(shown(kind), shown(message), line if line is None or 0 < line < 10**7 else None)
        case {"memory": True, **more} if not more:
            raise OutOfMemory
    raise NotPlain("a reply of no known kind")


def names(fields: dict[str, Any]) -> list[str] | Raised:
    """The names a submission defines.  Raises NotPlain and OutOfMemory."""
    match fields:
        case {"names": list() as found, **more} if not more and all(isinstance(name, str) for name in found):
            return [unicode(name) for name in found]
    return failure(fields)
