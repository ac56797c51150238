"""How a person parts a text into the posts of a thread."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text.threads import MOST, join, proposal, refusal, split, whole
from bridge.text.weight import LIMIT, weigh


@pytest.mark.parametrize("line", ["---", "－－－", "ーーー", " --- ", "———", "―――"])
def test_a_line_of_three_hyphens_parts_two_posts(line: str) -> None:
    """Half-width or full, and what a phone has in their place; blanks beside them count nothing."""
    assert split(f"一つ目\n{line}\n二つ目\n") == ("一つ目", "二つ目")


@pytest.mark.parametrize(
    "text", ["あ\n--\nい", "あ\n----\nい", "あ --- い", "あ\n--- い", "あ\nーー\nい"]
)
def test_what_is_no_such_line_parts_nothing(text: str) -> None:
    """Two or four of them, or words beside them, are the text's own."""
    assert split(text) == (text,)


def test_a_text_reads_as_one_and_knows_where_its_posts_begin() -> None:
    """An empty line stands between two posts; what was typed comes back as it was typed."""
    text, cuts = whole(("一つ目", "二つ目", "三つ目"))
    assert text == "一つ目\n\n二つ目\n\n三つ目"
    assert [text[cut:][:3] for cut in cuts] == ["二つ目", "三つ目"]
    assert split(join(("一つ目", "二つ目"))) == ("一つ目", "二つ目")


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        (("あ", "い"), ""),
        (("あ" * 140, "い" * 140), ""),
        (("あ" * 140, "い" * 141), "2件目が長すぎます"),
        (("あ" * 141,), "文が長すぎます(Xの数え方で282、上限280)"),
        (("",), "本文が空です"),
        (("あ", ""), "2件目が空です"),
        (tuple("あいうえおか"), ""),
        (tuple("あいうえおかき"), "6件まで"),
        (("あ", "い", "あ"), "同じ文が二度"),
    ],
)
def test_what_x_or_a_reader_would_not_take_is_refused(parts: tuple[str, ...], why: str) -> None:
    """Each post by itself is within X's count; six at most; X refuses a text that stands already."""
    assert why in str(refusal(parts) or "")
    assert bool(why) is bool(refusal(parts))


def test_a_long_text_is_parted_after_lines_and_sentences() -> None:
    """The address stays whole, and no post is over X's count."""
    link = "https://lib.example.jp/news/1.html"
    text = "おはなし会を開きます。" * 12 + "\n" + "絵本を読みます。" * 20 + f"\n{link}"
    parts = proposal(text)
    assert all(part.endswith(("。", link)) for part in parts)
    assert link in parts[-1]
    assert refusal(tuple(f"{n}{part}" for n, part in enumerate(parts))) is None


@given(st.text(st.sampled_from("あ。、\n a1"), max_size=1200))
def test_a_proposal_loses_no_letter_and_is_within_the_count(text: str) -> None:
    """Whatever the text: its letters stand in the posts in their order, blanks apart."""
    parts = proposal(text)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(0 < weigh(part) <= LIMIT for part in parts)
    assert MOST == 6
