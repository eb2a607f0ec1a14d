"""Writes the file from another thread, which might be less confined."""
# ruff: noqa
# outcome: Returned \['PermissionError'\]

import threading


def attack():
    seen = []

    def write():
        try:
            with open("@CANARY@/@MARK@", "w") as file:
                file.write("here I was")
        except OSError as error:
            seen.append(type(error).__name__)

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    return seen
