"""What a page's draft says of itself to a program: each note alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import draft

from bridge.cli.output import draft_json, notes_of


@pytest.mark.parametrize(
    ("note", "notes"),
    [
        ("", []),
        ("PDF", ["PDF"]),
        ("PDF。本文なし", ["PDF", "本文なし"]),
        (
            "下書きに入っていません「無料。先着順」。PDF",
            ["下書きに入っていません「無料。先着順」", "PDF"],
        ),
    ],
)
def test_each_note_stands_by_itself(note: str, notes: list[str]) -> None:
    """A full stop within 「」 is the page's own."""
    assert notes_of(note) == notes
    told = draft_json(replace(draft(), note=note))
    assert (told["note"], told["notes"]) == (note, notes)
