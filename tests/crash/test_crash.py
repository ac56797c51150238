"""Truth 4, shown: the real program killed at I/O events of a sync, a post, a correction, against X's stand-in and its outside ledger."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from harness import crash


def test_truth_4_no_kill_posts_twice_loses_or_posts_what_was_not_decided(tmp_path: Path) -> None:
    """Double / lost / undecided: 0 / 0 / 0."""
    verdict = crash(tmp_path, points=150)
    assert verdict.points == 150
    assert verdict.clean, f"{verdict} {verdict.double} {verdict.lost} {verdict.undecided} {verdict.broken}"
    assert verdict.ended["posted"] > 20, "most kills leave a post that is made or found"
    assert verdict.ended["first removed"] > 5
    assert verdict.ended["drafted"] > 5
