"""One experiment in a list."""

from typing import NamedTuple


class Listed(NamedTuple):
    """The id of a claim, a sentence that training can bear out or refute, and the module that measures it."""

    claim: str
    sentence: str
    module: str
