"""Coverage-guided fuzzing of the readers: any bytes as a feed, a homepage or an article, on to the
draft and its findings.

    make fuzz SECONDS=600          what runs this, where atheris installs
    PYTHONPATH=tests .venv/bin/python tests/fuzz/readers.py FILE    one input again

Whatever comes in: our own refusal (SourceFailed), or a draft that fits, holds no hidden control and
links to a listed host.
What it finds becomes a case in tests/read or tests/draft.
"""

from __future__ import annotations

import sys
import tempfile
import unicodedata
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import atheris

with atheris.instrument_imports(include=["bridge"]):
    from fakes import NOW, settings

    from bridge import config, urls
    from bridge.draft.make import from_page
    from bridge.draft.rules import Rules
    from bridge.errors import SourceFailed
    from bridge.fetch.reading import read_list
    from bridge.model import Entry, Item, ItemState
    from bridge.policy.words import parse_words
    from bridge.read.fetched import Fetched
    from bridge.read.pages import follow, read_page
    from bridge.settings import Selectors, Source

TODAY: date = NOW.date()
ZONE = ZoneInfo("Asia/Tokyo")
URL = "https://lib.example.jp/news/1.html"
RULES = Rules(settings(), lambda: parse_words(config.word_files(None)))
#: what no draft may hold but as a line's end (bidi, zero-width, private use, controls)
FORBIDDEN = {"Cc", "Cf", "Co", "Cs", "Cn"}
TYPES = (
    "text/html",
    "text/html; charset=utf-8",
    "text/html; charset=Shift_JIS",
    "application/xml",
    "",
)


def one(data: bytes) -> None:
    """Read one input in the way that its first byte names."""
    if len(data) < 2:
        return
    way, body = data[0], data[1:]
    got = Fetched(URL, body, TYPES[way // 3 % len(TYPES)], digest="x")
    try:
        if way % 3 == 0:
            page(got)
        else:
            kind = "feed" if way % 3 == 1 else "homepage"
            listing = read_list(got, Source("s", kind, URL), ZONE)  # type: ignore[arg-type]
            assert all(
                entry.url == "" or entry.url.startswith(("http://", "https://"))
                for entry in listing.entries
            )
    except SourceFailed as error:
        assert error.what.isprintable(), error.what  # noqa: PT017


def page(got: Fetched) -> None:
    """Read an article and draft it."""
    follow(got)
    entry = Entry(
        source="s",
        url=URL,
        title="お知らせ",
        guid="",
        published=TODAY,
        summary="",
        page="https://lib.example.jp/",
    )
    read = read_page(got, Selectors(), "", entry)
    item = Item(
        id=1,
        source="s",
        url=URL,
        title="お知らせ",
        state=ItemState.NEW,
        seen_at=NOW,
        published=TODAY,
        page="https://lib.example.jp/",
    )
    wording = from_page(item, page=read, source=None, rules=RULES, today=TODAY).wording
    text = wording.content.text
    assert wording.weight <= 280, wording.weight
    assert not [c for c in text if unicodedata.category(c) in FORBIDDEN and c != "\n"], ascii(text)
    assert not wording.content.url or not urls.refusal(wording.content.url, ("lib.example.jp",)), (
        wording.content.url
    )


def seeds(folder: Path) -> None:
    """Lay what the tests have of saved pages, one input each."""
    saved = [
        path for path in (Path(__file__).parents[1] / "read" / "saved").rglob("*") if path.is_file()
    ]
    for number, path in enumerate(saved):
        way = 1 if path.suffix in {".xml", ".rdf", ".rss"} else number % 2 * 2
        (folder / f"{number}-{path.name}").write_bytes(bytes([way + 3]) + path.read_bytes())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as corpus:
        seeds(Path(corpus))
        files = [word for word in sys.argv[1:] if not word.startswith("-")]
        words = [sys.argv[0], *sys.argv[1:], *([] if files else [corpus])]
        atheris.Setup([*words, "-timeout=10", "-rss_limit_mb=2048", "-max_len=20000"], one)
        atheris.Fuzz()
