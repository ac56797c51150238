"""Pure: all findings of one candidate, by clause: what the machine saw, for whoever decides.

The machine can stop a draft, never clear it (truth 8): no finding means only that nothing was seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bridge.policy import s05_3_wording, s05_4_retweets, s06_9_facts, s06_prohibited, s10_rights, s11_privacy
from bridge.policy.candidate import Candidate, Context, Matter

if TYPE_CHECKING:
    from bridge.model import Finding

__all__ = ["Candidate", "Context", "examine"]

_LOOKS: Final = (
    s05_3_wording.findings,
    s05_4_retweets.findings,
    s06_prohibited.findings,
    s06_9_facts.findings,
    s10_rights.findings,
    s11_privacy.findings,
)


def examine(candidate: Candidate, context: Context) -> tuple[Finding, ...]:
    """Return the findings, stops first, then in the order of the clauses; each words-and-clause once."""
    matter = Matter(candidate, context)
    found: dict[str, Finding] = {}
    for look in _LOOKS:
        for seen in look(matter):
            if seen.key not in found or (seen.stop and not found[seen.key].stop):
                found[seen.key] = seen
    return tuple(sorted(found.values(), key=lambda seen: not seen.stop))
