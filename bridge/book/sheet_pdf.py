"""Pure: a decision sheet as the bytes of a PDF of exactly one A4. The same sheet gives the same
bytes.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from bridge.text.clean import visible

if TYPE_CHECKING:
    from bridge.book.sheet import Row, Sheet

FONT: Final = (
    "HeiseiKakuGo-W5"  #: of Adobe's Japanese set: every reader of PDF has it or one like it
)
SIZES: Final = (10, 9, 8, 7, 6, 5)  #: points: the largest that fits is taken
MARGIN: Final = 42.5  #: points, 15 mm
HEADING: Final = 78.0  #: points: the column of headings
_BRACKETS: Final = str.maketrans("⟦⟧", "[]")


def pdf(sheet: Sheet) -> bytes:
    """Return the sheet as PDF, set as large as one A4 allows."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    width, height = (side - 2 * MARGIN for side in A4)
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, lang="ja")
    canvas.setTitle(sheet.title)
    for size in SIZES:
        table = _table(sheet, size, width)
        _, needed = table.wrap(width, height)
        if needed <= height:
            break
    scale = min(1.0, height / needed)
    canvas.translate(MARGIN, MARGIN + height)
    canvas.scale(scale, scale)
    table.drawOn(canvas, 0, -needed)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def printable(text: str) -> str:
    """Return `text` as markup; a character without a glyph in the font is shown by its number, so
    that none is missing.
    """
    shown = "".join(
        c if _has_glyph(c) else f"[U+{ord(c):04X}]" for c in visible(text).translate(_BRACKETS)
    )
    return escape(shown).replace("\n", "<br/>")


def _has_glyph(char: str) -> bool:
    """Whether the font has it: JIS X 0208 with the extensions of Windows, by either of the two
    tables of its dashes and waves.
    """
    for table in ("cp932", "shift_jis"):
        try:
            char.encode(table)
        except UnicodeEncodeError:
            continue
        return True
    return False


def _table(sheet: Sheet, size: int, width: float) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    plain = ParagraphStyle(
        "plain", fontName=FONT, fontSize=size, leading=size * 1.35, wordWrap="CJK"
    )
    exact = ParagraphStyle("exact", plain, fontSize=size + 1, leading=size * 1.5)
    top = ParagraphStyle("top", plain, fontSize=size + 6, leading=size + 10, alignment=1)
    right = ParagraphStyle("right", plain, alignment=2)
    small = ParagraphStyle("small", plain, fontSize=size - 1, leading=size * 1.2)

    def cell(row: Row) -> Any:
        return Paragraph(printable(row.words), exact if row.exact else plain)

    course = "\n".join(sheet.course)
    body = [
        [Paragraph(printable(sheet.title), top), ""],
        [Paragraph(printable(sheet.under), right), ""],
        *([Paragraph(printable(row.heading), plain), cell(row)] for row in sheet.rows),
        [Paragraph("経過", plain), Paragraph(printable(course), small)],
        [Paragraph(f"ダイジェスト {printable(sheet.digest)}", small), ""],
    ]
    seals = [at for at, row in enumerate(sheet.rows, 2) if row.stamp]
    heights = [56.0 if at in seals else None for at in range(len(body))]
    table = Table(body, colWidths=[HEADING, width - HEADING], rowHeights=heights)
    pad = size * 0.25
    table.setStyle([
        ("SPAN", (0, 0), (1, 0)), ("SPAN", (0, 1), (1, 1)), ("SPAN", (0, -1), (1, -1)),
        ("GRID", (0, 2), (-1, -2), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), pad), ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
    ])  # fmt: skip
    return table
