"""An answer in a notebook: a text, a number, or an expression in numbers that is taken as it is written.

Nothing is computed: `1/2` and `log(2)` are the texts "1/2" and "log(2)".
"""

from __future__ import annotations

import ast
import re

from grading.submission.source import Source

_OPERATORS = ast.Add | ast.Sub | ast.Mult | ast.Div | ast.Pow | ast.UAdd | ast.USub
_CALLED = ("log", "ln", "exp", "sqrt")
_NAMED = ("pi", "e")
# escapes that Python turns into another character: LaTeX's \frac, \beta, \theta, \nu and \rho begin with them
_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*(\\[abfnrtvxuUN0-7])")
_ENDS = re.compile(r"(?:\\n|\s)*(?:'''|\"\"\"|'|\")$")
_RAW = re.compile(r"[rR]['\"]")


class NotLiteral(ValueError):
    """Says in words of ours why an expression is no answer."""


def literal(value: ast.expr, source: Source) -> str:
    """The text of an answer; raises NotLiteral.

    >>> whole = Source("0.6930")
    >>> literal(ast.parse(whole.text).body[0].value, whole)
    '0.6930'
    """
    match value:
        case ast.Constant(value=str(text)):
            _no_escape(source.segment(value))
            return text.strip()
        case ast.BinOp(op=ast.Add()) if _is_text(value.left) and _is_text(value.right):
            return f"{literal(value.left, source)}{literal(value.right, source)}"
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts) if parts and all(map(_is_text, parts)):
            return ", ".join(literal(part, source) for part in parts)
    if not _in_numbers(value):
        raise NotLiteral('write the answer itself, as a text r"..." or a number; nothing is computed')
    written = source.segment(value)
    if any(isinstance(node, ast.Attribute) for node in ast.walk(value)) or "\n" in written or "#" in written:
        return ast.unparse(_Bare().visit(value))
    return written


def _is_text(value: ast.expr) -> bool:
    match value:
        case ast.Constant(value=str()):
            return True
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return _is_text(left) and _is_text(right)
    return False


def _no_escape(written: str) -> None:
    if _RAW.match(written):
        return
    found = _ESCAPED.search(_ENDS.sub("", written))
    if found:
        raise NotLiteral(f'Python takes {found[1]} in "..." for another character; put an r before it: r"..."')


def _in_numbers(value: ast.expr) -> bool:
    match value:
        case ast.Constant(value=number):
            # True is an int
            return type(number) in (int, float)
        case ast.BinOp(left=left, op=op, right=right):
            return isinstance(op, _OPERATORS) and _in_numbers(left) and _in_numbers(right)
        case ast.UnaryOp(op=op, operand=operand):
            return isinstance(op, _OPERATORS) and _in_numbers(operand)
        case ast.Call(func=function, args=[argument], keywords=[]):
            return _word(function) in _CALLED and _in_numbers(argument)
    return _word(value) in _NAMED


def _word(value: ast.expr) -> str:
    match value:
        case (
            ast.Name(id=name) | ast.Attribute(value=ast.Name(id=("np" | "numpy" | "math" | "sp" | "sympy")), attr=name)
        ):
            return name
    return ""


class _Bare(ast.NodeTransformer):
    """`np.log` as `log`."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        return ast.Name(node.attr, ast.Load())
