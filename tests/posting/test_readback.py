"""One page of the own timeline, from X's JSON."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.posting.readback import read_page

POST = {"id": "12", "text": "休館 https://t.co/a1", "created_at": "2026-11-25T01:00:00.000Z"}


def link(short: str, full: str, shown: str = "lib.example.jp/1") -> dict[str, object]:
    return {"start": 0, "end": 1, "url": short, "expanded_url": full, "display_url": shown}


def text_of(post: dict[str, object]) -> str:
    return read_page({"data": [POST | post]}).posts[0].text


def test_links_are_expanded_and_escapes_undone() -> None:
    """In that order: an expanded link is never unescaped."""
    urls = [link("https://t.co/a1", "https://lib.example.jp/?a=1&lt=2")]
    assert text_of({"text": "A&amp;B https://t.co/a1", "entities": {"urls": urls}}) == (
        "A&B https://lib.example.jp/?a=1&lt=2"
    )


def test_a_short_link_that_begins_another_one_is_left_alone() -> None:
    """t.co/a1 is no part of t.co/a12."""
    urls = [link("https://t.co/a1", "https://one.jp"), link("https://t.co/a12", "https://two.jp")]
    assert text_of(
        {"text": "https://t.co/a12 https://t.co/a1です", "entities": {"urls": urls}}
    ) == ("https://two.jp https://one.jpです")


def test_10_the_pictures_own_link_is_no_part_of_the_text() -> None:
    """X appends it; the decided text has none."""
    urls = [link("https://t.co/p1", "https://x.com/a/status/12/photo/1", "pic.x.com/p1")]
    assert text_of({"text": "展示 https://t.co/p1", "entities": {"urls": urls}}).strip() == "展示"


@pytest.mark.parametrize("name", ["note_post", "note_tweet"])
def test_a_long_text_is_read_whole(name: str) -> None:
    """Beyond 280 the text field is cut, and the whole stands in the note, with links of its own."""
    note = {
        "text": "長い全文 https://t.co/n1",
        "entities": {"urls": [link("https://t.co/n1", "https://n.jp/1")]},
    }
    assert text_of({"text": "長い…", name: note}) == "長い全文 https://n.jp/1"


def test_the_time_is_xs_or_the_ids() -> None:
    """Ids count milliseconds; without created_at the page tells that X did not understand the
    question.
    """
    page = read_page({"data": [POST]})
    assert (page.posts[0].at, page.timed) == (datetime(2026, 11, 25, 1, tzinfo=UTC), True)
    post_id = str((1_795_568_400_000 - 1288834974657) << 22)
    page = read_page({"data": [{"id": post_id, "text": ""}]})
    assert (page.posts[0].at, page.timed) == (datetime.fromtimestamp(1_795_568_400, tz=UTC), False)


@pytest.mark.parametrize(
    ("body", "whole", "next_token"),
    [
        ({"meta": {"result_count": 0}}, True, ""),
        ({"data": [POST], "meta": {"result_count": 1, "next_token": "b26v"}}, True, "b26v"),
        ({"data": [POST], "meta": {"result_count": 2}}, False, ""),
        ({"data": [POST], "errors": [{"title": "Not Found Error"}]}, False, ""),
    ],
)
def test_a_page_says_whether_something_is_missing(
    body: dict[str, object], whole: bool, next_token: str
) -> None:
    """X leaves posts out with a partial error, or counts more than it gives."""
    page = read_page(body)
    assert (page.whole, page.next_token) == (whole, next_token)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "text", "entities", "urls", "url", "expanded_url", "created_at"]
            ),
            inner,
        )
    ),
    max_leaves=15,
)


@given(st.dictionaries(st.sampled_from(["data", "meta", "errors"]), JSON))
def test_a_body_of_another_shape_is_a_valueerror(body: dict[str, object]) -> None:
    """It is read, or refused in one way: a post has an id of digits, so that none of these is one."""
    try:
        page = read_page(body)
    except ValueError:
        return
    assert page.posts == ()


@pytest.mark.parametrize("post_id", ["1", "1999999999999999999"])
def test_a_post_is_known_by_its_digits(post_id: str) -> None:
    """One to nineteen of them."""
    page = read_page({"data": [POST, POST | {"id": post_id}]})
    assert [post.post_id for post in page.posts] == ["12", post_id]


@pytest.mark.parametrize(
    "post_id", ["", "x", "1 ", "１", "-1", "12345678901234567890", 12, None, True]
)
def test_what_has_no_digits_is_no_post(post_id: object) -> None:
    """And the page is none: what X says of the others cannot be believed either."""
    with pytest.raises(ValueError, match="a post without an id"):
        read_page({"data": [POST, POST | {"id": post_id}]})
