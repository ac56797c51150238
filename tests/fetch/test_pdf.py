"""PDFs of every kind, opened in a process of their own."""

import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sheets import FLYER, NEWSLETTER, pdf

from bridge.fetch import pdf as edge
from bridge.fetch.pdf import BROKEN, CUT, HEAVY, LOCKED, SHEETS, opened, read_pdf
from bridge.fetch.reading import read_item
from bridge.model import Item, ItemState
from bridge.read.fetched import Fetched
from bridge.read.pdf import SCANNED

NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)


def test_what_a_pdf_says_comes_back_from_its_process():
    """A font of the Japanese set, no letter of which is in the file."""
    read = read_pdf(pdf(FLYER))
    assert read == opened(pdf(FLYER))
    assert read.blocks[0].lines == ("冬の科学あそびの会",)
    assert ("会場", "中央図書館2階 集会室") in [block.lines for block in read.blocks]


def test_columns_of_a_real_file_are_read_one_after_the_other():
    """From the places that PDFium tells."""
    text = "".join(line for block in opened(pdf(NEWSLETTER)).blocks for line in block.lines)
    assert text.index("その場で借りる") < text.index("年末年始は")


def test_a_file_that_may_be_read_but_not_changed_is_read():
    """Only one that asks for a word to be opened is not."""
    assert opened(pdf(FLYER, owner="x")) == opened(pdf(FLYER))
    assert opened(pdf(FLYER, user="x", owner="x")).notes == (LOCKED,)


def test_a_scan_says_so():
    """A sheet with a picture and no words."""
    assert opened(pdf(lambda canvas: canvas.rect(50, 50, 400, 600, fill=1))).notes == (SCANNED,)


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        pdf(FLYER)[:900],
    ],
)
def test_a_broken_file_is_no_text_and_a_note(body):
    """Whatever it breaks off at."""
    read = opened(body)
    assert read.blocks == ()
    assert read.notes == (BROKEN,)


def test_a_book_is_read_at_its_beginning_and_says_so():
    """SHEETS sheets are whole, one more is cut."""
    assert CUT not in opened(pdf(*[FLYER] * SHEETS)).notes
    assert opened(pdf(*[FLYER] * (SHEETS + 1))).notes == (CUT,)


def _instead(monkeypatch, tmp_path: Path, code: str) -> None:
    """Let the process do something else."""
    (tmp_path / "another.py").write_text(
        f"import os, sys\nsys.path.insert(0, {str(Path.cwd())!r})\nfrom bridge.fetch import pdf\n{code}\n"
    )
    runner = tmp_path / "python"
    runner.write_text(
        "#!/bin/sh\nexec " + shlex.join([sys.executable, str(tmp_path / "another.py")]) + "\n"
    )
    runner.chmod(0o755)
    monkeypatch.setattr(edge.sys, "executable", str(runner))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "note"),
    [
        ("pdf.SECONDS = 1\npdf._bounded()\nwhile True: pass", HEAVY),
        ("pdf._bounded()\nbytearray(2 * pdf.MEMORY)", HEAVY),
        ("os.abort()", HEAVY),
        ("sys.exit(3)", BROKEN),
    ],
    ids=["time", "memory", "a crash", "a fault"],
)
def test_what_a_hostile_file_does_it_does_to_its_process(monkeypatch, tmp_path, code, note):
    """Time, memory and crashes end there and are a note here."""
    _instead(monkeypatch, tmp_path, code)
    assert read_pdf(b"%PDF-1").notes == (note,)


def test_its_process_knows_no_secret(monkeypatch, tmp_path):
    """Keys in the environment stay with the program."""
    monkeypatch.setenv("FEEDBRIDGE_X_KEY", "secret")
    code = (
        "import json\n"
        "print(json.dumps({'blocks': [], 'notes': [(name, {}) for name in os.environ]}))"
    )
    _instead(monkeypatch, tmp_path, code)
    assert not [note for note in read_pdf(b"%PDF-1").notes if note.code.startswith("FEEDBRIDGE")]


def test_an_item_that_leads_to_a_pdf_has_the_page_of_that_pdf():
    """By its content type or its first bytes, marked as such."""

    class Web:
        def fetch(self, url, asked=None):
            return Fetched(url, pdf(FLYER), "application/octet-stream", digest="d")

    item = Item(
        id=1,
        source="home",
        url="https://lib.example.jp/a.pdf",
        title="冬の科学あそびの会",
        state=ItemState.NEW,
        seen_at=NOW,
    )
    read = read_item(Web(), item, None)
    assert read is not None
    assert read[1].notes == ("PDF",)
    assert "会場：中央図書館2階 集会室" in read[1].text
