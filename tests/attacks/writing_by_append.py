"""Opens a file of the grader's to append to it."""
# ruff: noqa
# outcome: Raised PermissionError


def attack():
    with open("@CANARY@/kept", "a") as file:
        file.write("more")
