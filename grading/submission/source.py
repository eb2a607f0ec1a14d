"""The text of a cell, by statement."""

from __future__ import annotations

import ast


class Source:
    """A text and its lines, so that a thousand statements are cut out of it as fast as one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = [line.encode() for line in text.split("\n")]

    def segment(self, node: ast.stmt | ast.expr) -> str:
        """What was written, with the decorators of a definition.

        >>> whole = Source("@cached\\ndef f(): pass")
        >>> whole.segment(ast.parse(whole.text).body[0])
        '@cached\\ndef f(): pass'
        """
        decorators: list[ast.expr] = getattr(node, "decorator_list", [])
        first, begins = min([(node.lineno, node.col_offset), *((each.lineno, 0) for each in decorators)])
        last = node.end_lineno or first
        lines = self._lines[first - 1 : last]
        lines[-1] = lines[-1][: node.end_col_offset]
        lines[0] = lines[0][begins:]
        return b"\n".join(lines).decode()
