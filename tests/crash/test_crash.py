"""Truth 4, shown: the real program killed at its I/O events, against X's stand-in and its outside
ledger.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from harness import Harness, crash


def test_truth_4_no_kill_posts_twice_loses_or_posts_what_was_not_decided(tmp_path: Path) -> None:
    """Double / lost / undecided: 0 / 0 / 0."""
    verdict = crash(tmp_path, points=170)
    assert verdict.points == 170
    assert verdict.clean, (
        f"{verdict} {verdict.double} {verdict.lost} {verdict.undecided} {verdict.broken}"
    )
    assert verdict.ended["posted"] > 20, "most kills leave a post that is made or found"
    assert verdict.ended["first removed"] > 5
    assert verdict.ended["drafted"] > 5
    assert verdict.ended["thread posted"] > 3


def test_truth_4_each_scene_of_a_person_a_copy_and_a_change_is_met(tmp_path: Path) -> None:
    """By hand, an older copy, a restore, another road or account: one kill of each, and each comes
    to rest where it should.
    """
    with Harness(tmp_path) as harness:
        for name, scene in harness.scenes:
            if name.startswith(("by hand", "copy", "change")):
                harness.point(name, scene, 25)
        ended = harness.verdict.ended
        assert harness.verdict.clean, harness.verdict
    assert ended == {
        "offer decided": 1,
        "take sending": 1,
        "hand_back decided": 1,
        "posted posted": 1,
        "cp waiting": 1,
        "restore waiting": 1,
        "road waiting": 1,
        "account waiting": 1,
        "backup whole": 1,
    }
