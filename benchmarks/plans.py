"""Planned times told wrongly, of plans at the edges of hours, days, years and clock changes in
twelve zones.

python benchmarks/plans.py [100000]
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from policy.zones import wrong


def main() -> int:
    """Print how many of so many plans are told wrongly; returns 1 when one is."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    bad = wrong(count)
    print(
        f"planned times told wrongly: {len(bad)} of {count:,}"
        + (f", first seeds {bad[:10]}" if bad else "")
    )
    return bool(bad)


if __name__ == "__main__":
    raise SystemExit(main())
