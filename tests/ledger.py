"""The table that `pytest -m theory` ends with: claims by status, what each rests on, and the time each took."""

from theory.book import BOOK
from theory.proving.claim import STATUSES, rests_on

CLAIMS_FILE = "test_claims.py::test_claim["


def claim_reports(stats: dict) -> dict[str, tuple[str, float]]:
    """Claim id -> (outcome, seconds), from what pytest collected."""
    found = {}
    for outcome in ("passed", "failed"):
        for report in stats.get(outcome, ()):
            if CLAIMS_FILE in report.nodeid:
                found[report.nodeid.partition("[")[2].rstrip("]").partition("/")[2]] = (outcome, report.duration)
    return found


def table(reports: dict[str, tuple[str, float]]) -> list[str]:
    """The lines of the table; a claim whose test failed is listed as `failed`, whatever its status would be."""
    rows = {}
    for name, claim in BOOK.items():
        if name in reports:
            outcome, seconds = reports[name]
            rows[name] = (claim.status if outcome == "passed" else "failed", seconds)
    lines = []
    for status in (*STATUSES, "failed"):
        names = [n for n, (s, _) in rows.items() if s == status]
        if not names:
            continue
        lines.append(f"{status} ({len(names)})")
        for n in names:
            trust = "" if status == "cited" else ", ".join(sorted(rests_on(BOOK[n], BOOK)))
            rests = f"  rests on {trust}" if trust else ""
            lines.append(f"  {n:<42} {1000 * rows[n][1]:6.0f} ms{rests}")
    slowest = sorted(rows, key=lambda n: -rows[n][1])[:10]
    lines.append("slowest: " + ", ".join(f"{n} {1000 * rows[n][1]:.0f} ms" for n in slowest))
    lines.append(f"{len(rows)} claims in {sum(t for _, t in rows.values()):.2f} s")
    return lines
