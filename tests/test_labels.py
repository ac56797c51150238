"""Every word of the record has its Japanese label, once."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest

from bridge import catalogue, labels, model
from tools.codes import nodes

TABLES = [
    table
    for table in vars(labels).values()
    if isinstance(table, dict) and isinstance(next(iter(table)), StrEnum)
]
#: without labels: what was done under an id stands in no sentence, its draft tells it; where a
#: finding stands is a Japanese word in the record already
SILENT = {model.Act, model.Where}
VOCABULARY = {
    kind
    for kind in vars(model).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
} - SILENT


@pytest.mark.parametrize("kind", sorted(VOCABULARY, key=lambda kind: kind.__name__))
def test_every_value_has_its_label(kind: type[StrEnum]) -> None:
    """No value is shown in English because somebody forgot its line."""
    tables = [table for table in TABLES if isinstance(next(iter(table)), kind)]
    assert tables
    for table in tables:
        assert set(table) == set(kind)
        assert all(label and not label.isascii() for label in table.values())


@pytest.mark.slow
def test_mypy_sees_a_label_that_is_missing(tmp_path: Path) -> None:
    """Before any test runs: a member without its line is an error of types, and so is a table that
    is put together where nobody can read it.
    """
    root = Path(labels.__file__).parents[1]
    (tmp_path / "sample.py").write_text(
        "from bridge.labels import complete\n"
        "from bridge.model import Role, Way\n"
        "ROLE = complete({Role.DIRECTOR: 'あ', Role.READER: 'い'})\n"
        "WAY = complete({Way.DIRECTOR: 'あ', Way.CONFIRMATION: 'い'})\n"
        "OTHER = complete({**WAY})\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path), str(tmp_path / "sample.py")],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line.split("sample.py:")[1] for line in done.stdout.splitlines() if "sample" in line]
    assert told == [
        "3: error: A table of Role without POSTER  [misc]",
        "5: error: A table of Way without DIRECTOR, CONFIRMATION  [misc]",
    ]


WORDS = {label for table in TABLES for label in table.values()}
VALUES = {str(value) for kind in VOCABULARY for value in kind if value}


def again(table: ast.Dict) -> list[str]:
    """Return the values of the record that a table of the program words with a label."""
    pairs = [
        (key.value, word.value)
        for key, word in zip(table.keys, table.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(word, ast.Constant)
    ]
    return [key for key, word in pairs if key in VALUES and word in WORDS]


def test_a_label_stands_in_one_place() -> None:
    """No other module has a table of its own from these values to words."""
    bridge = Path(labels.__file__).parent
    for path in sorted(bridge.rglob("*.py")):
        for node in nodes(path):
            if isinstance(node, ast.Dict):
                assert not again(node), f"{path.relative_to(bridge)}:{node.lineno}"


def test_the_form_of_the_settings_names_every_road() -> None:
    """In the words that stand beside its label."""
    (key,) = (
        key
        for section in catalogue.SECTIONS
        for key in section.keys
        if key.place == ("posting", "through")
    )
    assert key.choices == labels.ROAD


def test_a_value_of_another_release_is_shown_as_it_is() -> None:
    """A row that today's program would not write is still told."""
    assert labels.action("decide") == "決裁"
    assert labels.action("bless") == "bless"
    assert labels.actor("restore") == "プログラム(控えからの復元)"
    assert labels.actor("山田") == "山田"


def test_a_journal_line_is_told_in_labels() -> None:
    """Values of a line are words of the tables; a confirmed closing says what was done."""
    assert labels.detail('{"role": "poster", "road": "all"}') == "投稿担当、すべての投稿"
    assert labels.detail('{"what": "confirmed"}') == "休館日にした"
    assert labels.detail('{"what": "refused"}') == "休館日ではない"
    assert labels.detail('{"item": 12}') == "記事 12"


@pytest.mark.parametrize("spoilt", ['{"active": true, "ma', "[1, 2]", '"x"', "", "12"])
def test_a_spoilt_journal_line_is_shown_as_it_is(spoilt: str) -> None:
    """Whoever looks for what is wrong sees it."""
    assert labels.detail(spoilt) == spoilt


@pytest.mark.parametrize("line", ['{"role": "poster"}', '{"item": 12}', "{}", "[1, 2]", "12"])
def test_a_line_that_was_read_is_told_as_its_text(line: str) -> None:
    """As a book has it."""
    assert labels.said(json.loads(line)) == labels.detail(line)


def test_a_value_where_several_belong_is_one_of_them() -> None:
    """{"acknowledged": 5}."""
    assert labels.detail('{"acknowledged": 5}') == "承知した指摘 5"
