"""Pure: whether a regular expression of a library's own may take for ever.

A repeat without an upper bound inside another one ((?:あ+)+) tries each way to share the letters
among them, unless a letter that it cannot take parts its turns ((?:あ+、)+); and three of anything
in a row (.*、.*、.*) each triple of places: on a text that does not match that is more than anybody
waits for. Such an expression is refused with the way to write it; ours are looked at by the tests.
Cannot see each slow expression: a bound of some thousands is one.
"""

from __future__ import annotations

import re
from typing import Final

NESTED: Final = (
    "くり返しの中に、上限のないくり返しがあります(文によって終わらなくなります)。"
    "{0,20} のように上限を書いてください"
)
MANY: Final = (
    "上限のない「何でも」のくり返しが三つ以上続いています(長い文で遅くなります)。"
    "{0,20} のように上限を書いてください"
)

_TOKEN: Final = re.compile(
    r"(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<escape>\\.)|(?P<open>\((?:\?(?:[:=!>]|<[=!]|P<\w+>|[a-z]+:)|(?!\?))?)"
    r"|(?P<close>\))|(?P<repeat>(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?)|(?P<branch>\|)|(?P<other>.)",
    re.DOTALL,
)
_LOOSE: Final = re.compile(r"[*+][?+]?|\{\d*,\}[?+]?")
_ANY: Final = re.compile(r"\.|\[\^.*|\\[wWSD]", re.DOTALL)
_LETTER: Final = re.compile(r"[^.^$\\]|\\\W", re.DOTALL)
_OF_A_KIND: Final = re.compile(r"\[[^^].*|\\[ds]", re.DOTALL)
_TOO_MANY: Final = 3


def endless(source: str) -> str:
    """Return why an expression may take for ever, a Japanese sentence; empty when nothing is
    seen.
    """
    group, stack = _PatternGroup(), list[_PatternGroup]()
    closed, last = False, ""  # the last item: a group that has several ways; a letter or class
    for token in _TOKEN.finditer(source):
        kind = token.lastgroup
        if kind == "open":
            group.begin(f"({token.start()}")
            group.items.append(("", False))
            stack.append(group)
            group, closed, last = _PatternGroup(wide=group.wide), False, ""
        elif kind == "close" and stack:
            inner, group = group, stack.pop()
            group.loose |= inner.loose
            closed, last = inner.several, ""
        elif kind == "repeat":
            group.items[-1:] = [(last, True) if _LOOSE.fullmatch(token[0]) else ("", False)]
            if _LOOSE.fullmatch(token[0]):
                if closed:
                    return NESTED
                group.loose = True
                group.wide += bool(_ANY.fullmatch(last))
            closed, last = False, ""
        elif kind == "branch":
            group.branch()
            closed, last = False, ""
        else:
            group.begin(token[0])
            group.items.append((token[0], False))
            closed, last = False, token[0]
        if group.wide >= _TOO_MANY:
            return MANY
    return ""


class _PatternGroup:
    """A group while it is read."""

    def __init__(self, wide: int = 0) -> None:
        self.loose = False  #: it has a repeat without an upper bound
        self.wide = self._before = wide  #: those of anything, on the way to here
        self._firsts = [""]  # what each branch begins with
        self.items: list[tuple[str, bool]] = []  #: letters and classes, whether each may go on

    @property
    def several(self) -> bool:
        """Return whether the same letters may be taken in several ways."""
        firsts = self._firsts if len(self._firsts) > 1 else []
        alike = len(set(firsts)) < len(firsts) or any(map(_ANY.fullmatch, firsts))
        return alike or (self.loose and not self._parted())

    def _parted(self) -> bool:
        """Return whether, once more from the start, a letter stands between each two repeats that
        neither of them can take, nor what else is between them: it tells where each of them ends.
        """
        loose = [at for at, (_, goes_on) in enumerate(self.items) if goes_on]
        each = [one for one, _ in self.items]
        known = all(_LETTER.fullmatch(one) or _OF_A_KIND.fullmatch(one) for one in each)
        if len(self._firsts) > 1 or not known or not loose:
            return False
        around, ends = [*each, *each], [*loose[1:], loose[0] + len(each)]
        return all(_mark(around[a : b + 1]) for a, b in zip(loose, ends, strict=True))

    def begin(self, item: str) -> None:
        """Note what a branch begins with."""
        self._firsts[-1] = self._firsts[-1] or item

    def branch(self) -> None:
        """Go on with the next branch."""
        self.wide = self._before
        self._firsts.append("")


def _mark(items: list[str]) -> bool:
    """Return whether one of these, from a repeat to the next one, is a letter that none of the
    others takes for another.
    """
    return any(
        not any(
            re.fullmatch(other, one[-1], re.IGNORECASE)
            for other in (items[0], items[-1], *(i for i in items if not _LETTER.fullmatch(i)))
        )
        for one in items[1:-1]
        if _LETTER.fullmatch(one)
    )
