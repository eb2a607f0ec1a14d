"""Opens the grader's own source."""
# ruff: noqa
# outcome: Raised PermissionError


def attack():
    with open("@ROOT@/grading/sandbox/worker.py") as file:
        return file.read()
