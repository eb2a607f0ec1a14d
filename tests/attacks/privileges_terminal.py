"""Opens the instructor's terminal."""
# ruff: noqa
# outcome: Raised (PermissionError|OSError)


def attack():
    with open("/dev/tty", "w") as terminal:
        terminal.write("full marks")
