"""A table of TOML becomes an instance of a dataclass just as pydantic makes it, or is left to
pydantic.
"""

import json
import re
import subprocess
import sys
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from bridge import config
from bridge.model import Through
from bridge.settings import Dollars, Extent, FetchSettings, Hours, Name, Seconds, Selectors, Source
from bridge.text.instances import Doubt, instance

#: every sort of type that feeds.toml has
KINDS = (
    str,
    bool,
    int,
    float,
    date,
    time,
    Name,
    Extent,
    Through,
    Seconds,
    Dollars,
    Hours,
    Hours | None,
    Selectors,
    Source,
    FetchSettings,
    tuple[str, ...],
    tuple[date, date],
    tuple[tuple[date, date], ...],
    config.Mapping[str, tuple[str, ...]],
    config.Mapping[date, Hours],
    config._File,
)
WORDS = (
    "",
    "a",
    "own",
    "manual",
    "feed",
    "2026-12-29",
    "2026-02-30",
    "2026-1-1",
    "20261229",
    "09:00",
    "24:00",
    "9:00",
    "09:00:00",
    "23:59:59.999999",
    "09:00:00.1",
    "09:00Z",
    "5",
    "true",
)
NAMES = ("id", "kind", "url", "selectors", "items", "opens", "closes", "concurrency", "robots", "x")
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 200)
    | st.floats(-2, 90_000, allow_nan=False)
    | st.sampled_from(WORDS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES + WORDS), inner, max_size=4)
    ),
    max_leaves=8,
)


def both(kind, plain):
    """Return what we make of plain values and what pydantic does, None for what it refuses."""
    try:
        ours = instance(kind, plain)
    except Doubt:
        return None, None
    return ours, TypeAdapter(kind, config=_strict(kind)).validate_json(json.dumps(plain))


def _strict(kind):
    """Return how config.py has pydantic read: a dataclass says it itself."""
    return None if hasattr(kind, "__dataclass_fields__") else {"strict": True}


@pytest.mark.parametrize("kind", KINDS, ids=range(len(KINDS)))
@given(plain=PLAIN)
def test_what_is_taken_is_what_pydantic_makes_of_it(kind, plain):
    """Of any values, whatever their shape, nothing is taken that pydantic refuses or reads
    otherwise.
    """
    ours, theirs = both(kind, plain)
    assert repr(ours) == repr(theirs)


@pytest.mark.parametrize(
    "plain",
    [
        {"id": "a", "kind": "feed", "url": "https://lib.example.jp/"},
        {
            "id": "a",
            "kind": "feed",
            "url": "u",
            "hashtags": ["x", "y"],
            "selectors": {"items": "li"},
        },
    ],
)
def test_a_right_table_is_taken(plain):
    """A source with what it needs, and with lists and tables inside."""
    ours, theirs = both(Source, plain)
    assert ours == theirs is not None


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        (str, 5),
        (int, True),
        (float, "5"),
        (float, float("inf")),
        (float, 10**400),
        (Name, ""),
        (Seconds, 0),
        (Seconds, 86_401),
        (Dollars, -0.01),
        (Extent, "all"),
        (Through, "mail"),
        (Through, 5),
        (date, "2026-02-30"),
        (time, "24:00"),
        (tuple[date, date], ["2026-12-29"]),
        (Source, {"id": "a", "kind": "feed"}),
        (Source, {"id": "a", "kind": "feed", "url": "u", "uri": "u"}),
        (Source, ["a", "feed", "u"]),
    ],
)
def test_what_is_wrong_is_left_to_pydantic(kind, plain):
    """Another type, a number out of bounds, a day that is none, a missing and an unknown key."""
    with pytest.raises(Doubt):
        instance(kind, plain)


@pytest.mark.parametrize("name", ["as it is shipped", "with every line switched on"])
def test_the_shipped_file_is_read_alike(name, tmp_path):
    """Both say the same of the file that `init` writes, and of all its keys."""
    text = config.DEFAULT.read_text("utf-8")
    if name != "as it is shipped":
        text = re.sub(r"^#(?=[a-z\[])", "", text, flags=re.MULTILINE)
    shaped = config._shape(config._read_forms(config._parse(tmp_path, text), (), {}), {})
    ours, theirs = both(config._File, shaped)
    assert ours == theirs
    assert ours is not None


def test_a_right_file_loads_no_pydantic(tmp_path):
    """Nor does it load anything of drafting: a first run is short."""
    code = (
        "import sys; from pathlib import Path; from bridge.wiring import Wiring;"
        f"Wiring(Path({str(config.DEFAULT)!r}), Path('none.db')).settings;"
        "print([m for m in ('pydantic', 'bridge.draft.compose', 'bs4') if m in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "[]\n"


def test_a_faulty_file_is_judged_by_pydantic():
    """The type that it has no word for is its to refuse."""
    with pytest.raises(ValidationError):
        TypeAdapter(Source).validate_json('{"id": 5}')
    with pytest.raises(Doubt):
        instance(complex, 5)
