"""The extra that takes Japanese apart: what it tells of a text, and what happens without it."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

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


def test_the_libraries_of_a_process_share_one_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has a tokenizer of its own, which one thread uses at a time; the file is mapped once."""
    sudachipy = pytest.importorskip("sudachipy")
    real, opened = sudachipy.Dictionary, list[object]()

    def opening(**how: str) -> object:
        opened.append(real(**how))
        return opened[-1]

    monkeypatch.setattr(sudachipy, "Dictionary", opening)
    with ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(lambda _: dictionary.load(), range(8)))
    assert len(opened) == 1
    assert len({id(read) for read in readings}) == 8
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda read: read and len(read("加藤美咲さん。" * 500)), readings))
    assert len(set(texts)) == 1
