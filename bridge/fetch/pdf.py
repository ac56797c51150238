"""Edge: a PDF is opened in a process of its own, with so much memory, time and paper and no secret;
what comes back are blocks.

PDFium reads what Chrome reads: fonts of Japanese sets, files that may be read and not changed. What
a hostile file does, it does to that process. Holds no rule.
"""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bridge.model import Block
from bridge.read.pdf import Glyph, PdfText, read_glyphs
from bridge.sayings import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

SHEETS: Final = 12  #: a newsletter has four to eight
GLYPHS: Final = 12_000  #: of one sheet; a page of a newspaper has that many
SECONDS: Final = 10  #: of CPU
PATIENCE: Final = 60  #: seconds on the clock, on a machine that is busy with other things
MEMORY: Final = 1_000_000_000  #: bytes of address space

HEAVY: Final = Refusal("pdf.too_heavy")
LOCKED: Final = Refusal("pdf.locked")
BROKEN: Final = Refusal("pdf.broken")
CUT: Final = Refusal("pdf.cut", sheets=SHEETS)


def read_pdf(body: bytes) -> PdfText:
    """Return what a PDF says; a note where it cannot be read. Takes SECONDS of CPU at most.

    Its bytes are bounded where they are fetched ([fetch] max_bytes).
    """
    root = str(Path(__file__).resolve().parents[2])
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            [sys.executable, "-P", "-m", __name__],
            input=body,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env={"PYTHONPATH": root, "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        return PdfText((), (HEAVY,))
    if done.returncode:
        return PdfText(
            (), (HEAVY if done.returncode < 0 or b"MemoryError" in done.stderr else BROKEN,)
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    blocks = tuple(
        Block(sort=block["sort"], lines=tuple(block["lines"]), loud=tuple(block["loud"]))
        for block in answer["blocks"]
    )
    return PdfText(blocks, tuple(Refusal(code, **facts) for code, facts in answer["notes"]))


def opened(body: bytes) -> PdfText:
    """Return what a PDF says, read in this process; the caller bounds time and memory."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        return PdfText((), (LOCKED if "password" in str(error).lower() else BROKEN,))
    try:
        sheets = [list(_glyphs(document, number)) for number in range(min(len(document), SHEETS))]
        text = read_glyphs(sheets)
        return PdfText(text.blocks, (*text.notes, CUT)) if len(document) > SHEETS else text
    except pypdfium2.PdfiumError:
        return PdfText((), (BROKEN,))
    finally:
        document.close()


def _glyphs(document: Any, number: int) -> Iterator[Glyph]:
    """Yield the glyphs of one sheet in the order of the file."""
    from pypdfium2 import raw

    sheet = document[number].get_textpage()
    box = raw.FS_RECTF()
    x, base = ctypes.c_double(), ctypes.c_double()
    last: Glyph | None = None
    for place in range(min(sheet.count_chars(), GLYPHS)):
        code = raw.FPDFText_GetUnicode(sheet, place)
        if raw.FPDFText_IsGenerated(sheet, place) == 1:
            if code == ord(" ") and last is not None:  # white that PDFium takes for a space
                yield Glyph(
                    char=" ", left=last.right, right=last.right, base=last.base, size=last.size
                )
            continue
        if 0xD800 <= code < 0xE000:
            continue
        raw.FPDFText_GetCharOrigin(sheet, place, x, base)
        if raw.FPDFText_GetLooseCharBox(sheet, place, box) and box.top > box.bottom:
            last = Glyph(
                char=chr(code),
                left=box.left,
                right=box.right,
                base=base.value,
                size=box.top - box.bottom,
            )
            yield last


def _bounded() -> None:
    """Take from this process what a hostile file could use up; what is refused here, the clock
    still bounds.
    """
    with suppress(ImportError):
        import resource

        for kind, most in (
            (resource.RLIMIT_CPU, SECONDS),
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_FSIZE, 0),
        ):
            with suppress(ValueError, OSError):  # a unit of systemd may forbid it
                resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    _bounded()
    text = opened(sys.stdin.buffer.read())
    notes = [(note.code, note.facts) for note in text.notes]
    print(json.dumps({"blocks": [asdict(block) for block in text.blocks], "notes": notes}))
