"""Pure: a decision sheet as the bytes of a PDF of exactly one A4. The same sheet gives the same
bytes.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from bridge.book import FONT
from bridge.text.clean import visible

if TYPE_CHECKING:
    from bridge.book.sheet import Sheet, SheetRow

NAME: Final = "BIZUDPGothic"  #: what of it a sheet needs is embedded: it looks alike for ever
SIZES: Final = (10, 9, 8, 7, 6, 5)  #: points: the largest that fits is taken
MARGIN: Final = 42.5  #: points, 15 mm
SEAL: Final = 56.0  #: points: a box for a seal
HEADING: Final = 78.0  #: points: the column of headings
_BRACKETS: Final = str.maketrans("⟦⟧", "[]")


def pdf(sheet: Sheet) -> bytes:
    """Return the sheet as PDF, set as large as one A4 allows."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    _letters()  # the font is there
    width, height = (side - 2 * MARGIN for side in A4)
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, lang="ja", initialFontName=NAME)
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
    markup = "".join(
        c if ord(c) in _letters() or c == "\n" else f"[U+{ord(c):04X}]"
        for c in visible(text).translate(_BRACKETS)
    )
    return escape(markup).replace("\n", "<br/>")


@cache
def _letters() -> frozenset[int]:
    """Return the code points of which the font has a glyph."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if NAME not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(NAME, str(FONT)))
    return frozenset(pdfmetrics.getFont(NAME).face.charToGlyph)


def _table(sheet: Sheet, size: int, width: float) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    plain = ParagraphStyle(
        "plain", fontName=NAME, fontSize=size, leading=size * 1.35, wordWrap="CJK"
    )
    exact = ParagraphStyle("exact", plain, fontSize=size + 1, leading=size * 1.5)
    top = ParagraphStyle("top", plain, fontSize=size + 6, leading=size + 10, alignment=1)
    right = ParagraphStyle("right", plain, alignment=2)
    small = ParagraphStyle("small", plain, fontSize=size - 1, leading=size * 1.2)

    def cell(row: SheetRow) -> Any:
        return Paragraph(printable(row.words), exact if row.exact else plain)

    course = "\n".join(sheet.course)
    body = [
        [Paragraph(printable(sheet.title), top), ""],
        [Paragraph(printable(sheet.under), right), ""],
        *([[_seals(sheet.seals, small), ""]] if sheet.seals else []),
        *([Paragraph(printable(row.heading), plain), cell(row)] for row in sheet.rows),
        [Paragraph("経過", plain), Paragraph(printable(course), small)],
        [Paragraph(f"ダイジェスト {printable(sheet.digest)}", small), ""],
    ]
    head = 2 + bool(sheet.seals)
    seals = [at for at, row in enumerate(sheet.rows, head) if row.stamp]
    heights = [56.0 if at in seals else None for at in range(len(body))]
    table = Table(body, colWidths=[HEADING, width - HEADING], rowHeights=heights)
    pad = size * 0.25
    table.setStyle(
        [
            *(("SPAN", (0, at), (1, at)) for at in (*range(head), -1)),
            ("ALIGN", (0, 2), (1, head - 1), "RIGHT"),
            ("GRID", (0, head), (-1, -2), 0.5, "black"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), pad),
            ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
        ]
    )
    return table


def _seals(names: tuple[str, ...], style: Any) -> Any:
    """Return the boxes for seals (決裁印欄), at the right."""
    from reportlab.platypus import Paragraph, Table

    box = min(SEAL, (595.0 - 2 * MARGIN) / len(names))
    head = [Paragraph(printable(name), style) for name in names]
    body = [head, [""] * len(names)]
    table = Table(body, colWidths=[box] * len(names), rowHeights=[None, 42.0], hAlign="RIGHT")
    table.setStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("ALIGN", (0, 0), (-1, -1), "CENTER")]
    )
    return table
