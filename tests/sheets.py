"""Sheets of paper for the tests of PDFs: words set where the test says."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from bridge.read.pdf import Glyph

FONT = "HeiseiKakuGo-W5"
Words = tuple[float, float, float, str]  #: from the left, from the bottom, size, words


def pdf(
    *sheets: Sequence[Words] | Callable[[Canvas], None], user: str = "", owner: str = ""
) -> bytes:
    """Return a PDF of A4 sheets."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    encrypt = StandardEncryption(user, owner, strength=128) if user or owner else None
    canvas = Canvas(out, pagesize=(595, 842), encrypt=encrypt, invariant=True)
    for sheet in sheets:
        if callable(sheet):
            sheet(canvas)
        else:
            for left, base, size, words in sheet:
                canvas.setFont(FONT, size)
                canvas.drawString(left, base, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


#: a flyer: a large title, a paragraph that breaks in mid-sentence, a table without lines, a page
#: number
FLYER: tuple[Words, ...] = (
    (60, 780, 24, "冬の科学あそびの会"),
    (60, 740, 10.5, "身近な道具を使って、空気と水のふしぎを調べます。つくった「空気ほう」は"),
    (60, 722, 10.5, "持ち帰ることができます。"),
    (60, 680, 10.5, "日　時"),
    (140, 680, 10.5, "12月12日(土) 午後2時から3時まで"),
    (60, 660, 10.5, "会　場"),
    (140, 660, 10.5, "中央図書館2階 集会室"),
    (60, 640, 10.5, "対　象"),
    (140, 640, 10.5, "小学生とその保護者"),
    (60, 620, 10.5, "申込み"),
    (140, 620, 10.5, "11月28日(土)午前10時から、カウンターまたは電話で"),
    (140, 606, 10.5, "受け付けます。"),
    (290, 30, 9, "- 1 -"),
)
_LEFT = (
    "新しい本の棚ができました。入口の右手に、",
    "この月に届いた本を並べています。どの本も",
    "その場で借りることができます。",
)
_RIGHT = (
    "年末年始は十二月二十八日から休館します。",
    "返却ポストは休みの間もお使いになれます。",
    "ただし視聴覚資料は窓口へお返しください。",
)
#: a newsletter: a title over both columns, and two columns whose rows stand side by side
NEWSLETTER: tuple[Words, ...] = (
    (60, 790, 22, "図書館だより第四十二号 みんなの本だな冬の号"),
    *((60, 740 - 18 * n, 10.5, words) for n, words in enumerate(_LEFT)),
    *((310, 740 - 18 * n, 10.5, words) for n, words in enumerate(_RIGHT)),
)


def glyphs(words: Sequence[Words]) -> list[Glyph]:
    """Return the glyphs of words set in a font whose glyphs are as wide as they are high."""
    return [
        Glyph(char=char, left=left + n * size, right=left + (n + 1) * size, base=base, size=size)
        for left, base, size, said in words
        for n, char in enumerate(said)
    ]
