"""Fetches a page."""
# ruff: noqa
# outcome: Raised URLError

import urllib.request


def attack():
    return urllib.request.urlopen("http://127.0.0.1:@PORT@/", timeout=0.3).read().decode()
