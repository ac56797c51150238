"""Pure: of what a page tells, each with how soon it goes and what it is not told without, the lines
for which there is room.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.draft.passages import ENDED
from bridge.draft.shorter import shorter
from bridge.topics.outline import is_label

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

IDLE: Final = 7  #: what is as it was, what may be, why, what is asked of who comes
PAST: Final = 8  #: what is so no more
NEVER: Final = 9
SHORT: Final = 260  #: letters of a page of which what is idle is told, too, where it has room
_BUT: Final = re.compile(r"(?:※\s*)?(?:ただし|但し)")


def flowing(
    tellings: Sequence[tuple[str, str, int, int]],
    faults_of: Callable[[Sequence[str]], Collection[str] | None],
) -> tuple[str, ...]:
    """Return the lines of those of the tellings for which there is room, the first needed first,
    what leads together; none where a fault is left. `faults_of` gives those of some lines, None
    where there is no room for them.
    """
    chosen = frozenset[int]().union(
        *(_with_led(tellings, n) for n, telling in enumerate(tellings) if telling[2] == 0)
    )
    text, wrong = _fitted(tellings, chosen, faults_of)
    if wrong is None:
        return ()
    needs = {n: _with_led(tellings, n) for n in range(len(tellings))}
    short = sum(len(telling[1]) for telling in tellings) <= SHORT
    for rank in range(1, PAST if short else IDLE):
        equal = [n for n, telling in enumerate(tellings) if telling[2] == rank]
        # of each part its first line before what goes on in one
        equal.sort(key=lambda n: bool(tellings[n][0]) and tellings[n][3] >= 0)
        for n in equal:
            if needs[n] <= chosen:
                continue
            lines, left = _fitted(tellings, chosen | needs[n], faults_of)
            if left is not None and set(left) <= set(wrong):
                chosen, text, wrong = chosen | needs[n], lines, left
    return () if wrong else tuple(text)


def _fitted(
    tellings: Sequence[tuple[str, str, int, int]],
    chosen: frozenset[int],
    faults_of: Callable[[Sequence[str]], Collection[str] | None],
) -> tuple[Sequence[str], Collection[str] | None]:
    """Return the lines of the tellings, rows in shorter words where there is no room for them, and
    their faults; None where there is none for those.
    """
    lines: Sequence[str] = _lines(tellings, chosen) if chosen else ()
    left = faults_of(lines) if lines else None
    if left is None and lines:
        lines = [one if "。" in one else shorter([one])[0] for one in lines]
        left = faults_of(lines)
    return lines, left


def _with_led(tellings: Sequence[tuple[str, str, int, int]], n: int) -> frozenset[int]:
    """Return a telling's place with those without which it is not told; none where one of them
    never is.
    """
    need = {n}
    if n + 1 < len(tellings) and _BUT.match(tellings[n + 1][1]):
        need.add(n + 1)
    while (n := tellings[n][3]) >= 0:
        if tellings[n][2] == NEVER:
            return frozenset()
        need.add(n)
    return frozenset(need)


def _lines(tellings: Sequence[tuple[str, str, int, int]], chosen: frozenset[int]) -> list[str]:
    """Return the tellings as lines: sentences of one section in one, rows each in one."""
    lines: list[str] = []
    last, rows = "\n", True
    for n in sorted(chosen):
        head, text, _, _ = tellings[n]
        own = not ENDED.search(text)
        if head == last and not (own or rows):
            lines[-1] += text
        elif head and head != last:
            label = f"{head}：" if is_label(head) else f"【{head}】"
            lines += [f"【{head}】", text] if "\n" in text else [f"{label}{text}"]
        else:
            lines.append(text)
        last, rows = head, own
    return "\n".join(lines).split("\n")
