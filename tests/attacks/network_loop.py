"""Starts an event loop."""
# ruff: noqa
# outcome: Raised PermissionError

import asyncio


async def answer():
    return 1.0


def attack():
    return asyncio.run(answer())
