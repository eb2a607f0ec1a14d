"""Reading: from a formula in LaTeX or plain text to an expression.  Nothing that is read is ever executed."""

from theory.reading.domains import read_domain
from theory.reading.errors import ReadingError
from theory.reading.names import Names
from theory.reading.syntax import guess_syntax, read, read_chain, read_pair

__all__ = ["Names", "ReadingError", "guess_syntax", "read", "read_chain", "read_domain", "read_pair"]
