"""Pure: whether a regular expression of a library's own may take for ever.

A repeat without an upper bound inside another one ((?:あ+)+) tries each way to share the letters
among them, and three of anything in a row (.*、.*、.*) each triple of places: on a text that does
not match that is more than anybody waits for. Such an expression is refused with the way to write
it; ours are looked at by the tests. Cannot see each slow expression: a bound of some thousands is
one.
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
_WIDE: Final = re.compile(r"\.|\[\^.*|\\[wWsSdD]", re.DOTALL)
_TOO_MANY: Final = 3


def endless(source: str) -> str:
    """Return why an expression may take for ever, a Japanese sentence; empty when nothing is
    seen.
    """
    group, stack = _Group(), list[_Group]()
    closed, last = False, ""  # the last item: a group that has several ways; a letter or class
    for token in _TOKEN.finditer(source):
        kind = token.lastgroup
        if kind == "open":
            group.begin(f"({token.start()}")
            stack.append(group)
            group, closed, last = _Group(wide=group.wide), False, ""
        elif kind == "close" and stack:
            inner, group = group, stack.pop()
            group.loose |= inner.loose
            closed, last = inner.several, ""
        elif kind == "repeat":
            if _LOOSE.fullmatch(token[0]):
                if closed:
                    return NESTED
                group.loose = True
                group.wide += bool(_WIDE.fullmatch(last))
            closed, last = False, ""
        elif kind == "branch":
            group.branch()
            closed, last = False, ""
        else:
            group.begin(token[0])
            closed, last = False, token[0]
        if group.wide >= _TOO_MANY:
            return MANY
    return ""


class _Group:
    """A group while it is read."""

    def __init__(self, wide: int = 0) -> None:
        self.loose = False  #: it has a repeat without an upper bound
        self.wide = self._before = wide  #: those of anything, on the way to here
        self._firsts = [""]  # what each branch begins with

    @property
    def several(self) -> bool:
        """Return whether the same letters may be taken in several ways."""
        firsts = self._firsts if len(self._firsts) > 1 else []
        alike = len(set(firsts)) < len(firsts) or any(map(_ANY.fullmatch, firsts))
        return self.loose or alike

    def begin(self, item: str) -> None:
        """Note what a branch begins with."""
        self._firsts[-1] = self._firsts[-1] or item

    def branch(self) -> None:
        """Go on with the next branch."""
        self.wide = self._before
        self._firsts.append("")
