"""Opens /etc/passwd."""
# ruff: noqa
# outcome: Raised PermissionError


def attack():
    with open("/etc/passwd") as file:
        return file.read()
