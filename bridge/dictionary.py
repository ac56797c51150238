"""Edge: the dictionary of Japanese words, an extra of the installation: SudachiPy with
sudachidict_small.

It is loaded when a text is first looked at, not before (about 30 ms and 90 MB of memory), and once
for all libraries of a process.
"""

from __future__ import annotations

import importlib.util
import threading
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from bridge.sayings import Refusal
from bridge.text.morphemes import FAMILY_NAME, GIVEN_NAME, Morpheme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bridge.text.morphemes import Reading

_VERBAL: Final = frozenset(("動詞", "形容詞", "助動詞"))
LONGEST: Final = 10_000  #: characters that are looked up at once; Sudachi takes 49,149 bytes


def installed() -> bool:
    """Return whether the extra is there; nothing is loaded."""
    return all(importlib.util.find_spec(name) for name in ("sudachipy", "sudachidict_small"))


def lack() -> Refusal | None:
    """Return what is missing, None when the dictionary is there and can be read. It is loaded for
    that.
    """
    if not installed():
        return Refusal("dictionary.absent")
    return None if load() is not None else Refusal("dictionary.broken")


_OPENING: Final = threading.Lock()


@cache
def _opened(kind: Callable[..., Any]) -> Any:
    """Return the dictionary, which is read alone: each library's own would map the file anew."""
    return kind(dict="small")


def load() -> Reading | None:
    """Return how a text is taken apart, by one thread at a time; None when the dictionary is not
    installed or cannot be read.
    """
    try:
        import sudachipy

        with _OPENING:
            tokenizer: Any = _opened(sudachipy.Dictionary).tokenizer()
    except Exception:  # noqa: BLE001 - whatever its native code raises: an extra that fails is one that is not there
        return None

    # by their number: nearly every word has a known one
    kinds: dict[int, tuple[str, bool, bool]] = {}

    def read(text: str) -> Sequence[Morpheme]:
        words = []
        for start in range(0, len(text), LONGEST):
            for one in tokenizer.tokenize(text[start : start + LONGEST]):
                number = one.part_of_speech_id()
                if number not in kinds:
                    kinds[number] = _kind(one.part_of_speech())
                begin, end = start + one.begin(), start + one.end()
                forms = text[begin:end], one.dictionary_form(), one.normalized_form()
                words.append(Morpheme._make((begin, end, *forms, *kinds[number])))
        return words

    return read


def _kind(kind: tuple[str, ...]) -> tuple[str, bool, bool]:
    """Return of a part of speech of UniDic what `Morpheme` has of it: name, proper and verbal."""
    name = kind[3] if kind[2] == "人名" and kind[3] in {FAMILY_NAME, GIVEN_NAME} else ""
    return name, kind[1] == "固有名詞", kind[0] in _VERBAL or kind[1] == "接続助詞"
