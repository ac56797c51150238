"""Compiled expressions that are kept: the same as if they were compiled anew, or none at all."""

from __future__ import annotations

import functools
import importlib
import re
import sys

import pytest

from bridge import config, patterns, program_cache
from bridge.policy.words import parse_words

CODE = """
import re
import sys
BOTH = re.compile("(?P<day>\\\\d+)" + "日", re.IGNORECASE)
def several(**patterns):
    return {name: re.compile(pattern + "です") for name, pattern in patterns.items()}
SEVERAL = several(fee="無料", kind="抽選")
def inside(text):
    return re.search(r"第\\d回", text)
def made(text):
    return re.search(text + "とても個人的", "…")
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder of its own for what is kept, and a module of the program's own."""
    monkeypatch.setattr(program_cache, "_place", lambda name: tmp_path / name)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "ours.py").write_text(CODE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def compiled():
    """What `re` makes of the program's word lists takes a second: once for all of them."""
    return functools.cache(patterns.PatternCache()._plain)


@pytest.fixture
def cache(place, compiled, monkeypatch):
    """A cache that stands in front of `re` for one test."""
    re.purge()
    made = patterns.PatternCache()
    made.install()
    with monkeypatch.context() as patch:
        patch.setattr(made, "_plain", compiled)
        yield made
    made.remove()
    re.purge()


def ours():
    """Import the module anew."""
    sys.modules.pop("ours", None)
    importlib.invalidate_caches()
    return importlib.import_module("ours")


def test_what_is_kept_is_what_re_makes_of_it(cache):
    """Pattern, flags and code are equal; groups have their names and numbers."""
    ours().inside("第3回")
    cache.keep()
    known = patterns.PatternCache()._known
    assert {pattern for pattern, _ in known} >= {"(?P<day>\\d+)日", r"第\d回"}
    for (pattern, flags), code in known.items():
        assert patterns._made(pattern, code) == cache._plain(pattern, flags)
    found = patterns._made("(?P<day>\\d+)日", known["(?P<day>\\d+)日", int(re.IGNORECASE)]).search(
        "12日"
    )
    assert (found["day"], found.lastgroup, found.re.groupindex) == ("12", "day", {"day": 1})


def test_what_a_helper_makes_while_its_module_is_loaded_is_kept(cache):
    """It is the program's own, as what stands there itself; later it may be a person's words."""
    module = ours()
    module.several(late="とても個人的")
    cache.keep()
    known = {pattern for pattern, _ in patterns.PatternCache()._known}
    assert known >= {"無料です", "抽選です"}
    assert "とても個人的です" not in known


def test_what_is_kept_is_not_compiled_again(cache, monkeypatch):
    """A second process finds it; nothing is written when nothing is new."""
    ours()
    cache.keep()
    second = patterns.PatternCache()
    monkeypatch.setattr(second, "_plain", None)
    assert second.compile("(?P<day>\\d+)日", re.IGNORECASE).search("1日")
    monkeypatch.setattr(program_cache, "save", None)
    second.keep()


def test_no_expression_of_a_page_or_a_person_is_kept(cache, place):
    """What is made of a text at run time stands in no file."""
    ours().made("佐藤さん")
    ours().inside("第3回")
    cache.keep()
    assert "佐藤" not in (place / "patterns").read_bytes().decode("utf-8", "replace")
    assert (r"第\d回", 0) in patterns.PatternCache()._known


@pytest.mark.long
def test_of_word_lists_those_of_the_program_are_kept_and_no_others(cache, monkeypatch):
    """A library's own list may name persons; asked for one word, all lists of the program are
    kept, and the next run writes nothing.
    """
    lists = config.word_files(None)
    own = {**lists["undecided"]["plan"], "words": ["佐藤さんの件"], "examples": ["佐藤さんの件"]}
    words = parse_words(lists | {"undecided": {"plan": own}}, packaged=True)
    assert not any(words.rules[0].hits("何もない"))
    assert cache._lists_asked
    cache.keep()
    known = patterns.PatternCache()._listed
    packaged = parse_words(lists, packaged=True)
    assert all(
        (rule.pattern.source, int(re.IGNORECASE)) in known
        for rule in packaged.rules
        if rule.pattern
    )
    apart = patterns.PatternCache()._known
    assert not [pattern for pattern, _ in (*known, *apart) if "佐藤" in pattern]
    again = patterns.PatternCache()
    again._lists_asked = True
    monkeypatch.setattr(program_cache, "save", None)
    again.keep()


@pytest.mark.long
def test_the_word_lists_are_loaded_only_where_one_of_them_is_asked(cache, monkeypatch):
    """A command that drafts nothing does not read their file; one that does compiles nothing."""
    lists = config.word_files(None)
    ours()
    cache.keep(lists=True)
    second = patterns.PatternCache()
    monkeypatch.setattr(second, "_plain", None)
    second.install()
    try:
        second.compile("(?P<day>\\d+)日", re.IGNORECASE)
        assert "_listed" not in second.__dict__
        rule = parse_words(lists, packaged=True).rules[0]
        re.purge()
        list(rule.hits("何もない"))
        assert "_listed" in second.__dict__
    finally:
        cache.install()


def test_older_expressions_go_when_there_are_too_many(cache, monkeypatch):
    """The file does not grow with each release."""
    ours()
    cache.keep()
    monkeypatch.setattr(patterns, "MOST", 1)
    second = patterns.PatternCache()
    second._fresh["a+", 0] = cache._plain("a+", 0)
    second.keep()
    assert set(patterns.PatternCache()._known) == {("a+", 0)}


def test_what_re_refuses_is_refused_as_ever(cache):
    """A broken expression raises re.error; bytes, compiled ones and DEBUG are left to `re`."""
    with pytest.raises(re.error):
        re.compile("(")
    assert re.compile(b"a+").search(b"aa")
    assert re.compile(re.compile("a")).search("a")
    assert not cache._fresh.keys() & {("(", 0)}


def test_a_python_that_has_no_such_compiler_has_no_cache(monkeypatch):
    """This one has; where a part is missing, `re` stays as it is."""
    assert patterns.cache() is not None
    monkeypatch.setattr(patterns, "_made", lambda *_: re.compile("x"))
    assert patterns.cache() is None
    monkeypatch.setattr(patterns, "_compiler", object)
    assert patterns.cache() is None
