"""Is an object that can be called, and remembers."""
# ruff: noqa
# outcome: Returned 1


class Counter:
    count = 0

    def __call__(self):
        self.count += 1
        return self.count


attack = Counter()
