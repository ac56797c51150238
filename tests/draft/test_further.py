"""What may be told beside the sentences that a draft has chosen."""

from __future__ import annotations

from datetime import date

import pytest

from bridge.draft.further import LED, further
from bridge.draft.sentences import Statement, told_in
from bridge.model import Page
from bridge.topics.builder import outline_of
from bridge.topics.outline import Unit

LEAD = "7月6日(月)から東館を休館します。"
MORE = "また、西館の返却ポストは使えます。"


def _said(
    place: int, text: str, *tells: str, back: bool = False, inside: bool = False
) -> Statement:
    return Statement(
        text=text,
        at=place,
        after=place - 1,
        points=9,
        unit=Unit(text, at=place),
        tells=frozenset(tells),
        days=(),
        back=back,
        inside=inside,
        strong=True,
        verb=True,
        fair=True,
        some=False,
        whole=text,
    )


@pytest.mark.parametrize(
    ("points", "told"), [(1, MORE[3:]), (0, MORE[3:]), (-1, MORE), (-3, MORE), (-4, "")]
)
def test_5_1_a_a_sentence_that_is_worth_its_room_loses_the_word_that_ties_it(
    points: int, told: str
) -> None:
    """From no points on; beside what is closed it needs the points of a full draft."""
    lead, more = _said(0, LEAD, "closed"), _said(1, MORE, back=True)
    kept = further(
        [lead, more],
        [lead],
        kind="closure",
        sections=frozenset((0,)),
        bare=False,
        today=date(2026, 6, 20),
        away=lambda _: True,
        worth=lambda _: points,
    )
    assert [one.statement.text for one in kept] == [told] * bool(told)


def _beyond(*statements: Statement, choice: int = 1) -> dict[str, tuple[str, ...]]:
    """Return the further sentences, each with those before it without which it is not told."""
    kept = further(
        [*statements],
        [*statements[:choice]],
        kind="notice",
        sections=frozenset((0,)),
        bare=False,
        today=date(2026, 6, 20),
        away=lambda _: True,
        worth=lambda _: 9,
    )
    return {one.statement.text: tuple(led.text for led in one.led) for one in kept}


def test_truth_7_a_sentence_within_a_paragraph_brings_those_before_it() -> None:
    """From the first that stands by itself, or from behind one that is told; not past LED of them,
    nor over one that may not be said, or is only courtesy.
    """
    lead = _said(0, "こまを作ります。")
    first = _said(2, "木の実を使います。")
    row = [_said(n, f"{n}人までです。", inside=True) for n in range(3, 6)]
    told = _beyond(lead, first, *row)
    assert told["3人までです。"] == ("木の実を使います。",)
    assert told["4人までです。"] == ("木の実を使います。", "3人までです。")
    assert "5人までです。" not in told
    assert LED == 3
    assert _beyond(lead, _said(1, "1人までです。", inside=True))["1人までです。"] == ()
    assert _beyond(lead, _said(2, "2人までです。", inside=True)) == {}
    # without また、 it stands by itself: it needs neither, and is told once
    tied = _said(3, "また、工作教室の受付は12月1日から行います。", back=True, inside=True)
    assert _beyond(lead, first, tied)["工作教室の受付は12月1日から行います。"] == ()
    mood = _said(2, "ぜひ見に来てください。")
    assert "3人までです。" not in _beyond(lead, mood, row[0])


@pytest.mark.parametrize(
    ("paragraph", "inside"),
    [
        ("係の者がつきます。15人までです。", True),
        ("係の者がつきます。\n15人までです。", False),  # a line of its own
        ("いつもありがとうございます。15人までです。", False),  # behind courtesy it is the first
        ("係の者がつきます。会場は2階の和室です。", False),  # it says of what it is
        ("係の者がつきます。お休みする場合があります。", True),
        ("係の者がつきます。その会場は2階の和室です。", True),
        ("係の者がつきます。和室はその後、4時に閉めます。", False),
        ("係の者がつきます。ことしは7月11日(土)に、和室でひらきます。", False),  # when, and where
        ("係の者がつきます。ことしは7月11日(土)の午後2時からひらきます。", False),
        ("係の者がつきます。どなたでも楽しめます。", False),
        ("係の者がつきます。参加は無料です。", False),
    ],
)
def test_truth_7_what_goes_on_in_a_paragraph(paragraph: str, *, inside: bool) -> None:
    """A sentence that does not say of what it is is understood behind the one before it alone."""
    day = date(2026, 6, 20)
    outline = outline_of(Page("http://lib.example.jp/1", "夏の会", paragraph), day)
    every = told_in(
        outline,
        units=outline.sentences(),
        kind="event",
        main=frozenset(),
        today=day,
        names={},
    )
    last = max(every, key=lambda one: one.at)
    assert (last.inside, last.hangs) == (inside, inside or last.back), last


@pytest.mark.parametrize(
    ("paragraph", "back"),
    [
        ("本の感想を書いてください。いただいたカードは7月6日から貼り出します。", True),
        ("本の感想を書いてください。集めたカードは7月6日から貼り出します。", False),
        ("本は投票で決めます。候補の5冊を7月6日まで玄関に並べておきます。", True),
        ("本は投票で決めます。新しい5冊を7月6日まで玄関に並べておきます。", False),
        ("次は秋の会です。9月6日(日)午後1時から、本は投票で決めます。", True),
        ("ことしは秋の会です。9月6日(日)午後1時から、本は投票で決めます。", False),
        ("次は秋の会です。本は9月6日(日)に、投票で決めます。", True),
        ("ことしは秋の会です。本は9月6日(日)に、投票で決めます。", False),
    ],
)
def test_truth_7_what_was_given_and_what_is_held_next_stand_behind_what_says_so(
    paragraph: str, *, back: bool
) -> None:
    """いただいたカード, 候補の5冊, a day behind 次は…です: of what, the sentence before says."""
    day = date(2026, 6, 20)
    outline = outline_of(Page("http://lib.example.jp/1", "夏の読書会の報告", paragraph), day)
    every = told_in(
        outline, units=outline.sentences(), kind="notice", main=frozenset(), today=day, names={}
    )
    assert max(every, key=lambda one: one.at).back is back, every
    assert any(one.text == "次は秋の会です。" for one in every) is paragraph.startswith("次は")
