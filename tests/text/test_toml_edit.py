"""Other values in a TOML text: comments, order and blanks stay as a person wrote them."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from bridge import config
from bridge.text.toml_edit import edited, literal, wanted_of

FILE = '''# 館の設定
[hours]
monday = "closed"     # 休館日
closed = [   # 休み
  "2026-12-29/2027-01-03",  # 年末年始
  "2027-02-08/2027-02-12",  # 特別整理
]
[hours.special]  # 特別
"2026-11-03" = "9:00-17:00"  # 文化の日

# ── 投稿 ──
[posting]
through = "sandbox"
#per_day = 10   # 一日の上限
# per_day は 0 でもよい
[posting.prices]
read = 0.001

[tweet]
template = """
{title}
{url}"""   # 文
kinds = { closure = "休 {url}" }
'''


def changed(changes: dict[tuple[str, ...], Any], text: str = FILE) -> tuple[set[str], set[str]]:
    """Return the lines that went and those that came."""
    made = edited(text, changes)
    assert tomllib.loads(made) == wanted_of(tomllib.loads(text), changes)
    old, new = text.splitlines(), made.splitlines()
    return {line for line in old if line not in new}, {line for line in new if line not in old}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_value_changes_on_its_line_and_its_comment_stays(end: str) -> None:
    """The ends of the lines are the file's own, too."""
    text = FILE.replace("\n", end)
    made = edited(text, {("hours", "monday"): "9:00-12:00"})
    assert made == text.replace('"closed" ', '"9:00-12:00" ', 1)


def test_an_entry_of_a_list_goes_and_comes_with_the_others_as_they_stood() -> None:
    """Each on its line with its remark; one line for one entry."""
    gone, come = changed({("hours", "closed"): ["2026-12-29/2027-01-03", "2027-05-01"]})
    assert gone == {'  "2027-02-08/2027-02-12",  # 特別整理'}
    assert {line.strip() for line in come} == {'"2027-05-01",'}
    gone, come = changed({("hours", "closed"): []})
    assert len(gone) == 2
    changed({("hours", "closed"): ["2027-02-08/2027-02-12", "2026-12-29/2027-01-03"]})
    changed({("hours", "closed"): ["2027-05-01", "2027-05-01"]})


def test_a_new_key_takes_the_line_that_offers_it_else_stands_behind_its_tables_last() -> None:
    """No key lands below the next table's heading or its comment."""
    gone, come = changed({("posting", "per_day"): 3})
    assert (gone, come) == ({"#per_day = 10   # 一日の上限"}, {"per_day = 3   # 一日の上限"})
    made = edited(FILE, {("posting", "gap_minutes"): 5})
    assert 'through = "sandbox"\ngap_minutes = 5\n#per_day' in made
    made = edited(FILE, {("hours", "special", "2026-12-01"): "9:00-12:00"})
    assert '# 文化の日\n"2026-12-01" = "9:00-12:00"\n\n# ── 投稿' in made


def test_tables_that_are_not_there_are_laid() -> None:
    """At the end of the file, or inside their table on one line; an inline table stays one."""
    assert edited(FILE, {("words", "6(4)"): ["語句"]}).endswith('\n\n[words]\n"6(4)" = ["語句"]\n')
    text = "[hours]\nmonday = 'closed'"
    assert edited(text, {("hours", "special", "2026-12-01"): "9:00-10:00"}).endswith(
        '\nspecial = { "2026-12-01" = "9:00-10:00" }\n'
    )
    _, come = changed({("tweet", "kinds", "event"): "x", ("tweet", "kinds", "closure"): None})
    assert [line.startswith("kinds = {") for line in come] == [True]
    _, come = changed({("desk", "color"): "藍", ("desk", "url"): "https://d.example.jp"})
    assert "[desk]" in come


def test_a_key_goes_with_its_line_and_one_that_is_not_there_is_gone_already() -> None:
    """None takes away."""
    assert changed({("hours", "special", "2026-11-03"): None})[0] == {
        '"2026-11-03" = "9:00-17:00"  # 文化の日'
    }
    assert edited(FILE, {("posting", "gap_minutes"): None}) == FILE


@pytest.mark.parametrize(
    "text",
    [
        "hours = { monday = 'closed' }  # あ\n",
        "hours.monday = 'closed'  # あ\n[tweet]\nx = 1\n",
        "[tweet]\nx = 1\n[hours]\nmonday = 'closed' # い\n[tweet.kinds]\nevent = 'x' # う\n",
        "'hours'.'monday' = '''closed'''\n",
        "",
        "# 何もない",
    ],
)
def test_whatever_form_the_file_has_it_says_what_is_wanted_or_nothing_is_touched(text: str) -> None:
    """Inline tables, dotted keys, tables apart; no comment is lost."""
    kinds = ("tweet", "kinds", "event")
    changes = {("hours", "monday"): "9:00-10:00", kinds: "y", ("hours", "x"): [1]}
    try:
        made = edited(text, changes)
    except ValueError:
        return
    assert tomllib.loads(made) == wanted_of(tomllib.loads(text), changes)
    assert all(remark in made for remark in re.findall("# .+", text))


def test_every_key_that_the_packaged_file_offers_is_taken_at_its_place() -> None:
    """No line more, none less, and each remark stays."""
    text = config.DEFAULT.read_text(encoding="utf-8")
    changes: dict[tuple[str, ...], Any] = {
        ("hours", "closed"): ["2027-01-01"],
        ("hours", "special", "2026-11-03"): "9:00-10:00",
        ("posting", "gap_minutes"): 1,
        ("tweet", "template"): "{title}\n{url}",
        ("notices", "digest_at"): ["9:00"],
        ("desk", "color"): "藍",
        ("records", "retention_years"): 10,
        ("account", "missing"): "warn",
        ("retweets", "elections"): [],
    }
    made = edited(text, changes)
    assert made.count("\n") == text.count("\n")
    assert 'color = "藍"' in made
    assert "# 画面の色" in made


@pytest.mark.parametrize(
    "value", ['a"b\\c\n改行', "", 1, 0.5, True, ["あ", "い"], {"a b": ["x"]}, {}]
)
def test_a_literal_says_its_value(value: Any) -> None:
    """A typed text is a value, whatever stands in it."""
    assert tomllib.loads(f"x = {literal(value)}")["x"] == value
    assert "\n" not in literal(value)
