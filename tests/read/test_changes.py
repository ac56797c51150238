"""Whether a page says something else than at its last reading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bridge.model import Page
from bridge.read.changes import change

PAGE = Page(
    "https://lib.example.jp/1", "催し", "日時：7月4日\n会場：ホール", fingerprint="a", reader=2
)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (PAGE, ""),
        (replace(PAGE, title="【中止】催し", fingerprint="b"), "title"),
        (replace(PAGE, text="日時：7月5日", fingerprint="b"), "text"),
        (replace(PAGE, fingerprint="b"), "text"),
    ],
)
def test_a_title_a_text_or_a_picture_is_a_change(now: Page, told: str) -> None:
    """Truth 2: the fingerprint holds all three."""
    assert change(PAGE, now) == told


@pytest.mark.parametrize("reader", [0, 1])
def test_an_upgrade_of_the_reader_is_no_change_of_the_page(reader: int) -> None:
    """What an older reader read is compared by its text: another title of ours voids no decision."""
    before = replace(PAGE, title="見本市立図書館", fingerprint="old", reader=reader)
    assert change(before, PAGE) == ""
    assert change(replace(before, text="日時：7月5日"), PAGE) == "text"


@pytest.mark.parametrize("notes", [(), ("PDF",)])
def test_a_sign_that_is_read_otherwise_today_is_no_change_of_the_page(
    notes: tuple[str, ...],
) -> None:
    """㈯ of a page that an earlier reader read is (土) of today's."""
    before = replace(PAGE, text="受付は12月5日㈯から", fingerprint="old", reader=1, notes=notes)
    now = replace(PAGE, text="受付は12月5日(土)から", notes=notes)
    assert change(before, now) == ""
    assert change(before, replace(now, text="受付は12月6日(日)から")) == "text"


def test_what_differs_at_each_load_is_no_change() -> None:
    """Session ids in the text."""
    before = replace(PAGE, text="入口 /a;jsessionid=1F", reader=1)
    assert change(before, replace(PAGE, text="入口 /a;jsessionid=2E")) == ""


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (("", "a"), ("日時：7月4日", "a"), ""),
        (("日時：7月4日", "a"), ("", "a"), ""),
        (("日時：7月4日", "a"), ("日時：7月4日", "b"), ""),
        (("日時：7月4日", "a"), ("日時：7月5日", "b"), "text"),
        (("", "a"), ("日時：7月4日", "b"), "text"),
        (("日時：7月4日", "a"), ("", "b"), "text"),
    ],
    ids=[
        "read since an upgrade",
        "not read this time",
        "saved anew",
        "other words",
        "another file",
        "a scan instead",
    ],
)
def test_the_same_pdf_is_no_change_whether_it_was_read_or_not(
    before: tuple[str, str], now: tuple[str, str], told: str
) -> None:
    """Its words count where both readings have them, else its bytes: an upgrade voids no decision."""
    one, two = (
        replace(PAGE, text=text, fingerprint=mark, notes=("PDF",), reader=0)
        for text, mark in (before, now)
    )
    assert change(one, two) == told


@pytest.mark.parametrize(
    ("then", "seen"),
    [
        ("開館 10時～18時\n日時：7月4日\n会場：ホール", ""),
        ("日時：7月4日\n会場：ホール\nPDFを見るには閲覧ソフトが必要です。", ""),
        ("東分館 7月1日\n日時：7月4日\n会場：ホール\n先頭へ", ""),
        ("日時：7月4日\n雨天中止\n会場：ホール", "text"),
        ("日時：7月4日", "text"),
        ("日時：7月5日\n会場：ホール", "text"),
        ("先頭へ", "text"),
    ],
)
def test_frame_that_an_earlier_reader_took_for_lines_is_no_change(then: str, seen: str) -> None:
    """Lines before and behind the article, and none within it; of one reader each line counts; what
    has no line any more has changed.
    """
    before = replace(PAGE, text=then, fingerprint="old", reader=PAGE.reader - 1)
    assert change(before, PAGE) == seen
    assert change(replace(before, reader=PAGE.reader), PAGE) == "text"
    assert change(before, replace(PAGE, text="")) == "text"
    assert change(replace(before, text=""), replace(PAGE, text="")) == ""
