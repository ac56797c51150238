"""Each key of a TOML text stands on a line."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.text.toml_lines import lines

TEXT = '''\
title = "a # no comment"        # comment = 1
[library]
name = """
[not.a.table]
key = 1"""
site = 'c:\\'
"quoted key".inner = 1
[hours]
closed = [ # [
  "2026-12-29",
  "], x = 3",

  { from = 1, to = [2,
     3] },
]
special = { "2026-11-03" = "9:00", b.c = 2026-11-03 09:00:00 }
[[source]]
id = "a"
[source.more]
deep = true
[[source]]
id = "b"
[[source.child]]
x = 1
[[source.child]]
x = 2
[fetch] # last
n = 1'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("library",), 2),
        (("library", "name"), 3),
        (("library", "site"), 6),
        (("library", "quoted key"), 7),
        (("library", "quoted key", "inner"), 7),
        (("hours", "closed"), 9),
        (("hours", "closed", 0), 10),
        (("hours", "closed", 1), 11),
        (("hours", "closed", 2, "from"), 13),
        (("hours", "closed", 2, "to", 1), 14),
        (("hours", "special", "2026-11-03"), 16),
        (("hours", "special", "b", "c"), 16),
        (("source", 0), 17),
        (("source", 0, "id"), 18),
        (("source", 0, "more", "deep"), 20),
        (("source", 1, "id"), 22),
        (("source", 1, "child", 0, "x"), 24),
        (("source", 1, "child", 1, "x"), 26),
        (("fetch", "n"), 28),
    ],
)
def test_a_key_is_found_where_it_stands(path, line):
    """Strings, comments, arrays over several lines, inline tables and tables in tables do not
    confuse the scanner.
    """
    assert lines(TEXT)[path] == line


def paths(value, path=()):
    """All tables, keys and elements of a value."""
    yield path
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in pairs:
        yield from paths(inner, (*path, key))


def test_no_key_is_missed_and_none_is_invented():
    """The scanner names exactly the keys that tomllib reads."""
    assert set(lines(TEXT)) | {()} == set(paths(tomllib.loads(TEXT)))


text = st.text(st.sampled_from("ab\"'[]{}=,#.\\\n\t 休"), max_size=8)


def written(string, quotes):
    """A TOML string in one of its four forms, where the form can hold it."""
    if quotes == "'" and not set(string) & set("'\n"):
        return f"'{string}'"
    if quotes == "'''" and "'" not in string:
        return f"'''\n{string}'''"
    escaped = string.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"""{escaped}"""' if quotes == '"""' else '"' + escaped.replace("\n", "\\n") + '"'


@given(st.lists(st.tuples(text, text, st.sampled_from(["'", "'''", '"', '"""'])), max_size=6))
def test_any_key_and_any_string_is_stepped_over(pairs):
    """Whatever stands in keys and strings, the key after them is found on its line."""
    rows = [
        (written(f"{n}{key}", '"'), written(value, quotes))
        for n, (key, value, quotes) in enumerate(pairs)
    ]
    document = "".join(f"{key} = [{value}]\n" for key, value in rows)
    document += "last = 1\n"
    assert lines(document)["last",] == document.count("\n")
    assert set(lines(document)) | {()} == set(paths(tomllib.loads(document)))
