"""Pure: the glyphs of a PDF, each in its place, become blocks in the order in which a person reads
them.

A sheet of paper has no elements: rows are glyphs on one base line, columns are parted by a gutter
that no row crosses, a table is a gutter with short words on its left. Columns are read one after
the other. Writing from top to bottom is not read at all.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import field, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from bridge.model import Block, Entry, Page
from bridge.read.changes import PDF
from bridge.sayings import Refusal
from bridge.text.clean import folded, plain
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bridge.read.fetched import Fetched

SCANNED: Final = Refusal("pdf.scanned")
UPRIGHT: Final = Refusal("pdf.upright")
GARBLED: Final = Refusal("pdf.garbled")
LONGEST: Final = 40_000  #: characters that are kept
FEWEST: Final = 20  #: characters without which a sheet is a picture
DEPTH: Final = 12  #: columns within columns that are looked for
ROWS: Final = 600  #: of one sheet; a newsletter has a hundred
GAP: Final = 1.5  #: sizes of a glyph: so much white parts what stands in one row
SHORT: Final = 10  #: characters of a table's label

_BAD: Final = re.compile(r"[\x00-\x08\x0e-\x1f\ufffc-\uffff\ue000-\uf8ff]")
_NUMBER: Final = re.compile(
    r"\W*(?:p\.?\s*)?\d{1,3}\W*(?:ページ|頁|/\s*\d{1,3})?\W*", re.IGNORECASE
)
_BEGINS: Final = re.compile(
    r"[■◆◇●○〇◎□▼▽★☆▲△・･•※*＊【≪《〈<〔\[［①-⑳▶►➤→]|[(（]?\d{1,2}[)）.．、]\D|[^\s。"
    r"、]{1,8}[:：\u3000 ]"
)
_ENDS: Final = re.compile(r"[。!?！？」』】]$")
_KANA: Final = re.compile(r"[ぁ-ゖァ-ヺー\s]+")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on a sheet; lengths in points, from the sheet's lower left corner."""

    char: str
    left: float
    right: float
    base: float  #: height of its base line
    size: float  #: height of its font's box


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says, and what a person should know about the reading."""

    blocks: tuple[Block, ...] = ()
    notes: tuple[Refusal, ...] = ()


@dataclass(slots=True)
class _GlyphRun:
    """Glyphs of one row without a wide gap between them."""

    left: float
    right: float
    base: float
    size: float
    text: str = ""


@dataclass(slots=True)
class _TextLine:
    """One row of a column: its words, and where they stand."""

    spans: list[_GlyphRun] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "　".join(span.text for span in self.spans)

    @property
    def right(self) -> float:
        return max(span.right for span in self.spans)

    @property
    def base(self) -> float:
        return self.spans[0].base

    @property
    def size(self) -> float:
        return max(span.size for span in self.spans)


def read_glyphs(sheets: Sequence[Sequence[Glyph]]) -> PdfText:
    """Return the blocks of all sheets in reading order, LONGEST characters at most, with notes for
    the person.
    """
    glyphs = [glyph for sheet in sheets for glyph in sheet if not glyph.char.isspace()]
    if len(glyphs) < FEWEST:
        return PdfText((), (SCANNED,))
    if sum(1 for glyph in glyphs if _BAD.match(glyph.char)) * 10 > len(glyphs):
        return PdfText((), (GARBLED,))
    body = median(glyph.size for glyph in glyphs)
    level = [sheet for sheet in sheets if not _is_upright(sheet)]
    blocks: list[Block] = []
    left = LONGEST
    for sheet in level:
        for block in _blocks(_rows(sheet)[:ROWS], body, DEPTH):
            left -= sum(map(len, block.lines))
            if left < 0:
                break
            blocks.append(block)
    return PdfText(tuple(blocks), (UPRIGHT,) if len(level) < len(sheets) else ())


def pdf_page(fetched: Fetched, text: PdfText, entry: Entry) -> Page:
    """Return the page of a PDF: under the list's title, else its first large line, else its file's
    name.

    Its fingerprint is that of its bytes: read or not, the same file is the same page.
    """
    large = next((block.lines[0] for block in text.blocks if block.loud), "")
    title = entry.title or plain(large) or fetched.file_name
    folded_title = folded(title)
    blocks = [replace(block, lines=tuple(map(plain, block.lines))) for block in text.blocks]
    blocks = [
        block for block in blocks if folded(block.lines[0]) != folded_title or block.sort != "text"
    ]
    rows = tuple(
        (block.lines[0], " ".join(block.lines[1:])) for block in blocks if block.sort == "pair"
    )
    lines = [
        f"{b.lines[0]}：{' '.join(b.lines[1:])}" if b.sort == "pair" else " ".join(b.lines)
        for b in blocks
    ]
    digest = fetched.digest or hashlib.sha256(fetched.body).hexdigest()
    fingerprint = hashlib.sha256(f"{entry.title}\n{digest}".encode("utf-8", "replace")).hexdigest()
    return Page(
        fetched.url,
        title,
        "\n".join(lines),
        rows,
        published=entry.published,
        notes=(PDF, *(note.sentence() for note in text.notes)),  # the record keeps words
        fingerprint=fingerprint,
        blocks=tuple(blocks),
    )


# ── rows ────────────────────────────────────────────────────────────────────────────────────────


def _is_upright(sheet: Sequence[Glyph]) -> bool:
    """Whether a sheet is written from top to bottom: most glyphs stand below the one before
    them.
    """
    down = across = 0
    for one, two in pairwise(sheet):
        if abs(two.base - one.base) < 0.3 * one.size and two.left > one.left:
            across += 1
        elif abs(two.left - one.left) < 0.3 * one.size and 0 < one.base - two.base < 2 * one.size:
            down += 1
    return down > across


def _rows(sheet: Sequence[Glyph]) -> list[list[_GlyphRun]]:
    """Return the rows of a sheet from its top, each with its spans from the left; readings above
    words and page numbers left out.
    """
    rows: list[list[Glyph]] = []
    for glyph in sorted(sheet, key=lambda g: -g.base):
        if rows and rows[-1][0].base - glyph.base < 0.4 * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = [spans for row in rows if (spans := _spans(row))]
    lines = [
        row
        for n, row in enumerate(lines)
        if not (n + 1 < len(lines) and _is_reading(row, lines[n + 1]))
    ]
    for end in (0, -1):
        if lines and any(_NUMBER.fullmatch(span.text) for span in lines[end]):
            lines[end] = [
                span
                for span in lines[end]
                if not _NUMBER.fullmatch(span.text) and "://" not in span.text
            ]
    return [row for row in lines if row]


def _spans(row: Sequence[Glyph]) -> list[_GlyphRun]:
    spans: list[_GlyphRun] = []
    for glyph in sorted(row, key=lambda g: g.left):
        last = spans[-1] if spans else None
        if last is None or glyph.left - last.right > GAP * max(glyph.size, last.size):
            if not glyph.char.isspace():
                spans.append(
                    _GlyphRun(
                        left=glyph.left,
                        right=glyph.right,
                        base=glyph.base,
                        size=glyph.size,
                        text=glyph.char,
                    )
                )
            continue
        apart = glyph.left - last.right > 0.4 * glyph.size and not last.text[-1:].isspace()
        last.text += f" {glyph.char}" if apart and not glyph.char.isspace() else glyph.char
        last.right = max(last.right, glyph.right)
        last.size = max(last.size, glyph.size)
    for span in spans:
        span.text = span.text.strip()
    return spans


def _is_reading(row: Sequence[_GlyphRun], below: Sequence[_GlyphRun]) -> bool:
    """Whether a row is furigana: small kana right above larger words."""
    large = max(span.size for span in below)
    near = row[0].base - below[0].base < 1.4 * large
    return near and all(span.size < 0.65 * large and _KANA.fullmatch(span.text) for span in row)


# ── columns and tables ──────────────────────────────────────────────────────────────────────────


def _blocks(rows: Sequence[list[_GlyphRun]], body: float, depth: int) -> Iterator[Block]:
    """Yield the blocks of these rows: what stands above the widest pair of columns, the columns,
    what stands below.
    """
    cut = _gutter(rows) if depth else None
    if cut is None:
        yield from _paragraphs([_TextLine(row) for row in rows], body)
        return
    first, last, at = cut
    yield from _blocks(rows[:first], body, depth - 1)
    inside = rows[first:last]
    lefts = [[span for span in row if span.right <= at] for row in inside]
    rights = [[span for span in row if span.left >= at] for row in inside]
    if _is_table(lefts, rights):
        yield from _table(inside, lefts, rights, body)
    else:
        for side in (lefts, rights):
            yield from _blocks([row for row in side if row], body, depth - 1)
    yield from _blocks(rows[last:], body, depth - 1)


def _gutter(rows: Sequence[list[_GlyphRun]]) -> tuple[int, int, float] | None:
    """Return first row, row after the last and place of the gutter with most on both its sides;
    None where there is none.
    """
    starts = sorted({round(span.left) for row in rows for span in row})[1:]
    best: tuple[int, tuple[int, int, float]] | None = None
    for start in starts[:: 1 + len(starts) // 60]:
        at = start - 1.0
        first = 0
        for number, row in enumerate([*rows, None]):
            if row is not None and not any(span.left < at < span.right for span in row):
                continue
            window = rows[first:number]
            left = sum(any(span.right <= at for span in one) for one in window)
            right = sum(any(span.left >= at for span in one) for one in window)
            many = min(left, right)
            if many >= 2 and (best is None or many > best[0]) and _is_wide(window, at):
                best = (many, (first, number, at))
            first = number + 1
    return best[1] if best else None


def _is_wide(window: Sequence[list[_GlyphRun]], at: float) -> bool:
    ends = [span.right for row in window for span in row if span.right <= at]
    begins = [span.left for row in window for span in row if span.left >= at]
    size = median(span.size for row in window for span in row)
    return min(begins) - max(ends) >= size


def _is_table(lefts: Sequence[list[_GlyphRun]], rights: Sequence[list[_GlyphRun]]) -> bool:
    """Whether a gutter parts labels from values: short words on the left, each with something on
    its right.
    """
    labelled = [(left, right) for left, right in zip(lefts, rights, strict=True) if left]
    short = median(sum(len(span.text) for span in left) for left, _ in labelled) <= SHORT
    return short and sum(1 for _, right in labelled if right) >= 0.8 * len(labelled)


def _table(
    rows: Sequence[list[_GlyphRun]],
    lefts: Sequence[list[_GlyphRun]],
    rights: Sequence[list[_GlyphRun]],
    body: float,
) -> Iterator[Block]:
    """Yield a table's rows; a row without a label goes on with the value above it."""
    cells: list[list[str]] = []
    for row, left, right in zip(rows, lefts, rights, strict=True):
        if left or not cells:
            cells.append([span.text for span in row])
            if not right:
                cells[-1].append("")
        elif len(cells[-1]) == 2:
            cells[-1][1] += ("" if len(cells[-1][1]) >= 15 else " ") + "".join(
                span.text for span in right
            )
        else:
            cells.append([span.text for span in row])
    for one in cells:
        if len(one) == 2 and one[1]:
            yield Block("pair", (re.sub(r"\s", "", one[0]), one[1].strip()))
        elif filled := [cell for cell in one if cell]:
            large = rows[0][0].size > 1.25 * body
            yield Block(
                "row" if len(filled) > 1 else "text",
                tuple(filled),
                loud=(0,) if large and len(filled) == 1 else (),
            )


def _paragraphs(lines: Sequence[_TextLine], body: float) -> Iterator[Block]:
    """Yield the lines of one column, those that go on in the next one joined."""
    if not lines:
        return
    # one line may stick out
    edge = sorted(line.right for line in lines)[-2 if len(lines) > 2 else -1]
    text, before = "", None
    for line in lines:
        joined = (
            before is not None
            and edge - before.right < GAP * before.size
            and abs(before.size - line.size) < 0.25 * line.size
            and before.base - line.base < 2.2 * line.size
            and len(before.text) >= 15
            and not _ENDS.search(before.text)
            and not _BEGINS.match(line.text)
        )
        if joined:
            text += (
                " "
                if text[-1:].isascii() and line.text[:1].isascii() and text[-1:].isalpha()
                else ""
            ) + line.text
        else:
            if before is not None:
                yield _text(text, before, body)
            text = line.text
        before = line
    if before is not None:
        yield _text(text, before, body)


def _text(text: str, line: _TextLine, body: float) -> Block:
    return Block("text", (text,), loud=(0,) if line.size > 1.25 * body and len(text) <= 60 else ())
