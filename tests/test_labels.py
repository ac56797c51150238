"""Every word of the record has its Japanese label, once."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2 import nodes as jinja

from bridge import catalogue, labels, model
from bridge.model import Cause
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


BRIDGE = Path(labels.__file__).parent
#: where words stand beside these values, or two labels beside each other, that are no labels anew
APART = {
    "book/table.py": "the headings of the book's columns, two of which are called as verbs are",
    "cli/__init__.py": "the names of commands",
    "record/migrations.py": "never edited: the words as they were",
}
LABELS = {(str(value), label) for table in TABLES for value, label in table.items()}
KINDS = [{str(value) for value in kind} for kind in VOCABULARY]
WORDS = [set(table.values()) for table in TABLES]
#: a value of the record, or "", and the words beside it
Pairs = list[tuple[str, str]]


def in_python(node: ast.AST) -> Pairs:
    """Return the texts of an expression that is written out: those of its parts, at any depth."""
    if isinstance(node, ast.Constant):
        return [("", node.value)] if isinstance(node.value, str) else []
    if isinstance(node, ast.Dict):
        keys = [key.value if isinstance(key, ast.Constant) else "" for key in node.keys]
        values = zip(keys, node.values, strict=True)
        return [(str(key), text) for key, value in values for _, text in in_python(value)]
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return [pair for one in node.elts for pair in in_python(one)]
    return in_python(node.body) + in_python(node.orelse) if isinstance(node, ast.IfExp) else []


def in_template(node: jinja.Node | None) -> Pairs:
    """Return the same of an expression of a template."""
    if isinstance(node, jinja.Const):
        return [("", node.value)] if isinstance(node.value, str) else []
    if isinstance(node, jinja.Dict):
        keys = [pair.key.value if isinstance(pair.key, jinja.Const) else "" for pair in node.items]
        values = zip(keys, node.items, strict=True)
        return [(str(key), text) for key, pair in values for _, text in in_template(pair.value)]
    if isinstance(node, jinja.Tuple | jinja.List):
        return [pair for one in node.items for pair in in_template(one)]
    if isinstance(node, jinja.CondExpr):
        return in_template(node.expr1) + in_template(node.expr2)
    return []


def anew(pairs: Pairs) -> bool:
    """Return whether this is a table of labels: a label at its value, several values of one
    enumeration with Japanese words, or several labels of one.
    """
    keys = {key for key, text in pairs if key and not text.isascii()}
    words = {text for _, text in pairs}
    return (
        not LABELS.isdisjoint(pairs)
        or (len(keys) > 1 and any(keys <= kind for kind in KINDS))
        or any(len(words & table) > 1 for table in WORDS)
    )


def test_a_label_stands_in_one_place() -> None:
    """No other module and no template has a table of its own from these values to words."""
    found = {
        str(path.relative_to(BRIDGE)): node.lineno
        for path in sorted(BRIDGE.rglob("*.py"))
        if path != Path(labels.__file__)
        for node in nodes(path)
        if isinstance(node, ast.expr) and anew(in_python(node))
    }
    templates = Environment(trim_blocks=True, lstrip_blocks=True)
    for path in sorted(BRIDGE.joinpath("web/templates").glob("*.html")):
        for node in templates.parse(path.read_text("utf-8")).find_all(jinja.Expr):
            if anew(in_template(node)):
                found[str(path.relative_to(BRIDGE))] = node.lineno
    assert found.keys() == APART.keys(), found


def test_a_label_that_stands_again_is_seen() -> None:
    """At its value, as another word for its value, beside another label; a lone word is none."""
    for text in (
        "{'refused': '休館日ではない', 'x': 'y'}",
        "{'proposed': '案です', 'refused': 'ちがう'}[c.state]",
        "(('起案', a), ('決裁', b))",
        "'訂正' if a else '追記'",
    ):
        (python, template) = sample(text)
        assert any(anew(in_python(node)) for node in python), text
        assert any(anew(in_template(node)) for node in template), text
    for text in ("{'open': '休み'}", "('起案', a)", "'訂正' if a else 'x'", "{'refused': 'no'}"):
        (python, template) = sample(text)
        assert not any(anew(in_python(node)) for node in python), text
        assert not any(anew(in_template(node)) for node in template), text


def sample(text: str) -> tuple[list[ast.AST], list[jinja.Expr]]:
    """Return the parts of an expression, as Python and as a template have it."""
    tree = Environment().parse(f"{{{{ {text} }}}}")
    return [*ast.walk(ast.parse(text))], [*tree.find_all(jinja.Expr)]


def spelt(module: Iterable[ast.AST]) -> list[int]:
    """Return the lines at which a verb, an actor, a state or a road is compared with a word in
    quotation marks.
    """
    named = re.compile(r"""(?:^|\W)(?:action|author|state|through)(?:['"]\])?$""")
    return [
        node.lineno
        for node in module
        if isinstance(node, ast.Compare) and named.search(ast.unparse(node.left))
        for other in node.comparators
        for word in getattr(other, "elts", [other])
        if isinstance(word, ast.Constant) and any(word.value in kind for kind in KINDS)
    ]


def test_a_value_of_the_record_is_asked_by_its_member() -> None:
    """A word in quotation marks is never wrong to mypy, however it is spelt."""
    modules = [path for path in BRIDGE.rglob("*.py") if path.name != "migrations.py"]
    assert {path.name: lines for path in modules if (lines := spelt(nodes(path)))} == {}
    for text in ("d.author != 'sync'", "row['action'] in {'open', v}", "action == 'comment'"):
        assert spelt(ast.walk(ast.parse(text))) == [1], text
    assert spelt(ast.walk(ast.parse("d.author == name\nstate == 'no'\nx.name == 'open'"))) == []


def test_the_form_of_the_settings_names_every_road() -> None:
    """In the words that stand beside its label."""
    (key,) = (
        key
        for section in catalogue.SECTIONS
        for key in section.keys
        if key.place == ("posting", "through")
    )
    assert key.choices == labels.ROAD


def test_what_a_person_wrote_is_told_as_theirs() -> None:
    """Its source has no name in feeds.toml."""
    assert labels.detail('{"source": "staff"}') == "取得元 職員"


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


@pytest.mark.parametrize("cause", Cause)
def test_a_journal_line_tells_a_cause_in_its_label(cause: Cause) -> None:
    """What an upgrade named is read by staff in a draft's history, too."""
    line = json.dumps({"what": cause, "rows": {"drafts 1": "0" * 32}})
    assert labels.detail(line) == labels.CAUSE[cause]


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


def test_9_2_how_a_draft_is_tied_is_said_while_somebody_knows() -> None:
    """A draft whose time to be kept is over was one of the three."""
    kept = model.Content("直しました。", "", "mihon_lib", replaces=model.PostId("1"))
    assert labels.tie(kept) == "訂正"
    assert labels.tie(replace(kept, text="")) == "削除"
    assert labels.tie(replace(kept, replaces=None, reply_to="1")) == "追記"
    assert labels.tie(model.Content(model.DISPOSED, "", "")) == "訂正・追記・削除"
