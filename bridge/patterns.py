"""Edge: compiled regular expressions, kept beside the compiled modules. Holds no rule.

A page that becomes a draft asks for some 700 expressions; to compile them was half of such a run.
What `re` makes of one depends on its text, its flags and the Python that reads it, and on nothing
else, so it is kept as Python keeps what it makes of a module (program_cache.py). Only the program's
own expressions are kept: those that stand in code, and those of the word lists that come with it;
never one that is made of a page's or a person's words.

What of `re` is not public is used here and, its parser, in grams.py alone: `re._compiler` with its
`compile`, `_code`, `_parser` and `_sre.compile`. Where one of them is not as it was, each
expression is compiled as ever; tests/test_patterns.py says so when a release of Python changes
them.

    python -m bridge.patterns   keeps all, for a service that may not write here
"""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from bridge import program_cache

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    Key = tuple[str, int]  #: an expression and its flags
    #: flags that hold, code (uint32, packed), number of groups, their names, and names by number
    Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

LISTS: Final = "bridge.policy.words"  #: what asks for the expressions of the word lists
NAME: Final = "patterns"
#: theirs lie apart: only what drafts asks for them, and they are the most
LISTED: Final = "patterns-of-lists"
MOST: Final = 5_000  #: expressions kept; with more of them, those of older releases go
_RE: Final = ("re", "re._compiler")
_UNKEPT: Final = re.DEBUG | re.LOCALE  # speaks when it compiles; depends on where it runs


class PatternCache:
    """The expressions that are kept, and those that were compiled since."""

    def __init__(self) -> None:
        self._plain: Callable[..., re.Pattern[Any]] = _compiler().compile
        self._fresh: dict[Key, re.Pattern[str]] = {}
        self._asked: dict[Key, re.Pattern[str]] = {}  # in the place of their code, once it is made
        self._lists_asked = False  # for something that is not kept

    def install(self) -> None:
        """Stand in front of `re` from now on."""
        _compiler().compile = self.compile

    def remove(self) -> None:
        """Leave `re` as it was."""
        _compiler().compile = self._plain

    def compile(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        """Return what `re` makes of an expression; raises what it raises."""
        if not isinstance(pattern, str) or flags & _UNKEPT:
            return self._plain(pattern, flags)
        key = (pattern, int(flags))
        if (expression := self._asked.get(key) or self._taken(key, self._known)) is not None:
            return expression
        asker = _asker()
        own = _imports(asker) or pattern in asker.f_code.co_consts
        listed = not own and asker.f_globals.get("__name__") == LISTS
        if listed and (expression := self._taken(key, self._listed)) is not None:
            return expression
        compiled = self._plain(pattern, flags)
        if own:
            self._fresh[key] = compiled
        self._lists_asked |= listed
        return compiled

    def _taken(self, key: Key, codes: dict[Key, Code]) -> re.Pattern[str] | None:
        """Return what is made of an expression that is kept, whose code is let go: all of them
        together are megabytes.
        """
        if (code := codes.pop(key, None)) is not None:
            self._asked[key] = _made(key[0], code)
        return self._asked.get(key)

    def keep(self, *, lists: bool = False) -> None:
        """Write what was compiled anew; the program's word lists all at once, when one of them, or
        a library's own, was asked (or with `lists`).
        """
        _save(NAME, self._fresh)
        if lists or self._lists_asked:
            _save(LISTED, self._lists())
        self._fresh.clear()
        self._lists_asked = False

    def _lists(self) -> dict[Key, re.Pattern[str]]:
        """Return the expressions of the word lists that come with the program and are not kept."""
        from bridge import config
        from bridge.grams import alternatives
        from bridge.policy.words import parse_words

        rules = parse_words(config.word_files(None), packaged=True).rules
        asked = {
            one.source
            for rule in rules
            for one in (rule.pattern, *rule.together, rule.spared, rule.unless)
            if one is not None
        }
        parts = {
            part for rule in rules if rule.pattern for part in alternatives(rule.pattern.source)
        }
        wanted = ((source, int(re.IGNORECASE)) for source in asked | parts)
        known = _kept(LISTED)
        return {key: self._plain(*key) for key in wanted if key not in known}

    @cached_property
    def _known(self) -> dict[Key, Code]:
        return _kept(NAME)

    @cached_property
    def _listed(self) -> dict[Key, Code]:
        return _kept(LISTED)


def cache() -> PatternCache | None:
    """Return the cache of this program, None where this Python has none to offer."""
    try:
        sample = re.compile("(?P<a>b)c", re.IGNORECASE)
        key = (sample.pattern, int(re.IGNORECASE))
        if array("I").itemsize != 4 or _made(sample.pattern, _code(key, sample)) != sample:
            return None
        return PatternCache()
    except Exception:  # noqa: BLE001 - whatever is not where it was: it is as if there were no cache
        return None


def _kept(name: str) -> dict[Key, Code]:
    return program_cache.load(name, _key()) or {}


def _save(name: str, fresh: dict[Key, re.Pattern[str]]) -> None:
    """Keep what is fresh beside what is known; nothing is written when nothing is fresh."""
    if fresh:
        known = _kept(name)
        older = known if len(known) + len(fresh) <= MOST else {}
        code = {key: _code(key, compiled) for key, compiled in fresh.items()}
        program_cache.save(name, _key(), {**older, **code})


def _compiler() -> Any:
    return re._compiler  # type: ignore[attr-defined]  # noqa: SLF001


def _asker() -> FrameType:
    """Return the frame that asked `re` for an expression."""
    frame = sys._getframe(2)  # noqa: SLF001
    while frame.f_globals.get("__name__") in _RE and frame.f_back is not None:
        frame = frame.f_back
    return frame


def _imports(asker: FrameType) -> bool:
    """Return whether an expression is asked for while its module is loaded, by a helper of it or
    not: no text has been read by then.
    """
    spec = asker.f_globals.get("__spec__")
    return asker.f_code.co_name == "<module>" or getattr(spec, "_initializing", False)


def _code(key: Key, compiled: re.Pattern[str]) -> Code:
    compiler = _compiler()
    code = compiler._code(compiler._parser.parse(*key), key[1])  # noqa: SLF001
    names = dict(compiled.groupindex)
    by_number: list[str | None] = [None] * (compiled.groups + 1)
    for name, number in names.items():
        by_number[number] = name
    packed = zlib.compress(array("I", code).tobytes())
    return compiled.flags, packed, compiled.groups, names, tuple(by_number)


def _made(pattern: str, code: Code) -> re.Pattern[str]:
    flags, packed, groups, names, by_number = code
    plain = array("I", zlib.decompress(packed)).tolist()
    made: re.Pattern[str] = _compiler()._sre.compile(  # noqa: SLF001
        pattern, flags, plain, groups, names, by_number
    )
    return made


def _key() -> str:
    return f"{_compiler()._sre.MAGIC} packed"  # noqa: SLF001


def main() -> int:
    """Compile what the program has and keep it; returns the exit code."""
    import importlib
    import pkgutil

    import bridge
    from bridge import config, grams
    from bridge.policy.words import parse_words, sources

    made = cache()
    if made is None:
        return 0
    made.install()
    for module in pkgutil.walk_packages(bridge.__path__, "bridge."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    made.keep(lists=True)
    grams.needed(sources(parse_words(config.word_files(None), packaged=True)), keep=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
