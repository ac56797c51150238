"""Pure: what can go wrong, one class per remedy.

    BridgeError                   exit 1
    ├── UsageRefused              exit 2   the words of the call are off: say it again, corrected
    ├── ConfigRefused             exit 3   feeds.toml, a word list or the machine's set-up: edit it
    ├── FileReadOnly              exit 3   feeds.toml cannot be written here: have it changed
    ├── SettingsDiffer            exit 1   feeds.toml was changed meanwhile: look, then again
    ├── CredentialsRefused        exit 4   keys, rights, credits, passwords: renew them
    ├── SourceFailed              exit 5   one page or feed; the others go on
    │   ├── Unreachable           no answer (name, connection, TLS, time, 5xx): wait
    │   │   ├── Resting           the server asked for a pause (Retry-After): asked again after it
    │   │   ├── Silent            its host timed out before it: the next run begins with it
    │   │   └── OutOfTime         the run's time ended before it: the next run begins with it
    │   ├── AddressRefused        not fetched from: correct the address, allow the host
    │   │   └── Withheld          an article not asked for: drafted from the list
    │   ├── Gone                  404, 410: correct or switch off the source
    │   ├── Unreadable            an answer that is not what it should be: look at it with `try`
    │   └── Shrunken              a list that lost its items: look at the site, then the selector
    ├── StepRefused               exit 1   a step of a person that may not be taken
    │   ├── NotAllowed            the role or the person: ask somebody who may
    │   ├── Unacknowledged        look at what stops, then say so or change the text
    │   ├── WrongState            the draft stands elsewhere: look at it again
    │   ├── Differs               X shows another text: look at the address, the post
    │   └── Changed               not what was on the screen: look at it again, then decide
    ├── Unrecorded                exit 1   posts that the record does not know: record or delete
    ├── Lapsed                    exit 1   decisions that hold no more here: decide anew
    ├── NoticeFailed              exit 1   a mail that was not taken: the next run tries again
    ├── NotShown                  exit 1   the account is not on its pages: have them mended (5(5))
    ├── NotFound                  exit 1   no such draft, person, source …
    ├── StoreFailed               exit 1   state.db: locked, unwritable, newer, corrupt, disk full
    ├── ClockDoubtful             exit 1   the clock may be wrong: look at it, then `resync`
    └── LockHeld                  exit 75  another run is at work: wait (EX_TEMPFAIL of sysexits.h)

An error is a code and its facts; sayings/ has the words: Japanese for staff, what happened, to
which source or draft, and what to do next, per door. Nothing here is for programming errors: those
fall through with their traceback.
"""

from __future__ import annotations

from typing import Any, ClassVar

from bridge.sayings import Coded


class BridgeError(Coded, Exception):
    """Something that a person can mend, as a code of sayings/ and its facts. `str()` is the whole
    report, ready for a terminal.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, /, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code, self.facts = code, facts

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how `copy` and `pickle` make it anew, with its code, facts and place."""
        return _anew, (type(self), dict(self.__dict__))

    def __str__(self) -> str:
        what, todo = self.words()
        return f"{what}\n  対処: {todo}" if todo else what


def _anew(kind: type[BridgeError], state: dict[str, Any]) -> BridgeError:
    error = kind.__new__(kind, state["code"], state["facts"])
    error.__dict__.update(state)
    return error


class UsageRefused(BridgeError):
    """The words of the call are off."""

    exit_code = 2


class ConfigRefused(BridgeError):
    """The configuration has faults; all of them are told at once and nothing was touched."""

    exit_code = 3

    @property
    def faults(self) -> tuple[str, ...]:
        """Return one line each: file, line, key, what is wrong, what is allowed."""
        return tuple(self.facts.get("faults") or (self.what,))


class FileReadOnly(BridgeError):
    """feeds.toml cannot be written from here: who keeps the machine puts the words in; nothing was
    written.
    """

    exit_code = 3


class SettingsDiffer(BridgeError):
    """feeds.toml is not what the person saw when they began to change it: look at it, then again;
    nothing was written.
    """

    exit_code = 1

    @property
    def differences(self) -> tuple[str, ...]:
        """Return one line each: key, as it was seen → as it is."""
        return tuple(self.facts["differences"])


class CredentialsRefused(BridgeError):
    """X does not accept the keys, the rights or the balance, or the mail server its password; every
    decision is kept.
    """

    exit_code = 4


class SourceFailed(BridgeError):
    """One source or page could not be read; the others are not touched by it."""

    exit_code = 5


class Unreachable(SourceFailed):
    """No answer, or none in time; tried again at the next run."""


class Resting(Unreachable):
    """A server that asked to be left alone for a while (Retry-After): asked again after it."""


class Silent(Unreachable):
    """A host that has not answered at this run, some times over: what else it has is left for the
    next run.
    """


class OutOfTime(Unreachable):
    """The run's own time ended before this was answered: nobody's fault, and the next run begins
    here.
    """


class AddressRefused(SourceFailed):
    """A scheme, host, port or address that is not fetched from (see fetch/client.py)."""


class Withheld(AddressRefused):
    """An article that is not asked for: its host is not listed, or its robots.txt refuses; the
    list's words stand for it.
    """


class Gone(SourceFailed):
    """404 or 410."""


class Unreadable(SourceFailed):
    """An answer that is not what it should be: too long, not a feed, an error page, garbled."""


class Shrunken(SourceFailed):
    """A list that had items and now has none: an alarm, never news."""


class StepRefused(BridgeError):
    """A step that may not be taken as asked."""


class NotAllowed(StepRefused):
    """The person, the role or the password does not allow it (4, 5(1))."""


class Unacknowledged(StepRefused):
    """Findings that stop have not been acknowledged by who drafts or decides, or the thirteen kinds
    not ticked (6).
    """

    def __init__(
        self,
        code: str,
        /,
        *,
        findings: tuple[object, ...],
        unticked: tuple[object, ...] | None = None,
        **facts: object,
    ) -> None:
        super().__init__(code, **facts)
        #: model.Finding each that nobody acknowledged, for the door to show
        self.findings = findings
        #: the tick of the thirteen kinds is missing: all that was found; None: it is not
        self.unticked = unticked


class WrongState(StepRefused):
    """The draft does not stand where this step begins."""


class Changed(StepRefused):
    """The draft is not what was shown: its digest differs (truths 1 and 2)."""


class Differs(StepRefused):
    """X shows another text under that address than was decided (9(2))."""


class Unrecorded(BridgeError):
    """Own posts on X that the record does not know, or with another text than was decided."""


class Lapsed(BridgeError):
    """Decisions that hold no more: another road, account, library or record, or a giver without the
    right.
    """


class NoticeFailed(BridgeError):
    """A mail or message that was not taken; tried again at the next run, and nothing else waits for
    it.
    """


class NotShown(BridgeError):
    """A page that must show the account does not, or could not be read for days (5(5))."""


class NotFound(BridgeError):
    """No draft, item, person, source or confirmation of that name."""


class StoreFailed(BridgeError):
    """state.db cannot be used as it is; nothing was half written."""


class ClockDoubtful(BridgeError):
    """So long after the last run, or so long before it, that the clock may be wrong: what would
    expire, become a baseline or go out waits for a person.
    """


class LockHeld(BridgeError):
    """Another run holds the lock."""

    exit_code = 75
