"""Pure: what went wrong as a code with its facts on one side, and its words per door on the other.

A rule, a store or a fetch says what is so: `WrongState("draft.wrong_state", draft=12, …)`. The
sentences stand in the tables beside this file, once each, by code. A door that needs another remedy
than the common one has its own there: at the desk nobody types a command. A second language is a
second set of tables.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

Door = Literal["terminal", "desk", "mail"]


class Saying(NamedTuple):
    """The words of one code. Facts stand in braces, with their format; a list's format is what
    stands between its parts; of a fact that is itself coded `{why:todo}` is the remedy, and
    `{why:stem}` what happened without its full stop, to stand inside the sentence.
    """

    what: str  #: what happened, and to which source or draft
    todo: str = ""  #: what to do next; empty when `what` says it all
    desk: str | None = None  #: what to do next at the desk; None = the same
    mail: str | None = None  #: all that a mail says below the draft's title; None = the same


class Advice(NamedTuple):
    """What a person reads."""

    what: str
    todo: str


class Coded:
    """What is so, as a code and facts; worded by whoever shows it."""

    code: str
    facts: Mapping[str, Any]
    where: str = ""  #: the page or thing it is about, when only a caller knows it

    def words(self, door: Door = "terminal") -> Advice:
        """Return what a person reads at `door`."""
        from bridge.sayings.table import said  # when the first one is asked for

        what, todo = said(self.code, self.facts, door)
        return Advice(f"{self.where}: {what}" if self.where else what, todo)

    def about(self, where: str) -> Self:
        """Return the same, said of `where`: the page or source of which only a caller knows."""
        same = copy.copy(self)
        same.__dict__["where"] = where
        return same

    def sentence(self, door: Door = "terminal") -> str:
        """Return what happened and what to do next, in one line."""
        return "".join(self.words(door))

    @property
    def what(self) -> str:
        """Return what happened, in the terminal's words."""
        return self.words().what

    @property
    def todo(self) -> str:
        """Return what to do next at a terminal; empty when `what` says it all."""
        return self.words().todo

    def as_json(self) -> dict[str, Any]:
        """Return code, words and facts, for --json; `where` is one of the facts."""
        what, todo = self.words()
        facts = {name: _plain(value) for name, value in self.facts.items()}
        if self.where:
            facts["where"] = self.where
        return {"code": self.code, "what": what, "todo": todo, "facts": facts}


def stem(text: str) -> str:
    """Return a sentence without its full stop, for another one in which it stands."""
    return text.removesuffix("。")


class Utterance(Coded):
    """What is said and never raised: the same where code and facts are."""

    def __init__(self, code: str, /, **facts: object) -> None:
        self.code, self.facts = code, facts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and (self.code, self.facts) == (
            other.code,
            other.facts,
        )

    def __hash__(self) -> int:
        return hash(self.code)

    def __str__(self) -> str:
        return self.what

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.code!r}, {self.facts})"


class Refusal(Utterance):
    """Why a rule does not allow something; who asked the rule raises it or shows it."""


class Note(Utterance):
    """What the record keeps beside a draft, an item or an attempt: worded once, when it is kept."""


def reason(error: OSError) -> str:
    """Return why the system refused, in Japanese; in its own words where none of ours stand for
    it.
    """
    from bridge.sayings.system import WORDS  # when the first one is asked for

    number = None if type(error).__module__ == "ssl" else error.errno  # OpenSSL's is another
    return WORDS.get(number or 0) or error.strerror or type(error).__name__


def _plain(value: Any) -> Any:
    if isinstance(value, Coded):
        return value.as_json()
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value if isinstance(value, (bool, int, float, str)) else str(value)
