"""Raises an exception whose text would repaint the instructor's terminal."""
# ruff: noqa
# outcome: Raised ValueError.*\[2J full marks


def attack():
    raise ValueError("\x1b[2J\r\n full marks \x07\u202e\x00\ud800")
