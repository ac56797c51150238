"""Which sentences say nothing without the one before them."""

from __future__ import annotations

import pytest

from bridge.draft.hanging import of_nothing


@pytest.mark.parametrize(
    ("text", "hangs"),
    [
        ("お休みのあいだは使えません。", True),
        ("10月からは使えません。", True),
        ("12月1日(日)まで延びます。", True),
        ("これまでどおり閉館中いつでもご利用いただけます。", True),
        ("8時半に防災無線でお知らせします。", True),
        ("返却ポストは休館中も使えます。", False),
        ("3階視聴ブース…6月30日(水)まで使えます。", False),
        ("どなたでも参加できます。", False),
        ("7月11日(土)は午前9時30分から開館します。", False),
        ("期限の2か月前から手続きできます。", False),
    ],
)
def test_5_3_2_a_sentence_that_does_not_say_of_what_it_is_needs_the_one_before(
    text: str, hangs: bool
) -> None:
    """A time and a case are no subject, however they end on は."""
    assert of_nothing(text) is hangs
