"""What a line is by itself, and the part that a day plays."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from bridge.topics.sorts import Sort, is_time, named_time, role_of, sort_of
from tools.codes import nodes


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("映画会 7月12日(日)", ("映画会", "7月12日(日)")),
        ("7月12日(日) 映画会", ("映画会", "7月12日(日)")),
        ("「海の本」 9月30日(金)まで", ("「海の本」", "9月30日(金)まで")),
        ("7月12日(日)17:30開演", None),
        ("映画会を7月12日(日)に行います。", None),
        ("祝日開館(5月3日)試行予定について", None),
        ("映画会", None),
    ],
)
def test_name_and_day_on_one_line_are_taken_apart(line: str, taken: tuple[str, str] | None) -> None:
    """Only where nothing else stands there."""
    assert named_time(line) == taken


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("7月1日から3日まで休館します", "closed"),
        ("7月1日は全館お休みです", "closed"),
        ("夏休みの7月25日", ""),
        ("7月4日(土)から再開します", "open"),
        ("5月4日は臨時に開けます", "open"),
        ("返却期限が7月4日の資料", "lent"),
        ("7月1日から申込受付", "apply"),
        ("7月4日に映画会を開きます", ""),
    ],
)
def test_the_part_that_a_day_plays_is_told_by_the_words_around_it(words: str, role: str) -> None:
    """Closed, opened again, lent until, applied for; else something takes place."""
    assert role_of(words) == role


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("12/28(月)～1/4(月)", True),
        ("令和8年7月1日から3日まで", True),
        ("参照数 1843", False),
        ("7月の催し", False),
        ("第2回 作品の話", False),
    ],
)
def test_a_line_of_days_and_hours(line: str, told: bool) -> None:
    """A month or a number alone is none."""
    assert is_time(line) is told


def test_a_long_line_is_no_value() -> None:
    """Whatever it ends on."""
    assert (
        sort_of(
            "とても長い前置きのあとでやっと名前が出てくるのですがそれでもまだまだ続いてようやく終わるかと思えばまだ終わらない集会室のとなりの集会室"
        )
        == Sort.SENTENCE
    )


BRIDGE = Path(__file__).parents[2] / "bridge"
READERS = [path for part in ("topics", "draft") for path in sorted((BRIDGE / part).glob("*.py"))]
#: what a block of the page is (read/): their `sort` is another one
BLOCKS = {"heading", "item", "pair", "row", "text"}


def bare_sorts(module: Iterable[ast.AST]) -> list[str]:
    """The comparisons of a line's sort, or of a label's field, with a bare string: the type checker
    takes a Sort for a string and sees no slip in one.
    """
    asked = re.compile(r"\.sort$|^(?:field_of|known_field|sort_of)\(")
    return [
        ast.unparse(one)
        for one in module
        if isinstance(one, ast.Compare)
        and any(asked.search(ast.unparse(side)) for side in (one.left, *one.comparators))
        and any(
            isinstance(word, ast.Constant) and isinstance(word.value, str)
            for side in one.comparators
            for word in (side, *getattr(side, "elts", ()))
            if getattr(word, "value", "") not in BLOCKS
        )
    ]


def test_what_a_line_is_is_asked_by_its_member() -> None:
    """A slip in a string would be a comparison that nothing ever meets."""
    assert {path.name: found for path in READERS if (found := bare_sorts(nodes(path)))} == {}


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("unit.sort == 'wehn'", True),
        ("u.sort in (Sort.WHEN, 'entry')", True),
        ("known_field(label) != 'when'", True),
        ("unit.sort == Sort.WHEN", False),
        ("piece.sort != 'item'", False),
    ],
)
def test_a_bare_sort_is_seen(words: str, *, seen: bool) -> None:
    """Alone, among others, of a label; a block's is none."""
    assert bool(bare_sorts(ast.walk(ast.parse(words)))) is seen
