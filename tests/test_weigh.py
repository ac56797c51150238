"""`python -m tools.weigh`: what is worth telling, learned from posts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tools import weigh
from tools.weigh import Line

DAY = date(2026, 6, 20)
PAGE = """<html><head><title>{title}</title></head><body><main><h1>{title}</h1>
<p>図書館では、毎年この時期に本の点検を行っています。</p>
<p>{title}を、7月{day}日に2階ホールで行います。</p>
<dl><dt>日時</dt><dd>7月{day}日 14時</dd><dt>駐車場</dt><dd>8台</dd></dl>
<p>お待ちしています。</p></main></body></html>"""


def _folder(path: Path, days: range) -> Path:
    """A folder of pages, each told by its day and hall."""
    path.mkdir()
    rows = []
    for day in days:
        (path / f"{day}.html").write_text(PAGE.format(title=f"夏の会{day}", day=day), "utf-8")
        post = f"7月{day}日14時、2階ホールで夏の会を行います。"
        rows.append(
            {"file": f"{day}.html", "title": f"夏の会{day}", "day": "2026-06-20", "post": post}
        )
    (path / "posts.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("7月4日(土)14時から", True),
        ("7月5日(日)14時30分から15時まで", False),
        ("定員は20名です。", True),
        ("定員は30名です。", False),
        ("2階ホール", True),
        ("本の点検を行っています。", False),
        ("", False),
    ],
)
def test_a_line_counts_as_told_by_half_of_its_figures_or_letters(line: str, *, told: bool) -> None:
    """Days, hours and counts; without any the pairs of letters."""
    assert weigh.is_told(line, "7/4(土)14:00、2階ホールで。20名", DAY) == told


def test_what_is_always_told_has_points_and_what_never_is_has_none_to_spare() -> None:
    """A mark of every told line and one of every other."""
    rows = [
        Line("a", spoken=True, marks=frozenset({"day" if n % 2 else "mood", "x"}), told=bool(n % 2))
        for n in range(60)
    ]
    found = weigh.points(weigh.learn(rows))
    assert found["day"] > 5
    assert found["mood"] < -5
    assert weigh.learn(rows) == weigh.learn(rows[::-1])


def test_told_and_untold_are_told_apart_by_pairs() -> None:
    """1 is no mistake, a half is chance, equal points are half a mistake."""
    assert weigh.apart([(3, True), (2, False), (1, False)]) == 1
    assert weigh.apart([(1, True), (2, False)]) == 0
    assert weigh.apart([(2, True), (2, False)]) == 0.5
    assert weigh.apart([(2, True)]) == 0.5


def test_points_are_learned_from_folders_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two tables of whole points, "" for any line; or, of each folder by the others, how well they
    tell.
    """
    folders = [_folder(tmp_path / name, range(n, n + 4)) for name, n in (("a", 2), ("b", 12))]
    to = tmp_path / "points.py"
    assert weigh.main([*map(str, folders), "--to", str(to)]) == 0
    tables: dict[str, dict[str, int]] = {}
    exec(compile(to.read_text("utf-8"), "points", "exec"), tables)
    assert set(tables) >= {"SENTENCE", "LINE"}
    assert all(isinstance(n, int) for n in tables["SENTENCE"].values())
    assert tables["SENTENCE"]["coming"] > 0
    assert capsys.readouterr().out == ""
    assert weigh.main([*map(str, folders), "--held-out", "--to", str(tmp_path / "none")]) == 0
    assert "SENTENCE: 1.000 of" in capsys.readouterr().out
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{", "line 1"),
        ('{"file": "2.html"}', "line 1"),
        (
            '{"file": "../2.html", "title": "a", "day": "2026-06-20", "post": "b"}',
            "no file of this",
        ),
        ('{"file": "9.html", "title": "a", "day": "2026-06-20", "post": "b"}', "9.html"),
        ('{"file": "2.html", "title": "a", "day": "June", "post": "b"}', "June"),
        (
            '{"file": "2.html", "title": "a", "day": "2026-06-20", "post": "b", "encoding": "x-8"}',
            "x-8",
        ),
        ("", "too few pages"),
    ],
)
def test_what_cannot_be_learned_from_is_named_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, why: str
) -> None:
    """The folder, the line and what is wrong; the points stay as they are."""
    folder, to = _folder(tmp_path / "a", range(2, 3)), tmp_path / "points.py"
    (folder / "posts.jsonl").write_text(row, "utf-8")
    with pytest.raises(SystemExit):
        weigh.main([str(folder), "--to", str(to)])
    assert why in capsys.readouterr().err
    assert not to.exists()
    with pytest.raises(SystemExit):
        weigh.main([str(tmp_path / "none"), "--to", str(to)])
    assert "none" in capsys.readouterr().err
