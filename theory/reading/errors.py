"""What a reader says when it cannot read: where it stopped, why, and what it would have accepted there."""

from __future__ import annotations

SHOWN_AROUND = 60


class ReadingError(ValueError):
    """A text that is not a formula of this language.

    text       the text as it was given
    position   index of the offending character (`len(text)` for "the text ended too early")
    message    what is wrong
    expected   what would have been accepted there; may be empty

    >>> print(ReadingError("log(p", 5, "the text ends too early", "')'"))
    the text ends too early; expected ')'
      log(p
           ^
    """

    def __init__(self, text: str, position: int, message: str, expected: str = "") -> None:
        self.text = text
        self.position = max(0, min(position, len(text)))
        self.message = message
        self.expected = expected
        super().__init__(text, position, message, expected)

    def summary(self) -> str:
        """The message in one line, without the picture."""
        return f"{self.message}; expected {self.expected}" if self.expected else self.message

    def __str__(self) -> str:
        line, column = _window(self.text, self.position)
        return f"{self.summary()}\n  {line}\n  {' ' * column}^"


def _window(text: str, position: int) -> tuple[str, int]:
    """The part of the text around the position, one printable character for each character, and the caret's column."""
    start = max(0, position - SHOWN_AROUND)
    stop = min(len(text), position + SHOWN_AROUND)
    shown = "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text[start:stop])
    before, after = ("..." if start else ""), ("..." if stop < len(text) else "")
    return before + shown + after, len(before) + position - start
