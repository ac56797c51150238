"""Every code has its words, every word its code, and a door says what can be done at it."""

from __future__ import annotations

import ast
import copy
import errno
import pickle
import re
import socket
import ssl
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import Formatter

from bridge.errors import ConfigRefused, StepRefused, Unacknowledged, Unreachable, WrongState
from bridge.sayings import Refusal, reason
from bridge.sayings.table import PARTS, SAYINGS
from tools.codes import (
    BRIDGE,
    CODE,
    KINDS,
    SENTENCES,
    Site,
    _assigned,
    _calls,
    _chosen,
    _name,
    markdown,
    nodes,
    sites,
)

#: what nobody types who sits at a button
SHELL = re.compile(r"feedbridge [a-z{]|--[a-z]|chmod|chown|sudo|python3 |cron")


@cache
def said() -> tuple[Site, ...]:
    """Return every place at which a code is said."""
    return tuple(sites())


def placeholders(*texts: str | None) -> frozenset[str]:
    """Return the facts that sentences name."""
    return frozenset(
        name
        for text in texts
        for _, name, _, _ in Formatter().parse(text or "")
        if name is not None
    )


def test_every_code_that_is_said_has_its_words_and_every_word_is_said() -> None:
    """No code is raised that nobody can word, and no sentence stands there for nobody."""
    assert {site.code for site in said()} == SAYINGS.keys()


def test_a_code_stands_in_one_part_of_the_table() -> None:
    """A code has one meaning and one place."""
    assert len(SAYINGS) == sum(len(part.SAYINGS) for part in PARTS)
    assert all(CODE.fullmatch(code) for code in SAYINGS)
    homes = [{code.partition(".")[0] for code in part.SAYINGS} for part in PARTS]
    assert len(set().union(*homes)) == sum(map(len, homes))


def test_the_words_name_exactly_the_facts_given() -> None:
    """A sentence has no hole, and no fact is given that no door tells; where a code is chosen, none
    that none of them tells.
    """
    told: dict[tuple[str, frozenset[str]], set[str]] = {}
    for site in said():
        words = placeholders(*SAYINGS[site.code])
        assert words <= site.facts, (site.place, site.code)
        told.setdefault((site.place, site.facts), set()).update(words)
    assert {key: words for key, words in told.items() if words != key[1]} == {}


def codes(text: str) -> list[tuple[str, ...]]:
    """Return of each call in a text what codes it may be made with."""
    tree = ast.parse(text)
    return [
        tuple(_chosen(call.args[0], function, _assigned(tree.body)))
        for function, call in _calls(tree)
    ]


def test_a_code_that_is_chosen_at_run_time_is_held_to_its_facts_like_any_other() -> None:
    """A choice, a name with its arms, a loop over pairs, a table: each code counts as said there."""
    assert codes('Refusal("a.b")') == [("a.b",)]
    assert codes('Refusal("a.b" if x else "a.c")') == [("a.b", "a.c")]
    assert codes('def f():\n    code = "a.b" if x else "a.c"\n    Refusal(code)') == [
        ("a.b", "a.c")
    ]
    assert codes('def f():\n    code = "a.b"\ndef g(code):\n    Refusal(code)') == [()]
    assert codes('for code, n in (("a.b", 1), ("a.c", 2)):\n    Refusal(code)') == [("a.b", "a.c")]
    assert codes('T: Final = {1: "a.b", 2: "a.c"}\ndef f():\n    Refusal(T[1])') == [("a.b", "a.c")]


JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


def worded(module: Iterable[ast.AST]) -> list[int]:
    """Return the lines at which a module raises, or makes, an error with words of its own."""
    return [
        node.lineno
        for node in module
        if isinstance(node, ast.Raise)
        or (isinstance(node, ast.Call) and _name(node.func) in {*SENTENCES, *KINDS})
        if any(
            isinstance(one, ast.Constant) and JAPANESE.search(str(one.value))
            for one in ast.walk(node)
        )
    ]


def test_nobody_raises_a_finished_sentence() -> None:
    """What is raised is a code with facts; the words stand in the tables, per door."""
    found = {str(path.relative_to(BRIDGE)) for path in BRIDGE.rglob("*.py") if worded(nodes(path))}
    assert found == set()


def test_a_finished_sentence_is_seen() -> None:
    """In an error, in what is made of one, in a fact of it."""
    for text in (
        'raise ValueError("だめ")',
        'raise f(f"{x}なし") from e',
        'Refusal("a", b="だめ")',
    ):
        assert worded(ast.walk(ast.parse(text))) == [1]
    assert worded(ast.walk(ast.parse('raise ValueError("no")\nf("だめ")'))) == []


def test_the_desk_tells_nobody_to_type_a_command() -> None:
    """What may reach a page has a remedy of its own where the common one is for a terminal."""
    beside = {site.code for site in said() if not site.place.startswith("bridge/cli/")}
    assert len(beside & SAYINGS.keys()) > 300
    for code, (what, todo, desk, mail) in SAYINGS.items():
        shown = todo if desk is None else desk
        # what a run brought and what doctor saw is told by the command, the desk shows no remedy;
        # a mail says where to look, on the desk or at a terminal
        if code.startswith(("publish.", "health.", "mail.")):
            shown = ""
        if code in beside:
            assert not SHELL.search(f"{what} {shown} {mail}"), code


def test_a_remedy_of_the_desk_is_another_than_the_common_one() -> None:
    """Nothing stands twice."""
    assert [code for code, saying in SAYINGS.items() if saying.desk == saying.todo] == []


def test_the_document_is_what_the_code_says() -> None:
    """docs/codes.md is written by tools/codes.py."""
    document = Path(__file__).parents[1] / "docs" / "codes.md"
    assert document.read_text("utf-8") == markdown(), "python tools/codes.py > docs/codes.md"


def test_an_error_is_worded_by_who_shows_it() -> None:
    """The terminal's report names a command, the desk's does not; the code is the same."""
    error = WrongState("draft.wrong_state", draft=12, state="否決", where="決裁待ち")
    assert str(error) == (
        "起案12は「否決」です。この操作は「決裁待ち」のときだけできます。\n"
        "  対処: feedbridge show 12 で今の状態を確かめてください。"
    )
    assert error.words("desk").what == error.what
    assert error.words("desk").todo == "今の状態を見てから、もう一度操作してください。"


def test_an_error_is_copied_with_its_facts_and_its_place() -> None:
    """What carries one as a fact is copied deep, or kept, with all that it says."""
    owed = (Refusal("draft.unticked", draft=7, tick="なし"),)
    error = Unacknowledged("draft.unacknowledged", owed=owed, findings=(1,)).about("x.com")
    for again in (copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert type(again) is Unacknowledged
        assert (str(again), again.where, again.facts) == (str(error), "x.com", {"owed": owed})
        assert again.findings == (1,)


def test_what_lies_behind_is_worded_for_the_same_door() -> None:
    """An error that names another one as its reason takes over its words and its remedy."""
    behind = Unreachable("fetch.forbidden", status=403).about("https://lib.example/a.png")
    error = StepRefused("picture.not_fetched", why=behind)
    assert error.what == (
        "画像を取り込めません: https://lib.example/a.png: 見ることを許されていません(403)。"
    )
    assert "feedbridge try" in error.todo
    assert error.words("desk").todo == "ブラウザーで開いて確かめてください。"
    assert behind.about("b").what.startswith("b: 見る"), "said of one place, not of two"


def test_several_parts_stand_behind_one_another() -> None:
    """A list has what its place says between its parts, and the remedies of all of them."""
    assert ConfigRefused("settings.faulty", faults=("a", "b")).what == "a\nb"
    owed = (
        Refusal("draft.findings_at_decision", draft=1, findings="6(9)「本」"),
        Refusal("draft.unticked", draft=1, tick="どれにも"),
    )
    what, todo = StepRefused("draft.unacknowledged", owed=owed).words()
    assert what.count("\n") == 1
    assert "--acknowledge" in todo
    assert "--none-of-the-thirteen" in todo


def test_a_script_reads_code_and_facts() -> None:
    """What --json prints of an error is plain, down to what lies behind it."""
    behind = Unreachable("fetch.gone", status=404)
    assert StepRefused("picture.not_fetched", why=behind).as_json() == {
        "code": "picture.not_fetched",
        "what": "画像を取り込めません: ページがありません(404)。",
        "todo": "アドレスが変わっていないか、サイトを確かめてください。",
        "facts": {"why": behind.as_json()},
    }
    assert behind.as_json()["facts"] == {"status": 404}


def test_the_place_that_only_a_caller_knew_is_a_fact_for_scripts() -> None:
    """The address of a page that failed stands beside its code, and not in the sentence alone."""
    error = Unreachable("fetch.silent").about("https://a.example/")
    assert error.as_json()["facts"] == {"where": "https://a.example/"}
    assert "where" not in Unreachable("fetch.silent").as_json()["facts"]


def test_the_system_refuses_in_japanese() -> None:
    """Under cron the machine speaks English; what has no words of ours is said in its own."""
    assert reason(OSError(errno.ENOSPC, "No space left on device")) == "ディスクに空きがありません"
    assert reason(FileNotFoundError(errno.ENOENT, "")) == "ファイルかフォルダーがありません"
    assert reason(socket.gaierror(socket.EAI_NONAME, "")) == "その名前の機械は見つかりません"
    assert reason(OSError(errno.ENOTUNIQ, "Name not unique")) == "Name not unique"
    assert reason(OSError("?")) == "OSError"


def test_a_number_of_openssl_is_none_of_the_system() -> None:
    """1 is "not permitted" to the system, and "see what the library says" to TLS."""
    assert reason(ssl.SSLError(1, "handshake failure")) == "handshake failure"
