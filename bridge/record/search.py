"""Edge: where words stand in the drafts' present titles and texts: an index of pairs of letters, so
that a word is found among a million old posts without reading them. Holds no rule.

Japanese has no blanks between its words, and many of two letters (休館), which an index of words or
of three letters does not find. So each text stands in SQLite's FTS5 as its pairs of neighbouring
letters, each pair as eight digits of UTF-16. The index only says where a word may stand; whether it
does is read in the text itself. Of the texts it keeps nothing but the pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

TABLE: Final = (
    "CREATE VIRTUAL TABLE _search USING fts5(pairs, content='', columnsize=0, "
    "detail=none, tokenize='ascii')"
)
_ENTER: Final = "INSERT INTO _search (rowid, pairs) VALUES (?, ?)"
_LEAVE: Final = "INSERT INTO _search (_search, rowid, pairs) VALUES ('delete', ?, ?)"
PAGES: Final = 64  #: of the index that are written anew at once, so that nobody waits
MOST: Final = 64  #: pairs of a word that are looked up
#: small and capital letters are alike, as far as SQLite's lower() makes them so
_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_TEXT: Final = (
    "SELECT d.id, v.title, json_extract(v.content, '$.text') FROM drafts d"
    " JOIN versions v ON v.draft = d.id AND v.version = d.version"
)


class Search:
    """The index of one record; each draft stands in it with its present title and text. Every verb
    is a part of the caller's transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def enter(self, draft: int) -> None:
        """Index the present text of a draft that is not in the index."""
        for row in self._db.execute(f"{_TEXT} WHERE d.id = ?", (draft,)).fetchall():
            self._db.execute(_ENTER, (row[0], pairs(row[1], row[2])))

    def leave(self, draft: int) -> None:
        """Take a draft out while its text is the one that was indexed; nothing when it has none."""
        for row in self._db.execute(f"{_TEXT} WHERE d.id = ?", (draft,)).fetchall():
            self._db.execute(_LEAVE, (row[0], pairs(row[1], row[2])))

    def clear(self, *, first: bool) -> bool:
        """Write a piece of the index anew, and return whether more is left; after the last nothing
        is left of what was taken out before the `first`.

        What others enter meanwhile is theirs: the way goes on, and is not begun again.
        """
        if first:  # two pieces are enough to be made one: SQLite waits for four
            self._db.execute("INSERT INTO _search (_search, rank) VALUES ('usermerge', 2)")
        before = self._db.total_changes
        # of a negative number FTS5 takes all that there is (SQLite FTS5, 6.9)
        pages = -PAGES if first else PAGES
        self._db.execute("INSERT INTO _search (_search, rank) VALUES ('merge', ?)", (pages,))
        return self._db.total_changes - before > 1


def lay(connection: sqlite3.Connection) -> None:
    """Lay the index and fill it with the present text of each draft."""
    connection.execute(TABLE)
    texts = connection.execute(f"{_TEXT} ORDER BY d.id")
    connection.executemany(_ENTER, ((row[0], pairs(row[1], row[2])) for row in texts))


def pairs(*texts: str) -> str:
    """Return the pairs of neighbouring letters of each text, and its last letter with nothing
    behind it, as FTS5 takes them.
    """
    digits = _digits("".join(f"{text}\0" for text in texts))
    return " ".join(sorted({*_neighbours(digits)}))


def question(words: str) -> str:
    """Return what FTS5 is asked for the texts in which each of `words` (blanks part them) may
    stand; empty when there is none.
    """
    terms: list[str] = []
    for word in words.split():
        digits = _digits(word)
        terms += [*_neighbours(digits)][:MOST] or [
            f"{digits}*"
        ]  # of one letter: whatever follows it
    return " ".join(terms)


def _neighbours(digits: str) -> Iterator[str]:
    return (digits[at - 4 : at + 4] for at in range(4, len(digits), 4))


def _digits(text: str) -> str:
    return text.translate(_LOWER).encode("utf-16-be", "surrogatepass").hex()
