"""The extra that takes Japanese apart: what it tells of a text, and what happens without it."""

from __future__ import annotations

import sys

import pytest

from bridge import dictionary
from bridge.sayings import Refusal
from bridge.text.morphemes import FAMILY_NAME, GIVEN_NAME, respelled


def test_without_the_extra_there_is_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without it goes on without it."""
    monkeypatch.setitem(sys.modules, "sudachipy", None)
    assert dictionary.load() is None
    monkeypatch.setattr(dictionary, "installed", lambda: False)
    assert dictionary.lack() == Refusal("dictionary.absent")


def test_a_dictionary_that_is_broken_is_one_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever its native code raises, nobody's work stops."""
    sudachipy = pytest.importorskip("sudachipy")

    def fail(**given: str) -> None:
        raise RuntimeError("no such file")

    assert dictionary.lack() is None
    monkeypatch.setattr(sudachipy, "Dictionary", fail)
    assert dictionary.load() is None
    assert dictionary.lack() == Refusal("dictionary.broken")


def test_a_text_comes_back_whole_with_names_and_spellings() -> None:
    """Nothing is left out, whatever the length; names are known, and a spelling of its own."""
    pytest.importorskip("sudachidict_small")
    read = dictionary.load()
    assert read is not None
    text = "加藤美咲さんは客をだましてばかりいる。" * 700
    words = read(text)
    assert "".join(one.surface for one in words) == text
    assert text[words[-1].start : words[-1].end] == "。"
    assert [one.name for one in words[:2]] == [FAMILY_NAME, GIVEN_NAME]
    assert "騙して" in respelled(words)
    assert read("") == []
