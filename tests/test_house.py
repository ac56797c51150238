"""Every module says what it is, every public function that raises says so, and long calls name
what they hand over.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tools.codes import nodes, tree

BRIDGE = Path(__file__).parents[1] / "bridge"
MODULES = sorted(BRIDGE.rglob("*.py"))
TESTS = [path for path in sorted((BRIDGE.parent / "tests").rglob("test_*.py")) if path.is_file()]
#: a module is one of these, said once, at the beginning of a paragraph of its docstring
SORT = re.compile(r"^(?:Pure|Edge|Story)\b", re.MULTILINE)


def named(path: Path) -> str:
    return str(path.relative_to(BRIDGE.parent))


def command(node: ast.FunctionDef) -> bool:
    return any("command(" in ast.unparse(mark) for mark in node.decorator_list)


def public(body: list[ast.stmt]) -> Iterator[ast.FunctionDef]:
    """Yield the public functions and methods of a module that are no commands: a command's
    docstring is its help.
    """
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public(node.body)
        elif (
            isinstance(node, ast.FunctionDef)
            and not node.name.startswith("_")
            and not command(node)
        ):
            yield node


def raises(function: ast.FunctionDef) -> bool:
    """Return whether its own lines raise something; a bare `raise` hands on what another says."""
    inner = [n for n in ast.walk(function) if isinstance(n, ast.FunctionDef) and n is not function]
    hidden = {id(n) for one in inner for n in ast.walk(one)}
    return any(
        isinstance(n, ast.Raise) and n.exc is not None and id(n) not in hidden
        for n in ast.walk(function)
    )


def test_a_module_says_whether_it_is_pure_an_edge_or_a_story() -> None:
    """Whoever opens a file knows at its first lines what it may touch; it is one of the three."""
    assert len(MODULES) > 200
    said = {named(path): SORT.findall(ast.get_docstring(tree(path)) or "") for path in MODULES}
    assert {name: words for name, words in said.items() if len(words) != 1} == {}


def test_a_public_function_that_raises_says_so() -> None:
    """The docstring names the error, or says that it raises."""
    assert not [
        f"{named(path)}:{function.lineno} {function.name}"
        for path in MODULES
        for function in public(tree(path).body)
        if raises(function) and not re.search(r"[Rr]aise|Error", ast.get_docstring(function) or "")
    ]


def numbered(module: Iterable[ast.AST]) -> list[int]:
    """Return the lines at which a statement of SQL has values by number (`?1`)."""
    texts = (n for n in module if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return [n.lineno for n in texts if re.search(r"\?[0-9]", n.value)]


def test_values_of_sql_have_names_or_stand_in_a_row() -> None:
    """Python 3.12.0 to 3.12.3 warn of `?1` with a tuple as of a name (gh-117995)."""
    record = sorted((BRIDGE / "record").glob("*.py"))
    assert {named(path): numbered(nodes(path)) for path in record if numbered(nodes(path))} == {}
    assert numbered(ast.walk(ast.parse('f"SELECT ?1 {x}"'))) == [1]


# ── calls ───────────────────────────────────────────────────────────────────────────────────────

PROGRAMS = [
    path
    for folder in ("bridge", "tools", "benchmarks")
    for path in sorted((BRIDGE.parent / folder).rglob("*.py"))
]
#: of other libraries: what they take has no names
NAMELESS = {"pack", "chain", "compile", "cls", "__init__"}


def takes_any(path: Path) -> set[str]:
    """Return the functions of a module that take as many arguments as there are."""
    return {
        node.name
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef) and node.args.vararg is not None
    }


def long_calls(module: Iterable[ast.AST], nameless: set[str]) -> list[str]:
    """Return the calls of a module that hand over more than four things without a name."""
    return [
        f"{call.lineno}: {ast.unparse(call.func)}"
        for call in module
        if isinstance(call, ast.Call)
        and len(call.args) > 4
        and sum(not isinstance(one, ast.Starred) for one in call.args) > 4
        and ast.unparse(call.func).rpartition(".")[2] not in nameless
    ]


def test_a_call_with_more_than_four_arguments_names_them() -> None:
    """Nobody counts commas to know what the sixth one is."""
    nameless = NAMELESS.union(*map(takes_any, PROGRAMS))
    found = {named(p): long_calls(nodes(p), nameless) for p in PROGRAMS}
    assert not {name: calls for name, calls in found.items() if calls}


def test_a_long_call_is_seen() -> None:
    """Four are few enough, five are not; what is unpacked is counted by nobody."""
    short = ast.parse("f(1, 2, 3, 4)\nf(1, 2, 3, 4, *rest)\nf(1, 2, 3, 4, five=5)")
    assert not long_calls(ast.walk(short), set())
    long = [*ast.walk(ast.parse("a.f(1, 2, 3, 4, 5)"))]
    assert long_calls(long, set()) == ["1: a.f"]
    assert not long_calls(long, {"f"})


SCREEN = 60  #: lines


def long_functions(module: Iterable[ast.AST]) -> list[str]:
    """Return the functions of a module that do not fit a screen, docstrings included."""
    return [
        node.name
        for node in module
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= SCREEN
    ]


def test_a_function_fits_a_screen() -> None:
    """Who reads the end of a function still sees how it begins."""
    found = {named(p): long_functions(nodes(p)) for p in MODULES}
    assert not {name: functions for name, functions in found.items() if functions}


def test_a_long_function_is_seen() -> None:
    """Sixty lines fit, sixty-one do not."""
    lines = ["def f():"] + ["    x"] * (SCREEN - 1)
    assert not long_functions(ast.walk(ast.parse("\n".join(lines))))
    assert long_functions(ast.walk(ast.parse("\n".join([*lines, "    x"])))) == ["f"]


MOST_LONG = 39  #: files of more than 500 lines
LONGEST = 1465  #: lines


def test_a_file_is_read_in_one_sitting() -> None:
    """Those of more than 500 lines become fewer, never more, and none is longer than the longest."""
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES]
    assert sum(length > 500 for length in lengths) <= MOST_LONG
    assert max(lengths) <= LONGEST
    told = f"{MOST_LONG} have more than 500, the longest {LONGEST:,} "
    assert told in (BRIDGE.parent / "docs" / "house.md").read_text(encoding="utf-8")


PACKED = re.compile(r"^.*# fmt: (?:skip|off)$", re.MULTILINE)
MOST_PACKED = 22  #: tables of the tests, whose rows say more side by side


def test_the_formatter_lays_out_the_program() -> None:
    """What is packed behind a mark of its own hides how much a call takes; of the tests' tables a
    few keep their shape, fewer and never more.
    """
    packed = {
        named(path): len(marks)
        for path in (*PROGRAMS, *(BRIDGE.parent / "tests").rglob("*.py"))
        if (marks := PACKED.findall(path.read_text(encoding="utf-8")))
    }
    assert [name for name in packed if not name.startswith("tests/")] == []
    assert sum(packed.values()) <= MOST_PACKED, packed


# ── tests ───────────────────────────────────────────────────────────────────────────────────────


def untold(module: Iterable[ast.AST]) -> list[str]:
    """Return the tests of a module that do not say in a sentence what holds: that have no
    docstring, or one of the name's own words alone.
    """
    functions = [
        node
        for node in module
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    words = {one.name: re.sub(r"\W+", "_", ast.get_docstring(one) or "") for one in functions}
    return [name for name, said in words.items() if said.lower().strip("_") in f"{name}_"]


def test_each_test_says_what_holds() -> None:
    """Whoever sees it fail reads which rule is broken, and why there is one."""
    assert len(TESTS) > 200
    found = {named(path): untold(nodes(path)) for path in TESTS}
    assert {name: tests for name, tests in found.items() if tests} == {}


def test_a_test_without_a_sentence_is_seen() -> None:
    """None at all, an empty one, the name once more; a function that helps needs none."""
    for body in ("x", '""', '"It holds."', '"Test it: holds"'):
        assert untold(ast.walk(ast.parse(f"def test_it_holds():\n    {body}"))) == ["test_it_holds"]
    told = 'def test_it_holds():\n    "What was read stays."\ndef helper(): x'
    assert untold(ast.walk(ast.parse(told))) == []


# ── names ───────────────────────────────────────────────────────────────────────────────────────

#: words that say that something was done, not what it is; how many names of the house they are
PARTICIPLES = frozenset(
    [
        "told",
        "found",
        "made",
        "kept",
        "given",
        "seen",
        "taken",
        "asked",
        "said",
        "shown",
        "looked",
        "wanted",
        "named",
        "tried",
        "got",
    ]
)
MOST_PARTICIPLES = 155


def participles(module: Sequence[ast.AST]) -> list[str]:
    """Return the variables, parameters and fields of a module that are a bare participle."""
    stored = [n.id for n in module if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    handed = [n.arg for n in module if isinstance(n, ast.arg)]
    return [name for name in (*stored, *handed) if name in PARTICIPLES]


def things(module: ast.Module) -> Iterator[str]:
    """Yield the names of a module's classes, wherever they stand, and of its aliases of types; a
    type variable stands for what its function is given, and is none.
    """
    yield from (node.name for node in ast.walk(module) if isinstance(node, ast.ClassDef))
    for node in module.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        if isinstance(value, ast.Call) and ast.unparse(value.func) == "TypeVar":
            continue
        for target in targets:
            if isinstance(target, ast.Name) and re.fullmatch(r"_?[A-Z]\w*[a-z]\w*", target.id):
                yield target.id


def test_a_class_and_an_alias_have_a_name_of_their_own() -> None:
    """One word means one thing: no two have one name, be it with an underscore or without."""
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for name in things(tree(path)):
            homes.setdefault(name.lstrip("_"), []).append(named(path))
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}


def test_a_name_of_a_thing_is_seen() -> None:
    """Classes in classes and functions, aliases with and without their mark; no constant."""
    text = (
        "class A:\n    class B: ...\ndef f():\n    class C: ...\nDd = int | str\n"
        "Ee: TypeAlias = 'int'\nFF: Final = 1\nGg = TypeVar('Gg')\nhh = 2\n"
    )
    assert sorted(things(ast.parse(text))) == ["A", "B", "C", "Dd", "Ee"]


def test_names_are_nouns() -> None:
    """What a variable holds stands in its name; participles become fewer, never more."""
    count = sum(len(participles(nodes(path))) for path in MODULES)
    assert count <= MOST_PARTICIPLES, count


def test_a_participle_is_seen() -> None:
    """Names that are bound count, as parameters and as variables; names that are read do not."""
    bound = ast.parse("def f(told): found = told\nseen: int = 1")
    assert participles([*ast.walk(bound)]) == ["seen", "found", "told"]
    assert participles([*ast.walk(ast.parse("match = found"))]) == []


# ── sentences ───────────────────────────────────────────────────────────────────────────────────

JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
#: how a sentence ends, before its mark, before what it names, or at the end of a text
FINISHED = re.compile(r"(?<=[^|(\[:])(?:ます|ません|ました|です|ください)(?=[。:(\0]|$)")
#: what a page says, as a regular expression
PATTERN = re.compile(r"\(\?|\[\^|\\[sdS]|\||[。」]\?")
#: the doors, which speak
DOORS = {"book", "cli", "demo", "sayings", "web"}
#: where else a finished sentence may stand, and why
POSTS = "the posts themselves, and how sentences of pages end"
FINDINGS = "findings: the record keeps them in the words that somebody acknowledged"
EXAMPLES = "what a rule is held to as soon as it is read: sentences of pages"
PROOFREADING = "why a wording is none, for who reads the notes of a draft"
FAULTS = "what is wrong in a list of words, line by line, for who writes it"
SPEAKING = {
    "__main__.py": "the last word of a run that is interrupted",
    "catalogue.py": "what stands beside each value on the form of the settings",
    "draft/belonging.py": PROOFREADING,
    "draft/borne.py": PROOFREADING,
    "draft/compose.py": POSTS,
    "draft/tabled.py": POSTS,
    "draft/leads.py": POSTS,
    "draft/plan.py": PROOFREADING,
    "draft/proofreading.py": PROOFREADING,
    "draft/report.py": "a page of its own, for who weighs the drafts",
    "draft/rewriting.py": PROOFREADING,
    "draft/sentences.py": POSTS,
    "draft/spare.py": POSTS,
    "draft/standalone.py": POSTS,
    "draft/states.py": POSTS,
    "labels.py": "the words of what the record keeps as a value",
    "policy/s05_3_wording.py": FINDINGS,
    "policy/s05_4_retweets.py": FINDINGS,
    "policy/s05_5_account.py": "the warning itself (5(5)), and what the pages of the city show",
    "policy/s06_9_days.py": FINDINGS,
    "policy/s06_9_facts.py": FINDINGS,
    "policy/s06_9_nowhere.py": FINDINGS,
    "policy/s06_9_scope.py": FINDINGS,
    "policy/s06_9_standing.py": FINDINGS,
    "policy/s06_9_words.py": FINDINGS,
    "policy/s06_checklist.py": "the tick of the thirteen kinds, which the record keeps",
    "policy/s06_prohibited.py": FINDINGS,
    "policy/s08_page.py": "the page of the policy (8)",
    "policy/s10_rights.py": FINDINGS,
    "policy/s11_privacy.py": FINDINGS,
    "policy/sides.py": EXAMPLES,
    "policy/standing.py": EXAMPLES,
    "policy/words/__init__.py": FAULTS,
    "policy/words/loops.py": FAULTS,
    "record/migrations.py": "what a record of before has, never edited",
    "settings.py": "the urgent posts, which a library words anew in feeds.toml",
    "topics/builder.py": POSTS,
}


def sentences(module: Sequence[ast.AST]) -> list[int]:
    """Return the lines of a module at which a finished Japanese sentence stands, with its full stop
    or without, that is no docstring and no pattern.
    """
    apart = {id(n.value) for n in module if isinstance(n, ast.Expr)}
    apart |= {id(part) for n in module if isinstance(n, ast.JoinedStr) for part in n.values}
    texts = (
        (n.lineno, [n] if isinstance(n, ast.Constant) else n.values)
        for n in module
        if isinstance(n, ast.Constant | ast.JoinedStr) and id(n) not in apart
    )
    whole = (
        (line, "".join(str(p.value) if isinstance(p, ast.Constant) else "\0" for p in parts))
        for line, parts in texts
    )
    return [
        line
        for line, text in whole
        if JAPANESE.search(text)
        and not PATTERN.search(text)
        and (text.rstrip().endswith("。") or FINISHED.search(text.rstrip()))
    ]


def test_a_finished_sentence_stands_in_sayings_or_at_a_door() -> None:
    """Rules, the record and the edges hand out codes and facts; what speaks is listed, each file
    with its reason, and nothing that does not.
    """
    speaking = {str(path.relative_to(BRIDGE)) for path in MODULES if sentences(nodes(path))}
    beside = {name for name in speaking if name.partition("/")[0] not in DOORS}
    assert beside == SPEAKING.keys()


def test_a_sentence_is_seen() -> None:
    """In a constant, joined of parts, with facts in it, without its mark, before what it names; a
    docstring, a lone mark and a pattern of what a page says are none.
    """
    for text in (
        "x = 'だめです。'",
        "f('だめ' 'です。')",
        "return_ = f'{x}はだめです。'",
        "x = 'だめです'",
        "x = f'{x}に変わりました'",
        "x = f'止めています: {x}'",
        "x = f'変わりました{x}'",
        "x = 'だめです。次を見る'",
        "x = '見てください'",
    ):
        assert sentences([*ast.walk(ast.parse(text))]) == [1], text
    for text in (
        "'だめです。'",
        "x = '。'",
        "x = 'です。?$'",
        "x = f'{x}。'",
        "x = 'だめ'",
        "x = 'ます'",
        "x = '(?:でき|なり)ません'",
        "x = 'ます|ません'",
    ):
        assert sentences([*ast.walk(ast.parse(text))]) == [], text


def asks_a_note(module: Iterable[ast.AST]) -> list[int]:
    """Return the lines at which a module asks with which words a note begins or ends."""
    return [
        node.lineno
        for node in module
        if isinstance(node, ast.Attribute)
        and node.attr in {"startswith", "endswith"}
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "note"
    ]


def test_nothing_hangs_on_the_words_of_a_note() -> None:
    """They may get better: what hangs on why a draft stands where it does has a name (Cause)."""
    assert {named(p): asks_a_note(nodes(p)) for p in PROGRAMS if asks_a_note(nodes(p))} == {}
    assert asks_a_note(ast.walk(ast.parse("d.note.startswith('x')\nnote.startswith('x')"))) == [1]
