"""Pure: the books that a page of new books names, as a list or a table has their titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.text.clean import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bridge.draft.sentences import Statement
    from bridge.model import Block

#: a title of what has come into the house
NEW_BOOKS: Final = re.compile(
    r"(?:新しい|あたらしい|新しく入った|(?:入|はい)った|今月の)(?:本|図書(?!館)|絵本|雑誌)(?!の貸)|新着(?:図書(?!館)|本|資料|案内)|新刊(?:図書|本|案内)?|新入荷"
)
#: says that some are named, and names none
INTRODUCES: Final = re.compile(
    r"(?:(?:一部|少し|いくつか|おもなもの|主なもの|中から|うち)[^。]{0,14}|(?:新着|新刊|新しい)(?:の?(?:図書|本|資料))?を)"
    r"(?:ご?紹介|お?知らせ)(?:し|いたし)ます。?$"
)
_COLUMN: Final = re.compile(r"書名|タイトル|題名|本の(?:名前|題|なまえ)|資料名|図書名")
_LISTED: Final = re.compile(r"[^\w『「]*『(?P<title>[^『』]{2,40})』")
_READER: Final = re.compile(
    r"[^\w]*(?:一般|児童|こども|子ども|おとな|大人|絵本|えほん)[^。、]{0,12}"
)
#: behind a title: (えほん), (上・下)
_ASIDE: Final = re.compile(r"\s*[(（][^()（）]*[)）]$")
_MANY: Final = re.compile(r"\d冊")
_LENT: Final = re.compile(r"1人|ひとり|まで")  #: so many may be borrowed
NAMED: Final = 3  #: books that are named


def books_in(blocks: Iterable[Block]) -> tuple[list[str], bool]:
    """Return the first titles of a page, each in its brackets, the last of them from the second
    shelf where there are several (児童書 behind 一般書); and whether there are more.
    """
    shelves: list[list[str]] = [[]]
    column: int | None = None
    for block in blocks:
        if block.sort == "row":
            column = _column(block.names) if _column(block.names) is not None else column
            if (place := _column(block.lines)) is not None:
                column = place
            elif len(set(block.lines)) == 1:  # 児童書, over all columns
                shelves.append([])
            elif column is not None and column < len(block.lines):
                shelves[-1].append(_ASIDE.sub("", block.lines[column].strip().strip("『』")))
            continue
        for line in block.lines:
            if block.sort == "heading" or _READER.fullmatch(line):
                shelves.append([])
            elif book := _LISTED.match(line):
                shelves[-1].append(book["title"])
    full = [[harmless(book) for book in shelf if 2 <= len(book) <= 40] for shelf in shelves]
    full = [shelf for shelf in full if shelf]
    books = [*full[0][: NAMED - 1], *full[1][:1]] if len(full) > 1 else list(*full)[:NAMED]
    return [f"『{book}』" for book in books], sum(map(len, full)) > len(books)


def _column(cells: tuple[str, ...]) -> int | None:
    """Return which of the cells heads the titles."""
    bare = ("".join(cell.split()) for cell in cells)
    return next((place for place, cell in enumerate(bare) if _COLUMN.fullmatch(cell)), None)


def arrived(statements: list[Statement]) -> list[Statement]:
    """Return the sentences of a page of new books, as the page has them one after another: from
    when they are lent, and how many they are.
    """
    inorder = [one for one in sorted(statements, key=lambda one: one.at) if not one.back]
    days = [one for one in inorder if one.days][:1]
    many = [one for one in inorder if _MANY.search(one.text) and not _LENT.search(one.text)][:1]
    return sorted({one.at: one for one in (*days, *many)}.values(), key=lambda one: one.at)
